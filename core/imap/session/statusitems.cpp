// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/statusitems.h"

#include <array>

namespace imap {

namespace {

struct Row {
    StatusItem item;
    const char *name;
    bool (*isOffered)(const Capabilities &);
};

bool always(const Capabilities &)
{
    return true;
}

constexpr auto rows = std::to_array<Row>({
    {StatusItem::Messages, "MESSAGES", always},
    {StatusItem::Unseen, "UNSEEN", always},
    {StatusItem::UidNext, "UIDNEXT", always},
    {StatusItem::UidValidity, "UIDVALIDITY", always},
    {StatusItem::HighestModSeq, "HIGHESTMODSEQ",
     [](const Capabilities &server) { return server.condstore(); }},
    {StatusItem::Size, "SIZE",
     [](const Capabilities &server) { return server.has("STATUS=SIZE") || server.has("IMAP4REV2"); }},
    {StatusItem::Deleted, "DELETED",
     [](const Capabilities &server) { return server.has("QUOTA=RES-MESSAGE") || server.has("IMAP4REV2"); }},
    {StatusItem::DeletedStorage, "DELETED-STORAGE",
     [](const Capabilities &server) { return server.has("QUOTA=RES-STORAGE"); }},
    {StatusItem::MailboxId, "MAILBOXID", [](const Capabilities &server) { return server.has("OBJECTID"); }},
    // With a number the limit is one for all mailboxes and known already (RFC 7889, 3).
    {StatusItem::AppendLimit, "APPENDLIMIT",
     [](const Capabilities &server) { return server.has("APPENDLIMIT"); }},
});

const Row &rowOf(StatusItem item) noexcept
{
    return rows[static_cast<std::size_t>(item)];
}

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].item) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder(), "one row for each item, in order");

}

bool isOffered(StatusItem item, const Capabilities &server)
{
    return rowOf(item).isOffered(server);
}

QByteArray statusItemList(const std::vector<StatusItem> &items, const Capabilities &server)
{
    QByteArray list;
    for (const StatusItem item : items) {
        if (isOffered(item, server))
            list += (list.isEmpty() ? '(' : ' ') + QByteArray(rowOf(item).name);
    }
    return list.isEmpty() ? list : list + ')';
}

}
