// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/matches.h"
#include "core/search/storequery.h"

#include <QHash>

#include <array>
#include <map>
#include <vector>

// What the messages that were found have in common: how many there are of each day, from each person, in each
// folder …, and for each the query that narrows the search to them. Pure; the words are the window's.
namespace search {

enum class FacetGroup { People, Folders, Attachments, States, Receipts, Tags };
inline constexpr std::size_t facetGroups = 6;

struct Facet {
    Query query;               // finds these, of those that were found
    QString name{};            // of a person, as the newest mail has it; else empty: the query says it
    store::FolderId folder{};  // of a folder: which one
    qint64 messages = 0;
    friend bool operator==(const Facet &, const Facet &) = default;
};
struct DayCount {
    QDate day;
    qint64 messages = 0;
    friend bool operator==(const DayCount &, const DayCount &) = default;
};
struct Facets {
    qint64 messages = 0;
    std::vector<DayCount> days{};  // ascending, those that have any; what has no date is in none
    std::array<std::vector<Facet>, facetGroups> groups{};  // by FacetGroup; the most messages first

    [[nodiscard]] const std::vector<Facet> &of(FacetGroup group) const
    {
        return groups[static_cast<std::size_t>(group)];
    }
};

// What is looked at of one hit.
struct HitFacts {
    store::FolderId folder;
    qint64 date = 0;  // ms since the epoch; 0: nobody knows
    store::Flags flags{};
    QByteArray address{}, name{};  // of the sender; UTF-8
    bool hasAttachment = false;
    std::vector<AttachmentFacts> attachments{};
    ReceiptState receipt = ReceiptState::NotAsked;
};

// Counts hits one by one, in any order; the newest first is the quickest. A hundred thousand take well below
// a second. A message that lies in several folders counts in each.
class FacetCounter
{
public:
    FacetCounter(std::vector<NamedFolder> folders, const QTimeZone &zone);

    void add(const HitFacts &hit);
    [[nodiscard]] Facets facets() const;

    static constexpr std::size_t mostValues = 40;  // of a group

private:
    struct Person {
        QByteArray name;
        qint64 messages = 0;
    };
    void countDay(qint64 date);
    void countAttachments(const HitFacts &hit);
    [[nodiscard]] std::vector<Facet> people() const;
    [[nodiscard]] std::vector<Facet> places() const;

    std::vector<NamedFolder> m_folders;
    QTimeZone m_zone;
    qint64 m_messages = 0;
    qint64 m_dayBegins = 0, m_dayEnds = 0;  // of the day that was counted last, in ms since the epoch
    qint64 *m_day = nullptr;                // its count
    std::map<QDate, qint64> m_days;
    QHash<QByteArray, Person> m_people;
    QHash<store::FolderId, qint64> m_places;
    QHash<QByteArray, qint64> m_tags;
    std::array<qint64, 12> m_kinds{};    // by AttachmentKind
    std::array<qint64, 8> m_states{};    // by State
    std::array<qint64, 5> m_receipts{};  // by ReceiptState
};

}
