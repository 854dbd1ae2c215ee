// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/query.h"

#include <QHash>
#include <QStringList>

#include <span>

// The words of the language. English ones are always understood; a table adds those of another language.
namespace search {

enum class Key {
    Text,
    From,
    To,
    Cc,
    Subject,
    Body,
    File,
    List,
    Folder,
    Account,
    Is,
    Has,
    Tag,
    Larger,
    Smaller,
    Before,
    Until,
    On,
    Since,
    After,
    Older,
    Newer,
    Receipt,
    MessageId,
    Thread
};
enum class Operator { And, Or, Not };

// Words in the user's language, lower case, to the English ones that they stand for: {"von", "from"}. A word
// of several, as "letzte woche", is translated word by word.
struct UserWords {
    QHash<QString, QString> keys, values, dates, operators;
};

// 15.3.2024 is a day in March anywhere; this says what 3/4/2024 is.
enum class DateOrder { DayFirst, MonthFirst };
struct QueryLanguage {
    UserWords words{};
    DateOrder order = DateOrder::DayFirst;
};

// Case and the user's language are looked at by those that take them; nullopt: no such word.
[[nodiscard]] std::optional<Key> keyNamed(QStringView name, const UserWords &words);
[[nodiscard]] std::optional<Operator> operatorOf(QStringView word, const UserWords &words);
[[nodiscard]] QString englishValue(QStringView value, const UserWords &words);  // lower case; or as it was

[[nodiscard]] QString nameOf(Key key);
[[nodiscard]] QString nameOf(State state);
[[nodiscard]] QString nameOf(AttachmentKind kind);
[[nodiscard]] QString nameOf(ReceiptQuestion question);
[[nodiscard]] QString nameOf(DateUnit unit);
[[nodiscard]] QString nameOfWeekday(Qt::DayOfWeek day);
[[nodiscard]] QString nameOfMonth(int month);  // 1 to 12
[[nodiscard]] Key keyOf(TextField field);
[[nodiscard]] Key keyOf(DateRelation relation);
[[nodiscard]] std::optional<TextField> fieldOf(Key key);
[[nodiscard]] std::optional<DateRelation> relationOf(Key key);  // not of Older and Newer
[[nodiscard]] bool takesDate(Key key);

// English, lower case.
[[nodiscard]] std::optional<Query> stateNamed(
    const QString &name);  // "unflagged" is not a state, but a query
[[nodiscard]] std::optional<AttachmentKind> attachmentNamed(const QString &name);
[[nodiscard]] std::optional<ReceiptQuestion> receiptNamed(const QString &name);
[[nodiscard]] std::optional<DateUnit> unitNamed(const QString &name);
[[nodiscard]] std::optional<Qt::DayOfWeek> weekdayNamed(const QString &name);
[[nodiscard]] std::optional<int> monthNamed(const QString &name);

// What completion can offer: the plain names, without the other ways to say the same.
[[nodiscard]] QStringList keyNames();
[[nodiscard]] QStringList valueNames(Key key);  // empty: anything can be said

// Characters that mean something and lose that behind "\".
[[nodiscard]] bool isSpecial(QChar c);
[[nodiscard]] bool opensPhrase(QChar c);

}
