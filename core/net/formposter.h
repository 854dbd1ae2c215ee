// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/webclient.h"

#include <QByteArray>
#include <QMetaType>
#include <QObject>

#include <map>

namespace net {

// A form that is to be told to a web server, once, in one POST.
struct FormOrder {
    quint64 serial = 0;
    QString address;
    QByteArray form;  // application/x-www-form-urlencoded
};

struct FormEnd {
    quint64 serial = 0;
    QString host;                // that was asked
    std::optional<Error> error;  // none: it has accepted
};

// Tells a form and nothing else, over HTTPS, and is led nowhere else. Whether it may be done is decided
// before. Of the thread it lives in.
class FormPoster : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormPoster)

public:
    FormPoster(WebOptions options, Clock &clock, QObject *parent = nullptr);
    ~FormPoster() override;

public Q_SLOTS:
    void post(const net::FormOrder &order);
    void giveUp();  // what has not ended is not told

Q_SIGNALS:
    void ended(const net::FormEnd &end);

private:
    struct Running {
        std::unique_ptr<WebClient> client;
        std::unique_ptr<WebExchange> exchange;
    };
    WebOptions m_options;
    Clock &m_clock;
    std::map<quint64, Running> m_running;  // by serial
};

}

Q_DECLARE_METATYPE(net::FormOrder)
Q_DECLARE_METATYPE(net::FormEnd)
