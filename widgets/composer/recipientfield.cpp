// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/recipientfield.h"

#include "core/models/peoplemodel.h"
#include "widgets/composer/recipientchip.h"
#include "widgets/flowlayout.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSuggestions = 8;

// "Team: a@b, c@d;" (RFC 5322, 3.4): its members are the recipients, and its name is not sent.
bool isGroup(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    return colon > 0 && !QStringView(text).first(colon).contains(u',') && !text.contains(u'"');
}

// "Ann <a@b>, c@d; e@f": semicolons are what some programs write between addresses. A piece that is no
// address is kept as it was typed, so that it is noticed before the mail goes.
std::vector<mime::Mailbox> mailboxesIn(const QString &typed)
{
    QString text = typed;
    if (!isGroup(text))
        text.replace(u';', u',');
    text.replace(u'\n', u',');
    const mime::AddressList all = mime::parseAddressList(text.toUtf8());
    if (all.defects == 0)
        return all.mailboxes;
    std::vector<mime::Mailbox> pieces;
    for (const QString &piece : text.split(u',')) {
        const auto read = mime::parseAddressList(piece.toUtf8()).mailboxes;
        if (!read.empty())
            pieces.insert(pieces.end(), read.begin(), read.end());
        else if (!piece.trimmed().isEmpty())
            pieces.push_back({piece.trimmed(), {}, {}});
    }
    return pieces;
}

bool hasAddress(const std::vector<mime::Mailbox> &mailboxes)
{
    return std::any_of(mailboxes.begin(), mailboxes.end(),
                       [](const mime::Mailbox &mailbox) { return !mailbox.isEmpty(); });
}

bool leavesTheLine(const QFocusEvent &event)
{
    return event.reason() != Qt::PopupFocusReason && event.reason() != Qt::ActiveWindowFocusReason;
}

}

RecipientField::RecipientField(const QString &name, QAbstractItemModel *people, QWidget *parent)
    : QFrame(parent), m_layout(new FlowLayout(FlowLayout::Last::Fills, this)), m_line(new QLineEdit(this))
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(name);
    setFocusProxy(m_line);
    const int unit = theme::step(this);
    m_layout->setContentsMargins(unit, unit / 2, unit, unit / 2);
    m_layout->setSpacing(unit);
    m_line->setFrame(false);
    m_line->setAccessibleName(name);
    m_line->setMinimumWidth(30 * unit);
    m_layout->addWidget(m_line);
    m_line->installEventFilter(this);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    complete(people);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) {
        const bool ends = (text.endsWith(u',') && !isGroup(text)) || text.endsWith(u';');
        if (ends && hasAddress(mailboxesIn(text)))
            takeTyped();
        Q_EMIT changed();
    });
}

void RecipientField::complete(QAbstractItemModel *people)
{
    auto *completer = new QCompleter(people, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(mostSuggestions);
    m_line->setCompleter(completer);
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &chosen) {
                // The line gets the suggestion's words behind this signal, and is empty after them.
                const auto mailbox = chosen.data(models::PeopleModel::MailboxRole).value<mime::Mailbox>();
                QMetaObject::invokeMethod(
                    this,
                    [this, mailbox] {
                        m_line->clear();
                        take(mailbox);
                    },
                    Qt::QueuedConnection);
            });
}

void RecipientField::setRecipients(const std::vector<compose::Recipient> &recipients)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    m_line->clear();
    for (const compose::Recipient &recipient : recipients)
        add(recipient);
}

std::vector<compose::Recipient> RecipientField::pieces() const
{
    std::vector<compose::Recipient> all;
    for (const RecipientChip *chip : m_chips)
        all.push_back(chip->recipient());
    return all;
}

std::vector<compose::Recipient> RecipientField::recipients() const
{
    std::vector<compose::Recipient> all = pieces();
    const QString typed = m_line->text().trimmed();
    const auto read = mailboxesIn(typed);
    for (const mime::Mailbox &mailbox : read)
        all.push_back({.mailbox = mailbox});
    if (read.empty() && !typed.isEmpty())
        all.push_back({.mailbox = {typed, {}, {}}});  // so that it is noticed before the mail goes
    return all;
}

bool RecipientField::isEmpty() const
{
    return m_chips.isEmpty() && m_line->text().trimmed().isEmpty();
}

void RecipientField::add(const compose::Recipient &recipient)
{
    auto *chip = new RecipientChip(recipient, this);
    m_chips.append(chip);
    m_layout->insertBeforeLast(chip);
    chip->installEventFilter(this);
    chip->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(chip, &QWidget::customContextMenuRequested, this,
            [this, chip](const QPoint &at) { showMenu(chip, chip->mapToGlobal(at)); });
    connect(chip, &RecipientChip::exemptChanged, this, &RecipientField::changed);
    connect(chip, &RecipientChip::dropped, this,
            [this, chip](const QPoint &at) { Q_EMIT dropped(chip, at); });
    chip->show();
    updateGeometry();
}

void RecipientField::take(const mime::Mailbox &mailbox)
{
    add({.mailbox = mailbox});
    Q_EMIT changed();
}

void RecipientField::takeTyped()
{
    const auto read = mailboxesIn(m_line->text());
    if (!hasAddress(read))
        return;
    m_line->clear();
    for (const mime::Mailbox &mailbox : read)
        take(mailbox);
}

void RecipientField::remove(RecipientChip *chip)
{
    m_chips.removeOne(chip);
    m_layout->removeWidget(chip);
    chip->hide();
    chip->deleteLater();
    m_line->setFocus();
    updateGeometry();
    Q_EMIT changed();
}

compose::Recipient RecipientField::takeAway(RecipientChip *chip)
{
    compose::Recipient recipient = chip->recipient();
    remove(chip);
    return recipient;
}

void RecipientField::edit(RecipientChip *chip)
{
    takeTyped();
    const mime::Mailbox mailbox = chip->recipient().mailbox;
    remove(chip);
    m_line->setText(QString::fromUtf8(mime::printMailbox({{}, mailbox.localPart, mailbox.domain})));
    if (mailbox.isEmpty())
        m_line->setText(mailbox.name);
}

void RecipientField::showMenu(RecipientChip *chip, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Edit"), this, [this, chip] { edit(chip); });
    menu->addAction(tr("&Remove"), this, [this, chip] { remove(chip); });
    menu->addSeparator();
    const auto move = [this, chip](int field) { Q_EMIT moveWanted(takeAway(chip), field); };
    menu->addAction(tr("Move to &To"), this, [move] { move(0); });
    menu->addAction(tr("Move to &Cc"), this, [move] { move(1); });
    menu->addAction(tr("Move to &Bcc"), this, [move] { move(2); });
    menu->addSeparator();
    QAction *exempt = menu->addAction(tr("Do not &ask for a receipt"));
    exempt->setCheckable(true);
    exempt->setChecked(chip->recipient().isExempt);
    connect(exempt, &QAction::toggled, chip, &RecipientChip::setExempt);
    menu->popup(at);
}

void RecipientField::focusBeside(RecipientChip *chip, int step)
{
    const qsizetype next = m_chips.indexOf(chip) + step;
    if (next >= 0 && next < m_chips.size())
        m_chips[next]->setFocus(Qt::OtherFocusReason);
    else if (step > 0)
        m_line->setFocus(Qt::OtherFocusReason);
}

bool RecipientField::handleKey(RecipientChip *chip, int key)
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    switch (key) {
    case Qt::Key_Left: focusBeside(chip, isMirrored ? 1 : -1); return true;
    case Qt::Key_Right: focusBeside(chip, isMirrored ? -1 : 1); return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace: remove(chip); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2: edit(chip); return true;
    case Qt::Key_Menu: showMenu(chip, chip->mapToGlobal(chip->rect().bottomLeft())); return true;
    default: return false;
    }
}

bool RecipientField::handleLineKey(int key)
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const bool goesBack = key == Qt::Key_Backspace || key == (isMirrored ? Qt::Key_Right : Qt::Key_Left);
    if (goesBack && m_line->cursorPosition() == 0 && !m_line->hasSelectedText() && !m_chips.isEmpty()) {
        m_chips.back()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !m_line->completer()->popup()->isVisible()) {
        takeTyped();
        return true;
    }
    return false;
}

bool RecipientField::eventFilter(QObject *watched, QEvent *event)
{
    // Not when the window is left: it may be on its way out, and typing can go on when one comes back.
    if (event->type() == QEvent::FocusOut && watched == m_line
        && leavesTheLine(*static_cast<QFocusEvent *>(event)))
        takeTyped();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *pressed = static_cast<QKeyEvent *>(event);
    if (pressed->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return QFrame::eventFilter(watched, event);
    if (watched == m_line)
        return handleLineKey(pressed->key()) || QFrame::eventFilter(watched, event);
    auto *chip = qobject_cast<RecipientChip *>(watched);
    return (chip != nullptr && handleKey(chip, pressed->key())) || QFrame::eventFilter(watched, event);
}

void RecipientField::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_line->setMinimumWidth(30 * theme::step(this));
}
