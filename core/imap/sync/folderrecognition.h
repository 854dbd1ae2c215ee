// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/imap/wire/response.h"
#include "core/store/rows.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace imap::sync {

// By what a mailbox can be told from others, whatever it is called.
struct MailboxIdentity {
    QByteArray mailbox;
    std::optional<char> delimiter;
    QByteArray mailboxId;  // RFC 8474; empty: not told
    UidValidity validity;
    Uid uidNext;
    quint32 messages = 0;
};

struct MailboxRenaming {
    QByteArray from, to;
    friend bool operator==(const MailboxRenaming &, const MailboxRenaming &) = default;
};

// Which of the mailboxes that are gone are among those that are new, under another name: by MAILBOXID, or by
// UIDVALIDITY, UIDNEXT and the number of messages together, where only one fits (RFC 3501, 6.3.5: a rename
// keeps them). Numbers count only with two messages or more, and where no other of `known`, the UIDVALIDITY
// of every mailbox that is kept, has the same: some servers have one for all. What is below one that was
// renamed has moved along, if it is not there under its old name. A mailbox that was never opened, or never
// held anything, is not recognised. Pure.
[[nodiscard]] std::vector<MailboxRenaming> recognise(const std::vector<MailboxIdentity> &gone,
                                                     const std::vector<MailboxIdentity> &made,
                                                     const std::vector<UidValidity> &known = {});

// NEWNAME (RFC 2060, A.1; not in RFC 3501, because it cannot name everything): a hint and no more.
[[nodiscard]] std::optional<MailboxRenaming> newNameIn(const ResponseText &text);

// Asks for the identities of mailboxes, one STATUS after another; one that is refused has none. Deletes
// itself after `done`.
class IdentityQuestions : public QObject
{
    Q_OBJECT

public:
    using Answers = std::optional<std::vector<MailboxIdentity>>;  // nullopt: the line was lost
    using Done = std::function<void(const Answers &)>;
    IdentityQuestions(std::vector<MailboxIdentity> mailboxes, std::shared_ptr<Lease> lease, Done done,
                      QObject *parent = nullptr);
    void start() { next(); }

private:
    void next();
    void take(const StatusData &status);

    std::vector<MailboxIdentity> m_mailboxes;
    std::size_t m_asked = 0;
    bool m_isLost = false;
    std::shared_ptr<Lease> m_lease;
    Done m_done;
};

}
