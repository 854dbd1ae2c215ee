// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/picturefetcher.h"

namespace net {

namespace {

constexpr std::chrono::milliseconds together{700};  // the view is laid out anew for each piece of news

}

PictureFetcher::PictureFetcher(WebOptions options, Clock &clock, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_clock(clock)
{
    qRegisterMetaType<PictureOrder>();
    qRegisterMetaType<PicturesFetched>();
}

PictureFetcher::~PictureFetcher() = default;

void PictureFetcher::fetch(const PictureOrder &order)
{
    giveUp();
    m_news.serial = order.serial;
    m_waiting = order.addresses;
    m_waiting.removeDuplicates();
    for (const QString &beyond : m_waiting.mid(m_options.policy.pictures))
        fail({hostOf(QUrl(beyond)), Error::Kind::LimitExceeded});
    m_waiting = m_waiting.mid(0, m_options.policy.pictures);
    m_client = makeWebClient(m_options, m_clock);
    askNext();
}

void PictureFetcher::giveUp()
{
    m_soon.reset();
    m_running.clear();
    m_client.reset();
    m_waiting.clear();
    m_failed.clear();
    m_octets = 0;
    m_news = {};
}

void PictureFetcher::askNext()
{
    while (!m_waiting.isEmpty() && m_running.size() < static_cast<std::size_t>(m_options.policy.atOnce)) {
        const auto running = static_cast<qsizetype>(m_running.size());
        const qsizetype left =
            m_options.policy.allOctets - m_octets - running * m_options.policy.pictureOctets;
        if (left <= 0 && running > 0)
            break;  // until it is known how much those under way really are
        const QString address = m_waiting.takeFirst();
        WebRequest request;
        request.url = QUrl(address, QUrl::StrictMode);
        request.mostOctets = std::min(left, m_options.policy.pictureOctets);
        if (left <= 0)
            fail({hostOf(request.url), Error::Kind::LimitExceeded});
        else
            m_running[address] =
                m_client->ask(request, [this, address](const WebAnswer &answer) { take(address, answer); });
    }
    if (!m_running.empty())
        return;
    m_news.isLast = true;
    m_client.reset();  // first: whoever is told may ask for more
    tell();
}

void PictureFetcher::take(const QString &address, const WebAnswer &answer)
{
    const auto exchange = m_running.extract(address);  // kept until the end of this call
    if (answer.error) {
        fail({answer.host, answer.error->kind});
    } else {
        m_octets += answer.octets.size();
        m_news.pictures.insert(address, answer.octets);
        if (!m_soon)
            m_soon = m_clock.alarm(together, [this] { tell(); });
    }
    askNext();
}

void PictureFetcher::fail(const PictureFailure &failure)
{
    if (m_failed.contains(failure))
        return;
    m_failed.append(failure);
    m_news.failures.append(failure);
}

void PictureFetcher::tell()
{
    m_soon.reset();
    const PicturesFetched news = std::exchange(m_news, {m_news.serial, {}, {}, false});
    Q_EMIT fetched(news);
}

}
