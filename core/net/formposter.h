// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/webclient.h"

#include <QMetaType>
#include <QObject>

#include <map>

namespace net {

// A reader does not want the mail of a list any more, and the list offers to be told so with one POST.
struct UnsubscribeOrder {
    quint64 serial = 0;
    QString address;
};

struct UnsubscribeEnd {
    quint64 serial = 0;
    QString host;                // that was asked
    std::optional<Error> error;  // none: it has accepted
};

// Carries out RFC 8058, 3.1: the form and nothing else, over HTTPS, led nowhere else. Whether it may be done
// is decided before (mime/listunsubscribe.h, and a person). Of the thread it lives in.
class OneClick : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OneClick)

public:
    OneClick(WebOptions options, Clock &clock, QObject *parent = nullptr);
    ~OneClick() override;

public Q_SLOTS:
    void unsubscribe(const net::UnsubscribeOrder &order);
    void giveUp();  // what has not ended is not told

Q_SIGNALS:
    void ended(const net::UnsubscribeEnd &end);

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

Q_DECLARE_METATYPE(net::UnsubscribeOrder)
Q_DECLARE_METATYPE(net::UnsubscribeEnd)
