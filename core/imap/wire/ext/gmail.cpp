// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/gmail.h"

namespace imap {

void gmailMessage(Cursor &in, FetchItems &items)
{
    in.space();
    items.gmailMessage = in.number64();
}

void gmailThread(Cursor &in, FetchItems &items)
{
    in.space();
    items.gmailThread = in.number64();
}

// "X-GM-LABELS" SP "(" [label *(SP label)] ")"; a label is an astring, or a system label such as \Inbox,
// which stands bare or quoted.
void gmailLabels(Cursor &in, FetchItems &items)
{
    List<QByteArray> labels = in.list<QByteArray>();
    in.space();
    in.expect('(');
    in.acceptSpaces();
    while (!in.failed() && !in.isNext(')')) {
        labels.push_back(in.keep(in.isStringNext() ? in.string() : StringToken{in.flag()}));
        in.boundList(labels.size());
        in.acceptSpaces();
    }
    in.expect(')');
    items.gmailLabels = std::move(labels);
}

}
