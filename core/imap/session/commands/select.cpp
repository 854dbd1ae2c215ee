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

SelectCommand::SelectCommand(QByteArray mailbox, Access access, KnownMailbox known, QObject *parent)
    : Command(parent), m_mailbox(std::move(mailbox)), m_access(access), m_known(std::move(known))
{}

bool SelectCommand::canResync(const Capabilities &server) const
{
    return m_known && m_known->uidValidity.value > 0 && m_known->modSeq.value > 0 && server.qresync()
        && server.dialect().mayUse(Feature::SelectParameters);
}

void SelectCommand::beginBehind(bool otherMailbox, const Capabilities &server)
{
    m_isResyncing = canResync(server);
    m_isOldMailbox = otherMailbox && m_isResyncing;
}

// "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP seq-match-data] ")"               (RFC 7162, 7)
void SelectCommand::sayKnown(CommandText &text, const Capabilities &server) const
{
    // Without the set the server takes all UIDs for known; a line must end somewhere.
    constexpr qsizetype longestSet = 3000;
    constexpr std::size_t mostMatches = 100;
    text.raw("(QRESYNC (").number(m_known->uidValidity.value).space().number(m_known->modSeq.value);
    if (!m_known->uids.isEmpty() && m_known->uids.toText().size() <= longestSet)
        text.space().uids(m_known->uids);
    const auto &matches = m_known->matches;
    if (!matches.empty() && matches.size() <= mostMatches && !server.uidOnly()) {
        std::vector<SeqNum> numbers;
        UidSet uids;
        for (const auto &[number, uid] : matches) {
            numbers.push_back(number);
            uids.add(uid);
        }
        text.raw(" (").messages(numbers).space().uids(uids).raw(")");
    }
    text.raw("))");
}

CommandText SelectCommand::text(const Capabilities &server) const
{
    // Without EXAMINE the session alone keeps the mailbox read-only.
    const bool examines = m_access == Access::ReadOnly && server.dialect().mayUse(Feature::Examine);
    CommandText text(examines ? "EXAMINE " : "SELECT ", server.dialect().quoting());
    text.mailbox(m_mailbox);
    if (canResync(server))
        sayKnown(text.space(), server);
    else if (server.condstore() && server.dialect().mayUse(Feature::SelectParameters))
        text.raw(" (CONDSTORE)");
    return text;
}

std::optional<Feature> SelectCommand::tries(const Capabilities &server) const
{
    if (!server.dialect().isLegacy())
        return server.condstore() ? std::optional(Feature::SelectParameters) : std::nullopt;
    return m_access == Access::ReadOnly ? std::optional(Feature::Examine) : std::nullopt;
}

bool SelectCommand::isResynced() const noexcept
{
    return m_isResyncing && !m_isOldMailbox && !m_noModSeq && m_told == m_known->uidValidity;
}

void SelectCommand::heed(const ResponseText &text)
{
    if (text.has(code::Atom::Kind::Closed)) {
        m_isOldMailbox = false;
        m_noModSeq = false;
        m_told = {};
    }
    m_noModSeq = m_noModSeq || text.has(code::Atom::Kind::NoModSeq);
    if (const auto *validity = text.as<code::Validity>())
        m_told = validity->value;
}

Command::Claim SelectCommand::offer(const Untagged &data)
{
    return std::visit(overloaded{
                          [](const Exists &) { return Claim::Taken; },
                          [](const Recent &) { return Claim::Taken; },
                          [](const FlagsData &) { return Claim::Taken; },
                          [](const Expunge &) { return Claim::Taken; },
                          [this](const Vanished &gone) {
                              if (m_isResyncing && !m_isOldMailbox)
                                  Q_EMIT vanished(gone.uids);
                              return Claim::Taken;
                          },
                          [this](const Fetch &fetch) {
                              if (m_isResyncing && !m_isOldMailbox && fetch.items.uid)
                                  Q_EMIT changed(fetch);
                              return Claim::Taken;
                          },
                          [this](const Condition &condition) {
                              heed(condition.text);
                              return describesMailbox(condition.text) ? Claim::Taken : Claim::Passed;
                          },
                          [](const auto &) { return Claim::Passed; },
                      },
                      data);
}

}
