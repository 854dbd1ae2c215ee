// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/removal.h"
#include "core/imap/sync/operationtask.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace imap::sync {

namespace {

using journal::Outcome;
using journal::Targets;

// Copies messages, or moves them: with MOVE, else COPY, then a look whether they have really arrived, and
// only then \Deleted and UID EXPUNGE (RFC 6851, 3.3). Who they are is asked before anything is moved. Another
// COPY follows only after the answer to the one before (RFC 2180, 4.4), and one that was refused because some
// messages are gone is asked again for those that are left, three times at most. What may have been done by a
// run that was cut off is looked for in the destination first: among what has come there since the UIDNEXT
// that was written down before the first COPY or MOVE, for another copy of the message may have been there
// before. Of messages with $MDNSent the copies are looked after, whoever was to copy them (ReceiptMarks):
// which they are is on record before they are copied, too.
class TransferTask final : public OperationTask
{
public:
    TransferTask(const journal::Operation &operation, Context given)
        : OperationTask(std::move(given)), m_targets(*journal::targetsOf(operation)),
          m_to(*journal::destinationOf(operation)),
          m_isMove(std::holds_alternative<journal::MoveMessages>(operation))
    {
        m_validityThere = context().known.validity;
        m_lowest = context().known.uidNext;
        for (const Outcome::Place &place : context().known.places) {
            for (Index index = 0; index < m_targets.messages.size(); ++index) {
                if (m_targets.messages[index].uid == place.from)
                    m_placed.emplace(index, place.to);
            }
        }
        takeMarkedOnRecord();
    }

    [[nodiscard]] bool mayHaveChanged() const override
    {
        return context().isRepeated || m_rounds > 0 || !m_placed.empty();
    }

    void start() override
    {
        if (m_isMove && m_to == m_targets.mailbox) {
            done();  // what was to bring it elsewhere has not been done
            return;
        }
        if (context().isRepeated && m_placed.empty()) {
            std::vector<Index> all(m_targets.messages.size());
            std::iota(all.begin(), all.end(), Index{0});
            lookFor(all, [this] { begin(); });
        } else {
            begin();
        }
    }

private:
    using Index = TargetSearch::Index;

    void refused(const QByteArray &mailbox, const Error &why) override
    {
        if (m_afterMarks)
            endMarks();  // what was copied there is there
        else
            seek(mailbox, why.detail, mailbox == m_to ? IfGone::AskWhetherToCreate : IfGone::Fail);
    }

    // Of several that have no UID nobody could tell which it was.
    void takeMarkedOnRecord()
    {
        const auto &messages = m_targets.messages;
        const auto isNamed = [](const Targets::Message &message) { return message.uid.value != 0; };
        const bool areTold = std::ranges::all_of(messages, isNamed) || messages.size() == 1;
        for (Index index = 0; index < messages.size(); ++index) {
            const bool isMarked = std::ranges::binary_search(context().known.marked, messages[index].uid);
            if (isMarked && (areTold || isNamed(messages[index])))
                m_marked.insert(index);
        }
    }

    // The code that says so may be missing (RFC 2180, 3.4): without any the list is asked.
    void giveUp(const ResponseText &answer)
    {
        using Kind = code::Atom::Kind;
        if (!answer.code || answer.has(Kind::TryCreate) || answer.has(Kind::NonExistent))
            seek(m_to, answer.text, IfGone::AskWhetherToCreate);
        else
            fail(answer.text);
    }

    void begin()
    {
        withMailbox(m_targets.mailbox, [this] {
            if (m_isMove && isReadOnly()) {
                fail("the mailbox is read-only");
                return;
            }
            search(m_targets, TargetSearch::Trust::Nothing,
                   [this](const TargetSearch &found) { takeFound(found); });
        });
    }

    void takeFound(const TargetSearch &found)
    {
        if (!found.ambiguous().empty()) {
            fail("it is not clear any more which message this is");
            return;
        }
        m_here = found.there();
        m_validityHere = session()->selected() ? session()->selected()->uidValidity : UidValidity{};
        UidSet left;  // what an earlier run has copied is not copied again
        for (const auto &[uid, index] : m_here) {
            if (!m_placed.contains(index))
                left.add(uid);
            if (found.marked().contains(uid))
                m_marked.insert(index);
        }
        if (!left.isEmpty())
            noteUidNext([this, left] { transfer(left); });
        else if (m_here.empty() || !m_isMove)
            finish();  // somebody has moved or removed them all: that stands
        else
            verify();
    }

    // Also when there is none to be had: what was marked must be on record as well.
    void recordFirst(const std::function<void()> &then)
    {
        if (outcome() == m_onRecord) {
            then();
            return;
        }
        m_onRecord = outcome();
        noteFirst(m_onRecord, then);
    }

    void note()
    {
        if (outcome() == m_onRecord)
            return;
        m_onRecord = outcome();
        Q_EMIT noted(m_onRecord);
    }

    void noteUidNext(const std::function<void()> &then)
    {
        const auto &selected = session()->selected();
        if (m_lowest.value != 0) {
            recordFirst(then);
        } else if (m_to == m_targets.mailbox) {  // not with STATUS (RFC 3501, 6.3.10)
            if (selected && !selected->sessionLocal)
                takeUidNext(selected->uidValidity, selected->uidNext, then);
            else
                recordFirst(then);
        } else {
            auto *command = session()->run(std::make_unique<StatusCommand>(
                m_to, std::vector{StatusItem::UidNext, StatusItem::UidValidity}));
            connect(command, &Command::finished, this, [this, command, then](const Completion &completion) {
                if (isInterrupted(completion))
                    return;
                const auto &status = command->status();
                if (completion.ok() && status && status->uidNext && status->uidValidity)
                    takeUidNext(*status->uidValidity, *status->uidNext, then);
                else
                    recordFirst(then);
            });
        }
    }

    void takeUidNext(UidValidity validity, Uid next, const std::function<void()> &then)
    {
        if (isAnother(validity)) {
            forgetPlaced();
            begin();  // with all of them
            return;
        }
        if (next.value != 0) {
            m_validityThere = validity;
            m_lowest = next;
        }
        recordFirst(then);
    }

    // The destination has been made anew since: what was copied has gone with the one before.
    [[nodiscard]] bool isAnother(UidValidity validity) const
    {
        return m_validityThere.value != 0 && m_validityThere != validity;
    }

    void forgetPlaced()
    {
        m_placed.clear();
        m_lowest = {};
        m_validityThere = {};
    }

    void transfer(const UidSet &uids)
    {
        if (m_isMove && session()->capabilities().move())
            move(uids);
        else
            copy(uids);
    }

    void move(const UidSet &uids)
    {
        ++m_rounds;
        auto *command = session()->run(std::make_unique<MoveCommand>(uids, m_to));
        // Before the expunges, so that the text is still there to be taken along.
        connect(command, &MoveCommand::told, this, [this](const code::CopyUid &copied) {
            takeCopied(copied);
            tellCopied(false);
        });
        connect(command, &Command::finished, this, [this, command, uids](const Completion &completion) {
            const auto *told = completion.text.as<code::CopyUid>();
            if (told == nullptr && command->copied())
                told = &*command->copied();
            if (told != nullptr)
                takeCopied(*told);
            if (!completion.ok() && !m_placed.empty())
                note();
            if (isInterrupted(completion))
                return;
            if (!completion.ok()) {
                tryAgain(completion);
                return;
            }
            // Told, only what was named has been moved: others were faster with the rest.
            if (told == nullptr)
                takeUntold(uids);
            tellCopied(true);
            finish();
        });
    }

    void copy(const UidSet &uids)
    {
        ++m_rounds;
        auto *command = session()->run(std::make_unique<CopyCommand>(uids, m_to));
        connect(command, &Command::finished, this, [this, command, uids](const Completion &completion) {
            if (command->copied())
                takeCopied(*command->copied());
            if (isInterrupted(completion))
                return;
            if (!completion.ok()) {
                tryAgain(completion);
                return;
            }
            // Told, only what was named has been copied: some servers say OK to half of it.
            if (!command->copied())
                takeUntold(uids);
            note();
            if (!m_isMove)
                tellCopied(false);
            if (m_isMove && m_placed.empty())
                fail("the copies have not arrived");
            else if (m_isMove)
                verify();
            else if (command->copied())
                finish();
            else
                doubtGone(uids);
        });
    }

    // An OK need not mean all of them (RFC 2180, 4.4.2; Courier): those that have gone from here meanwhile
    // may not have been copied, and are looked for there.
    void doubtGone(const UidSet &uids)
    {
        session()->run(std::make_unique<NoopCommand>());
        Targets asked{m_targets.account, m_targets.mailbox, m_validityHere, {}};
        std::vector<Index> indices;
        for (const auto &[uid, index] : m_here) {
            if (!uids.contains(uid))
                continue;
            asked.messages.push_back({uid, m_targets.messages[index].messageId, {}});
            indices.push_back(index);
        }
        search(asked, TargetSearch::Trust::Nothing, [this, indices](const TargetSearch &found) {
            std::vector<Index> gone;
            for (const Index each : found.absent()) {
                gone.push_back(indices[each]);
                m_placed.erase(indices[each]);  // unless it is seen there
            }
            if (gone.empty())
                finish();
            else
                lookFor(gone, [this] { finish(); });
        });
    }

    // Only what was asked for: some servers name more.
    void takeCopied(const code::CopyUid &copied)
    {
        if (isAnother(copied.validity))
            forgetPlaced();
        m_validityThere = copied.validity;
        for (std::size_t i = 0; i < std::min(copied.source.size(), copied.destination.size()); ++i) {
            if (const auto here = m_here.find(copied.source[i]); here != m_here.end())
                m_placed.insert_or_assign(here->second, copied.destination[i]);
        }
    }

    void takeUntold(const UidSet &uids)
    {
        for (const auto &[uid, index] : m_here) {
            if (uids.contains(uid))
                m_placed.emplace(index, Uid{});
        }
    }

    // Nothing was done, or a part: what is left of them is asked for once more, by their UIDs.
    void tryAgain(const Completion &completion)
    {
        constexpr int most = 3;
        if (isFinalRefusal(completion) || m_rounds >= most) {
            giveUp(completion.text);
            return;
        }
        session()->run(std::make_unique<NoopCommand>());
        search(m_targets, TargetSearch::Trust::Nothing,
               [this, before = m_here.size(), answer = completion.text](const TargetSearch &found) {
                   if (found.there().size() < before)
                       takeFound(found);
                   else
                       giveUp(answer);  // and not because some were gone
               });
    }

    // Which of them are in the destination? Nothing is removed here on the word of COPYUID alone: servers
    // have been seen to name copies that were never made.
    void verify()
    {
        std::vector<Index> copied;
        for (const auto &[index, place] : m_placed)
            copied.push_back(index);
        lookFor(copied, [this] { lookAfterMarks([this] { goBack(); }); });
    }

    void goBack()
    {
        withMailbox(m_targets.mailbox, [this] {
            search(m_targets, TargetSearch::Trust::Uids, [this](const TargetSearch &found) {
                const auto &selected = session()->selected();
                if (selected && selected->uidValidity == m_validityHere)
                    removeCopied();
                else if (found.ambiguous().empty())
                    takeFound(found);  // renumbered meanwhile: who they are is asked anew
                else
                    fail("it is not clear any more which message this is");
            });
        });
    }

    void lookFor(const std::vector<Index> &which, const std::function<void()> &then)
    {
        withMailbox(m_to, [this, which, then] {
            const auto &selected = session()->selected();
            const UidValidity validity = selected ? selected->uidValidity : UidValidity{};
            if (m_lowest.value != 0 && validity != m_validityThere) {
                // Nobody knows any more what was there before.
                for (const Index index : which)
                    m_placed.erase(index);
                m_lowest = {};
                m_validityThere = validity;
                then();
                return;
            }
            identify(which, then);
        });
    }

    void identify(const std::vector<Index> &which, const std::function<void()> &then)
    {
        Targets there{m_targets.account, m_to, m_validityThere, {}};
        std::vector<Index> looked;
        for (const Index index : which) {
            Targets::Message message = m_targets.messages[index];
            const auto place = m_placed.find(index);
            message.uid = place == m_placed.end() ? Uid{} : place->second;
            const bool isFindable =
                !message.messageId.isEmpty() || (m_lowest.value != 0 && !message.fingerprint.isEmpty());
            if (message.uid.value == 0 && !isFindable)
                continue;  // nothing to look for; what was said of it stands
            there.messages.push_back(message);
            looked.push_back(index);
        }
        search(
            there, TargetSearch::Trust::Nothing,
            [this, looked, then](const TargetSearch &found) {
                takeThere(found, looked);
                if (session()->selected())
                    m_validityThere = session()->selected()->uidValidity;
                then();
            },
            m_lowest);
    }

    void takeThere(const TargetSearch &found, const std::vector<Index> &looked)
    {
        for (const std::size_t i : found.absent())
            m_placed.erase(looked[i]);
        for (const std::size_t i : found.ambiguous()) {
            if (m_lowest.value != 0 || m_placed.contains(looked[i]))
                m_placed.insert_or_assign(looked[i], Uid{});  // one of several
        }
        for (const auto &[uid, i] : found.there()) {
            const bool isOurs = m_lowest.value != 0 || m_placed.contains(looked[i])
                || !m_targets.messages[looked[i]].fingerprint.isEmpty();
            // A copy that was found and not told is not taken away again by undoing it.
            if (isOurs)
                m_placed.insert_or_assign(looked[i], m_isMove ? uid : Uid{});
        }
    }

    void removeCopied()
    {
        UidSet uids;
        for (const auto &[uid, index] : m_here) {
            if (m_placed.contains(index))
                uids.add(uid);
        }
        if (uids.isEmpty()) {
            fail("the copies have not arrived");
            return;
        }
        auto *removal = new Removal(*session(), uids, this);
        connect(removal, &Removal::finished, this, [this](Removed removed, const Completion &why) {
            if (isInterrupted(why))
                return;
            if (removed == Removed::Remains) {
                fail(why.text.text);
                return;
            }
            m_areMarkedOnly = removed == Removed::Marked;
            if (m_areMarkedOnly && isWorthWaiting(why)) {
                Q_EMIT waits(outcome());
                return;
            }
            tellCopied(removed == Removed::Gone);
            finish();
        });
        removal->start();
    }

    void tellCopied(bool moved)
    {
        store::MessagesCopied told{
            context().account, m_targets.mailbox, m_validityHere, m_to, m_validityThere, {}, moved};
        store::MessagesVanished gone{context().account, m_targets.mailbox, m_validityHere, {}};
        for (const auto &[uid, index] : m_here) {
            const auto place = m_placed.find(index);
            if (place == m_placed.end())
                continue;
            if (place->second.value != 0)
                told.places.push_back({uid, place->second});
            else if (moved)
                gone.uids.push_back(uid);
        }
        if (!told.places.empty())
            Q_EMIT updateReady(told);
        if (!gone.uids.empty())
            Q_EMIT updateReady(gone);
    }

    [[nodiscard]] Outcome outcome() const
    {
        Outcome known{m_validityThere, {}, m_areMarkedOnly, m_lowest, {}};
        for (const auto &[index, place] : m_placed)
            known.places.push_back({m_targets.messages[index].uid, place});
        for (const Index index : m_marked)
            known.marked.push_back(m_targets.messages[index].uid);
        return known;
    }

    void finish()
    {
        lookAfterMarks([this] { done(outcome()); });
    }

    // The destination is opened for those alone that carried the keyword here.
    void lookAfterMarks(const std::function<void()> &then)
    {
        const Targets copies = markedCopies();
        m_afterMarks = then;
        if (copies.messages.empty()) {
            endMarks();
            return;
        }
        note();
        withMailbox(m_to, [this, copies] {
            const auto &selected = session()->selected();
            if (selected && selected->uidValidity == copies.validity)
                keepMarks(copies, m_lowest, IfLost::TellWhose, [this] { endMarks(); });
            else
                endMarks();  // another mailbox of that name
        });
    }

    void endMarks()
    {
        m_marked.clear();
        std::exchange(m_afterMarks, nullptr)();
    }

    // Those of which is known what they are called there, or where they begin.
    [[nodiscard]] Targets markedCopies() const
    {
        Targets copies{m_targets.account, m_to, m_validityThere, {}};
        for (const Index index : m_marked) {
            const auto place = m_placed.find(index);
            if (place == m_placed.end() || m_validityThere.value == 0)
                continue;
            Targets::Message copy = m_targets.messages[index];
            copy.uid = place->second;
            const bool saysWho = !copy.messageId.isEmpty() || !copy.fingerprint.isEmpty();
            if (copy.uid.value != 0 || (m_lowest.value != 0 && saysWho))
                copies.messages.push_back(std::move(copy));
        }
        return copies;
    }

    Targets m_targets;
    QByteArray m_to;
    bool m_isMove;
    std::map<Uid, Index> m_here;    // in the source
    std::map<Index, Uid> m_placed;  // in the destination; 0: nobody has told as what
    std::set<Index> m_marked;       // with $MDNSent, and their copies are not looked after yet
    std::function<void()> m_afterMarks;
    Outcome m_onRecord = context().known;
    UidValidity m_validityHere, m_validityThere;
    Uid m_lowest;  // in the destination: what is below was there before
    int m_rounds = 0;
    bool m_areMarkedOnly = false;
};

}

std::unique_ptr<OperationTask> makeTransferTask(const journal::Operation &operation,
                                                OperationTask::Context context)
{
    return std::make_unique<TransferTask>(operation, std::move(context));
}

}
