// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/recipienthistory.h"

#include <algorithm>
#include <tuple>

namespace receipts {

namespace {

auto identity(const TimelineEntry &entry)
{
    return std::tie(entry.source, entry.state, entry.confidence);
}

// A forged copy of a report has its Message-ID and not its confidence, so it takes nothing away.
void removeDuplicates(std::vector<TimelineEntry> &entries)
{
    std::sort(entries.begin(), entries.end(), [](const TimelineEntry &a, const TimelineEntry &b) {
        return std::tuple(identity(a), a.at) < std::tuple(identity(b), b.at);
    });
    const auto isSame = [](const TimelineEntry &a, const TimelineEntry &b) {
        return a == b || (!a.source.isEmpty() && identity(a) == identity(b));
    };
    entries.erase(std::unique(entries.begin(), entries.end(), isSame), entries.end());
}

}

RecipientState stateOf(const Disposition &disposition)
{
    if (disposition.hasError())
        return RecipientState::ReportedFailure;
    switch (disposition.type) {
    case DispositionType::Displayed: return RecipientState::Displayed;
    case DispositionType::Deleted: return RecipientState::Deleted;
    case DispositionType::Dispatched: return RecipientState::Dispatched;
    case DispositionType::Processed: return RecipientState::Processed;
    case DispositionType::Denied: return RecipientState::Declined;
    case DispositionType::Failed: return RecipientState::ReportedFailure;
    case DispositionType::Unknown: break;
    }
    return RecipientState::None;
}

RecipientState stateOf(const RecipientStatus &status)
{
    switch (status.action) {
    case DeliveryAction::Failed: return RecipientState::Failed;
    case DeliveryAction::Delayed: return RecipientState::Delayed;
    case DeliveryAction::Delivered: return RecipientState::Delivered;
    case DeliveryAction::Relayed: return RecipientState::Relayed;
    case DeliveryAction::Expanded: return RecipientState::Expanded;
    case DeliveryAction::Unknown: break;
    }
    return RecipientState::None;
}

RecipientHistory historyOf(std::vector<TimelineEntry> entries)
{
    removeDuplicates(entries);
    std::sort(entries.begin(), entries.end(), [](const TimelineEntry &a, const TimelineEntry &b) {
        return std::tuple(a.at, identity(a)) < std::tuple(b.at, identity(b));
    });
    RecipientHistory history;
    for (const TimelineEntry &entry : entries) {
        if (!isBelieved(entry.confidence)) {
            ++history.doubtful;
            continue;
        }
        const auto strength = std::tuple(entry.state, entry.confidence);
        if (entry.state == RecipientState::None || strength <= std::tuple(history.state, history.confidence))
            continue;
        history.state = entry.state;
        history.confidence = entry.confidence;
    }
    history.timeline = std::move(entries);
    return history;
}

}
