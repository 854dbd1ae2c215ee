// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/receipts/claim.h"
#include "core/receipts/receiptservice.h"

#include <QObject>

namespace imap::sync {

// Carries out one claim (receipts/claim.h) on one connection: fresh flags, the intent on record, the STORE,
// its proof. Holds its lease throughout, so the mailbox cannot change in between; runs nothing else beside
// its commands. Deletes itself after ended(), which comes exactly once, also when the line drops.
class ClaimRunner : public QObject
{
    Q_OBJECT

public:
    ClaimRunner(receipts::ClaimOrder order, std::shared_ptr<Lease> lease, Clock &clock,
                QObject *parent = nullptr);

    void start();
    void intentRecorded();
    void abandon();  // the intent could not be recorded: no STORE goes out
    // What other commands or the server by itself told of this message meanwhile.
    void overhear(Uid uid, const QList<QByteArray> &flags, ModSeq modSeq);
    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_order.target.mailbox; }
    [[nodiscard]] const receipts::RequestKey &key() const noexcept { return m_order.key; }

Q_SIGNALS:
    void intended(const receipts::RequestKey &key);  // wait for intentRecorded()
    void ended(const receipts::RequestKey &key, receipts::ClaimEnd end, const QByteArray &serverText);

private:
    void carryOut(const receipts::Claim::Step &step);
    void fetchFlags(bool verifying);
    void flagsFetched(const std::optional<receipts::Claim::Echo> &fresh, const Completion &completion,
                      bool verifying);
    void store(const receipts::Claim::Store &step);
    void end(receipts::ClaimEnd end, const QByteArray &text = {});
    [[nodiscard]] bool lineIsLost(const Completion &completion);
    [[nodiscard]] bool isOnlyThrottled(const Completion &completion) const;
    void askAgain(bool verifying);

    receipts::ClaimOrder m_order;
    std::shared_ptr<Lease> m_lease;
    Clock &m_clock;
    std::optional<receipts::Claim> m_claim;
    std::unique_ptr<Alarm> m_wait;
    int m_throttled = 0;  // times
    bool m_ended = false;
};

}
