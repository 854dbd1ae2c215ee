// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/boundedpicture.h"

#include "core/base/pictureformat.h"

#include <QBuffer>
#include <QImageReader>

namespace {

constexpr qint64 largestPicture = 50'000'000;  // pixels

}

QImage boundedPicture(QByteArray octets, int widest)
{
    const QByteArray format = pictureFormat(octets);
    QBuffer buffer(&octets);
    if (format.isEmpty() || !buffer.open(QIODevice::ReadOnly))
        return {};
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > largestPicture)
        return {};
    if (size.width() > widest)
        reader.setScaledSize(size.scaled(widest, size.height(), Qt::KeepAspectRatio));
    return reader.read();
}
