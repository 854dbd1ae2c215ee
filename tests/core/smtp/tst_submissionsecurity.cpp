// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/submission.h"

#include "tests/core/smtp/submissionrun.h"

using namespace Qt::StringLiterals;
using net::Security;

class TestSubmissionSecurity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tlsIsNeverGivenUp_data();
    void tlsIsNeverGivenUp();
    void injectedPlaintextEndsTheConnection_data();
    void injectedPlaintextEndsTheConnection();
    void whatWasOfferedInClearIsForgotten();
    void invalidGreetingIsNotAnswered_data();
    void invalidGreetingIsNotAnswered();
    void unencryptedTransportIsNotTakenForTls();
    void passwordNeverGoesOutInClear();
    void unaskedReplyEndsTheConnection();
    void weakServerGetsTheMechanismItKnows();
    void longInitialResponseWaitsForAChallenge();
    void unknownMechanismIsFollowedByTheNext();
    void wrongPasswordIsNotTriedAgain();
    void successWithoutProofIsAFailure_data();
    void successWithoutProofIsAFailure();
    void badChallengeIsCancelled();
    void secretsAndTextAreNotShown_data();
    void secretsAndTextAreNotShown();
};

void TestSubmissionSecurity::tlsIsNeverGivenUp_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("rows");
    const QByteArray asked =
        greeted + "S: 250-mail.test\nS: 250-AUTH PLAIN LOGIN\nS: 250 STARTTLS\nC: STARTTLS\n";
    QTest::newRow("not offered") << greeted + "S: 250-mail.test\nS: 250 AUTH PLAIN" << u"SEC-01"_s;
    QTest::newRow("offered as something else")
        << greeted + "S: 250-mail.test\nS: 250-AUTH PLAIN\nS: 250 XSTARTTLS" << u"SEC-01"_s;
    QTest::newRow("nothing offered") << greeted + "S: 250 mail.test" << u"SEC-01"_s;
    for (const int code : {200, 221, 235, 250, 334, 354, 421, 450, 454, 500, 501, 502, 503, 530, 554})
        QTest::addRow("answered %d", code)
            << asked + "S: " + QByteArray::number(code) + " 2.0.0 whatever" << u"SEC-02"_s;
    QTest::newRow("answered in several lines, last differs")
        << asked + "S: 220-Go\nS: 454 Stay" << u"SEC-02"_s;
    QTest::newRow("EHLO unknown") << greeted + "S: 502 5.5.2 What" << u"SEC-03"_s;
    QTest::newRow("EHLO refused") << greeted + "S: 550 No" << u"SEC-03"_s;
    QTest::newRow("EHLO not understood") << greeted + "S: 500 What" << u"SEC-03"_s;
}

void TestSubmissionSecurity::tlsIsNeverGivenUp()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, rows);
    COVERS(rows);
    Run run(options(Security::StartTls));
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, script), QByteArray());  // nothing more is written
    QCOMPARE(run.finished.size(), 1);
    QVERIFY(run.outcome().status == Status::Untrusted || run.outcome().status == Status::TryLater);
    QCOMPARE(run.outcome().stage, Stage::Tls);
    QVERIFY(!run.line.isOpen());
    QVERIFY(!run.line.tlsStarted());
}

void TestSubmissionSecurity::injectedPlaintextEndsTheConnection_data()
{
    QTest::addColumn<QByteArray>("injected");
    QTest::addColumn<qsizetype>("cut");
    const QList<QByteArray> all{
        "250 AUTH PLAIN\r\n", "250-evil\r\n250 AUTH PLAIN\r\n", "235 In\r\n", "2", "\r\n", "\n"};
    for (const QByteArray &injected : all) {
        for (qsizetype cut = 0; cut < 8 + injected.size(); ++cut)
            QTest::addRow("%s at %d", injected.simplified().constData(), int(cut)) << injected << cut;
    }
}

// RFC 3207, 6: what follows the 220 in the same segment, or in any split of it, was not said by the peer of
// TLS.
void TestSubmissionSecurity::injectedPlaintextEndsTheConnection()
{
    COVERS("SEC-06");
    QFETCH(QByteArray, injected);
    QFETCH(qsizetype, cut);
    Run run(options(Security::StartTls));
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, greeted + "S: 250-mail.test\nS: 250 STARTTLS\nC: STARTTLS"), QByteArray());
    const QByteArray octets = "220 Go\r\n" + injected;
    run.line.serverSends(octets.first(cut));
    if (run.finished.isEmpty())
        run.line.serverSends(octets.sliced(cut));
    if (run.finished.isEmpty()) {
        QVERIFY(
            run.line.tlsStarted());  // came after the order to start TLS: the handshake cannot succeed on it
        run.line.serverCloses(Error{Error::Kind::Untrusted, "handshake"});
    }
    QCOMPARE(run.outcome().status, Status::Untrusted);
    QCOMPARE(run.outcome().stage, Stage::Tls);
    QCOMPARE(run.line.takeWritten(), QByteArray());
}

void TestSubmissionSecurity::whatWasOfferedInClearIsForgotten()
{
    COVERS("SEC-09", "SEC-06");
    Run run(options(Security::StartTls));
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line,
                  greeted
                      + "S: 250-mail.test\nS: 250-AUTH PLAIN LOGIN\nS: 250-SIZE 9999\nS: 250 STARTTLS\nC: "
                        "STARTTLS\nS: 220 Go\n"
                        "+ encrypted\nC: EHLO [127.0.0.1]\nS: 250 mail.test\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, Status::NotAuthenticated);
}

void TestSubmissionSecurity::invalidGreetingIsNotAnswered_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("empty line") << "\r\n"_ba;
    QTest::newRow("IMAP") << "* OK ready\r\n"_ba;
    QTest::newRow("IMAP tagged") << "a OK ready\r\n"_ba;
    QTest::newRow("POP3") << "+OK ready\r\n"_ba;
    QTest::newRow("HTTP") << "HTTP/1.0 400 Bad Request\r\n"_ba;
    QTest::newRow("two greetings") << "220 one\r\n220 two\r\n"_ba;
    QTest::newRow("greeting and more") << "220 one\r\n250 two\r\n"_ba;
    QTest::newRow("codes differ") << "220-one\r\n250 two\r\n"_ba;
    QTest::newRow("bare LF") << "220 one\n220 two\r\n"_ba;
    QTest::newRow("endless") << QByteArray(10'000, '2');
}

void TestSubmissionSecurity::invalidGreetingIsNotAnswered()
{
    COVERS("SEC-13");
    QFETCH(QByteArray, greeting);
    Run run;
    run.submission.submit(toAnna, message);
    run.line.accept();
    run.line.serverSends(greeting);
    QCOMPARE(run.line.takeWritten(), QByteArray());
    QCOMPARE(run.outcome(), (Outcome{Status::TryLater, Stage::Connect, {}, {}}));
    QVERIFY(!run.line.isOpen());
}

void TestSubmissionSecurity::unencryptedTransportIsNotTakenForTls()
{
    COVERS("SEC-16");
    auto owned = std::make_unique<FakeTransport>(Security::None);  // whatever the settings say
    FakeTransport &line = *owned;
    FakeClock clock;
    smtp::Submission submission(std::move(owned), options(Security::ImplicitTls), clock);
    submission.provideCredentials({"user", Secret("pencil")});
    const QSignalSpy finished(&submission, &smtp::Submission::finished);
    submission.submit(toAnna, message);
    line.accept();
    line.serverSends("220 hi\r\n");
    QCOMPARE(finished.first().first().value<Outcome>().status, Status::Untrusted);
    QCOMPARE(line.takeWritten(), QByteArray());
}

void TestSubmissionSecurity::passwordNeverGoesOutInClear()
{
    COVERS("SEC-12");
    Run run(options(Security::None));
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, greeted + "S: 250-mail.test\nS: 250 AUTH PLAIN LOGIN CRAM-MD5 NTLM\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, Status::NotAuthenticated);

    auto wanted = options(Security::None);
    wanted.mechanism = "PLAIN";
    Run insisting(wanted);
    insisting.submission.submit(toAnna, message);
    QCOMPARE(play(insisting.line, greeted + "S: 250-mail.test\nS: 250 AUTH PLAIN\nC: QUIT"), QByteArray());
    QCOMPARE(insisting.outcome().status, Status::NotAuthenticated);
}

// A "250" that comes before its question must never be taken for the answer to the final dot.
void TestSubmissionSecurity::unaskedReplyEndsTheConnection()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, recipient), QByteArray());
    run.line.serverSends("354 Go\r\n250 Queued\r\n");
    QCOMPARE(run.finished.size(), 1);
    QVERIFY(run.outcome().status != Status::Accepted);
    QCOMPARE(run.line.takeWritten(), QByteArray());
}

void TestSubmissionSecurity::weakServerGetsTheMechanismItKnows()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(
        play(run.line,
             greeted
                 + "S: 250-mail.test\nS: 250 AUTH=LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: dXNlcg==\n"
                   "S: 334 UGFzc3dvcmQ6\nC: cGVuY2ls\nS: 235 In\nC: MAIL FROM:<me@example.org>"),
        QByteArray());
}

void TestSubmissionSecurity::longInitialResponseWaitsForAChallenge()
{
    Run run;
    const QByteArray password(400, 'p');
    run.submission.provideCredentials({"user", Secret(password)});
    run.submission.submit(toAnna, message);
    const QByteArray response = QByteArray(QByteArray(1, '\0') + "user" + '\0' + password).toBase64();
    QCOMPARE(play(run.line,
                  greeted + "S: 250-mail.test\nS: 250 AUTH PLAIN\nC: AUTH PLAIN\nS: 334 \nC: " + response
                      + "\nS: 235 In\nC: MAIL FROM:<me@example.org>"),
             QByteArray());
    QVERIFY(!run.traffic.contains(response));
}

void TestSubmissionSecurity::unknownMechanismIsFollowedByTheNext()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line,
                  greeted
                      + "S: 250-mail.test\nS: 250 AUTH PLAIN LOGIN\nC: AUTH PLAIN AHVzZXIAcGVuY2ls\nS: 504 "
                        "5.5.4 What\n"
                        "C: AUTH LOGIN\nS: 504 What\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, Status::NotAuthenticated);
}

void TestSubmissionSecurity::wrongPasswordIsNotTriedAgain()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line,
                  greeted
                      + "S: 250-mail.test\nS: 250 AUTH PLAIN LOGIN\nC: AUTH PLAIN AHVzZXIAcGVuY2ls\nS: 535 "
                        "5.7.8 Wrong\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().reply, (smtp::Reply{535, "5.7.8", "Wrong"}));
}

void TestSubmissionSecurity::successWithoutProofIsAFailure_data()
{
    QTest::addColumn<bool>("afterChallenge");
    QTest::newRow("at once") << false;
    QTest::newRow("instead of the signature") << true;
}

void TestSubmissionSecurity::successWithoutProofIsAFailure()
{
    QFETCH(bool, afterChallenge);
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, greeted + "S: 250-mail.test\nS: 250 AUTH SCRAM-SHA-256 PLAIN"), QByteArray());
    const QByteArray line = run.line.takeWritten().trimmed();
    QVERIFY(line.startsWith("AUTH SCRAM-SHA-256 "));
    if (afterChallenge) {
        // The client's nonce comes back longer, as it must; the client then proves itself.
        const QByteArray first = QByteArray::fromBase64(line.sliced(line.lastIndexOf(' ') + 1));
        const QByteArray nonce = first.sliced(first.indexOf(",r=") + 3);
        const QByteArray challenge = "r=" + nonce + "x,s=QSXCR+Q6sek8bf92,i=4096";
        run.line.serverSends("334 " + challenge.toBase64() + "\r\n");
        QVERIFY(QByteArray::fromBase64(run.line.takeWritten().trimmed()).startsWith("c=biws,r=" + nonce));
    }
    run.line.serverSends("235 In\r\n");
    QCOMPARE(run.outcome().status, Status::NotAuthenticated);
    QCOMPARE(run.line.takeWritten(), "QUIT\r\n"_ba);
}

void TestSubmissionSecurity::badChallengeIsCancelled()
{
    Run run;
    run.submission.submit(toAnna, message);
    QCOMPARE(play(run.line, introduced + "S: 334 *not base64*\nC: *\nS: 501 5.7.0 Cancelled\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, Status::NotAuthenticated);
    Run stubborn;
    stubborn.submission.submit(toAnna, message);
    QCOMPARE(play(stubborn.line, introduced + "S: 334 *\nC: *\nS: 235 Welcome\nC: QUIT"), QByteArray());
    QCOMPARE(stubborn.outcome().status, Status::NotAuthenticated);
}

void TestSubmissionSecurity::secretsAndTextAreNotShown_data()
{
    QTest::addColumn<QByteArray>("script");
    const QByteArray offer = greeted + "S: 250-mail.test\nS: 250 AUTH ";
    QTest::newRow("PLAIN") << offer
            + "PLAIN\nC: AUTH PLAIN AHVzZXIAY2FuYXJ5LTQ3MTE=\nS: 235 In\nC: MAIL FROM:<me@example.org>";
    QTest::newRow("LOGIN") << offer
            + "LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: dXNlcg==\nS: 334 UGFzc3dvcmQ6\nC: "
              "Y2FuYXJ5LTQ3MTE=\nS: 235 In\nC: MAIL FROM:<me@example.org>";
}

void TestSubmissionSecurity::secretsAndTextAreNotShown()
{
    COVERS("SEC-30");
    QFETCH(QByteArray, script);
    Run run;
    run.submission.provideCredentials({"user", Secret("canary-4711")});
    run.submission.submit(toAnna, "Subject: private\r\n\r\nprivate\r\n");
    QCOMPARE(play(run.line,
                  script
                      + "\nS: 250 Ok\nC: RCPT TO:<anna@example.org>\nS: 250 Ok\nC: DATA\nS: 354 Go\n"
                        "C: Subject: private\nC:\nC: private\nC: .\nS: 250 Ok\nC: QUIT"),
             QByteArray());
    QCOMPARE(run.outcome().status, Status::Accepted);
    QVERIFY(run.traffic.contains("C: MAIL FROM:<me@example.org>\n"));
    QVERIFY(run.traffic.contains("***"));
    for (const QByteArray &secret :
         {"canary-4711"_ba, "Y2FuYXJ5LTQ3MTE"_ba, "AHVzZXIAY2FuYXJ5"_ba, "private"_ba})
        QVERIFY2(!run.traffic.contains(secret), run.traffic.constData());
}

POSTHORN_TEST(TestSubmissionSecurity)

#include "tst_submissionsecurity.moc"
