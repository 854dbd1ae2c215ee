// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/fieldsyntax.h"

#include <algorithm>

namespace receipts {

namespace {

bool isPrintable(char c)
{
    return c > ' ' && c < 0x7f;
}

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
