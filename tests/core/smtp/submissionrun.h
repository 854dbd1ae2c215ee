// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smtp/submission.h"

#include "tests/core/smtp/scriptplayer.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using smtp::Outcome;
using Stage = Outcome::Stage;
using Status = Outcome::Status;

inline const QByteArray message = "Subject: hello\r\n\r\n.dot\r\n";
inline const smtp::Envelope toAnna{"me@example.org", {{"anna@example.org"}}};

// As far as an unremarkable submission gets; a test takes as many lines of it as it needs.
inline const QByteArray greeted = "+ connected\nS: 220 mail.test ESMTP\nC: EHLO [127.0.0.1]\n";
inline const QByteArray introduced =
    greeted + "S: 250-mail.test\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AHVzZXIAcGVuY2ls\n";
inline const QByteArray loggedIn = introduced + "S: 235 2.7.0 In\nC: MAIL FROM:<me@example.org>\n";
inline const QByteArray addressed = loggedIn + "S: 250 2.1.0 Ok\nC: RCPT TO:<anna@example.org>\n";
inline const QByteArray recipient = addressed + "S: 250 2.1.5 Ok\nC: DATA\n";
inline const QByteArray sent = recipient + "S: 354 Go\nC: Subject: hello\nC:\nC: ..dot\nC: .\n";

struct Run {
    explicit Run(smtp::SubmissionOptions options = {})
        : owned(std::make_unique<FakeTransport>(options.security)), line(*owned),
          submission(std::move(owned), std::move(options), clock),
          finished(&submission, &smtp::Submission::finished)
    {
        submission.provideCredentials({"user", Secret("pencil")});
        QObject::connect(&submission, &smtp::Submission::traffic, &submission,
                         [this](bool isSent, const QByteArray &text) {
                             traffic += (isSent ? "C: " : "S: ") + text + '\n';
                         });
    }

    // An outcome no test expects, unless there is exactly one.
    [[nodiscard]] Outcome outcome() const
    {
        return finished.size() == 1 ? finished.first().first().value<Outcome>()
                                    : Outcome{Status::Accepted, Stage::Connect, {}, {}};
    }

    FakeClock clock;
    std::unique_ptr<FakeTransport> owned;
    FakeTransport &line;
    smtp::Submission submission;
    QSignalSpy finished;
    QByteArray traffic;
};

inline smtp::SubmissionOptions options(net::Security security)
{
    smtp::SubmissionOptions made;
    made.security = security;
    return made;
}

Q_DECLARE_METATYPE(Stage)
Q_DECLARE_METATYPE(Status)
