// SPDX-License-Identifier: GPL-3.0-or-later
// Killed at every step: the database is copied at every moment that the outside could notice, and life goes
// on from each of the copies.
#include "core/base/overloaded.h"

#include <functional>

#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;

namespace {

// The other side of the wires: survives our crashes.
struct Servers {
    quint64 modSeq = 61;
    bool keyword = false;
    int delivered = 0;
    int stores = 0;
};

// What a disk and the servers hold when the power fails.
struct Moment {
    QByteArray database, log;
    Servers servers;
    bool isDecided = false;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(octets);
}

// One process with its servers, which answer at once. Every moment between two effects is recorded.
class Process
{
public:
    explicit Process(const Moment &start) : servers(start.servers)
    {
        if (!start.database.isEmpty()) {
            write(path(), start.database);
            write(path() + u"-wal"_s, start.log);
        }
        m_user = std::move(*store::openUser(path()));
        m_service = std::make_unique<ReceiptService>(m_user->database, m_clock);
        connectService();
    }

    void decide(const Decision &decision) { m_service->decide(decision); }
    void restart(const QUuid &account)
    {
        m_service->restore();
        m_service->accountOnline(account);
        m_clock.advance(std::chrono::hours(24 * 7));
    }
    void sendAnyway(const RequestKey &key) { m_service->sendAnyway(key); }

    std::vector<Moment> moments;
    Servers servers;
    LedgerState state = LedgerState::None;
    bool claimsBeforeSending = true;  // I1
    int failures = 0;

private:
    [[nodiscard]] QString path() const { return m_folder.path() + u"/user.db"_s; }

    void remember()
    {
        moments.push_back(
            {contents(path()), contents(path() + u"-wal"_s), servers, state != LedgerState::None});
    }

    void connectService()
    {
        ReceiptService *service = m_service.get();
        QObject::connect(service, &ReceiptService::stateChanged, service, [this](const LedgerEntry &entry) {
            state = entry.state;
            remember();
        });
        QObject::connect(service, &ReceiptService::claimRequested, service,
                         [this](const ClaimOrder &order) { claim(order); });
        QObject::connect(service, &ReceiptService::intentRecorded, service,
                         [this] { m_intentRecorded = true; });
        QObject::connect(service, &ReceiptService::submitRequested, service,
                         [this](const SubmitOrder &order) { submit(order); });
        QObject::connect(service, &ReceiptService::filingRequested, service,
                         [this](const SubmitOrder &order) {
                             remember();
                             m_service->filed(order.key);
                         });
        QObject::connect(service, &ReceiptService::failed, service, [this] { ++failures; });
    }

    [[nodiscard]] Claim::Echo echo() const
    {
        return {servers.keyword ? QList<QByteArray>{"$MDNSent"} : QList<QByteArray>(),
                imap::ModSeq{servers.modSeq}};
    }

    Claim::Step store(Claim &claim, const Claim::Store &store)
    {
        remember();
        ++servers.stores;
        if (store.unchangedSince && store.unchangedSince->value < servers.modSeq)
            return claim.storeAnswered(Claim::Tagged::Ok, true, {echo()}, {});
        servers.keyword = true;
        ++servers.modSeq;
        remember();  // done there, and the answer has not come
        return claim.storeAnswered(Claim::Tagged::Ok, false, {echo()}, {});
    }

    void claim(const ClaimOrder &order)
    {
        remember();
        Claim claim({false, std::nullopt, true, true});
        Claim::Step step = claim.start();
        std::optional<ClaimEnd> end;
        while (!end) {
            step = std::visit(overloaded{
                                  [&](const Claim::FetchFlags &) { return claim.flagsFetched(echo()); },
                                  [&](const Claim::RecordIntent &) {
                                      m_intentRecorded = false;
                                      m_service->claimIntended(order.key);
                                      return m_intentRecorded ? claim.intentRecorded()
                                                              : Claim::Step(Claim::GaveUp{});
                                  },
                                  [&](const Claim::Store &s) { return store(claim, s); },
                                  [&](const Claim::Wait &) { return claim.retry(); },
                                  [&](const auto &last) { return Claim::Step(last); },
                              },
                              step);
            end = ended(step);
        }
        remember();
        m_service->claimEnded(order.key, *end, {});
    }

    [[nodiscard]] static std::optional<ClaimEnd> ended(const Claim::Step &step)
    {
        if (std::holds_alternative<Claim::Won>(step))
            return ClaimEnd::Won;
        if (std::holds_alternative<Claim::Lost>(step))
            return ClaimEnd::Lost;
        if (std::holds_alternative<Claim::Uncertain>(step))
            return ClaimEnd::Uncertain;
        if (std::holds_alternative<Claim::GaveUp>(step))
            return ClaimEnd::GaveUp;
        return std::nullopt;
    }

    void submit(const SubmitOrder &order)
    {
        claimsBeforeSending = claimsBeforeSending && servers.keyword && state == LedgerState::Sending;
        remember();
        ++servers.delivered;
        remember();  // accepted, and the answer has not come
        m_service->submitEnded(order.key, SubmitEnd::Accepted, "250");
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::optional<store::UserDatabase> m_user;
    std::unique_ptr<ReceiptService> m_service;
    bool m_intentRecorded = false;
};

Decision decision(Decision::Kind kind)
{
    return receipt_test::World().decision(kind);
}

}

class RestartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAtMostOnceAndForgetsNothingWhereverItIsKilled();
    void deniesWhereverItIsKilled();
    void goesOnByItselfWhereNothingIsUncertain();
    void sendsAgainOnlyAtASecondConsent();
};

// Twice over: killed at every moment, and once more at every moment of the life after that.
void RestartTest::sendsAtMostOnceAndForgetsNothingWhereverItIsKilled()
{
    COVERS("MDN-51", "S12", "S13", "S14");
    const Decision send = decision(Decision::Kind::Send);
    Process first{Moment()};
    first.decide(send);
    QCOMPARE(first.state, LedgerState::Filed);
    QCOMPARE(first.servers.delivered, 1);
    QVERIFY(first.moments.size() > 10);
    const auto check = [&](const Process &process) {
        QVERIFY(process.servers.delivered <= 1);
        QVERIFY(process.claimsBeforeSending);
        QCOMPARE(process.failures, 0);
        const bool isDone = process.state == LedgerState::Filed && process.servers.delivered == 1;
        const bool asks = process.state == LedgerState::SendUncertain
            || (process.state == LedgerState::ClaimUncertain && process.servers.delivered == 0);
        QVERIFY2(isDone || asks, receipt_test::nameOf(process.state));
    };
    for (const Moment &killed : first.moments) {
        Process second(killed);
        second.restart(send.account);
        check(second);
        for (const Moment &again : second.moments) {
            Process third(again);
            third.restart(send.account);
            check(third);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void RestartTest::deniesWhereverItIsKilled()
{
    COVERS("MDN-12");
    const Decision deny = decision(Decision::Kind::Deny);
    Process first{Moment()};
    first.decide(deny);
    QCOMPARE(first.state, LedgerState::Denied);
    for (const Moment &killed : first.moments) {
        Process second(killed);
        second.restart(deny.account);
        QCOMPARE(second.state, LedgerState::Denied);
        QVERIFY(second.servers.keyword);
        QCOMPARE(second.servers.delivered, 0);
    }
}

void RestartTest::goesOnByItselfWhereNothingIsUncertain()
{
    COVERS("S13");
    const Decision send = decision(Decision::Kind::Send);
    Process first{Moment()};
    first.decide(send);
    int uncertainClaims = 0, uncertainSends = 0, finished = 0;
    for (const Moment &killed : first.moments) {
        Process second(killed);
        second.restart(send.account);
        uncertainClaims += second.state == LedgerState::ClaimUncertain ? 1 : 0;
        uncertainSends += second.state == LedgerState::SendUncertain ? 1 : 0;
        finished += second.state == LedgerState::Filed ? 1 : 0;
    }
    QCOMPARE(uncertainClaims, 2);  // the STORE done and unanswered; answered and not written
    QCOMPARE(uncertainSends, 3);   // Sending written; ordered; accepted and unanswered
    QCOMPARE(finished, static_cast<int>(first.moments.size()) - 5);
}

void RestartTest::sendsAgainOnlyAtASecondConsent()
{
    COVERS("S14");
    const Decision send = decision(Decision::Kind::Send);
    Process first{Moment()};
    first.decide(send);
    for (const Moment &killed : first.moments) {
        Process second(killed);
        second.restart(send.account);
        const int before = second.servers.delivered;
        const bool isUncertain =
            second.state == LedgerState::SendUncertain || second.state == LedgerState::ClaimUncertain;
        second.sendAnyway(send.key);
        QCOMPARE(second.servers.delivered, before + (isUncertain ? 1 : 0));
        QCOMPARE(second.state, LedgerState::Filed);
    }
}

POSTHORN_TEST(RestartTest)
#include "tst_restart.moc"
