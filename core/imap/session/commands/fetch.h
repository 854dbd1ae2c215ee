// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/session/fetchitemforms.h"

namespace imap {

// UID FETCH (RFC 3501, 6.4.5 and 6.4.8). Items are our own constants ("UID FLAGS BODY.PEEK[HEADER]"); BODY[
// without .PEEK cannot be asked. Every FETCH that carries a UID of the set and something of what was asked is
// emitted as it comes. Others pass on to Session::untagged(), and so do flags that were not asked for, also
// beside what was.
class FetchCommand final : public Command
{
    Q_OBJECT

public:
    // `changedSince` needs CONDSTORE (RFC 7162, 3.1.4.1).
    FetchCommand(UidSet uids, const QByteArray &items, std::optional<ModSeq> changedSince = std::nullopt,
                 QObject *parent = nullptr);
    // "first:*" (UIDs below `first` that "*" drags in are not emitted; RFC 3501, 6.4.8)
    FetchCommand(Uid first, const QByteArray &items, QObject *parent = nullptr);

    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isExclusive() const override { return false; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    [[nodiscard]] bool isNeedless(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Dialect &dialect) const override;
    Claim offer(const Untagged &data) override;

Q_SIGNALS:
    void fetched(const imap::Fetch &fetch);

private:
    [[nodiscard]] bool concernsUs(Uid uid) const;
    [[nodiscard]] bool answersUs(const FetchItems &items) const;
    [[nodiscard]] bool wants(QByteArrayView item) const;
    [[nodiscard]] bool wantsSection(QByteArrayView section) const;
    [[nodiscard]] Claim take(const Fetch &fetch);
    // For servers older than IMAP4rev1
    [[nodiscard]] CommandText oldText(const Dialect &dialect) const;
    [[nodiscard]] std::optional<PartialItem> partialItem(const Dialect &dialect) const;

    UidSet m_uids;
    std::optional<Uid> m_from;
    std::vector<QByteArray> m_items;
    std::optional<ModSeq> m_changedSince;
    Dialect m_dialect;  // as prepared
    UidSet m_numbers;   // as prepared: what the messages are called on a server without UIDs
};

}

Q_DECLARE_METATYPE(imap::Fetch)
