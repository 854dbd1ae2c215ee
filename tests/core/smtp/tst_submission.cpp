// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/submission.h"

#include "tests/core/smtp/submissionrun.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using net::Security;

class TestSubmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messageIsSubmittedOverTls();
    void messageIsSubmittedAfterStartTls();
    void notificationHasAnEmptySender();
    void sizeAndEightBitAreToldWhereTheyAreOffered_data();
    void sizeAndEightBitAreToldWhereTheyAreOffered();
    void everyReplyHasItsOutcome_data();
    void everyReplyHasItsOutcome();
    void lostLineIsUncertainAfterTheFinalDotAlone_data();
    void lostLineIsUncertainAfterTheFinalDotAlone();
    void silenceEndsTheSubmission_data();
    void silenceEndsTheSubmission();
    void onlyAStandstillEndsIt();
    void oneRefusedRecipientStopsTheMessage_data();
    void oneRefusedRecipientStopsTheMessage();
    void probeStopsBeforeTheMessage();
    void unusableMessageIsRefusedBeforeAnythingIsSent_data();
    void unusableMessageIsRefusedBeforeAnythingIsSent();
    void whatIsSaidIsTold();
    void abortIsHonestAboutTheMessage();
    void ownerMayDeleteTheSubmissionWhenItFinishes();
    void quitIsNotWaitedForForever();
};

void TestSubmission::messageIsSubmittedOverTls()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, sent + "S: 250 2.0.0 Queued\nC: QUIT"), QByteArray());
    QCOMPARE(run.outcome(), (Outcome{Status::Accepted, Stage::Done, {250, "2.0.0", "Queued"}, {}}));
    QCOMPARE(play(run.line, "S: 221 Bye"), QByteArray());
    QVERIFY(!run.line.isOpen());
    QCOMPARE(run.finished.size(), 1);
    QCOMPARE(run.clock.pendingAlarms(), 0);
}

void TestSubmission::messageIsSubmittedAfterStartTls()
{
    COVERS("SEC-06");
    Run run(options(Security::StartTls));
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line,
                  greeted + "S: 250-mail.test\nS: 250-AUTH PLAIN\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 Go"),
             QByteArray());
    QVERIFY(run.line.tlsStarted());
    QCOMPARE(play(run.line,
                  "+ encrypted\nC: EHLO [127.0.0.1]\nS: 250-mail.test\nS: 250 AUTH PLAIN\n"
                  "C: AUTH PLAIN AHVzZXIAcGVuY2ls\nS: 235 In\nC: MAIL FROM:<me@example.org>"),
             QByteArray());
}

void TestSubmission::notificationHasAnEmptySender()
{
    COVERS("MDN-78");
    Run run;
    run.submission.submit({{}, {{"anna@example.org"}}}, message);
    QCOMPARE(
        play(run.line, introduced + "S: 235 In\nC: MAIL FROM:<>\nS: 250 Ok\nC: RCPT TO:<anna@example.org>"),
        QByteArray());
}

void TestSubmission::sizeAndEightBitAreToldWhereTheyAreOffered_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing needed") << "8BITMIME"_ba
                                    << "x\r\n"_ba
                                    << "a@x.org"_ba
                                    << "MAIL FROM:<me@example.org>"_ba;
    QTest::newRow("size") << "SIZE 100"_ba
                          << "x\r\n"_ba
                          << "a@x.org"_ba
                          << "MAIL FROM:<me@example.org> SIZE=3"_ba;
    QTest::newRow("size without limit") << "SIZE"_ba
                                        << "x\r\n"_ba
                                        << "a@x.org"_ba
                                        << "MAIL FROM:<me@example.org> SIZE=3"_ba;
    QTest::newRow("eight bits") << "8BITMIME"_ba
                                << "A: b\r\n\r\n\xC3\xA9\r\n"_ba
                                << "a@x.org"_ba
                                << "MAIL FROM:<me@example.org> BODY=8BITMIME"_ba;
    QTest::newRow("both") << "8BITMIME\nS: 250-SIZE 12"_ba
                          << "A: b\r\n\r\n\xC3\xA9\r\n"_ba
                          << "a@x.org"_ba
                          << "MAIL FROM:<me@example.org> SIZE=12 BODY=8BITMIME"_ba;
    QTest::newRow("UTF-8 address") << "SMTPUTF8"_ba
                                   << "x\r\n"_ba
                                   << "\xC3\xA9@x.org"_ba
                                   << "MAIL FROM:<me@example.org> SMTPUTF8"_ba;
}

void TestSubmission::sizeAndEightBitAreToldWhereTheyAreOffered()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, line);
    auto settings = options(Security::ImplicitTls);
    settings.authenticate = false;
    Run run(settings);
    run.submission.submit({"me@example.org", {{to}}}, text);
    QCOMPARE(play(run.line, greeted + "S: 250-mail.test\nS: 250-" + offered + "\nS: 250 HELP\nC: " + line),
             QByteArray());
}

void TestSubmission::everyReplyHasItsOutcome_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QByteArray>("last");  // what the client still says
    const QByteArray quit = "\nC: QUIT";
    QTest::newRow("greeting 421") << "+ connected\n"_ba
                                  << "421 Full"_ba << Status::TryLater << Stage::Connect << ""_ba;
    QTest::newRow("greeting 554") << "+ connected\n"_ba
                                  << "554 No"_ba << Status::Rejected << Stage::Connect << quit;
    QTest::newRow("greeting 250") << "+ connected\n"_ba
                                  << "250 Hi"_ba << Status::TryLater << Stage::Connect << quit;
    QTest::newRow("EHLO 421") << greeted << "421 Full"_ba << Status::TryLater << Stage::Connect << ""_ba;
    QTest::newRow("EHLO 502") << greeted << "502 What"_ba << Status::Rejected << Stage::Connect << quit;
    QTest::newRow("EHLO 354") << greeted << "354 What"_ba << Status::TryLater << Stage::Connect << quit;
    QTest::newRow("no AUTH") << greeted << "250 mail.test"_ba << Status::NotAuthenticated
                             << Stage::Authentication << quit;
    QTest::newRow("AUTH 535") << introduced << "535 5.7.8 Wrong"_ba << Status::NotAuthenticated
                              << Stage::Authentication << quit;
    QTest::newRow("AUTH 504") << introduced << "504 5.5.4 Unknown"_ba << Status::NotAuthenticated
                              << Stage::Authentication << quit;
    QTest::newRow("AUTH 454") << introduced << "454 4.7.0 Later"_ba << Status::TryLater
                              << Stage::Authentication << quit;
    QTest::newRow("AUTH 421") << introduced << "421 4.7.0 Bye"_ba << Status::TryLater << Stage::Authentication
                              << ""_ba;
    QTest::newRow("MAIL 421") << loggedIn << "421 Bye"_ba << Status::TryLater << Stage::MailFrom << ""_ba;
    QTest::newRow("MAIL 451") << loggedIn << "451 4.3.0 Later"_ba << Status::TryLater << Stage::MailFrom
                              << quit;
    QTest::newRow("MAIL 530") << loggedIn << "530 5.7.0 Log in"_ba << Status::NotAuthenticated
                              << Stage::MailFrom << quit;
    QTest::newRow("MAIL 550") << loggedIn << "550 5.7.1 No"_ba << Status::Rejected << Stage::MailFrom << quit;
    QTest::newRow("MAIL 354") << loggedIn << "354 Go"_ba << Status::TryLater << Stage::MailFrom << quit;
    QTest::newRow("RCPT 421") << addressed << "421 Bye"_ba << Status::TryLater << Stage::RcptTo << ""_ba;
    QTest::newRow("DATA 421") << recipient << "421 Bye"_ba << Status::TryLater << Stage::Data << ""_ba;
    QTest::newRow("DATA 451") << recipient << "451 Later"_ba << Status::TryLater << Stage::Data << quit;
    QTest::newRow("DATA 554") << recipient << "554 5.5.1 No"_ba << Status::Rejected << Stage::Data << quit;
    QTest::newRow("DATA 250") << recipient << "250 Ok"_ba << Status::TryLater << Stage::Data << quit;
    QTest::newRow("dot 250") << sent << "250 2.0.0 Ok"_ba << Status::Accepted << Stage::Done << quit;
    QTest::newRow("dot 251") << sent << "251 Ok"_ba << Status::Accepted << Stage::Done << quit;
    QTest::newRow("dot 354") << sent << "354 What"_ba << Status::Uncertain << Stage::FinalDot << ""_ba;
    QTest::newRow("dot 421") << sent << "421 4.3.2 Bye"_ba << Status::TryLater << Stage::FinalDot << ""_ba;
    QTest::newRow("dot 452") << sent << "452 4.3.1 Full"_ba << Status::TryLater << Stage::FinalDot << quit;
    QTest::newRow("dot 554") << sent << "554 5.7.1 Spam"_ba << Status::Rejected << Stage::FinalDot << quit;
}

void TestSubmission::everyReplyHasItsOutcome()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, reply);
    QFETCH(Status, status);
    QFETCH(Stage, stage);
    QFETCH(QByteArray, last);
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, script + "S: " + reply + last), QByteArray());
    QCOMPARE(run.finished.size(), 1);
    QCOMPARE(run.outcome().status, status);
    QCOMPARE(run.outcome().stage, stage);
    if (!reply.endsWith("mail.test"))
        QCOMPARE(run.outcome().reply.code, reply.first(3).toInt());
    run.line.serverSends("250 once more\r\n");
    run.line.serverCloses();
    run.clock.advance(1h);
    QCOMPARE(run.finished.size(), 1);
    QCOMPARE(run.clock.pendingAlarms(), 0);
}

void TestSubmission::lostLineIsUncertainAfterTheFinalDotAlone_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Stage>("stage");
    QTest::newRow("before anything") << ""_ba << Status::TryLater << Stage::Connect;
    QTest::newRow("greeting") << "+ connected\n"_ba << Status::TryLater << Stage::Connect;
    QTest::newRow("EHLO") << greeted << Status::TryLater << Stage::Connect;
    QTest::newRow("AUTH") << introduced << Status::TryLater << Stage::Authentication;
    QTest::newRow("MAIL") << loggedIn << Status::TryLater << Stage::MailFrom;
    QTest::newRow("RCPT") << addressed << Status::TryLater << Stage::RcptTo;
    QTest::newRow("DATA") << recipient << Status::TryLater << Stage::Data;
    QTest::newRow("final dot") << sent << Status::Uncertain << Stage::FinalDot;
}

void TestSubmission::lostLineIsUncertainAfterTheFinalDotAlone()
{
    QFETCH(QByteArray, script);
    QFETCH(Status, status);
    QFETCH(Stage, stage);
    {
        Run run;
        run.submission.submit(toAnna, message);
        QCOMPARE(play(run.line, script), QByteArray());
        run.line.serverSends("2");  // less than a reply is no reply
        run.line.serverCloses();
        QCOMPARE(run.outcome(), (Outcome{status, stage, {}, {}}));
    }
    Run violated;
    violated.submission.submit(toAnna, message);
    QCOMPARE(play(violated.line, script), QByteArray());
    if (!script.isEmpty())
        violated.line.serverSends("* BAD what\r\n");
    else
        violated.line.serverCloses(Error{Error::Kind::Timeout, {}});
    QCOMPARE(violated.outcome(), (Outcome{status, stage, {}, {}}));
    QCOMPARE(violated.line.takeWritten(), QByteArray());
    QVERIFY(!violated.line.isOpen());
}

void TestSubmission::silenceEndsTheSubmission_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<std::chrono::seconds>("time");
    QTest::addColumn<Status>("status");
    QTest::newRow("greeting") << "+ connected\n"_ba << 120s << Status::TryLater;
    QTest::newRow("EHLO") << greeted << 120s << Status::TryLater;
    QTest::newRow("AUTH") << introduced << 120s << Status::TryLater;
    QTest::newRow("DATA") << recipient << 120s << Status::TryLater;
    QTest::newRow("final dot") << sent << 600s << Status::Uncertain;
}

void TestSubmission::silenceEndsTheSubmission()
{
    QFETCH(QByteArray, script);
    QFETCH(std::chrono::seconds, time);
    QFETCH(Status, status);
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, script), QByteArray());
    run.clock.advance(time - 1s);
    run.line.serverSends("250-still here\r\n");  // not a whole reply, so time runs on
    QCOMPARE(run.finished.size(), 0);
    run.clock.advance(1s);
    QCOMPARE(run.finished.size(), 1);
    QCOMPARE(run.outcome().status, status);
    QVERIFY(!run.line.isOpen());
}

// A large mail over a slow line: ten minutes from the last octet, not from the first.
void TestSubmission::onlyAStandstillEndsIt()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, sent), QByteArray());
    for (int minutes = 0; minutes < 60; minutes += 9) {
        run.clock.advance(9min);
        Q_EMIT run.line.wrote();
        QCOMPARE(run.finished.size(), 0);
    }
    run.clock.advance(600s);
    QCOMPARE(run.finished.size(), 1);
    QCOMPARE(run.outcome().status, Status::Uncertain);
}

void TestSubmission::oneRefusedRecipientStopsTheMessage_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("third");
    QTest::addColumn<Status>("status");
    QTest::addColumn<int>("refused");
    QTest::addColumn<int>("code");
    QTest::newRow("first, for good") << "550 No"_ba
                                     << "250 Ok"_ba
                                     << "251 Forwarded"_ba << Status::Rejected << 1 << 550;
    QTest::newRow("last, for now") << "250 Ok"_ba
                                   << "250 Ok"_ba
                                   << "450 Later"_ba << Status::TryLater << 1 << 450;
    QTest::newRow("one of each") << "450 Later"_ba
                                 << "553 No"_ba
                                 << "250 Ok"_ba << Status::Rejected << 2 << 553;
    QTest::newRow("all") << "550 No"_ba
                         << "551 No"_ba
                         << "552 No"_ba << Status::Rejected << 3 << 550;
    QTest::newRow("a strange yes") << "250 Ok"_ba
                                   << "354 Go"_ba
                                   << "250 Ok"_ba << Status::TryLater << 1 << 354;
}

void TestSubmission::oneRefusedRecipientStopsTheMessage()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, third);
    QFETCH(Status, status);
    QFETCH(int, refused);
    QFETCH(int, code);
    Run run;
    run.submission.submit({"me@example.org", {{"a@x.org"}, {"b@x.org"}, {"c@x.org"}}}, message);
    QCOMPARE(play(run.line,
                  loggedIn + "S: 250 Ok\nC: RCPT TO:<a@x.org>\nS: " + first + "\nC: RCPT TO:<b@x.org>\nS: "
                      + second + "\nC: RCPT TO:<c@x.org>\nS: " + third + "\nC: RSET\nS: 250 Ok\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, status);
    QCOMPARE(run.outcome().stage, Stage::RcptTo);
    QCOMPARE(run.outcome().reply.code, code);
    QCOMPARE(run.outcome().refusedRecipients.size(), static_cast<std::size_t>(refused));
}

void TestSubmission::probeStopsBeforeTheMessage()
{
    Run run;
    run.submission.probe();
    QCOMPARE(play(run.line, introduced + "S: 235 In\nC: QUIT\nS: 221 Bye"), QByteArray());
    QCOMPARE(run.outcome().status, Status::Accepted);
    QCOMPARE(run.outcome().stage, Stage::Done);
}

void TestSubmission::unusableMessageIsRefusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Stage>("stage");
    QTest::newRow("bare LF") << "a@x.org"_ba
                             << "a\n.\nb\r\n"_ba << Stage::Data;
    QTest::newRow("bare CR") << "a@x.org"_ba
                             << "a\r.\r\nb\r\n"_ba << Stage::Data;
    QTest::newRow("order in an address") << "a@x.org>\r\nDATA"_ba
                                         << "x\r\n"_ba << Stage::RcptTo;
    QTest::newRow("no address") << ""_ba
                                << "x\r\n"_ba << Stage::RcptTo;
}

void TestSubmission::unusableMessageIsRefusedBeforeAnythingIsSent()
{
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, text);
    QFETCH(Stage, stage);
    Run run;
    run.submission.submit({{}, {{to}}}, text);
    QCOMPARE(run.finished.size(), 0);  // told from the event loop, as everything
    QCoreApplication::sendPostedEvents();
    QCOMPARE(run.outcome(), (Outcome{Status::Rejected, stage, {}, {}}));
    QVERIFY(!run.line.isOpen());
    run.submission.submit(toAnna, message);  // one Submission, one message
    QVERIFY(!run.line.isOpen());
}

void TestSubmission::whatIsSaidIsTold()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, sent + "S: 250 2.0.0 Queued\nC: QUIT"), QByteArray());
    for (const char *line : {"S: 220 mail.test ESMTP\n", "C: EHLO [127.0.0.1]\n", "S: 235 2.7.0 In\n",
                             "C: RCPT TO:<anna@example.org>\n", "S: 250 2.1.5 Ok\n", "S: 354 Go\n",
                             "S: 250 2.0.0 Queued\n", "C: QUIT\n"})
        QVERIFY2(run.traffic.contains(line), line);
    QVERIFY(!run.traffic.contains("AHVz"));  // the password
}

void TestSubmission::abortIsHonestAboutTheMessage()
{
    Run early;
    early.submission.submit(toAnna, message);
    QCOMPARE(play(early.line, recipient), QByteArray());
    early.submission.abort();
    QCOMPARE(early.outcome().status, Status::TryLater);
    Run late;
    late.submission.submit(toAnna, message);
    QCOMPARE(play(late.line, sent), QByteArray());
    late.submission.abort();
    QCOMPARE(late.outcome().status, Status::Uncertain);
    QCOMPARE(late.finished.size(), 1);
}

void TestSubmission::ownerMayDeleteTheSubmissionWhenItFinishes()
{
    FakeClock clock;
    auto owned = std::make_unique<FakeTransport>(Security::ImplicitTls);
    FakeTransport &line = *owned;
    auto submission = std::make_unique<smtp::Submission>(std::move(owned), smtp::SubmissionOptions{}, clock);
    submission->provideCredentials({"user", Secret("pencil")});
    submission->submit(toAnna, message);
    const QPointer<FakeTransport> alive(&line);
    connect(submission.get(), &smtp::Submission::finished, this,
            [&] { submission.release()->deleteLater(); });
    QCOMPARE(play(line, sent + "S: 250 Ok\nC: QUIT"), QByteArray());
    QVERIFY(!submission);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!alive);
    QCOMPARE(clock.pendingAlarms(), 0);
}

void TestSubmission::quitIsNotWaitedForForever()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, sent + "S: 250 Ok\nC: QUIT"), QByteArray());
    QVERIFY(run.line.isOpen());
    run.clock.advance(5s);
    QVERIFY(!run.line.isOpen());
    QCOMPARE(run.finished.size(), 1);
}

POSTHORN_TEST(TestSubmission)

#include "tst_submission.moc"
