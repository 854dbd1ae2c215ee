// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/net/ssltransport.h"
#include "core/smtp/submission.h"

#include "tests/live/servers.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using Outcome = smtp::Outcome;

namespace {

constexpr int patience = 60000;

// One submission to the real server, and what was said.
struct Submitted {
    Outcome outcome;
    QByteArrayList said;
    int progress = 0;
};

Submitted submit(const live::Servers &servers, const smtp::Envelope &envelope, const QByteArray &message)
{
    const net::Endpoint endpoint{u"localhost"_s, servers.submissionPort(), net::Security::StartTls,
                                 servers.caFile()};
    smtp::SubmissionOptions options;
    options.security = net::Security::StartTls;
    options.host = "localhost";
    SystemClock clock;
    smtp::Submission submission(net::makeSslTransport(endpoint, {}, clock), options, clock);
    submission.provideCredentials({"alice", Secret("secret")});
    Submitted submitted;
    QObject::connect(&submission, &smtp::Submission::traffic, &submission,
                     [&](bool sent, const QByteArray &line) {
                         if (sent)
                             submitted.said.append(line);
                     });
    QSignalSpy progressed(&submission, &smtp::Submission::progressed);
    QSignalSpy finished(&submission, &smtp::Submission::finished);
    submission.submit(envelope, message);
    if (finished.isEmpty())
        finished.wait(patience);
    if (!finished.isEmpty())
        submitted.outcome = finished.first().first().value<Outcome>();
    submitted.progress = static_cast<int>(progressed.size());
    return submitted;
}

}

// The submission with a real server, which offers PIPELINING, CHUNKING, SIZE and more.
class LiveSubmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void largeMessageArrivesAsItIs();
    void whatTheServerCannotTakeIsKnownBefore();
};

void LiveSubmission::largeMessageArrivesAsItIs()
{
    live::Servers servers({u"--own-mailboxes"_s});
    NEEDS_SERVERS(servers);
    QByteArray text;
    for (int i = 0; text.size() < 3 * 1024 * 1024; ++i)
        text += (i % 7 == 0 ? ".\r\n..\r\n" : "") + QByteArray::number(i) + " \xC3\xBC\r\n";
    const QByteArray message = "From: alice@example.org\r\nTo: bob@example.org\r\nSubject: Large\r\n"
                               "Message-ID: <large@example.org>\r\n\r\n"
        + text;
    const Submitted submitted =
        submit(servers, {"alice@example.org", {{"bob@example.org"}, {"alice@example.org"}}}, message);
    QCOMPARE(submitted.outcome.status, Outcome::Status::Accepted);
    QVERIFY(submitted.said.contains("BDAT 1048576"));
    QVERIFY(!submitted.said.contains("DATA"));
    QCOMPARE(submitted.progress, 3);
    QVERIFY(servers.waitForMessages(1, u"INBOX"_s, u"bob"_s));
    const QByteArray stored = servers.messages(u"INBOX"_s, u"bob"_s).front().text;
    QVERIFY(stored.endsWith("\n\n" + QByteArray(text).replace("\r\n", "\n")));
    QVERIFY(servers.waitForMessages(1));
}

void LiveSubmission::whatTheServerCannotTakeIsKnownBefore()
{
    live::Servers servers({u"--own-mailboxes"_s});
    NEEDS_SERVERS(servers);
    const QByteArray message = "Subject: Too large\r\n\r\n" + QByteArray("x\r\n").repeated(11 * 1024 * 1024);
    const Submitted submitted = submit(servers, {"alice@example.org", {{"bob@example.org"}}}, message);
    QCOMPARE(submitted.outcome.status, Outcome::Status::Rejected);
    QCOMPARE(submitted.outcome.lack, Outcome::Lack::Size);
    QCOMPARE(submitted.outcome.limit, quint64{30} * 1024 * 1024);
    QVERIFY(!submitted.said.join().contains("MAIL FROM"));
}

POSTHORN_TEST(LiveSubmission)
#include "tst_submission.moc"
