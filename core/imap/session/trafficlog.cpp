// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/trafficlog.h"

using namespace Qt::StringLiterals;

namespace imap::trafficlog {

namespace {

// The size in "… {123}" or "… {123+}" at the end of a line that has passed the framer, or -1.
qsizetype announcedLiteral(QByteArrayView line)
{
    if (!line.endsWith('}'))
        return -1;
    const qsizetype open = line.lastIndexOf('{');
    if (open < 0)
        return -1;
    QByteArrayView digits = line.sliced(open + 1, line.size() - open - 2);
    if (digits.endsWith('+'))
        digits.chop(1);
    bool isNumber = false;
    const qlonglong size = digits.toByteArray().toLongLong(&isNumber);
    return isNumber && size >= 0 ? static_cast<qsizetype>(size) : -1;
}

QByteArray cut(QByteArrayView line)
{
    if (line.size() <= shownLine)
        return line.toByteArray();
    return line.first(shownLine).toByteArray() + "… <"_ba + QByteArray::number(line.size() - shownLine)
        + " octets more>"_ba;
}

}

QByteArray literal(QByteArrayView octets)
{
    if (octets.size() <= shownLiteral)
        return octets.toByteArray();
    return "<"_ba + QByteArray::number(octets.size()) + " octets>"_ba;
}

QByteArray received(QByteArrayView frame)
{
    QByteArray shown;
    while (shown.size() <= shownLine) {
        const qsizetype eol = frame.indexOf("\r\n");
        const QByteArrayView line = eol < 0 ? frame : frame.first(eol);
        shown += cut(line);
        const qsizetype size = announcedLiteral(line);
        if (eol < 0 || size < 0 || size > frame.size() - eol - 2)
            return shown;
        shown += "\r\n"_ba + literal(frame.sliced(eol + 2, size));
        frame = frame.sliced(eol + 2 + size);
    }
    return shown + "… <"_ba + QByteArray::number(frame.size()) + " octets more>"_ba;
}

QByteArray without(const Secret &secret, QByteArray text)
{
    constexpr qsizetype leastLength = 3;  // shorter ones would blot out half of every line
    const QByteArray &clear = secret.reveal();
    if (clear.size() < leastLength)
        return text;
    text.replace(clear, "***");
    return text.replace(clear.toBase64(), "***");
}

}
