// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/merge.h"

#include <algorithm>

namespace journal {

namespace {

enum class Verdict {
    Unrelated,  // in whatever order
    InTheWay,   // nothing before it is merged with what comes after
    Replaced,   // by what is wished now
    Same,
};

bool isAboutFolders(const Operation &operation)
{
    return targetsOf(operation) == nullptr && !std::holds_alternative<AppendMessage>(operation);
}

Verdict verdictOn(const ChangeFlags &earlier, const ChangeFlags &next)
{
    if (earlier.flag.compare(next.flag, Qt::CaseInsensitive) != 0 || !earlier.targets.overlaps(next.targets))
        return Verdict::Unrelated;
    if (earlier.set == next.set && earlier.targets.includes(next.targets))
        return Verdict::Same;
    return next.targets.includes(earlier.targets) ? Verdict::Replaced : Verdict::InTheWay;
}

Verdict verdictOn(const Operation &earlier, const Operation &next)
{
    if (accountOf(earlier) != accountOf(next))
        return Verdict::Unrelated;
    const auto *change = std::get_if<ChangeFlags>(&earlier);
    if (const auto *wished = std::get_if<ChangeFlags>(&next); wished != nullptr && change != nullptr)
        return verdictOn(*change, *wished);
    const auto *subscription = std::get_if<SubscribeFolder>(&earlier);
    if (const auto *wished = std::get_if<SubscribeFolder>(&next);
        wished != nullptr && subscription != nullptr && wished->mailbox == subscription->mailbox)
        return wished->subscribed == subscription->subscribed ? Verdict::Same : Verdict::Replaced;
    if (isAboutFolders(earlier) || isAboutFolders(next))
        return Verdict::InTheWay;
    const Targets *before = targetsOf(earlier);
    const Targets *now = targetsOf(next);
    return before != nullptr && now != nullptr && before->overlaps(*now) ? Verdict::InTheWay
                                                                         : Verdict::Unrelated;
}

bool isBackAgain(const Operation &earlier, const Operation &next)
{
    const auto *there = std::get_if<RenameFolder>(&earlier);
    const auto *back = std::get_if<RenameFolder>(&next);
    return there != nullptr && back != nullptr && there->account == back->account
        && there->to == back->mailbox && there->mailbox == back->to;
}

// To where they are: nothing, unless something else takes them away before.
bool isThereAlready(const std::vector<Entry> &pending, const MoveMessages &move, qint64 except = 0)
{
    return move.to == move.targets.mailbox
        && std::none_of(pending.begin(), pending.end(), [&](const Entry &entry) {
               return entry.id != except && entry.isPending() && takesAway(entry.operation)
                   && targetsOf(entry.operation)->overlaps(move.targets);
           });
}

// Moved on, or back, before the first move has begun: the messages go where they are wanted last. What is not
// moved on stays a wish of its own.
std::optional<Merge> mergeMoves(const std::vector<Entry> &pending,
                                const std::vector<Entry>::const_reverse_iterator &at,
                                const MoveMessages &next)
{
    const auto *earlier = std::get_if<MoveMessages>(&at->operation);
    if (earlier == nullptr || !earlier->targets.includes(next.targets))
        return std::nullopt;
    const bool isTouchedLater = std::any_of(pending.rbegin(), at, [earlier](const Entry &between) {
        const Targets *targets = targetsOf(between.operation);
        return targets != nullptr && targets->overlaps(earlier->targets);
    });
    if (isTouchedLater)
        return std::nullopt;
    Merge merged{{at->id}, {}, {}};
    const Targets rest = earlier->targets.without(next.targets);
    if (!rest.messages.empty())
        merged.added.emplace_back(MoveMessages{rest, earlier->to, earlier->wish});
    if (!isThereAlready(pending, next, at->id))
        merged.added.emplace_back(next);
    return merged;
}

// With one that has not begun, of which something else becomes, or nothing.
std::optional<Merge> mergeWithNew(const std::vector<Entry> &pending,
                                  const std::vector<Entry>::const_reverse_iterator &at, const Operation &next)
{
    if (at->state != State::New)
        return std::nullopt;
    if (isBackAgain(at->operation, next))
        return Merge{{at->id}, {}, {}};
    const auto *move = std::get_if<MoveMessages>(&next);
    return move != nullptr ? mergeMoves(pending, at, *move) : std::nullopt;
}

}

Merge merge(const std::vector<Entry> &pending, const Operation &next)
{
    Merge merged;
    for (auto at = pending.rbegin(); at != pending.rend(); ++at) {
        if (!at->isPending())
            continue;
        if (auto undone = mergeWithNew(pending, at, next))
            return *std::move(undone);
        const Verdict verdict = verdictOn(at->operation, next);
        if (verdict == Verdict::InTheWay || (verdict != Verdict::Unrelated && at->state != State::New))
            break;
        if (verdict == Verdict::Same)
            return {std::move(merged.withdrawn), {}, at->id};
        if (verdict == Verdict::Replaced)
            merged.withdrawn.push_back(at->id);
    }
    const auto *move = std::get_if<MoveMessages>(&next);
    if (move == nullptr || !isThereAlready(pending, *move))
        merged.added.push_back(next);
    return merged;
}

}
