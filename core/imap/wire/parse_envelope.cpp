// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

#include <algorithm>

namespace imap {

namespace {

// A field that belongs to a list: false, and nothing taken, at the end of the list.
bool hasField(Cursor &in)
{
    in.acceptSpaces();
    return !in.atEnd() && !in.isNext(')');
}

// address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")"                       (RFC 3501, 9)
EnvelopeAddress address(Cursor &in)
{
    EnvelopeAddress result;
    for (auto *field : {&result.name, &result.adl, &result.mailbox, &result.host}) {
        if (hasField(in))
            *field = in.keepUnlessNil(in.nstring());
        else
            tolerate(Quirk::ShortAddress);
    }
    in.acceptSpaces();
    if (!in.accept(')')) {
        tolerate(Quirk::LongAddress);
        in.skipRestOfList();
    }
    return result;
}

// env-from = "(" 1*address ")" / nil                                                         (RFC 3501, 9)
void addressList(Cursor &in, List<EnvelopeAddress> &list)
{
    if (in.acceptNil())
        return;
    if (in.isStringNext()) {
        tolerate(Quirk::AddressListIsString);
        in.skipValue();
        return;
    }
    in.expect('(');
    list = in.list<EnvelopeAddress>();
    while (hasField(in)) {
        if (in.accept('(')) {
            list.push_back(address(in));
        } else if (in.acceptNil()) {
            tolerate(Quirk::StrayNilAddress);
        } else {
            in.fail("an address");
        }
        in.boundList(list.size());
    }
    in.expect(')');
}

// Most mail has one sender: Sender and Reply-To repeat From to the octet. Then its strings are shared, and
// the list is not read again.
struct RepeatedList {
    QByteArrayView text;
    const List<EnvelopeAddress> *list = nullptr;
};

void addressListUnlessRepeated(Cursor &in, const RepeatedList &from, List<EnvelopeAddress> &list)
{
    if (from.text.isEmpty() || !in.acceptOctets(from.text)) {
        addressList(in, list);
        return;
    }
    list = in.list<EnvelopeAddress>();
    list = *from.list;
}

}

// envelope = "(" env-date SP env-subject SP env-from SP env-sender SP env-reply-to SP env-to SP env-cc SP
// env-bcc SP
//            env-in-reply-to SP env-message-id ")"                                           (RFC 3501, 9)
// Some servers leave out the last fields, or In-Reply-To alone: of nine fields the last is taken for the
// Message-ID, which nearly every message has.
Envelope envelope(Cursor &in)
{
    Envelope result;
    in.expect('(');
    if (hasField(in))
        result.date = in.keepUnlessNil(in.nstring());
    if (hasField(in))
        result.subject = in.keepUnlessNil(in.nstring());
    RepeatedList repeated;
    if (hasField(in)) {
        const QByteArrayView before = in.rest();
        addressList(in, result.from);
        const QByteArrayView taken = before.chopped(in.rest().size());
        repeated = {in.isNext(' ') && taken.startsWith('(') ? taken : QByteArrayView(), &result.from};
    }
    for (auto *list : {&result.sender, &result.replyTo}) {
        if (hasField(in))
            addressListUnlessRepeated(in, repeated, *list);
    }
    for (auto *list : {&result.to, &result.cc, &result.bcc}) {
        if (hasField(in))
            addressList(in, *list);
    }
    if (hasField(in))
        result.inReplyTo = in.keepUnlessNil(in.nstring());
    if (hasField(in)) {
        result.messageId = in.keepUnlessNil(in.nstring());
    } else if (!in.failed()) {
        tolerate(Quirk::ShortEnvelope);
        std::swap(result.inReplyTo, result.messageId);
    }
    in.acceptSpaces();
    if (!in.accept(')'))
        in.skipRestOfList();
    return result;
}

}
