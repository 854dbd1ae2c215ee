// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/fetchitemneeds.h"

#include <algorithm>
#include <array>

namespace imap {

namespace {

struct Need {
    QByteArrayView item;
    QByteArrayView capability;
};

constexpr auto needs = std::to_array<Need>({
    {"PREVIEW", "PREVIEW"},        // RFC 8970
    {"SAVEDATE", "SAVEDATE"},      // RFC 8514
    {"EMAILID", "OBJECTID"},       // RFC 8474
    {"THREADID", "OBJECTID"},      //
    {"X-GM-MSGID", "X-GM-EXT-1"},  // Gmail
    {"X-GM-THRID", "X-GM-EXT-1"},  //
    {"X-GM-LABELS", "X-GM-EXT-1"},
});

bool isUid(const QByteArray &item)
{
    return item.compare("UID", Qt::CaseInsensitive) == 0;
}

bool isKnown(const Capabilities &server, const QByteArray &item)
{
    const QByteArray upper = item.toUpper();
    if (upper == "MODSEQ")
        return server.modSeqs();
    const auto need = std::find_if(needs.begin(), needs.end(), [&upper](const Need &each) {
        return upper == each.item || upper.startsWith(each.item.toByteArray() + ' ');
    });
    return need == needs.end() || server.offers(need->capability);
}

}

std::vector<QByteArray> withoutBinary(const std::vector<QByteArray> &items)
{
    std::vector<QByteArray> others;
    for (const QByteArray &item : items) {
        const QByteArray upper = item.toUpper();
        if (upper.startsWith("BINARY.SIZE["))
            continue;
        others.push_back(upper.startsWith("BINARY") ? "BODY" + item.sliced(6) : item);
    }
    return others;
}

std::vector<QByteArray> itemsFor(const Capabilities &server, const std::vector<QByteArray> &wanted)
{
    const bool hasBinary = server.offers("BINARY") && server.dialect().mayUse(Feature::Binary);
    std::vector<QByteArray> items = hasBinary ? wanted : withoutBinary(wanted);
    std::erase_if(items, [&server](const QByteArray &item) { return !isKnown(server, item); });
    if (items.size() < wanted.size() && std::all_of(items.begin(), items.end(), isUid))
        items.clear();
    return items;
}

}
