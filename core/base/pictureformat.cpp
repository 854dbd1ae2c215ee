// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pictureformat.h"

QByteArray pictureFormat(QByteArrayView octets)
{
    if (octets.startsWith("\x89PNG"))
        return "png";
    if (octets.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (octets.startsWith("GIF8"))
        return "gif";
    const bool isWebp = octets.size() >= pictureFormatOctets && octets.startsWith("RIFF")
        && octets.sliced(8).startsWith("WEBP");
    return isWebp ? QByteArray("webp") : QByteArray();
}
