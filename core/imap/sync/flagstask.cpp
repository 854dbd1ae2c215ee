// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/sync/convert.h"
#include "core/imap/sync/operationtask.h"

#include <algorithm>

namespace imap::sync {

namespace {

// +FLAGS or -FLAGS. What the server echoes is the truth, whatever it says behind the tag (RFC 2180, 4.2): a
// message that was echoed as wanted is done, whether OK or NO follows. Of the others it is asked, after a
// NOOP for the expunges it has kept back, which are still there; those are asked for again, three times at
// most, and then one by one.
class FlagsTask final : public OperationTask
{
public:
    FlagsTask(journal::ChangeFlags change, Context context)
        : OperationTask(std::move(context)), m_change(std::move(change))
    {}

    void start() override
    {
        withMailbox(m_change.targets.mailbox, [this] {
            if (isReadOnly()) {  // EXAMINE, or somebody else's (RFC 3501, 6.3.2)
                fail("the mailbox is read-only");
                return;
            }
            search(m_change.targets, TargetSearch::Trust::Uids, [this](const TargetSearch &found) {
                m_areUnclear = !found.ambiguous().empty();
                m_left = found.uids();
                goOn();
            });
        });
    }

private:
    void goOn()
    {
        constexpr int most = 3;
        if (m_left.isEmpty()) {
            if (m_areUnclear)
                fail("the mailbox was renumbered");
            else if (m_isRefused)
                fail(m_why);
            else
                done();
        } else if (++m_rounds <= most) {
            store(m_left);
        } else {
            m_areSingle = true;
            storeSingle();
        }
    }

    void store(const UidSet &uids)
    {
        auto *command = session()->run(
            std::make_unique<StoreCommand>(uids, m_change.set ? FlagChange::Add : FlagChange::Remove,
                                           std::vector<QByteArray>{m_change.flag}));
        connect(command, &Command::finished, this, [this, command, uids](const Completion &completion) {
            takeEchoes(command->echoes());
            if (isInterrupted(completion))  // setting a flag twice does no harm
                return;
            m_why = completion.text.text;
            const UidSet missing = without(uids, m_settled);
            if (missing.isEmpty())
                settle(uids);
            else if (!completion.ok() && isFinalRefusal(completion))
                fail(m_why);
            else
                check(uids, missing, completion.ok());
        });
    }

    void storeSingle()
    {
        for (const UidRange &range : m_left.ranges()) {
            for (quint64 uid = range.first.value; uid <= range.last.value; ++uid)
                m_singles.push_back(Uid{static_cast<quint32>(uid)});
        }
        nextSingle();
    }

    void nextSingle()
    {
        if (m_singles.empty()) {
            if (m_isRefused || !m_left.isEmpty())
                fail(m_why);
            else
                done();
            return;
        }
        const Uid uid = m_singles.back();
        m_singles.pop_back();
        store(UidSet::single(uid));
    }

    void takeEchoes(const std::vector<Fetch> &echoes)
    {
        for (const Fetch &echo : echoes)
            takeFlags(echo);
    }

    void takeFlags(const Fetch &told)
    {
        if (!told.items.flags || !told.items.uid || !m_left.contains(*told.items.uid))
            return;
        const Uid uid = *told.items.uid;
        const auto isOurs = [this](const QByteArray &flag) {
            return flag.compare(m_change.flag, Qt::CaseInsensitive) == 0;
        };
        const auto &flags = *told.items.flags;
        if (std::any_of(flags.begin(), flags.end(), isOurs) == m_change.set)
            m_settled.add(uid);
        const auto &selected = session() == nullptr ? std::nullopt : session()->selected();
        if (selected)
            Q_EMIT updateReady(
                store::FlagsFetched{context().account,
                                    m_change.targets.mailbox,
                                    selected->uidValidity,
                                    {{uid, storeFlags(flags), told.items.modSeq.value_or(ModSeq{})}}});
    }

    // No echo is no proof: some servers say OK to what is expunged, some send no echo where nothing changed.
    void check(const UidSet &asked, const UidSet &missing, bool isOk)
    {
        session()->run(std::make_unique<NoopCommand>());
        auto *command = session()->run(std::make_unique<FetchCommand>(missing, "UID FLAGS"));
        auto there = std::make_shared<UidSet>();
        connect(command, &FetchCommand::fetched, this, [this, there](const Fetch &told) {
            if (told.items.uid)
                there->add(*told.items.uid);
            takeFlags(told);
        });
        connect(command, &Command::finished, this,
                [this, there, asked, missing, isOk](const Completion &completion) {
                    if (isInterrupted(completion))
                        return;
                    const UidSet lacking = without(*there, m_settled);
                    // Refused, and not because some of them were gone: it will not be otherwise next time.
                    if (!isOk && lacking == missing && asked == missing) {
                        m_isRefused = true;
                        settle(asked);
                        return;
                    }
                    settle(without(asked, lacking));
                });
    }

    void settle(const UidSet &uids)
    {
        m_left = without(m_left, uids);
        if (m_areSingle && !m_left.isEmpty())
            nextSingle();
        else
            goOn();
    }

    journal::ChangeFlags m_change;
    UidSet m_left, m_settled;
    std::vector<Uid> m_singles;
    QByteArray m_why;
    int m_rounds = 0;
    bool m_areUnclear = false, m_isRefused = false, m_areSingle = false;
};

}

std::unique_ptr<OperationTask> makeFlagsTask(const journal::ChangeFlags &change,
                                             OperationTask::Context context)
{
    return std::make_unique<FlagsTask>(change, std::move(context));
}

}
