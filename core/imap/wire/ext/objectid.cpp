// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/objectid.h"

namespace imap {

// "(" objectid ")"; objectid = 1*255(ALPHA / DIGIT / "_" / "-")                              (RFC 8474, 7)
QByteArray objectId(Cursor &in)
{
    in.expect('(');
    QByteArray id = in.atom().toByteArray();
    in.closeList();
    return id;
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
