// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/removal.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/operationtask.h"

#include <algorithm>

namespace imap::sync {

namespace {

// For good: who they are is asked first, and nothing else goes with them (UID EXPUNGE, or they stay marked).
// On Gmail a message that is expunged anywhere but in Trash or Spam is only archived: it goes by way of
// Trash.
class RemovalTask final : public OperationTask
{
public:
    RemovalTask(journal::RemoveMessages removal, Context context)
        : OperationTask(std::move(context)), m_targets(std::move(removal.targets))
    {}

    void start() override
    {
        withMailbox(m_targets.mailbox, [this] {
            if (isReadOnly()) {
                fail("the mailbox is read-only");
                return;
            }
            search(m_targets, TargetSearch::Trust::Nothing, [this](const TargetSearch &found) {
                const QByteArray trash = trashOnTheWay();
                if (!found.ambiguous().empty())
                    fail("it is not clear any more which message this is");
                else if (found.there().empty())
                    done();  // somebody else was faster
                else if (!trash.isEmpty())
                    removeByWayOf(trash, found.uids());
                else
                    remove(found.uids(), goneFrom(m_targets.mailbox, found.uids()));
            });
        });
    }

private:
    [[nodiscard]] QByteArray trashOnTheWay() const
    {
        if (!session()->capabilities().has("X-GM-EXT-1"))
            return {};
        using Role = store::FolderRole;
        const auto &folders = context().folders();
        const auto here = std::find_if(folders.begin(), folders.end(), [this](const auto &folder) {
            return folder.mailbox == m_targets.mailbox;
        });
        if (here != folders.end() && (here->role == Role::Trash || here->role == Role::Junk))
            return {};
        const auto trash = std::find_if(folders.begin(), folders.end(),
                                        [](const auto &folder) { return folder.role == Role::Trash; });
        return trash == folders.end() ? QByteArray() : trash->mailbox;
    }

    [[nodiscard]] store::MessagesVanished goneFrom(const QByteArray &mailbox, const UidSet &uids) const
    {
        store::MessagesVanished gone{context().account, mailbox, session()->selected()->uidValidity, {}};
        for (const UidRange &range : uids.ranges()) {
            for (quint64 uid = range.first.value; uid <= range.last.value; ++uid)
                gone.uids.push_back(Uid{static_cast<quint32>(uid)});
        }
        return gone;
    }

    void remove(const UidSet &uids, const store::MessagesVanished &gone)
    {
        auto *removal = new Removal(*session(), uids, this);
        connect(removal, &Removal::finished, this, [this, gone](Removed removed, const Completion &why) {
            if (isInterrupted(why))
                return;
            if (removed == Removed::Gone)
                Q_EMIT updateReady(gone);
            const bool isHere = gone.mailbox == m_targets.mailbox;  // and would be found again
            if (removed == Removed::Marked && isHere && isWorthWaiting(why))
                Q_EMIT waits({{}, {}, true});
            else if (removed == Removed::Remains || !why.ok())
                fail(why.text.text);
            else
                done({{}, {}, removed == Removed::Marked});
        });
        removal->start();
    }

    void removeByWayOf(const QByteArray &trash, const UidSet &uids)
    {
        noteHabit(ServerQuirk::DeletesAtOnce);
        const store::MessagesVanished gone = goneFrom(m_targets.mailbox, uids);
        auto *command = session()->run(std::make_unique<MoveCommand>(uids, trash));
        connect(command, &Command::finished, this,
                [this, command, trash, gone](const Completion &completion) {
                    if (isInterrupted(completion))
                        return;
                    const auto *told = completion.text.as<code::CopyUid>();
                    const auto copied = told != nullptr ? std::optional(*told) : command->copied();
                    if (!completion.ok()) {
                        fail(completion.text.text);
                        return;
                    }
                    Q_EMIT updateReady(gone);
                    if (!copied) {
                        done();  // in Trash, where the server removes it by itself
                        return;
                    }
                    withMailbox(trash, [this, trash, copied] {
                        const auto &selected = session()->selected();
                        const UidSet there = UidSet::of(copied->destination);
                        if (selected && selected->uidValidity == copied->validity)
                            remove(there, goneFrom(trash, there));
                        else
                            done();
                    });
                });
    }

    journal::Targets m_targets;
};

}

std::unique_ptr<OperationTask> makeRemovalTask(const journal::RemoveMessages &removal,
                                               OperationTask::Context context)
{
    return std::make_unique<RemovalTask>(removal, std::move(context));
}

}
