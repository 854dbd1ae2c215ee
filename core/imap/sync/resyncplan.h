// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"
#include "core/imap/wire/uidset.h"
#include "core/store/changes.h"

#include <vector>

// How a mailbox is brought in step: what is asked first, and what is made of the answer. Everything here is
// pure. No part of what a server tells is believed alone: the count of what is kept afterwards must be
// EXISTS, no UID may reach UIDNEXT, mod-sequences only grow; what does not fit is looked at in a way that
// depends on less, and nothing is taken for gone on weak evidence.
namespace imap::sync {

// What is kept of a mailbox from before.
struct KeptMailbox {
    UidValidity validity;  // 0: it was never opened
    Uid uidNext;           // as it was then; 0: not told
    ModSeq inStepWith;     // all changes up to there are here; 0: nobody knows
    bool isEmpty = true;   // not one message is here
};

// What SELECT has told of the changes since `since` (QRESYNC; RFC 7162, 3.2.5).
struct ResyncAnswer {
    bool isWhole = false;  // it was asked, and the server has understood the question
    ModSeq since;
    std::vector<store::FlagsSeen> changed;  // any order, perhaps repeated
    UidSet vanished;
};

struct FirstLook {
    enum class How {
        Nothing,     // nothing has happened since, or nothing is there
        Told,        // SELECT has told it all
        Changes,     // UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE `since`)
        Flags,       // UID FETCH 1:* (UID FLAGS)
        Everything,  // nothing is kept: all of it at once, newest first
    };
    How how = How::Flags;
    ModSeq since;
    ModSeq reaches;  // what is kept is in step with this afterwards; 0: with nothing that could be named

    friend bool operator==(const FirstLook &, const FirstLook &) = default;
};
// `modSeqs`: the server keeps mod-sequences for this mailbox (RFC 7162, 3.1.2).
[[nodiscard]] FirstLook firstLook(const KeptMailbox &kept, const SelectedMailbox &selected, bool modSeqs,
                                  const ResyncAnswer &told);

// What differs between what is kept and what the server has.
struct ResyncPlan {
    std::vector<Uid> vanished;  // kept, but no longer there; ascending
    std::vector<store::FlagsSeen> flagsChanged;
    std::vector<Uid> missing;  // there, but not kept; newest (highest UID) first

    [[nodiscard]] bool isUpToDate() const noexcept
    {
        return vanished.empty() && flagsChanged.empty() && missing.empty();
    }
};

// After a full look. Both ascending by UID; repeats in `server` count once, the last one. What is in `there`
// as well has not vanished, whatever the look has left out.
[[nodiscard]] ResyncPlan planResync(const std::vector<store::FlagsSeen> &known,
                                    std::vector<store::FlagsSeen> server, const UidSet &there = {});
// After the changes alone were told. `kept` is ascending. What is among both was changed and not vanished.
[[nodiscard]] ResyncPlan planChanges(const std::vector<Uid> &kept, std::vector<store::FlagsSeen> changed,
                                     const UidSet &vanished);
// After all UIDs were told, and the changes as well.
[[nodiscard]] ResyncPlan planUids(const std::vector<Uid> &kept, const UidSet &there,
                                  std::vector<store::FlagsSeen> changed);

// What is kept once the plan has been carried out: ascending.
[[nodiscard]] std::vector<Uid> keptAfter(const std::vector<Uid> &kept, const ResyncPlan &plan);

// How many messages there are by EXISTS, and how many of these came so late that an answer may lack them.
struct Count {
    quint64 exists = 0, late = 0;
};
// That the mailbox can hold just so many messages, and none of what was there at SELECT reaches its UIDNEXT.
[[nodiscard]] bool fits(quint64 messages, const Count &count);
[[nodiscard]] bool isBelow(const std::vector<Uid> &ascending, Uid uidNext);
// So much is gone, without any word of EXPUNGE or VANISHED, that the server may just have had a bad moment.
[[nodiscard]] bool isMassLoss(quint64 vanished, quint64 kept);

// The windows in which missing messages are fetched: the first one a screenful, so that something can be
// painted at once, then growing to `largest`. None is too long for a command line.
[[nodiscard]] std::vector<UidSet> fetchWindows(const std::vector<Uid> &newestFirst, std::size_t first = 100,
                                               std::size_t largest = 2000);
// The same for a mailbox of which nothing is known but UIDNEXT and EXISTS: all UIDs below it, in ranges that
// hold so many messages where UIDs are spread evenly.
class UidRanges
{
public:
    UidRanges() = default;
    UidRanges(Uid uidNext, quint32 exists);
    // The next lower range; nullopt: all have been given.
    [[nodiscard]] std::optional<UidRange> next(quint32 messages);
    [[nodiscard]] bool isAtEnd() const noexcept { return m_next <= 1; }

private:
    quint64 m_next = 1;  // everything from here on was given
    quint64 m_span = 1;  // UIDs for a thousand messages
};

}
