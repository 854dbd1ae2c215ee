// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/dialogue.h"

#include "core/smtp/content.h"
#include "core/smtp/deliveryparameters.h"

#include <algorithm>

namespace smtp {

namespace {

constexpr qsizetype longestCommand = 512 - 2;  // RFC 5321, 4.5.3.1.4, less CRLF

// Small enough to tell how it goes, large enough not to wait for replies most of the time.
constexpr qsizetype chunkOctets = qsizetype{1024} * 1024;

// "Too many recipients": those before it were no reason (RFC 5321, 4.5.3.1.10; RFC 3463, 3.6).
bool isOneTooMany(const std::pair<QByteArray, Reply> &refused)
{
    return refused.second.code == 452 && refused.second.enhanced.endsWith(".5.3");
}

// A line break in a parameter of ours would be another command.
QByteArray singleLine(QByteArray text)
{
    text.replace('\r', "").replace('\n', "");
    return text;
}

bool needsUtf8(const Envelope &envelope)
{
    return isEightBit(envelope.sender)
        || std::any_of(envelope.recipients.begin(), envelope.recipients.end(),
                       [](const Recipient &each) { return isEightBit(each.address); });
}

// What a reply says that does not go on. A refusal of TLS is never a reason to go on without it, nor to try
// again in silence: someone may be in the middle (RFC 3207, 6).
Meaning refusal(Step step, int code) noexcept
{
    const int kind = code / 100;
    switch (step) {
    case Step::StartTls:
    case Step::Handshake: return Meaning::Untrusted;
    case Step::Auth: return kind == 5 ? Meaning::NotAuthenticated : Meaning::TryLater;
    case Step::FinalDot:
        return kind == 4 ? Meaning::TryLater : kind == 5 ? Meaning::Rejected : Meaning::Uncertain;
    case Step::MailFrom:
        if (code == 530 || code == 538)  // authentication, or encryption for it, required (RFC 4954, 6)
            return Meaning::NotAuthenticated;
        break;
    default: break;
    }
    return kind == 5 ? Meaning::Rejected : Meaning::TryLater;
}

Outcome::Status statusOf(Meaning meaning) noexcept
{
    switch (meaning) {
    case Meaning::Rejected: return Outcome::Status::Rejected;
    case Meaning::NotAuthenticated: return Outcome::Status::NotAuthenticated;
    case Meaning::Untrusted: return Outcome::Status::Untrusted;
    case Meaning::Uncertain: return Outcome::Status::Uncertain;
    case Meaning::GoOn:
    case Meaning::Challenge:
    case Meaning::TryLater: break;
    }
    return Outcome::Status::TryLater;
}

}

Meaning meaningOf(Step step, int code) noexcept
{
    switch (step) {
    case Step::Greeting:
    case Step::StartTls: return code == 220 ? Meaning::GoOn : refusal(step, code);
    case Step::Data: return code / 100 == 3 ? Meaning::GoOn : refusal(step, code);
    case Step::Auth:
        if (code == 334)
            return Meaning::Challenge;
        [[fallthrough]];
    case Step::Ehlo:
    case Step::MailFrom:
    case Step::RcptTo:
    case Step::Chunk:
    case Step::FinalDot: return code / 100 == 2 ? Meaning::GoOn : refusal(step, code);
    case Step::Connecting:
    case Step::Handshake: return refusal(step, code);  // nothing may come here
    case Step::Reset:
    case Step::Ended: break;
    }
    return Meaning::GoOn;
}

Dialogue::Dialogue(SubmissionOptions options, std::optional<net::Credentials> credentials, Job job)
    : m_options(std::move(options)), m_credentials(std::move(credentials)), m_job(std::move(job))
{}

Action Dialogue::connected(bool isEncrypted)
{
    m_isEncrypted = isEncrypted;
    m_step = Step::Greeting;
    if (m_options.security == net::Security::ImplicitTls && !isEncrypted)
        return finish(Outcome::Status::Untrusted);
    return Wait{};
}

Action Dialogue::encrypted()
{
    m_isEncrypted = true;
    m_extensions = {};  // RFC 3207, 4.2: what was said in clear is forgotten
    return ehlo();
}

Action Dialogue::replied(const Reply &reply)
{
    if (m_step == Step::Reset) {
        m_step = Step::Ended;
        return Finish{m_outcome};
    }
    if (m_step == Step::RcptTo && reply.code != 421)
        return afterRcpt(reply);
    if (m_step == Step::Auth)
        return afterAuth(reply);
    if (m_step == Step::Ehlo && m_options.security == net::Security::StartTls && !m_isEncrypted
        && reply.code / 100 == 5)
        return finish(Outcome::Status::Untrusted, reply);  // a server without EHLO has no TLS
    const Meaning meaning = meaningOf(m_step, reply.code);
    return meaning == Meaning::GoOn ? advance(reply) : finish(statusOf(meaning), reply);
}

Action Dialogue::advance(const Reply &reply)
{
    switch (m_step) {
    case Step::Greeting: return ehlo();
    case Step::Ehlo: return afterEhlo(reply);
    case Step::StartTls: m_step = Step::Handshake; return BeginTls{};
    case Step::MailFrom: return rcptTo();
    case Step::Chunk: return nextChunk();
    case Step::Data: m_step = Step::FinalDot; return SendMessage{};
    default: return finish(Outcome::Status::Accepted, reply);
    }
}

Action Dialogue::ehlo()
{
    return send(Step::Ehlo, "EHLO " + singleLine(m_options.heloName));
}

Action Dialogue::afterEhlo(const Reply &reply)
{
    m_extensions = parseExtensions(reply.text);
    m_outcome.reportsDelivery = m_extensions.dsn;
    m_outcome.sizeLimit = m_extensions.size.value_or(0);
    if (m_options.security == net::Security::StartTls && !m_isEncrypted) {
        m_step = Step::StartTls;
        if (!m_extensions.startTls)
            return finish(Outcome::Status::Untrusted, reply);
        return send(Step::StartTls, "STARTTLS");
    }
    if (m_options.authenticate)
        return authenticate();
    return mailFrom();
}

Action Dialogue::authenticate()
{
    m_step = Step::Auth;
    m_mechanisms = net::chooseMechanisms(m_extensions.auth, m_isEncrypted, m_options.mechanism);
    if (m_mechanisms.empty() || !m_credentials)
        return finish(Outcome::Status::NotAuthenticated);
    return startMechanism(m_mechanisms.front());
}

// AUTH mechanism [initial-response]: within the line's limit, or after an empty challenge             (RFC
// 4954, 4)
Action Dialogue::startMechanism(const QByteArray &mechanism)
{
    auto client = net::makeSaslClient(mechanism, *m_credentials, "smtp", m_options.host);
    if (!client)
        return finish(Outcome::Status::NotAuthenticated);
    m_sasl = *std::move(client);
    const QByteArray order = "AUTH " + mechanism;
    if (!m_sasl->clientFirst())
        return send(Step::Auth, order);
    const Result<net::SaslClient::Step> first = m_sasl->step({});
    if (!first)
        return finish(Outcome::Status::NotAuthenticated);
    const QByteArray response = first->response.reveal().toBase64();
    const QByteArray line = order + ' ' + (response.isEmpty() ? "=" : response);
    if (line.size() <= longestCommand)
        return send(Step::Auth, line, order + " ***");
    m_heldResponse = response;
    return send(Step::Auth, order);
}

Action Dialogue::answerChallenge(const Reply &reply)
{
    if (m_heldResponse && reply.text.trimmed().isEmpty())
        return send(Step::Auth, *std::exchange(m_heldResponse, {}), "***");
    const auto challenge =
        QByteArray::fromBase64Encoding(reply.text, QByteArray::AbortOnBase64DecodingErrors);
    if (challenge.decodingStatus == QByteArray::Base64DecodingStatus::Ok && !m_heldResponse) {
        const Result<net::SaslClient::Step> answer = m_sasl->step(challenge.decoded);
        if (answer)
            return send(Step::Auth, answer->response.reveal().toBase64(), "***");
    }
    m_mechanisms.clear();  // what follows is the answer to our cancelling
    return send(Step::Auth, "*");
}

Action Dialogue::afterAuth(const Reply &reply)
{
    const Meaning meaning = meaningOf(Step::Auth, reply.code);
    if (meaning == Meaning::Challenge)
        return m_mechanisms.empty() ? finish(Outcome::Status::NotAuthenticated, reply)
                                    : answerChallenge(reply);
    if (meaning != Meaning::GoOn)
        return authRefused(reply);
    // A success without the server's proof is none (RFC 5802, 5).
    if (m_mechanisms.empty() || !m_sasl->isComplete())
        return finish(Outcome::Status::NotAuthenticated, reply);
    m_sasl.reset();
    if (m_job.kind == Job::Kind::Probe)
        return finish(Outcome::Status::Accepted, reply);
    return mailFrom();
}

// Only a mechanism the server does not know after all (504) lets us try the next: wrong credentials stay
// wrong, and repeating them locks accounts.
Action Dialogue::authRefused(const Reply &reply)
{
    if (reply.code != 504 || m_mechanisms.size() < 2)
        return finish(m_mechanisms.empty() ? Outcome::Status::NotAuthenticated
                                           : statusOf(meaningOf(Step::Auth, reply.code)),
                      reply);
    m_mechanisms.erase(m_mechanisms.begin());
    m_heldResponse.reset();
    return startMechanism(m_mechanisms.front());
}

// What the message needs and the server lacks, found out before anything about it is said.
Outcome::Lack Dialogue::lack() const
{
    const quint64 most = m_extensions.size.value_or(0);
    const bool isUtf8 = needsUtf8(m_job.envelope) || m_job.eightBitHeader;
    if (most > 0 && static_cast<quint64>(m_job.octets) > most)
        return Outcome::Lack::Size;
    if (isUtf8 && !m_extensions.smtpUtf8)
        return Outcome::Lack::Utf8;
    if (m_job.eightBit && !m_extensions.eightBitMime)
        return Outcome::Lack::EightBit;
    const bool areTooMany =
        m_extensions.recipientsAtMost > 0 && m_job.envelope.recipients.size() > m_extensions.recipientsAtMost;
    return areTooMany ? Outcome::Lack::Recipients : Outcome::Lack::None;
}

Action Dialogue::mailFrom()
{
    if (m_job.kind == Job::Kind::Probe)
        return finish(Outcome::Status::Accepted);
    m_step = Step::MailFrom;
    m_outcome.lack = lack();
    if (m_outcome.lack != Outcome::Lack::None) {
        m_outcome.limit = m_outcome.lack == Outcome::Lack::Size ? m_extensions.size.value_or(0)
            : m_outcome.lack == Outcome::Lack::Recipients       ? m_extensions.recipientsAtMost
                                                                : 0;
        return finish(Outcome::Status::Rejected);
    }
    if (!m_extensions.pipelining)
        return send(Step::MailFrom, mailLine());
    SendLines all{{mailLine()}};
    for (const Recipient &recipient : m_job.envelope.recipients)
        all.lines.append(rcptLine(recipient));
    return all;
}

// MAIL FROM:<> or <Mailbox>, with the parameters the server offers and the message needs (RFC 1870, RFC 6152,
// RFC 6531).
QByteArray Dialogue::mailLine() const
{
    QByteArray line = "MAIL FROM:<" + m_job.envelope.sender + '>';
    if (m_extensions.size)
        line += " SIZE=" + QByteArray::number(m_job.octets);
    if (m_job.eightBit)
        line += " BODY=8BITMIME";
    if (needsUtf8(m_job.envelope) || m_job.eightBitHeader)
        line += " SMTPUTF8";
    if (m_extensions.dsn)
        line += mailParameters(m_job.envelope);
    return line;
}

QByteArray Dialogue::rcptLine(const Recipient &recipient) const
{
    const QByteArray line = "RCPT TO:<" + recipient.address + '>';
    return m_extensions.dsn ? line + recipientParameters(recipient) : line;
}

Action Dialogue::rcptTo()
{
    m_step = Step::RcptTo;
    if (m_extensions.pipelining)
        return Wait{};  // it has been said with the sender
    return send(Step::RcptTo, rcptLine(m_job.envelope.recipients.at(m_recipient)));
}

// All recipients are asked for, so that the user learns of every one that is refused.
Action Dialogue::afterRcpt(const Reply &reply)
{
    if (meaningOf(Step::RcptTo, reply.code) != Meaning::GoOn)
        m_outcome.refusedRecipients.emplace_back(m_job.envelope.recipients.at(m_recipient).address, reply);
    if (++m_recipient < m_job.envelope.recipients.size())
        return rcptTo();
    return afterRecipients();
}

// The outcome is known here; RSET makes the server forget the recipients it had accepted.
Action Dialogue::afterRecipients()
{
    const auto &refused = m_outcome.refusedRecipients;
    if (refused.empty())
        return m_extensions.chunking ? nextChunk() : send(Step::Data, "DATA");
    const auto isPermanent = [](const auto &each) { return each.second.code / 100 == 5; };
    const auto worst = std::find_if(refused.begin(), refused.end(), isPermanent);
    m_outcome.stage = Outcome::Stage::RcptTo;
    m_outcome.status = worst == refused.end() ? Outcome::Status::TryLater : Outcome::Status::Rejected;
    m_outcome.reply = worst == refused.end() ? refused.front().second : worst->second;
    const std::size_t taken = m_job.envelope.recipients.size() - refused.size();
    if (taken > 0 && std::all_of(refused.begin(), refused.end(), isOneTooMany)) {
        m_outcome.lack = Outcome::Lack::Recipients;
        m_outcome.limit = taken;
    }
    return send(Step::Reset, "RSET");
}

// BDAT chunk-size [ "LAST" ]                                                                      (RFC 3030,
// 2)
Action Dialogue::nextChunk()
{
    const qsizetype octets = std::min(chunkOctets, m_job.octets - m_chunked);
    const SendChunk chunk{m_chunked, octets, m_chunked + octets == m_job.octets};
    m_chunked += octets;
    m_step = chunk.isLast ? Step::FinalDot : Step::Chunk;
    return chunk;
}

Outcome Dialogue::lost(Error::Kind why)
{
    if (m_step == Step::Reset || m_step == Step::Ended)
        return m_outcome;
    m_outcome.status = m_step == Step::FinalDot ? Outcome::Status::Uncertain
        : why == Error::Kind::Untrusted         ? Outcome::Status::Untrusted
                                                : Outcome::Status::TryLater;
    m_outcome.stage = m_outcome.status == Outcome::Status::Untrusted ? Outcome::Stage::Tls : stage();
    m_step = Step::Ended;
    return m_outcome;
}

Action Dialogue::send(Step next, const QByteArray &line, const QByteArray &shown)
{
    m_step = next;
    return SendLine{line, shown.isEmpty() ? line : shown};
}

Action Dialogue::finish(Outcome::Status status, const Reply &reply)
{
    m_outcome.status = status;
    m_outcome.stage = status == Outcome::Status::Accepted ? Outcome::Stage::Done
        : status == Outcome::Status::Untrusted            ? Outcome::Stage::Tls
                                                          : stage();
    m_outcome.reply = reply;
    // To a peer that is not trusted nothing more is said; one that said 421 no longer listens.
    const bool isDropped =
        status == Outcome::Status::Untrusted || status == Outcome::Status::Uncertain || reply.code == 421;
    m_step = Step::Ended;
    return Finish{m_outcome, isDropped ? Finish::Manner::Drop : Finish::Manner::Quit};
}

Outcome::Stage Dialogue::stage() const noexcept
{
    switch (m_step) {
    case Step::Connecting:
    case Step::Greeting:
    case Step::Ehlo: return Outcome::Stage::Connect;
    case Step::StartTls:
    case Step::Handshake: return Outcome::Stage::Tls;
    case Step::Auth: return Outcome::Stage::Authentication;
    case Step::MailFrom: return Outcome::Stage::MailFrom;
    case Step::RcptTo:
    case Step::Reset: return Outcome::Stage::RcptTo;
    case Step::Data:
    case Step::Chunk: return Outcome::Stage::Data;
    case Step::FinalDot: return Outcome::Stage::FinalDot;
    case Step::Ended: break;
    }
    return Outcome::Stage::Done;
}

}
