// SPDX-License-Identifier: GPL-3.0-or-later
// What concerns messages of the selected mailbox.
#include "core/mime/part.h"
#include "core/mime/partsections.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

#include "tests/support/modelsession.h"

namespace model {

namespace {

QByteArray internalDateText(qint64 seconds)
{
    const QDateTime when = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return QLocale::c().toString(when, QStringLiteral("\"dd-MMM-yyyy hh:mm:ss +0000\"")).toLatin1();
}

QByteArray bodyText(const QByteArray &octets)
{
    const qsizetype end = octets.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : octets.mid(end + 4);
}

QByteArray headerText(const QByteArray &octets)
{
    const qsizetype end = octets.indexOf("\r\n\r\n");
    return end < 0 ? octets : octets.left(end + 4);
}

QByteArray addressText(const QByteArray &field)
{
    if (field.isEmpty())
        return "NIL";
    const qsizetype open = field.indexOf('<');
    const QByteArray address = open < 0 ? field : field.mid(open + 1).chopped(1);
    const qsizetype at = address.lastIndexOf('@');
    return "((" + nstring(open < 0 ? QByteArray() : field.left(open).trimmed()) + " NIL "
        + nstring(address.left(at)) + ' ' + nstring(address.mid(at + 1)) + "))";
}

QByteArray envelopeText(const QByteArray &octets)
{
    const QByteArray from = addressText(fieldOf(octets, "From"));
    return '(' + nstring(fieldOf(octets, "Date")) + ' ' + nstring(fieldOf(octets, "Subject")) + ' ' + from
        + ' ' + from + ' ' + from + ' ' + addressText(fieldOf(octets, "To")) + ' '
        + addressText(fieldOf(octets, "Cc")) + ' ' + addressText(fieldOf(octets, "Bcc")) + ' '
        + nstring(fieldOf(octets, "In-Reply-To")) + ' ' + nstring(fieldOf(octets, "Message-ID")) + ')';
}

// A nested message is told as a part without parts: enough for what the tests send.
QByteArray parametersText(const mime::PartInfo &info)
{
    QByteArrayList parameters;
    for (const auto &[name, value] : info.parameters)
        parameters.append(quoted(name) + ' ' + quoted(value.toUtf8()));
    return parameters.isEmpty() ? QByteArray("NIL") : '(' + parameters.join(' ') + ')';
}

QByteArray structureText(const mime::ParsedPart &part, bool isWhole)
{
    const mime::PartInfo &info = part.info;
    if (info.isMultipart()) {
        QByteArray text = "(";
        for (const mime::ParsedPart &each : part.parts)
            text += structureText(each, isWhole);
        return text + ' ' + quoted(info.subtype.toUpper())
            + (isWhole ? ' ' + parametersText(info) + " NIL NIL" : QByteArray()) + ')';
    }
    const bool isNested = info.type == "message" && (info.subtype == "rfc822" || info.subtype == "global");
    const QByteArray type = isNested ? "APPLICATION" : info.type.toUpper();
    QByteArray text = '(' + quoted(type) + ' ' + quoted(info.subtype.toUpper()) + ' ' + parametersText(info)
        + " NIL NIL " + quoted(info.encoding.toUpper()) + ' ' + QByteArray::number(part.body.size());
    if (type == "TEXT")
        text += ' ' + QByteArray::number(part.body.count('\n'));
    return text + ')';
}

// "BODY.PEEK[HEADER.FIELDS (DATE)]<0.100>"
struct Section {
    QByteArray name;        // between the brackets, upper case
    QByteArrayList fields;  // of HEADER.FIELDS
    qint64 first = -1, most = 0;
};

Section sectionOf(const QByteArray &item)
{
    Section section;
    const qsizetype open = item.indexOf('['), close = item.lastIndexOf(']');
    section.name = item.mid(open + 1, close - open - 1).toUpper();
    if (const qsizetype list = section.name.indexOf('('); list > 0) {
        section.fields = section.name.mid(list + 1).chopped(1).split(' ');
        section.name = section.name.left(list).trimmed();
    }
    const QByteArray partial = item.mid(close + 1);
    if (partial.startsWith('<')) {
        const QByteArrayList numbers = partial.mid(1).chopped(1).split('.');
        section.first = numbers.value(0).toLongLong();
        section.most = numbers.value(1).toLongLong();
    }
    return section;
}

QByteArray fieldsText(const QByteArray &octets, const QByteArrayList &fields)
{
    QByteArray text;
    bool wanted = false;
    for (const QByteArray &row : headerText(octets).split('\n')) {
        if (row.size() < 2)
            break;
        if (row.front() != ' ' && row.front() != '\t')
            wanted = fields.contains(row.left(row.indexOf(':')).toUpper());
        if (wanted)
            text += row + '\n';
    }
    return text + "\r\n";
}

}

std::optional<std::vector<quint32>> Session::uidsOf(const Command &command, const Argument &set)
{
    const bool byUid = command.verb.startsWith("UID ");
    const quint32 last = m_view.empty() ? 0 : byUid ? m_view.back().uid : static_cast<quint32>(m_view.size());
    const auto ranges = parseSet(set.text, last);
    if (!ranges) {
        bad(command, "no set: " + set.text);
        return std::nullopt;
    }
    std::vector<quint32> uids;
    for (std::size_t i = 0; i < m_view.size(); ++i) {
        const bool isThere = !m_mailbox->isGone && m_mailbox->find(m_view[i].uid) != nullptr;
        if (contains(*ranges, byUid ? m_view[i].uid : static_cast<quint32>(i + 1)) && isThere)
            uids.push_back(m_view[i].uid);
    }
    return uids;
}

QByteArray Session::sectionText(const Message &message, const QByteArray &item)
{
    const Section section = sectionOf(item);
    QByteArray text;
    if (section.name.isEmpty()) {
        text = message.octets;
    } else if (section.name == "HEADER") {
        text = headerText(message.octets);
    } else if (section.name == "HEADER.FIELDS") {
        text = fieldsText(message.octets, section.fields);
    } else if (section.name == "TEXT") {
        text = bodyText(message.octets);
    } else {
        const mime::ParsedMessage parsed = mime::parseMessage(message.octets);
        const mime::ParsedPart *part = mime::partAt(parsed.root, section.name);
        text = part != nullptr ? part->body : QByteArray();
        if (part == nullptr)
            m_model.complain("no such section: " + item);
    }
    QByteArray name = "BODY[" + section.name;
    if (!section.fields.isEmpty())
        name += " (" + section.fields.join(' ') + ')';
    name += ']';
    if (section.first >= 0) {
        text = text.mid(section.first, section.most);
        name += '<' + QByteArray::number(section.first) + '>';
    }
    return name + ' ' + literal(text);
}

QByteArray Session::fetchItem(const Message &message, const Argument &item)
{
    const QByteArray name = item.text.toUpper();
    if (name == "UID")
        return "UID " + QByteArray::number(message.uid);
    if (name == "FLAGS")
        return "FLAGS (" + message.flags.join(' ') + ')';
    if (name == "INTERNALDATE")
        return "INTERNALDATE " + internalDateText(message.internalDate);
    if (name == "RFC822.SIZE")
        return "RFC822.SIZE " + QByteArray::number(message.octets.size());
    if (name == "ENVELOPE")
        return "ENVELOPE " + envelopeText(message.octets);
    if (name == "BODYSTRUCTURE" || name == "BODY")
        return name + ' ' + structureText(mime::parseMessage(message.octets).root, name == "BODYSTRUCTURE");
    if (name == "MODSEQ" && (has("CONDSTORE") || has("QRESYNC")) && !m_model.lies.noModSeq)
        return "MODSEQ (" + QByteArray::number(message.modSeq) + ')';
    if (name == "EMAILID" && has("OBJECTID"))
        return "EMAILID (" + message.testId.toHex().left(40) + ')';
    if (name == "THREADID" && has("OBJECTID"))
        return "THREADID NIL";
    if (name.startsWith("BODY[") || name.startsWith("BODY.PEEK[")) {
        if (name.startsWith("BODY[") && !m_readOnly)
            m_model.changeFlag(*m_mailbox, message.uid, "\\Seen", true, m_client);
        return sectionText(message, item.text);
    }
    m_model.complain("FETCH item not offered: " + item.text);
    return {};
}

void Session::doFetch(const Command &command)
{
    const auto &arguments = command.arguments;
    if (arguments.size() < 2 || arguments.size() > 3) {
        bad(command, "FETCH with another number of arguments");
        return;
    }
    const auto uids = uidsOf(command, arguments[0]);
    if (!uids)
        return;
    std::vector<Argument> items = arguments[1].list;
    if (items.empty())
        items.push_back(arguments[1]);
    const auto names = [&items](const char *word) {
        return std::any_of(items.begin(), items.end(),
                           [word](const Argument &each) { return each.is(word); });
    };
    std::optional<quint64> since;
    for (std::size_t i = 0; arguments.size() == 3 && i < arguments[2].list.size(); ++i) {
        if (arguments[2].list[i].is("CHANGEDSINCE") && i + 1 < arguments[2].list.size())
            since = arguments[2].list[i + 1].text.toULongLong();
        const quint32 last = m_mailbox->uidNext - 1;
        if (arguments[2].list[i].is("VANISHED") && since && m_qresync && !m_model.lies.missesChanges)
            tellVanishedSince(*since, parseSet(arguments[0].text, last).value_or(NumberRanges{}));
    }
    if ((since || names("MODSEQ")) && !has("CONDSTORE") && !has("QRESYNC")) {
        bad(command, "CONDSTORE is not offered");
        return;
    }
    m_condstore = m_condstore || since || names("MODSEQ");
    if (since && !names("MODSEQ"))
        items.push_back({Argument::Kind::Atom, "MODSEQ", {}});
    if (command.verb.startsWith("UID ") && !names("UID"))
        items.push_back({Argument::Kind::Atom, "UID", {}});
    for (const quint32 uid : *uids) {
        const Message *message = m_mailbox->find(uid);
        if (message == nullptr || (since && (message->modSeq <= *since || m_model.lies.missesChanges)))
            continue;
        QByteArrayList told;
        for (const Argument &item : items) {
            if (const QByteArray text = fetchItem(*m_mailbox->find(uid), item); !text.isEmpty())
                told.append(text);
        }
        if (names("FLAGS"))
            m_view[*indexOf(uid)].modSeq = m_mailbox->find(uid)->modSeq;
        fetchLine(*message, told.join(' '));
    }
    sync(command.verb.startsWith("UID "));
    ok(command);
}

void Session::doStore(const Command &command)
{
    std::vector<Argument> arguments = command.arguments;
    std::optional<quint64> unchangedSince;
    if (arguments.size() == 4 && arguments[1].list.size() == 2 && has("CONDSTORE")) {
        unchangedSince = arguments[1].list[1].text.toULongLong();
        m_condstore = true;
        arguments.erase(arguments.begin() + 1);
    }
    const QByteArray how = arguments.size() == 3 ? arguments[1].text.toUpper() : QByteArray();
    if (!how.startsWith("+FLAGS") && !how.startsWith("-FLAGS")) {
        bad(command, "a STORE that is not ± FLAGS: " + how);
        return;
    }
    const auto uids = uidsOf(command, arguments[0]);
    if (!uids)
        return;
    if (m_readOnly) {
        no(command, "[READ-ONLY] opened with EXAMINE");
        return;
    }
    std::vector<Argument> flags = arguments[2].list;
    if (flags.empty())
        flags.push_back(arguments[2]);
    std::vector<quint32> modified;
    for (const quint32 uid : *uids) {
        if (unchangedSince && m_mailbox->find(uid)->modSeq > *unchangedSince) {
            modified.push_back(uid);
            continue;
        }
        for (const Argument &flag : flags)
            m_model.changeFlag(*m_mailbox, uid, flag.text, how.startsWith('+'), m_client);
        if (how.endsWith(".SILENT") && !m_condstore)
            m_view[*indexOf(uid)].modSeq = m_mailbox->find(uid)->modSeq;
        else
            tellFlags(*indexOf(uid), true);
    }
    sync(command.verb.startsWith("UID "));
    if (!modified.empty())
        ok(command, "[MODIFIED " + setText(modified) + "] changed meanwhile");
    else
        ok(command);
}

namespace {

bool hasText(const QByteArray &octets, const QByteArray &wanted)
{
    return octets.toLower().contains(wanted.toLower());
}

// Keys of one word about a flag: SEEN, UNSEEN …
std::optional<bool> flagKey(const Message &message, QByteArray word)
{
    const bool wanted = !word.startsWith("UN");
    if (!wanted)
        word.remove(0, 2);
    for (const char *name : {"\\Answered", "\\Deleted", "\\Draft", "\\Flagged", "\\Seen"}) {
        if (word == QByteArray(name + 1).toUpper())
            return message.flags.contains(name) == wanted;
    }
    return std::nullopt;
}

}

std::optional<bool> Session::matches(const Message &message, const std::vector<Argument> &keys,
                                     std::size_t &at)
{
    if (at >= keys.size())
        return std::nullopt;
    const Argument &key = keys[at++];
    const auto next = [&keys, &at]() { return at < keys.size() ? keys[at++].text : QByteArray(); };
    if (key.kind == Argument::Kind::List) {
        bool all = true;
        for (std::size_t i = 0; i < key.list.size();) {
            const auto one = matches(message, key.list, i);
            if (!one)
                return std::nullopt;
            all = all && *one;
        }
        return all;
    }
    const QByteArray word = key.text.toUpper();
    if (word == "ALL")
        return true;
    if (const auto flag = flagKey(message, word))
        return flag;
    if (word == "NOT") {
        const auto one = matches(message, keys, at);
        return one ? std::optional(!*one) : std::nullopt;
    }
    if (word == "OR") {
        const auto one = matches(message, keys, at), other = matches(message, keys, at);
        return one && other ? std::optional(*one || *other) : std::nullopt;
    }
    if (word == "KEYWORD" || word == "UNKEYWORD")
        return message.flags.contains(next()) == (word == "KEYWORD");
    if (word == "HEADER") {
        const QByteArray name = next(), value = next();
        const bool isThere = hasText(headerText(message.octets), "\r\n" + name + ':')
            || hasText(headerText(message.octets).left(name.size() + 1), name + ':');
        return isThere && hasText(fieldOf(message.octets, name), value);
    }
    if (word == "UID")
        return contains(parseSet(next(), m_mailbox->uidNext - 1).value_or(NumberRanges{}), message.uid);
    if (word == "MODSEQ")
        return message.modSeq >= next().toULongLong();
    if (word == "SMALLER" || word == "LARGER") {
        const qsizetype octets = next().toLongLong();
        return word == "LARGER" ? message.octets.size() > octets : message.octets.size() < octets;
    }
    if (word == "TEXT")
        return hasText(message.octets, next());
    if (word == "BODY")
        return hasText(bodyText(message.octets), next());
    if (word == "SUBJECT" || word == "FROM" || word == "TO" || word == "CC")
        return hasText(fieldOf(message.octets, word), next());
    if (const auto index = indexOf(message.uid); index && parseSet(word, 1))
        return contains(*parseSet(word, static_cast<quint32>(m_view.size())),
                        static_cast<quint32>(*index + 1));
    return std::nullopt;
}

void Session::doSearch(const Command &command)
{
    std::vector<Argument> keys = command.arguments;
    bool extended = false;
    if (keys.size() > 1 && keys[0].is("RETURN")) {
        if (!has("ESEARCH")) {
            bad(command, "ESEARCH is not offered");
            return;
        }
        extended = true;
        keys.erase(keys.begin(), keys.begin() + 2);
    }
    if (keys.size() > 1 && keys[0].is("CHARSET"))
        keys.erase(keys.begin(), keys.begin() + 2);
    const bool byUid = command.verb.startsWith("UID ");
    std::vector<quint32> found;
    QByteArrayList numbers;
    for (std::size_t i = 0; i < m_view.size(); ++i) {
        const Message *message = m_mailbox->isGone ? nullptr : m_mailbox->find(m_view[i].uid);
        bool all = message != nullptr;
        for (std::size_t at = 0; message != nullptr && at < keys.size();) {
            const auto one = matches(*message, keys, at);
            if (!one) {
                bad(command, "a search key nobody knows");
                return;
            }
            all = all && *one;
        }
        if (!all)
            continue;
        found.push_back(byUid ? m_view[i].uid : static_cast<quint32>(i + 1));
        numbers.append(QByteArray::number(found.back()));
    }
    if (extended)
        line("* ESEARCH (TAG " + quoted(command.tag) + ')' + (byUid ? " UID" : "")
             + (found.empty() ? QByteArray() : " ALL " + setText(found)));
    else
        line(("* SEARCH " + numbers.join(' ')).trimmed());
    sync(byUid);
    ok(command);
}

void Session::doCopy(const Command &command)
{
    copyTo(command, false);
}

void Session::doMove(const Command &command)
{
    copyTo(command, true);
}

void Session::copyTo(const Command &command, bool moves)
{
    if (command.arguments.size() != 2) {
        bad(command, "COPY or MOVE with another number of arguments");
        return;
    }
    const auto uids = uidsOf(command, command.arguments[0]);
    if (!uids)
        return;
    const auto target = m_model.find(command.arguments[1].text);
    if (target == nullptr) {
        no(command, "[TRYCREATE] no such mailbox");
        return;
    }
    std::vector<quint32> copies;
    for (const quint32 uid : *uids) {
        const Message message = *m_mailbox->find(uid);
        copies.push_back(m_model.copy(message, *target, m_client));
    }
    QByteArray code;
    if (has("UIDPLUS") && !copies.empty())
        code = "[COPYUID " + QByteArray::number(target->uidValidity) + ' ' + setText(*uids) + ' '
            + setText(copies) + "] ";
    if (moves) {
        if (!code.isEmpty())
            line("* OK " + code + "moving");
        for (const quint32 uid : *uids)
            m_model.expunge(*m_mailbox, uid, m_client);
    }
    sync(command.verb.startsWith("UID "));
    ok(command, (moves ? QByteArray() : code) + "done");
}

void Session::doExpunge(const Command &command)
{
    const bool byUid = command.verb.startsWith("UID ");
    std::vector<quint32> uids;
    if (byUid) {
        if (command.arguments.size() != 1) {
            bad(command, "UID EXPUNGE wants one set");
            return;
        }
        const auto told = uidsOf(command, command.arguments[0]);
        if (!told)
            return;
        uids = *told;
    } else {
        for (const Message &message : m_mailbox->messages)
            uids.push_back(message.uid);
    }
    for (const quint32 uid : uids) {
        if (m_mailbox->find(uid)->flags.contains("\\Deleted"))
            m_model.expunge(*m_mailbox, uid, m_client);
    }
    sync(true);
    ok(command,
       keepsModSeqs() ? "[HIGHESTMODSEQ " + QByteArray::number(m_mailbox->highestModSeq) + "] done"
                      : QByteArray("done"));
}

}
