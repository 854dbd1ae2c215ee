// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchstate.h"

#include "widgets/errortext.h"
#include "widgets/safetext.h"

namespace {

using search::QueryNote;

// %1 is what was typed there.
const char *wordsFor(QueryNote::Kind kind)
{
    switch (kind) {
    case QueryNote::Kind::UnclosedQuote:
        return QT_TRANSLATE_NOOP("SearchState", "the quotation at “%1” does not end");
    case QueryNote::Kind::UnclosedParenthesis:
        return QT_TRANSLATE_NOOP("SearchState", "the parenthesis at “%1” is not closed");
    case QueryNote::Kind::StrayParenthesis:
        return QT_TRANSLATE_NOOP("SearchState", "a parenthesis is closed that was not opened");
    case QueryNote::Kind::MissingOperand:
        return QT_TRANSLATE_NOOP("SearchState",
                                 "there is nothing behind “%1”, so it is looked for as a word");
    case QueryNote::Kind::MissingValue:
        return QT_TRANSLATE_NOOP("SearchState", "there is nothing behind “%1”, so it is left out");
    case QueryNote::Kind::UnknownKey:
        return QT_TRANSLATE_NOOP("SearchState", "nothing is called “%1”, so it is looked for as words");
    case QueryNote::Kind::UnknownValue:
        return QT_TRANSLATE_NOOP("SearchState", "“%1” is not known, so it is looked for as words");
    case QueryNote::Kind::UnreadableDate:
        return QT_TRANSLATE_NOOP("SearchState", "“%1” is no date, so it is looked for as words");
    case QueryNote::Kind::UnreadableSize:
        return QT_TRANSLATE_NOOP("SearchState", "“%1” is no size, so it is looked for as words");
    case QueryNote::Kind::TooLong:
        return QT_TRANSLATE_NOOP("SearchState", "the search is too long, and its end is left out");
    case QueryNote::Kind::TooDeep:
        return QT_TRANSLATE_NOOP("SearchState", "there are too many parentheses within one another");
    case QueryNote::Kind::TooManyTerms: break;
    }
    return QT_TRANSLATE_NOOP("SearchState", "there are too many words, and the last ones are left out");
}

constexpr qsizetype shownCharacters = 24;

QString placeIn(const QString &text, const search::TextRange &where)
{
    const QString place = text.mid(where.from, where.length());
    return place.size() > shownCharacters ? place.first(shownCharacters) + QChar(u'…') : place;
}

}

QString SearchState::sentence() const
{
    QStringList parts;
    const QString name = safetext::quoted(folder);
    if (here == Stage::Running)
        parts.append(tr("Searching %1 here…").arg(name));
    else if (here == Stage::Failed)
        parts.append(tr("What is kept here could not be searched. %1").arg(ErrorText::sentence(hereError)));
    else
        parts.append(tr("Here: %1 of %n message(s) of %2", nullptr, static_cast<int>(gaps.messages))
                         .arg(foundHere)
                         .arg(name));
    if (gaps.unindexed > 0)
        parts.append(tr("%n message(s) are still being prepared", nullptr, static_cast<int>(gaps.unindexed)));
    if (server == Stage::Running)
        parts.append(tr("asking the server about texts that are not here…"));
    else if (server == Stage::Done)
        parts.append(tr("the server found %n more", nullptr, static_cast<int>(foundThere)));
    else if (server == Stage::Failed)
        parts.append(tr("The search failed on the server. %1").arg(ErrorText::sentence(serverError)));
    return parts.join(QStringLiteral(" · "));
}

QString SearchState::mistakes() const
{
    QStringList sentences;
    for (const search::QueryNote &note : parsed.notes) {
        const QString words = tr(wordsFor(note.kind));
        sentences.append(words.contains(QStringLiteral("%1"))
                             ? words.arg(safetext::quoted(placeIn(text, note.where)))
                             : words);
    }
    return sentences.isEmpty() ? QString()
                               : tr("In the search, %1.").arg(sentences.join(QStringLiteral("; ")));
}
