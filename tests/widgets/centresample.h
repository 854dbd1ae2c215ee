// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/activitylog.h"
#include "core/receipts/reportservice.h"

#include <utility>

// What a Receipts Centre may show, with one row of each kind.
namespace centresample {

inline receipts::SentRow sentRow(const QString &subject, const QString &name, const QByteArray &address,
                                 const std::vector<receipts::TimelineEntry> &entries, int mail)
{
    receipts::SentRow row;
    row.messageId = "<m" + QByteArray::number(mail) + "@home.example>";
    row.subject = subject;
    row.sentAt = entries.front().at;
    row.recipient = {name, address.left(address.indexOf('@')), address.mid(address.indexOf('@') + 1)};
    row.history = receipts::historyOf(entries);
    return row;
}

inline receipts::SentPage sentPage(int serial, const QDateTime &now)
{
    using receipts::Confidence;
    using receipts::RecipientState;
    const auto asked = [&](int days) {
        return receipts::TimelineEntry{
            RecipientState::Requested, now.addDays(-days), Confidence::Certain, {}};
    };
    const auto told = [&](RecipientState state, int days, Confidence confidence = Confidence::Certain) {
        return receipts::TimelineEntry{state, now.addDays(-days), confidence,
                                       "<r" + QByteArray::number(static_cast<int>(state)) + "@x>"};
    };
    const QString berth = QStringLiteral("Berth plan for the regatta");
    const QString minutes = QStringLiteral("Minutes of the harbour board, with all its appendices and notes");
    receipts::SentPage page;
    page.serial = serial;
    page.rows = {
        sentRow(berth, QStringLiteral("Mara Lindqvist"), "mara@harbour.example",
                {asked(4), told(RecipientState::Delivered, 4), told(RecipientState::Displayed, 3)}, 1),
        sentRow(berth, QStringLiteral("Tomás Ferreira"), "tomas@harbour.example",
                {asked(4), told(RecipientState::Delivered, 4), told(RecipientState::Declined, 2)}, 1),
        sentRow(berth, {}, "pilots@list.example", {asked(4), told(RecipientState::Expanded, 4)}, 1),
        sentRow(berth, QStringLiteral("دانا الخطيب"), "dana@souk.example",
                {asked(4), told(RecipientState::Delivered, 4),
                 told(RecipientState::Displayed, 3, Confidence::ForgedLooking)},
                1),
        sentRow(minutes, QStringLiteral("Priya Raman"), "priya@harbour.example", {asked(9)}, 2),
        sentRow(minutes, QStringLiteral("Sam O'Connor"), "sam@pilot.example",
                {asked(9), told(RecipientState::Delayed, 9), told(RecipientState::Failed, 6)}, 2),
        sentRow(minutes, QStringLiteral("Jonas Weber"), "jonas@harbour.example",
                {asked(9), told(RecipientState::Delivered, 9), told(RecipientState::Deleted, 8)}, 2),
        sentRow(minutes, QStringLiteral("山田 花子"), "hanako@kyoto.example",
                {asked(9), told(RecipientState::Processed, 8, Confidence::Likely)}, 2),
    };
    return page;
}

inline receipts::ActivityPage activityPage(int serial, const QDateTime &now)
{
    using receipts::LedgerState;
    receipts::ActivityPage page;
    page.serial = serial;
    qint64 id = 20;
    const auto add = [&](LedgerState state, int minutes, const QByteArray &to,
                         const QByteArray &server = {}) {
        receipts::Activity line;
        line.id = id--;
        line.at = now.addSecs(-60 * qint64{minutes});
        line.key = {"key"};
        line.event = static_cast<int>(state);
        line.messageId = "20260101.4711@harbour.example";
        line.askedBy = {"mara@harbour.example", QStringLiteral("Berth plan for the spring regatta")};
        if (!to.isEmpty())
            line.recipients = {to};
        line.serverText = server;
        page.lines.push_back(line);
    };
    add(LedgerState::Filed, 1, "mara@harbour.example");
    add(LedgerState::Sent, 1, "mara@harbour.example", "2.0.0 queued as 4711");
    add(LedgerState::Sending, 1, "mara@harbour.example");
    add(LedgerState::Claimed, 1, "mara@harbour.example");
    add(LedgerState::ClaimIntent, 2, "mara@harbour.example");
    add(LedgerState::Approved, 2, "mara@harbour.example");
    add(LedgerState::Denied, 40, {});
    add(LedgerState::SendFailed, 60, "sam@pilot.example", "=HYPERLINK(\"x\")");
    return page;
}

}
