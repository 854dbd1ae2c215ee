// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/sentmailmodel.h"
#include "widgets/receipts/centretab.h"

class QComboBox;

// "My sent mail": what came back about it, a row for each message and recipient.
class SentTab : public CentreTab
{
    Q_OBJECT

public:
    explicit SentTab(Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] models::SentMailModel *model() const noexcept { return m_model; }

Q_SIGNALS:
    void messageWanted(store::CopyId copy);

private:
    void showState();
    void openReport(const QModelIndex &index);
    void openMail(const QModelIndex &index);
    void showMenu(const QPoint &at);

    models::SentMailModel *m_model;
    QComboBox *m_which;
};
