// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/changes.h"
#include "widgets/receipts/receiptdesk.h"

#include <QHash>
#include <QObject>

#include <deque>

// One answer for many requests: each goes through the gate and a claim of its own, and each has a result of
// its own. What the gate forbids, and what looks odd, is left for a person to look at alone. Few at a time,
// so that the window does not wait for thousands.
class BulkAnswers : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkAnswers)

public:
    struct Context {
        ReceiptDesk &desk;
        Clock &clock;
        // As if it were shown; nullopt: its header is not here yet, or it asks for nothing any more.
        std::function<std::optional<ReceiptDesk::Displayed>(store::CopyId)> displayed;
        std::function<bool(store::CopyId)> hasHeader;
        std::function<QByteArray(store::CopyId)> sender;  // an addr-spec; empty: none
    };
    explicit BulkAnswers(Context context, QObject *parent = nullptr);
    ~BulkAnswers() override;

    void answer(const QList<store::CopyId> &copies, receipts::Decision::Kind kind);
    // Rules for those who wrote them; what was asked is left as it is, and nothing is sent.
    void never(const QList<store::CopyId> &copies);
    // The header of what waits for it may have come, or will not.
    void apply(const store::ChangeSet &changes);
    void giveUp(store::CopyId copy);
    // What has become of it, as long as the ledger does not tell; empty: nothing.
    [[nodiscard]] QString result(store::CopyId copy) const { return m_results.value(copy); }
    // What was decided is not carried out yet: whoever owns this keeps it until ended().
    [[nodiscard]] bool isBusy() const { return !m_queue.empty() || !m_waiting.isEmpty(); }

Q_SIGNALS:
    void headerWanted(store::CopyId copy);
    void resultChanged(store::CopyId copy);
    void ended();

private:
    void goOn();
    void tellEnd();
    void noteSender(store::CopyId copy);
    void answerOne(store::CopyId copy, receipts::Decision::Kind kind);
    void tell(store::CopyId copy, const QString &words);

    Context m_context;
    std::deque<std::pair<store::CopyId, std::optional<receipts::Decision::Kind>>> m_queue;  // nullopt: never
    QList<QByteArray> m_never;  // the senders of those that have had their turn
    std::unique_ptr<Alarm> m_next;
    QHash<store::CopyId, receipts::Decision::Kind> m_waiting;  // for their headers
    QHash<store::CopyId, QString> m_results;
};
