// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/purgeguard.h"

namespace imap::sync {

namespace {

// So many at once, and more than are left: perhaps the rest follows in the next segment.
constexpr std::size_t storm = 20;
constexpr std::chrono::seconds stormPause{1};

}

PurgeGuard::PurgeGuard(Clock &clock, std::function<quint32()> remaining, QObject *parent)
    : QObject(parent), m_clock(clock), m_remaining(std::move(remaining))
{}

// Said again (an audit, say) it changes nothing: what is held is still to be told.
void PurgeGuard::setWatching(bool watching)
{
    if (watching && m_isWatching)
        return;
    drop();
    m_isWatching = watching;
}

void PurgeGuard::take(const store::Update &update)
{
    const auto *vanished = std::get_if<store::MessagesVanished>(&update);
    if (!m_isWatching || (vanished == nullptr && m_held.empty())) {
        Q_EMIT updateReady(update);
        return;
    }
    m_held.push_back(update);
    if (vanished == nullptr)
        return;
    m_gone += vanished->uids.size();
    // All that has come in one piece is looked at together.
    if (!m_isDoubting && m_storm == nullptr && !std::exchange(m_isDue, true))
        QMetaObject::invokeMethod(this, &PurgeGuard::decide, Qt::QueuedConnection);
}

void PurgeGuard::decide()
{
    m_isDue = false;
    m_storm.reset();
    if (m_held.empty() || m_isDoubting)
        return;
    const quint32 left = m_remaining();
    if (left == 0) {
        m_isDoubting = true;
        Q_EMIT doubted();
    } else if (m_gone > storm && m_gone > left) {
        m_gone = 0;  // of the next piece
        m_storm = m_clock.alarm(stormPause, [this] { decide(); });
    } else {
        release();
    }
}

void PurgeGuard::release()
{
    m_isDoubting = false;
    m_storm.reset();
    m_gone = 0;
    for (const store::Update &update : std::exchange(m_held, {}))
        Q_EMIT updateReady(update);
}

void PurgeGuard::drop()
{
    m_isDoubting = false;
    m_storm.reset();
    m_gone = 0;
    m_held.clear();
}

}
