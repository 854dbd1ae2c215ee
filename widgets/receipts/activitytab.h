// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/models/activitymodel.h"
#include "widgets/receipts/centretab.h"

// "Activity": what was ever decided and done about requests for receipts. It is only ever added to.
class ActivityTab : public CentreTab
{
    Q_OBJECT

public:
    explicit ActivityTab(QWidget *parent = nullptr);

    void take(const receipts::ActivityPage &page);
    [[nodiscard]] models::ActivityModel *model() const noexcept { return m_model; }
    // In UTF-8, oldest first, times in UTC. A cell that a spreadsheet would take for a formula is quoted.
    [[nodiscard]] static QByteArray csv(const std::vector<receipts::Activity> &lines);
    [[nodiscard]] static QByteArray json(const std::vector<receipts::Activity> &lines);

Q_SIGNALS:
    void linesWanted(const receipts::ActivityQuery &query);
    void exportFailed(const Error &why);

private:
    enum class Format { Csv, Json };
    void askWhere(Format format);
    void takeForExport(const receipts::ActivityPage &page);
    [[nodiscard]] static QByteArray written(Format format, const std::vector<receipts::Activity> &lines);
    [[nodiscard]] static QByteArray whole(Format format, const QByteArrayList &parts);
    void showState();

    models::ActivityModel *m_model;
    struct Export {
        QString path;
        Format format = Format::Csv;
        QByteArrayList parts;  // the newest first
    };
    std::optional<Export> m_export;  // its lines are on their way, a part at a time
    int m_exports = 0;               // so far; the number of the last one, negative, is its pages' serial
};
