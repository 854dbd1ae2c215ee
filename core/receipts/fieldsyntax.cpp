// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/fieldsyntax.h"

#include <algorithm>

namespace receipts {

namespace {

// Longer ones do not fit a line of 998 octets beside their field name (RFC 5322, 2.1.1).
constexpr qsizetype longestMessageId = 900;

bool isPrintable(char c)
{
    return c > ' ' && c < 0x7f;
}

}

std::vector<QByteArray> messageIds(QByteArrayView raw)
{
    std::vector<QByteArray> ids;
    const QByteArray text = withoutComments(raw);
    qsizetype open = text.indexOf('<');
    while (open >= 0) {
        const qsizetype close = text.indexOf('>', open);
        if (close < 0)
            break;
        QByteArray bracketed = text.sliced(open, close - open + 1);
        bracketed.removeIf([](char c) { return c == ' ' || c == '\t'; });  // obsolete syntax: CFWS inside
        const QByteArrayView id = QByteArrayView(bracketed).sliced(1).chopped(1);
        if (!id.isEmpty() && id.size() <= longestMessageId && !id.contains('<')
            && std::all_of(id.begin(), id.end(), isPrintable))
            ids.push_back(bracketed);
        open = text.indexOf('<', close);
    }
    return ids;
}

QByteArray messageId(QByteArrayView raw)
{
    if (auto ids = messageIds(raw); !ids.empty())
        return ids.front();
    const QByteArray bare = withoutComments(raw);
    const bool isOneToken = !bare.isEmpty() && bare.size() <= longestMessageId
        && std::all_of(bare.begin(), bare.end(),
                       [](char c) { return isPrintable(c) && c != '<' && c != '>'; });
    return isOneToken ? '<' + bare + '>' : QByteArray();
}

QByteArray printableAscii(QByteArrayView raw)
{
    QByteArray text = raw.toByteArray();
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\r' || c == '\n'; }, ' ');
    text.removeIf([](char c) { return c != ' ' && !isPrintable(c); });
    return text.simplified();
}

}
