// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/sortorder.h"

#include "core/compose/subject.h"
#include "core/search/textwords.h"
#include "core/store/reader.h"
#include "core/store/sortvalue.h"

#include <algorithm>
#include <array>

namespace models {

namespace {

// An array by id is worth its empty places up to here.
constexpr qint64 spread = 8, fewSpread = 4096;

constexpr int pieceMessages = 20000;

store::SortField fieldOf(MessageColumn column, bool byRecipients)
{
    switch (column) {
    case MessageColumn::Sender: return byRecipients ? store::SortField::Recipients : store::SortField::Sender;
    case MessageColumn::Flag: return store::SortField::Flagged;
    case MessageColumn::Attachment: return store::SortField::Attachment;
    case MessageColumn::Size: return store::SortField::Octets;
    default: return store::SortField::Subject;
    }
}

// What is compared: a million of them are made, so their texts are in one array, and the first octets of each
// at hand.
struct Keyed {
    quint64 head = 0;
    quint32 at = 0, length = 0;  // in the array
    store::CopyId id;
};

quint64 headOf(QByteArrayView text)
{
    quint64 head = 0;
    for (qsizetype i = 0; i < qsizetype{sizeof head}; ++i)
        head = head << 8U | (i < text.size() ? static_cast<uchar>(text[i]) : 0U);
    return head;
}

// As unsigned numbers compare.
quint64 headOf(qint64 number)
{
    return static_cast<quint64>(number) ^ (quint64{1} << 63U);
}

// What marks of replies end with is near the start, or there is none.
bool mayHaveMarks(QByteArrayView subject)
{
    constexpr qsizetype near = 80;
    return subject.first(std::min(near, subject.size())).contains(':');
}

// The commonest marks, without much ado; whatever else there is is left to those who know all.
QByteArrayView withoutUsualMarks(QByteArrayView subject)
{
    constexpr std::array<const char *, 5> marks{"re: ", "aw: ", "fwd: ", "fw: ", "wg: "};
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const QByteArrayView mark : marks) {
            if (subject.size() > mark.size() && qstrnicmp(subject.data(), mark.data(), mark.size()) == 0) {
                subject = subject.sliced(mark.size());
                isMore = true;
            }
        }
    }
    return subject;
}

class Keys
{
public:
    explicit Keys(store::SortField field) : m_field(field) {}

    void add(const store::SortValue &value)
    {
        Keyed key;
        key.id = value.copy.id;
        if (isText()) {
            key.at = static_cast<quint32>(m_texts.size());
            append(value.text);
            key.length = static_cast<quint32>(m_texts.size()) - key.at;
            key.head = headOf(textOf(key));
        } else {
            key.head = headOf(value.number);
        }
        m_keys.push_back(key);
    }

    // They were added newest first, and among equals stay so.
    [[nodiscard]] std::vector<store::CopyId> sorted(bool descending)
    {
        std::stable_sort(m_keys.begin(), m_keys.end(), [this, descending](const Keyed &a, const Keyed &b) {
            return descending ? comesBefore(b, a) : comesBefore(a, b);
        });
        std::vector<store::CopyId> ids;
        ids.reserve(m_keys.size());
        for (const Keyed &key : m_keys)
            ids.push_back(key.id);
        return ids;
    }

private:
    [[nodiscard]] bool isText() const
    {
        return m_field == store::SortField::Subject || m_field == store::SortField::Sender
            || m_field == store::SortField::Recipients;
    }
    [[nodiscard]] QByteArrayView textOf(const Keyed &key) const
    {
        return QByteArrayView(m_texts).sliced(key.at, key.length);
    }
    [[nodiscard]] bool comesBefore(const Keyed &a, const Keyed &b) const
    {
        return a.head == b.head ? textOf(a) < textOf(b) : a.head < b.head;
    }
    // Most texts are plain letters. Of the others search knows what is a word.
    void append(QByteArrayView text)
    {
        const bool isAscii = std::none_of(text.begin(), text.end(),
                                          [](char octet) { return static_cast<uchar>(octet) >= 0x80; });
        const bool isSubject = m_field == store::SortField::Subject;
        const QByteArrayView rest = isSubject ? withoutUsualMarks(text) : text;
        if (isAscii && !(isSubject && mayHaveMarks(rest)))
            appendBare(rest);
        else
            appendFolded(QString::fromUtf8(rest), isSubject);
    }
    void appendFolded(const QString &text, bool isSubject)
    {
        appendBare(search::folded(isSubject ? compose::bareSubject(text) : text).toUtf8());
    }
    // Quotation marks and brackets around a name are no reason to stand before A.
    void appendBare(QByteArrayView text)
    {
        const auto counts = [](char octet) {
            const auto sign = static_cast<uchar>(octet);
            return sign >= 0x80 || (sign >= '0' && sign <= '9') || (sign | 0x20U) - 'a' < 26U;
        };
        for (auto at = std::find_if(text.begin(), text.end(), counts); at != text.end(); ++at)
            m_texts.append(*at >= 'A' && *at <= 'Z' ? static_cast<char>(*at | 0x20) : *at);
    }

    store::SortField m_field;
    QByteArray m_texts;
    std::vector<Keyed> m_keys;
};

}

bool isSortable(MessageColumn column) noexcept
{
    switch (column) {
    case MessageColumn::Subject:
    case MessageColumn::Sender:
    case MessageColumn::Date:
    case MessageColumn::Flag:
    case MessageColumn::Attachment:
    case MessageColumn::Size: return true;
    default: return false;
    }
}

SortOrder firstOrderOf(MessageColumn column) noexcept
{
    return {column, column != MessageColumn::Subject && column != MessageColumn::Sender};
}

SortRanks::SortRanks(const std::vector<store::CopyId> &inOrder) : m_size(inOrder.size())
{
    if (inOrder.empty())
        return;
    const auto [low, high] = std::minmax_element(inOrder.begin(), inOrder.end());
    m_lowest = low->value;
    const qint64 places = high->value - m_lowest + 1;
    quint32 rank = 0;
    if (places <= spread * static_cast<qint64>(inOrder.size()) + fewSpread) {
        m_near.resize(static_cast<std::size_t>(places));
        for (const store::CopyId id : inOrder)
            m_near[static_cast<std::size_t>(id.value - m_lowest)] = ++rank;
        return;
    }
    m_far.reserve(inOrder.size());
    for (const store::CopyId id : inOrder)
        m_far.emplace_back(id, ++rank);
    std::sort(m_far.begin(), m_far.end());
}

quint32 SortRanks::of(store::CopyId id) const
{
    if (!m_near.empty()) {
        const qint64 place = id.value - m_lowest;
        const bool isInside = place >= 0 && place < static_cast<qint64>(m_near.size());
        return isInside ? m_near[static_cast<std::size_t>(place)] : 0;
    }
    const auto at = std::lower_bound(m_far.begin(), m_far.end(), std::pair(id, quint32{0}));
    return at != m_far.end() && at->first == id ? at->second : 0;
}

SortRanks::SortRanks(Conversations conversations) : SortRanks(conversations.inOrder)
{
    m_depths = std::move(conversations.depths);
    m_beginnings.reserve(m_depths.size());
    for (quint32 rank = 1; rank <= m_depths.size(); ++rank)
        m_beginnings.push_back(m_depths[rank - 1] == 0 || rank == 1 ? rank : m_beginnings.back());
}

int SortRanks::depth(quint32 rank) const
{
    return rank == 0 || rank > m_depths.size() ? 0 : m_depths[rank - 1];
}

quint32 SortRanks::beginning(quint32 rank) const
{
    return rank == 0 || rank > m_beginnings.size() ? rank : m_beginnings[rank - 1];
}

int SortRanks::size(quint32 rank) const
{
    const quint32 first = beginning(rank);
    if (first == 0 || first > m_depths.size())
        return 1;
    const auto begin = m_depths.begin() + first;  // behind the first
    return static_cast<int>(std::find(begin, m_depths.end(), 0) - begin) + 1;
}

bool EntryOrder::ranked(const MessageEntry &a, const MessageEntry &b) const
{
    const quint32 placeOfA = ranks->of(a.id), placeOfB = ranks->of(b.id);
    return placeOfA == placeOfB ? newerFirst(a, b) : placeOfA < placeOfB;
}

MessageEntries inOrder(const MessageEntries &entries, const SortRanks &ranks)
{
    constexpr quint32 nobody = 0;
    std::vector<quint32> places(ranks.size() + 1, nobody);  // of each rank: the entry, from 1 on
    MessageEntries all;
    all.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (const quint32 rank = ranks.of(entries[i].id); rank != 0)
            places[rank] = static_cast<quint32>(i) + 1;
        else
            all.push_back(entries[i]);
    }
    for (const quint32 place : places) {
        if (place != nobody)
            all.push_back(entries[place - 1]);
    }
    return all;
}

std::vector<store::CopyId> sortedCopies(const store::Reader &reader, store::FolderId folder,
                                        const SortOrder &order, bool byRecipients,
                                        const std::atomic<bool> &isWanted)
{
    const store::SortField field = fieldOf(order.column, byRecipients);
    Keys keys(field);
    std::optional<store::InsertedCopy> last;
    for (bool isMore = true; isMore;) {
        if (!isWanted)
            return {};
        isMore = reader.sortValues(folder, field, pieceMessages, last,
                                   [&keys](const store::SortValue &value) { keys.add(value); });
    }
    return keys.sorted(order.descending);
}

}
