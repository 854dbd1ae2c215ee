// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/imap/wire/printcode.h"

#include "core/base/overloaded.h"

namespace print {

namespace {

using Text = std::optional<QByteArray>;

Text plain(const char *name, std::span<const QByteArray> list, const char *open = " (",
           const char *close = ")")
{
    return arePlain(list) ? Text(name + QByteArray(open) + words(list) + close) : std::nullopt;
}

// What was not read: a literal in it, or a quote, might take in what is printed behind it.
Text uninterpreted(const QByteArray &name, const QByteArray &rest)
{
    if (rest.contains('{') || rest.contains('"'))
        return std::nullopt;
    return name + (rest.isEmpty() ? QByteArray() : ' ' + rest);
}

QByteArray atom(imap::code::Atom::Kind kind)
{
    constexpr const char *names[] = {"ALERT",
                                     "PARSE",
                                     "READ-ONLY",
                                     "READ-WRITE",
                                     "TRYCREATE",
                                     "NOMODSEQ",
                                     "UIDNOTSTICKY",
                                     "CLOSED",
                                     "EXPUNGEISSUED",
                                     "AUTHENTICATIONFAILED",
                                     "AUTHORIZATIONFAILED",
                                     "EXPIRED",
                                     "PRIVACYREQUIRED",
                                     "CONTACTADMIN",
                                     "NOPERM",
                                     "INUSE",
                                     "CORRUPTION",
                                     "SERVERBUG",
                                     "CLIENTBUG",
                                     "CANNOT",
                                     "LIMIT",
                                     "OVERQUOTA",
                                     "ALREADYEXISTS",
                                     "NONEXISTENT",
                                     "UNAVAILABLE",
                                     "NOTSAVED",
                                     "HASCHILDREN",
                                     "UNKNOWN-CTE",
                                     "TOOBIG",
                                     "COMPRESSIONACTIVE",
                                     "USEATTR",
                                     "UIDREQUIRED",
                                     "NOTIFICATIONOVERFLOW",
                                     "THROTTLED"};
    return names[static_cast<int>(kind)];
}

QByteArray uids(const std::vector<imap::Uid> &list)
{
    QByteArray out;
    for (const imap::Uid uid : list)
        out += (out.isEmpty() ? "" : ",") + number(uid.value);
    return out;
}

QByteArray metadata(const imap::code::Metadata &value)
{
    constexpr const char *names[] = {"METADATA LONGENTRIES ", "METADATA MAXSIZE ", "METADATA TOOMANY",
                                     "METADATA NOPRIVATE"};
    const bool hasNumber = value.kind == imap::code::Metadata::Kind::LongEntries
        || value.kind == imap::code::Metadata::Kind::MaxSize;
    return names[static_cast<int>(value.kind)] + (hasNumber ? number(value.octets) : QByteArray());
}

QByteArray inProgress(const imap::code::InProgress &value)
{
    return "INPROGRESS (" + string(value.tag) + ' ' + (value.done ? number(*value.done) : QByteArray("NIL"))
        + ' ' + (value.goal ? number(*value.goal) : QByteArray("NIL")) + ')';
}

Text badCharset(const imap::code::BadCharset &value)
{
    QByteArray out;
    for (const QByteArray &charset : value.charsets)
        out += ' ' + string(charset);
    return out.isEmpty() ? Text("BADCHARSET") : Text("BADCHARSET (" + out.sliced(1) + ')');
}

Text permanentFlags(const imap::code::PermanentFlags &value)
{
    auto flags = value.flags;
    if (value.anyKeyword)
        flags.emplace_back("\\*");
    return plain("PERMANENTFLAGS", flags);
}

Text code(const imap::ResponseCode &value)
{
    using namespace imap::code;
    return std::visit(
        overloaded{
            [](const BadCharset &v) { return badCharset(v); },
            [](const Capability &v) { return plain("CAPABILITY", v.names, " ", ""); },
            [](const PermanentFlags &v) { return permanentFlags(v); },
            [](const UidNext &v) { return Text("UIDNEXT " + number(v.uid.value)); },
            [](const Validity &v) { return Text("UIDVALIDITY " + number(v.value.value)); },
            [](const Unseen &v) { return Text("UNSEEN " + number(v.first.value)); },
            [](const HighestModSeq &v) { return Text("HIGHESTMODSEQ " + number(v.value.value)); },
            [](const Modified &v) { return Text("MODIFIED " + v.uids.toText()); },
            [](const AppendUid &v) {
                return Text("APPENDUID " + number(v.validity.value) + ' ' + v.uids.toText());
            },
            [](const CopyUid &v) {
                return Text("COPYUID " + number(v.validity.value) + ' ' + uids(v.source) + ' '
                            + uids(v.destination));
            },
            [](const MailboxId &v) { return plain("MAILBOXID", std::span(&v.id, 1)); },
            [](const Referral &v) { return uninterpreted("REFERRAL", v.url); },
            [](const WebAlert &v) { return uninterpreted("WEBALERT", v.url); },
            [](const InProgress &v) { return Text(inProgress(v)); },
            [](const MessageLimit &v) {
                return Text("MESSAGELIMIT " + number(v.messages)
                            + (v.last ? ' ' + number(v.last->value) : ""));
            },
            [](const Metadata &v) { return Text(metadata(v)); },
            [](const BadEvent &v) { return plain("BADEVENT", v.known); },
            [](const NoUpdate &v) { return Text("NOUPDATE " + string(v.tag)); },
            [](const Atom &v) { return Text(atom(v.kind)); },
            [](const Unknown &v) { return uninterpreted(v.name, v.rest); },
        },
        value);
}

}

std::optional<QByteArray> responseText(const imap::ResponseText &value)
{
    if (!value.code)
        return value.text;
    const Text inside = code(*value.code);
    return inside ? Text('[' + *inside + "] " + value.text) : std::nullopt;
}

}
