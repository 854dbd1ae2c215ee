// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling in a composer's window: whether, and in which language.
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhighlighter.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/displaytext.h"

#include <QActionGroup>
#include <QMenu>

namespace {

// "Deutsch (Österreich)", in its own words.
QString nameOf(const QString &language)
{
    const QLocale locale(language);
    if (locale.language() == QLocale::C)
        return language;
    const QString name = locale.nativeLanguageName();
    const QString country = locale.nativeTerritoryName();
    return language.contains(u'_') && !country.isEmpty() ? QStringLiteral("%1 (%2)").arg(name, country)
                                                         : name;
}

}

void ComposerWindow::addSpelling(QMenu *menu)
{
    SpellingDesk *desk = m_context.spelling;
    if (desk == nullptr || desk->languages().isEmpty() || m_mail.redirected)
        return;
    ComposerHighlighter *highlighter = m_editor->highlighter();
    highlighter->setSpelling(desk);
    QMenu *spelling = menu->addMenu(tr("&Spelling"));
    QAction *checks = addChoice(spelling, tr("&Check while typing"), QKeySequence(Qt::Key_F7), desk->isOn(),
                                [desk](bool isOn) { desk->setOn(isOn); });
    connect(desk, &SpellingDesk::changed, checks, [desk, checks] { checks->setChecked(desk->isOn()); });
    spelling->addSeparator();
    auto *languages = new QActionGroup(this);
    const auto offer = [&](const QString &words, const QString &language) {
        QAction *action = addChoice(spelling, words, {}, language == highlighter->chosenLanguage(),
                                    [highlighter, language](bool isChosen) {
                                        if (isChosen)
                                            highlighter->setLanguage(language);
                                    });
        languages->addAction(action);
        return action;
    };
    QAction *guessed = offer({}, {});
    const auto showGuess = [highlighter, guessed] {
        const QString language = highlighter->language();
        guessed->setText(language.isEmpty() || !highlighter->chosenLanguage().isEmpty()
                             ? tr("As the &text is")
                             : tr("As the &text is: %1").arg(nameOf(language)));
    };
    showGuess();
    connect(highlighter, &ComposerHighlighter::languageChanged, guessed, showGuess);
    const QStringList all = desk->languages();
    for (const QString &language : all)
        offer(nameOf(language), language);
}
