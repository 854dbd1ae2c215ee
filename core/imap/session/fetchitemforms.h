// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/dialect.h"
#include "core/imap/wire/fetchitems.h"

#include <QByteArray>

#include <vector>

// FETCH items between RFC 3501, in which all of this program asks, and what older servers understand (RFC
// 1732, 2061, 2062). Pure.
namespace imap {

// The items to say for `wanted`, each once; never empty. An item that the level has no words for is left out,
// and where there are no parts the whole message stands for them.
[[nodiscard]] std::vector<QByteArray> itemForms(const Dialect &dialect,
                                                const std::vector<QByteArray> &wanted);
// Names the sections of an answer as they were asked for: the RFC822.HEADER that came for HEADER.FIELDS is
// that section, with more fields than were wanted.
void nameAsAsked(const Dialect &dialect, const std::vector<QByteArray> &wanted, FetchItems &answer);

// "BODY.PEEK[1]<0.1024>"
struct PartialItem {
    QByteArray item;  // "BODY.PEEK[1]"
    quint64 origin = 0, count = 0;
    [[nodiscard]] static std::optional<PartialItem> of(QByteArrayView item);
};

}
