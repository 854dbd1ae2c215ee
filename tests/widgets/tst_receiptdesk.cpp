// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptdesk.h"
#include "widgets/receipts/receiptdialog.h"

#include <QSignalSpy>
#include <QWidget>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"
#include "tests/widgets/displayedrequest.h"

using receipts::Decision;
using receipts::LedgerState;
using receipts::Preference;

// What the desk does with a verdict; the flows through the window are in tst_receipts.
class ReceiptDeskTest : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    QWidget m_window;
    std::unique_ptr<ReceiptDesk> m_desk;
    std::vector<Decision> m_decisions;

    ReceiptDesk::Displayed displayed(Preference preference)
    {
        m_desk->setRules({{receipts::PolicyRule::Scope::Sender, "a@ex.org", preference}});
        return displayedRequest();
    }

private Q_SLOTS:
    void init()
    {
        m_decisions.clear();
        m_desk = std::make_unique<ReceiptDesk>(m_clock, &m_window);
        connect(m_desk.get(), &ReceiptDesk::decided, this,
                [this](const Decision &decision) { m_decisions.push_back(decision); });
    }

    void aRuleAnswersAnOpenedMessageOnceAndByItself()
    {
        const auto message = displayed(Preference::Automatic);
        m_desk->show(message, ReceiptDesk::Shown::Passing);
        QCOMPARE(m_decisions.size(), std::size_t{0});  // passed by is not displayed to anybody
        m_desk->show(message, ReceiptDesk::Shown::Opened);
        m_desk->show(message, ReceiptDesk::Shown::Opened);
        QCOMPARE(m_decisions.size(), std::size_t{1});
        const Decision &made = m_decisions.front();
        QCOMPARE(made.kind, Decision::Kind::Send);
        QCOMPARE(made.report.recipients, std::vector<QByteArray>{"a@ex.org"});
        QVERIFY(made.report.message.contains("MDN-sent-automatically"));
        QVERIFY(m_window.findChild<ReceiptDialog *>() == nullptr);
    }

    void aRuleDeniesWithoutSending()
    {
        m_desk->show(displayed(Preference::Deny), ReceiptDesk::Shown::Opened);
        QCOMPARE(m_decisions.size(), std::size_t{1});
        QCOMPARE(m_decisions.front().kind, Decision::Kind::Deny);
        QVERIFY(m_decisions.front().report.message.isEmpty());
    }

    void anythingOddAsksAPersonInstead()
    {
        auto message = displayed(Preference::Automatic);
        message.input.condstore = false;
        m_desk->show(message, ReceiptDesk::Shown::Opened);
        QCOMPARE(m_decisions.size(), std::size_t{0});
        QVERIFY(m_desk->mayDecide());
        m_desk->act(ReceiptAction::Preview);
        QVERIFY(m_window.findChild<ReceiptDialog *>() != nullptr);
    }

    // Ten thousand messages with the worst rule there is, each of them opened: what goes out is bounded by
    // the hour, each receipt goes once, and none to anybody who has not written.
    void aFloodIsAnsweredByHoursAndToNobodyElse()
    {
        COVERS("SEC-123");
        auto message = displayed(Preference::Automatic);
        receipts::Request &request = message.input.request;
        const receipts::Request plain = request;
        const auto victim = mime::parseAddressList("victim@elsewhere.example").mailboxes;
        constexpr int messages = 10'000, hours = 4;
        for (int number = 0; number < messages; ++number) {
            request = plain;
            request.key = {QByteArray::number(number)};
            request.fingerprint = request.key.value;
            if (number % 3 == 1)
                request.notifyTo = victim;
            if (number % 3 == 2)
                request.notifyTo.push_back(victim.front());
            if (number > 0 && number % (messages / hours) == 0)
                m_clock.advance(std::chrono::hours(1));
            for (int again = 0; again < 2; ++again)
                m_desk->show(message, ReceiptDesk::Shown::Opened);
        }
        QSet<QByteArray> answered;
        for (const Decision &each : m_decisions) {
            QCOMPARE(each.report.recipients, std::vector<QByteArray>{"a@ex.org"});
            answered.insert(each.key.value);
        }
        QCOMPARE(m_decisions.size(), std::size_t{receipts::mostByRules * hours});
        QCOMPARE(answered.size(), qsizetype(m_decisions.size()));
        QVERIFY(m_desk->mayDecide());  // the rest is asked
    }

    void whereTheServerAnswersByItselfNoRuleDoes()
    {
        const auto message = displayed(Preference::Automatic);
        m_desk->setSendingServers({message.account});
        m_desk->show(message, ReceiptDesk::Shown::Opened);
        QVERIFY(m_decisions.empty() && m_desk->mayDecide());
        QVERIFY(m_desk->answer(message, Decision::Kind::Send) == ReceiptDesk::Answered::LooksOdd);
    }

    void neverForManyIsARuleForEach()
    {
        QSignalSpy wanted(m_desk.get(), &ReceiptDesk::rulesForManyWanted);
        m_desk->never({"a@ex.org", "b@ex.org", "a@ex.org", "", "nobody"});
        QCOMPARE(wanted.size(), 1);
        const auto rules = wanted.first().first().value<std::vector<receipts::PolicyRule>>();
        QCOMPARE(rules.size(), std::size_t{2});
        QVERIFY(rules.front().preference == Preference::Never);
    }

    void aMessageWithAnothersIdentityIsAskedAboutForItself()
    {
        const auto message = displayed(Preference::Automatic);
        const receipts::Request &request = message.input.request;
        m_desk->setLedgerEntry({request.key, LedgerState::Denied, "of another message", {}, {}});
        m_desk->show(message, ReceiptDesk::Shown::Opened);
        QCOMPARE(m_decisions.size(), std::size_t{0});
        m_desk->act(ReceiptAction::Decline);
        QCOMPARE(m_decisions.size(), std::size_t{1});
        const Decision &made = m_decisions.front();
        QVERIFY(made.key != request.key);
        m_desk->setLedgerEntry({made.key, LedgerState::Denied, made.fingerprint, {}, {}});
        QVERIFY(!m_desk->mayDecide());
    }

    void whatTheLedgerAnswersLetsTheQuestionGoOn()
    {
        const auto message = displayed(Preference::Ask);
        m_desk->show(message, ReceiptDesk::Shown::Passing);
        m_desk->act(ReceiptAction::Decline);
        QVERIFY(!m_desk->mayDecide());
        m_desk->setLedgerEntry({message.input.request.key, LedgerState::Snoozed, {}, {}, {}});
        QVERIFY(m_desk->mayDecide());
    }
};

POSTHORN_TEST(ReceiptDeskTest)

#include "tst_receiptdesk.moc"
