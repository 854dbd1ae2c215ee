// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/deliveryreport.h"
#include "core/receipts/dispositionreport.h"

#include <QByteArray>
#include <QDateTime>

#include <vector>

namespace receipts {

// What is known of one recipient of a message we sent, in order of strength: what is known stronger stays, in
// whatever order the reports come. A bounce hides that something was delivered, but not that somebody has
// answered.
enum class RecipientState {
    None,
    Requested,  // we asked for a receipt
    Submitted,  // our server has taken it
    Delayed,
    Relayed,   // to a server that reports nothing
    Expanded,  // to the members of a list
    Delivered,
    Failed,
    ReportedFailure,  // a notification that says so ("failed" of RFC 2298, the modifier "error")
    Declined,         // "denied" of RFC 2298
    Dispatched,
    Processed,
    Deleted,
    Displayed,
};

[[nodiscard]] RecipientState stateOf(const Disposition &disposition);
[[nodiscard]] RecipientState stateOf(const RecipientStatus &status);

// How far a report is to be believed. All of them can be forged (RFC 8098, 6.1): the best that can be said is
// that nothing speaks against one.
enum class Confidence {
    ForgedLooking,
    Unmatched,  // about nothing that we have sent, or asked about
    Likely,     // by other marks than those it should have
    Certain,    // by the exact message and recipient
};
[[nodiscard]] constexpr bool isBelieved(Confidence confidence)
{
    return confidence >= Confidence::Likely;
}

struct TimelineEntry {
    RecipientState state = RecipientState::None;
    QDateTime at;
    Confidence confidence = Confidence::Certain;
    QByteArray source;  // the report's Message-ID; empty: our own record
    friend bool operator==(const TimelineEntry &, const TimelineEntry &) = default;
};

struct RecipientHistory {
    RecipientState state = RecipientState::None;  // the strongest of what is believed
    Confidence confidence = Confidence::Certain;  // of that
    std::vector<TimelineEntry> timeline;          // by time, those that are not believed among them
    int doubtful = 0;                             // how many are not
};
// One report that was found twice (in two folders) is one entry. The order of `entries` does not matter.
[[nodiscard]] RecipientHistory historyOf(std::vector<TimelineEntry> entries);

}
