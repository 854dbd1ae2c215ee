// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/mailboxbook.h"

#include "core/base/overloaded.h"

#include <algorithm>

namespace imap {

namespace {

void applyAtom(SelectedMailbox &mailbox, code::Atom::Kind kind)
{
    switch (kind) {
    case code::Atom::Kind::ReadOnly: mailbox.readOnly = true; break;
    case code::Atom::Kind::ReadWrite: mailbox.readOnly = false; break;
    case code::Atom::Kind::NoModSeq: mailbox.noModSeq = true; break;
    case code::Atom::Kind::UidNotSticky: mailbox.uidNotSticky = true; break;
    default: break;
    }
}

}

void MailboxBook::beginOpening(const QByteArray &mailbox, bool examining)
{
    m_selected.reset();
    m_opening.emplace();
    m_opening->mailbox = mailbox;
    m_opening->readOnly = examining;
    m_examining = examining;
}

void MailboxBook::open(const ResponseText &tagged)
{
    applyTagged(tagged);
    if (m_opening && m_examining)
        m_opening->readOnly = true;
    m_selected = std::exchange(m_opening, std::nullopt);
}

void MailboxBook::close()
{
    m_selected.reset();
    m_opening.reset();
}

SelectedMailbox *MailboxBook::current()
{
    if (m_opening)
        return &*m_opening;
    return m_selected ? &*m_selected : nullptr;
}

void MailboxBook::apply(const Untagged &data)
{
    SelectedMailbox *mailbox = current();
    if (mailbox == nullptr)
        return;
    std::visit(overloaded{
                   [&](const Exists &exists) { mailbox->exists = exists.count; },
                   [&](const Expunge &gone) {
                       // A number that names no message is the server's error; sync finds out by the same
                       // count.
                       if (gone.message.value >= 1 && gone.message.value <= mailbox->exists)
                           --mailbox->exists;
                   },
                   [&](const Vanished &gone) {
                       if (!gone.earlier)  // those were never counted by this EXISTS (RFC 7162, 3.2.10)
                           mailbox->exists -=
                               static_cast<quint32>(std::min<quint64>(gone.uids.count(), mailbox->exists));
                   },
                   [&](const FlagsData &flags) { mailbox->flags = flags.flags; },
                   [&](const Condition &condition) {
                       if (condition.kind == Condition::Kind::Ok && condition.text.code)
                           applyCode(*condition.text.code);
                   },
                   [](const auto &) {},  // the rest is not about what is kept here
               },
               data);
}

void MailboxBook::applyTagged(const ResponseText &text)
{
    if (text.code && current() != nullptr)
        applyCode(*text.code);
}

void MailboxBook::applyCode(const ResponseCode &code)
{
    SelectedMailbox &mailbox = *current();
    std::visit(overloaded{
                   [&](const code::PermanentFlags &flags) { mailbox.permanentFlags = flags; },
                   [&](const code::UidNext &next) { mailbox.uidNext = next.uid; },
                   [&](const code::Validity &validity) { mailbox.uidValidity = validity.value; },
                   [&](const code::HighestModSeq &highest) {
                       // It only grows while selected; answers to several commands may come in any order.
                       mailbox.highestModSeq = std::max(mailbox.highestModSeq, highest.value);
                   },
                   [&](const code::MailboxId &told) { mailbox.mailboxId = told.id; },
                   [&](const code::Atom &atom) {
                       if (atom.kind == code::Atom::Kind::Closed && m_opening) {
                           // Everything before this was about the mailbox that was selected before.
                           beginOpening(QByteArray(m_opening->mailbox), m_examining);
                           return;
                       }
                       applyAtom(mailbox, atom.kind);
                   },
                   [](const auto &) {},
               },
               code);
}

bool MailboxBook::isAboutMailbox(const Untagged &data) noexcept
{
    return std::holds_alternative<Exists>(data) || std::holds_alternative<Recent>(data)
        || std::holds_alternative<Expunge>(data) || std::holds_alternative<Vanished>(data)
        || std::holds_alternative<Fetch>(data) || std::holds_alternative<FlagsData>(data)
        || std::holds_alternative<SearchData>(data);
}

}
