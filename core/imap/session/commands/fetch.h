// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/session/fetchitemforms.h"
#include "core/imap/session/messageset.h"

namespace imap {

// fetch-modifiers: of the set only these. A server without the extension gets no such command: without the
// modifier it would answer another question.
struct FetchModifiers {
    std::optional<ModSeq> changedSince{};  // CONDSTORE, and a mailbox with mod-sequences (RFC 7162, 3.1.4.1)
    // With changedSince: also which are gone since then; QRESYNC must be enabled (RFC 7162, 3.2.6).
    bool vanished = false;
    // PARTIAL (RFC 9394, 3.1): so many of them, counted from 1 or, both negative, from the end.
    std::optional<std::pair<qint64, qint64>> partial{};
};

// UID FETCH (RFC 3501, 6.4.5 and 6.4.8). Items are our own constants ("UID FLAGS BODY.PEEK[HEADER]"); BODY[
// without .PEEK cannot be asked. Every FETCH that carries a UID of the set and something of what was asked is
// emitted as it comes. Others pass on to Session::untagged(), and so do flags that were not asked for, also
// beside what was.
//
// Items of an extension that the server lacks are left out (PREVIEW, SAVEDATE, EMAILID, X-GM-LABELS …), or
// BODY stands in for BINARY, also after NO [UNKNOWN-CTE] (RFC 3516, 4.3); when nothing is left the command is
// Unsupported. A server that does a part only (MESSAGELIMIT) is asked for the rest.
class FetchCommand final : public Command
{
    Q_OBJECT

public:
    // `changedSince` needs CONDSTORE (RFC 7162, 3.1.4.1).
    FetchCommand(UidSet uids, const QByteArray &items, std::optional<ModSeq> changedSince = std::nullopt,
                 QObject *parent = nullptr);
    FetchCommand(MessageSet messages, const QByteArray &items, const FetchModifiers &modifiers,
                 QObject *parent = nullptr);
    // "first:*" (UIDs below `first` that "*" drags in are not emitted; RFC 3501, 6.4.8)
    FetchCommand(Uid first, const QByteArray &items, QObject *parent = nullptr);
    // The flags it asks for reach Session::untagged() as well: a server that has told them here does not tell
    // them again to who listens there.
    void shareFlags() { m_sharesFlags = true; }

    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isExclusive() const override { return false; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    [[nodiscard]] bool isNeedless(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    Claim offer(const Untagged &data) override;

Q_SIGNALS:
    void fetched(const imap::Fetch &fetch);
    void vanished(const imap::UidSet &uids);  // since changedSince; of what was asked for or not

private:
    [[nodiscard]] bool answersUs(const FetchItems &items) const;
    [[nodiscard]] bool answersExtension(const FetchItems &items) const;
    [[nodiscard]] bool wants(QByteArrayView item) const;
    [[nodiscard]] bool wantsSection(QByteArrayView section) const;
    [[nodiscard]] Claim take(const Fetch &fetch);
    void sayModifiers(CommandText &text) const;
    // For servers older than IMAP4rev1
    [[nodiscard]] CommandText oldText(const Dialect &dialect) const;
    [[nodiscard]] std::optional<PartialItem> partialItem(const Dialect &dialect) const;

    MessageSet m_messages;
    std::vector<QByteArray> m_items;
    FetchModifiers m_modifiers;
    Dialect m_dialect;  // as prepared
    UidSet m_numbers;   // as prepared: what the messages are called on a server without UIDs
    bool m_sharesFlags = false;
};

}

Q_DECLARE_METATYPE(imap::Fetch)
