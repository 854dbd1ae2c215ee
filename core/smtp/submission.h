// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/sasl.h"
#include "core/net/transport.h"

#include <QObject>

#include <memory>
#include <vector>

namespace smtp {

// RFC 5321, 4.1.1.2 and 4.1.1.3. Addresses are addr-specs without angle brackets.
struct Envelope {
    QByteArray sender;  // empty: "MAIL FROM:<>", for notifications
    std::vector<QByteArray> recipients;

    friend bool operator==(const Envelope &, const Envelope &) = default;
};

struct SubmissionOptions {
    net::Security security = net::Security::ImplicitTls;
    QByteArray host;       // for SASL
    QByteArray mechanism;  // empty: strongest offered
    QByteArray heloName =
        "[127.0.0.1]";  // an address literal: our host's name is nobody's business (RFC 5321, 4.1.4)
    bool authenticate = true;
    std::chrono::seconds replyTimeout{120};
    std::chrono::seconds finalDotTimeout{600};  // RFC 5321, 4.5.3.2.6
};

struct Reply {
    int code = 0;         // 0: none came
    QByteArray enhanced;  // "5.7.1", RFC 3463
    QByteArray text;      // the server's words, lines joined by LF

    friend bool operator==(const Reply &, const Reply &) = default;
};

// How one submission ended.
struct Outcome {
    enum class Status {
        Accepted,   // 250 after the final dot
        Rejected,   // 5xx: will not succeed as it is
        TryLater,   // 4xx, no connection, or the line dropped before the final dot: nothing was sent
        Uncertain,  // the line dropped or time ran out after the final dot: nobody knows
        NotAuthenticated,
        Untrusted,  // TLS policy or certificate
    };
    enum class Stage { Connect, Tls, Authentication, MailFrom, RcptTo, Data, FinalDot, Done };

    Status status = Status::TryLater;
    Stage stage = Stage::Connect;
    Reply reply;
    std::vector<std::pair<QByteArray, Reply>>
        refusedRecipients;  // all recipients must be accepted, or nothing is sent

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

// One connection for one message (RFC 6409). The message has CRLF line ends; dot-stuffing is done here, and a
// bare CR or LF in it is refused before anything is sent. Whoever must remember that a message may have gone
// out writes it down before calling submit(). One thread.
class Submission : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Submission)

public:
    Submission(std::unique_ptr<net::Transport> transport, SubmissionOptions options, Clock &clock,
               QObject *parent = nullptr);
    ~Submission() override;

    void provideCredentials(const net::Credentials &credentials);
    // Starts; exactly one finished() follows.
    void submit(const Envelope &envelope, const QByteArray &message);
    // Only connects, encrypts, authenticates and quits: for testing an account. finished(Accepted) when all
    // went well.
    void probe();
    void abort();

Q_SIGNALS:
    void finished(const smtp::Outcome &outcome);
    void certificateRejected(const net::CertificateQuestion &question);
    void traffic(bool sent, const QByteArray &line);  // secrets are "***", message text is not shown

private:
    std::unique_ptr<class SubmissionPrivate> d;
};

}

Q_DECLARE_METATYPE(smtp::Outcome)
