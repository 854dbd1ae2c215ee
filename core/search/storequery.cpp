// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/storequery.h"

#include "core/base/overloaded.h"
#include "core/search/textwords.h"

#include <functional>

namespace search {

using namespace Qt::StringLiterals;

namespace {

using Form = Query::Form;

QLatin1StringView columnsOf(TextField field)
{
    switch (field) {
    case TextField::Anywhere: break;
    case TextField::From: return "sender"_L1;
    case TextField::To: return "recipients"_L1;
    case TextField::Cc: return "copied"_L1;
    case TextField::Subject: return "subject"_L1;
    case TextField::Body: return "body"_L1;
    case TextField::File: return "files"_L1;
    case TextField::List: return "list"_L1;
    }
    return "{subject sender recipients body files}"_L1;
}

// The words hold letters, digits, marks and symbols only, so there is no quote in them to be doubled.
std::optional<QString> matchOf(const TextTerm &term)
{
    const QStringList words = soughtWords(term.text);
    if (words.isEmpty())
        return std::nullopt;
    return columnsOf(term.field) + " : \""_L1 + words.join(u' ') + (term.isPhrase ? u"\""_s : u"\" *"_s);
}

// What FTS5 can say alone. Its NOT takes something from something, so that a mere "not" is for SQL.
std::optional<QString> pureMatch(const Query &query)
{
    if (query.form == Form::Single) {
        const auto *text = std::get_if<TextTerm>(&query.term);
        return text == nullptr ? std::nullopt : matchOf(*text);
    }
    if (query.form == Form::Not || query.parts.empty())
        return std::nullopt;
    QStringList parts;
    for (const Query &part : query.parts) {
        const auto match = pureMatch(part);
        if (!match)
            return std::nullopt;
        parts.append(*match);
    }
    return u'(' + parts.join(query.form == Form::All ? u" AND "_s : u" OR "_s) + u')';
}

// Writes the conditions. What the store cannot say exactly becomes everything, and beneath a "not" nothing,
// so that no message is lost.
class Conditions
{
public:
    Conditions(StoreQuery &out, const std::vector<NamedFolder> &folders, const DateContext &context)
        : m_out(out), m_folders(folders), m_context(context)
    {}

    QByteArray of(const Query &query, bool isWide)
    {
        if (const auto match = pureMatch(query))
            return inFullText(*match);
        switch (query.form) {
        case Form::Single: return std::visit([&](const auto &term) { return of(term, isWide); }, query.term);
        case Form::Not: return "NOT (" + of(query.parts.front(), !isWide) + ')';
        case Form::All:
        case Form::Any: break;
        }
        QByteArrayList parts;
        for (const Query &part : query.parts)
            parts.append(of(part, isWide));
        return parts.isEmpty() ? "1" : '(' + parts.join(query.form == Form::All ? " AND " : " OR ") + ')';
    }

private:
    QByteArray with(QByteArray condition, std::initializer_list<StoreQuery::Value> values)
    {
        m_out.values.insert(m_out.values.end(), values.begin(), values.end());
        return condition;
    }
    QByteArray inFullText(const QString &match)
    {
        return with("d.doc IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)", {match});
    }
    QByteArray unsayable(bool isWide, QByteArray wide = "1")
    {
        m_out.isExact = false;
        return isWide ? std::move(wide) : QByteArray("0");
    }
    QByteArray ofFolders(const std::function<bool(const FolderFacts &)> &isMeant)
    {
        QByteArrayList marks;
        for (const NamedFolder &folder : m_folders) {
            if (isMeant(folder.facts))
                marks.append(with("?", {folder.id.value}));
        }
        return "c.folder IN (" + marks.join(',') + ')';
    }

    QByteArray of(const TextTerm &, bool isWide) { return unsayable(isWide); }  // it has no word
    QByteArray of(const FolderTerm &term, bool)
    {
        return ofFolders([&](const FolderFacts &folder) { return isIn(term, folder); });
    }
    QByteArray of(const AccountTerm &term, bool)
    {
        return ofFolders([&](const FolderFacts &folder) { return isOf(term, folder); });
    }
    QByteArray of(const StateTerm &term, bool)
    {
        const StateBit state = bitOf(term.state);
        return with(state.isSet ? "(c.bits & ?) <> 0" : "(c.bits & ?) = 0", {qint64{state.bit}});
    }
    QByteArray of(const AttachmentTerm &term, bool isWide)
    {
        return term.kind == AttachmentKind::Any ? "m.hasattachment = 1"
                                                : unsayable(isWide, "m.hasattachment = 1");
    }
    QByteArray of(const TagTerm &term, bool)
    {
        const store::Flags flags = store::flagsFromNames({term.keyword.toUtf8()});
        if (flags.bits != 0)
            return with("(c.bits & ?) <> 0", {qint64{flags.bits}});
        if (term.keyword.contains(u' '))
            return "0";  // it would be two
        return with("instr(' ' || coalesce(CAST(c.keywords AS TEXT), '') || ' ', ?) > 0",
                    {QString(u' ' + term.keyword + u' ')});
    }
    QByteArray of(const SizeTerm &term, bool)
    {
        return with(term.isLarger ? "m.octets > ?" : "m.octets < ?", {static_cast<qint64>(term.octets)});
    }
    QByteArray of(const DateTerm &term, bool)
    {
        const TimeRange times = timesOf(daysOf(term, m_context), m_context.zone);
        QByteArray condition = "(c.date <> 0";
        if (times.from)
            condition += with(" AND c.date >= ?", {*times.from});
        if (times.to)
            condition += with(" AND c.date < ?", {*times.to});
        return condition + ')';
    }
    QByteArray of(const ReceiptTerm &term, bool isWide)
    {
        if (term.question == ReceiptQuestion::None)
            return "m.asksforreceipt = 0";
        if (term.question == ReceiptQuestion::Requested)
            return "m.asksforreceipt = 1";
        return unsayable(isWide, "m.asksforreceipt = 1");
    }
    QByteArray of(const MessageIdTerm &term, bool) { return with("m.messageid = ?", {term.id.toUtf8()}); }
    QByteArray of(const ThreadTerm &term, bool)
    {
        return with("(m.messageid = ? OR (m.thread <> 0 AND m.thread IN "
                    "(SELECT thread FROM messages WHERE messageid = ?)))",
                    {term.id.toUtf8(), term.id.toUtf8()});
    }

    StoreQuery &m_out;
    const std::vector<NamedFolder> &m_folders;
    const DateContext &m_context;
};

}

StoreQuery storeQuery(const Query &query, const std::vector<NamedFolder> &folders, const DateContext &context)
{
    StoreQuery result;
    Conditions conditions(result, folders, context);
    if (const auto match = pureMatch(query)) {
        result.match = *match;
        result.where = "1";
        return result;
    }
    if (query.form != Form::All) {
        result.where = conditions.of(query, true);
        return result;
    }
    std::vector<Query> texts, others;
    for (const Query &part : query.parts)
        (pureMatch(part) ? texts : others).push_back(part);
    result.match = pureMatch(Query::allOf(std::move(texts))).value_or(QString());
    result.where = conditions.of(Query::allOf(std::move(others)), true);
    return result;
}

}
