// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/headerpanel.h"

#include "core/mime/address.h"
#include "core/mime/part.h"
#include "widgets/displaytext.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

namespace {

constexpr qsizetype mostRecipientsShown = 50;

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
    : QWidget(parent), m_subject(theme::label({}, theme::Wrap::Yes, this)),
      m_from(theme::label({}, theme::Wrap::No, this)), m_address(theme::label({}, theme::Wrap::No, this)),
      m_date(theme::label({}, theme::Wrap::No, this)), m_recipients(theme::label({}, theme::Wrap::No, this)),
      m_more(new QToolButton(this)), m_all(new QPlainTextEdit(this))
{
    m_subject->setFont(theme::titleFont(font()));
    m_from->setFont(theme::strongFont(font()));
    for (QLabel *label : {m_subject, m_from, m_address})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QLabel *label : {m_address, m_date, m_recipients})
        theme::setDimmed(label);
    for (QLabel *label : {m_from, m_address, m_recipients})
        label->setSizePolicy(QSizePolicy::Ignored,
                             QSizePolicy::Preferred);  // long names are cut, never widen the pane
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
    m_all->setFixedHeight(14 * fontMetrics().height());
    m_all->hide();
    layOut();
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
    grid->addWidget(m_from, 1, 0);
    grid->addWidget(m_address, 1, 1);
    grid->addWidget(m_date, 1, 2, 1, 2, Qt::AlignRight);
    grid->addWidget(m_recipients, 2, 0, 1, 3);
    grid->addWidget(m_more, 2, 3, Qt::AlignRight);
    grid->addWidget(m_all, 3, 0, 1, 4);
    grid->setColumnStretch(1, 1);
}

void HeaderPanel::showRow(const store::MessageRow &row)
{
    const QString name = safetext::line(row.from);
    const QString address = safetext::address(row.fromAddress);
    m_subject->setText(DisplayText::subject(row.subject));
    m_from->setText(name);
    m_address->setText(name == address ? QString() : address);
    m_date->setText(DisplayText::fullDate(row.date));
    m_date->setToolTip({});
    m_to = safetext::line(row.to);
    m_all->clear();
    setAccessibleName(tr("Message from %1: %2").arg(name, m_subject->text()));
    resizeEvent(nullptr);
}

void HeaderPanel::showHeader(const mime::Header &header)
{
    if (const QString to = recipientsOf(header); !to.isEmpty())
        m_to = to;
    m_all->setPlainText(allFields(header));
    resizeEvent(nullptr);
}

void HeaderPanel::setExpanded(bool expanded)
{
    m_more->setChecked(expanded);
}

bool HeaderPanel::isExpanded() const
{
    return m_more->isChecked();
}

void HeaderPanel::resizeEvent(QResizeEvent *event)
{
    if (event != nullptr)
        QWidget::resizeEvent(event);
    // The sender gets what it needs up to half of the line; the rest is elided, never the date.
    const int unit = theme::step(this);
    const int line = width() - 7 * unit - m_date->sizeHint().width() - 4 * unit;
    const QFontMetrics strong(m_from->font());
    m_from->setFixedWidth(qMax(0,
                               qMin(strong.horizontalAdvance(m_from->text()) + unit,
                                    m_address->text().isEmpty() ? line : line * 3 / 5)));
    const QString to = m_to.isEmpty() ? tr("no recipients shown") : tr("to %1").arg(m_to);
    m_recipients->setText(fontMetrics().elidedText(to, Qt::ElideRight, qMax(0, width() - 20 * unit)));
    m_recipients->setAccessibleName(to.left(1000));
}
