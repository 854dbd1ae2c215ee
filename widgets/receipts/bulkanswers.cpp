// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/bulkanswers.h"

#include "core/receipts/policyrules.h"

#include <algorithm>

namespace {

constexpr int piece = 32;              // answered in one go: each header is read and judged
constexpr qsizetype mostFetched = 16;  // headers that are asked for at a time

}

BulkAnswers::BulkAnswers(Context context, QObject *parent) : QObject(parent), m_context(std::move(context)) {}

BulkAnswers::~BulkAnswers() = default;

void BulkAnswers::answer(const QList<store::CopyId> &copies, receipts::Decision::Kind kind)
{
    for (const store::CopyId copy : copies)
        m_queue.emplace_back(copy, kind);
    goOn();
}

// Waits for headers when enough are on their way: apply() and giveUp() go on.
void BulkAnswers::goOn()
{
    m_next.reset();
    for (int done = 0; done < piece && !m_queue.empty() && m_waiting.size() < mostFetched; ++done) {
        const auto [copy, kind] = m_queue.front();
        m_queue.pop_front();
        if (!kind) {
            noteSender(copy);
            continue;
        }
        if (m_context.hasHeader(copy)) {
            answerOne(copy, *kind);
            continue;
        }
        m_waiting.insert(copy, *kind);
        tell(copy, tr("Being fetched…"));
        Q_EMIT headerWanted(copy);
    }
    if (!m_queue.empty() && m_waiting.size() < mostFetched)
        m_next = m_context.clock.alarm({}, [this] { goOn(); });
    tellEnd();
}

// The rules are made together, once all senders are known.
void BulkAnswers::tellEnd()
{
    const bool isMore =
        std::any_of(m_queue.begin(), m_queue.end(), [](const auto &each) { return !each.second; });
    if (!isMore && !m_never.isEmpty())
        m_context.desk.never(std::exchange(m_never, {}));
    if (!isBusy())
        Q_EMIT ended();
}

void BulkAnswers::never(const QList<store::CopyId> &copies)
{
    for (const store::CopyId copy : copies)
        m_queue.emplace_back(copy, std::nullopt);
    goOn();
}

void BulkAnswers::noteSender(store::CopyId copy)
{
    using receipts::PolicyRule;
    const QByteArray sender = m_context.sender(copy);
    const bool isUsable =
        receipts::ruleFrom(PolicyRule::Scope::Sender, QString::fromUtf8(sender), receipts::Preference::Never)
            .has_value();
    tell(copy,
         sender.isEmpty() ? tr("Names no sender")
             : isUsable   ? tr("Never for this sender")
                          : tr("No rule can be made for this sender"));
    if (isUsable)
        m_never.append(sender);
}

void BulkAnswers::apply(const store::ChangeSet &changes)
{
    const bool isWaitedFor = isBusy();
    for (const store::FolderChange &change : changes.folders) {
        for (const store::CopyId copy : change.contentArrived) {
            if (m_waiting.contains(copy) && m_context.hasHeader(copy))
                answerOne(copy, m_waiting.take(copy));
        }
        for (const store::CopyId copy : change.removed) {
            m_waiting.remove(copy);
            m_results.remove(copy);
        }
    }
    if (!m_next && isWaitedFor)
        goOn();
}

void BulkAnswers::giveUp(store::CopyId copy)
{
    if (m_waiting.remove(copy) == 0)
        return;
    tell(copy, tr("Could not be fetched"));
    if (!m_next)
        goOn();
}

void BulkAnswers::answerOne(store::CopyId copy, receipts::Decision::Kind kind)
{
    const auto displayed = m_context.displayed(copy);
    if (!displayed) {
        tell(copy, tr("Asks for nothing"));
        return;
    }
    switch (m_context.desk.answer(*displayed, kind)) {
    case ReceiptDesk::Answered::Decided: tell(copy, {}); break;  // the ledger tells
    case ReceiptDesk::Answered::Already: tell(copy, tr("Answered already")); break;
    case ReceiptDesk::Answered::Blocked: tell(copy, tr("Cannot be answered")); break;
    case ReceiptDesk::Answered::LooksOdd: tell(copy, tr("Looks odd: open it")); break;
    }
}

void BulkAnswers::tell(store::CopyId copy, const QString &words)
{
    if (words.isEmpty())
        m_results.remove(copy);
    else
        m_results.insert(copy, words);
    Q_EMIT resultChanged(copy);
}
