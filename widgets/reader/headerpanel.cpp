// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/headerpanel.h"

#include "core/mime/address.h"
#include "core/mime/part.h"
#include "widgets/displaytext.h"
#include "widgets/elidinglabel.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QResizeEvent>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostRecipientsShown = 50;
constexpr int narrowSteps = 110;
constexpr int mostHeaderLines = 14;  // more are scrolled to

QString recipientsOf(const mime::Header &header)
{
    QStringList names;
    for (const char *field : {"To", "Cc"}) {
        for (const QByteArray &raw : header.all(field)) {
            for (const mime::Mailbox &mailbox : mime::parseAddressList(raw).mailboxes) {
                if (names.size() < mostRecipientsShown)
                    names += safetext::line(mailbox.name.isEmpty() ? mailbox.display() : mailbox.name);
            }
        }
    }
    return names.join(QLatin1String(", "));
}

QString allFields(const mime::Header &header)
{
    QString text;
    for (const mime::HeaderField &field : header.fields()) {
        const QByteArray value = mime::unfolded(field.value);
        text += safetext::address(field.name) + QLatin1String(": ") + safetext::line(mime::decodedText(value))
            + QLatin1Char('\n');
    }
    return text;
}

}

HeaderPanel::HeaderPanel(QWidget *parent)
    : QWidget(parent), m_subject(theme::label({}, theme::Wrap::Yes, this)), m_from(new ElidingLabel(this)),
      m_address(new ElidingLabel(this)), m_date(theme::label({}, theme::Wrap::No, this)),
      m_recipients(new ElidingLabel(this)), m_unsubscribe(new QToolButton(this)),
      m_more(new QToolButton(this)), m_all(new QPlainTextEdit(this))
{
    m_subject->setFont(theme::titleFont(font()));
    m_from->setFont(theme::strongFont(font()));
    m_subject->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QLabel *label : std::initializer_list<QLabel *>{m_address, m_date, m_recipients})
        theme::setDimmed(label);
    // Long names are cut and never widen the pane; the sender comes before the address, the date before both.
    m_from->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_address->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_recipients->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_unsubscribe->setText(tr("Unsubscribe…"));
    m_unsubscribe->setAutoRaise(true);
    m_unsubscribe->setToolTip(tr("Leave the list that this message came from"));
    m_unsubscribe->hide();
    m_more->setText(tr("All headers"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setArrowType(Qt::DownArrow);
    m_more->setToolTip(tr("Show all header fields"));
    m_more->setAccessibleName(tr("Show all header fields"));
    m_all->setReadOnly(true);
    m_all->setFrameShape(QFrame::NoFrame);
    m_all->setAccessibleName(tr("All header fields"));
    m_all->setTabChangesFocus(true);
    m_all->document()->setDocumentMargin(0);
    m_all->hide();
    layOut();
    connect(m_unsubscribe, &QToolButton::clicked, this, &HeaderPanel::unsubscribeWanted);
    connect(m_more, &QToolButton::toggled, this, [this](bool on) {
        m_all->setVisible(on);
        m_more->setArrowType(on ? Qt::UpArrow : Qt::DownArrow);
        Q_EMIT expandedChanged(on);
    });
}

void HeaderPanel::layOut()
{
    const int unit = theme::step(this);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(4 * unit, 3 * unit, 3 * unit, 3 * unit);
    grid->setHorizontalSpacing(2 * unit);
    grid->setVerticalSpacing(unit);
    grid->addWidget(m_subject, 0, 0, 1, 4);
    grid->addWidget(m_all, 6, 0, 1, 4);
    grid->setColumnStretch(1, 1);
    placeFacts();
}

// Where the pane is narrow each fact has a line of its own, the sender first, and the buttons come below.
void HeaderPanel::placeFacts()
{
    auto *grid = static_cast<QGridLayout *>(layout());
    const bool narrow = width() < narrowSteps * theme::step(this);
    const int all = narrow ? 4 : 1;  // columns
    for (QWidget *each :
         std::initializer_list<QWidget *>{m_from, m_address, m_date, m_recipients, m_unsubscribe, m_more})
        grid->removeWidget(each);
    grid->addWidget(m_from, 1, 0, 1, all);
    grid->addWidget(m_address, narrow ? 2 : 1, narrow ? 0 : 1, 1, all);
    grid->addWidget(m_recipients, narrow ? 3 : 2, 0, 1, narrow ? 4 : 2);
    grid->addWidget(m_date, narrow ? 4 : 1, narrow ? 0 : 2, 1, narrow ? 4 : 2,
                    narrow ? Qt::AlignLeading : Qt::AlignTrailing);
    grid->addWidget(m_unsubscribe, narrow ? 5 : 2, 2, Qt::AlignRight);
    grid->addWidget(m_more, narrow ? 5 : 2, 3, Qt::AlignRight);
    updateGeometry();  // it happens while sizes are being given out, and changes the height
}

void HeaderPanel::resizeEvent(QResizeEvent *event)
{
    const int before = event->oldSize().width();
    const int limit = narrowSteps * theme::step(this);
    QWidget::resizeEvent(event);
    if ((before < limit) != (width() < limit))
        placeFacts();
}

void HeaderPanel::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_sender.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString shown = QString(m_sender).replace(u'&', "&&"_L1);  // which would mark a key
    menu->addAction(tr("&Copy %1").arg(shown), this,
                    [address = m_sender] { QApplication::clipboard()->setText(address); });
    menu->popup(event->globalPos());
}

void HeaderPanel::showRow(const store::MessageRow &row)
{
    const QString name = safetext::line(row.from);
    const QString address = safetext::address(row.fromAddress);
    m_sender = address;
    m_subject->setText(DisplayText::subject(row.subject));
    // At the leading edge of the window, whatever the direction of the words.
    m_subject->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute
                            | Qt::AlignVCenter);
    m_from->showText(name);
    m_address->showText(name == address ? QString() : address);
    m_date->setText(DisplayText::fullDate(row.date));
    showRecipients(safetext::line(row.to));
    m_all->clear();
    m_unsubscribe->hide();
    setAccessibleName(tr("Message from %1: %2").arg(name, m_subject->text()));
}

void HeaderPanel::showHeader(const mime::Header &header)
{
    if (const QString to = recipientsOf(header); !to.isEmpty())
        showRecipients(to);
    m_all->setPlainText(allFields(header));
    const int lines = std::min(m_all->document()->blockCount() + 1, mostHeaderLines);
    m_all->setFixedHeight(lines * m_all->fontMetrics().lineSpacing());
}

void HeaderPanel::setExpanded(bool expanded)
{
    m_more->setChecked(expanded);
}

void HeaderPanel::offerUnsubscribe(bool isPossible)
{
    m_unsubscribe->setVisible(isPossible);
}

bool HeaderPanel::isExpanded() const
{
    return m_more->isChecked();
}

void HeaderPanel::showRecipients(const QString &names)
{
    m_recipients->showText(names.isEmpty() ? tr("no recipients shown") : tr("to %1").arg(names));
}
