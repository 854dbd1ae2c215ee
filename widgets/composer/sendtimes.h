// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QDialog>

#include <vector>

class QDateTimeEdit;

// Times that are offered to whoever wants a mail sent later; all of them local.
class SendTimes
{
    Q_DECLARE_TR_FUNCTIONS(SendTimes)

public:
    struct Choice {
        enum class Kind { InAnHour, ThisEvening, TomorrowMorning, MondayMorning };
        Kind kind = Kind::InAnHour;
        QDateTime time{};
    };
    // The evening until shortly before it, Monday unless that is tomorrow anyway.
    [[nodiscard]] static std::vector<Choice> offered(const QDateTime &now);
    [[nodiscard]] static QString text(const Choice &choice, const QDateTime &now);
};

// Any time to come, by hand.
class SendTimeDialog : public QDialog
{
    Q_OBJECT

public:
    SendTimeDialog(const QDateTime &now, QWidget *parent);

Q_SIGNALS:
    void chosen(const QDateTime &time);

private:
    QDateTimeEdit *m_time;
};
