// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchcompleter.h"

#include "widgets/safetext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStandardItemModel>

#include <array>

using namespace Qt::StringLiterals;
using search::Candidate;

namespace {

constexpr int mostOffers = 12;
constexpr int textRole = Qt::UserRole + 1;  // what is put into the field

// %1 is the key as it is typed.
struct KeyWords {
    QLatin1StringView key;
    const char *words;
};
constexpr auto keyWords = std::to_array<KeyWords>({
    {"from"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  who wrote it")},
    {"to"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  to whom it went")},
    {"subject"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  words of the subject")},
    {"body"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  words of the text")},
    {"in"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  a folder")},
    {"account"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  an account")},
    {"is"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  unread, flagged, answered …")},
    {"has"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  attachments, or one kind of them")},
    {"tag"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  a tag")},
    {"before"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  a day, “last week”, 2024 …")},
    {"after"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  a day, “last week”, 2024 …")},
    {"larger"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  a size, as 1M")},
    {"smaller"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  a size, as 1M")},
    {"receipt"_L1, QT_TRANSLATE_NOOP("SearchCompleter", "%1  what became of a wish for a receipt")},
});

}

SearchCompleter::SearchCompleter(QLineEdit *field, Vocabulary vocabulary)
    : QObject(field), m_field(field), m_vocabulary(std::move(vocabulary)),
      m_model(new QStandardItemModel(this)), m_completer(new QCompleter(m_model, this))
{
    m_completer->setWidget(field);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCompletionRole(textRole);
    m_completer->setMaxVisibleItems(mostOffers);
    m_completer->popup()->setAccessibleName(tr("What can come next"));
    field->installEventFilter(this);
    connect(field, &QLineEdit::textEdited, this, [this] { offer(Wish::Typed); });
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &SearchCompleter::take);
}

bool SearchCompleter::isOpen() const
{
    return m_completer->popup()->isVisible() && m_completer->popup()->currentIndex().isValid();
}

QStringList SearchCompleter::offers() const
{
    QStringList shown;
    for (int row = 0; m_completer->popup()->isVisible() && row < m_model->rowCount(); ++row)
        shown.append(m_model->item(row)->text());
    return shown;
}

// Whoever types a word is not told all there is: only what begins like it, or goes behind a key.
void SearchCompleter::offer(Wish wish)
{
    const QString text = m_field->text();
    const auto completion = search::complete(text, m_field->cursorPosition(), m_vocabulary(), {}, mostOffers);
    m_replaced = completion.replaced;
    const bool isBehindKey = m_replaced.from > 0 && text.at(m_replaced.from - 1) == u':';
    const bool isWanted = wish == Wish::Asked || m_replaced.length() > 0 || isBehindKey;
    m_model->clear();
    for (const Candidate &candidate : completion.candidates) {
        QString shown = safetext::line(candidate.text);
        if (candidate.kind == Candidate::Kind::Person && !candidate.name.isEmpty())
            shown = tr("%1 <%2>").arg(safetext::line(candidate.name), safetext::line(candidate.value));
        for (const KeyWords &known : keyWords) {
            if (candidate.kind == Candidate::Kind::Key && known.key == candidate.value)
                shown = tr(known.words).arg(shown);
        }
        auto *item = new QStandardItem(shown);
        item->setData(candidate.text, textRole);
        m_model->appendRow(item);
    }
    if (m_model->rowCount() == 0 || !isWanted) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->complete();
    m_completer->popup()->setCurrentIndex({});
}

// Behind a key the values are next.
void SearchCompleter::take(const QString &text)
{
    const QString before = m_field->text();
    const qsizetype from = std::min(m_replaced.from, before.size());
    const qsizetype to = std::clamp(m_replaced.to, from, before.size());
    const bool isKey = text.endsWith(u':');
    const QString put = isKey ? text : text + u' ';
    m_field->setText(before.first(from) + put + before.sliced(to));
    m_field->setCursorPosition(static_cast<int>(from + put.size()));
    if (isKey)
        offer(Wish::Typed);
}

bool SearchCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Space || key->modifiers() != Qt::ControlModifier)
        return false;
    offer(Wish::Asked);
    return true;
}
