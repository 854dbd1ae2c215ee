// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/thumbnailer.h"

#include "widgets/reader/boundedpicture.h"

namespace {

constexpr qsizetype largestFile = qsizetype{16} * 1024 * 1024;  // encoded octets

}

Thumbnailer::Thumbnailer(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Thumbnailer::~Thumbnailer()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Thumbnailer::make(const mime::PartInfo &part, const QByteArray &octets, int side)
{
    if (octets.size() > largestFile)
        return;
    m_pool.start([this, octets, side, section = part.section, encoding = part.encoding, round = m_round] {
        QImage image = boundedPicture(mime::decodeTransfer(octets, encoding), 4 * side);
        if (!image.isNull())
            image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        QMetaObject::invokeMethod(
            this,
            [this, section, image, round] {
                if (round == m_round && !image.isNull())
                    Q_EMIT made(section, image);
            },
            Qt::QueuedConnection);
    });
}

void Thumbnailer::giveUp()
{
    ++m_round;
    m_pool.clear();
}
