// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/outboxmodel.h"

#include <QPointer>

class OutboxWindow;

// What the window knows of the outbox, and the page on which people see it, made when it is first wanted.
// Window thread.
class OutboxDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutboxDesk)

public:
    OutboxDesk(Clock &clock, QWidget *window);
    ~OutboxDesk() override;

    void show(const outbox::OutboxEntry &entry);
    void remove(const QUuid &mail);
    void open(const QUuid &mail = {});  // at this one, if it is there
    [[nodiscard]] models::OutboxModel *model() const noexcept { return m_model; }
    // Not yet on its way to all, in this account: what would be lost with it.
    [[nodiscard]] QStringList subjectsOf(const QUuid &account) const;

Q_SIGNALS:
    void summaryChanged(const QString &summary, bool needsSomebody);
    void sendNowWanted(const QUuid &mail);
    void editWanted(const QUuid &mail);
    void othersWanted(const QUuid &mail);
    void againWanted(const QUuid &mail);
    void giveUpWanted(const QUuid &mail);

private:
    void summarize();

    Clock &m_clock;
    QWidget *m_window;
    models::OutboxModel *m_model;
    QPointer<OutboxWindow> m_page;
};
