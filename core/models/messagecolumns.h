// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/ledgerstate.h"
#include "core/store/rows.h"

#include <QCoreApplication>
#include <QVariant>

#include <array>
#include <span>

namespace models {

// One row as it is shown: server truth with the pending operations laid over it.
struct MessageItem {
    store::MessageRow row;
    store::Flags flags;  // effective
    receipts::ColumnState receipt = receipts::ColumnState::None;
    QString receiptReason = {};  // why no receipt is possible, for people
    bool toOthers = false;       // in a folder of own mail: the recipients count, not the sender
    QString folder = {};         // where it lies, for people, when rows of many folders are shown
    // By conversations: how many messages are above it; of the first one, how many there are; and whether
    // the others are out of sight.
    int depth = 0, conversation = 0;
    bool isFolded = false;
    bool hasUnread = false;  // and one of those is unread
};

// What a list of many folders says of one of them.
struct FolderLook {
    QString name;
    bool isOwnMail = false;
};

// How a request stands, where more is known of it than its row says.
struct ReceiptView {
    receipts::ColumnState state = receipts::ColumnState::None;
    QString reason = {};
};

enum class MessageColumn { Subject, Sender, Date, Flag, Attachment, Receipt, Size, Folder };

struct MessageColumnSpec {
    MessageColumn id;
    const char *title;                         // context "MessageColumn"
    QVariant (*display)(const MessageItem &);  // raw values: how they look is the delegate's business
};

// The columns of the message list, once and for all: the view's header, the settings and the tests read this
// table.
inline constexpr auto messageColumns = std::to_array<MessageColumnSpec>({
    {MessageColumn::Subject, QT_TRANSLATE_NOOP("MessageColumn", "Subject"),
     [](const MessageItem &m) -> QVariant { return m.row.subject; }},
    {MessageColumn::Sender, QT_TRANSLATE_NOOP("MessageColumn", "From"),
     [](const MessageItem &m) -> QVariant { return m.toOthers ? m.row.to : m.row.from; }},
    {MessageColumn::Date, QT_TRANSLATE_NOOP("MessageColumn", "Date"),
     [](const MessageItem &m) -> QVariant { return m.row.date; }},
    {MessageColumn::Flag, QT_TRANSLATE_NOOP("MessageColumn", "Star"),
     [](const MessageItem &m) -> QVariant { return m.flags.has(store::Flags::Flagged); }},
    {MessageColumn::Attachment, QT_TRANSLATE_NOOP("MessageColumn", "Attachment"),
     [](const MessageItem &m) -> QVariant { return m.row.hasAttachment; }},
    {MessageColumn::Receipt, QT_TRANSLATE_NOOP("MessageColumn", "Receipt"),
     [](const MessageItem &m) -> QVariant { return QVariant::fromValue(m.receipt); }},
    {MessageColumn::Size, QT_TRANSLATE_NOOP("MessageColumn", "Size"),
     [](const MessageItem &m) -> QVariant { return m.row.octets; }},
    {MessageColumn::Folder, QT_TRANSLATE_NOOP("MessageColumn", "Folder"),
     [](const MessageItem &m) -> QVariant { return m.folder; }},
});

constexpr bool inEnumOrder(std::span<const MessageColumnSpec> specs)
{
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].id != static_cast<MessageColumn>(i))
            return false;
    }
    return true;
}
static_assert(inEnumOrder(messageColumns), "a column's place in the table is its enum value");
static_assert(messageColumns.size() == static_cast<std::size_t>(MessageColumn::Folder) + 1,
              "every column is in the table");

constexpr int columnIndex(MessageColumn column) noexcept
{
    return static_cast<int>(column);
}

}

Q_DECLARE_METATYPE(models::MessageItem)
