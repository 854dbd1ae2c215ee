// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/suspects.h"

#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/resyncplan.h"

namespace imap::sync {

namespace {

// Accusing more than any window holds would only cost memory.
constexpr quint64 mostAccused = 5000;

}

int Suspects::began(const Mailbox &mailbox, const UidSet &uids)
{
    m_running[++m_lastFetch] = {mailbox, uids};
    return m_lastFetch;
}

void Suspects::ended(int fetch)
{
    m_running.erase(fetch);
}

void Suspects::lineLost(Error::Kind why)
{
    const auto running = std::exchange(m_running, {});
    if (why != Error::Kind::Timeout && why != Error::Kind::Syntax)
        return;
    for (const auto &[fetch, what] : running) {
        const auto &[mailbox, uids] = what;
        if (uids.count() > mostAccused)
            continue;
        noteHabit(why == Error::Kind::Timeout ? ServerQuirk::LiteralNeverEnds
                                              : ServerQuirk::WrongLiteralSize);
        for (const UidRange &range : uids.ranges()) {
            for (quint64 uid = range.first.value; uid <= range.last.value; ++uid)
                ++m_losses[{mailbox, Uid{static_cast<quint32>(uid)}}];
        }
    }
}

int Suspects::losses(const Mailbox &mailbox, Uid uid) const
{
    const auto found = m_losses.find({mailbox, uid});
    return found == m_losses.end() ? 0 : found->second;
}

std::vector<UidSet> Suspects::windows(const Mailbox &mailbox, const std::vector<Uid> &missing) const
{
    std::vector<Uid> trusted;
    std::vector<UidSet> alone;
    for (const Uid uid : missing) {
        const int lost = losses(mailbox, uid);
        if (lost == 0)
            trusted.push_back(uid);
        else if (lost == 1)
            alone.push_back(UidSet::single(uid));
    }
    std::vector<UidSet> windows = fetchWindows(trusted);
    windows.insert(windows.end(), alone.begin(), alone.end());
    return windows;
}

}
