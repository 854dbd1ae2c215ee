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
    QStringList parts{whereSentence()};
    if (gaps.unindexed > 0)
        parts.append(tr("%n message(s) are still being prepared", nullptr, static_cast<int>(gaps.unindexed)));
    parts.append(serverSentence());
    for (const NotLoaded &folder : notLoaded)
        parts.append(tr("%n more in %1, which has not been loaded: open it to see them", nullptr,
                        static_cast<int>(folder.messages))
                         .arg(safetext::quoted(folder.folder)));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString SearchState::whereSentence() const
{
    const QString name = safetext::quoted(place);
    const int all = static_cast<int>(gaps.messages);
    const auto in = [&](const QString &folder, const QString &account, const QString &everywhere) {
        const QString words = scope == SearchScope::Folder ? folder
            : scope == SearchScope::Account                ? account
                                                           : everywhere;
        return scope == SearchScope::Everywhere ? words : words.arg(name);
    };
    switch (here) {
    case Stage::None: return {};
    case Stage::Running:
        return in(tr("Searching %1 here…"), tr("Searching all folders of %1 here…"),
                  tr("Searching all folders here…"));
    case Stage::Stopped: return tr("Stopped. Found until then: %1").arg(foundHere);
    case Stage::Failed:
        return tr("What is kept here could not be searched. %1").arg(ErrorText::sentence(hereError));
    case Stage::Done: break;
    }
    return in(tr("Here: %1 of %n message(s) of %2", nullptr, all).arg(foundHere),
              tr("Here: %1 of %n message(s) in all folders of %2", nullptr, all).arg(foundHere),
              tr("Here: %1 of %n message(s) in all folders", nullptr, all).arg(foundHere));
}

QString SearchState::serverSentence() const
{
    switch (server) {
    case Stage::None: return {};
    case Stage::Running:
        return foldersAsked <= 1 ? tr("asking the server about texts that are not here…")
                                 : tr("asking the server about what is not here: folder %1 of %2…")
                                       .arg(foldersAnswered + 1)
                                       .arg(foldersAsked);
    case Stage::Stopped: return tr("the server was not asked to the end");
    case Stage::Done: return tr("the server found %n more", nullptr, static_cast<int>(foundThere));
    case Stage::Failed: break;
    }
    const QString why = ErrorText::sentence(serverError);
    if (failedFolders.isEmpty())
        return tr("The search failed on the server. %1").arg(why);
    constexpr qsizetype most = 3;
    QStringList named;
    for (const QString &folder : failedFolders.mid(0, most))
        named.append(tr("“%1”").arg(safetext::quoted(folder)));
    const auto others = static_cast<int>(failedFolders.size() - named.size());
    QString failed = tr("The search failed on the server in %1. %2").arg(named.join(tr(", ")), why);
    if (others > 0)
        failed = tr("The search failed on the server in %1 and %n more folder(s). %2", nullptr, others)
                     .arg(named.join(tr(", ")), why);
    return foundThere > 0 ? tr("the server found %n more", nullptr, static_cast<int>(foundThere))
            + QStringLiteral(" · ") + failed
                          : failed;
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
