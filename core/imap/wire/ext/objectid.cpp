// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/objectid.h"

#include "core/imap/wire/quirks.h"

#include <algorithm>

namespace imap {

// "(" objectid ")"; objectid = 1*255(ALPHA / DIGIT / "_" / "-")                              (RFC 8474, 7)
QByteArray objectId(Cursor &in)
{
    in.expect('(');
    QByteArray id = in.atom().toByteArray();
    in.closeList();
    return id;
}

// status-att-val =/ "MAILBOXID" SP "(" objectid ")"                                           (RFC 8474, 7)
// Cyrus 3.6 answers LIST … RETURN (STATUS (MAILBOXID)) with what its memory happens to hold there; the rest
// of the line is as good as ever. A parenthesis among that is one that neither another one nor an item
// follows.
std::optional<QByteArray> statusMailboxId(Cursor &in)
{
    const auto isIdOctet = [](char octet) {
        return (octet >= '0' && octet <= '9') || (octet >= 'A' && octet <= 'Z')
            || (octet >= 'a' && octet <= 'z') || octet == '_' || octet == '-';
    };
    in.expect('(');
    const QByteArrayView told = in.acceptUntil(')');
    const bool isId = !told.isEmpty() && std::all_of(told.begin(), told.end(), isIdOctet);
    while (!isId && in.isNext(')') && in.peekAhead(1) != ')' && in.peekAhead(1) != ' ') {
        in.accept(')');
        in.acceptUntil(')');
    }
    in.closeList();
    if (isId)
        return told.toByteArray();
    tolerate(Quirk::MeaninglessMailboxId);
    return std::nullopt;
}

// resp-text-code =/ "MAILBOXID" SP "(" objectid ")"                                          (RFC 8474, 7)
ResponseCode mailboxId(Cursor &in)
{
    in.space();
    return code::MailboxId{objectId(in)};
}

// fetch-emailid-resp = "EMAILID" SP "(" objectid ")"                                         (RFC 8474, 7)
void emailId(Cursor &in, FetchItems &items)
{
    in.space();
    items.emailId = objectId(in);
}

// fetch-threadid-resp = "THREADID" SP ( "(" objectid ")" / nil )                             (RFC 8474, 7)
void threadId(Cursor &in, FetchItems &items)
{
    in.space();
    if (!in.acceptNil())
        items.threadId = objectId(in);
}

}
