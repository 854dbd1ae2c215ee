// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

// Small forms of attached pictures, made in a thread of its own within bounds (boundedpicture.h). Window
// thread.
class Thumbnailer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Thumbnailer)

public:
    explicit Thumbnailer(QObject *parent = nullptr);
    ~Thumbnailer() override;

    // `octets` encoded as fetched; `side` in device pixels. Only what is told to be no larger than a few
    // megabytes is looked at.
    void make(const mime::PartInfo &part, const QByteArray &octets, int side);
    void giveUp();  // of all that is under way, nothing is told

Q_SIGNALS:
    void made(const QByteArray &section, const QImage &image);

private:
    QThreadPool m_pool;
    quint64 m_round = 0;
};
