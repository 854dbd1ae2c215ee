// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/webclient.h"

#include <QHash>
#include <QMetaType>
#include <QObject>
#include <QStringList>

#include <map>

namespace net {

// Pictures that a reader wants to see of one message. A value.
struct PictureOrder {
    quint64 serial = 0;
    QStringList addresses;
};

struct PictureFailure {
    QString host;
    Error::Kind why = Error::Kind::ConnectionLost;
    friend bool operator==(const PictureFailure &, const PictureFailure &) = default;
};

// What has come since the last time.
struct PicturesFetched {
    quint64 serial = 0;
    QHash<QString, QByteArray> pictures = {};  // address → octets
    QList<PictureFailure> failures = {};       // each host and reason once
    bool isLast = false;
};

// Gets pictures from web servers, those of one message at a time, because a person has said so: nothing else
// calls fetch(). Of the thread it lives in.
class PictureFetcher : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureFetcher)

public:
    PictureFetcher(WebOptions options, Clock &clock, QObject *parent = nullptr);
    ~PictureFetcher() override;

public Q_SLOTS:
    void fetch(const net::PictureOrder &order);  // instead of the one before
    void giveUp();                               // nothing more is told of it

Q_SIGNALS:
    // Again and again while they come, at last with isLast.
    void fetched(const net::PicturesFetched &news);

private:
    void askNext();
    void take(const QString &address, const WebAnswer &answer);
    void fail(const PictureFailure &failure);
    void tell();

    WebOptions m_options;
    Clock &m_clock;
    std::unique_ptr<WebClient> m_client;  // of the message that is open
    std::map<QString, std::unique_ptr<WebExchange>> m_running;
    QStringList m_waiting;
    qsizetype m_octets = 0;
    PicturesFetched m_news;
    QList<PictureFailure> m_failed;  // all of the order
    std::unique_ptr<Alarm> m_soon;
};

}

Q_DECLARE_METATYPE(net::PictureOrder)
Q_DECLARE_METATYPE(net::PicturesFetched)
