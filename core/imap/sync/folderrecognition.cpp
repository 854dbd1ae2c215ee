// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/folderrecognition.h"

#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"

#include <algorithm>

namespace imap::sync {

namespace {

bool isSame(const MailboxIdentity &a, const MailboxIdentity &b)
{
    if (!a.mailboxId.isEmpty() && !b.mailboxId.isEmpty())
        return a.mailboxId == b.mailboxId;
    constexpr quint32 nothingYet = 1;  // the UIDNEXT of every mailbox that has never held a message
    constexpr quint32 enough = 2;      // one message there is in many a mailbox
    return a.messages >= enough && a.validity.value != 0 && a.validity == b.validity
        && a.uidNext.value > nothingYet && a.uidNext == b.uidNext && a.messages == b.messages;
}

bool isNamed(const std::vector<MailboxRenaming> &renamings, const QByteArray MailboxRenaming::*name,
             const QByteArray &mailbox)
{
    return std::any_of(renamings.begin(), renamings.end(),
                       [&](const MailboxRenaming &each) { return each.*name == mailbox; });
}

}

std::vector<MailboxRenaming> recognise(const std::vector<MailboxIdentity> &missing,
                                       const std::vector<MailboxIdentity> &made,
                                       const std::vector<UidValidity> &known)
{
    std::vector<MailboxRenaming> renamings;
    std::vector<MailboxIdentity> gone = missing;
    for (MailboxIdentity &each : gone) {
        if (std::count(known.begin(), known.end(), each.validity) > 1)
            each.validity = {};  // tells nothing
    }
    for (const MailboxIdentity &old : gone) {
        const auto fits = [&old](const MailboxIdentity &other) { return isSame(old, other); };
        const auto found = std::find_if(made.begin(), made.end(), fits);
        const auto rivals = std::count_if(gone.begin(), gone.end(), [&](const MailboxIdentity &rival) {
            return found != made.end() && isSame(rival, *found);
        });
        if (rivals == 1 && std::count_if(made.begin(), made.end(), fits) == 1)
            renamings.push_back({old.mailbox, found->mailbox});
    }
    const auto certain = renamings;
    for (const MailboxIdentity &old : gone) {
        for (const MailboxRenaming &above : certain) {
            const QByteArray name = nameAfterRename(old.mailbox, above.from, above.to, old.delimiter);
            const bool isThere = std::any_of(
                made.begin(), made.end(), [&](const MailboxIdentity &each) { return each.mailbox == name; });
            if (isThere && !isNamed(renamings, &MailboxRenaming::from, old.mailbox)
                && !isNamed(renamings, &MailboxRenaming::to, name))
                renamings.push_back({old.mailbox, name});
        }
    }
    return renamings;
}

// Only what cannot be misread: two atoms or quoted strings without anything to unquote.
std::optional<MailboxRenaming> newNameIn(const ResponseText &text)
{
    const auto *unknown = text.as<code::Unknown>();
    if (unknown == nullptr || unknown->name != "NEWNAME")
        return std::nullopt;
    const QByteArray rest = unknown->rest.trimmed();
    QByteArrayList names;
    qsizetype at = 0;
    while (at < rest.size() && names.size() < 3) {
        const bool isQuoted = rest[at] == '"';
        const qsizetype begin = isQuoted ? at + 1 : at;
        const qsizetype end = rest.indexOf(isQuoted ? '"' : ' ', begin);
        if (isQuoted && end < 0)
            return std::nullopt;
        names.append(rest.sliced(begin, (end < 0 ? rest.size() : end) - begin));
        at = end < 0 ? rest.size() : isQuoted ? end + 2 : end + 1;
    }
    const bool isPlain = names.size() == 2 && !names[0].isEmpty() && !names[1].isEmpty()
        && !rest.contains('\\') && !rest.contains('{');
    return isPlain ? std::optional(MailboxRenaming{names[0], names[1]}) : std::nullopt;
}

IdentityQuestions::IdentityQuestions(std::vector<MailboxIdentity> mailboxes, std::shared_ptr<Lease> lease,
                                     Done done, QObject *parent)
    : QObject(parent), m_mailboxes(std::move(mailboxes)), m_lease(std::move(lease)), m_done(std::move(done))
{}

void IdentityQuestions::next()
{
    const bool isLost = m_isLost || m_lease->session() == nullptr;
    if (m_asked >= m_mailboxes.size() || isLost) {
        m_lease.reset();
        deleteLater();
        m_done(isLost ? Answers() : Answers(std::move(m_mailboxes)));
        return;
    }
    const std::vector items{StatusItem::Messages, StatusItem::UidNext, StatusItem::UidValidity,
                            StatusItem::MailboxId};
    auto *command =
        m_lease->session()->run(std::make_unique<StatusCommand>(m_mailboxes[m_asked].mailbox, items));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        if (completion.ok() && command->status())
            take(*command->status());
        m_isLost = m_isLost || isLineLost(completion);
        ++m_asked;
        next();
    });
}

void IdentityQuestions::take(const StatusData &status)
{
    MailboxIdentity &mailbox = m_mailboxes[m_asked];
    mailbox.mailboxId = status.mailboxId.value_or(QByteArray());
    mailbox.validity = status.uidValidity.value_or(UidValidity{});
    mailbox.uidNext = status.uidNext.value_or(Uid{});
    mailbox.messages = status.messages.value_or(0);
}

}
