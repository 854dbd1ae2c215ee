// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/bulkanswers.h"

BulkAnswers::BulkAnswers(Context context, QObject *parent) : QObject(parent), m_context(std::move(context)) {}

void BulkAnswers::answer(const QList<store::CopyId> &copies, receipts::Decision::Kind kind)
{
    for (const store::CopyId copy : copies)
        m_due.emplace_back(copy, kind);
    work();
}

void BulkAnswers::work()
{
    constexpr std::chrono::milliseconds aTurn{8};
    const auto begun = m_context.clock.monotonic();
    while (!m_due.empty() && m_context.clock.monotonic() - begun < aTurn) {
        const auto [copy, kind] = m_due.front();
        m_due.pop_front();
        answerOrFetch(copy, kind);
    }
    m_nextTurn.reset();
    if (!m_due.empty())
        m_nextTurn = m_context.clock.alarm(std::chrono::milliseconds(0), [this] { work(); });
}

void BulkAnswers::answerOrFetch(store::CopyId copy, receipts::Decision::Kind kind)
{
    if (m_context.hasHeader(copy)) {
        answerOne(copy, kind);
        return;
    }
    m_waiting.insert(copy, kind);
    tell(copy, tr("Being fetched…"));
    Q_EMIT headerWanted(copy);
}

void BulkAnswers::apply(const store::ChangeSet &changes)
{
    for (const store::FolderChange &change : changes.folders) {
        for (const store::CopyId copy : change.contentArrived) {
            if (m_waiting.contains(copy) && m_context.hasHeader(copy))
                m_due.emplace_back(copy, m_waiting.take(copy));
        }
        for (const store::CopyId copy : change.removed) {
            m_waiting.remove(copy);
            m_results.remove(copy);
        }
    }
    if (!m_due.empty() && !m_nextTurn)
        work();
}

void BulkAnswers::giveUp(store::CopyId copy)
{
    if (m_waiting.remove(copy) > 0)
        tell(copy, tr("Could not be fetched"));
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
