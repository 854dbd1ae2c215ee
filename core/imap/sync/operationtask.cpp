// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationtask.h"

#include "core/base/overloaded.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/receiptmarks.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace imap::sync {

using journal::State;

namespace {

bool isThrottled(const ResponseText &answer)
{
    return throttleOf(answer).count() > 0;
}

// A message that came after the mailbox was selected is there for this connection once it has been told of it
// (RFC 3501, 5.2): a copy just made, for one, by another connection of ours.
bool mayBeUntold(const Session &session, const journal::Targets &targets, Uid lowest)
{
    const auto &selected = session.selected();
    if (!selected || selected->uidNext.value == 0 || selected->sessionLocal)
        return false;
    return lowest >= selected->uidNext
        || std::ranges::any_of(targets.messages, [&selected](const journal::Targets::Message &message) {
               return message.uid >= selected->uidNext;
           });
}

}

bool isFinalRefusal(const Completion &completion)
{
    using Kind = code::Atom::Kind;
    if (completion.status != Completion::Status::No)
        return true;
    for (const Kind kind : {Kind::NoPerm, Kind::OverQuota, Kind::TryCreate, Kind::NonExistent, Kind::ReadOnly,
                            Kind::Limit, Kind::TooBig}) {
        if (completion.text.has(kind))
            return true;
    }
    return false;
}

void OperationTask::withMailbox(const QByteArray &mailbox, std::function<void()> then)
{
    m_lease.reset();
    m_context.withMailbox(mailbox,
                          [self = QPointer(this), mailbox,
                           then = std::move(then)](std::shared_ptr<Lease> lease, const Error &error) {
                              if (self.isNull())
                                  return;
                              if (lease != nullptr && lease->session() != nullptr) {
                                  self->m_lease = std::move(lease);
                                  then();
                              } else if (isThrottled({std::nullopt, error.detail})) {
                                  Q_EMIT self->pauseWanted({std::nullopt, error.detail});
                              } else if (error.kind == Error::Kind::Refused
                                         || error.kind == Error::Kind::NotFound) {
                                  self->refused(mailbox, error);
                              } else {
                                  Q_EMIT self->postponed(false);
                              }
                          });
}

void OperationTask::refused(const QByteArray &mailbox, const Error &why)
{
    seek(mailbox, why.detail, IfGone::Fail);
}

void OperationTask::seek(const QByteArray &mailbox, const QByteArray &why, IfGone ifGone)
{
    m_lease.reset();
    m_context.whereIs(mailbox,
                      [self = QPointer(this), mailbox, why, ifGone](const FolderSync::Whereabouts &where) {
                          using Kind = FolderSync::Whereabouts::Kind;
                          if (self.isNull())
                              return;
                          if (where.kind == Kind::LineLost)
                              Q_EMIT self->postponed(true);
                          else if (where.kind == Kind::There && where.name != mailbox)
                              Q_EMIT self->renamed(mailbox, where.name);
                          else if (where.kind == Kind::Gone && ifGone == IfGone::AskWhetherToCreate)
                              self->fail(journal::mailboxIsMissing + why);
                          else
                              self->fail(why);
                      });
}

bool OperationTask::isInterrupted(const Completion &completion)
{
    if (isLineLost(completion)) {
        Q_EMIT postponed(completion.mayHaveBeenExecuted);
        return true;
    }
    // The server has closed the mailbox by itself: nothing more is said in it.
    const bool isClosed = m_lease != nullptr && m_lease->session() == nullptr;
    if (!isClosed && (completion.ok() || !isThrottled(completion.text)))
        return false;
    Q_EMIT pauseWanted(completion.text);  // a server that wants to be left alone has not refused
    return true;
}

void OperationTask::search(const journal::Targets &targets, TargetSearch::Trust trust,
                           std::function<void(const TargetSearch &)> then, Uid lowest)
{
    if (mayBeUntold(*session(), targets, lowest))
        session()->run(std::make_unique<NoopCommand>());
    auto *search = new TargetSearch(*session(), targets, trust, lowest, this);
    connect(search, &TargetSearch::finished, this,
            [this, search, then = std::move(then)](const Completion &completion) {
                search->deleteLater();
                if (isInterrupted(completion))
                    return;
                if (completion.ok())
                    then(*search);
                else
                    fail(
                        completion.text.text);  // cannot tell which it is: nothing is better than a wrong one
            });
    search->start();
}

void OperationTask::keepMarks(const journal::Targets &copies, Uid lowest, IfLost ifLost,
                              std::function<void()> then)
{
    if (mayBeUntold(*session(), copies, lowest))
        session()->run(std::make_unique<NoopCommand>());
    auto *marks = new ReceiptMarks(*session(), copies, lowest,
                                   ifLost == IfLost::TellWhose ? m_context.ownAddress : OwnAddress(), this);
    connect(marks, &ReceiptMarks::updateReady, this, &OperationTask::updateReady);
    connect(marks, &ReceiptMarks::answered, this, &OperationTask::answered);
    connect(marks, &ReceiptMarks::finished, this,
            [this, marks, then = std::move(then)](const Completion &completion) {
                marks->deleteLater();
                if (!isInterrupted(completion))
                    then();
            });
    marks->start();
}

void OperationTask::done(const journal::Outcome &outcome)
{
    Q_EMIT ended(State::Done, journal::serialize(outcome));
}

void OperationTask::noteFirst(const journal::Outcome &outcome, std::function<void()> then)
{
    m_whenRecorded = std::move(then);
    Q_EMIT noted(outcome);
}

void OperationTask::exportFirst(const journal::AppendMessage &message, const journal::Outcome &outcome,
                                std::function<void()> then)
{
    m_whenRecorded = std::move(then);
    Q_EMIT exported(message, outcome);
}

void OperationTask::recorded()
{
    const auto then = std::exchange(m_whenRecorded, nullptr);
    if (session() == nullptr)
        Q_EMIT postponed(true);  // the line was lost meanwhile
    else
        then();
}

bool OperationTask::isWorthWaiting(const Completion &refusal) const
{
    return m_context.mayWait && !refusal.ok() && !isFinalRefusal(refusal);
}

bool OperationTask::isReadOnly() const
{
    return session() != nullptr && session()->selected() && session()->selected()->readOnly;
}

std::unique_ptr<OperationTask> makeTask(const journal::Operation &operation, OperationTask::Context context)
{
    using Kind = FolderChange::Kind;
    return std::visit(
        overloaded{
            [&](const journal::ChangeFlags &change) { return makeFlagsTask(change, std::move(context)); },
            [&](const journal::AppendMessage &append) { return makeAppendTask(append, std::move(context)); },
            [&](const journal::RemoveMessages &removal) {
                return makeRemovalTask(removal, std::move(context));
            },
            [&](const journal::TransferMessages &transfer) {
                return makeExportTask(transfer, std::move(context));
            },
            [&](const journal::CreateFolder &folder) {
                return makeFolderTask({Kind::Create, folder.mailbox, {}, {}}, std::move(context));
            },
            [&](const journal::RenameFolder &folder) {
                return makeFolderTask({Kind::Rename, folder.mailbox, folder.to, {}}, std::move(context));
            },
            [&](const journal::DeleteFolder &folder) {
                return makeFolderTask({Kind::Delete, folder.mailbox, {}, {}}, std::move(context));
            },
            [&](const journal::SubscribeFolder &folder) {
                const Kind kind = folder.subscribed ? Kind::Subscribe : Kind::Unsubscribe;
                return makeFolderTask({kind, folder.mailbox, {}, {}}, std::move(context));
            },
            [&](const auto &) { return makeTransferTask(operation, std::move(context)); },
        },
        operation);
}

}
