// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

// Unpacks what the parts of a message hold (mime::unpacked()): little at once, much in a thread of its own.
// Only the last one is told. Window thread.
class ContentUnpacker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContentUnpacker)

public:
    using Then = std::function<void(const store::MessageContent &content)>;

    explicit ContentUnpacker(QObject *parent = nullptr);
    ~ContentUnpacker() override;

    void unpack(const store::MessageContent &content, const Then &then);
    void giveUp();

private:
    QThreadPool m_pool;
    quint64 m_round = 0;
};
