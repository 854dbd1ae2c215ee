// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composerhighlighter.h"

#include "core/mime/flowed.h"
#include "core/spelling/languages.h"
#include "core/spelling/words.h"
#include "widgets/composer/composereditor.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QMenu>
#include <QTextBlock>
#include <QTextDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int piece = 20;           // blocks in one turn of the event loop
constexpr int lettersToGuess = 24;  // changed since the language was guessed
constexpr qsizetype enough = 4000;  // letters of a text that tell its language
constexpr qsizetype mostWaiting = 20'000;

}

ComposerHighlighter::ComposerHighlighter(ComposerEditor *editor)
    : QSyntaxHighlighter(editor->document()), m_editor(editor)
{
    connect(editor, &QTextEdit::cursorPositionChanged, this, &ComposerHighlighter::followCursor);
    connect(editor->document(), &QTextDocument::contentsChange, this,
            [this](int /*place*/, int removed, int added) { followText(removed, added); });
}

void ComposerHighlighter::setSpelling(SpellingDesk *desk)
{
    m_desk = desk;
    if (desk == nullptr)
        return;
    connect(desk, &SpellingDesk::judged, this, &ComposerHighlighter::takeJudged);
    connect(desk, &SpellingDesk::changed, this, &ComposerHighlighter::begin);
    guess();
    begin();
}

void ComposerHighlighter::setLanguage(const QString &language)
{
    m_chosen = language;
    guess();
    begin();
    Q_EMIT languageChanged();
}

QString ComposerHighlighter::language() const
{
    if (!m_desk || !m_desk->isOn())
        return {};
    const QString known = m_chosen.isEmpty() ? m_guessed : m_chosen;
    return known.isEmpty() ? m_desk->usualLanguage() : known;
}

void ComposerHighlighter::highlightBlock(const QString &text)
{
    const auto depth = static_cast<int>(mime::quotedLine(text).depth);
    if (!m_editor->isRich() && depth > 0)
        setFormat(0, static_cast<int>(text.size()), theme::quoteColor(depth, m_editor->palette()));
    else if (m_desk && m_desk->isOn()
             && currentBlock().blockFormat().intProperty(QTextFormat::BlockQuoteLevel) == 0)
        markWrong(text);
}

void ComposerHighlighter::markWrong(const QString &text)
{
    const QTextCursor cursor = m_editor->textCursor();
    const bool isHere = m_editor->hasFocus() && cursor.block() == currentBlock() && !cursor.hasSelection();
    for (const spelling::WordAt &at : spelling::wordsIn(text)) {
        if (isHere && cursor.positionInBlock() == at.begin + at.size) {
            m_typing = currentBlock();
            continue;
        }
        if (!isWrong(text.mid(at.begin, at.size)))
            continue;
        const auto begin = static_cast<int>(at.begin);
        QTextCharFormat marked = format(begin);
        marked.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        marked.setUnderlineColor(theme::signalColor(theme::Signal::Red, m_editor->palette()));
        setFormat(begin, static_cast<int>(at.size), marked);
    }
}

bool ComposerHighlighter::isWrong(const QString &word)
{
    const QString in = language();
    if (m_ignored.contains(word) || !spelling::isInScriptOf(word, in))
        return false;
    const auto verdict = m_desk->verdict(in, word);
    if (verdict == SpellingDesk::Verdict::NotKnownYet && m_waiting.size() < mostWaiting)
        m_waiting.insert(word, currentBlock());
    return verdict == SpellingDesk::Verdict::Wrong;
}

// Words that are right wait no longer, either: room is for those that are asked now.
void ComposerHighlighter::takeJudged(const QString &language, const QStringList &words,
                                     const QStringList &wrong)
{
    if (language != this->language())
        return;
    for (const QString &word : wrong)
        m_judged += m_waiting.values(word);
    for (const QString &word : words)
        m_waiting.remove(word);
    if (!m_judged.isEmpty())
        wake();
}

// A word that the cursor has left is looked at after all.
void ComposerHighlighter::followCursor()
{
    if (const QTextBlock left = std::exchange(m_typing, QTextBlock()); left.isValid())
        rehighlightBlock(left);
}

void ComposerHighlighter::followText(int removed, int added)
{
    if (!m_chosen.isEmpty() || !m_desk || !m_desk->isOn())
        return;
    m_sinceGuess += removed + added;
    if (m_sinceGuess < lettersToGuess)
        return;
    const QString before = language();
    guess();
    if (language() != before) {
        begin();
        Q_EMIT languageChanged();
    }
}

void ComposerHighlighter::guess()
{
    m_sinceGuess = 0;
    if (!m_desk || !m_chosen.isEmpty())
        return;
    QString text;
    for (QTextBlock block = document()->begin(); block.isValid() && text.size() < enough;
         block = block.next())
        text += block.text() + u'\n';
    if (const QString found = spelling::guessLanguage(text, m_desk->languages()); !found.isEmpty())
        m_guessed = found;
}

void ComposerHighlighter::begin()
{
    m_waiting.clear();
    m_judged.clear();
    m_next = document()->begin();
    wake();
}

void ComposerHighlighter::wake()
{
    if (!std::exchange(m_isSweeping, true))
        QMetaObject::invokeMethod(this, &ComposerHighlighter::sweep, Qt::QueuedConnection);
}

void ComposerHighlighter::sweep()
{
    m_isSweeping = false;
    for (int i = 0; i < piece; ++i) {
        if (!m_judged.isEmpty()) {
            if (const QTextBlock block = m_judged.takeFirst(); block.isValid())
                rehighlightBlock(block);
        } else if (m_next.isValid()) {
            rehighlightBlock(std::exchange(m_next, m_next.next()));
        }
    }
    if (!m_judged.isEmpty() || m_next.isValid())
        wake();
}

QString ComposerHighlighter::wrongWordAt(const QTextCursor &place) const
{
    const QTextBlock block = place.block();
    const spelling::WordAt at = spelling::wordAt(block.text(), place.positionInBlock());
    const auto formats = block.layout()->formats();
    for (const QTextLayout::FormatRange &each : formats) {
        if (at.size > 0 && each.start <= at.begin && each.start + each.length >= at.begin + at.size
            && each.format.underlineStyle() == QTextCharFormat::WaveUnderline)
            return block.text().mid(at.begin, at.size);
    }
    return {};
}

// Empty: the word is not there any more.
QTextCursor ComposerHighlighter::wordAround(const QTextCursor &place, const QString &word) const
{
    const QString text = place.block().text();
    const spelling::WordAt at = spelling::wordAt(text, place.positionInBlock());
    QTextCursor found(document());
    if (text.mid(at.begin, at.size) != word)
        return found;
    const int begin = place.block().position() + static_cast<int>(at.begin);
    found.setPosition(begin);
    found.setPosition(begin + static_cast<int>(at.size), QTextCursor::KeepAnchor);
    return found;
}

void ComposerHighlighter::replace(const QTextCursor &place, const QString &word, const QString &by)
{
    QTextCursor found = wordAround(place, word);
    if (found.hasSelection())
        found.insertText(by);  // a step that can be undone
}

bool ComposerHighlighter::addTo(QMenu *menu, const QTextCursor &place)
{
    const QString word = wrongWordAt(place);
    if (word.isEmpty() || !m_desk)
        return false;
    QAction *const top = menu->actions().value(0);
    auto *looking = new QAction(tr("Looking for words like it…"), menu);
    looking->setEnabled(false);
    auto *learn = new QAction(tr("&Add to my words"), menu);
    auto *ignore = new QAction(tr("&Ignore here"), menu);
    menu->insertActions(top, {looking, learn, ignore});
    menu->insertSeparator(top);
    connect(learn, &QAction::triggered, this, [this, word] { m_desk->learn(word); });
    connect(ignore, &QAction::triggered, this, [this, word] {
        m_ignored.insert(word);
        begin();
    });
    connect(
        m_desk, &SpellingDesk::suggested, menu,
        [this, menu, looking, place, word](const QString &, const QString &about, const QStringList &all) {
            if (about != word || !looking->isVisible())
                return;
            looking->setText(tr("No word is like it."));
            looking->setVisible(all.isEmpty());
            for (const QString &each : all) {
                auto *action = new QAction(safetext::line(each).replace(u'&', "&&"_L1), menu);
                connect(action, &QAction::triggered, this,
                        [this, place, word, each] { replace(place, word, each); });
                menu->insertAction(looking, action);
            }
        });
    m_desk->suggest(language(), word);
    return true;
}
