// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace app {

// What the computer tells about its network and its sleep. The base class never tells anything by itself: for
// tests, and where the system has nobody to ask. Window thread.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] bool isMetered() const noexcept { return m_isMetered; }
    void setMetered(bool metered);

Q_SIGNALS:
    // Another network, another address, or back from sleep: connections may be dead without knowing it.
    void changed();
    void meteredChanged(bool metered);

private:
    bool m_isMetered = false;
};

// QNetworkInformation, the addresses of this computer, and logind over D-Bus for sleep.
class SystemNetworkWatch final : public NetworkWatch
{
    Q_OBJECT

public:
    explicit SystemNetworkWatch(Clock &clock, QObject *parent = nullptr);

public Q_SLOTS:
    void prepareForSleep(bool begins);

private:
    void watchNetwork();
    void lookAtAddresses();

    Clock &m_clock;
    QSet<QString> m_addresses;
    std::unique_ptr<Alarm> m_next;
};

// Notices by the clocks alone that the computer has slept: wall-clock time went on and the monotonic clock,
// or this thread, did not. A clock that is set to another time looks the same, and does no harm.
class SleepDetector
{
public:
    SleepDetector(Clock &clock, std::function<void()> woke);

private:
    void look();

    Clock &m_clock;
    std::function<void()> m_woke;
    QDateTime m_wall;
    std::chrono::milliseconds m_monotonic{0};
    std::unique_ptr<Alarm> m_next;
};

}
