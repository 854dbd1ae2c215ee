// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/operation.h"
#include "core/receipts/claim.h"
#include "core/receipts/ledgerstate.h"
#include "core/receipts/report.h"
#include "core/store/database.h"

#include <QObject>

#include <memory>

namespace receipts {

// What the user (or a rule) decided about one request.
struct Decision {
    enum class Kind { Send, Deny, NotNow } kind = Kind::NotNow;
    RequestKey key;
    QByteArray fingerprint;
    journal::Target target;  // the copy that was looked at
    Report report;           // Send: exactly what was previewed
    QUuid account;           // whose submission server and Sent folder
    bool condstore = false;
    AskedBy askedBy = {};
};

// Orders to imap/sync and smtp; each is written to the ledger before it is given.
struct ClaimOrder {
    RequestKey key;
    journal::Target target;
};
struct SubmitOrder {
    RequestKey key;
    QUuid account;
    Report report;
};

enum class ClaimEnd {
    Won,
    Lost,
    CannotStore,
    ReadOnly,
    Refused,
    MessageGone,
    Draft,
    Uncertain,
    GaveUp,
    NeverStarted,  // offline, or the line dropped at any point: what the ledger knows decides what comes next
};
enum class SubmitEnd {
    Accepted,
    Rejected,
    TryLater,
    NotAuthenticated,  // nothing was sent: waits until accountOnline(), once there is another password
    Uncertain,
};

// The ledger and the life of each request: invariants I1 to I5 of the design live here. Lives in the store
// thread; all calls come as queued signals; every state is durable before the order or fact that follows from
// it is emitted. One process-wide lock per request: a second Send for the same key is ignored.
class ReceiptService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptService)

public:
    // `user` is user.db and outlives the service.
    ReceiptService(const store::Database &user, Clock &clock, QObject *parent = nullptr);
    ~ReceiptService() override;

    // At start: emits stateChanged() for every entry known, then resumes what may be resumed: Approved,
    // Denying and Claimed go on; ClaimIntent is claimed again, but a keyword found then may be our own and
    // only a person can tell; Sending becomes SendUncertain, which never goes on by itself; Sent is filed.
    Q_SLOT void restore();

public Q_SLOTS:
    // Answered by stateChanged() or failed(), also when it comes too late and changes nothing; so is
    // sendAnyway(). Nothing changes either when the key is that of another message (ledgerplace.h).
    void decide(const receipts::Decision &decision);
    // "Send again" after SendUncertain or SendFailed, or "send although the claim is uncertain": an explicit
    // second consent.
    void sendAnyway(const receipts::RequestKey &key);

    // A copy has lost the mark by which everybody knew that this request has been answered: from now on only
    // we do. What the ledger says already stands.
    void rememberAnswered(const receipts::RequestKey &key, const journal::Target &copy);

    // From imap/sync, which ends every claim order exactly once. claimIntended() is answered by
    // intentRecorded() once durable; or by failed(): then no STORE may go out, and the claim ends as
    // NeverStarted.
    void claimIntended(const receipts::RequestKey &key);
    void claimEnded(const receipts::RequestKey &key, receipts::ClaimEnd end, const QByteArray &serverText);
    // From smtp.
    void submitEnded(const receipts::RequestKey &key, receipts::SubmitEnd end, const QByteArray &serverText);
    void filed(const receipts::RequestKey &key);
    // The account is online: orders that wait are given (again); not those whose end has not been told yet.
    void accountOnline(const QUuid &account);

Q_SIGNALS:
    void claimRequested(const receipts::ClaimOrder &order);
    void intentRecorded(const receipts::RequestKey &key);
    void submitRequested(const receipts::SubmitOrder &order);  // after Sending is durable
    void filingRequested(const receipts::SubmitOrder &order);  // a copy for Sent with "\Seen $MDNSent"
    void stateChanged(const receipts::LedgerEntry &entry);
    void failed(const receipts::RequestKey &key,
                const Error &error);  // the ledger could not be written: nothing was done

private:
    std::unique_ptr<class ReceiptServicePrivate> d;
};

}

Q_DECLARE_METATYPE(receipts::Decision)
Q_DECLARE_METATYPE(receipts::ClaimOrder)
Q_DECLARE_METATYPE(receipts::SubmitOrder)
Q_DECLARE_METATYPE(receipts::ClaimEnd)
Q_DECLARE_METATYPE(receipts::SubmitEnd)
