// SPDX-License-Identifier: GPL-3.0-or-later
// The way in: octets to frames, frames to values, values to whom they concern.
#include "core/base/logging.h"
#include "core/base/overloaded.h"
#include "core/imap/session/sessionprivate.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/parser.h"

#include <QMetaMethod>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

Completion::Status statusOf(Status status)
{
    switch (status) {
    case Status::Ok: return Completion::Status::Ok;
    case Status::No: return Completion::Status::No;
    case Status::Bad: break;
    }
    return Completion::Status::Bad;
}

// Exchange lets a user in whose mailbox it will not open, and then answers everything with this.
bool isExchangeWithoutMailbox(const Tagged &tagged)
{
    return tagged.status != Status::Ok
        && tagged.text.text.startsWith("User is authenticated but not connected");
}

}

bool SessionPrivate::isLoggedIn() const noexcept
{
    return m_login.authenticated;
}

void SessionPrivate::readAll()
{
    if (m_end)
        return;
    const QByteArray octets = m_transport->takeReceived();
    if (octets.isEmpty())
        return;
    if (m_tlsStarting) {
        noteHabit(ServerQuirk::SpeaksBeforeTls);
        end(Ending::Abort, {Error::Kind::Untrusted, "octets in clear where TLS should begin"_ba});
        return;
    }
    if (!m_greeted && m_framer.pending() == 0 && !octets.startsWith('*')) {
        end(Ending::Abort, {Error::Kind::Syntax, "not an IMAP server"_ba});
        return;
    }
    noteProgress(octets.size());
    if (m_deflate) {
        m_deflate->feed(octets);
    } else {
        m_framer.feed(octets);
        takeFrames();
    }
    takeCompressed();
    if (m_framer.pending() >= limits::progressOctets)  // in the middle of something larger than words
        m_lastUseful = std::max(m_lastUseful, m_lastActivity);
    if (!isLoggedIn() && m_framer.pending() > limits::preAuthFrameOctets)
        end(Ending::Abort, {Error::Kind::LimitExceeded, "a response too long before login"_ba});
    if (m_bye && q.m_phase != Phase::LoggingOut)
        end(Ending::Close, {Error::Kind::ConnectionLost, m_bye->text});
}

void SessionPrivate::takeFrames()
{
    while (!m_end) {
        const Result<std::optional<QByteArray>> frame = m_framer.next();
        if (!frame)
            end(Ending::Abort, frame.error());
        else if (!*frame)
            return;
        else
            handleFrame(**frame);
    }
}

// Piece by piece, each through the framer's limits before the next is made.
void SessionPrivate::takeCompressed()
{
    while (!m_end && m_deflate) {
        const Result<QByteArray> piece = m_deflate->next();
        if (!piece) {
            end(Ending::Abort, piece.error());
            return;
        }
        if (piece->isEmpty())
            return;
        m_framer.feed(*piece);
        takeFrames();
    }
}

// Octets are life only when they lead somewhere: a trickle that never becomes a response is silence.
void SessionPrivate::noteProgress(qsizetype octets)
{
    m_trickle += octets;
    if (!m_greeted || m_trickle < limits::progressOctets)
        return;
    m_trickle = 0;
    m_lastActivity = m_clock.monotonic();
}

// What one command may cost us, whatever the server sends before it answers.
bool SessionPrivate::isWithinBudget(const Result<Response> &response)
{
    bool isWord = !response;
    if (response) {
        const auto *data = std::get_if<Untagged>(&*response);
        isWord = data != nullptr && std::holds_alternative<Condition>(*data);
    }
    m_work.words += isWord ? 1 : 0;
    ++m_work.responses;
    if (m_work.words <= limits::wordsPerCommand && m_work.responses <= m_options.responsesPerCommand)
        return true;
    end(Ending::Abort, {Error::Kind::LimitExceeded, "no end of responses to one command"_ba});
    return false;
}

void SessionPrivate::handleFrame(const QByteArray &frame)
{
    if (q.isSignalConnected(QMetaMethod::fromSignal(&Session::traffic))) {
        const bool isChallenge = q.m_phase == Phase::Authenticating && frame.startsWith('+');
        Q_EMIT q.traffic({TrafficLine::Direction::Received,
                          isChallenge ? "+ ***"_ba : trafficlog::received(frame, m_secrets)});
    }
    if (!isLoggedIn()
        && (frame.size() > limits::preAuthFrameOctets || ++m_framesBeforeLogin > limits::preAuthResponses)) {
        end(Ending::Abort, {Error::Kind::LimitExceeded, "too much before login"_ba});
        return;
    }
    const Result<Response> response = parseResponse(frame);
    if (!m_greeted) {
        handleGreeting(response);
        return;
    }
    noteProgress(limits::progressOctets);
    if (!isWithinBudget(response))
        return;
    if (!response) {
        handleBroken(frame, response.error());
        return;
    }
    std::visit(overloaded{
                   [this](const Untagged &data) { handleUntagged(data); },
                   [this](const Tagged &tagged) { handleTagged(tagged); },
                   [this](const Continuation &continuation) { handleContinuation(continuation); },
               },
               *response);
}

void SessionPrivate::handleGreeting(const Result<Response> &first)
{
    m_greeted = true;
    m_lastActivity = m_clock.monotonic();
    const Greeting greeting = classifyGreeting(first);
    noticeAlert(greeting.text);
    m_greeting = greeting.text.text;
    m_alertGreeting = greeting.text.has(code::Atom::Kind::Alert);
    if (const auto *code = greeting.text.as<code::Capability>())
        learnCapabilities(code->names);
    const bool needsTls = m_options.security != net::Security::None && !isEncrypted();
    switch (greeting.kind) {
    case Greeting::Kind::Ok: (void)moveOn(needsTls ? Event::GreetedBeforeTls : Event::GreetedReady); return;
    case Greeting::Kind::Preauth:
        if (needsTls) {
            end(Ending::Abort, {Error::Kind::Untrusted, "PREAUTH before TLS"_ba});
            return;
        }
        m_login.authenticated = true;
        (void)moveOn(Event::PreauthReady);
        return;
    case Greeting::Kind::Bye:
        // Words from before TLS may be anybody's; they are not passed on.
        m_bye = needsTls ? ResponseText{} : greeting.text;
        end(Ending::Close, {Error::Kind::Refused, m_bye->text});
        return;
    case Greeting::Kind::NotImap: end(Ending::Abort, {Error::Kind::Syntax, "not an IMAP server"_ba}); return;
    }
}

// The framer still knows where the next response begins, so one that cannot be read costs nothing but itself.
// Only the end of one of our commands must not be guessed.
void SessionPrivate::handleBroken(const QByteArray &frame, const Error &error)
{
    const qsizetype space = frame.indexOf(' ');
    const QByteArray first = frame.first(std::max<qsizetype>(space, 0));
    if (!first.isEmpty() && m_queue.flying(first) != nullptr) {
        const QByteArrayView rest = QByteArrayView(frame).sliced(space + 1);
        if (rest.size() >= 3 && rest.first(3).compare("BYE", Qt::CaseInsensitive) == 0)
            end(Ending::Close,
                {q.m_phase == Phase::LoggingOut ? Error::Kind::Cancelled : Error::Kind::ConnectionLost, {}});
        else
            end(Ending::Abort, {Error::Kind::Syntax, "an unreadable answer: "_ba + error.detail});
        return;
    }
    note("an unreadable response was skipped: "_ba + error.detail);
}

void SessionPrivate::handleUntagged(const Untagged &data)
{
    if (m_bye) {
        noteHabit(ServerQuirk::EndlessBye);
        return;
    }
    if (m_dialect.isLegacy())
        route(m_numbering.apply(data));
    else
        route(data);
}

void SessionPrivate::route(const Untagged &data)
{
    if (const auto *condition = std::get_if<Condition>(&data)) {
        handleCondition(*condition);
        if (m_end || m_bye)
            return;
    }
    if (const auto *capability = std::get_if<CapabilityData>(&data))
        learnCapabilities(capability->names);
    if (!isLoggedIn())
        return;  // nothing about mail can be true yet, and before TLS anybody may have said it
    if (const auto *enabled = std::get_if<Enabled>(&data))
        learnEnabled(enabled->names);
    if (!isOfUse(data))
        return;
    m_book.apply(data);
    if (m_queue.offer(data) == Command::Claim::Taken)
        m_lastUseful = m_clock.monotonic();
    else if (!m_end)
        Q_EMIT q.untagged(data);
}

bool SessionPrivate::isOfUse(const Untagged &data)
{
    if (MailboxBook::isAboutMailbox(data) && !q.m_selected && !m_book.isOpening()) {
        note("mailbox data while none is selected was ignored"_ba);
        return false;
    }
    const auto *fetch = std::get_if<Fetch>(&data);
    const bool isNumbered = std::holds_alternative<Expunge>(data) || (fetch != nullptr && !fetch->items.uid);
    if (isNumbered && q.m_capabilities.uidOnly()) {  // there are no numbers any more (RFC 9586, 3)
        note("data about a message number was ignored"_ba);
        return false;
    }
    return true;
}

void SessionPrivate::learnEnabled(const std::vector<QByteArray> &names)
{
    for (const QByteArray &name : names) {
        if (!isEnabled(name) && m_enabled.size() < limits::listElements)
            m_enabled.push_back(name.toUpper());
    }
    q.m_capabilities.setEnabled(m_enabled);
}

// What moves on is alive; the same word over and over is a word (RFC 9585, 4).
void SessionPrivate::tellProgress(const code::InProgress &progress)
{
    Command *command = m_queue.flying(progress.tag);
    if (command == nullptr)
        return;
    if (progress.done && (!m_progress || *progress.done > *m_progress))
        m_lastUseful = m_clock.monotonic();
    m_progress = progress.done;
    Q_EMIT command->progressed(progress);
}

void SessionPrivate::handleCondition(const Condition &condition)
{
    noticeAlert(condition.text);
    noticeParse(condition.text);
    if (isWebAlert(condition.text) && !std::exchange(m_webAlerted, true))
        noteHabit(ServerQuirk::WantsWebSignIn);
    switch (condition.kind) {
    case Condition::Kind::Ok: break;
    case Condition::Kind::No:
        note("the server warns"_ba);
        if (const auto *limit = condition.text.as<code::MessageLimit>(); limit && m_queue.onlyTag())
            m_limit = {*m_queue.onlyTag(), *limit};
        return;
    case Condition::Kind::Bad:
        note("the server reports an error of the protocol"_ba);
        heedComplaint(condition.text);
        return;
    case Condition::Kind::Bye: {
        const bool trusted = m_options.security == net::Security::None || isEncrypted();
        m_bye = trusted ? condition.text : ResponseText{};
        return;
    }
    case Condition::Kind::Preauth:
        if (isGreetingAfterAlert()) {
            noteHabit(ServerQuirk::AlertBeforeGreeting);
            m_alertGreeting = false;
            m_login.authenticated = true;
            (void)moveOn(Event::LoggedIn);
            return;
        }
        end(Ending::Abort, {Error::Kind::Syntax, "PREAUTH after the greeting"_ba});
        return;
    }
    if (const auto *code = condition.text.as<code::Capability>())
        learnCapabilities(code->names);
    if (const auto *progress = condition.text.as<code::InProgress>())
        tellProgress(*progress);
    m_tryCreate = m_tryCreate || condition.text.has(code::Atom::Kind::TryCreate);
    if (condition.text.has(code::Atom::Kind::Closed) && q.m_selected) {
        m_book.close();
        (void)moveOn(Event::MailboxClosed);
    }
}

void SessionPrivate::handleContinuation(const Continuation &continuation)
{
    constexpr QByteArrayView alert("[ALERT] ");
    if (isLoggedIn() && continuation.text.size() > alert.size()
        && QByteArrayView(continuation.text).first(alert.size()).compare(alert, Qt::CaseInsensitive) == 0)
        noticeAlert({code::Atom{code::Atom::Kind::Alert}, continuation.text.sliced(alert.size())});
    if (m_sender.isWaiting()) {
        m_sender.proceed();
    } else if (const std::optional<CommandText> line = m_queue.answer(continuation)) {
        m_secrets.addWritten(*line);
        m_sender.line(*line);
    }
}

void SessionPrivate::handleTagged(const Tagged &tagged)
{
    std::unique_ptr<Command> command = m_queue.land(tagged.tag);
    if (!command) {
        note("an answer with an unknown tag was ignored"_ba);
        return;
    }
    m_work = {};
    m_complaint.reset();
    m_progress.reset();
    m_lastUseful = m_clock.monotonic();
    noticeAlert(tagged.text);
    noticeParse(tagged.text);
    if (tagged.status == Status::Ok) {
        if (const auto *code = tagged.text.as<code::Capability>())
            learnCapabilities(code->names);
    }
    finish(std::move(command), tagged);
}

void SessionPrivate::finish(std::unique_ptr<Command> command, const Tagged &tagged)
{
    Completion completion{statusOf(tagged.status), tagged.text, true};
    if (m_sender.isWaitingFor(tagged.tag)) {
        m_sender.drop();
        // An OK to half a command is not an OK to the command.
        completion.mayHaveBeenExecuted = false;
        if (completion.ok())
            completion.status = Completion::Status::Bad;
    }
    if (const auto *limit = tagged.text.as<code::MessageLimit>())
        completion.limit = *limit;
    else if (m_limit && m_limit->first == tagged.tag)
        completion.limit = m_limit->second;
    m_limit.reset();
    // IMAP2bis servers say it on a line of its own (RFC 1732).
    if (std::exchange(m_tryCreate, false) && completion.status == Completion::Status::No
        && !completion.text.code)
        completion.text.code = code::Atom{code::Atom::Kind::TryCreate};
    // A refusal of everything says nothing about this command's words.
    const bool isAboutCommand = throttleOf(tagged.text).count() == 0 && !isExchangeWithoutMailbox(tagged);
    if (isAboutCommand && sayAgain(command, completion, tagged.status))
        return;
    applyOutcome(*command, completion);
    obeyThrottle(tagged.text);
    if (m_login.authenticated && isExchangeWithoutMailbox(tagged)) {
        noteHabit(ServerQuirk::NotConnected);
        loginFailed({Error::Kind::Refused, tagged.text.text}, net::LoginProblem::NotAuthorized);
    }
    Command *raw = command.release();
    raw->deleteLater();
    tellEnd(*raw, completion);
}

void SessionPrivate::applyOutcome(const Command &command, const Completion &completion)
{
    const std::optional<Event> consequence = command.consequence();
    if (!consequence) {
        learnFromPoll(command);
        m_book.applyTagged(completion.text);
        return;
    }
    const bool isOpening = *consequence == Event::MailboxOpened;
    if (isOpening && completion.ok()) {
        m_book.open(completion.text);
        q.m_capabilities.setModSeqs(!q.m_selected->noModSeq);
        labelSelection();
    } else if (isOpening || completion.ok()) {
        m_book.close();  // a failed SELECT leaves nothing selected (RFC 3501, 6.3.1)
        m_numbering.close();
    }
    if (completion.ok())
        (void)moveOn(*consequence);
}

void SessionPrivate::learnCapabilities(const std::vector<QByteArray> &names)
{
    learnQuirks(names);
    q.m_capabilities = Capabilities(usable(m_quirks, names));
    q.m_capabilities.setEnabled(m_enabled);
    q.m_capabilities.setModSeqs(!q.m_selected || !q.m_selected->noModSeq);
    m_capabilitiesTold = true;
    adoptLevel(names);
}

// The message is there all the same (RFC 3501, 7.1).
void SessionPrivate::noticeParse(const ResponseText &text)
{
    if (text.has(code::Atom::Kind::Parse))
        note("the server could not read a message's header or MIME structure"_ba);
}

// Once each, and only what the server itself can have said (RFC 3501, 7.1; RFC 9051, 11).
void SessionPrivate::noticeAlert(const ResponseText &text)
{
    if (!text.has(code::Atom::Kind::Alert) || !isEncrypted() || m_alerts.contains(text.text)
        || m_alerts.size() >= limits::alerts)
        return;
    m_alerts.insert(text.text);
    Q_EMIT q.alerted(m_secrets.maskedIn(text.text));
}

}
