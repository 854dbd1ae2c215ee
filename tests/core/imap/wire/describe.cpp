// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/imap/wire/describe.h"

#include "core/base/overloaded.h"
#include "core/imap/wire/framer.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/parser.h"

#include <span>

#include "tests/core/imap/wire/print.h"

namespace describe {

namespace {

QByteArray text(QByteArrayView octets)
{
    return "'" + octets.toByteArray() + "'";
}

QByteArray text(const std::optional<QByteArray> &octets)
{
    return octets ? text(QByteArrayView(*octets)) : QByteArray("-");
}

QByteArray joined(std::span<const QByteArray> words, char separator = ' ')
{
    QByteArray out;
    for (const QByteArray &word : words) {
        if (!out.isEmpty())
            out.append(separator);
        out.append(word);
    }
    return out;
}

template <typename T>
QByteArray numbers(const std::vector<T> &values)
{
    std::vector<QByteArray> words;
    for (const T &value : values) {
        if constexpr (std::is_integral_v<T>)
            words.push_back(QByteArray::number(value));
        else
            words.push_back(QByteArray::number(value.value));
    }
    return joined(words, ',');
}

template <typename T>
void field(QByteArray &out, const char *name, const std::optional<T> &value)
{
    if (!value)
        return;
    out.append(' ').append(name).append('=');
    if constexpr (std::is_integral_v<T>)
        out.append(QByteArray::number(*value));
    else if constexpr (std::is_same_v<T, QByteArray>)
        out.append(text(QByteArrayView(*value)));
    else
        out.append(QByteArray::number(value->value));
}

QByteArray parameters(const imap::Parameters &list)
{
    QByteArray out;
    for (const auto &[name, value] : list)
        out.append(';').append(name).append('=').append(value);
    return out;
}

QByteArray addresses(std::span<const imap::EnvelopeAddress> list)
{
    QByteArray out("(");
    for (const auto &address : list) {
        out.append(out.size() > 1 ? " " : "");
        out.append(text(address.name)).append(',').append(text(address.adl)).append(',');
        out.append(text(address.mailbox)).append(',').append(text(address.host));
    }
    return out.append(')');
}

QByteArray atomName(imap::code::Atom::Kind kind)
{
    return "#" + QByteArray::number(static_cast<int>(kind));
}

QByteArray responseText(const imap::ResponseText &value)
{
    return (value.code ? " [" + code(*value.code) + "]" : QByteArray()) + " "
        + text(QByteArrayView(value.text));
}

QByteArray fetch(const imap::FetchItems &items)
{
    QByteArray out;
    field(out, "uid", items.uid);
    if (items.flags)
        out.append(" flags=(").append(joined(*items.flags)).append(')');
    const auto date = [&out](const char *name, const std::optional<imap::DateTime> &value) {
        if (value)
            out.append(name).append(value->toQDateTime().toString(Qt::ISODate).toLatin1());
    };
    date(" date=", items.internalDate);
    date(" saved=", items.saveDate);
    field(out, "size", items.size);
    field(out, "modseq", items.modSeq);
    field(out, "emailid", items.emailId);
    field(out, "threadid", items.threadId);
    field(out, "gm-msgid", items.gmailMessage);
    field(out, "gm-thrid", items.gmailThread);
    if (items.gmailLabels)
        out.append(" gm-labels=(").append(joined(*items.gmailLabels)).append(')');
    if (items.preview)
        out.append(" preview=").append(text(items.preview->text));
    for (const auto &[section, octets] : items.binarySizes)
        out.append(" size[").append(section).append("]=").append(QByteArray::number(octets));
    if (items.envelope)
        out.append(" env{").append(envelope(*items.envelope)).append('}');
    if (items.bodyStructure)
        out.append(" body{").append(body(*items.bodyStructure)).append('}');
    for (const auto &section : items.sections) {
        out.append(section.isDecoded ? " bin[" : " [").append(section.section).append(']');
        if (section.origin)
            out.append('<').append(QByteArray::number(*section.origin)).append('>');
        out.append('=').append(text(section.data));
    }
    return out;
}

QByteArray delimiter(const std::optional<char> &value)
{
    return value ? QByteArray(1, *value) : QByteArray("-");
}

QByteArray entries(const std::vector<imap::NamespaceData::Entry> &list)
{
    QByteArray out("(");
    for (const auto &entry : list)
        out.append(out.size() > 1 ? " " : "")
            .append(text(QByteArrayView(entry.prefix)))
            .append(delimiter(entry.delimiter));
    return out.append(')');
}

QByteArray condition(const imap::Condition &value)
{
    constexpr const char *names[] = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
    return names[static_cast<int>(value.kind)] + responseText(value.text);
}

QByteArray status(const imap::StatusData &value)
{
    QByteArray out = "STATUS " + text(QByteArrayView(value.mailbox));
    field(out, "messages", value.messages);
    field(out, "recent", value.recent);
    field(out, "unseen", value.unseen);
    field(out, "uidnext", value.uidNext);
    field(out, "uidvalidity", value.uidValidity);
    field(out, "highestmodseq", value.highestModSeq);
    field(out, "size", value.size);
    field(out, "deleted", value.deleted);
    field(out, "deleted-storage", value.deletedOctets);
    field(out, "mailboxid", value.mailboxId);
    field(out, "appendlimit", value.appendLimit);
    return out;
}

QByteArray ranges(std::span<const imap::UidRange> list)
{
    QByteArray out;
    for (const auto &[first, last] : list) {
        out.append(out.isEmpty() ? "" : ",").append(QByteArray::number(first.value));
        if (first != last)
            out.append(':').append(QByteArray::number(last.value));
    }
    return out;
}

QByteArray esearch(const imap::ESearchData &value)
{
    QByteArray out = "ESEARCH " + text(QByteArrayView(value.tag)) + (value.uid ? " uid" : "");
    field(out, "min", value.min);
    field(out, "max", value.max);
    field(out, "count", value.count);
    if (value.all)
        out.append(" all=").append(value.all->toText());
    if (value.all && ranges(value.allInOrder) != value.all->toText())
        out.append(" order=").append(ranges(value.allInOrder));
    field(out, "modseq", value.modSeq);
    if (value.partial)
        out.append(" partial=")
            .append(QByteArray::number(value.partial->first))
            .append(':')
            .append(QByteArray::number(value.partial->last))
            .append('(')
            .append(ranges(value.partial->results))
            .append(')');
    for (const auto &change : value.changes)
        out.append(change.isAddition ? " add@" : " remove@")
            .append(QByteArray::number(change.position))
            .append('(')
            .append(ranges(change.results))
            .append(')');
    field(out, "mailbox", value.mailbox);
    field(out, "uidvalidity", value.uidValidity);
    return out;
}

QByteArray sort(const imap::SortData &value)
{
    QByteArray out = "SORT " + numbers(value.numbers);
    field(out, "modseq", value.modSeq);
    return out;
}

// Each message with its depth: "3 6@1 4@2".
QByteArray threads(const imap::ThreadData &value)
{
    QByteArray out("THREAD");
    for (const auto &[number, depth] : value.nodes) {
        out.append(' ').append(QByteArray::number(number));
        if (depth > 0)
            out.append('@').append(QByteArray::number(depth));
    }
    return out;
}

QByteArray quota(const imap::QuotaData &value)
{
    QByteArray out = "QUOTA " + text(QByteArrayView(value.root));
    for (const auto &[name, usage, limit] : value.resources)
        out.append(' ')
            .append(name)
            .append(' ')
            .append(QByteArray::number(usage))
            .append('/')
            .append(QByteArray::number(limit));
    return out;
}

QByteArray acl(const imap::AclData &value)
{
    QByteArray out = "ACL " + text(QByteArrayView(value.mailbox));
    for (const auto &[identifier, rights] : value.entries)
        out.append(' ').append(identifier).append('=').append(rights);
    return out;
}

QByteArray listRights(const imap::ListRightsData &value)
{
    return "LISTRIGHTS " + text(QByteArrayView(value.mailbox)) + ' ' + value.identifier + " ["
        + value.required + "] " + joined(value.optional);
}

QByteArray metadata(const imap::MetadataData &value)
{
    QByteArray out = "METADATA " + text(QByteArrayView(value.mailbox));
    for (const auto &[name, content] : value.entries)
        out.append(' ').append(name).append('=').append(text(content));
    if (!value.changed.empty())
        out.append(" changed: ").append(joined(value.changed));
    return out;
}

QByteArray search(const imap::SearchData &value)
{
    QByteArray out = "SEARCH " + numbers(value.numbers);
    field(out, "modseq", value.modSeq);
    return out;
}

QByteArray list(const imap::ListData &value)
{
    return QByteArray(value.command == imap::ListData::Command::List ? "LIST" : "LSUB") + " ("
        + joined(value.attributes) + ") " + delimiter(value.delimiter) + " "
        + text(QByteArrayView(value.mailbox))
        + (value.childInfo.empty() ? QByteArray() : " childinfo=" + joined(value.childInfo, ','))
        + (value.oldName ? " oldname=" + text(value.oldName) : QByteArray());
}

QByteArray untagged(const imap::Untagged &value)
{
    return std::visit(
        overloaded{
            [](const imap::Condition &v) { return condition(v); },
            [](const imap::CapabilityData &v) { return "CAPABILITY " + joined(v.names); },
            [](const imap::Enabled &v) { return "ENABLED " + joined(v.names); },
            [](const imap::ListData &v) { return list(v); },
            [](const imap::StatusData &v) { return status(v); },
            [](const imap::SearchData &v) { return search(v); },
            [](const imap::ESearchData &v) { return esearch(v); },
            [](const imap::FlagsData &v) { return "FLAGS (" + joined(v.flags) + ")"; },
            [](const imap::Exists &v) { return "EXISTS " + QByteArray::number(v.count); },
            [](const imap::Recent &v) { return "RECENT " + QByteArray::number(v.count); },
            [](const imap::Expunge &v) { return "EXPUNGE " + QByteArray::number(v.message.value); },
            [](const imap::Vanished &v) {
                return QByteArray("VANISHED ") + (v.earlier ? "earlier " : "") + v.uids.toText();
            },
            [](const imap::Fetch &v) {
                return "FETCH " + QByteArray::number(v.message.value) + fetch(v.items);
            },
            [](const imap::IdData &v) { return "ID " + parameters(v.fields); },
            [](const imap::NamespaceData &v) {
                return "NAMESPACE " + entries(v.personal) + entries(v.otherUsers) + entries(v.shared);
            },
            [](const imap::SortData &v) { return sort(v); },
            [](const imap::ThreadData &v) { return threads(v); },
            [](const imap::QuotaData &v) { return quota(v); },
            [](const imap::QuotaRootData &v) {
                return "QUOTAROOT " + text(QByteArrayView(v.mailbox)) + " (" + joined(v.roots, ',') + ")";
            },
            [](const imap::AclData &v) { return acl(v); },
            [](const imap::MyRightsData &v) {
                return "MYRIGHTS " + text(QByteArrayView(v.mailbox)) + ' ' + v.rights;
            },
            [](const imap::ListRightsData &v) { return listRights(v); },
            [](const imap::MetadataData &v) { return metadata(v); },
            [](const imap::Unknown &v) { return "unknown " + v.name; },
        },
        value);
}

QByteArray modSeqCode(const imap::code::HighestModSeq &value)
{
    return "HIGHESTMODSEQ " + QByteArray::number(value.value.value);
}

}

QByteArray envelope(const imap::Envelope &value)
{
    const std::vector<QByteArray> fields{
        text(value.date),         text(value.subject),  addresses(value.from), addresses(value.sender),
        addresses(value.replyTo), addresses(value.to),  addresses(value.cc),   addresses(value.bcc),
        text(value.inReplyTo),    text(value.messageId)};
    return joined(fields, '|');
}

QByteArray body(const imap::BodyStructure &value)
{
    QByteArray out = value.type + '/' + value.subtype + parameters(value.parameters);
    field(out, "id", value.id);
    field(out, "desc", value.description);
    if (!value.isMultipart() || !value.encoding.isEmpty())
        out.append(' ').append(value.encoding).append(' ').append(QByteArray::number(value.octets));
    if (value.lines > 0)
        out.append('/').append(QByteArray::number(value.lines));
    field(out, "md5", value.md5);
    if (value.disposition)
        out.append(" disp=")
            .append(value.disposition->type)
            .append(parameters(value.disposition->parameters));
    if (!value.languages.empty())
        out.append(" lang=").append(joined(value.languages, ','));
    field(out, "loc", value.location);
    for (const auto &enveloped : value.envelope)
        out.append(" env{").append(envelope(enveloped)).append('}');
    std::vector<QByteArray> parts;
    for (const auto &part : value.parts)
        parts.push_back(body(part));
    return parts.empty() ? out : out + " [" + joined(parts, ',') + "]";
}

QByteArray code(const imap::ResponseCode &value)
{
    using namespace imap::code;
    return std::visit(
        overloaded{
            [](const BadCharset &v) { return "BADCHARSET " + joined(v.charsets); },
            [](const Capability &v) { return "CAPABILITY " + joined(v.names); },
            [](const PermanentFlags &v) {
                return "PERMANENTFLAGS (" + joined(v.flags) + ")" + (v.anyKeyword ? "*" : "");
            },
            [](const UidNext &v) { return "UIDNEXT " + QByteArray::number(v.uid.value); },
            [](const Validity &v) { return "UIDVALIDITY " + QByteArray::number(v.value.value); },
            [](const Unseen &v) { return "UNSEEN " + QByteArray::number(v.first.value); },
            [](const HighestModSeq &v) { return modSeqCode(v); },
            [](const Modified &v) { return "MODIFIED " + v.uids.toText(); },
            [](const AppendUid &v) {
                return "APPENDUID " + QByteArray::number(v.validity.value) + ' ' + v.uids.toText();
            },
            [](const CopyUid &v) {
                return "COPYUID " + QByteArray::number(v.validity.value) + ' ' + numbers(v.source) + ">"
                    + numbers(v.destination);
            },
            [](const MailboxId &v) { return "MAILBOXID " + v.id; },
            [](const Referral &v) { return "REFERRAL " + v.url; },
            [](const WebAlert &v) { return "WEBALERT " + v.url; },
            [](const InProgress &v) {
                QByteArray out = "INPROGRESS " + text(QByteArrayView(v.tag));
                field(out, "done", v.done);
                field(out, "goal", v.goal);
                return out;
            },
            [](const MessageLimit &v) {
                QByteArray out = "MESSAGELIMIT " + QByteArray::number(v.messages);
                field(out, "last", v.last);
                return out;
            },
            [](const Metadata &v) {
                return "METADATA #" + QByteArray::number(static_cast<int>(v.kind)) + ' '
                    + QByteArray::number(v.octets);
            },
            [](const BadEvent &v) { return "BADEVENT " + joined(v.known); },
            [](const NoUpdate &v) { return "NOUPDATE " + text(QByteArrayView(v.tag)); },
            [](const Atom &v) { return atomName(v.kind); },
            [](const Unknown &v) { return "?" + v.name + ' ' + text(QByteArrayView(v.rest)); },
        },
        value);
}

QByteArray response(const imap::Response &value)
{
    return std::visit(overloaded{
                          [](const imap::Untagged &v) { return untagged(v); },
                          [](const imap::Tagged &v) {
                              constexpr const char *names[] = {"OK", "NO", "BAD"};
                              return "tagged " + v.tag + ' ' + names[static_cast<int>(v.status)]
                                  + responseText(v.text);
                          },
                          [](const imap::Continuation &v) { return "+ " + text(QByteArrayView(v.text)); },
                      },
                      value);
}

namespace {

// Print-then-parse, for every value that has a grammatical form.
bool survivesPrinting(const imap::Response &value)
{
    const auto printed = print::response(value);
    const auto again = printed ? imap::parseResponse(*printed) : Result<imap::Response>(value);
    return again && *again == value;
}

QByteArray value(QByteArrayView frame)
{
    const auto result = imap::parseResponse(frame.toByteArray());
    if (result)
        return survivesPrinting(*result) ? response(*result)
                                         : "printed and read again not the same: " + response(*result);
    switch (result.error().kind) {
    case Error::Kind::Syntax: return "error Syntax";
    case Error::Kind::LimitExceeded: return "error LimitExceeded";
    default: return "error of another kind";
    }
}

// What the framer cuts from the stream when it comes as `first` octets, then in pieces of `rest`.
std::vector<QByteArray> framesOf(QByteArrayView stream, qsizetype first, qsizetype rest)
{
    imap::ResponseFramer framer(
        {.lineOctets = imap::limits::lineOctets, .frameOctets = imap::limits::frameOctets});
    std::vector<QByteArray> frames;
    for (qsizetype at = 0, size = first; at < stream.size(); at += size, size = rest) {
        size = std::min(size, stream.size() - at);
        framer.feed(stream.sliced(at, size));
        for (auto frame = framer.next(); frame && *frame; frame = framer.next())
            frames.push_back(**frame);
    }
    return frames;
}

// The stream octet by octet and split at every offset (of a long one: at many) gives the same frames.
bool isTheSameHoweverItComes(QByteArrayView stream, const std::vector<QByteArray> &frames)
{
    constexpr qsizetype mostSplits = 400;
    const qsizetype step = 1 + stream.size() / mostSplits;
    for (qsizetype at = 1; at < stream.size(); at += step) {
        if (framesOf(stream, at, stream.size()) != frames)
            return false;
    }
    return framesOf(stream, 1, 1) == frames;
}

}

QByteArray parsed(QByteArrayView stream)
{
    const auto frames = framesOf(stream, stream.size(), stream.size());
    if (!isTheSameHoweverItComes(stream, frames))
        return "depends on how it comes";
    qsizetype framed = 0;
    for (const QByteArray &frame : frames)
        framed += frame.size();
    if (frames.empty() || framed < stream.size())
        return value(stream);  // not a whole response: read as what it pretends to be
    std::vector<QByteArray> values;
    for (const QByteArray &frame : frames)
        values.push_back(value(frame));
    return joined(values, '\n');
}

}
