// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/resolver.h"

#include "core/imap/session/messageset.h"
#include "core/imap/sync/convert.h"

#include <algorithm>

namespace imap::sync {

namespace {

// A window without pending expunges may never come (RFC 2180, 4.2.4).
constexpr int mostIssues = 3;
constexpr int mostNoops = 2;

UidSet united(UidSet all, const UidSet &more)
{
    for (const UidRange &range : more.ranges())
        all.add(range);
    return all;
}

UidSet both(const UidSet &one, const UidSet &other)
{
    return without(one, without(one, other));
}

}

Resolver::Resolver(UidSet missing, UidSet hollow, bool refused)
    : m_missing(std::move(missing)), m_hollow(std::move(hollow)), m_refused(refused)
{}

UidSet Resolver::doubtful() const
{
    return united(m_missing, m_hollow);
}

Resolver::Step Resolver::begin()
{
    m_noops = 1;
    return {Kind::Noop, {}};
}

Resolver::Step Resolver::nooped(const UidSet &gone)
{
    const bool hasTold = !both(doubtful(), gone).isEmpty();
    m_missing = without(m_missing, gone);
    m_hollow = without(m_hollow, gone);
    if (doubtful().isEmpty())
        return {Kind::Done, {}};
    if (hasTold)
        return askAgain();
    if (m_refused && m_noops < mostNoops) {
        ++m_noops;
        return {Kind::Pause, {}};
    }
    return {Kind::Probe, doubtful()};
}

Resolver::Step Resolver::probed(const UidSet &alive)
{
    m_alive = united(m_alive, alive);
    m_unknown = united(m_unknown, without(doubtful(), alive));
    m_genuine = united(m_genuine, both(m_hollow, alive));
    m_hollow = {};
    m_missing = both(m_missing, alive);
    return m_missing.isEmpty() ? Step{Kind::Done, {}} : askAgain();
}

Resolver::Step Resolver::askAgain()
{
    const UidSet uids = doubtful();
    if (m_issues++ < mostIssues)
        return {Kind::Fetch, uids};
    if (!std::exchange(m_singly, true))
        return {Kind::Single, uids};
    m_failed = united(m_failed, uids);
    return {Kind::Done, {}};
}

Resolver::Step Resolver::fetched(const UidSet &answered, const UidSet &hollow)
{
    m_missing = without(doubtful(), united(answered, hollow));
    m_genuine = united(m_genuine, both(hollow, m_alive));
    m_hollow = without(hollow, m_alive);
    if (!m_hollow.isEmpty())
        return {Kind::Probe, doubtful()};
    return m_missing.isEmpty() ? Step{Kind::Done, {}} : askAgain();
}

Identity compareIdentity(const store::MessageRow &kept, const FetchItems &told)
{
    if (told.uid && *told.uid != kept.uid)
        return Identity::Unknown;
    const auto message = fetchedMessage(told, [](const mime::Header &) { return QByteArray(); });
    if (!message)
        return Identity::Unknown;
    if (!kept.messageId.isEmpty() && !message->messageId.isEmpty())
        return kept.messageId == message->messageId ? Identity::Same : Identity::Another;
    const bool isSameText = kept.subject == message->subject && kept.fromAddress == message->fromAddress;
    if (kept.octets > 0 && message->octets > 0)
        return isSameText && kept.octets == message->octets ? Identity::Same : Identity::Another;
    return isSameText ? Identity::Unknown : Identity::Another;
}

}
