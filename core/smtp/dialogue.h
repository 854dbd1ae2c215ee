// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/sasl.h"
#include "core/smtp/extensions.h"
#include "core/smtp/submission.h"

#include <QByteArrayList>

#include <memory>
#include <optional>
#include <variant>

namespace smtp {

// Where in the conversation we are: which reply is awaited.
enum class Step {
    Connecting,
    Greeting,
    Ehlo,
    StartTls,
    Handshake,
    Auth,
    MailFrom,
    RcptTo,
    Data,
    Chunk,     // any but the last
    FinalDot,  // or the last chunk
    Reset,
    Ended
};

// What a reply means at a step, by its first digit alone where RFC 5321, 4.3.2 allows it. Pure; a table
// test's subject.
enum class Meaning { GoOn, Challenge, TryLater, Rejected, NotAuthenticated, Untrusted, Uncertain };
[[nodiscard]] Meaning meaningOf(Step step, int code) noexcept;

// What the dialogue wants done next.
struct Wait {};  // the server speaks first, or has more to answer
struct SendLine {
    QByteArray line;   // without CRLF
    QByteArray shown;  // for the log: secrets are "***"
};
struct SendLines {  // at once (RFC 2920)
    QByteArrayList lines;
};
struct SendMessage {};  // the message and the final dot
struct SendChunk {      // of the message as it is (RFC 3030, 2)
    qsizetype at = 0;
    qsizetype octets = 0;
    bool isLast = false;
};
struct BeginTls {};
struct Finish {
    Outcome outcome;
    enum class Manner { Quit, Drop } manner = Manner::Quit;
};
using Action = std::variant<Wait, SendLine, SendLines, SendMessage, SendChunk, BeginTls, Finish>;

// What is to be submitted, as far as the conversation depends on it.
struct Job {
    enum class Kind { Message, Probe };

    Kind kind = Kind::Message;
    Envelope envelope;
    qsizetype octets = 0;
    bool eightBit = false;
    bool eightBitHeader = false;
};

// The client's side of RFC 6409 without a socket: what happened goes in, what to do comes out. Each order
// waits for its reply, but for the sender and the recipients, which go out together where the server offers
// it (RFC 2920). The message itself waits until all recipients have been accepted: taken back it cannot be.
class Dialogue
{
public:
    Dialogue(SubmissionOptions options, std::optional<net::Credentials> credentials, Job job);

    [[nodiscard]] Step step() const noexcept { return m_step; }
    [[nodiscard]] Action connected(bool isEncrypted);
    [[nodiscard]] Action encrypted();
    [[nodiscard]] Action replied(const Reply &reply);
    // The connection ended, time ran out or the server left the protocol.
    [[nodiscard]] Outcome lost(Error::Kind why);

private:
    [[nodiscard]] Action advance(const Reply &reply);
    [[nodiscard]] Action ehlo();
    [[nodiscard]] Action afterEhlo(const Reply &reply);
    [[nodiscard]] Action authenticate();
    [[nodiscard]] Action startMechanism(const QByteArray &mechanism);
    [[nodiscard]] Action answerChallenge(const Reply &reply);
    [[nodiscard]] Action afterAuth(const Reply &reply);
    [[nodiscard]] Action authRefused(const Reply &reply);
    [[nodiscard]] Action mailFrom();
    [[nodiscard]] QByteArray mailLine() const;
    [[nodiscard]] QByteArray rcptLine(const Recipient &recipient) const;
    [[nodiscard]] Action rcptTo();
    [[nodiscard]] Action afterRcpt(const Reply &reply);
    [[nodiscard]] Action afterRecipients();
    [[nodiscard]] Action nextChunk();
    [[nodiscard]] Outcome::Lack lack() const;
    [[nodiscard]] Action send(Step next, const QByteArray &line, const QByteArray &shown = {});
    [[nodiscard]] Action finish(Outcome::Status status, const Reply &reply = {});
    [[nodiscard]] Outcome::Stage stage() const noexcept;

    SubmissionOptions m_options;
    std::optional<net::Credentials> m_credentials;
    Job m_job;
    Step m_step = Step::Connecting;
    bool m_isEncrypted = false;
    Extensions m_extensions;
    std::vector<QByteArray> m_mechanisms;  // still to be tried
    std::unique_ptr<net::SaslClient> m_sasl;
    std::optional<QByteArray> m_heldResponse;  // base64, too long for the AUTH line
    std::size_t m_recipient = 0;
    qsizetype m_chunked = 0;  // octets of the message that went out in chunks
    Outcome m_outcome;        // as far as known
};

}
