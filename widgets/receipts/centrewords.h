// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/activitymodel.h"
#include "core/models/askedmodel.h"
#include "core/models/sentmailmodel.h"
#include "core/receipts/reportmatch.h"
#include "widgets/reader/banner.h"

#include <QCoreApplication>

// What the Receipts Centre says, in sentences. Nothing that came in is called proof: a receipt says what a
// program claims (RFC 8098, 6.1), and that none came says nothing at all.
class CentreWords
{
    Q_DECLARE_TR_FUNCTIONS(CentreWords)

public:
    [[nodiscard]] static QString state(receipts::RecipientState state);  // "Displayed"
    [[nodiscard]] static QString belief(receipts::Confidence confidence);
    [[nodiscard]] static QString reason(receipts::MatchReason reason);  // empty: needs no word

    [[nodiscard]] static QString heading(models::SentMailModel::Column column);
    [[nodiscard]] static QString cell(const receipts::SentRow &row, models::SentMailModel::Column column,
                                      const QDateTime &now);
    [[nodiscard]] static QString spoken(const receipts::SentRow &row, models::SentMailModel::Column column,
                                        const QDateTime &now);
    [[nodiscard]] static QString timeline(const receipts::SentRow &row);  // a line for each step

    // Over the text of a report: what it says, how far it is to be believed, and why.
    enum class CardAction { ShowMail, FileReports };
    [[nodiscard]] static BannerContent card(const store::ReportRow &report, bool mailIsHere, bool isFiled);

    [[nodiscard]] static QString heading(models::AskedModel::Column column);

    [[nodiscard]] static QString heading(models::ActivityModel::Column column);
    [[nodiscard]] static QString event(int event);
    [[nodiscard]] static QString cell(const receipts::Activity &line, models::ActivityModel::Column column);
};
