// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/query.h"

#include "core/base/overloaded.h"
#include "core/search/querywords.h"

#include <array>
#include <limits>

namespace search {

using namespace Qt::StringLiterals;

namespace {

struct SizeUnit {
    char16_t letter;
    int shift;
};
constexpr auto sizeUnits = std::to_array<SizeUnit>({{u'g', 30}, {u'm', 20}, {u'k', 10}});

QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\';
        result += c;
    }
    return result + u'"';
}

// A word that is read as this word and nothing else; behind a key operators are none.
QString word(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        const bool isMinus = c == u'-' && result.isEmpty();
        if (isMinus || (c != u'-' && isSpecial(c)))
            result += u'\\';
        result += c;
    }
    return result;
}

QString value(const QString &text)
{
    return word(text) == text ? text : quoted(text);
}

QString key(Key key, const QString &rest)
{
    return nameOf(key) + u':' + rest;
}

QString textOf(const TextTerm &term)
{
    QString text = term.isPhrase ? quoted(term.text) : word(term.text);
    const bool isWord = term.isPhrase || !operatorOf(term.text, {});
    if (term.field == TextField::Anywhere && isWord)
        return text;
    return key(keyOf(term.field), text);
}

QString sizeText(quint64 octets)
{
    for (const SizeUnit &unit : sizeUnits) {
        if (octets != 0 && (octets & ((quint64{1} << unit.shift) - 1)) == 0)
            return QString::number(octets >> unit.shift) + QChar(unit.letter).toUpper();
    }
    return QString::number(octets);
}

QString daysText(const Days &days)
{
    const QDate &first = days.first;
    if (first == days.last)
        return first.toString(Qt::ISODate);
    QString month = first.toString(Qt::ISODate).left(7);
    if (first.day() == 1 && days.last == first.addMonths(1).addDays(-1))
        return month;
    if (first.day() == 1 && first.month() == 1 && days.last == first.addYears(1).addDays(-1))
        return quoted(month.left(4));  // lest a month behind it belong to it
    return first.toString(Qt::ISODate) + u".."_s + days.last.toString(Qt::ISODate);
}

QString periodText(const Period &period)
{
    if (period.unit == DateUnit::Day)
        return period.isLast ? u"yesterday"_s : u"today"_s;
    return quoted((period.isLast ? u"last "_s : u"this "_s) + nameOf(period.unit));
}

QString dateText(const DateValue &date)
{
    return std::visit(overloaded{
                          [](const Days &days) { return daysText(days); },
                          [](const Period &period) { return periodText(period); },
                          [](const Ago &ago) {
                              const QString unit = nameOf(ago.unit) + (ago.count == 1 ? u""_s : u"s"_s);
                              return quoted(QString::number(ago.count) + u' ' + unit + u" ago"_s);
                          },
                          [](const LatestWeekday &latest) { return nameOfWeekday(latest.day); },
                          // Quoted, lest a number behind it be its year.
                          [](const LatestMonth &latest) { return quoted(nameOfMonth(latest.month)); },
                      },
                      date);
}

QString termText(const Term &term)
{
    return std::visit(overloaded{
                          [](const TextTerm &t) { return textOf(t); },
                          [](const FolderTerm &t) { return key(Key::Folder, value(t.name)); },
                          [](const AccountTerm &t) { return key(Key::Account, value(t.name)); },
                          [](const StateTerm &t) { return key(Key::Is, nameOf(t.state)); },
                          [](const AttachmentTerm &t) { return key(Key::Has, nameOf(t.kind)); },
                          [](const TagTerm &t) { return key(Key::Tag, value(t.keyword)); },
                          [](const SizeTerm &t) {
                              return key(t.isLarger ? Key::Larger : Key::Smaller, sizeText(t.octets));
                          },
                          [](const DateTerm &t) { return key(keyOf(t.relation), dateText(t.value)); },
                          [](const ReceiptTerm &t) { return key(Key::Receipt, nameOf(t.question)); },
                          [](const MessageIdTerm &t) { return key(Key::MessageId, value(t.id)); },
                          [](const ThreadTerm &t) { return key(Key::Thread, value(t.id)); },
                      },
                      term);
}

QString grouped(const Query &query)
{
    const bool isGroup = query.form == Query::Form::All || query.form == Query::Form::Any;
    return isGroup ? u'(' + canonicalText(query) + u')' : canonicalText(query);
}

}

Query Query::joined(Form form, std::vector<Query> parts)
{
    Query result{form, {}, {}};
    for (Query &part : parts) {
        if (part.form == form)
            std::move(part.parts.begin(), part.parts.end(), std::back_inserter(result.parts));
        else if (!part.isEverything())
            result.parts.push_back(std::move(part));
    }
    if (result.parts.empty())
        return {};
    if (result.parts.size() == 1) {
        Query only = std::move(result.parts.front());
        return only;
    }
    return result;
}

Query Query::negated() const
{
    if (isEverything())
        return {};
    if (form == Form::Not)
        return parts.front();
    return {Form::Not, {}, {*this}};
}

QString canonicalText(const Query &query)
{
    switch (query.form) {
    case Query::Form::Single: return termText(query.term);
    case Query::Form::Not: return u'-' + grouped(query.parts.front());
    case Query::Form::All:
    case Query::Form::Any: break;
    }
    QStringList texts;
    for (const Query &part : query.parts)
        texts.append(grouped(part));
    return texts.join(query.form == Query::Form::All ? u" "_s : u" or "_s);
}

std::optional<quint64> octetsOf(QStringView text)
{
    QString digits = text.trimmed().toString().toLower();
    for (const QLatin1StringView octets : {"ib"_L1, "b"_L1}) {  // "5 MiB", "5 MB", "5 M" are the same here
        if (digits.endsWith(octets)) {
            digits.chop(octets.size());
            break;
        }
    }
    int shift = 0;
    for (const SizeUnit &unit : sizeUnits) {
        if (digits.endsWith(QChar(unit.letter)))
            shift = unit.shift;
    }
    if (shift > 0)
        digits.chop(1);
    digits = digits.trimmed().replace(u',', u'.');
    bool isNumber = false;
    const double number = digits.toDouble(&isNumber);
    const bool hasDigitsOnly = std::all_of(digits.cbegin(), digits.cend(),
                                           [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; });
    const double octets = number * static_cast<double>(quint64{1} << shift);
    if (!isNumber || !hasDigitsOnly
        || octets > static_cast<double>(std::numeric_limits<quint32>::max()) * 1024)
        return std::nullopt;
    return static_cast<quint64>(octets);
}

}
