// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/composer/spellingdesk.h"

#include <QMultiHash>
#include <QPointer>
#include <QSyntaxHighlighter>
#include <QTextCursor>

class ComposerEditor;
class QMenu;

// What the editor shows beside what is written, without changing it: colours for depths of quotation in plain
// text, and a wavy line below words that the dictionary does not know. The word that is being typed is left
// alone until it is left. Of a long text a piece is looked through at a time.
class ComposerHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit ComposerHighlighter(ComposerEditor *editor);

    void setSpelling(SpellingDesk *desk);       // outlives the editor; nullptr: spelling is not checked
    void setLanguage(const QString &language);  // empty: as the text tells
    [[nodiscard]] QString chosenLanguage() const { return m_chosen; }
    [[nodiscard]] QString language() const;  // that words are asked in
    // A word below which there is a line; empty: there is none.
    [[nodiscard]] QString wrongWordAt(const QTextCursor &place) const;
    // Before all else: what it may have meant, and what else can be done about it. False: nothing is wrong
    // there. Suggestions come when they are known.
    bool addTo(QMenu *menu, const QTextCursor &place);

Q_SIGNALS:
    void languageChanged();

protected:
    void highlightBlock(const QString &text) override;

private:
    void markWrong(const QString &text);
    [[nodiscard]] bool isWrong(const QString &word);
    void followCursor();
    void followText(int removed, int added);
    void guess();
    void begin();  // all of it again
    void wake();
    void sweep();
    void takeJudged(const QString &language, const QStringList &words, const QStringList &wrong);
    void replace(const QTextCursor &place, const QString &word, const QString &by);
    [[nodiscard]] QTextCursor wordAround(const QTextCursor &place, const QString &word) const;

    ComposerEditor *m_editor;
    QPointer<SpellingDesk> m_desk;
    QString m_chosen;
    QString m_guessed;
    QSet<QString> m_ignored;
    QMultiHash<QString, QTextBlock> m_waiting;  // by words that are not known yet: where they stand
    QTextBlock m_typing;                        // where a word was left alone
    QTextBlock m_next;                          // of sweep()
    QList<QTextBlock> m_judged;  // that have a word of which more is known; sweep() sees to them
    bool m_isSweeping = false;
    int m_sinceGuess = 0;  // letters that have changed since then
};
