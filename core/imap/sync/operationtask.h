// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/imap/sync/convert.h"
#include "core/imap/sync/folderchanges.h"
#include "core/imap/sync/targetsearch.h"
#include "core/journal/outcome.h"
#include "core/receipts/request.h"
#include "core/store/changes.h"

#include <QObject>

#include <functional>
#include <memory>

namespace imap::sync {

// One operation of the journal being carried out. It ends with one of its signals but the first two, and is
// deleted then. One thread.
class OperationTask : public QObject
{
    Q_OBJECT

public:
    struct Context {
        QUuid account;
        std::function<void(const QByteArray &mailbox, Connection::Use use)> withMailbox;
        std::function<void(const FolderChange &change, FolderChanges::Done done)> changeFolders;
        std::function<const std::vector<store::ListedFolder> &()> folders;  // as listed last
        std::function<void(const QByteArray &mailbox, FolderSync::Found found)> whereIs;
        OwnAddress ownAddress;  // whose receipt it would be
        // An earlier run may have done it, or a part of it, of which this is known.
        bool isRepeated = false;
        journal::Outcome known{};
        bool mayWait = true;  // it has not waited too often
    };
    explicit OperationTask(Context context) : m_context(std::move(context)) {}
    virtual void start() = 0;
    // Something was said that may have changed the mailbox. In doubt it was.
    [[nodiscard]] virtual bool mayHaveChanged() const { return true; }
    // Nothing more is wanted of it: it lets go of its mailbox and starts no other command.
    void stop() { m_lease.reset(); }
    // It goes no further before what it has noted is on record.
    [[nodiscard]] bool waitsForRecord() const { return m_whenRecorded != nullptr; }
    void recorded();

Q_SIGNALS:
    void updateReady(const store::Update &update);
    // What is known by now, should this run be the last that hears of it.
    void noted(const journal::Outcome &outcome);
    void ended(journal::State state, const QByteArray &detail);
    void postponed(bool mayHaveBeenExecuted);  // the line was lost
    void pauseWanted(const imap::ResponseText &answer);
    // All but the last step is done, and that is refused while others use the mailbox (RFC 2180, 4.1.4): to
    // be asked again in a while.
    void waits(const journal::Outcome &outcome);
    // The mailbox has another name: the operation begins again with that.
    void renamed(const QByteArray &from, const QByteArray &to);
    // See ReceiptMarks.
    void answered(const receipts::RequestKey &key, const journal::Target &copy);
    // To be saved in another account; the outcome knows of it, and both go on record together.
    void exported(const journal::AppendMessage &message, const journal::Outcome &outcome);

protected:
    // With the mailbox selected; `mailbox` empty: on whatever is. The lease of before is given back first.
    void withMailbox(const QByteArray &mailbox, std::function<void()> then);
    virtual void refused(const QByteArray &mailbox, const Error &why);  // there is no such mailbox for us
    // `why` may be that the mailbox is called otherwise by now, or is gone (RFC 2180, 3.4). It is never made
    // without being asked for: a renamed one would be there twice, with half of the mail in each.
    enum class IfGone { Fail, AskWhetherToCreate };
    void seek(const QByteArray &mailbox, const QByteArray &why, IfGone ifGone);
    // True: the answer was none, and the task has ended for now.
    [[nodiscard]] bool isInterrupted(const Completion &completion);
    void search(const journal::Targets &targets, TargetSearch::Trust trust,
                std::function<void(const TargetSearch &)> then, Uid lowest = {});
    // `then`, when the copies in the selected mailbox carry $MDNSent, or cannot.
    enum class IfLost { TellWhose, SayNothing };
    void keepMarks(const journal::Targets &copies, Uid lowest, IfLost ifLost, std::function<void()> then);
    void fail(const QByteArray &why) { Q_EMIT ended(journal::State::Failed, why); }
    void done(const journal::Outcome &outcome = {});
    // Without this another run could not tell what this one is about to do: `then` when it is on record. The
    // task ends, and nothing has been said, when that cannot be written.
    void noteFirst(const journal::Outcome &outcome, std::function<void()> then);
    // The same, with a message for another account.
    void exportFirst(const journal::AppendMessage &message, const journal::Outcome &outcome,
                     std::function<void()> then);
    [[nodiscard]] bool isWorthWaiting(const Completion &refusal) const;
    [[nodiscard]] Session *session() const { return m_lease == nullptr ? nullptr : m_lease->session(); }
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] const Context &context() const noexcept { return m_context; }

private:
    Context m_context;
    std::shared_ptr<Lease> m_lease;
    std::function<void()> m_whenRecorded;
};

// What no other round of the same will change.
[[nodiscard]] bool isFinalRefusal(const Completion &completion);

[[nodiscard]] std::unique_ptr<OperationTask> makeTask(const journal::Operation &operation,
                                                      OperationTask::Context context);
[[nodiscard]] std::unique_ptr<OperationTask> makeFlagsTask(const journal::ChangeFlags &change,
                                                           OperationTask::Context context);
[[nodiscard]] std::unique_ptr<OperationTask> makeTransferTask(const journal::Operation &operation,
                                                              OperationTask::Context context);
[[nodiscard]] std::unique_ptr<OperationTask> makeRemovalTask(const journal::RemoveMessages &removal,
                                                             OperationTask::Context context);
[[nodiscard]] std::unique_ptr<OperationTask> makeAppendTask(const journal::AppendMessage &append,
                                                            OperationTask::Context context);
[[nodiscard]] std::unique_ptr<OperationTask> makeExportTask(const journal::TransferMessages &transfer,
                                                            OperationTask::Context context);
[[nodiscard]] std::unique_ptr<OperationTask> makeFolderTask(const FolderChange &change,
                                                            OperationTask::Context context);

}
