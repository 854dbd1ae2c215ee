// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>

#include <cstdio>

#include "tests/live/imap/imapserver.h"
#include "tests/live/imapline.h"
#include "tests/races/arrived.h"
#include "tests/races/request.h"
#include "tests/races/rival.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using live::ImapServer;
using races::Rival;

// Two processes on one mailbox, whose users agree to the same receipt in the same moment. With the claim
// (RFC 3503, 3.1; RFC 7162, 3.1.3) exactly one of them sends. A client that looks and then stores without a
// condition has a window of its own, from its look to its STORE, in which nobody can stop it: that one is
// measured.
//
//     POSTHORN_RACES   rounds on each server (20 when nothing is said)
class RacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ofTwoOfUsExactlyOneSends_data() { addServers(); }
    void ofTwoOfUsExactlyOneSends();
    void againstAClientThatDoesNotAskThereIsItsOwnWindow_data() { addServers(); }
    void againstAClientThatDoesNotAskThereIsItsOwnWindow();
    void cleanup();
    void cleanupTestCase() { m_mail.reset(); }

private:
    static void addServers();
    [[nodiscard]] QByteArray prepare(ImapServer::Kind kind);
    [[nodiscard]] bool put(const QByteArray &id);
    [[nodiscard]] int claimed(const QByteArray &prefix);

    std::unique_ptr<live::Servers> m_mail;  // Exim, and where receipts arrive
    std::unique_ptr<ImapServer> m_server;
    std::unique_ptr<live::ImapLine> m_line;
    races::Doors m_doors;
    int m_rounds = 20;
};

namespace {

const QByteArrayList endings{"sent", "elsewhere", "state", "unknown"};

QByteArray uidOf(const QByteArray &searched)
{
    static const QRegularExpression line(u"\\* SEARCH (\\d+)"_s);
    return line.match(QString::fromLatin1(searched)).captured(1).toLatin1();
}

}

void RacesTest::initTestCase()
{
    bool isNumber = false;
    const int asked = qEnvironmentVariable("POSTHORN_RACES").toInt(&isNumber);
    m_rounds = isNumber ? asked : m_rounds;
    m_mail = std::make_unique<live::Servers>(QStringList{u"--own-mailboxes"_s});
    NEEDS_SERVERS(*m_mail);
}

void RacesTest::addServers()
{
    QTest::addColumn<ImapServer::Kind>("kind");
    QTest::newRow("Dovecot") << ImapServer::Kind::Dovecot;
    QTest::newRow("Cyrus") << ImapServer::Kind::Cyrus;
}

QByteArray RacesTest::prepare(ImapServer::Kind kind)
{
    m_server = std::make_unique<ImapServer>(kind);
    if (!m_server->isRunning())
        return m_server->reason().toUtf8();
    m_line = std::make_unique<live::ImapLine>();
    m_doors = {m_server->port(), m_mail->submissionPort(), m_server->caFile(), m_mail->caFile()};
    if (!m_line->connectTo(m_doors.imap, m_doors.imapCa))
        return "no connection";
    return m_line->command("SELECT INBOX").contains(" OK ") ? QByteArray() : QByteArray("no INBOX");
}

void RacesTest::cleanup()
{
    m_line.reset();
    m_server.reset();
}

bool RacesTest::put(const QByteArray &id)
{
    return m_line->command("APPEND INBOX", races::requestHeader(id) + "Please confirm.\r\n").contains(" OK ");
}

int RacesTest::claimed(const QByteArray &prefix)
{
    m_line->command("NOOP");  // a SEARCH tells of what has been told
    const QByteArray told = m_line->command("UID SEARCH KEYWORD $MDNSent HEADER Message-ID " + prefix);
    static const QRegularExpression line(u"\\* SEARCH([ \\d]*)"_s);
    return static_cast<int>(
        line.match(QString::fromLatin1(told)).captured(1).split(u' ', Qt::SkipEmptyParts).size());
}

void RacesTest::ofTwoOfUsExactlyOneSends()
{
    COVERS("S3", "S4", "MDN-35");
    QFETCH(ImapServer::Kind, kind);
    const QByteArray trouble = prepare(kind);
    QVERIFY2(trouble.isEmpty(), trouble);
    const QByteArray prefix = QByteArray("two.") + QTest::currentDataTag() + '.';
    std::array<Rival, 2> rivals;
    for (Rival &rival : rivals)
        QVERIFY(rival.start(m_doors));
    std::array<int, 2> won{};
    QByteArrayList odd;
    for (int round = 1; round <= m_rounds; ++round) {
        const QByteArray id = prefix + QByteArray::number(round) + "@example.org";
        QVERIFY(put(id));
        for (Rival &rival : rivals)
            rival.order("await", id);
        for (Rival &rival : rivals)
            QCOMPARE(rival.waitFor({"here"}, id), "here"_ba);
        for (std::size_t i = 0; i < 2; ++i)  // in turn, who is asked first
            rivals[(i + static_cast<std::size_t>(round)) % 2].order("send", id);
        const std::array ends{rivals[0].waitFor(endings, id), rivals[1].waitFor(endings, id)};
        for (std::size_t i = 0; i < 2; ++i) {
            won[i] += ends[i] == "sent" ? 1 : 0;
            if (ends[i] != "sent" && ends[i] != "elsewhere")
                odd.append(ends[i]);
        }
        const bool isOne = (ends[0] == "sent") != (ends[1] == "sent");
        for (Rival &rival : rivals) {
            if (!isOne)
                rival.end();  // its last words may tell why
        }
        QVERIFY2(isOne, id + ": " + ends[0] + " and " + ends[1]);
    }
    for (Rival &rival : rivals)
        rival.end();
    QCOMPARE(claimed(prefix), m_rounds);
    int arrived = 0;
    for (int wait = 0; wait < 2 && arrived < m_rounds; ++wait) {
        (void)m_mail->waitForMessages(m_rounds, u"INBOX"_s, u"bob"_s);
        const auto counted = races::receiptsIn(*m_mail, u"bob"_s, u"INBOX"_s);
        arrived = 0;
        for (auto one = counted.cbegin(); one != counted.cend(); ++one) {
            if (!one.key().startsWith(prefix))
                continue;
            ++arrived;
            QVERIFY2(one->size() == 1, one.key() + ": " + QByteArray::number(one->size()) + " receipts");
        }
    }
    QCOMPARE(arrived, m_rounds);
    std::printf("races two of us, %s: rounds %d doubled 0 won %d and %d, otherwise ended %d %s\n",
                QTest::currentDataTag(), m_rounds, won[0], won[1], static_cast<int>(odd.size()),
                odd.join(", ").constData());
}

// It looks and then stores, as most programs do that keep the keyword at all, and sends when it saw none.
void RacesTest::againstAClientThatDoesNotAskThereIsItsOwnWindow()
{
    QFETCH(ImapServer::Kind, kind);
    const QByteArray trouble = prepare(kind);
    QVERIFY2(trouble.isEmpty(), trouble);
    const QByteArray prefix = QByteArray("other.") + QTest::currentDataTag() + '.';
    Rival ours;
    QVERIFY(ours.start(m_doors));
    int both = 0, onlyWe = 0;
    for (int round = 1; round <= m_rounds; ++round) {
        const QByteArray id = prefix + QByteArray::number(round) + "@example.org";
        QVERIFY(put(id));
        const QByteArray uid = uidOf(m_line->command("UID SEARCH HEADER Message-ID <" + id + '>'));
        QVERIFY(!uid.isEmpty());
        ours.order("await", id);
        QCOMPARE(ours.waitFor({"here"}, id), "here"_ba);
        ours.order("send", id);
        for (int later = round % 10 * 4; later > 0; --later)  // not always in the same moment
            m_line->command("NOOP");
        const bool sawNone = !m_line->command("UID FETCH " + uid + " (FLAGS)").contains("$MDNSent");
        if (sawNone)
            m_line->command("UID STORE " + uid + " +FLAGS ($MDNSent)");
        const bool weSent = ours.waitFor(endings, id) == "sent";
        QVERIFY2(sawNone || weSent, id + ": lost");  // whoever sees the keyword leaves it to the other
        both += sawNone && weSent ? 1 : 0;
        onlyWe += sawNone ? 0 : 1;
    }
    ours.end();
    QCOMPARE(claimed(prefix), m_rounds);
    std::printf("races against a STORE without condition, %s: rounds %d, %d times both have sent, %d times "
                "we alone\n",
                QTest::currentDataTag(), m_rounds, both, onlyWe);
}

POSTHORN_TEST(RacesTest)
#include "tst_races.moc"
