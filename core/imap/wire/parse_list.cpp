// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/knownwords.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

namespace imap {

namespace {

// mailbox = "INBOX" / astring                                                                (RFC 3501, 9)
// In LIST also "%", "*" and "]" (list-mailbox), and, from Exchange, unquoted names with spaces and controls:
// those reach to the end of the line, or to the extended data in parentheses (RFC 5258, 6).
QByteArray listMailbox(Cursor &in)
{
    if (in.isStringNext())
        return in.string().kept();
    QByteArrayView name = in.rest();
    if (const qsizetype extended = name.indexOf(" ("); extended > 0 && name.endsWith("))"))
        name = name.first(extended);
    while (name.endsWith(' '))
        name.chop(1);
    if (name.isEmpty())
        in.fail("a mailbox name");
    if (name.contains(' '))
        tolerate(Quirk::UnquotedMailbox);
    in.acceptOctets(name);
    return name.toByteArray();
}

template <typename Flags, typename Keep>
void flagsInto(Cursor &in, Flags &flags, Keep keep)
{
    in.expect('(');
    in.acceptSpaces();
    if (!in.isNext(')') && !in.failed())
        flags.reserve(4);
    while (!in.failed() && !in.isNext(')')) {
        flags.push_back(keep(in.flag()));
        in.boundList(flags.size());
        in.acceptSpaces();
    }
    in.expect(')');
}

}

// flag-list = "(" [flag *(SP flag)] ")"; mbx-list-flags has the same form                     (RFC 3501, 9)
std::vector<QByteArray> flagList(Cursor &in)
{
    std::vector<QByteArray> flags;
    flagsInto(in, flags, [](QByteArrayView flag) { return kept(flag); });
    return flags;
}

List<QByteArray> fetchedFlags(Cursor &in)
{
    List<QByteArray> flags = in.list<QByteArray>();
    flagsInto(in, flags, [&in](QByteArrayView flag) { return in.keep({flag}); });
    return flags;
}

// DQUOTE QUOTED-CHAR DQUOTE / nil                                                            (RFC 3501, 9)
std::optional<char> delimiter(Cursor &in)
{
    const QByteArray text = in.nstring().kept();
    if (text.size() > 1)
        tolerate(Quirk::DelimiterNotAQuotedChar);
    return text.isEmpty() ? std::nullopt : std::optional(text[0]);
}

namespace {

// childinfo-extended-item = "CHILDINFO" SP "(" list-select-base-opt-quoted *(SP …) ")"       (RFC 5258, 6)
// oldname-extended-item = "OLDNAME" SP "(" mailbox ")"                                       (RFC 9051, 9)
void extendedItem(Cursor &in, ListData &list)
{
    const QByteArray name = in.astring().keptUpper();
    in.space();
    const bool isChildInfo = name == "CHILDINFO";
    if ((!isChildInfo && name != "OLDNAME") || !in.accept('(')) {
        in.skipValue();
        return;
    }
    while (!in.failed() && !in.isNext(')')) {
        const StringToken word = in.astring();
        if (isChildInfo)
            list.childInfo.push_back(word.keptUpper());
        else
            list.oldName = word.kept();
        in.boundList(list.childInfo.size());
        in.acceptSpaces();
    }
    in.expect(')');
}

// mbox-list-extended = "(" [mbox-list-extended-item *(SP mbox-list-extended-item)] ")"       (RFC 5258, 6)
void extendedItems(Cursor &in, ListData &list)
{
    in.acceptSpaces();
    while (!in.failed() && !in.isNext(')')) {
        extendedItem(in, list);
        in.acceptSpaces();
    }
    in.expect(')');
}

}

// mailbox-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox    (RFC 3501, 9)
// [SP mbox-list-extended]                                                                    (RFC 5258, 6)
ListData listData(Cursor &in, ListData::Command command)
{
    ListData list;
    list.command = command;
    in.space();
    list.attributes = flagList(in);
    in.space();
    list.delimiter = delimiter(in);
    in.space();
    list.mailbox = listMailbox(in);
    in.acceptSpaces();
    if (in.accept('('))
        extendedItems(in, list);
    return list;
}

}
