// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/folding.h"

#include "core/mime/octets.h"

namespace mime {

namespace {

// A word with the blanks before it.
qsizetype pieceLength(QByteArrayView rest) noexcept
{
    qsizetype at = 0;
    while (at < rest.size() && isBlank(rest[at]))
        ++at;
    while (at < rest.size() && !isBlank(rest[at]))
        ++at;
    return at;
}

}

QByteArray folded(QByteArrayView line, qsizetype column)
{
    QByteArray out;
    out.reserve(line.size() + line.size() / 30 + 4);
    for (bool first = true; !line.isEmpty(); first = false) {
        const QByteArrayView piece = line.first(pieceLength(line));
        // A line of blanks alone is obsolete syntax, so blanks at the end stay where they are.
        const bool isWord = !isBlank(piece.back());
        if (!first && isWord && column + piece.size() > lineLimit) {
            out += "\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
        line = line.sliced(piece.size());
    }
    return out;
}

QByteArray withoutLineEnds(QByteArrayView value)
{
    QByteArray out;
    out.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == '\r' && i + 1 < value.size() && value[i + 1] == '\n')
            continue;  // CRLF is one blank
        out += isControl(value[i]) && value[i] != '\t' ? ' ' : value[i];
    }
    return out;
}

}
