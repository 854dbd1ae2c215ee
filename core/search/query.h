// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QMetaType>
#include <QString>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

// What is looked for, as a value. The same query is read from what people type (queryparser.h), written again
// (canonicalText()), asked of one message (matches.h), of the store (storequery.h) and of a server
// (serverquestion.h), and told in words (explanation.h). Nothing here does I/O or fails.
namespace search {

// To has Cc and Bcc in it; Anywhere has all of them but List, which is List-Id (RFC 2919).
enum class TextField { Anywhere, From, To, Cc, Subject, Body, File, List };
// Words one after another (textwords.h). The last one of what is no phrase may be the beginning of a word.
struct TextTerm {
    TextField field = TextField::Anywhere;
    QString text;  // as typed
    bool isPhrase = false;
    friend bool operator==(const TextTerm &, const TextTerm &) = default;
};

// A role ("inbox"), or a folder's name or a part of its path, without regard to case.
struct FolderTerm {
    QString name;
    friend bool operator==(const FolderTerm &, const FolderTerm &) = default;
};
struct AccountTerm {  // a part of the account's name or address
    QString name;
    friend bool operator==(const AccountTerm &, const AccountTerm &) = default;
};

enum class State { Unread, Read, Flagged, Answered, Draft, Deleted, Forwarded, Junk };
struct StateTerm {
    State state = State::Unread;
    friend bool operator==(const StateTerm &, const StateTerm &) = default;
};

enum class AttachmentKind {
    Any,
    Image,
    Audio,
    Video,
    Pdf,
    Document,
    Spreadsheet,
    Presentation,
    Archive,
    Calendar,
    Contact,
    Message
};
struct AttachmentTerm {
    AttachmentKind kind = AttachmentKind::Any;
    friend bool operator==(const AttachmentTerm &, const AttachmentTerm &) = default;
};

struct TagTerm {  // a keyword (RFC 3501, 2.3.2), lower case
    QString keyword;
    friend bool operator==(const TagTerm &, const TagTerm &) = default;
};

struct SizeTerm {  // RFC822.SIZE; neither bound is included
    bool isLarger = true;
    quint64 octets = 0;
    friend bool operator==(const SizeTerm &, const SizeTerm &) = default;
};

// A date as it was meant, so that a query that is kept says "last week" in any week.
struct Days {  // both included, both valid
    QDate first, last;
    friend bool operator==(const Days &, const Days &) = default;
};
enum class DateUnit { Day, Week, Month, Year };
struct Period {  // today, this week; isLast: yesterday, last week
    DateUnit unit = DateUnit::Day;
    bool isLast = false;
    friend bool operator==(const Period &, const Period &) = default;
};
struct Ago {  // "2 months ago": that day, and where a day is looked for, the whole month
    int count = 1;
    DateUnit unit = DateUnit::Day;
    friend bool operator==(const Ago &, const Ago &) = default;
};
struct LatestWeekday {  // the last one that has begun
    Qt::DayOfWeek day = Qt::Monday;
    friend bool operator==(const LatestWeekday &, const LatestWeekday &) = default;
};
struct LatestMonth {  // 1 to 12: the last one that has begun
    int month = 1;
    friend bool operator==(const LatestMonth &, const LatestMonth &) = default;
};
using DateValue = std::variant<Days, Period, Ago, LatestWeekday, LatestMonth>;

// Before and Since look at the first day of what is named, Until and After at the last one.
enum class DateRelation { Before, Until, On, Since, After };
struct DateTerm {
    DateRelation relation = DateRelation::On;
    DateValue value;
    friend bool operator==(const DateTerm &, const DateTerm &) = default;
};

// Whether the message asks for a receipt (RFC 8098, 2.1), and what became of that.
enum class ReceiptQuestion { Requested, Waiting, Sent, Denied, Blocked, None };
struct ReceiptTerm {
    ReceiptQuestion question = ReceiptQuestion::Requested;
    friend bool operator==(const ReceiptTerm &, const ReceiptTerm &) = default;
};

struct MessageIdTerm {
    QString id;  // without angle brackets
    friend bool operator==(const MessageIdTerm &, const MessageIdTerm &) = default;
};
struct ThreadTerm {  // the conversation of the message with that Message-ID
    QString id;
    friend bool operator==(const ThreadTerm &, const ThreadTerm &) = default;
};

using Term = std::variant<TextTerm, FolderTerm, AccountTerm, StateTerm, AttachmentTerm, TagTerm, SizeTerm,
                          DateTerm, ReceiptTerm, MessageIdTerm, ThreadTerm>;

// Made by the functions, which keep it in its plainest form: no All in an All, no Any in an Any, none of one
// part, no Not of a Not. Two that are built alike are equal.
struct Query {
    enum class Form { Single, All, Any, Not };

    Form form = Form::All;  // of no parts: every message
    Term term;              // of Form::Single
    std::vector<Query> parts;

    [[nodiscard]] static Query of(Term term) { return {Form::Single, std::move(term), {}}; }
    [[nodiscard]] static Query allOf(std::vector<Query> parts) { return joined(Form::All, std::move(parts)); }
    [[nodiscard]] static Query anyOf(std::vector<Query> parts) { return joined(Form::Any, std::move(parts)); }
    [[nodiscard]] Query negated() const;  // of everything: nothing was said, so everything

    [[nodiscard]] bool isEverything() const noexcept { return form == Form::All && parts.empty(); }
    friend bool operator==(const Query &, const Query &) = default;

private:
    [[nodiscard]] static Query joined(Form form, std::vector<Query> parts);
};

// As the parser reads it with its English words alone, whatever the user's language: it is what is kept.
// Reading it gives the same query.
[[nodiscard]] QString canonicalText(const Query &query);

// A size as it is typed: "5M" are mebioctets. nullopt: no size.
[[nodiscard]] std::optional<quint64> octetsOf(QStringView text);

}

Q_DECLARE_METATYPE(search::Query)
