// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/select.h"

#include "core/base/overloaded.h"

namespace imap {

namespace {

bool describesMailbox(const ResponseText &text)
{
    if (!text.code)
        return false;
    return std::visit(overloaded{
                          [](const code::PermanentFlags &) { return true; },
                          [](const code::UidNext &) { return true; },
                          [](const code::Validity &) { return true; },
                          [](const code::Unseen &) { return true; },
                          [](const code::HighestModSeq &) { return true; },
                          [](const code::MailboxId &) { return true; },
                          [](const code::Atom &atom) {
                              using Kind = code::Atom::Kind;
                              return atom.kind == Kind::ReadOnly || atom.kind == Kind::ReadWrite
                                  || atom.kind == Kind::NoModSeq || atom.kind == Kind::UidNotSticky
                                  || atom.kind == Kind::Closed;
                          },
                          [](const auto &) { return false; },
                      },
                      *text.code);
}

}

SelectCommand::SelectCommand(QByteArray mailbox, Access access, QObject *parent)
    : Command(parent), m_mailbox(std::move(mailbox)), m_access(access)
{}

CommandText SelectCommand::text(const Capabilities &server) const
{
    // Without EXAMINE the session alone keeps the mailbox read-only.
    const bool examines = m_access == Access::ReadOnly && server.dialect().mayUse(Feature::Examine);
    CommandText text(examines ? "EXAMINE " : "SELECT ", server.dialect().quoting());
    text.mailbox(m_mailbox);
    if (server.condstore())
        text.raw(" (CONDSTORE)");
    return text;
}

std::optional<Feature> SelectCommand::tries(const Dialect &) const
{
    return m_access == Access::ReadOnly ? std::optional(Feature::Examine) : std::nullopt;
}

Command::Claim SelectCommand::offer(const Untagged &data)
{
    return std::visit(overloaded{
                          [](const Exists &) { return Claim::Taken; },
                          [](const Recent &) { return Claim::Taken; },
                          [](const FlagsData &) { return Claim::Taken; },
                          [](const Expunge &) { return Claim::Taken; },
                          [](const Vanished &) { return Claim::Taken; },
                          [](const Fetch &) { return Claim::Taken; },
                          [](const Condition &condition) {
                              return describesMailbox(condition.text) ? Claim::Taken : Claim::Passed;
                          },
                          [](const auto &) { return Claim::Passed; },
                      },
                      data);
}

}
