// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/sendtimes.h"

#include "widgets/displaytext.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/theme.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using Kind = SendTimes::Choice::Kind;

namespace {

constexpr int evening = 18, morning = 8;  // o'clock

// As people here write it, with all of the year and no seconds.
QString dateFormat()
{
    const QLocale locale = DisplayText::locale();
    QString day = locale.dateFormat(QLocale::ShortFormat);
    if (!day.contains(u"yyyy"_s))
        day.replace(u"yy"_s, u"yyyy"_s);
    return day + u"  "_s + locale.timeFormat(QLocale::ShortFormat);
}

QDateTime at(const QDate &day, int hour)
{
    return {day, QTime(hour, 0)};
}

}

std::vector<SendTimes::Choice> SendTimes::offered(const QDateTime &now)
{
    std::vector<Choice> all{{Kind::InAnHour, now.addSecs(3600)}};
    if (now.time() < QTime(evening - 1, 30))
        all.push_back({Kind::ThisEvening, at(now.date(), evening)});
    all.push_back({Kind::TomorrowMorning, at(now.date().addDays(1), morning)});
    const int daysToMonday = 8 - now.date().dayOfWeek();
    if (daysToMonday > 1)
        all.push_back({Kind::MondayMorning, at(now.date().addDays(daysToMonday), morning)});
    return all;
}

QString SendTimes::text(const Choice &choice, const QDateTime &now)
{
    // The others have their day in their name.
    const QString time =
        DisplayText::locale().toString(choice.time.toLocalTime().time(), QLocale::ShortFormat);
    switch (choice.kind) {
    case Kind::InAnHour: return tr("In an &hour (%1)").arg(OutboxWords::moment(choice.time, now));
    case Kind::ThisEvening: return tr("This &evening (%1)").arg(time);
    case Kind::TomorrowMorning: return tr("Tomorrow &morning (%1)").arg(time);
    case Kind::MondayMorning: return tr("Monda&y morning (%1)").arg(time);
    }
    return {};
}

SendTimeDialog::SendTimeDialog(const QDateTime &now, QWidget *parent)
    : QDialog(parent), m_time(new QDateTimeEdit(this))
{
    setWindowTitle(tr("Send later"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    auto *label = theme::label(tr("When is it to be sent?"), theme::Wrap::Yes, this);
    label->setFont(theme::titleFont(font()));
    label->setBuddy(m_time);
    m_time->setAccessibleName(tr("Time of sending"));
    m_time->setCalendarPopup(true);
    m_time->setDisplayFormat(dateFormat());
    m_time->setMinimumDateTime(now);
    m_time->setDateTime(at(now.date().addDays(1), morning));
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(label);
    layout->addWidget(m_time);
    layout->addWidget(
        theme::label(tr("It waits in the outbox, also when Posthorn is closed, and goes at that time "
                        "or when Posthorn is started after it."),
                     theme::Wrap::Yes, this));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Send then"), QDialogButtonBox::AcceptRole)->setDefault(true);
    buttons->addButton(tr("&Go on writing"), QDialogButtonBox::RejectRole);
    layout->addWidget(buttons);
    setMinimumWidth(90 * theme::step(this));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const QDateTime time = m_time->dateTime();
        accept();
        Q_EMIT chosen(time);
    });
}
