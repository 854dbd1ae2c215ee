// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/messageopener.h"

#include "core/crypto/limits.h"

namespace crypto {

MessageOpener::MessageOpener(std::unique_ptr<Backend> backend, Clock &clock, QObject *parent)
    : QObject(parent), m_backend(std::move(backend)), m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setStackSize(8 * 1024 * 1024);
}

MessageOpener::~MessageOpener()
{
    giveUp();
    m_pool.waitForDone();
}

void MessageOpener::open(const Request &request)
{
    giveUp();
    m_stop = std::stop_source();
    const std::chrono::milliseconds patience = request.consent == Consent::Asked
        ? std::chrono::milliseconds(limits::asked)
        : std::chrono::milliseconds(limits::byItself);
    m_deadline = m_clock.alarm(patience, [this] { m_stop.request_stop(); });
    m_pool.start([this, request, stop = m_stop.get_token(), ticket = m_wanted] {
        Opened result = openMessage(request, *m_backend, stop);
        QMetaObject::invokeMethod(
            this,
            [this, ticket, result = std::move(result)] {
                if (ticket != m_wanted)
                    return;
                m_deadline.reset();
                Q_EMIT opened(result);
            },
            Qt::QueuedConnection);
    });
}

void MessageOpener::giveUp()
{
    ++m_wanted;
    m_deadline.reset();
    m_pool.clear();
    m_stop.request_stop();
}

}
