// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/extensions.h"

#include <QList>

namespace smtp {

namespace {

// ehlo-line = ehlo-keyword *( SP ehlo-param )                                             (RFC 5321, 4.1.1.1)
// Old servers write "AUTH=LOGIN PLAIN"; the mechanisms are the same.
void takeLine(Extensions &all, const QByteArray &line)
{
    QList<QByteArray> words = line.toUpper().simplified().split(' ');
    if (words.first().startsWith("AUTH=")) {
        words.prepend(words.first().first(4));
        words[1].remove(0, 5);
    }
    const QByteArray keyword = words.takeFirst();
    all.startTls |= keyword == "STARTTLS";
    all.eightBitMime |= keyword == "8BITMIME";
    all.smtpUtf8 |= keyword == "SMTPUTF8";
    all.dsn |= keyword == "DSN";
    if (keyword == "SIZE")
        all.size = words.isEmpty() ? 0 : words.first().toULongLong();  // not a number: no limit we know of
    if (keyword == "AUTH")
        all.auth.insert(all.auth.end(), words.begin(), words.end());
}

}

Extensions parseExtensions(const QByteArray &text)
{
    Extensions all;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i)
        takeLine(all, lines.at(i));
    return all;
}

}
