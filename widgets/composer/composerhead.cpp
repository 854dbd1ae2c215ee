// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composerhead.h"

#include "widgets/composer/recipientchip.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

enum Row { FromRow, FirstFieldRow, ReplyToRow = FirstFieldRow + 3, SubjectRow };

QLabel *labelFor(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(buddy);
    label->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    return label;
}

QString answersOf(const compose::Identity &identity)
{
    return identity.replyTo.isEmpty() ? QString() : identity.replyTo.display();
}

}

ComposerHead::ComposerHead(std::vector<compose::Identity> identities, QAbstractItemModel *people,
                           QWidget *parent)
    : QWidget(parent), m_identities(std::move(identities)), m_from(new QComboBox(this)),
      m_replyTo(new QLineEdit(this)), m_replyToLabel(labelFor(tr("&Reply to:"), m_replyTo, this)),
      m_subject(new QLineEdit(this))
{
    build(people);
    addIdentities();
    m_replyTo->setAccessibleName(tr("Answers go to"));
    m_subject->setAccessibleName(tr("Subject"));
    for (RecipientField *field : m_fields) {
        connect(field, &RecipientField::changed, this, &ComposerHead::changed);
        connect(field, &RecipientField::moveWanted, this, &ComposerHead::add);
        connect(field, &RecipientField::dropped, this,
                [this, field](RecipientChip *chip, const QPoint &at) { drop(field, chip, at); });
    }
    connect(m_replyTo, &QLineEdit::textEdited, this, &ComposerHead::changed);
    connect(m_subject, &QLineEdit::textEdited, this, &ComposerHead::changed);
    connect(m_subject, &QLineEdit::textChanged, this, &ComposerHead::subjectChanged);
    connect(m_from, &QComboBox::activated, this, &ComposerHead::chooseIdentity);
}

void ComposerHead::build(QAbstractItemModel *people)
{
    auto *grid = new QGridLayout(this);
    const int unit = theme::step(this);
    grid->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 2 * unit);
    grid->setHorizontalSpacing(2 * unit);
    grid->setVerticalSpacing(unit);
    const auto add = [this, grid](int row, QLabel *label, QWidget *field) {
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    };
    add(FromRow, labelFor(tr("&From:"), m_from, this), m_from);
    const std::array names{tr("To"), tr("Cc"), tr("Bcc")};
    const std::array words{tr("&To:"), tr("&Cc:"), tr("&Bcc:")};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_fields[i] = new RecipientField(names[i], people, this);
        m_labels[i] = labelFor(words[i], m_fields[i], this);
        add(FirstFieldRow + static_cast<int>(i), m_labels[i], m_fields[i]);
    }
    add(ReplyToRow, m_replyToLabel, m_replyTo);
    add(SubjectRow, labelFor(tr("&Subject:"), m_subject, this), m_subject);
    grid->setColumnStretch(1, 1);
    setTabOrder(m_from, m_fields[0]->line());
    setTabOrder(m_fields[0]->line(), m_fields[1]->line());
    setTabOrder(m_fields[1]->line(), m_fields[2]->line());
    setTabOrder(m_fields[2]->line(), m_replyTo);
    setTabOrder(m_replyTo, m_subject);
}

void ComposerHead::addIdentities()
{
    m_from->setAccessibleName(tr("From"));
    for (const compose::Identity &each : m_identities)
        m_from->addItem(safetext::line(each.from.display()));
    m_from->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_from->setMinimumContentsLength(20);
}

void ComposerHead::add(const compose::Recipient &recipient, int place)
{
    const auto i = static_cast<std::size_t>(place);
    auto all = m_fields[i]->recipients();
    all.push_back(recipient);
    m_fields[i]->setRecipients(all);
    setRowShown(m_fields[i], m_labels[i], true);
    Q_EMIT changed();
}

void ComposerHead::drop(RecipientField *from, RecipientChip *chip, const QPoint &at)
{
    for (int place = 0; place < static_cast<int>(m_fields.size()); ++place) {
        const RecipientField *to = field(place);
        if (to != from && to->isVisible() && to->rect().contains(to->mapFromGlobal(at))) {
            add(from->takeAway(chip), place);
            return;
        }
    }
}

void ComposerHead::setRowShown(QWidget *field, QLabel *label, bool isShown)
{
    field->setVisible(isShown);
    label->setVisible(isShown);
}

void ComposerHead::show(const compose::Composition &composition)
{
    const auto from = std::find_if(m_identities.begin(), m_identities.end(), [&](const auto &each) {
        return each.account == composition.account && mime::sameAddress(each.from, composition.from);
    });
    const auto ofAccount = std::find_if(m_identities.begin(), m_identities.end(), [&](const auto &each) {
        return each.account == composition.account;
    });
    if (from != m_identities.end())
        m_identity = static_cast<int>(from - m_identities.begin());
    else
        m_identity = ofAccount == m_identities.end() ? 0 : static_cast<int>(ofAccount - m_identities.begin());
    const bool isKnown = from != m_identities.end() || composition.from.isEmpty();
    m_identityGone = isKnown ? QString() : QString::fromUtf8(composition.from.addrSpec());
    m_from->setCurrentIndex(m_identity);
    m_fields[0]->setRecipients(composition.to);
    m_fields[1]->setRecipients(composition.cc);
    m_fields[2]->setRecipients(composition.bcc);
    setRowShown(m_fields[1], m_labels[1], !composition.cc.empty());
    setRowShown(m_fields[2], m_labels[2], !composition.bcc.empty());
    QStringList answers;
    for (const mime::Mailbox &each : composition.replyTo)
        answers.append(each.display());
    m_replyTo->setText(answers.join(", "_L1));
    setRowShown(m_replyTo, m_replyToLabel, !answers.isEmpty());
    m_subject->setText(composition.subject);
}

void ComposerHead::read(compose::Composition &into) const
{
    if (const auto chosen = identity()) {
        into.account = chosen->account;
        into.from = chosen->from;
    }
    into.to = m_fields[0]->recipients();
    into.cc = m_fields[1]->recipients();
    into.bcc = m_fields[2]->recipients();
    const QString answers = m_replyTo->text().trimmed();
    into.replyTo = mime::parseAddressList(answers.toUtf8()).mailboxes;
    if (into.replyTo.empty() && !answers.isEmpty())
        into.replyTo = {{answers, {}, {}}};  // no address: reminders tell of it
    into.subject = m_subject->text();
}

std::optional<compose::Identity> ComposerHead::identity() const
{
    const auto place = static_cast<std::size_t>(m_identity);
    return place < m_identities.size() ? std::optional(m_identities[place]) : std::nullopt;
}

void ComposerHead::chooseIdentity(int index)
{
    const auto before = identity();
    m_identity = index;
    const auto now = identity();
    if (!before || !now || *before == *now)
        return;
    // What somebody has typed stays.
    if (m_replyTo->text() == answersOf(*before)) {
        m_replyTo->setText(answersOf(*now));
        setRowShown(m_replyTo, m_replyToLabel, !m_replyTo->text().isEmpty());
    }
    Q_EMIT identityChanged(*before, *now);
    Q_EMIT changed();
}

void ComposerHead::showCc(bool isShown)
{
    setRowShown(m_fields[1], m_labels[1], isShown || !m_fields[1]->isEmpty());
    if (isShown)
        m_fields[1]->setFocus();
}

void ComposerHead::showBcc(bool isShown)
{
    setRowShown(m_fields[2], m_labels[2], isShown || !m_fields[2]->isEmpty());
    if (isShown)
        m_fields[2]->setFocus();
}

void ComposerHead::showReplyTo(bool isShown)
{
    setRowShown(m_replyTo, m_replyToLabel, isShown || !m_replyTo->text().isEmpty());
    if (isShown)
        m_replyTo->setFocus();
}

bool ComposerHead::hasRecipients() const
{
    return std::any_of(m_fields.begin(), m_fields.end(), [](const auto *field) { return !field->isEmpty(); });
}

void ComposerHead::focusFirstEmpty()
{
    if (!hasRecipients())
        m_fields[0]->setFocus();
    else if (m_subject->text().isEmpty())
        m_subject->setFocus();
}
