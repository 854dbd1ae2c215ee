// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/imap/wire/uidset.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>

#include <span>
#include <variant>
#include <vector>

namespace imap {

// The text of one command without tag and CRLF, as segments, so that the session sees where a literal needs a
// continuation and what a log must not show. Injection is impossible by construction: arguments are encoded
// by the appender for their production, and raw() is for our own constants.
class CommandText
{
public:
    struct Plain {
        QByteArray octets;
    };
    struct Literal {  // sent as {n} or, where the server allows it, {n+}
        QByteArray octets;
        bool isBinary = false;  // literal8, sent as ~{n}: may hold NUL (RFC 3516, 4.4)
    };
    struct Confidential {  // sent like Plain, logged as "***"; may hold a quoted string or base64
        Secret octets;
    };
    struct ConfidentialLiteral {
        Secret octets;
    };
    using Segment = std::variant<Plain, Literal, Confidential, ConfidentialLiteral>;

    // Servers before IMAP4 do not agree on "\" in quoted strings, nor on "%" and "{" (RFC 1732, 2061): what
    // holds one of these, or a quote, goes to them as a literal.
    enum class Quoting { Escapes, NoEscapes };

    CommandText() = default;
    explicit CommandText(QByteArrayView verb, Quoting quoting = Quoting::Escapes) : m_quoting(quoting)
    {
        raw(verb);
    }

    CommandText &raw(QByteArrayView octets);  // our own constants only
    CommandText &space() { return raw(" "); }
    // atom, quoted or literal, whichever is the plainest that carries it (RFC 3501, 9: astring). NUL cannot
    // be sent: isSendable() is false then.
    CommandText &astring(QByteArrayView octets);
    CommandText &mailbox(QByteArrayView rawName);  // astring; INBOX in capitals
    CommandText &string(QByteArrayView octets);    // quoted or literal, never an atom
    // A quoted string of UTF-8, once UTF8=ACCEPT or IMAP4rev2 is enabled (RFC 6855, 3); string() for ASCII.
    CommandText &utf8String(QByteArrayView utf8);
    CommandText &listPattern(QByteArrayView pattern);  // list-mailbox: "%" and "*" stand bare
    CommandText &uids(const UidSet &set);
    CommandText &messages(std::span<const SeqNum> numbers);  // a set of message numbers, any order
    CommandText &date(QDate day);                            // as SEARCH takes it
    CommandText &dateTime(const QDateTime &moment);          // as APPEND takes it, with its quotes
    // "1:500" or "-1:-500", as PARTIAL takes it (RFC 9394, 4); both of one sign, neither 0.
    CommandText &partialRange(qint64 first, qint64 last);
    CommandText &number(quint64 value);
    CommandText &keyword(QByteArrayView keyword);  // checked to be an atom (RFC 3501, 9: flag-keyword)
    CommandText &flags(
        const std::vector<QByteArray> &flags);       // "(\Seen $MDNSent)"; each checked to be a flag
    CommandText &secretString(const Secret &value);  // string, confidential
    CommandText &secretRaw(const Secret &octets);    // base64 of an initial response
    CommandText &literal(QByteArray octets);
    CommandText &literal8(QByteArray octets);  // BINARY or UTF8=ACCEPT; any octets
    CommandText &append(const CommandText &more);

    [[nodiscard]] const std::vector<Segment> &segments() const noexcept { return m_segments; }
    [[nodiscard]] bool isSendable() const noexcept { return m_sendable; }
    // Marks what cannot be said in this protocol: it will never be sent.
    void refuse() noexcept { m_sendable = false; }

private:
    [[nodiscard]] bool isQuotable(QByteArrayView octets) const;

    std::vector<Segment> m_segments;
    Quoting m_quoting = Quoting::Escapes;
    bool m_sendable = true;
};

}
