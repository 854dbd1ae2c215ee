// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/querywords.h"

#include <algorithm>
#include <array>

namespace search {

using namespace Qt::StringLiterals;

namespace {

template <typename Value>
struct Named {
    QLatin1StringView name;
    Value value;
};

// The first name of a value is the one that is written.
constexpr auto keys = std::to_array<Named<Key>>({
    {"text"_L1, Key::Text},       {"from"_L1, Key::From},
    {"to"_L1, Key::To},           {"cc"_L1, Key::Cc},
    {"subject"_L1, Key::Subject}, {"body"_L1, Key::Body},
    {"file"_L1, Key::File},       {"attachment"_L1, Key::File},
    {"filename"_L1, Key::File},   {"list"_L1, Key::List},
    {"in"_L1, Key::Folder},       {"folder"_L1, Key::Folder},
    {"account"_L1, Key::Account}, {"is"_L1, Key::Is},
    {"has"_L1, Key::Has},         {"tag"_L1, Key::Tag},
    {"keyword"_L1, Key::Tag},     {"label"_L1, Key::Tag},
    {"larger"_L1, Key::Larger},   {"smaller"_L1, Key::Smaller},
    {"before"_L1, Key::Before},   {"until"_L1, Key::Until},
    {"on"_L1, Key::On},           {"date"_L1, Key::On},
    {"since"_L1, Key::Since},     {"after"_L1, Key::After},
    {"older"_L1, Key::Older},     {"newer"_L1, Key::Newer},
    {"younger"_L1, Key::Newer},   {"receipt"_L1, Key::Receipt},
    {"id"_L1, Key::MessageId},    {"messageid"_L1, Key::MessageId},
    {"thread"_L1, Key::Thread},
});
constexpr auto operators = std::to_array<Named<Operator>>({
    {"and"_L1, Operator::And},
    {"or"_L1, Operator::Or},
    {"|"_L1, Operator::Or},
    {"not"_L1, Operator::Not},
});
constexpr auto states = std::to_array<Named<State>>({
    {"unread"_L1, State::Unread},
    {"new"_L1, State::Unread},
    {"unseen"_L1, State::Unread},
    {"read"_L1, State::Read},
    {"seen"_L1, State::Read},
    {"flagged"_L1, State::Flagged},
    {"starred"_L1, State::Flagged},
    {"answered"_L1, State::Answered},
    {"replied"_L1, State::Answered},
    {"draft"_L1, State::Draft},
    {"deleted"_L1, State::Deleted},
    {"forwarded"_L1, State::Forwarded},
    {"junk"_L1, State::Junk},
    {"spam"_L1, State::Junk},
});
constexpr auto attachments = std::to_array<Named<AttachmentKind>>({
    {"attachment"_L1, AttachmentKind::Any},
    {"attachments"_L1, AttachmentKind::Any},
    {"file"_L1, AttachmentKind::Any},
    {"image"_L1, AttachmentKind::Image},
    {"picture"_L1, AttachmentKind::Image},
    {"photo"_L1, AttachmentKind::Image},
    {"audio"_L1, AttachmentKind::Audio},
    {"video"_L1, AttachmentKind::Video},
    {"pdf"_L1, AttachmentKind::Pdf},
    {"document"_L1, AttachmentKind::Document},
    {"spreadsheet"_L1, AttachmentKind::Spreadsheet},
    {"table"_L1, AttachmentKind::Spreadsheet},
    {"presentation"_L1, AttachmentKind::Presentation},
    {"archive"_L1, AttachmentKind::Archive},
    {"zip"_L1, AttachmentKind::Archive},
    {"calendar"_L1, AttachmentKind::Calendar},
    {"invitation"_L1, AttachmentKind::Calendar},
    {"contact"_L1, AttachmentKind::Contact},
    {"message"_L1, AttachmentKind::Message},
});
constexpr auto receipts = std::to_array<Named<ReceiptQuestion>>({
    {"requested"_L1, ReceiptQuestion::Requested},
    {"waiting"_L1, ReceiptQuestion::Waiting},
    {"sent"_L1, ReceiptQuestion::Sent},
    {"denied"_L1, ReceiptQuestion::Denied},
    {"blocked"_L1, ReceiptQuestion::Blocked},
    {"none"_L1, ReceiptQuestion::None},
});
constexpr auto units = std::to_array<Named<DateUnit>>({
    {"day"_L1, DateUnit::Day},
    {"days"_L1, DateUnit::Day},
    {"week"_L1, DateUnit::Week},
    {"weeks"_L1, DateUnit::Week},
    {"month"_L1, DateUnit::Month},
    {"months"_L1, DateUnit::Month},
    {"year"_L1, DateUnit::Year},
    {"years"_L1, DateUnit::Year},
});
constexpr std::array weekdays{"monday"_L1, "tuesday"_L1,  "wednesday"_L1, "thursday"_L1,
                              "friday"_L1, "saturday"_L1, "sunday"_L1};
constexpr std::array months{"january"_L1,   "february"_L1, "march"_L1,    "april"_L1,
                            "may"_L1,       "june"_L1,     "july"_L1,     "august"_L1,
                            "september"_L1, "october"_L1,  "november"_L1, "december"_L1};

template <typename Rows>
auto find(const Rows &rows, QStringView name)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto &r) { return name == r.name; });
    return row == rows.end() ? std::nullopt : std::optional(row->value);
}

template <typename Rows, typename Value>
QString nameIn(const Rows &rows, Value value)
{
    return std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.value == value; })->name;
}

// The names of a table that are written.
template <typename Rows>
QStringList firstNames(const Rows &rows)
{
    QStringList names;
    for (const auto &row : rows) {
        if (nameIn(rows, row.value) == row.name)
            names.append(row.name);
    }
    return names;
}

// Three letters are enough: "mar", "tue".
template <typename Names>
std::optional<int> placeOf(const Names &names, const QString &name)
{
    const auto at = std::find_if(names.begin(), names.end(), [&](QLatin1StringView full) {
        return name.size() >= 3 && full.startsWith(name);
    });
    return at == names.end() ? std::nullopt : std::optional(static_cast<int>(at - names.begin()) + 1);
}

QString english(QStringView word, const QHash<QString, QString> &words)
{
    const QString lower = word.toString().toLower();
    return words.value(lower, lower);
}

constexpr std::array fieldKeys{Key::Text,    Key::From, Key::To,   Key::Cc,
                               Key::Subject, Key::Body, Key::File, Key::List};
constexpr std::array relationKeys{Key::Before, Key::Until, Key::On, Key::Since, Key::After};

template <typename Value, typename Keys>
std::optional<Value> ofKey(const Keys &all, Key key)
{
    const auto at = std::find(all.begin(), all.end(), key);
    return at == all.end() ? std::nullopt : std::optional(static_cast<Value>(at - all.begin()));
}

}

std::optional<Key> keyNamed(QStringView name, const UserWords &words)
{
    return find(keys, english(name, words.keys));
}

std::optional<Operator> operatorOf(QStringView word, const UserWords &words)
{
    return find(operators, english(word, words.operators));
}

QString englishValue(QStringView value, const UserWords &words)
{
    return english(value, words.values);
}

QString nameOf(Key key)
{
    return nameIn(keys, key);
}

QString nameOf(State state)
{
    return nameIn(states, state);
}

QString nameOf(AttachmentKind kind)
{
    return nameIn(attachments, kind);
}

QString nameOf(ReceiptQuestion question)
{
    return nameIn(receipts, question);
}

QString nameOf(DateUnit unit)
{
    return nameIn(units, unit);
}

QString nameOfWeekday(Qt::DayOfWeek day)
{
    return weekdays.at(static_cast<std::size_t>(day) - 1);
}

QString nameOfMonth(int month)
{
    return months.at(static_cast<std::size_t>(month) - 1);
}

Key keyOf(TextField field)
{
    return fieldKeys.at(static_cast<std::size_t>(field));
}

Key keyOf(DateRelation relation)
{
    return relationKeys.at(static_cast<std::size_t>(relation));
}

std::optional<TextField> fieldOf(Key key)
{
    return ofKey<TextField>(fieldKeys, key);
}

std::optional<DateRelation> relationOf(Key key)
{
    return ofKey<DateRelation>(relationKeys, key);
}

bool takesDate(Key key)
{
    return relationOf(key) || key == Key::Older || key == Key::Newer;
}

std::optional<Query> stateNamed(const QString &name)
{
    if (const auto state = find(states, name))
        return Query::of(StateTerm{*state});
    for (const State state : {State::Flagged, State::Answered}) {
        for (const auto &row : states) {
            if (row.value == state && name == "un"_L1 + row.name)
                return Query::of(StateTerm{state}).negated();
        }
    }
    return std::nullopt;
}

std::optional<AttachmentKind> attachmentNamed(const QString &name)
{
    return find(attachments, name);
}

std::optional<ReceiptQuestion> receiptNamed(const QString &name)
{
    return find(receipts, name);
}

std::optional<DateUnit> unitNamed(const QString &name)
{
    return find(units, name);
}

std::optional<Qt::DayOfWeek> weekdayNamed(const QString &name)
{
    const auto place = placeOf(weekdays, name);
    return place ? std::optional(static_cast<Qt::DayOfWeek>(*place)) : std::nullopt;
}

std::optional<int> monthNamed(const QString &name)
{
    return placeOf(months, name);
}

QStringList keyNames()
{
    return firstNames(keys);
}

QStringList valueNames(Key key)
{
    if (key == Key::Older || key == Key::Newer)
        return {u"3 days"_s, u"1 week"_s, u"1 month"_s, u"1 year"_s};
    if (takesDate(key)) {
        QStringList names{u"today"_s, u"yesterday"_s};
        for (const QLatin1StringView which : {"this "_L1, "last "_L1}) {
            for (const DateUnit unit : {DateUnit::Week, DateUnit::Month, DateUnit::Year})
                names.append(which + nameOf(unit));
        }
        return names;
    }
    switch (key) {
    case Key::Is: return firstNames(states);
    case Key::Has: return firstNames(attachments) + QStringList{u"receipt"_s};
    case Key::Receipt: return firstNames(receipts);
    default: return {};
    }
}

bool isSpecial(QChar c)
{
    return QStringView(u"\\\"()|:-").contains(c) || c.isSpace() || opensPhrase(c);
}

bool opensPhrase(QChar c)
{
    return QStringView(u"\"\u201C\u201D\u201E").contains(c);
}

}
