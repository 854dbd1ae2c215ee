// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/imap/wire/print.h"

#include "core/base/overloaded.h"
#include "core/imap/wire/datetime.h"
#include "core/imap/wire/section.h"

#include <algorithm>
#include <limits>
#include <span>

#include "tests/core/imap/wire/printcode.h"

namespace print {

QByteArray string(QByteArrayView octets)
{
    return "{" + QByteArray::number(octets.size()) + "}\r\n" + octets.toByteArray();
}

QByteArray nstring(const std::optional<QByteArray> &octets)
{
    return octets ? string(*octets) : QByteArray("NIL");
}

QByteArray number(quint64 value)
{
    return QByteArray::number(value);
}

QByteArray words(std::span<const QByteArray> list)
{
    QByteArray out;
    for (const QByteArray &word : list)
        out.append(out.isEmpty() ? "" : " ").append(word);
    return out;
}

namespace {

bool isPlain(QByteArrayView word)
{
    return std::all_of(word.begin(), word.end(), [](char c) {
        return c > ' ' && c != '"' && c != '{' && c != '[' && c != ']' && c != '(' && c != ')' && c != '\x7f';
    });
}

}

bool arePlain(std::span<const QByteArray> list)
{
    return std::all_of(list.begin(), list.end(), [](const QByteArray &word) { return isPlain(word); });
}

namespace {

QByteArray strings(std::span<const QByteArray> list)
{
    QByteArray out;
    for (const QByteArray &word : list)
        out.append(' ').append(string(word));
    return out;
}

QByteArray parameters(const imap::Parameters &list)
{
    std::vector<QByteArray> words_;
    for (const auto &[name, value] : list)
        words_.push_back(string(name) + ' ' + string(value));
    return words_.empty() ? QByteArray("NIL") : '(' + words(words_) + ')';
}

QByteArray addresses(std::span<const imap::EnvelopeAddress> list)
{
    QByteArray out;
    for (const auto &address : list)
        out += '(' + nstring(address.name) + ' ' + nstring(address.adl) + ' ' + nstring(address.mailbox) + ' '
            + nstring(address.host) + ')';
    return out.isEmpty() ? QByteArray("NIL") : '(' + out + ')';
}

// body-fld-dsp, -lang and -loc
QByteArray extension(const imap::BodyStructure &value)
{
    QByteArray out = value.disposition
        ? " (" + string(value.disposition->type) + ' ' + parameters(value.disposition->parameters) + ')'
        : QByteArray(" NIL");
    out += value.languages.empty() ? QByteArray(" NIL") : " (" + strings(value.languages).sliced(1) + ')';
    return out + ' ' + nstring(value.location);
}

QByteArray leaf(const imap::BodyStructure &value)
{
    QByteArray out = (value.type.isNull() ? QByteArray("NIL") : string(value.type)) + ' '
        + (value.subtype.isNull() ? QByteArray("NIL") : string(value.subtype)) + ' '
        + parameters(value.parameters) + ' ' + nstring(value.id) + ' ' + nstring(value.description) + ' '
        + (value.encoding.isNull() ? QByteArray("NIL") : string(value.encoding)) + ' ' + number(value.octets);
    if (!value.envelope.empty())
        out += ' ' + envelope(value.envelope.front()) + ' '
            + (value.parts.empty() ? QByteArray("NIL") : body(value.parts.front())) + ' '
            + number(value.lines);
    else if (value.lines > 0)
        out += ' ' + number(value.lines);
    return out + ' ' + nstring(value.md5) + extension(value);
}

QByteArray delimiter(const std::optional<char> &value)
{
    return value ? string(QByteArrayView(&*value, 1)) : QByteArray("NIL");
}

QByteArray ranges(std::span<const imap::UidRange> list)
{
    QByteArray out;
    for (const auto &[first, last] : list)
        out += (out.isEmpty() ? "" : ",") + number(first.value) + ':' + number(last.value);
    return out;
}

// Field names with spaces or parentheses were quoted, and cannot be told apart any more.
bool isPrintableSection(QByteArrayView section)
{
    return imap::canonicalSection(section) == section
        && std::all_of(section.begin(), section.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView(" .()-").contains(c);
           });
}

template <typename T>
void item(std::vector<QByteArray> &out, const char *name, const std::optional<T> &value)
{
    if (!value)
        return;
    if constexpr (std::is_integral_v<T>)
        out.push_back(name + number(*value));
    else
        out.push_back(name + number(value->value));
}

std::optional<QByteArray> fetch(const imap::Fetch &value)
{
    const imap::FetchItems &items = value.items;
    std::vector<QByteArray> out;
    item(out, "UID ", items.uid);
    if (items.flags)
        out.push_back("FLAGS (" + words(*items.flags) + ')');
    if (items.internalDate)
        out.push_back("INTERNALDATE " + imap::dateTimeText(items.internalDate->toQDateTime()));
    if (items.saveDate)
        out.push_back("SAVEDATE " + imap::dateTimeText(items.saveDate->toQDateTime()));
    item(out, "RFC822.SIZE ", items.size);
    if (items.modSeq)
        out.push_back("MODSEQ (" + number(items.modSeq->value) + ')');
    if (items.emailId)
        out.push_back("EMAILID (" + *items.emailId + ')');
    if (items.threadId)
        out.push_back("THREADID (" + *items.threadId + ')');
    if (items.preview)
        out.push_back("PREVIEW " + nstring(items.preview->text));
    item(out, "X-GM-MSGID ", items.gmailMessage);
    item(out, "X-GM-THRID ", items.gmailThread);
    if (items.gmailLabels)
        out.push_back("X-GM-LABELS ("
                      + (items.gmailLabels->empty() ? QByteArray() : strings(*items.gmailLabels)) + ')');
    if (items.envelope)
        out.push_back("ENVELOPE " + envelope(*items.envelope));
    if (items.bodyStructure)
        out.push_back("BODYSTRUCTURE " + body(*items.bodyStructure));
    for (const auto &[section, octets] : items.binarySizes) {
        if (!isPrintableSection(section))
            return std::nullopt;
        out.push_back("BINARY.SIZE[" + section + "] " + number(octets));
    }
    for (const imap::BodySection &section : items.sections) {
        if (!isPrintableSection(section.section))
            return std::nullopt;
        out.push_back((section.isDecoded ? "BINARY[" : "BODY[") + section.section + ']'
                      + (section.origin ? '<' + number(*section.origin) + "> " : QByteArray(" "))
                      + nstring(section.data));
    }
    return "* " + number(value.message.value) + " FETCH (" + words(out) + ')';
}

QByteArray list(const imap::ListData &value)
{
    if (value.command == imap::ListData::Command::Find)
        return "* MAILBOX " + value.mailbox;
    QByteArray out = (value.command == imap::ListData::Command::List ? "* LIST (" : "* LSUB (")
        + words(value.attributes) + ") " + delimiter(value.delimiter) + ' ' + string(value.mailbox) + " (";
    if (!value.childInfo.empty())
        out += "\"CHILDINFO\" (" + strings(value.childInfo).sliced(1) + ") ";
    if (value.oldName)
        out += "\"OLDNAME\" (" + string(*value.oldName) + ')';
    return out + ')';
}

QByteArray status(const imap::StatusData &value)
{
    std::vector<QByteArray> out;
    item(out, "MESSAGES ", value.messages);
    item(out, "RECENT ", value.recent);
    item(out, "UNSEEN ", value.unseen);
    item(out, "UIDNEXT ", value.uidNext);
    item(out, "UIDVALIDITY ", value.uidValidity);
    item(out, "HIGHESTMODSEQ ", value.highestModSeq);
    item(out, "SIZE ", value.size);
    item(out, "DELETED ", value.deleted);
    item(out, "DELETED-STORAGE ", value.deletedOctets);
    if (value.mailboxId)
        out.push_back("MAILBOXID (" + *value.mailboxId + ')');
    if (value.appendLimit)
        out.push_back(*value.appendLimit == std::numeric_limits<quint64>::max()
                          ? QByteArray("APPENDLIMIT NIL")
                          : "APPENDLIMIT " + number(*value.appendLimit));
    return "* STATUS " + string(value.mailbox) + " (" + words(out) + ')';
}

template <typename T>
QByteArray search(const char *name, const T &value)
{
    QByteArray out = QByteArray("* ") + name;
    for (const quint32 found : value.numbers)
        out += ' ' + number(found);
    return value.modSeq ? out + " (MODSEQ " + number(value.modSeq->value) + ')' : out;
}

QByteArray esearch(const imap::ESearchData &value)
{
    std::vector<QByteArray> out{
        "* ESEARCH (TAG " + string(value.tag)
        + (value.mailbox ? " MAILBOX " + string(*value.mailbox) : QByteArray())
        + (value.uidValidity ? " UIDVALIDITY " + number(value.uidValidity->value) : QByteArray()) + ')'};
    if (value.uid)
        out.push_back("UID");
    item(out, "MIN ", value.min);
    item(out, "MAX ", value.max);
    item(out, "COUNT ", value.count);
    item(out, "MODSEQ ", value.modSeq);
    if (value.all)
        out.push_back("ALL " + ranges(value.allInOrder));
    if (value.partial)
        out.push_back("PARTIAL (" + QByteArray::number(value.partial->first) + ':'
                      + QByteArray::number(value.partial->last) + ' '
                      + (value.partial->results.empty() ? QByteArray("NIL") : ranges(value.partial->results))
                      + ')');
    for (const auto &change : value.changes)
        out.push_back((change.isAddition ? "ADDTO (" : "REMOVEFROM (") + number(change.position) + ' '
                      + ranges(change.results) + ')');
    return words(out);
}

// Only children are written behind their parent, several in lists of their own.
QByteArray threads(const imap::ThreadData &value)
{
    const auto &nodes = value.nodes;
    std::vector<int> children(nodes.size());
    std::vector<std::size_t> path;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        path.resize(std::min<std::size_t>(path.size(), nodes[i].depth));
        if (!path.empty())
            ++children[path.back()];
        path.push_back(i);
    }
    QByteArray out("* THREAD ");
    std::vector<bool> opened;  // by depth: whether that node has a list of its own
    const auto closeTo = [&](std::size_t depth) {
        for (; opened.size() > depth; opened.pop_back())
            out += opened.back() ? ")" : "";
    };
    path.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        closeTo(nodes[i].depth);
        path.resize(std::min<std::size_t>(path.size(), nodes[i].depth));
        const bool isAlone = !path.empty() && children[path.back()] == 1;
        out += (isAlone ? " " : "(") + number(nodes[i].number);
        opened.push_back(!isAlone);
        path.push_back(i);
    }
    closeTo(0);
    return out;
}

QByteArray entries(std::span<const imap::NamespaceData::Entry> list)
{
    QByteArray out;
    for (const auto &entry : list)
        out += '(' + string(entry.prefix) + ' ' + delimiter(entry.delimiter) + ')';
    return out.isEmpty() ? QByteArray("NIL") : '(' + out + ')';
}

QByteArray quota(const imap::QuotaData &value)
{
    std::vector<QByteArray> out;
    for (const auto &[name, usage, limit] : value.resources)
        out.push_back(string(name) + ' ' + number(usage) + ' ' + number(limit));
    return "* QUOTA " + string(value.root) + " (" + words(out) + ')';
}

QByteArray acl(const imap::AclData &value)
{
    QByteArray out = "* ACL " + string(value.mailbox);
    for (const auto &[identifier, rights] : value.entries)
        out += ' ' + string(identifier) + ' ' + string(rights);
    return out;
}

QByteArray metadata(const imap::MetadataData &value)
{
    const QByteArray start = "* METADATA " + string(value.mailbox);
    if (!value.changed.empty())
        return start + strings(value.changed);
    std::vector<QByteArray> out;
    for (const auto &[name, content] : value.entries)
        out.push_back(string(name) + ' ' + nstring(content));
    return start + " (" + words(out) + ')';
}

std::optional<QByteArray> condition(const imap::Condition &value)
{
    constexpr const char *names[] = {"* OK ", "* NO ", "* BAD ", "* BYE ", "* PREAUTH "};
    const auto text = responseText(value.text);
    return text ? std::optional(names[static_cast<int>(value.kind)] + *text) : std::nullopt;
}

// A number in front keeps an unknown word unknown.
QByteArray unknown(const imap::Unknown &value)
{
    const QByteArray upper = value.name.toUpper();
    const bool isNumbered = upper == "FETCH" || upper == "UIDFETCH" || upper == "EXISTS" || upper == "EXPUNGE"
        || upper == "RECENT" || upper == "STORE" || upper == "EXPUNGED";
    return (isNumbered ? "* " : "* 1 ") + value.name;
}

std::optional<QByteArray> untagged(const imap::Untagged &value)
{
    using Text = std::optional<QByteArray>;
    return std::visit(
        overloaded{
            [](const imap::Condition &v) { return condition(v); },
            [](const imap::CapabilityData &v) { return Text("* CAPABILITY " + words(v.names)); },
            [](const imap::Enabled &v) { return Text("* ENABLED " + words(v.names)); },
            [](const imap::ListData &v) { return Text(list(v)); },
            [](const imap::StatusData &v) { return Text(status(v)); },
            [](const imap::SearchData &v) { return Text(search("SEARCH", v)); },
            [](const imap::SortData &v) { return Text(search("SORT", v)); },
            [](const imap::ESearchData &v) { return Text(esearch(v)); },
            [](const imap::ThreadData &v) { return Text(threads(v)); },
            [](const imap::FlagsData &v) { return Text("* FLAGS (" + words(v.flags) + ')'); },
            [](const imap::Exists &v) { return Text("* " + number(v.count) + " EXISTS"); },
            [](const imap::Recent &v) { return Text("* " + number(v.count) + " RECENT"); },
            [](const imap::Expunge &v) { return Text("* " + number(v.message.value) + " EXPUNGE"); },
            [](const imap::Vanished &v) {
                return Text("* VANISHED " + QByteArray(v.earlier ? "(EARLIER) " : "") + v.uids.toText());
            },
            [](const imap::Fetch &v) { return fetch(v); },
            [](const imap::IdData &v) { return Text("* ID " + parameters(v.fields)); },
            [](const imap::NamespaceData &v) {
                return Text("* NAMESPACE " + entries(v.personal) + ' ' + entries(v.otherUsers) + ' '
                            + entries(v.shared));
            },
            [](const imap::QuotaData &v) { return Text(quota(v)); },
            [](const imap::QuotaRootData &v) {
                return Text("* QUOTAROOT " + string(v.mailbox) + strings(v.roots));
            },
            [](const imap::AclData &v) { return Text(acl(v)); },
            [](const imap::MyRightsData &v) {
                return Text("* MYRIGHTS " + string(v.mailbox) + ' ' + string(v.rights));
            },
            [](const imap::ListRightsData &v) {
                return Text("* LISTRIGHTS " + string(v.mailbox) + ' ' + string(v.identifier) + ' '
                            + string(v.required) + strings(v.optional));
            },
            [](const imap::MetadataData &v) { return Text(metadata(v)); },
            [](const imap::Unknown &v) { return Text(unknown(v)); },
        },
        value);
}

std::optional<QByteArray> tagged(const imap::Tagged &value)
{
    constexpr const char *names[] = {" OK ", " NO ", " BAD "};
    const auto text = responseText(value.text);
    return text ? std::optional(value.tag + names[static_cast<int>(value.status)] + *text) : std::nullopt;
}

}

QByteArray envelope(const imap::Envelope &value)
{
    return '(' + nstring(value.date) + ' ' + nstring(value.subject) + ' ' + addresses(value.from) + ' '
        + addresses(value.sender) + ' ' + addresses(value.replyTo) + ' ' + addresses(value.to) + ' '
        + addresses(value.cc) + ' ' + addresses(value.bcc) + ' ' + nstring(value.inReplyTo) + ' '
        + nstring(value.messageId) + ')';
}

QByteArray body(const imap::BodyStructure &value)
{
    QByteArray parts;
    for (const auto &part : value.parts)
        parts += body(part);
    if (value.isMultipart() && !value.parts.empty())
        return '(' + parts + ' ' + string(value.subtype) + ' ' + parameters(value.parameters)
            + extension(value) + ')';
    return '(' + leaf(value) + ')';
}

std::optional<QByteArray> response(const imap::Response &value)
{
    auto line = std::visit(overloaded{
                               [](const imap::Untagged &v) { return untagged(v); },
                               [](const imap::Tagged &v) { return tagged(v); },
                               [](const imap::Continuation &v) { return std::optional("+ " + v.text); },
                           },
                           value);
    return line ? std::optional(*line + "\r\n") : std::nullopt;
}

}
