// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/searchkey.h"

#include "core/imap/wire/datetime.h"
#include "core/imap/wire/flags.h"

#include <algorithm>
#include <array>

namespace imap {

namespace {

struct FlagRow {
    QByteArrayView flag, set, unset;
};

// RFC 3501, 6.4.4
constexpr auto flagRows = std::to_array<FlagRow>({
    {"\\Answered", "ANSWERED", "UNANSWERED"},
    {"\\Deleted", "DELETED", "UNDELETED"},
    {"\\Draft", "DRAFT", "UNDRAFT"},
    {"\\Flagged", "FLAGGED", "UNFLAGGED"},
    {"\\Recent", "RECENT", "OLD"},
    {"\\Seen", "SEEN", "UNSEEN"},
});

constexpr std::array<QByteArrayView, 7> fieldNames{"FROM ",    "TO ",   "CC ",  "BCC ",
                                                   "SUBJECT ", "BODY ", "TEXT "};
constexpr std::array<QByteArrayView, 3> datePrefixes{"", "SENT", "SAVED"};

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

constexpr auto oldQuoting = CommandText::Quoting::NoEscapes;

// There was no charset before RFC 1730.
std::optional<CommandText> oldContains(QByteArrayView word, QStringView text)
{
    if (!isAscii(text))
        return std::nullopt;
    CommandText old(word, oldQuoting);
    return old.string(text.toUtf8());
}

// dd-mmm-yy of this century's mail is said in four digits, for want of anything better (RFC 1176).
std::optional<CommandText> oldDate(QByteArrayView word, QDate day)
{
    CommandText old(word, oldQuoting);
    if (day.year() < 1900 || day.year() > 1999)
        return old.date(day);
    const QByteArray text = dateText(day);
    return old.raw(text.chopped(4)).raw(text.last(2));
}

}

SearchKey &SearchKey::string(QStringView text)
{
    m_needsUtf8 = m_needsUtf8 || !isAscii(text);
    m_text.string(text.toUtf8());
    return *this;
}

SearchKey SearchKey::flag(QByteArrayView flag, bool isSet)
{
    for (const FlagRow &row : flagRows) {
        if (!sameFlag(flag, row.flag))
            continue;
        SearchKey key(isSet ? row.set : row.unset);
        if (row.set != "DRAFT")  // came with RFC 2060
            key.m_old = key.m_text;
        return key;
    }
    SearchKey key(isSet ? "KEYWORD " : "UNKEYWORD ");
    key.m_text.keyword(flag);
    key.m_old = key.m_text;
    return key;
}

SearchKey SearchKey::all()
{
    SearchKey key("ALL");
    key.m_old = key.m_text;
    return key;
}

SearchKey SearchKey::isNew()
{
    SearchKey key("NEW");
    key.m_old = key.m_text;
    return key;
}

SearchKey SearchKey::old()
{
    SearchKey key("OLD");
    key.m_old = key.m_text;
    return key;
}

SearchKey SearchKey::contains(Field field, QStringView text)
{
    const QByteArrayView name = fieldNames[static_cast<std::size_t>(field)];
    SearchKey key(name);
    key.m_old = oldContains(name, text);
    return key.string(text);
}

// "HEADER" SP header-fld-name SP astring                                                     (RFC 3501, 9)
SearchKey SearchKey::header(QByteArrayView name, QStringView text)
{
    SearchKey key("HEADER ");
    key.m_text.astring(name).space();
    if (!text.isEmpty()) {  // somewhere in the message, then
        key.m_old = oldContains("TEXT ", text);
        key.m_isLooseWhenOld = true;
    }
    return key.string(text);
}

SearchKey SearchKey::dated(QByteArrayView word, Date which, QDate day)
{
    SearchKey key(datePrefixes[static_cast<std::size_t>(which)]);
    if (which == Date::Saved)
        key.m_needs.emplace_back("SAVEDATE");
    key.m_text.raw(word).date(day);
    if (which == Date::Internal)
        key.m_old = oldDate(word, day);
    return key;
}

SearchKey SearchKey::before(Date which, QDate day)
{
    return dated("BEFORE ", which, day);
}

SearchKey SearchKey::on(Date which, QDate day)
{
    return dated("ON ", which, day);
}

SearchKey SearchKey::since(Date which, QDate day)
{
    return dated("SINCE ", which, day);
}

// "OLDER" / "YOUNGER" SP nz-number                                                           (RFC 5032, 3)
SearchKey SearchKey::younger(std::chrono::seconds interval)
{
    SearchKey key("YOUNGER ", "WITHIN");
    key.m_text.number(static_cast<quint64>(std::max<qint64>(1, interval.count())));
    return key;
}

SearchKey SearchKey::older(std::chrono::seconds interval)
{
    SearchKey key("OLDER ", "WITHIN");
    key.m_text.number(static_cast<quint64>(std::max<qint64>(1, interval.count())));
    return key;
}

SearchKey SearchKey::saveDateSupported()
{
    return SearchKey("SAVEDATESUPPORTED", "SAVEDATE");
}

SearchKey SearchKey::larger(quint64 octets)
{
    SearchKey key("LARGER ");
    key.m_text.number(octets);
    return key;
}

SearchKey SearchKey::smaller(quint64 octets)
{
    SearchKey key("SMALLER ");
    key.m_text.number(octets);
    return key;
}

SearchKey SearchKey::uids(const UidSet &set)
{
    SearchKey key("UID ");
    key.m_text.uids(set);
    key.m_set = set;
    return key;
}

SearchKey SearchKey::messages(std::span<const SeqNum> numbers)
{
    SearchKey key("");
    key.m_usesNumbers = true;
    key.m_text.messages(numbers);
    return key;
}

SearchKey SearchKey::savedResult()
{
    return SearchKey("$", "SEARCHRES");
}

SearchKey SearchKey::changedSince(ModSeq value)
{
    SearchKey key("MODSEQ ", "CONDSTORE");
    key.m_text.number(value.value);
    return key;
}

SearchKey SearchKey::emailId(QByteArrayView id)
{
    SearchKey key("EMAILID ", "OBJECTID");
    key.m_text.astring(id);
    return key;
}

SearchKey SearchKey::threadId(QByteArrayView id)
{
    SearchKey key("THREADID ", "OBJECTID");
    key.m_text.astring(id);
    return key;
}

SearchKey SearchKey::gmailRaw(QStringView query)
{
    SearchKey key("X-GM-RAW ", "X-GM-EXT-1");
    return key.string(query);
}

void SearchKey::takeTraitsOf(const SearchKey &part)
{
    m_needs.insert(m_needs.end(), part.m_needs.begin(), part.m_needs.end());
    m_needsUtf8 = m_needsUtf8 || part.m_needsUtf8;
    m_usesNumbers = m_usesNumbers || part.m_usesNumbers;
}

// search-key *(SP search-key): all of them                                                   (RFC 3501, 9)
SearchKey SearchKey::allOf(std::span<const SearchKey> keys)
{
    if (keys.empty())
        return all();
    if (keys.size() == 1)
        return keys.front();
    SearchKey result = keys.front();
    result.m_form = Form::All;
    result.m_parts.assign(keys.begin(), keys.end());
    result.m_isList = true;
    result.m_old.reset();
    result.m_set.reset();
    for (const SearchKey &key : keys.subspan(1)) {
        result.m_text.space().append(key.m_text);
        result.takeTraitsOf(key);
    }
    return result;
}

// "OR" SP search-key SP search-key takes two                                                 (RFC 3501, 9)
SearchKey SearchKey::anyOf(std::span<const SearchKey> keys)
{
    if (keys.empty())
        return all().negated();
    SearchKey result = keys.back();
    for (std::size_t i = keys.size() - 1; i > 0; --i) {
        SearchKey either("OR ");
        either.m_text.append(keys[i - 1].single()).space().append(result.single());
        either.takeTraitsOf(keys[i - 1]);
        either.takeTraitsOf(result);
        result = std::move(either);
    }
    if (keys.size() > 1) {
        result.m_form = Form::Any;
        result.m_parts.assign(keys.begin(), keys.end());
    }
    return result;
}

SearchKey SearchKey::negated() const
{
    SearchKey result("NOT ");
    result.m_form = Form::Not;
    result.m_parts.push_back(*this);
    result.m_text.append(single());
    result.takeTraitsOf(*this);
    return result;
}

SearchKey SearchKey::fuzzy() const
{
    SearchKey result("FUZZY ", "SEARCH=FUZZY");
    result.m_text.append(single());
    result.takeTraitsOf(*this);
    return result;
}

CommandText SearchKey::single() const
{
    if (!m_isList)
        return m_text;
    CommandText text("(");
    return text.append(m_text).raw(")");
}

CommandText searchProgram(const SearchKey &key)
{
    CommandText text(key.needsUtf8() ? "CHARSET UTF-8 " : "");
    return text.append(key.text());
}

CommandText sortProgram(const SearchKey &key)
{
    CommandText text(key.needsUtf8() ? "UTF-8 " : "US-ASCII ");
    return text.append(key.text());
}

}
