// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/foldermodel.h"
#include "core/models/messagecolumns.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QString>

// How values look in words: dates, sizes, folders, and the sentences that screen readers say for a row.
class DisplayText
{
    Q_DECLARE_TR_FUNCTIONS(DisplayText)

public:
    // The user's; in place of the C locale, which is none for people, English.
    [[nodiscard]] static QLocale locale();

    // Short and relative for a list: time today, "Yesterday", the weekday, day and month, with the year when
    // another.
    [[nodiscard]] static QString listDate(const QDateTime &date, const QDateTime &now);
    [[nodiscard]] static QString fullDate(const QDateTime &date);
    // "9:41:07": with seconds, for what is about to happen.
    [[nodiscard]] static QString exactTime(const QDateTime &time);
    [[nodiscard]] static QString day(const QDateTime &date);
    [[nodiscard]] static QString size(qint64 octets);

    [[nodiscard]] static QString folderName(const models::FolderItem &item);
    // With the folders above it, as in a list without levels.
    [[nodiscard]] static QString folderPath(const store::Folder &folder);
    // Beside the name: how many are unread; "?" where the server refuses to count; empty for none.
    [[nodiscard]] static QString folderCount(const models::FolderItem &item);
    [[nodiscard]] static QString folderSentence(const models::FolderItem &item);

    [[nodiscard]] static QString subject(const QString &subject);                // "(no subject)"
    [[nodiscard]] static QString receiptName(receipts::ColumnState state);       // "Requested", in a menu
    [[nodiscard]] static QString receiptState(receipts::ColumnState state);      // empty for None
    [[nodiscard]] static QString receiptState(const models::MessageItem &item);  // with its reason
    // The other side of a message: its sender, or in a folder of own mail its recipients.
    [[nodiscard]] static QString correspondent(const models::MessageItem &item);
    [[nodiscard]] static QString messageSentence(const models::MessageItem &item, const QDateTime &now);

    [[nodiscard]] static QString attachmentName(const mime::PartInfo &part);

    [[nodiscard]] static QString folderIcon(const models::FolderItem &item);
    [[nodiscard]] static QString receiptIcon(receipts::ColumnState state);
};
