// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/extensions.h"

#include <QList>

namespace smtp {

namespace {

// LIMITS name "=" value …                                                                       (RFC 9422, 3)
// MAILMAX is no limit to us, who send one message on each connection.
void takeLimits(Extensions &all, const QList<QByteArray> &limits)
{
    for (const QByteArray &limit : limits) {
        if (limit.startsWith("RCPTMAX="))
            all.recipientsAtMost = limit.sliced(8).toUInt();  // 0: no number, no limit we know of
    }
}

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
    all.pipelining |= keyword == "PIPELINING";
    all.chunking |= keyword == "CHUNKING";
    if (keyword == "SIZE")
        all.size = words.isEmpty() ? 0 : words.first().toULongLong();  // not a number: no limit we know of
    if (keyword == "LIMITS")
        takeLimits(all, words);
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
