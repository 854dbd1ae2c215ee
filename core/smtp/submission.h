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

// Of what a recipient's servers are to send a report to the sender (RFC 3461, 4.1).
enum class Notify {
    Unsaid,  // their own choice: of failures
    Never,
    Failures,  // and delays
    Everything,
};

struct Recipient {
    QByteArray address;  // addr-spec without angle brackets
    Notify notify = Notify::Unsaid;
    // ORCPT (RFC 3461, 4.2): the server of the far end can say there to whom the message was written, and a
    // read receipt repeats it.
    bool isNamed = false;

    friend bool operator==(const Recipient &, const Recipient &) = default;
};

// RFC 5321, 4.1.1.2 and 4.1.1.3. What concerns reports of delivery is said to a server that offers them
// (RFC 3461) and to no other.
struct Envelope {
    enum class Return { Unsaid, Headers, Everything };  // RET (RFC 3461, 4.3)

    QByteArray sender;  // addr-spec; empty: "MAIL FROM:<>", for notifications
    std::vector<Recipient> recipients;
    Return ret = Return::Unsaid;
    QByteArray id = {};  // ENVID (RFC 3461, 4.4), printable ASCII; empty: none

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
    // From the last octet that went out (RFC 5321, 4.5.3.2.5 and 4.5.3.2.6).
    std::chrono::seconds finalDotTimeout{600};
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
        refusedRecipients;         // all recipients must be accepted, or nothing is sent
    bool reportsDelivery = false;  // the server offers RFC 3461: what was asked for has been said
    quint64 sizeLimit = 0;         // octets the server takes at most (RFC 1870); 0: it has not said
    // What the server cannot take, as far as that is the reason; nothing was sent then.
    enum class Lack {
        None,
        Size,        // `limit`: octets at most (RFC 1870)
        EightBit,    // 8BITMIME (RFC 6152)
        Utf8,        // SMTPUTF8 (RFC 6531)
        Recipients,  // `limit`: so many in one transaction (RFC 9422; RFC 5321, 4.5.3.1.10)
    };
    Lack lack = Lack::None;
    quint64 limit = 0;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

// One connection for one message (RFC 6409). The message has CRLF line ends; dot-stuffing is done here, or
// the message goes in chunks that need none (RFC 3030), and a bare CR or LF in it is refused before anything
// is sent. Whoever must remember that a message may have gone out writes it down before calling submit(). One
// thread.
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
    void progressed(qint64 octets,
                    qint64 of);  // the server has so many of the message: where it takes chunks
    void traffic(bool sent, const QByteArray &line);  // secrets are "***", message text is not shown

private:
    std::unique_ptr<class SubmissionPrivate> d;
};

}

Q_DECLARE_METATYPE(smtp::Outcome)
