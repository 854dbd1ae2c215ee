// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/networkwatch.h"

#include "core/base/logging.h"

#include <QDBusConnection>
#include <QNetworkInformation>
#include <QNetworkInterface>

using namespace Qt::StringLiterals;

namespace app {

namespace {

// A sleep is noticed within this time of its end.
constexpr std::chrono::seconds glance{5};
// More than what a busy computer is late by.
constexpr std::chrono::seconds suspicious{10};
constexpr std::chrono::seconds addressGlance{20};

QSet<QString> addressesHere()
{
    QSet<QString> addresses;
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback())
            addresses.insert(address.toString());
    }
    return addresses;
}

}

void NetworkWatch::setMetered(bool metered)
{
    if (std::exchange(m_isMetered, metered) != metered)
        Q_EMIT meteredChanged(metered);
}

SystemNetworkWatch::SystemNetworkWatch(Clock &clock, QObject *parent)
    : NetworkWatch(parent), m_clock(clock), m_addresses(addressesHere())
{
    m_next = m_clock.alarm(addressGlance, [this] { lookAtAddresses(); });
    watchNetwork();
    QDBusConnection bus = QDBusConnection::systemBus();
    if (bus.isConnected())
        bus.connect(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
                    u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, this,
                    SLOT(prepareForSleep(bool)));
}

void SystemNetworkWatch::prepareForSleep(bool begins)
{
    if (!begins)
        Q_EMIT changed();
}

// Another address without another network: VPN, DHCP. No backend of QNetworkInformation tells it.
void SystemNetworkWatch::lookAtAddresses()
{
    m_next = m_clock.alarm(addressGlance, [this] { lookAtAddresses(); });
    const QSet<QString> now = addressesHere();
    if (std::exchange(m_addresses, now) != now)
        Q_EMIT changed();
}

void SystemNetworkWatch::watchNetwork()
{
    if (!QNetworkInformation::loadDefaultBackend()) {
        qCDebug(logApp) << "nobody tells about the network";
        return;
    }
    QNetworkInformation *network = QNetworkInformation::instance();
    connect(network, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability != QNetworkInformation::Reachability::Disconnected)
                    Q_EMIT changed();
            });
    connect(network, &QNetworkInformation::transportMediumChanged, this, &NetworkWatch::changed);
    connect(network, &QNetworkInformation::isMeteredChanged, this, &NetworkWatch::setMetered);
    setMetered(network->isMetered());
}

SleepDetector::SleepDetector(Clock &clock, std::function<void()> woke)
    : m_clock(clock), m_woke(std::move(woke)), m_wall(clock.now()), m_monotonic(clock.monotonic())
{
    m_next = m_clock.alarm(glance, [this] { look(); });
}

void SleepDetector::look()
{
    const QDateTime wall = m_clock.now();
    const std::chrono::milliseconds monotonic = m_clock.monotonic();
    const std::chrono::milliseconds byWall(m_wall.msecsTo(wall));
    const auto byMonotonic = monotonic - m_monotonic;
    m_wall = wall;
    m_monotonic = monotonic;
    m_next = m_clock.alarm(glance, [this] { look(); });
    if (byWall - byMonotonic > suspicious || byMonotonic > glance + suspicious)
        m_woke();
}

}
