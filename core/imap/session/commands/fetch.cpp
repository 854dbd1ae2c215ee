// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"

#include "core/imap/session/fetchitemneeds.h"
#include "core/imap/session/numbering.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

// "FLAGS BODY[HEADER.FIELDS (DATE FROM)]" in its items: what stands in brackets is one word.
std::vector<QByteArray> wordsOf(const QByteArray &items)
{
    std::vector<QByteArray> words(1);
    int depth = 0;
    for (const char c : items) {
        depth += c == '[' ? 1 : (c == ']' ? -1 : 0);
        if (depth == 0 && (c == ' ' || c == '(' || c == ')'))
            words.emplace_back();
        else
            words.back() += c;
    }
    std::erase_if(words, [](const QByteArray &word) { return word.isEmpty(); });
    // "PREVIEW (LAZY)" is one item (RFC 8970, 3.2).
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i].compare("LAZY", Qt::CaseInsensitive) == 0)
            words[i - 1] += " (" + std::exchange(words[i], {}) + ')';
    }
    std::erase_if(words, [](const QByteArray &word) { return word.isEmpty(); });
    return words;
}

// An item with .PEEK wherever reading would otherwise set \Seen behind the user's back (RFC 3501, 6.4.5):
// that is the user's own doing, and it must not come before the question about a receipt.
QByteArray peeking(const QByteArray &item)
{
    const QByteArray upper = item.toUpper();
    if (upper == "RFC822")
        return "BODY.PEEK[]";
    if (upper == "RFC822.TEXT")
        return "BODY.PEEK[TEXT]";
    if (upper.startsWith("BODY[") || upper.startsWith("BINARY["))
        return QByteArray(item).insert(item.indexOf('['), ".PEEK");
    return item;
}

// A macro means these items, and may stand only alone (RFC 3501, 6.4.5): it is never sent as such.
QByteArray spelledOut(const QByteArray &word)
{
    const QByteArray upper = word.toUpper();
    if (upper == "FAST")
        return "FLAGS INTERNALDATE RFC822.SIZE";
    if (upper == "ALL")
        return "FLAGS INTERNALDATE RFC822.SIZE ENVELOPE";
    return upper == "FULL" ? "FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODY"_ba : word;
}

std::vector<QByteArray> peekingItems(const QByteArray &items)
{
    std::vector<QByteArray> peeked;
    for (const QByteArray &word : wordsOf(items)) {
        for (const QByteArray &each : wordsOf(spelledOut(word))) {
            const QByteArray item = peeking(each);
            if (std::find(peeked.begin(), peeked.end(), item) == peeked.end())
                peeked.push_back(item);
        }
    }
    return peeked;
}

// "MIME" is about a part, and there is none without a number (RFC 3501, 6.4.5).
bool isSection(const QByteArray &item)
{
    return !item.toUpper().contains("[MIME]");
}

// "HEADER.FIELDS (DATE FROM)" without the field list, which servers reorder and requote.
QByteArrayView sectionName(QByteArrayView section)
{
    const qsizetype space = section.indexOf(' ');
    return space < 0 ? section : section.first(space);
}

}

FetchCommand::FetchCommand(UidSet uids, const QByteArray &items, std::optional<ModSeq> changedSince,
                           QObject *parent)
    : FetchCommand(MessageSet(std::move(uids)), items, FetchModifiers{.changedSince = changedSince}, parent)
{}

FetchCommand::FetchCommand(MessageSet messages, const QByteArray &items, const FetchModifiers &modifiers,
                           QObject *parent)
    : Command(parent), m_messages(std::move(messages)), m_items(peekingItems(items)), m_modifiers(modifiers)
{}

FetchCommand::FetchCommand(Uid first, const QByteArray &items, QObject *parent)
    : FetchCommand(MessageSet::from(first), items, FetchModifiers{}, parent)
{}

bool FetchCommand::isSayable(const Capabilities &server) const
{
    const FetchModifiers &m = m_modifiers;
    if ((m.changedSince && !server.modSeqs()) || (m.vanished && !(m.changedSince && server.qresync())))
        return false;
    if (m.partial && !server.offers("PARTIAL"))
        return false;
    return m_messages.isSayable(server) && !itemsFor(server, m_items).empty()
        && std::all_of(m_items.begin(), m_items.end(), isSection);
}

void FetchCommand::sayModifiers(CommandText &text) const
{
    if (!m_modifiers.partial && !m_modifiers.changedSince)
        return;
    const char *before = " (";
    if (m_modifiers.partial)
        text.raw(std::exchange(before, " "))
            .raw("PARTIAL ")
            .partialRange(m_modifiers.partial->first, m_modifiers.partial->second);
    if (m_modifiers.changedSince)
        text.raw(std::exchange(before, " ")).raw("CHANGEDSINCE ").number(m_modifiers.changedSince->value);
    if (m_modifiers.vanished)
        text.raw(" VANISHED");
    text.raw(")");
}

CommandText FetchCommand::text(const Capabilities &server) const
{
    if (server.dialect().isLegacy())
        return oldText(server.dialect());
    CommandText text("UID FETCH ");
    m_messages.sayTo(text, server);
    const char *before = " (";
    for (const QByteArray &item : itemsFor(server, m_items))
        text.raw(std::exchange(before, " ")).raw(item);
    text.raw(")");
    sayModifiers(text);
    return text;
}

void FetchCommand::prepare(const Capabilities &server, const SelectedMailbox *, const Numbering &numbering)
{
    m_dialect = server.dialect();
    m_numbers = numbering.numbersOf(m_messages.uids());
}

bool FetchCommand::isNeedless(const Capabilities &server) const
{
    return !server.dialect().hasUids() && m_numbers.isEmpty();
}

// PARTIAL is about one message and one item, and counts octets from 1 (RFC 1730, 6.4.7).
std::optional<PartialItem> FetchCommand::partialItem(const Dialect &dialect) const
{
    const bool isOne = m_numbers.count() == 1 && (m_messages.uids().count() == 1 || !dialect.hasUids());
    if (!isOne || !dialect.mayUse(Feature::Partial))
        return std::nullopt;
    std::optional<PartialItem> found;
    for (const QByteArray &item : m_items) {
        if (item.compare("UID", Qt::CaseInsensitive) == 0)
            continue;
        if (found)
            return std::nullopt;
        found = PartialItem::of(item);
        if (!found)
            return std::nullopt;
    }
    return found;
}

CommandText FetchCommand::oldText(const Dialect &dialect) const
{
    if (const auto partial = partialItem(dialect)) {
        CommandText text("PARTIAL ");
        text.uids(m_numbers).space().raw(itemForms(dialect, {partial->item}).front());
        return text.space().number(partial->origin + 1).space().number(partial->count);
    }
    CommandText text(dialect.hasUids() ? "UID FETCH " : "FETCH ");
    if (dialect.hasUids())
        m_messages.sayTo(text, {});
    else
        text.uids(m_numbers);
    const char *before = " (";
    for (const QByteArray &item : itemForms(dialect, m_items))
        text.raw(std::exchange(before, " ")).raw(item);
    return text.raw(")");
}

std::optional<Feature> FetchCommand::tries(const Capabilities &server) const
{
    const Dialect &dialect = server.dialect();
    if (!dialect.isLegacy()) {
        const auto said = itemsFor(server, m_items);
        const bool isBinary = std::any_of(said.begin(), said.end(),
                                          [](const QByteArray &item) { return item.startsWith("BINARY"); });
        return isBinary ? std::optional(Feature::Binary) : std::nullopt;
    }
    if (partialItem(dialect))
        return Feature::Partial;
    const std::vector<QByteArray> said = itemForms(dialect, m_items);
    const bool hasBody =
        std::any_of(said.begin(), said.end(), [](const QByteArray &item) { return item.startsWith("BODY"); });
    return hasBody && !dialect.hasUids() ? std::optional(Feature::Body) : std::nullopt;
}

bool FetchCommand::goesOn(const Completion &completion)
{
    if (completion.text.has(code::Atom::Kind::UnknownCte)) {
        const auto isBinary = [](const QByteArray &item) { return item.startsWith("BINARY"); };
        if (completion.ok() || std::none_of(m_items.begin(), m_items.end(), isBinary))
            return false;
        m_items = withoutBinary(m_items);
        return !m_items.empty();
    }
    return completion.stoppedAt() && !m_modifiers.partial && m_messages.keepBelow(*completion.stoppedAt());
}

bool FetchCommand::wants(QByteArrayView item) const
{
    return std::any_of(m_items.begin(), m_items.end(), [item](const QByteArray &wanted) {
        return item.compare(sectionName(wanted), Qt::CaseInsensitive) == 0;
    });
}

bool FetchCommand::wantsSection(QByteArrayView section) const
{
    const QByteArrayView name = sectionName(section);
    if (name == "HEADER" && wants("RFC822.HEADER"))
        return true;
    return std::any_of(m_items.begin(), m_items.end(), [name](const QByteArray &wanted) {
        const qsizetype open = wanted.indexOf('[');
        const qsizetype close = wanted.lastIndexOf(']');
        return open >= 0 && close > open
            && sectionName(QByteArrayView(wanted).sliced(open + 1, close - open - 1))
                   .compare(name, Qt::CaseInsensitive)
            == 0;
    });
}

// Several FETCHes may be in flight for the same message: what a response carries tells whose it is (RFC
// 3501, 5.5).
bool FetchCommand::answersUs(const FetchItems &items) const
{
    // Old servers get one command at a time, and may answer with the whole message for want of parts.
    if (!items.sections.empty() && m_dialect.isLegacy())
        return true;
    if (!items.sections.empty())
        return std::any_of(items.sections.begin(), items.sections.end(),
                           [this](const BodySection &section) { return wantsSection(section.section); });
    if ((items.envelope && wants("ENVELOPE")) || (items.internalDate && wants("INTERNALDATE"))
        || (items.size && wants("RFC822.SIZE"))
        || (items.bodyStructure && (wants("BODYSTRUCTURE") || wants("BODY"))) || answersExtension(items))
        return true;
    if (items.flags || items.modSeq)
        return (items.flags && wants("FLAGS")) || (items.modSeq && wants("MODSEQ"));
    return m_items.size() == 1 && wants("UID");  // nothing but a UID: the answer to that question alone
}

bool FetchCommand::answersExtension(const FetchItems &items) const
{
    const bool isId = (items.emailId && wants("EMAILID")) || (items.threadId && wants("THREADID"));
    const bool isGmail = (items.gmailMessage && wants("X-GM-MSGID"))
        || (items.gmailThread && wants("X-GM-THRID")) || (items.gmailLabels && wants("X-GM-LABELS"));
    const bool isSize =
        std::any_of(items.binarySizes.begin(), items.binarySizes.end(), [this](const BinarySize &size) {
            return wants(QByteArray("BINARY.SIZE[" + size.section + ']'));
        });
    return isId || isGmail || isSize || (items.preview && wants("PREVIEW"))
        || (items.saveDate && wants("SAVEDATE"));
}

Command::Claim FetchCommand::offer(const Untagged &data)
{
    if (const auto *gone = std::get_if<Vanished>(&data); gone != nullptr && m_modifiers.vanished) {
        if (!gone->earlier)
            return Claim::Passed;  // just now, and for everybody
        Q_EMIT vanished(gone->uids);
        return Claim::Taken;
    }
    const auto *fetch = std::get_if<Fetch>(&data);
    if (fetch == nullptr || !fetch->items.uid || !m_messages.contains(*fetch->items.uid))
        return Claim::Passed;
    if (!m_dialect.isLegacy())
        return take(*fetch);
    Fetch renamed = *fetch;
    nameAsAsked(m_dialect, m_items, renamed.items);
    if (const auto partial = partialItem(m_dialect)) {
        for (BodySection &section : renamed.items.sections)
            section.origin = partial->origin;
    }
    return take(renamed);
}

Command::Claim FetchCommand::take(const Fetch &fetch)
{
    if (!answersUs(fetch.items))
        return Claim::Passed;
    Q_EMIT fetched(fetch);
    // Flags nobody asked for are news for everybody, even inside the answer to something else.
    const bool areNews = m_sharesFlags || !wants("FLAGS");
    return fetch.items.flags && areNews ? Claim::Passed : Claim::Taken;
}

}
