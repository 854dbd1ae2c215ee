// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/objectid.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

#include <algorithm>
#include <array>
#include <limits>

namespace imap {

namespace {

struct Row {
    QByteArrayView name;
    void (*parse)(Cursor &, StatusData &);
};

// "APPENDLIMIT" SP (number / nil)                                                            (RFC 7889, 5)
void appendLimit(Cursor &in, StatusData &status)
{
    status.appendLimit = in.acceptNil() ? std::numeric_limits<quint64>::max() : in.number64();
}

// status-att-val; HIGHESTMODSEQ is of RFC 7162, 7, SIZE of RFC 8438, 3, DELETED of RFC 9051, 9,
// DELETED-STORAGE of RFC 9208, 7, MAILBOXID of RFC 8474, 7
constexpr auto items = std::to_array<Row>({
    {"MESSAGES", [](Cursor &in, StatusData &status) { status.messages = in.number(); }},
    {"RECENT", [](Cursor &in, StatusData &status) { status.recent = in.number(); }},
    {"UNSEEN", [](Cursor &in, StatusData &status) { status.unseen = in.number(); }},
    {"UIDNEXT", [](Cursor &in, StatusData &status) { status.uidNext = Uid{in.nonZeroNumber()}; }},
    {"UIDVALIDITY",
     [](Cursor &in, StatusData &status) { status.uidValidity = UidValidity{in.nonZeroNumber()}; }},
    {"HIGHESTMODSEQ",
     [](Cursor &in, StatusData &status) {
         if (const auto value = in.modSeq())
             status.highestModSeq = ModSeq{*value};
     }},
    {"SIZE", [](Cursor &in, StatusData &status) { status.size = in.size(); }},
    {"DELETED", [](Cursor &in, StatusData &status) { status.deleted = in.number(); }},
    {"DELETED-STORAGE", [](Cursor &in, StatusData &status) { status.deletedOctets = in.number64(); }},
    {"MAILBOXID", [](Cursor &in, StatusData &status) { status.mailboxId = statusMailboxId(in); }},
    {"APPENDLIMIT", appendLimit},
});

// mailbox = "INBOX" / astring                                                               (RFC 3501, 9)
// Unquoted names with spaces, as in LIST, reach to the item list.
QByteArray statusMailbox(Cursor &in)
{
    if (in.isStringNext())
        return in.string().kept();
    const QByteArrayView rest = in.rest();
    const QByteArrayView name = rest.first(std::max<qsizetype>(0, rest.indexOf(" (")));
    if (name.isEmpty())
        in.fail("a mailbox name");
    if (name.contains(' '))
        tolerate(Quirk::UnquotedMailbox);
    in.acceptOctets(name);
    return name.toByteArray();
}

void statusItem(Cursor &in, StatusData &status)
{
    for (const Row &row : items) {
        if (in.acceptWord(row.name)) {
            in.space();
            row.parse(in, status);
            return;
        }
    }
    in.atom();  // X-…: not ours
    in.space();
    in.skipValue();
}

}

// "STATUS" SP mailbox SP "(" [status-att-list] ")"                                           (RFC 3501, 9)
// status-att-list = status-att-val *(SP status-att-val)                                      (RFC 3501,
// errata 261)
StatusData statusData(Cursor &in)
{
    StatusData status;
    in.space();
    status.mailbox = statusMailbox(in);
    in.space();
    in.expect('(');
    in.acceptSpaces();
    while (!in.failed() && !in.isNext(')')) {
        statusItem(in, status);
        in.acceptSpaces();
    }
    in.expect(')');
    return status;
}

}
