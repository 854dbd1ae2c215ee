// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusline.h"

#include "widgets/displaytext.h"
#include "widgets/elidinglabel.h"
#include "widgets/errortext.h"
#include "widgets/icons.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using accounts::Status;

namespace {

constexpr int messageMilliseconds = 10000;  // what cannot be undone is held for so long
constexpr int progressSteps = 1000;

bool isConnected(Status::Kind kind)
{
    return kind == Status::Kind::Online || kind == Status::Kind::Busy;
}

}

StatusLine::StatusLine(QStatusBar *bar)
    : QObject(bar), m_bar(bar), m_icon(new QLabel(bar)), m_sentence(new ElidingLabel(bar)),
      m_progress(new QProgressBar(bar)), m_waiting(theme::label({}, theme::Wrap::No, bar)),
      m_outbox(new QToolButton(bar)), m_badge(theme::label({}, theme::Wrap::No, bar)),
      m_offline(theme::label({}, theme::Wrap::No, bar)), m_pause(new QToolButton(bar)),
      m_lock(new QLabel(bar)), m_encryption(theme::label({}, theme::Wrap::No, bar))
{
    bar->setAccessibleName(tr("Status"));
    const int unit = theme::step(bar);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(30 * unit, 2 * unit);
    m_progress->setRange(0, progressSteps);
    m_icon->setContentsMargins(2 * unit, 0, 0, 0);
    bar->addWidget(m_icon);
    bar->addWidget(m_sentence, 1);
    for (QLabel *label : {m_waiting, m_badge, m_offline})
        label->setContentsMargins(2 * unit, 0, 2 * unit, 0);
    m_waiting->hide();
    m_outbox->setObjectName(u"outboxSummary"_s);
    m_outbox->setAutoRaise(true);
    m_outbox->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_outbox->setToolTip(tr("Open the outbox"));
    m_outbox->setFocusPolicy(Qt::TabFocus);
    m_outbox->hide();
    connect(m_outbox, &QToolButton::clicked, this, &StatusLine::outboxWanted);
    bar->addPermanentWidget(m_outbox);
    bar->addPermanentWidget(m_waiting);
    bar->addPermanentWidget(m_progress);
    bar->addPermanentWidget(m_badge);
    bar->addPermanentWidget(m_offline);
    bar->addPermanentWidget(m_pause);
    m_pause->setObjectName(u"pauseDownload"_s);
    m_offline->setObjectName(u"offlineProgress"_s);
    connect(m_pause, &QToolButton::clicked, this, [this] { Q_EMIT pauseWanted(!m_isPaused); });
    showOffline({});
    bar->addPermanentWidget(m_lock);
    bar->addPermanentWidget(m_encryption);
    show(Status{});
}

void StatusLine::show(const Status &status)
{
    const QString sentence = ErrorText::status(status);
    m_sentence->showText(sentence);
    m_sentence->setAccessibleName(sentence);
    const bool reachable = isConnected(status.kind) || status.kind == Status::Kind::Connecting;
    const QColor color = m_bar->palette().color(QPalette::WindowText);
    m_icon->setPixmap(icons::pixmap(reachable ? u"online"_s : u"offline"_s, 4 * theme::step(m_bar), color,
                                    m_bar->devicePixelRatioF()));
    const bool busy = status.kind == Status::Kind::Busy && status.total > 0;
    m_progress->setVisible(busy);
    if (busy)
        m_progress->setValue(
            static_cast<int>(progressSteps * qBound<qint64>(0, status.done, status.total) / status.total));
    showEncryption(status);
}

void StatusLine::showBadge(const QString &badge)
{
    m_badge->setText(badge);
    m_badge->setVisible(!badge.isEmpty());
}

void StatusLine::showOffline(const accounts::OfflineProgress &progress)
{
    m_isPaused = progress.paused;
    const bool isBusy = progress.total > 0 || progress.paused;
    m_offline->setVisible(isBusy);
    m_pause->setVisible(isBusy);
    m_pause->setText(progress.paused ? tr("Resume") : tr("Pause"));
    const QLocale locale = DisplayText::locale();
    m_offline->setText(progress.paused
                           ? tr("Keeping folders offline: paused")
                           : tr("Keeping %1 offline: %2 of %3")
                                 .arg(safetext::quoted(progress.folder), locale.toString(progress.done),
                                      locale.toString(progress.total)));
}

void StatusLine::showMessage(const QString &sentence)
{
    m_bar->showMessage(sentence, messageMilliseconds);
}

void StatusLine::retractMessage(const QString &sentence)
{
    if (m_bar->currentMessage() == sentence)
        m_bar->clearMessage();
}

void StatusLine::showWaiting(std::size_t changes, bool isOffline)
{
    // With a connection a click is done before anybody could read it.
    const std::size_t worthSaying = isOffline ? 1 : 5;
    m_waiting->setVisible(changes >= worthSaying);
    m_waiting->setText(
        isOffline ? tr("Waiting for the connection: %n change(s)", nullptr, static_cast<int>(changes))
                  : tr("%n change(s) to send", nullptr, static_cast<int>(changes)));
    m_waiting->setAccessibleName(m_waiting->text());
}

void StatusLine::showOutbox(const QString &summary, bool needsSomebody)
{
    m_outbox->setVisible(!summary.isEmpty());
    m_outbox->setText(summary);
    m_outbox->setIcon(icons::icon(needsSomebody ? u"warning"_s : u"send"_s));
}

void StatusLine::showEncryption(const Status &status)
{
    const bool connected = isConnected(status.kind);
    m_lock->setVisible(connected);
    m_encryption->setVisible(connected);
    if (!connected)
        return;
    const QString text = status.encrypted ? tr("Encrypted") : tr("Not encrypted");
    const QPalette palette = m_bar->palette();
    const QColor color = status.encrypted ? palette.color(QPalette::WindowText)
                                          : theme::signalColor(theme::Signal::Red, palette);
    m_lock->setPixmap(icons::pixmap(status.encrypted ? u"lock"_s : u"lock-open"_s, 4 * theme::step(m_bar),
                                    color, m_bar->devicePixelRatioF()));
    m_encryption->setText(text);
    m_encryption->setAccessibleName(text);
    m_encryption->setContentsMargins(0, 0, 2 * theme::step(m_bar), 0);
}
