// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/outbox/queuedmail.h"

#include <QFrame>

#include <memory>
#include <optional>

class ElidingLabel;
class QPushButton;

// Mail that has just been sent and can still be taken back, with the time that is left for it. It lies over
// the lower edge of its parent, so that nothing moves when it comes or goes; of several mails it shows the
// newest. Hidden while there is none.
class UndoBar : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UndoBar)

public:
    // How long one that goes at a chosen time is shown; it can be edited in the outbox until then.
    static constexpr std::chrono::seconds scheduledFor{10};

    UndoBar(Clock &clock, QWidget *parent);  // the clock outlives the bar
    ~UndoBar() override;

    void offer(const outbox::OutboxEntry &mail);
    void retract(const QUuid &mail);
    // What the button takes back.
    [[nodiscard]] std::optional<QUuid> newest() const;
    void undo();

Q_SIGNALS:
    void undoWanted(const QUuid &mail);
    void changed();  // newest() may be another

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Offer {
        outbox::OutboxEntry mail = {};
        QDateTime until = {};  // it goes by itself; invalid: until it is retracted
    };
    void showNewest();
    void place();

    Clock &m_clock;
    ElidingLabel *m_sentence;
    QPushButton *m_undo;
    QList<Offer> m_offers;  // the newest last
    std::optional<QUuid> m_told;
    std::unique_ptr<Alarm> m_tick;
};
