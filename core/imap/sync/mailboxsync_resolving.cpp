// SPDX-License-Identifier: GPL-3.0-or-later
// Carrying out what the Resolver says.
#include "core/base/logging.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/mailboxsync.h"

#include <QPointer>

namespace imap::sync {

namespace {

constexpr std::chrono::seconds pause{1};  // a server may be slow in telling
constexpr quint64 mostSingly = 64;

std::vector<Uid> descending(const UidSet &uids)
{
    std::vector<Uid> all;
    for (const UidRange &range : uids.ranges()) {
        for (quint64 uid = range.first.value; uid <= range.last.value; ++uid)
            all.push_back(Uid{static_cast<quint32>(uid)});
    }
    std::reverse(all.begin(), all.end());
    return all;
}

}

void MailboxSync::resolve()
{
    m_stage = Stage::Resolving;
    UidSet hollow;
    for (const auto &[uid, items] : m_hollow)
        hollow.add(uid);
    const UidSet missing = without(without(std::exchange(m_missing, {}), m_gone), hollow);
    m_resolver.emplace(missing, hollow, m_wasRefused);
    carryOut(m_resolver->begin());
}

void MailboxSync::carryOut(const Resolver::Step &step)
{
    if (!hasSession() || m_failed)
        return;
    m_answered = {};
    m_resolverFetches = step.kind == Resolver::Kind::Fetch || step.kind == Resolver::Kind::Single;
    switch (step.kind) {
    case Resolver::Kind::Noop: askForOccasion(); return;
    case Resolver::Kind::Pause: m_pause = m_context.clock->alarm(pause, [this] { askForOccasion(); }); return;
    case Resolver::Kind::Probe: probe(step.uids); return;
    case Resolver::Kind::Fetch:
        for (UidSet &window : fetchWindows(descending(step.uids)))
            m_parts.push_back({std::move(window), false, false});
        pump();
        return;
    case Resolver::Kind::Single:
        if (step.uids.count() <= mostSingly) {
            for (const Uid uid : descending(step.uids))
                m_parts.push_back({UidSet::single(uid), false, false});
        }
        pump();
        return;
    case Resolver::Kind::Done: resolved(); return;
    }
}

// A server may tell what it has expunged now (RFC 3501, 5.5; 7.4.1).
void MailboxSync::askForOccasion()
{
    if (!hasSession())
        return;
    auto *noop = m_lease->session()->run(std::make_unique<NoopCommand>());
    connect(noop, &Command::finished, this, [this](const Completion &completion) {
        if (!isLineLost(completion) && !m_failed)
            carryOut(m_resolver->nooped(m_gone));
    });
}

// The same, and nobody waits for its end.
void MailboxSync::runNoop()
{
    if (hasSession()) {
        m_lease->session()->run(std::make_unique<NoopCommand>());
        return;
    }
    m_context.withLease([](const std::shared_ptr<Lease> &lease, const Error &) {
        if (lease != nullptr && lease->session() != nullptr)
            lease->session()->run(std::make_unique<NoopCommand>());
    });
}

void MailboxSync::probe(const UidSet &uids)
{
    const auto alive = std::make_shared<UidSet>();
    auto *command =
        m_lease->session()->run(std::make_unique<FetchCommand>(uids, QByteArrayLiteral("UID FLAGS")));
    connect(command, &FetchCommand::fetched, this, [this, alive](const Fetch &fetch) {
        if (!fetch.items.uid || !learn(fetch))
            return;
        alive->add(*fetch.items.uid);
        if (const auto hollow = m_hollow.find(*fetch.items.uid); hollow != m_hollow.end())
            hollow->second.flags = fetch.items.flags;
        handleFetch(fetch);
    });
    connect(command, &Command::finished, this, [this, alive](const Completion &completion) {
        if (!isLineLost(completion) && !m_failed)
            carryOut(m_resolver->probed(*alive));
    });
}

// What a server tells three times, and still has when it has said all there is to say, was meant. Not what
// cannot be: a message without a single octet, or one that is counted and not known. Those may have gone
// while the mailbox is open, and a new SELECT tells; if it says the same, so be it.
void MailboxSync::resolved()
{
    const Resolver done = *std::exchange(m_resolver, std::nullopt);
    const Suspects::Mailbox mailbox{m_mailbox, m_validity};
    bool isDoubtful = false;
    for (const auto &[uid, items] : std::exchange(m_hollow, {})) {
        if (!done.genuine().contains(uid))
            continue;
        if (isWithoutOctets(items) && m_context.suspects->doubtOnce(mailbox, uid))
            isDoubtful = true;
        else if (auto message = fetchedMessage(items, m_context.ownAddress, Trust::Confirmed))
            keep(std::move(*message));
    }
    tellMessages();
    quint64 failed = done.failed().count();
    for (const Uid uid : descending(done.unknown())) {
        if (!m_sequence.contains(uid))
            continue;
        if (m_context.suspects->doubtOnce(mailbox, uid))
            isDoubtful = true;
        else
            ++failed;
    }
    if (failed > 0) {
        qCDebug(logSync) << "messages the server does not give:" << failed;
        Q_EMIT leftOut(static_cast<int>(failed));
    }
    if (isDoubtful)
        fail("the server counts messages that it does not know");
    else
        finish();
}

}
