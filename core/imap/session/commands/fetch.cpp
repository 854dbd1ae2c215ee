// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

// The items with .PEEK wherever reading would otherwise set \Seen behind the user's back (RFC 3501, 6.4.5):
// that is the user's own doing, and it must not come before the question about a receipt.
QByteArray peeking(const QByteArray &items)
{
    QByteArray safe;
    int bracket = 0;
    QByteArray word;
    const auto flush = [&safe, &word] {
        const QByteArray upper = word.toUpper();
        if (upper == "RFC822")
            safe += "BODY.PEEK[]";
        else if (upper == "RFC822.TEXT")
            safe += "BODY.PEEK[TEXT]";
        else
            safe += word;
        word.clear();
    };
    for (const char c : items) {
        if (c == '[' && bracket == 0 && (word.toUpper() == "BODY" || word.toUpper() == "BINARY"))
            word += ".PEEK";
        bracket += c == '[' ? 1 : (c == ']' ? -1 : 0);
        const bool isSeparator = bracket == 0 && (c == ' ' || c == '(' || c == ')');
        if (!isSeparator) {
            word += c;
            continue;
        }
        flush();
        safe += c;
    }
    flush();
    return safe;
}

// "HEADER.FIELDS (DATE FROM)" without the field list, which servers reorder and requote.
QByteArrayView sectionName(QByteArrayView section)
{
    const qsizetype space = section.indexOf(' ');
    return space < 0 ? section : section.first(space);
}

}

FetchCommand::FetchCommand(UidSet uids, QByteArray items, std::optional<ModSeq> changedSince, QObject *parent)
    : Command(parent), m_uids(std::move(uids)), m_items(peeking(items)), m_changedSince(changedSince)
{
    readWanted();
}

FetchCommand::FetchCommand(Uid first, QByteArray items, QObject *parent)
    : Command(parent), m_from(first), m_items(peeking(items))
{
    readWanted();
}

void FetchCommand::readWanted()
{
    const QByteArray items = m_items.toUpper();
    qsizetype at = 0;
    while ((at = items.indexOf("BODY.PEEK[", at)) >= 0) {
        at += 10;
        const qsizetype close = items.indexOf(']', at);
        const QByteArray section = items.mid(at, close < 0 ? -1 : close - at);
        m_sections.push_back(sectionName(section).toByteArray());
    }
    if (items.contains("RFC822.HEADER"))
        m_sections.push_back("HEADER"_ba);
    m_wantsFlags =
        items.contains("FLAGS") || items.contains("ALL") || items.contains("FAST") || items.contains("FULL");
    m_wantsMore = items.contains("ENVELOPE") || items.contains("BODYSTRUCTURE")
        || items.contains("INTERNALDATE") || items.contains("RFC822.SIZE") || items.contains("EMAILID")
        || items.contains("THREADID") || items.contains("MODSEQ") || items.contains("BODY") || m_wantsFlags;
}

bool FetchCommand::isSayable(const Capabilities &server) const
{
    if (m_changedSince && !server.condstore())
        return false;
    return m_from ? m_from->value > 0 : !m_uids.isEmpty();
}

CommandText FetchCommand::text(const Capabilities &) const
{
    CommandText text("UID FETCH ");
    if (m_from)
        text.number(m_from->value).raw(":*");
    else
        text.uids(m_uids);
    text.raw(" (").raw(m_items).raw(")");
    if (m_changedSince)
        text.raw(" (CHANGEDSINCE ").number(m_changedSince->value).raw(")");
    return text;
}

bool FetchCommand::concernsUs(Uid uid) const
{
    return m_from ? uid >= *m_from : m_uids.contains(uid);
}

// Several FETCHes may be in flight for the same message: what a response carries tells whose it is (RFC
// 3501, 5.5).
bool FetchCommand::answersUs(const FetchItems &items) const
{
    if (!items.sections.empty())
        return std::any_of(items.sections.begin(), items.sections.end(), [this](const BodySection &section) {
            return std::any_of(m_sections.begin(), m_sections.end(), [&section](const QByteArray &wanted) {
                return sectionName(section.section) == wanted;
            });
        });
    const bool hasMore = items.internalDate || items.size || items.envelope || items.bodyStructure
        || items.emailId || items.threadId;
    if (hasMore)
        return m_wantsMore;
    return items.flags ? m_wantsFlags : m_wantsMore || m_sections.empty();
}

Command::Claim FetchCommand::offer(const Untagged &data)
{
    const auto *fetch = std::get_if<Fetch>(&data);
    if (fetch == nullptr || !fetch->items.uid || !concernsUs(*fetch->items.uid) || !answersUs(fetch->items))
        return Claim::Passed;
    Q_EMIT fetched(*fetch);
    // Flags nobody asked for are news for everybody, even inside the answer to something else.
    return fetch->items.flags && !m_wantsFlags ? Claim::Passed : Claim::Taken;
}

}
