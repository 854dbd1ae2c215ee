// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/imap/wire/uidset.h"

#include <QByteArray>
#include <QByteArrayView>

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
    };
    struct Confidential {  // sent like Plain, logged as "***"; may hold a quoted string or base64
        Secret octets;
    };
    struct ConfidentialLiteral {
        Secret octets;
    };
    using Segment = std::variant<Plain, Literal, Confidential, ConfidentialLiteral>;

    CommandText() = default;
    explicit CommandText(QByteArrayView verb) { raw(verb); }

    CommandText &raw(QByteArrayView octets);  // our own constants only
    CommandText &space() { return raw(" "); }
    // atom, quoted or literal, whichever is the plainest that carries it (RFC 3501, 9: astring). NUL cannot
    // be sent: isSendable() is false then.
    CommandText &astring(QByteArrayView octets);
    CommandText &mailbox(QByteArrayView rawName);  // astring; INBOX in capitals
    CommandText &string(QByteArrayView octets);    // quoted or literal, never an atom
    CommandText &uids(const UidSet &set);
    CommandText &number(quint64 value);
    CommandText &flags(
        const std::vector<QByteArray> &flags);       // "(\Seen $MDNSent)"; each checked to be a flag
    CommandText &secretString(const Secret &value);  // string, confidential
    CommandText &secretRaw(const Secret &octets);    // base64 of an initial response
    CommandText &literal(QByteArray octets);

    [[nodiscard]] const std::vector<Segment> &segments() const noexcept { return m_segments; }
    [[nodiscard]] bool isSendable() const noexcept { return m_sendable; }

private:
    std::vector<Segment> m_segments;
    bool m_sendable = true;
};

}
