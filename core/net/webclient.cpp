// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/webclient.h"

#include "core/base/pictureformat.h"
#include "core/net/certificatechecks.h"
#include "core/net/tlspolicy.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr qint64 readAhead = qint64{64} * 1024;  // octets that wait in the reply

Error::Kind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError: return Error::Kind::NotFound;
    case QNetworkReply::SslHandshakeFailedError: return Error::Kind::Untrusted;
    case QNetworkReply::TimeoutError: return Error::Kind::Timeout;
    default: return Error::Kind::ConnectionLost;
    }
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// The names below are all that a server learns of us beside the address it is asked from. Qt would add the
// language of its reader.
void makeAnonymous(QNetworkRequest &request)
{
    request.setRawHeader("User-Agent", "Mozilla/5.0");  // the one that says least: many have no other
    request.setRawHeader("Accept-Language", "*");
    request.setRawHeader("Accept-Encoding", "identity");  // so that what is counted is what comes
    using Request = QNetworkRequest;
    request.setAttribute(Request::CookieLoadControlAttribute, Request::Manual);
    request.setAttribute(Request::CookieSaveControlAttribute, Request::Manual);
    request.setAttribute(Request::AuthenticationReuseAttribute, Request::Manual);
    request.setAttribute(Request::CacheLoadControlAttribute, Request::AlwaysNetwork);
    request.setAttribute(Request::CacheSaveControlAttribute, false);
    request.setAttribute(Request::RedirectPolicyAttribute, Request::ManualRedirectPolicy);
    request.setAttribute(Request::Http2AllowedAttribute, false);  // it would name the address, not the host
}

void lookUp(const QString &host, QObject *context, const WebOptions::Known &known)
{
    QHostInfo::lookupHost(host, context, [known](const QHostInfo &found) { known(found.addresses()); });
}

// Follows one request to its end. Each host it is led to is resolved, its addresses are judged, and the
// connection goes to one of those that were judged: a name that is resolved twice can be two hosts.
class NetworkExchange final : public QObject, public WebExchange
{
    Q_DISABLE_COPY_MOVE(NetworkExchange)

public:
    NetworkExchange(QNetworkAccessManager &manager, const WebOptions &options, Clock &clock,
                    WebRequest request, WebClient::Done done)
        : m_manager(manager), m_options(options), m_request(std::move(request)), m_done(std::move(done)),
          m_deadline(clock.alarm(options.policy.patience, [this] {
              finish(Error{Error::Kind::Timeout, "no answer in time"});
          }))
    {
        QMetaObject::invokeMethod(this, &NetworkExchange::start, Qt::QueuedConnection);
    }
    ~NetworkExchange() override { dropReply(); }

private:
    void start() { go(fetchTarget(m_request.url, m_options.policy)); }

    void go(const Result<QUrl> &target)
    {
        if (!target) {
            finish(target.error());
            return;
        }
        m_url = *target;
        const QHostAddress literal(m_url.host());
        if (literal.isNull())
            m_options.resolve(m_url.host(), this, [this](const auto &addresses) { judge(addresses); });
        else
            judge({literal});
    }

    // One address that is not public is enough: a host has no reason to be in both places.
    void judge(const QList<QHostAddress> &addresses)
    {
        const bool arePublic = m_options.policy.allowsPrivateAddresses
            || std::all_of(addresses.begin(), addresses.end(), isPublicAddress);
        if (addresses.isEmpty()) {
            finish(Error{Error::Kind::NotFound, "no such host"});
        } else if (!arePublic) {
            finish(Error{Error::Kind::Refused, "the host is in a private network"});
        } else {
            m_addresses = addresses.mid(0, m_options.policy.addresses);
            send();
        }
    }

    void send()
    {
        const QString host = m_url.host();
        QUrl place = m_url;
        place.setHost(m_addresses.takeFirst().toString());
        QNetworkRequest request(place);
        makeAnonymous(request);
        request.setSslConfiguration(tlsConfiguration(m_options.caFile));
        request.setRawHeader("Host", m_url.authority(QUrl::FullyEncoded).toLatin1());
        request.setPeerVerifyName(host);
        if (m_request.form.isEmpty()) {
            request.setRawHeader("Accept", "image/png, image/jpeg, image/gif, image/webp");
            m_reply = m_manager.get(request);
        } else {
            request.setHeader(QNetworkRequest::ContentTypeHeader, "application/x-www-form-urlencoded"_ba);
            m_reply = m_manager.post(request, m_request.form);
        }
        m_reply->setReadBufferSize(readAhead);
        connect(m_reply, &QNetworkReply::encrypted, this, &NetworkExchange::checkCertificate);
        connect(m_reply, &QNetworkReply::metaDataChanged, this, &NetworkExchange::readStatus);
        connect(m_reply, &QNetworkReply::readyRead, this, &NetworkExchange::read);
        connect(m_reply, &QNetworkReply::finished, this, &NetworkExchange::end);
    }

    // Nothing has been sent yet. What the library found itself has ended the connection by now.
    void checkCertificate()
    {
        m_isEncrypted = true;
        const auto chain = m_reply->sslConfiguration().peerCertificateChain();
        if (!certificateProblems(m_url.host(), chain, {}).isEmpty())
            finish(Error{Error::Kind::Untrusted, "certificate not accepted"});
    }

    [[nodiscard]] int status() const
    {
        return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    void readStatus()
    {
        const int code = status();
        if (code == 0)
            return;
        if (isRedirect(code))
            follow(m_reply->rawHeader("Location"));
        else if (code > 299)
            return;  // told when it has ended: the library counts it as an error by itself
        else if (m_request.expect == WebRequest::Expect::Success)
            finish({});
        else if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_request.mostOctets)
            finish(Error{Error::Kind::LimitExceeded, "too large by its own word"});
    }

    // A POST that is led elsewhere becomes another thing on the way (RFC 8058, 3.1: no redirects).
    void follow(const QByteArray &location)
    {
        dropReply();
        if (!m_request.form.isEmpty())
            finish(Error{Error::Kind::Refused, "a redirect in answer to a form"});
        else if (++m_redirects > m_options.policy.redirects)
            finish(Error{Error::Kind::LimitExceeded, "too many redirects"});
        else
            go(redirectTarget(m_url, location, m_options.policy));
    }

    void read()
    {
        const QByteArray come = m_reply->readAll();
        if (status() > 299)
            return;  // what is said about an error nobody reads
        m_octets += come;
        const bool isPicture = m_octets.size() < pictureFormatOctets || !pictureFormat(m_octets).isEmpty();
        if (m_octets.size() > m_request.mostOctets)
            finish(Error{Error::Kind::LimitExceeded, "too large"});
        else if (!isPicture)
            finish(Error{Error::Kind::Unsupported, "no picture"});
    }

    void end()
    {
        const QNetworkReply::NetworkError error = m_reply->error();
        const bool mayHaveArrived = !m_request.form.isEmpty() && m_isEncrypted;  // a form is sent once
        if (error != QNetworkReply::NoError && status() == 0 && !m_addresses.isEmpty() && !mayHaveArrived
            && kindOf(error) == Error::Kind::ConnectionLost) {
            dropReply();
            send();
            return;
        }
        if (status() > 299)
            finish(Error{Error::Kind::Refused, "status " + QByteArray::number(status())});
        else if (error != QNetworkReply::NoError)
            finish(Error{kindOf(error), m_reply->errorString().toUtf8()});
        else if (pictureFormat(m_octets).isEmpty())
            finish(Error{Error::Kind::Unsupported, "no picture"});
        else
            finish({});
    }

    // The last that happens here: whoever is told may destroy us.
    void finish(std::optional<Error> error)
    {
        dropReply();
        m_deadline.reset();
        const bool hasFailed = error.has_value();
        const WebClient::Done done = std::exchange(m_done, {});
        if (done)
            done({std::move(error), hostOf(m_url.isEmpty() ? m_request.url : m_url),
                  hasFailed ? QByteArray() : m_octets});
    }

    // It may be in the middle of a signal.
    void dropReply()
    {
        if (m_reply == nullptr)
            return;
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }

    QNetworkAccessManager &m_manager;
    const WebOptions &m_options;
    WebRequest m_request;
    WebClient::Done m_done;
    QUrl m_url;                       // that is asked now
    QList<QHostAddress> m_addresses;  // of its host, not tried yet
    bool m_isEncrypted = false;       // to one of the addresses: a form may have gone there
    int m_redirects = 0;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_octets;
    std::unique_ptr<Alarm> m_deadline;
};

class NetworkWebClient final : public WebClient
{
    Q_DISABLE_COPY_MOVE(NetworkWebClient)

public:
    NetworkWebClient(WebOptions options, Clock &clock)
        : m_options(std::move(options)), m_clock(clock), m_manager(new QNetworkAccessManager)
    {
        if (!m_options.resolve)
            m_options.resolve = lookUp;
        m_manager->setProxy(QNetworkProxy::NoProxy);  // another name would be asked, and by somebody else
    }
    // A reply of it may be in the middle of a signal.
    ~NetworkWebClient() override { m_manager->deleteLater(); }

    std::unique_ptr<WebExchange> ask(const WebRequest &request, Done done) override
    {
        return std::make_unique<NetworkExchange>(*m_manager, m_options, m_clock, request, std::move(done));
    }

private:
    WebOptions m_options;
    Clock &m_clock;
    QNetworkAccessManager *m_manager;
};

}

std::unique_ptr<WebClient> makeWebClient(const WebOptions &options, Clock &clock)
{
    return std::make_unique<NetworkWebClient>(options, clock);
}

}
