// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/receipts/activitytab.h"
#include "widgets/receipts/askedtab.h"
#include "widgets/receipts/senttab.h"

#include <QMainWindow>

class QTabWidget;

// Everything about receipts in one window: what became of our own mail, what is asked of us, and what was
// ever done. It asks for what it shows by signal and never waits for it.
class ReceiptsCentre : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptsCentre)

public:
    explicit ReceiptsCentre(const AskedTab::Context &context, QWidget *parent = nullptr);
    ~ReceiptsCentre() override;

    void refresh();  // everything, from whoever knows
    void applyChanges(const store::ChangeSet &changes);
    void ledgerChanged();
    void reportsChanged();

    [[nodiscard]] SentTab *sent() const noexcept { return m_sent; }
    [[nodiscard]] AskedTab *asked() const noexcept { return m_asked; }
    [[nodiscard]] ActivityTab *activity() const noexcept { return m_activity; }

Q_SIGNALS:
    void sentMailWanted(const receipts::SentQuery &query);
    void activityWanted(const receipts::ActivityQuery &query);
    void messageWanted(store::CopyId copy);
    void headerWanted(store::CopyId copy);
    void exportFailed(const Error &why);

private:
    Clock &m_clock;
    QTabWidget *m_tabs;
    SentTab *m_sent;
    AskedTab *m_asked;
    ActivityTab *m_activity;
    std::unique_ptr<Alarm> m_soon;  // many reports in a row are one change
};
