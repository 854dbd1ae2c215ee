// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>
#include <random>
#include <testpaths.h>

#include "tests/live/imapline.h"
#include "tests/races/arrived.h"
#include "tests/races/request.h"
#include "tests/races/rival.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using races::Rival;

namespace {

// The ledger's numbers (core/receipts/ledgerstate.h).
constexpr char claimUncertain[] = "4", sendUncertain[] = "7", filed[] = "10", denied[] = "12";
const QByteArrayList settled{claimUncertain, sendUncertain, filed, denied};

// Where the program dies, and what must have become of the receipt once it has been started again.
struct Point {
    const char *name;
    const char *death;  // as claimant.h words it
    const char *verb;
    const char *state;
    int fewest, most;  // receipts that have arrived before anybody agrees a second time
};
constexpr Point points[] = {
    {"Approved", "ledger 2", "send", filed, 1, 1},
    {"ClaimIntent", "ledger 3", "send", filed, 1, 1},
    {"STORE not sent", "imap before +FLAGS", "send", filed, 1, 1},
    {"STORE answered", "imap answered +FLAGS", "send", claimUncertain, 0, 0},
    {"Claimed", "ledger 5", "send", filed, 1, 1},
    {"Sending", "ledger 6", "send", sendUncertain, 0, 0},
    {"MAIL not sent", "smtp before MAIL", "send", sendUncertain, 0, 0},
    {"message not sent", "smtp before BDAT", "send", sendUncertain, 0, 0},
    {"last octet sent", "smtp behind LAST", "send", sendUncertain, 0, 1},
    {"250 not read", "smtp answered LAST", "send", sendUncertain, 1, 1},
    {"Sent", "ledger 9", "send", filed, 1, 1},
    {"copy not sent", "imap before APPEND", "send", filed, 1, 1},
    {"copy answered", "imap answered multipart/report", "send", filed, 1, 1},
    {"Filed", "ledger 10", "send", filed, 1, 1},
    {"Denying", "ledger 11", "deny", denied, 0, 0},
    {"STORE of a denial not sent", "imap before +FLAGS", "deny", denied, 0, 0},
    {"STORE of a denial answered", "imap answered +FLAGS", "deny", denied, 0, 0},
    {"Denied", "ledger 12", "deny", denied, 0, 0},
};

int numberFrom(const char *variable, int otherwise)
{
    bool isNumber = false;
    const int number = qEnvironmentVariable(variable).toInt(&isNumber);
    return isNumber ? number : otherwise;
}

QStringList withFault(const QByteArray &fault, const QString &told)
{
    return {u"LD_PRELOAD="_s + QStringLiteral(POSTHORN_BUILD_DIR "/tests/faults/libfaultshim.so"),
            u"POSTHORN_FAULT="_s + QString::fromLatin1(fault), u"POSTHORN_FAULT_TOLD="_s + told,
            u"ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"_s};
}

}

// A real program is killed (SIGKILL) while it answers a request for a receipt, on a real Dovecot and a real
// Exim, and started again: never two receipts, no decision is lost, and what nobody can know is asked.
//
//     POSTHORN_RECEIPT_KILLS  rounds: each dies once at every step, and at eight calls drawn from all (1)
//     POSTHORN_SEED           which ones
class ReceiptKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtEachStepItSendsOnceOrAsks();
    void killedAtAnyCallItSendsOnceOrAsks();
    void cleanupTestCase() { m_mail.reset(); }

private:
    [[nodiscard]] bool put(const QByteArray &id);
    void dieAt(const Point &point, const QByteArray &id);
    void neverGoesOnByItself(const QByteArray &state, const QByteArray &id);
    void dieAtCall(const QByteArray &fault, const QByteArray &verb, const QByteArray &id);
    [[nodiscard]] QByteArrayList drawCalls(int most);
    void judge(const QByteArray &what);

    struct Expected {
        int fewest = 0, most = 0;
        bool isFiled = false;
    };
    std::unique_ptr<live::Servers> m_mail;
    std::unique_ptr<live::ImapLine> m_line;
    races::Doors m_doors;
    Rival m_rival;
    QHash<QByteArray, Expected> m_expected;
    int m_rounds = 1, m_kills = 0;
};

void ReceiptKillsTest::initTestCase()
{
    m_rounds = numberFrom("POSTHORN_RECEIPT_KILLS", 1);
    m_mail = std::make_unique<live::Servers>(QStringList{u"--own-mailboxes"_s});
    NEEDS_SERVERS(*m_mail);
    m_doors = {m_mail->imapsPort(), m_mail->submissionPort(), m_mail->caFile(), m_mail->caFile()};
    m_line = std::make_unique<live::ImapLine>();
    QVERIFY(m_line->connectTo(m_doors.imap, m_doors.imapCa));
}

bool ReceiptKillsTest::put(const QByteArray &id)
{
    return m_line->command("APPEND INBOX", races::requestHeader(id) + "Please confirm.\r\n").contains(" OK ");
}

void ReceiptKillsTest::dieAt(const Point &point, const QByteArray &id)
{
    QVERIFY(put(id));
    QVERIFY(m_rival.start(m_doors, {id}, {u"POSTHORN_DIE="_s + QString::fromLatin1(point.death)}));
    m_rival.order("await", id);
    QCOMPARE(m_rival.waitFor({"here"}, id), "here"_ba);
    m_rival.order(point.verb, id);
    QVERIFY2(m_rival.waitForDeath(), point.name);
    ++m_kills;
    QVERIFY(m_rival.start(m_doors, {id}));
    const QByteArray state = m_rival.waitForLedger(settled, id);
    m_rival.end();
    // The answer to the last octet may have been read before the process died.
    const bool isAnswered = state == filed && point.fewest == 0 && point.most == 1;
    QVERIFY2(state == point.state || isAnswered, QByteArray(point.name) + " became " + state);
    m_expected[id] = {isAnswered ? 1 : point.fewest, point.most, state == filed};
    if (state == claimUncertain || state == sendUncertain)
        neverGoesOnByItself(state, id);
}

// Two more starts change nothing; a person who agrees a second time sends the same message.
void ReceiptKillsTest::neverGoesOnByItself(const QByteArray &state, const QByteArray &id)
{
    for (int start = 0; start < 2; ++start) {
        QVERIFY(m_rival.start(m_doors, {id}));
        m_rival.order("await", id);
        QCOMPARE(m_rival.waitFor({"here"}, id), "here"_ba);
        m_rival.order("await", id);
        QCOMPARE(m_rival.waitFor({"here"}, id), "here"_ba);
        for (const QByteArray &told : m_rival.ledger())
            QCOMPARE(told, state);
        if (start == 0)
            m_rival.end();
    }
    m_rival.order("again", id);
    QCOMPARE(m_rival.waitForLedger({filed}, id), QByteArray(filed));
    m_rival.end();
    ++m_expected[id].fewest;
    ++m_expected[id].most;
    m_expected[id].isFiled = true;
}

void ReceiptKillsTest::killedAtEachStepItSendsOnceOrAsks()
{
    COVERS("MDN-51", "S12", "S13", "S14");
    QElapsedTimer time;
    time.start();
    m_kills = 0;
    m_expected.clear();
    for (int round = 1; round <= m_rounds; ++round) {
        int number = 0;
        for (const Point &point : points) {
            dieAt(point,
                  "step." + QByteArray::number(round) + '.' + QByteArray::number(++number) + "@example.org");
            if (QTest::currentTestFailed())
                return;
        }
    }
    judge("steps");
    if (QTest::currentTestFailed())
        return;
    std::printf("kills at the steps of a receipt: points %d, lost 0, duplicated 0, crashed 0, %lld s\n",
                m_kills, static_cast<long long>(time.elapsed() / 1000));
}

// Every receipt that is to have arrived has, and no other; what was filed is in Sent once.
void ReceiptKillsTest::judge(const QByteArray &what)
{
    int fewest = 0;
    for (const Expected &each : std::as_const(m_expected))
        fewest += each.fewest;
    QHash<QByteArray, QByteArrayList> arrived;
    int count = -1;
    for (int wait = 0; wait < 10 && count < fewest; ++wait) {
        (void)m_mail->waitForMessages(fewest, u"INBOX"_s, u"bob"_s);
        arrived = races::receiptsIn(*m_mail, u"bob"_s, u"INBOX"_s);
        count = 0;
        for (auto each = m_expected.cbegin(); each != m_expected.cend(); ++each)
            count += static_cast<int>(arrived.value(each.key()).size());
    }
    const auto kept = races::receiptsIn(*m_mail, u"alice"_s, u"Sent"_s);
    for (auto each = m_expected.cbegin(); each != m_expected.cend(); ++each) {
        const QByteArrayList ids = arrived.value(each.key());
        const QByteArray told = what + ' ' + each.key() + ": " + QByteArray::number(ids.size()) + " arrived, "
            + QByteArray::number(kept.value(each.key()).size()) + " kept";
        QVERIFY2(ids.size() >= each->fewest && ids.size() <= each->most, told.constData());
        QVERIFY2(QSet<QByteArray>(ids.begin(), ids.end()).size() <= 1, told.constData());
        QVERIFY2(kept.value(each.key()).size() == (each->isFiled ? 1 : 0), told.constData());
    }
}

// "KIND:N" of all that one receipt takes, from the start of the program to its end.
QByteArrayList ReceiptKillsTest::drawCalls(int most)
{
    QTemporaryDir folder;
    const QByteArray id = "count@example.org";
    if (!put(id) || !m_rival.start(m_doors, {id}, withFault("", folder.filePath(u"told"_s))))
        return {};
    m_rival.order("await", id);
    (void)m_rival.waitFor({"here"}, id);
    m_rival.order("send", id);
    if (m_rival.waitForLedger({filed}, id) != filed)
        return {};
    m_rival.end();
    m_expected[id] = {1, 1, true};
    QByteArrayList all, drawn;
    QFile told(folder.filePath(u"told"_s));
    if (!told.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : told.readAll().split('\n')) {
        const qsizetype blank = line.lastIndexOf(' ');
        const bool isMeant = line.startsWith("user") || line.startsWith("send");
        for (int i = 1; blank > 0 && isMeant && i <= line.mid(blank + 1).toInt(); ++i)
            all.append(line.first(blank) + ':' + QByteArray::number(i));
    }
    constexpr int usual = 2718281;
    const int own = m_rounds > 1 ? static_cast<int>(std::random_device()() >> 2U) : usual;
    QRandomGenerator random(static_cast<quint32>(numberFrom("POSTHORN_SEED", own)));
    while (drawn.size() < most && !all.isEmpty())
        drawn.append(all.takeAt(random.bounded(all.size())));
    return drawn;
}

// It may die before it is asked anything, or behind the end.
void ReceiptKillsTest::dieAtCall(const QByteArray &fault, const QByteArray &verb, const QByteArray &id)
{
    QTemporaryDir folder;
    QVERIFY(put(id));
    QVERIFY(m_rival.start(m_doors, {id}, withFault(fault, folder.filePath(u"told"_s))));
    m_rival.order("await", id);
    if (m_rival.waitFor({"here"}, id) == "here") {
        m_rival.order(verb, id);
        (void)m_rival.waitForLedger({filed, denied}, id);
    }
    const bool wasDurable = m_rival.ledger().contains("2") || m_rival.ledger().contains("11");
    m_rival.end();
    m_kills += QFile::exists(folder.filePath(u"told"_s)) ? 1 : 0;

    QVERIFY(m_rival.start(m_doors, {id}));
    m_rival.order("await", id);
    QCOMPARE(m_rival.waitFor({"here"}, id), "here"_ba);
    if (m_rival.ledger().isEmpty()) {
        QVERIFY2(!wasDurable, fault);
        m_rival.order(verb, id);
    }
    const bool isSettled = !m_rival.ledger().isEmpty() && settled.contains(m_rival.ledger().last());
    const QByteArray state = isSettled ? m_rival.ledger().last() : m_rival.waitForLedger(settled, id);
    m_rival.end();
    QVERIFY2(verb == "send" ? state == filed || state == claimUncertain || state == sendUncertain
                            : state == denied,
             fault + " became " + state);
    m_expected[id] = {state == filed ? 1 : 0, state == filed || state == sendUncertain ? 1 : 0,
                      state == filed};
}

void ReceiptKillsTest::killedAtAnyCallItSendsOnceOrAsks()
{
    COVERS("MDN-51", "S13");
    QElapsedTimer time;
    time.start();
    m_kills = 0;
    m_expected.clear();
    constexpr int aRound = 8;
    const QByteArrayList drawn = drawCalls(aRound * m_rounds);
    QVERIFY(!drawn.isEmpty());
    int number = 0;
    for (const QByteArray &call : drawn) {
        ++number;
        const bool isTorn = number % 2 == 0;
        dieAtCall((isTorn ? "torn:" : "kill:") + call, number % 4 == 0 ? "deny" : "send",
                  "call." + QByteArray::number(number) + "@example.org");
        if (QTest::currentTestFailed())
            return;
    }
    judge("calls");
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_kills > 0);
    std::printf("kills at calls during a receipt: points %d, lost 0, duplicated 0, crashed 0, %lld s\n",
                m_kills, static_cast<long long>(time.elapsed() / 1000));
}

POSTHORN_TEST(ReceiptKillsTest)
#include "tst_receiptkills.moc"
