// SPDX-License-Identifier: GPL-3.0-or-later
// Servers older than IMAP4rev1: how old they are, and what the session does in their place (RFC 1732, 2061).
#include "core/imap/session/commands/connection.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/sessionprivate.h"

using namespace Qt::StringLiterals;

namespace imap {

// A list that names no protocol of the family is one of a server that had CAPABILITY before it had IMAP4.
void SessionPrivate::adoptLevel(const std::vector<QByteArray> &capabilities)
{
    const std::optional<Level> named = Dialect::levelOf(capabilities);
    const Level level = named.value_or(Dialect::levelFromGreeting(m_greeting));
    if (level == m_dialect.level()) {
        q.m_capabilities.speak(m_dialect);
        return;
    }
    Dialect dialect = m_options.dialect.level() == level ? m_options.dialect : Dialect(level);
    if (named)
        dialect.settle(level);
    speak(dialect);
}

void SessionPrivate::goWithoutCapability()
{
    m_capabilityExists = false;
    const Level level = Dialect::levelFromGreeting(m_greeting);
    speak(m_options.dialect.level() >= Level::Imap2bis ? m_options.dialect : Dialect(level));
}

void SessionPrivate::probeLevel()
{
    runOwn(std::make_unique<ProbeLevelCommand>(), [this](const Completion &completion) {
        Dialect dialect = m_dialect;
        const bool isOldest = completion.status == Completion::Status::Bad;
        dialect.settle(isOldest ? Level::Imap2 : Level::Imap2bis);
        if (isOldest)
            dialect.refuse(Feature::Folders);
        speak(dialect);
    });
}

void SessionPrivate::speak(const Dialect &dialect)
{
    m_dialect = dialect;
    q.m_capabilities.speak(dialect);
    m_queue.setSequential(dialect.isLegacy());
    switch (dialect.level()) {
    case Level::Rev1: return;
    case Level::Imap4: note("the server speaks IMAP4 (RFC 1730)"_ba); break;
    case Level::Imap2bis: note("the server speaks IMAP2bis"_ba); break;
    case Level::Imap2: note("the server speaks IMAP2 (RFC 1176)"_ba); break;
    }
}

void SessionPrivate::openNumbering()
{
    if (m_dialect.isLegacy())
        m_numbering.open(m_dialect.hasUids() ? Numbering::Uids::Servers : Numbering::Uids::OwnMaking);
}

// Old servers look for new mail at NOOP, or at CHECK alone (IMAP2bis): every second question is the other one
// until NOOP has told some.
void SessionPrivate::wordPoll(Command &command)
{
    auto *noop = qobject_cast<NoopCommand *>(&command);
    if (noop != nullptr && q.m_selected && !m_dialect.hasUids() && !m_noopTellsNews && ++m_polls % 2 == 0)
        noop->sayCheck();
}

void SessionPrivate::learnFromPoll(const Command &command)
{
    const auto *noop = qobject_cast<const NoopCommand *>(&command);
    m_noopTellsNews = m_noopTellsNews || (noop != nullptr && noop->hasToldNews());
}

// The mailbox that was selected on a server without UIDs, or with such as do not last (RFC 4315, 4;
// RFC 3501, 2.3.1.1), gets a UIDVALIDITY that no other selection has had or will have, so that nothing made
// for one is ever taken for the other.
void SessionPrivate::labelSelection()
{
    if (!q.m_selected)
        return;
    const bool lasts = !q.m_selected->uidNotSticky && q.m_selected->uidValidity.value != 0;
    if (m_dialect.hasUids() && lasts)
        return;
    const auto tenths = static_cast<quint64>(m_clock.now().toMSecsSinceEpoch()) / 100;
    m_lastValidity = std::max(static_cast<quint32>(tenths), m_lastValidity + 1);
    q.m_selected->sessionLocal = true;
    q.m_selected->uidValidity = UidValidity{m_lastValidity};
    if (!m_dialect.hasUids())
        q.m_selected->uidNext = m_numbering.next();
}

// BAD for something the server may be too old for, or does not like though it offers it (RFC 3501, 7.1.3: the
// same octets would only meet with the same answer).
bool SessionPrivate::isDisliked(const Command &command, Status answer)
{
    const std::optional<Feature> missing = command.tries(q.m_capabilities);
    if (answer != Status::Bad || !missing || isOfOldLevels(*missing) != m_dialect.isLegacy()
        || !m_dialect.mayUse(*missing))
        return false;
    note("the server does not know this; it is said in other words"_ba);
    m_dialect.refuse(*missing);
    q.m_capabilities.speak(m_dialect);
    return true;
}

bool SessionPrivate::sayAgain(std::unique_ptr<Command> &command, const Completion &completion, Status answer)
{
    if (!m_ready || command->isFinished())
        return false;
    if (!isDisliked(*command, answer)) {
        if (!command->goesOn(completion))
            return false;
        if (completion.ok())
            m_begun.insert(command.get());
    }
    m_queue.addFirst(std::move(command));
    return true;
}

}
