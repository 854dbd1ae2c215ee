// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>

#include <algorithm>
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

// What becomes of a request on a real server, with a real submission server behind: who is asked, what is
// claimed, what arrives. The user is alice; the test is another client of hers.
class LiveScenariosTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aReceiptIsClaimedSentOnceAndFiled_data() { addServers(); }
    void aReceiptIsClaimedSentOnceAndFiled();
    void aDenialTellsAllClientsAndSendsNothing_data() { addServers(); }
    void aDenialTellsAllClientsAndSendsNothing();
    void nothingIsSentWhereNothingCanBeStored_data();
    void nothingIsSentWhereNothingCanBeStored();
    void copiesCarryTheKeyword_data() { addServers(); }
    void copiesCarryTheKeyword();
    void whereTheServerForgetsWeRemember_data() { addServers(); }
    void whereTheServerForgetsWeRemember();
    void whatIsSavedCarriesTheKeyword_data() { addServers(); }
    void whatIsSavedCarriesTheKeyword();
    void cleanup();
    void cleanupTestCase() { m_mail.reset(); }

private:
    static void addServers();
    // "Dovecot.3@example.org"
    [[nodiscard]] QByteArray put(const QByteArray &flags = {});
    [[nodiscard]] QByteArray flagsOf(const QByteArray &id, const QByteArray &mailbox = "INBOX");
    [[nodiscard]] bool makeFolder(const QByteArray &mailbox);
    [[nodiscard]] bool allow(const QByteArray &mailbox, const QByteArray &rights);
    [[nodiscard]] QByteArray decide(const QByteArray &verb, const QByteArray &id,
                                    const QByteArray &mailbox = "INBOX");
    // Once more a receipt is sent; when that has arrived, these have, each once, and no others since the
    // start.
    void expectArrived(const QByteArrayList &ids);

    std::unique_ptr<live::Servers> m_mail;
    std::unique_ptr<ImapServer> m_server;
    std::unique_ptr<live::ImapLine> m_line;
    std::unique_ptr<Rival> m_rival;
    races::Doors m_doors;
    QByteArrayList m_sent;  // about which messages
    int m_messages = 0;
};

namespace {

constexpr char all[] = "lrswipkxtea";
const QByteArrayList endings{"sent", "elsewhere", "state", "unknown"};

}

void LiveScenariosTest::addServers()
{
    QTest::addColumn<ImapServer::Kind>("kind");
    QTest::newRow("Dovecot") << ImapServer::Kind::Dovecot;
    QTest::newRow("Cyrus") << ImapServer::Kind::Cyrus;
}

void LiveScenariosTest::initTestCase()
{
    m_mail = std::make_unique<live::Servers>(QStringList{u"--own-mailboxes"_s});
    NEEDS_SERVERS(*m_mail);
}

void LiveScenariosTest::init()
{
    QFETCH(ImapServer::Kind, kind);
    if (!m_server || m_server->kind() != kind)
        m_server = std::make_unique<ImapServer>(kind);
    QVERIFY2(m_server->isRunning(), qPrintable(m_server->reason()));
    m_doors = {m_server->port(), m_mail->submissionPort(), m_server->caFile(), m_mail->caFile()};
    m_line = std::make_unique<live::ImapLine>();
    QVERIFY(m_line->connectTo(m_doors.imap, m_doors.imapCa));
    QVERIFY(makeFolder("Sent"));
    m_rival = std::make_unique<Rival>();
    QVERIFY(m_rival->start(m_doors));
}

void LiveScenariosTest::cleanup()
{
    if (m_rival)
        m_rival->end();
    m_rival.reset();
    m_line.reset();
}

QByteArray LiveScenariosTest::put(const QByteArray &flags)
{
    const QByteArray id = QByteArray(QTest::currentDataTag()).simplified().replace(' ', '-') + '.'
        + QByteArray::number(++m_messages) + "@example.org";
    const QByteArray list = flags.isEmpty() ? QByteArray() : " (" + flags + ')';
    const QByteArray answer =
        m_line->command("APPEND INBOX" + list, races::requestHeader(id) + "Please confirm.\r\n");
    return answer.contains(" OK ") ? id : QByteArray();
}

QByteArray LiveScenariosTest::flagsOf(const QByteArray &id, const QByteArray &mailbox)
{
    m_line->command("EXAMINE " + mailbox);
    const QByteArray found = m_line->command("UID SEARCH HEADER Message-ID <" + id + '>');
    static const QRegularExpression uid(u"\\* SEARCH (\\d+)"_s), flags(u"FLAGS \\(([^)]*)\\)"_s);
    const QByteArray its = uid.match(QString::fromLatin1(found)).captured(1).toLatin1();
    if (its.isEmpty())
        return "not there";
    const QByteArray told = m_line->command("UID FETCH " + its + " (FLAGS)");
    return flags.match(QString::fromLatin1(told.mid(told.indexOf("FETCH")))).captured(1).toLatin1();
}

bool LiveScenariosTest::makeFolder(const QByteArray &mailbox)
{
    m_line->command("CREATE " + mailbox);
    m_line->command("SUBSCRIBE " + mailbox);
    return m_line->command("STATUS " + mailbox + " (MESSAGES)").contains(" OK ");
}

bool LiveScenariosTest::allow(const QByteArray &mailbox, const QByteArray &rights)
{
    m_line->command("UNSELECT");
    return m_line->command("SETACL " + mailbox + " alice " + rights).contains(" OK ");
}

QByteArray LiveScenariosTest::decide(const QByteArray &verb, const QByteArray &id, const QByteArray &mailbox)
{
    m_rival->order("await", id, mailbox);
    if (m_rival->waitFor({"here"}, id) != "here")
        return "not here";
    m_rival->order(verb, id, mailbox);
    return m_rival->waitFor(endings, id);
}

void LiveScenariosTest::expectArrived(const QByteArrayList &ids)
{
    const QByteArray last = put();
    QCOMPARE(decide("send", last), "sent"_ba);
    QHash<QByteArray, QByteArrayList> arrived;
    for (int wait = 0; wait < 10 && !arrived.contains(last); ++wait) {
        (void)m_mail->waitForMessages(1, u"INBOX"_s, u"bob"_s);
        arrived = races::receiptsIn(*m_mail, u"bob"_s, u"INBOX"_s);
    }
    m_sent += ids + QByteArrayList{last};
    QByteArrayList once = arrived.keys(), wanted = m_sent;
    std::sort(once.begin(), once.end());
    std::sort(wanted.begin(), wanted.end());
    QCOMPARE(once.join(' '), wanted.join(' '));
    for (const QByteArrayList &each : std::as_const(arrived))
        QCOMPARE(each.size(), 1);
}

void LiveScenariosTest::aReceiptIsClaimedSentOnceAndFiled()
{
    COVERS("S1", "S30", "MDN-15");
    const QByteArray id = put();
    m_rival->order("await", id);
    QCOMPARE(m_rival->waitFor({"here"}, id), "here"_ba);
    QCOMPARE(flagsOf(id).contains("$MDNSent"), false);
    // Two windows, or a double click.
    m_rival->order("send", id);
    m_rival->order("send", id);
    QCOMPARE(m_rival->waitForLedger({"10"}, id), "10"_ba);
    QVERIFY2(flagsOf(id).contains("$MDNSent"), flagsOf(id));
    QCOMPARE(m_rival->ledger().count("3"), 1);  // one claim
    QCOMPARE(m_rival->ledger().count("6"), 1);  // and one submission
    expectArrived({id});
    m_line->command("EXAMINE Sent");
    const QByteArray kept = m_line->command("FETCH 1:* (FLAGS BODY.PEEK[HEADER])");
    QVERIFY2(kept.contains("$MDNSent") && kept.contains("\\Seen"), kept.left(600));
}

void LiveScenariosTest::aDenialTellsAllClientsAndSendsNothing()
{
    COVERS("S28", "MDN-12", "MDN-14");
    const QByteArray id = put();
    QCOMPARE(decide("deny", id), "state " + id + " 12");
    QVERIFY2(flagsOf(id).contains("$MDNSent"), flagsOf(id));
    // Another Posthorn, that knows nothing of it, claims nothing.
    Rival second;
    QVERIFY(second.start(m_doors));
    second.order("await", id);
    QCOMPARE(second.waitFor({"here"}, id), "here"_ba);
    second.order("send", id);
    QCOMPARE(second.waitFor(endings, id), "elsewhere"_ba);
    second.end();
    expectArrived({});
}

void LiveScenariosTest::nothingIsSentWhereNothingCanBeStored_data()
{
    QTest::addColumn<ImapServer::Kind>("kind");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("rights");
    for (const auto kind : {ImapServer::Kind::Dovecot, ImapServer::Kind::Cyrus}) {
        const char *name = kind == ImapServer::Kind::Dovecot ? "Dovecot" : "Cyrus";
        QTest::addRow("%s read-only", name) << kind << "S9"_ba
                                            << "lra"_ba;
        QTest::addRow("%s without w", name) << kind << "S10"_ba
                                            << "lrsipa"_ba;
    }
}

void LiveScenariosTest::nothingIsSentWhereNothingCanBeStored()
{
    QFETCH(QByteArray, row);
    COVERS(QString::fromLatin1(row));
    QFETCH(QByteArray, rights);
    const QByteArray id = put();
    m_rival->end();
    QVERIFY(allow("INBOX", rights));
    QVERIFY(m_rival->start(m_doors));
    const QByteArray end = decide("send", id);
    m_rival->end();
    const QByteArray flags = flagsOf(id);
    QVERIFY(allow("INBOX", all));
    QCOMPARE(end, "state " + id + " 15");  // blocked
    QVERIFY2(!flags.contains("$MDNSent"), flags);
    QVERIFY(m_rival->start(m_doors));
    expectArrived({});
}

void LiveScenariosTest::copiesCarryTheKeyword()
{
    COVERS("S18", "S20", "MDN-16");
    QVERIFY(makeFolder("Kept"));
    for (const char *verb : {"copy", "move"}) {
        const QByteArray id = put();
        QCOMPARE(decide("send", id), "sent"_ba);
        m_rival->order(verb, id, "Kept");
        QCOMPARE(m_rival->waitFor({"done", "failed"}, id), "done"_ba);
        QVERIFY2(flagsOf(id, "Kept").contains("$MDNSent"), flagsOf(id, "Kept"));
        // And is offered and answered no more.
        QCOMPARE(decide("send", id, "Kept").startsWith("state "), true);
        expectArrived({id});
    }
}

// The copy goes where we may not write, and is one that nobody can tell from a new request. Another client
// had answered it: our ledger had nothing to say, until then.
void LiveScenariosTest::whereTheServerForgetsWeRemember()
{
    COVERS("S18", "MDN-25", "MDN-32");
    QVERIFY(makeFolder("Shared"));
    const QByteArray id = put("$MDNSent");
    m_rival->order("await", id);
    QCOMPARE(m_rival->waitFor({"here"}, id), "here"_ba);
    QVERIFY(allow("Shared", "lrsipa"));
    m_rival->order("copy", id, "Shared");
    QCOMPARE(m_rival->waitFor({"done", "failed"}, id), "done"_ba);
    QVERIFY(allow("Shared", all));
    const QByteArray flags = flagsOf(id, "Shared");
    std::printf("copied where we may not write, %s: (%s)\n", QTest::currentDataTag(), flags.constData());
    if (!flags.contains("$MDNSent"))
        QCOMPARE(m_rival->ledger(), QByteArrayList{"14"});
    QCOMPARE(decide("send", id, "Shared"), "elsewhere"_ba);
    expectArrived({});
}

void LiveScenariosTest::whatIsSavedCarriesTheKeyword()
{
    COVERS("S19", "MDN-17", "MDN-18");
    QVERIFY(makeFolder("Saved"));
    QVERIFY(makeFolder("Locked"));
    QVERIFY(allow("Locked", "lrsipa"));
    const QByteArray id = put();  // for its number
    m_rival->order("await", id);
    QCOMPARE(m_rival->waitFor({"here"}, id), "here"_ba);
    for (const char *mailbox : {"Saved", "Locked"}) {
        m_rival->order("save", id, mailbox);
        QCOMPARE(m_rival->waitFor({"done", "failed"}, id), "done"_ba);
    }
    QVERIFY2(flagsOf(id, "Saved").contains("$MDNSent"), flagsOf(id, "Saved"));
    QVERIFY(flagsOf(id, "Locked") != "not there");
}

POSTHORN_TEST(LiveScenariosTest)
#include "tst_livescenarios.moc"
