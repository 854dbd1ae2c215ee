// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/messagesealer.h"

#include "core/crypto/limits.h"

namespace crypto {

MessageSealer::MessageSealer(std::unique_ptr<Backend> backend, Clock &clock, QObject *parent)
    : QObject(parent), m_backend(std::move(backend)), m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
}

MessageSealer::~MessageSealer()
{
    m_waiting.clear();
    m_stop.request_stop();
    m_pool.waitForDone();
}

void MessageSealer::seal(const QUuid &id, const SealRequest &request)
{
    const auto patience = request.consent == Consent::Asked ? std::chrono::milliseconds(limits::asked)
                                                            : std::chrono::milliseconds(limits::byItself);
    m_waiting.push_back({id, patience, [this, id, request](Backend &backend, const std::stop_token &stop) {
                             return Tell([this, id, result = sealMessage(request, backend, stop)] {
                                 Q_EMIT sealed(id, result);
                             });
                         }});
    startNext();
}

void MessageSealer::findKeys(Scheme scheme, const QByteArray &address)
{
    m_waiting.push_back(
        {{}, limits::byItself, [this, scheme, address](Backend &backend, const std::stop_token &stop) {
             return Tell([this, scheme, address, found = backend.findKeys(scheme, address, stop)] {
                 Q_EMIT keysFound(scheme, address, found);
             });
         }});
    startNext();
}

void MessageSealer::giveUp(const QUuid &id)
{
    std::erase_if(m_waiting, [&](const Job &job) { return job.id == id; });
    if (m_running != id)
        return;
    m_isGivenUp = true;
    m_stop.request_stop();
}

// The time of one begins with its turn: somebody may be asked for a passphrase before it.
void MessageSealer::startNext()
{
    if (m_running || m_waiting.empty())
        return;
    Job job = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_running = job.id;
    m_isGivenUp = false;
    m_stop = std::stop_source();
    m_deadline = m_clock.alarm(job.patience, [this] { m_stop.request_stop(); });
    m_pool.start([this, work = std::move(job.work), stop = m_stop.get_token()] {
        QMetaObject::invokeMethod(
            this, [this, tell = work(*m_backend, stop)] { finish(tell); }, Qt::QueuedConnection);
    });
}

void MessageSealer::finish(const Tell &tell)
{
    m_deadline.reset();
    m_running.reset();
    if (!m_isGivenUp)
        tell();
    startNext();
}

}
