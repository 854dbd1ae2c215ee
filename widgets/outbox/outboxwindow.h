// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/outboxmodel.h"

#include <QMainWindow>

#include <array>
#include <functional>
#include <optional>

class EmptyState;
class QLabel;
class QStackedWidget;
class QTreeView;

// Mail that is still to be sent: what each one waits for, why it could not be sent and with whom, and what
// can be done about it. It asks by signal; what comes of that the model tells. Stays open beside the work.
class OutboxWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutboxWindow)

public:
    // Both outlive the window.
    OutboxWindow(models::OutboxModel &model, Clock &clock, QWidget *parent = nullptr);
    ~OutboxWindow() override;

    void select(const QUuid &mail);
    [[nodiscard]] QTreeView *view() const noexcept { return m_view; }

Q_SIGNALS:
    void sendNowWanted(const QUuid &mail);
    void editWanted(const QUuid &mail);    // back into the composer
    void othersWanted(const QUuid &mail);  // to those who were not refused
    void againWanted(const QUuid &mail);   // the user knows that it may arrive twice
    void giveUpWanted(const QUuid &mail);  // its words stay as a draft

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Act { SendNow, Edit, ToOthers, Again, GiveUp, ActCount };

    void build();
    void makeActions();
    QAction *add(Act act, const QString &text, const QString &icon, const QList<QKeySequence> &keys);
    [[nodiscard]] std::optional<outbox::OutboxEntry> chosen() const;
    [[nodiscard]] static QString whyNot(Act act, const outbox::OutboxEntry &mail);
    void showState();
    void showChosen();
    void openChosen();
    void showMenu(const QPoint &at);
    void wish(Act act);
    void askBeforeAgain(const outbox::OutboxEntry &mail);
    void askBeforeGiveUp(const outbox::OutboxEntry &mail);
    void ask(const QString &title, const QString &question, const QString &facts, const QString &yes,
             std::function<void()> act);

    models::OutboxModel &m_model;
    Clock &m_clock;
    QStackedWidget *m_stack;
    QTreeView *m_view;
    EmptyState *m_empty;
    QLabel *m_subject;
    QLabel *m_why;
    QLabel *m_recipients;
    std::array<QAction *, ActCount> m_actions{};
};
