// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/fetchpolicy.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace net {

// One question to a web server. It carries nothing of its reader: no cookie, no referrer, no password, no
// language, no name of this program.
struct WebRequest {
    enum class Expect {
        Picture,  // by its octets, whatever the server calls it
        Success,  // that it was accepted: what is said beside that is not read
    };
    QUrl url;
    Expect expect = Expect::Picture;
    QByteArray form =
        {};  // application/x-www-form-urlencoded, for a POST, which is led nowhere else; empty: GET
    qsizetype mostOctets = 0;  // of the answer
};

struct WebAnswer {
    // Refused: by our policy or by the server; Unsupported: no picture; Untrusted: the certificate.
    std::optional<Error> error;
    QString host = {};  // that was asked last
    QByteArray octets = {};
};

// A request under way; destroying it gives it up.
class WebExchange
{
public:
    WebExchange() = default;
    WebExchange(const WebExchange &) = delete;
    WebExchange &operator=(const WebExchange &) = delete;
    virtual ~WebExchange() = default;
};

// Asks web servers over HTTPS, and keeps nothing: no cookie, no file, no session of TLS. What two clients ask
// has nothing in common, so each message has one of its own. Of the thread it was made in; outlives its
// exchanges.
class WebClient
{
public:
    WebClient() = default;
    WebClient(const WebClient &) = delete;
    WebClient &operator=(const WebClient &) = delete;
    virtual ~WebClient() = default;

    // `done` is called once, from the event loop, and may destroy the exchange.
    using Done = std::function<void(const WebAnswer &answer)>;
    [[nodiscard]] virtual std::unique_ptr<WebExchange> ask(const WebRequest &request, Done done) = 0;
};

struct WebOptions {
    FetchPolicy policy = {};
    QString caFile = {};  // PEM file of CAs trusted beside the system's
    // Finds the addresses of a host, none if there are none; by default the system does. The call comes from
    // the event loop, and never when `context` is gone.
    using Known = std::function<void(const QList<QHostAddress> &addresses)>;
    using Resolve = std::function<void(const QString &host, QObject *context, Known known)>;
    Resolve resolve = {};
};

[[nodiscard]] std::unique_ptr<WebClient> makeWebClient(const WebOptions &options, Clock &clock);

}
