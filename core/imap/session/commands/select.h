// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

namespace imap {

enum class Access { ReadWrite, ReadOnly };

// What is kept of a mailbox from before: with it the server tells only what has changed (RFC 7162, 3.2.5).
struct KnownMailbox {
    UidValidity uidValidity;
    ModSeq modSeq;
    UidSet uids{};  // that are kept; empty: all there were
    // Some messages by number and UID, ascending in both: a server that has forgotten what it expunged need
    // not list everything that is gone before the first that still fits (RFC 7162, 3.2.5.2).
    std::vector<std::pair<SeqNum, Uid>> matches{};
};

// SELECT or EXAMINE (RFC 3501, 6.3.1, 6.3.2); the session keeps what was told in Session::selected(), which
// is set when finished(Ok) is emitted and empty after NO. With CONDSTORE the parameter is sent (RFC
// 7162, 3.1.8).
//
// With a KnownMailbox, and once QRESYNC is enabled, changed() and vanished() tell what has happened since.
// Not every server can or does, and one with another UIDVALIDITY or [NOMODSEQ] tells nothing: only
// isResynced() after finished(Ok) means that this was all, otherwise everything must be looked at.
class SelectCommand final : public Command
{
    Q_OBJECT

public:
    explicit SelectCommand(QByteArray mailbox, Access access = Access::ReadWrite, QObject *parent = nullptr);
    SelectCommand(QByteArray mailbox, Access access, KnownMailbox known, QObject *parent = nullptr);

    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &server) const override;
    // Takes everything about a mailbox: it is the old one's, or in Session::selected() when this has
    // finished.
    Claim offer(const Untagged &data) override;
    [[nodiscard]] std::optional<Event> consequence() const override { return Event::MailboxOpened; }
    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_mailbox; }
    [[nodiscard]] Access access() const noexcept { return m_access; }
    [[nodiscard]] bool isResynced() const noexcept;

    // For the session alone, when it sends the command: whether a mailbox is being left, by which [CLOSED]
    // comes first where QRESYNC is on (RFC 7162, 3.2.11); and whether QRESYNC is.
    void beginBehind(bool otherMailbox, const Capabilities &server);

Q_SIGNALS:
    void changed(const imap::Fetch &fetch);  // UID, FLAGS and MODSEQ
    void vanished(const imap::UidSet &uids);

private:
    [[nodiscard]] bool canResync(const Capabilities &server) const;
    void sayKnown(CommandText &text, const Capabilities &server) const;
    void heed(const ResponseText &text);

    QByteArray m_mailbox;
    Access m_access;
    std::optional<KnownMailbox> m_known;
    bool m_isResyncing = false;
    bool m_isOldMailbox = false;  // what comes is still about the mailbox that is being left
    bool m_noModSeq = false;
    UidValidity m_told;
};

}
