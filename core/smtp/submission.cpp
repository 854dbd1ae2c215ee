// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/submission.h"

#include "core/base/logging.h"
#include "core/base/overloaded.h"
#include "core/smtp/content.h"
#include "core/smtp/dialogue.h"
#include "core/smtp/reply.h"

#include <QPointer>

using namespace std::chrono_literals;

namespace smtp {

namespace {

constexpr auto quitTimeout = 5s;  // the outcome is known by then; this is only politeness

QByteArray shownReply(const Reply &reply)
{
    QByteArray text = QByteArray::number(reply.code);
    if (!reply.enhanced.isEmpty())
        text += ' ' + reply.enhanced;
    return reply.text.isEmpty() ? text : text + ' ' + reply.text;
}

}

// Carries out what the Dialogue decides. All that happens comes from the transport's signals or an alarm.
class SubmissionPrivate : public QObject
{
public:
    SubmissionPrivate(Submission &owner, std::unique_ptr<net::Transport> transport, SubmissionOptions options,
                      Clock &clock);

    void start(Job job);
    void refuse(Outcome::Stage stage);

    std::optional<net::Credentials> credentials;
    QByteArray message;
    std::unique_ptr<net::Transport> transport;

private:
    enum class State { Idle, Running, Leaving, Over };

    void onConnected();
    void onEncrypted();
    void onReceived();
    void onWrote();
    void onClosed(const Error &why);
    [[nodiscard]] bool takeReply(const Reply &reply);
    void act(const Action &action);
    void order(const SendLine &line);
    void order(const SendLines &lines);
    void sendMessage();
    void sendChunk(const SendChunk &chunk);
    void beginTls();
    void conclude(const Finish &finish);
    void lose(Error::Kind why);
    void end(const Outcome &outcome);
    void await(std::chrono::milliseconds time);

    Submission &m_owner;
    SubmissionOptions m_options;
    Clock &m_clock;
    std::optional<Dialogue> m_dialogue;
    ReplyReader m_reader;
    std::unique_ptr<Alarm> m_alarm;
    State m_state = State::Idle;
    bool m_sendsText = false;  // the message's octets are going out, or are to be answered
};

SubmissionPrivate::SubmissionPrivate(Submission &owner, std::unique_ptr<net::Transport> stream,
                                     SubmissionOptions options, Clock &clock)
    : transport(std::move(stream)), m_owner(owner), m_options(std::move(options)), m_clock(clock)
{
    connect(transport.get(), &net::Transport::connected, this, &SubmissionPrivate::onConnected);
    connect(transport.get(), &net::Transport::encrypted, this, &SubmissionPrivate::onEncrypted);
    connect(transport.get(), &net::Transport::received, this, &SubmissionPrivate::onReceived);
    connect(transport.get(), &net::Transport::wrote, this, &SubmissionPrivate::onWrote);
    connect(transport.get(), &net::Transport::closed, this, &SubmissionPrivate::onClosed);
    connect(transport.get(), &net::Transport::certificateRejected, &m_owner,
            &Submission::certificateRejected);
}

void SubmissionPrivate::start(Job job)
{
    if (m_state != State::Idle)
        return;
    m_state = State::Running;
    m_dialogue.emplace(m_options, credentials, std::move(job));
    transport->open();
}

// Nothing is sent; the owner hears of it from the event loop, as always.
void SubmissionPrivate::refuse(Outcome::Stage stage)
{
    if (m_state != State::Idle)
        return;
    m_state = State::Over;
    Outcome outcome;
    outcome.status = Outcome::Status::Rejected;
    outcome.stage = stage;
    QMetaObject::invokeMethod(
        this, [this, outcome] { Q_EMIT m_owner.finished(outcome); }, Qt::QueuedConnection);
}

void SubmissionPrivate::onConnected()
{
    if (m_state == State::Running)
        act(m_dialogue->connected(transport->isEncrypted()));
}

void SubmissionPrivate::onEncrypted()
{
    if (m_state != State::Running)
        return;
    m_reader = ReplyReader();
    act(m_dialogue->encrypted());
}

void SubmissionPrivate::onReceived()
{
    const QByteArray octets = transport->takeReceived();
    if (m_state != State::Running && m_state != State::Leaving)
        return;
    if (m_state == State::Running && m_dialogue->step() == Step::Handshake && !octets.isEmpty()) {
        lose(Error::Kind::Untrusted);  // said in clear after the order to start TLS
        return;
    }
    m_reader.feed(octets);
    const QPointer<SubmissionPrivate> self(this);
    while (self && (m_state == State::Running || m_state == State::Leaving)) {
        const Result<std::optional<Reply>> reply = m_reader.next();
        if (!reply) {
            lose(reply.error().kind);
            return;
        }
        if (!*reply || !takeReply(**reply))
            return;
    }
}

// Over a slow line a large mail takes as long as it takes; only a standstill counts.
void SubmissionPrivate::onWrote()
{
    if (m_state == State::Running && m_sendsText)
        await(m_options.finalDotTimeout);
}

// False: no more replies are to be read.
bool SubmissionPrivate::takeReply(const Reply &reply)
{
    const bool isChallenge = reply.code == 334;
    Q_EMIT m_owner.traffic(false, isChallenge ? QByteArray("334 ***") : shownReply(reply));
    if (m_state == State::Leaving) {
        transport->close();
        return false;
    }
    const Action action = m_dialogue->replied(reply);
    const bool asks = !std::holds_alternative<Finish>(action) && !std::holds_alternative<Wait>(action);
    if (asks && !m_reader.isEmpty()) {
        // Octets that came before the question cannot be its answer. Before TLS they are an attack (RFC 3207,
        // 6).
        lose(std::holds_alternative<BeginTls>(action) ? Error::Kind::Untrusted : Error::Kind::Syntax);
        return false;
    }
    act(action);
    return true;
}

void SubmissionPrivate::act(const Action &action)
{
    m_sendsText = std::holds_alternative<SendMessage>(action) || std::holds_alternative<SendChunk>(action);
    std::visit(overloaded{
                   [this](const Wait &) { await(m_options.replyTimeout); },
                   [this](const SendLine &line) { order(line); },
                   [this](const SendLines &lines) { order(lines); },
                   [this](const SendMessage &) { sendMessage(); },
                   [this](const SendChunk &chunk) { sendChunk(chunk); },
                   [this](const BeginTls &) { beginTls(); },
                   [this](const Finish &finish) { conclude(finish); },
               },
               action);
}

void SubmissionPrivate::order(const SendLine &line)
{
    await(m_options.replyTimeout);
    transport->write(line.line + "\r\n");
    Q_EMIT m_owner.traffic(true, line.shown);
}

void SubmissionPrivate::order(const SendLines &lines)
{
    await(m_options.replyTimeout);
    transport->write(lines.lines.join("\r\n") + "\r\n");
    for (const QByteArray &line : lines.lines)
        Q_EMIT m_owner.traffic(true, line);
}

void SubmissionPrivate::sendMessage()
{
    await(m_options.finalDotTimeout);
    const auto data = dataText(message);
    if (!data) {
        lose(data.error().kind);
        return;
    }
    transport->write(*data);
    Q_EMIT m_owner.traffic(true, '[' + QByteArray::number(data->size()) + ']');
}

// The octets follow their order at once: a server that does not want them reads and forgets them (RFC 3030,
// 2).
void SubmissionPrivate::sendChunk(const SendChunk &chunk)
{
    await(m_options.finalDotTimeout);
    if (chunk.at > 0)
        Q_EMIT m_owner.progressed(chunk.at, message.size());
    const QByteArray order = "BDAT " + QByteArray::number(chunk.octets) + (chunk.isLast ? " LAST" : "");
    transport->write(order + "\r\n" + message.sliced(chunk.at, chunk.octets));
    Q_EMIT m_owner.traffic(true, order);
}

void SubmissionPrivate::beginTls()
{
    m_alarm.reset();  // the transport has its own for the handshake
    transport->startTls();
}

void SubmissionPrivate::conclude(const Finish &finish)
{
    m_state = State::Leaving;
    if (finish.manner == Finish::Manner::Quit) {
        m_alarm = m_clock.alarm(quitTimeout, [this] { transport->close(); });
        transport->write("QUIT\r\n");
        Q_EMIT m_owner.traffic(true, "QUIT");
    } else {
        m_alarm.reset();
        transport->abort();
    }
    end(finish.outcome);
}

// Time ran out, or the server left the protocol.
void SubmissionPrivate::lose(Error::Kind why)
{
    m_alarm.reset();
    if (m_state == State::Leaving) {
        transport->abort();
        return;
    }
    const Outcome outcome = m_dialogue->lost(why);
    m_state = State::Leaving;
    transport->abort();
    end(outcome);
}

void SubmissionPrivate::onClosed(const Error &why)
{
    m_alarm.reset();
    const State before = std::exchange(m_state, State::Over);
    if (before == State::Running)
        end(m_dialogue->lost(why.kind));
}

void SubmissionPrivate::end(const Outcome &outcome)
{
    qCDebug(logSmtp) << "submission ended" << int(outcome.status) << "at" << int(outcome.stage)
                     << outcome.reply.code;
    Q_EMIT m_owner.finished(outcome);
}

void SubmissionPrivate::await(std::chrono::milliseconds time)
{
    m_alarm = m_clock.alarm(time, [this] { lose(Error::Kind::Timeout); });
}

Submission::Submission(std::unique_ptr<net::Transport> transport, SubmissionOptions options, Clock &clock,
                       QObject *parent)
    : QObject(parent),
      d(std::make_unique<SubmissionPrivate>(*this, std::move(transport), std::move(options), clock))
{}

Submission::~Submission() = default;

void Submission::provideCredentials(const net::Credentials &credentials)
{
    d->credentials = credentials;
}

void Submission::submit(const Envelope &envelope, const QByteArray &message)
{
    if (!isUsable(envelope)) {
        d->refuse(Outcome::Stage::RcptTo);
        return;
    }
    if (hasBareLineEnd(message)) {
        d->refuse(Outcome::Stage::Data);
        return;
    }
    d->message = message;
    if (!message.isEmpty() && !message.endsWith("\r\n"))
        d->message += "\r\n";
    d->start(
        {Job::Kind::Message, envelope, d->message.size(), isEightBit(message), hasEightBitHeader(message)});
}

void Submission::probe()
{
    Job job;
    job.kind = Job::Kind::Probe;
    d->start(std::move(job));
}

void Submission::abort()
{
    d->transport->abort();
}

}
