// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/submission.h"

#include "tests/core/smtp/submissionrun.h"

using namespace Qt::StringLiterals;
using net::Security;
using Lack = Outcome::Lack;

// What a server offers in answer to EHLO, and what becomes of a submission with it.
class TestExtendedSubmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void senderAndRecipientsGoOutTogether();
    void repliesTogetherAreTakenOneByOne();
    void everyReplyToThemHasItsOutcome_data();
    void everyReplyToThemHasItsOutcome();
    void messageWaitsForTheLastRecipient();
    void answerToWhatWasNotAskedEndsIt();
    void messageGoesInOneChunkAsItIs();
    void largeMessageGoesInChunks();
    void chunkThatIsRefusedOrLost_data();
    void chunkThatIsRefusedOrLost();
    void whatIsMissingIsToldBeforeAnythingIsSent_data();
    void whatIsMissingIsToldBeforeAnythingIsSent();
    void oneRecipientTooManyIsNoFaultOfHis();
    void internationalHeaderIsAnnounced();
    void lineIsCutAtEachOctet_data();
    void lineIsCutAtEachOctet();

private:
    static smtp::SubmissionOptions withoutLogin()
    {
        auto made = options(Security::ImplicitTls);
        made.authenticate = false;
        return made;
    }
    static QByteArray offering(const QByteArray &extension)
    {
        return greeted + "S: 250-mail.test\nS: 250 " + extension + '\n';
    }
};

static const smtp::Envelope toThree{"me@example.org", {{"a@x.org"}, {"b@x.org"}, {"c@x.org"}}};
static const QByteArray together =
    "C: MAIL FROM:<me@example.org>\nC: RCPT TO:<a@x.org>\nC: RCPT TO:<b@x.org>\nC: RCPT TO:<c@x.org>\n";

void TestExtendedSubmission::senderAndRecipientsGoOutTogether()
{
    Run run(withoutLogin());
    run.submission.submit(toThree, message);
    QCOMPARE(play(run.line,
                  offering("PIPELINING") + together
                      + "S: 250 Ok\nS: 250 Ok\nS: 250 Ok\nS: 250 Ok\nC: DATA\nS: 354 Go\n"
                        "C: Subject: hello\nC:\nC: ..dot\nC: .\nS: 250 Ok\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, Status::Accepted);
}

void TestExtendedSubmission::repliesTogetherAreTakenOneByOne()
{
    Run run(withoutLogin());
    run.submission.submit(toThree, message);
    QCOMPARE(play(run.line, offering("PIPELINING") + together), QByteArray());
    run.line.serverSends("250 Ok\r\n250 Ok\r\n550 5.1.1 No\r\n250 Ok\r\n");
    QCOMPARE(play(run.line, "C: RSET\nS: 250 Ok\nC: QUIT"), QByteArray());
    QCOMPARE(run.outcome().status, Status::Rejected);
    QCOMPARE(run.outcome().refusedRecipients.size(), 1U);
    QCOMPARE(run.outcome().refusedRecipients[0].first, "b@x.org"_ba);
    QCOMPARE(run.outcome().refusedRecipients[0].second.enhanced, "5.1.1"_ba);
    QVERIFY(!run.traffic.contains("DATA"));
}

void TestExtendedSubmission::everyReplyToThemHasItsOutcome_data()
{
    QTest::addColumn<QByteArray>("replies");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<int>("refused");
    QTest::newRow("MAIL 550") << "550 No\r\n503 No\r\n503 No\r\n503 No\r\n"_ba << Status::Rejected
                              << Stage::MailFrom << 0;
    QTest::newRow("MAIL 451") << "451 Later\r\n"_ba << Status::TryLater << Stage::MailFrom << 0;
    QTest::newRow("MAIL 530") << "530 Log in\r\n"_ba << Status::NotAuthenticated << Stage::MailFrom << 0;
    QTest::newRow("MAIL 421") << "421 Bye\r\n"_ba << Status::TryLater << Stage::MailFrom << 0;
    QTest::newRow("RCPT 421") << "250 Ok\r\n250 Ok\r\n421 Bye\r\n"_ba << Status::TryLater << Stage::RcptTo
                              << 0;
    QTest::newRow("all refused") << "250 Ok\r\n550 No\r\n550 No\r\n450 No\r\n"_ba << Status::Rejected
                                 << Stage::RcptTo << 3;
    QTest::newRow("one for now") << "250 Ok\r\n250 Ok\r\n450 No\r\n250 Ok\r\n"_ba << Status::TryLater
                                 << Stage::RcptTo << 1;
}

void TestExtendedSubmission::everyReplyToThemHasItsOutcome()
{
    QFETCH(QByteArray, replies);
    QFETCH(Status, status);
    QFETCH(Stage, stage);
    QFETCH(int, refused);
    Run run(withoutLogin());
    run.submission.submit(toThree, message);
    QCOMPARE(play(run.line, offering("PIPELINING") + together), QByteArray());
    run.line.serverSends(replies);
    run.line.serverCloses();
    QCOMPARE(run.outcome().status, status);
    QCOMPARE(run.outcome().stage, stage);
    QCOMPARE(int(run.outcome().refusedRecipients.size()), refused);
    QVERIFY(!run.traffic.contains("DATA"));
    QCOMPARE(run.clock.pendingAlarms(), 0);
}

// Once it is there it cannot be taken back from those who were accepted.
void TestExtendedSubmission::messageWaitsForTheLastRecipient()
{
    Run run(withoutLogin());
    run.submission.submit(toThree, message);
    QCOMPARE(play(run.line, offering("PIPELINING") + together + "S: 250 Ok\nS: 250 Ok\nS: 250 Ok"),
             QByteArray());
    QCOMPARE(run.line.takeWritten(), QByteArray());
    run.clock.advance(std::chrono::minutes(2));
    QCOMPARE(run.outcome().status, Status::TryLater);
}

void TestExtendedSubmission::answerToWhatWasNotAskedEndsIt()
{
    Run run(withoutLogin());
    run.submission.submit(toThree, message);
    QCOMPARE(play(run.line, offering("PIPELINING") + together), QByteArray());
    run.line.serverSends("250 Ok\r\n250 Ok\r\n250 Ok\r\n250 Ok\r\n354 Go\r\n");
    QCOMPARE(run.outcome().status, Status::TryLater);
    QCOMPARE(run.line.takeWritten(), QByteArray());
    QVERIFY(!run.line.isOpen());
}

void TestExtendedSubmission::messageGoesInOneChunkAsItIs()
{
    Run run(withoutLogin());
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line,
                  offering("CHUNKING")
                      + "C: MAIL FROM:<me@example.org>\nS: 250 Ok\nC: RCPT TO:<anna@example.org>\nS: 250 Ok\n"
                        "C: BDAT 24 LAST\nC: Subject: hello\nC:\nC: .dot\nS: 250 2.0.0 Ok\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome(), (Outcome{Status::Accepted, Stage::Done, {250, "2.0.0", "Ok"}, {}}));
}

static const QByteArray addressedForChunks =
    "C: MAIL FROM:<me@example.org>\nS: 250 Ok\nC: RCPT TO:<anna@example.org>\nS: 250 Ok\n";

void TestExtendedSubmission::largeMessageGoesInChunks()
{
    Run run(withoutLogin());
    QSignalSpy progressed(&run.submission, &smtp::Submission::progressed);
    const QByteArray large = message + QByteArray(qsizetype{1024} * 1024, 'x');
    run.submission.submit(toAnna, large);
    const auto octets = large.size() + 2;  // the last line is ended
    const QByteArray rest = QByteArray::number(octets - qsizetype{1024} * 1024);
    QByteArray script = offering("CHUNKING") + addressedForChunks;
    script.chop(1);
    script = script.left(script.lastIndexOf("S: 250 Ok"));
    QCOMPARE(play(run.line, script), QByteArray());
    run.line.serverSends("250 Ok\r\n");
    QVERIFY(run.line.takeWritten().startsWith("BDAT 1048576\r\nSubject: hello\r\n"));
    QCOMPARE(progressed.size(), 0);
    run.line.serverSends("250 Ok\r\n");
    const QByteArray last = run.line.takeWritten();
    QVERIFY(last.startsWith("BDAT " + rest + " LAST\r\nxxx") && last.endsWith("x\r\n"));
    QCOMPARE(progressed.size(), 1);
    QCOMPARE(progressed[0][0].toLongLong(), 1048576);
    QCOMPARE(progressed[0][1].toLongLong(), qint64(octets));
    run.line.serverSends("250 Ok\r\n");
    QCOMPARE(run.outcome().status, Status::Accepted);
}

void TestExtendedSubmission::chunkThatIsRefusedOrLost_data()
{
    QTest::addColumn<bool>("isLast");
    QTest::addColumn<QByteArray>("reply");  // empty: the line is lost
    QTest::addColumn<Status>("status");
    QTest::newRow("first 452") << false << "452 Full\r\n"_ba << Status::TryLater;
    QTest::newRow("first 552") << false << "552 Too large\r\n"_ba << Status::Rejected;
    QTest::newRow("first 503") << false << "503 What\r\n"_ba << Status::Rejected;
    QTest::newRow("first lost") << false << ""_ba << Status::TryLater;
    QTest::newRow("last 452") << true << "452 Full\r\n"_ba << Status::TryLater;
    QTest::newRow("last 554") << true << "554 Spam\r\n"_ba << Status::Rejected;
    QTest::newRow("last 354") << true << "354 What\r\n"_ba << Status::Uncertain;
    QTest::newRow("last lost") << true << ""_ba << Status::Uncertain;
}

void TestExtendedSubmission::chunkThatIsRefusedOrLost()
{
    QFETCH(bool, isLast);
    QFETCH(QByteArray, reply);
    QFETCH(Status, status);
    Run run(withoutLogin());
    run.submission.submit(toAnna, message + QByteArray(qsizetype{1024} * 1024, 'x'));
    QByteArray script = offering("CHUNKING") + addressedForChunks;
    QCOMPARE(play(run.line, script.left(script.lastIndexOf("S: 250 Ok"))), QByteArray());
    run.line.serverSends("250 Ok\r\n");
    if (isLast)
        run.line.serverSends("250 Ok\r\n");
    (void)run.line.takeWritten();
    if (reply.isEmpty())
        run.line.serverCloses();
    else
        run.line.serverSends(reply);
    QCOMPARE(run.outcome().status, status);
    QVERIFY(!run.line.takeWritten().contains("BDAT"));
}

void TestExtendedSubmission::whatIsMissingIsToldBeforeAnythingIsSent_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Lack>("lack");
    QTest::addColumn<quint64>("limit");
    QTest::newRow("too large") << "SIZE 2"_ba
                               << "x\r\n"_ba
                               << "a@x.org"_ba << Lack::Size << quint64{2};
    QTest::newRow("eight bits") << "SIZE"_ba
                                << "A: b\r\n\r\n\xC3\xA9\r\n"_ba
                                << "a@x.org"_ba << Lack::EightBit << quint64{0};
    QTest::newRow("UTF-8 address") << "8BITMIME"_ba
                                   << "x\r\n"_ba
                                   << "\xC3\xA9@x.org"_ba << Lack::Utf8 << quint64{0};
    QTest::newRow("UTF-8 header") << "8BITMIME"_ba
                                  << "Subject: \xC3\xA9\r\n\r\nx\r\n"_ba
                                  << "a@x.org"_ba << Lack::Utf8 << quint64{0};
    QTest::newRow("recipients") << "LIMITS MAILMAX=5 RCPTMAX=1"_ba
                                << "x\r\n"_ba
                                << "a@x.org b@x.org"_ba << Lack::Recipients << quint64{1};
}

void TestExtendedSubmission::whatIsMissingIsToldBeforeAnythingIsSent()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, to);
    QFETCH(Lack, lack);
    QFETCH(quint64, limit);
    Run run(withoutLogin());
    smtp::Envelope envelope{"me@example.org", {}};
    for (const QByteArray &address : to.split(' '))
        envelope.recipients.push_back({address});
    run.submission.submit(envelope, text);
    QCOMPARE(play(run.line, offering(offered) + "C: QUIT"), QByteArray());
    QCOMPARE(run.outcome().status, Status::Rejected);
    QCOMPARE(run.outcome().lack, lack);
    QCOMPARE(run.outcome().limit, limit);
}

void TestExtendedSubmission::oneRecipientTooManyIsNoFaultOfHis()
{
    Run run(withoutLogin());
    run.submission.submit(toThree, message);
    QCOMPARE(play(run.line, offering("PIPELINING") + together), QByteArray());
    run.line.serverSends("250 Ok\r\n250 Ok\r\n250 Ok\r\n452 4.5.3 Too many\r\n");
    QCOMPARE(play(run.line, "C: RSET\nS: 250 Ok\nC: QUIT"), QByteArray());
    QCOMPARE(run.outcome().lack, Lack::Recipients);
    QCOMPARE(run.outcome().limit, quint64{2});
}

void TestExtendedSubmission::internationalHeaderIsAnnounced()
{
    Run run(withoutLogin());
    run.submission.submit(toAnna, "Subject: \xC3\xA9\r\n\r\nx\r\n");
    QCOMPARE(play(run.line,
                  greeted
                      + "S: 250-mail.test\nS: 250-8BITMIME\nS: 250 SMTPUTF8\n"
                        "C: MAIL FROM:<me@example.org> BODY=8BITMIME SMTPUTF8"),
             QByteArray());
}

// A server that takes everything, and is gone after so many octets of its own.
class CutServer
{
public:
    CutServer(FakeTransport &line, QByteArray extensions, qsizetype octets)
        : m_line(line), m_extensions(std::move(extensions)), m_left(octets)
    {}

    void play()
    {
        m_line.accept();
        say("220 mail.test\r\n");
        QByteArray written;
        while (m_line.isOpen() && !(written = m_line.takeWritten()).isEmpty())
            answer(written);
        if (m_line.isOpen())
            m_line.serverCloses();
    }

    bool hasMessage = false;  // all of it was written
    bool hasTaken = false;    // and that was said, to the last octet
    bool isCut = false;

private:
    void say(const QByteArray &reply)
    {
        const QByteArray told = reply.first(std::min(m_left, reply.size()));
        m_left -= told.size();
        if (!told.isEmpty())
            m_line.serverSends(told);
        isCut = told.size() < reply.size();
        if (isCut && m_line.isOpen())
            m_line.serverCloses();
    }

    void answer(const QByteArray &written)
    {
        QByteArray replies;
        hasMessage = hasMessage || written.contains(" LAST\r\n") || written.endsWith("\r\n.\r\n");
        for (const QByteArray &line : written.split('\n')) {
            if (line.startsWith("EHLO"))
                replies += "250-mail.test\r\n250 " + m_extensions + "\r\n";
            else if (line.startsWith("DATA"))
                replies += "354 go on\r\n";
            else if (line.startsWith("MAIL") || line.startsWith("RCPT") || line.startsWith("BDAT")
                     || line == ".\r")
                replies += "250 ok\r\n";
        }
        say(replies);
        hasTaken = hasTaken || (hasMessage && !isCut);
    }

    FakeTransport &m_line;
    QByteArray m_extensions;
    qsizetype m_left;
};

void TestExtendedSubmission::lineIsCutAtEachOctet_data()
{
    QTest::addColumn<QByteArray>("extensions");
    for (const char *extensions : {"HELP", "PIPELINING", "CHUNKING"})
        QTest::newRow(extensions) << QByteArray(extensions);
}

void TestExtendedSubmission::lineIsCutAtEachOctet()
{
    COVERS("REL-17");
    QFETCH(QByteArray, extensions);
    int accepted = 0, uncertain = 0, later = 0;
    for (qsizetype octets = 0; accepted == 0 && octets < 1000; ++octets) {
        Run run(withoutLogin());
        run.submission.submit(toThree, message);
        CutServer server(run.line, extensions, octets);
        server.play();
        QCOMPARE(run.finished.size(), 1);
        const Status expected = server.hasTaken ? Status::Accepted
            : server.hasMessage                 ? Status::Uncertain
                                                : Status::TryLater;
        QCOMPARE(run.outcome().status, expected);
        accepted += expected == Status::Accepted;
        uncertain += expected == Status::Uncertain;
        later += expected == Status::TryLater;
    }
    QCOMPARE(accepted, 1);
    QCOMPARE(uncertain, 8);  // each octet of the last reply
    QVERIFY(later > 60);
}

POSTHORN_TEST(TestExtendedSubmission)
#include "tst_extendedsubmission.moc"
