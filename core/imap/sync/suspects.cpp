// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/suspects.h"

#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/resyncplan.h"

namespace imap::sync {

namespace {

// Accusing more than any window holds would only cost memory.
constexpr quint64 mostAccused = 1000;

}

int Suspects::began(const Connection *line, const Mailbox &mailbox, const UidSet &uids)
{
    m_running.insert_or_assign(++m_lastFetch, Running{line, mailbox, uids, {}});
    return m_lastFetch;
}

void Suspects::answered(int fetch, Uid uid)
{
    const auto found = m_running.find(fetch);
    if (found != m_running.end())
        found->second.answered = std::max(found->second.answered, uid);
}

void Suspects::ended(int fetch)
{
    m_running.erase(fetch);
}

void Suspects::lineLost(const Connection *line, Error::Kind why, bool midResponse)
{
    const bool neverEnds = why == Error::Kind::Timeout && midResponse;
    std::erase_if(m_running, [&](const auto &each) {
        const Running &fetch = each.second;
        if (fetch.line != line)
            return false;
        if (neverEnds || why == Error::Kind::Syntax) {
            noteHabit(neverEnds ? ServerQuirk::LiteralNeverEnds : ServerQuirk::WrongLiteralSize);
            accuse(fetch);
        }
        return true;
    });
}

// Answers come in the order of UIDs as a rule: those behind the last one, or all, where that was the last of
// all.
void Suspects::accuse(const Running &fetch)
{
    const Uid last = fetch.uids.ranges().back().last;
    const quint64 from = fetch.answered < last ? quint64{fetch.answered.value} + 1 : 0;
    quint64 accused = 0;
    for (const UidRange &range : fetch.uids.ranges()) {
        for (quint64 uid = std::max<quint64>(range.first.value, from); uid <= range.last.value; ++uid) {
            if (++accused > mostAccused)
                return;
            ++m_losses[{fetch.mailbox, Uid{static_cast<quint32>(uid)}}];
        }
    }
}

int Suspects::losses(const Mailbox &mailbox, Uid uid) const
{
    const auto found = m_losses.find({mailbox, uid});
    return found == m_losses.end() ? 0 : found->second;
}

bool Suspects::doubtOnce(const Mailbox &mailbox, Uid uid)
{
    constexpr std::size_t most = 10'000;
    return m_doubted.size() < most && m_doubted.emplace(mailbox, uid).second;
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
