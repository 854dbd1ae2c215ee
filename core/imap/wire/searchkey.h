// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/commandtext.h"
#include "core/imap/wire/uidset.h"

#include <QDate>
#include <QString>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace imap {

// search-key (RFC 3501, 6.4.4 and the extensions named below) as a value: keys are made by the functions,
// joined by allOf(), anyOf() and negated(), and written by searchProgram(). What a server must have to
// understand a key, needs() tells.
class SearchKey
{
public:
    // ANSWERED, FLAGGED, KEYWORD x and their opposites: the keys with a name of their own are used.
    [[nodiscard]] static SearchKey flag(QByteArrayView flag, bool isSet = true);
    [[nodiscard]] static SearchKey all();
    [[nodiscard]] static SearchKey isNew();  // recent and unseen
    [[nodiscard]] static SearchKey old();

    enum class Field { From, To, Cc, Bcc, Subject, Body, Text };
    [[nodiscard]] static SearchKey contains(Field field, QStringView text);
    [[nodiscard]] static SearchKey header(QByteArrayView name, QStringView text);  // "" : the field is there

    // INTERNALDATE, the Date field, or when it was saved (RFC 8514); without time or zone.
    enum class Date { Internal, Sent, Saved };
    [[nodiscard]] static SearchKey before(Date which, QDate day);
    [[nodiscard]] static SearchKey on(Date which, QDate day);
    [[nodiscard]] static SearchKey since(Date which, QDate day);
    [[nodiscard]] static SearchKey younger(std::chrono::seconds interval);  // WITHIN (RFC 5032)
    [[nodiscard]] static SearchKey older(std::chrono::seconds interval);
    [[nodiscard]] static SearchKey saveDateSupported();  // RFC 8514

    [[nodiscard]] static SearchKey larger(quint64 octets);
    [[nodiscard]] static SearchKey smaller(quint64 octets);
    [[nodiscard]] static SearchKey uids(const UidSet &set);
    [[nodiscard]] static SearchKey messages(std::span<const SeqNum> numbers);
    [[nodiscard]] static SearchKey savedResult();               // "$" (RFC 5182)
    [[nodiscard]] static SearchKey changedSince(ModSeq value);  // MODSEQ (RFC 7162, 3.1.5)
    [[nodiscard]] static SearchKey emailId(QByteArrayView id);  // RFC 8474
    [[nodiscard]] static SearchKey threadId(QByteArrayView id);
    [[nodiscard]] static SearchKey gmailRaw(QStringView query);  // X-GM-RAW

    [[nodiscard]] static SearchKey allOf(std::span<const SearchKey> keys);  // of none: ALL
    [[nodiscard]] static SearchKey anyOf(std::span<const SearchKey> keys);  // of none: NOT ALL
    [[nodiscard]] SearchKey negated() const;
    [[nodiscard]] SearchKey fuzzy() const;  // RFC 6203

    [[nodiscard]] bool needsUtf8() const noexcept { return m_needsUtf8; }
    // Names of capabilities; some may be there more than once.
    [[nodiscard]] const std::vector<QByteArray> &needs() const noexcept { return m_needs; }
    [[nodiscard]] bool usesNumbers() const noexcept { return m_usesNumbers; }  // of messages, not UIDs
    [[nodiscard]] const CommandText &text() const noexcept { return m_text; }

    // What it is made of, for servers whose SEARCH cannot say it at once.
    enum class Form { Single, All, Any, Not };
    [[nodiscard]] Form form() const noexcept { return m_form; }
    [[nodiscard]] std::span<const SearchKey> parts() const noexcept { return m_parts; }
    // A single key as RFC 1176 has it; nullopt: there is none.
    [[nodiscard]] const std::optional<CommandText> &oldText() const noexcept { return m_old; }
    [[nodiscard]] bool isLooseWhenOld() const noexcept { return m_isLooseWhenOld; }    // it finds more
    [[nodiscard]] const std::optional<UidSet> &set() const noexcept { return m_set; }  // of uids()

private:
    explicit SearchKey(QByteArrayView word) : m_text(word) {}
    SearchKey(QByteArrayView word, QByteArray needed) : m_text(word), m_needs{std::move(needed)} {}
    [[nodiscard]] static SearchKey dated(QByteArrayView word, Date which, QDate day);
    void takeTraitsOf(const SearchKey &part);
    SearchKey &string(QStringView text);
    [[nodiscard]] CommandText single() const;  // in parentheses when it is several keys

    CommandText m_text;
    std::vector<QByteArray> m_needs;
    bool m_needsUtf8 = false;
    bool m_usesNumbers = false;
    bool m_isList = false;
    Form m_form = Form::Single;
    std::vector<SearchKey> m_parts;
    std::optional<CommandText> m_old;
    bool m_isLooseWhenOld = false;
    std::optional<UidSet> m_set;
};

// "CHARSET UTF-8 " only where it is needed, since some servers refuse any (RFC 3501, 6.4.4), then the keys.
[[nodiscard]] CommandText searchProgram(const SearchKey &key);
// What follows SORT and THREAD: the charset is not optional there (RFC 5256, 3).
[[nodiscard]] CommandText sortProgram(const SearchKey &key);

}
