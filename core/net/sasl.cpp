// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/sasl.h"

#include "core/net/bearer.h"

#include <QByteArrayView>
#include <QList>

#include <algorithm>
#include <array>
#include <gsasl.h>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace net {

namespace {

// PBKDF2 of this many rounds takes about a second; a server that asks for more wants our processor, not a
// proof.
constexpr quint32 mostIterations = 1'000'000;
constexpr qsizetype longestChallenge = qsizetype{64} * 1024;

enum class Channel { Any, EncryptedOnly };
enum class Choice { ByItself, OnlyWhenWanted };
enum class Proof { Password, Token, Certificate, Ticket };

struct Mechanism {
    const char *name;
    bool clientFirst;
    Channel channel;
    Choice choice;
    Proof proof;
};

// Strongest first. A token is no password and a password no token, so the account says which it has; a client
// certificate likewise. CRAM-MD5 keeps the password off the wire but makes the server store it, and its
// digest is weak; LOGIN is PLAIN in two answers, for servers that know no other.
constexpr auto mechanisms = std::to_array<Mechanism>({
    {"EXTERNAL", true, Channel::EncryptedOnly, Choice::OnlyWhenWanted, Proof::Certificate},
    {"GSSAPI", true, Channel::Any, Choice::ByItself, Proof::Ticket},
    {"SCRAM-SHA-256", true, Channel::Any, Choice::ByItself, Proof::Password},
    {"SCRAM-SHA-1", true, Channel::Any, Choice::ByItself, Proof::Password},
    {"OAUTHBEARER", true, Channel::EncryptedOnly, Choice::OnlyWhenWanted, Proof::Token},
    {"XOAUTH2", true, Channel::EncryptedOnly, Choice::OnlyWhenWanted, Proof::Token},
    {"PLAIN", true, Channel::EncryptedOnly, Choice::ByItself, Proof::Password},
    {"CRAM-MD5", false, Channel::Any, Choice::OnlyWhenWanted, Proof::Password},
    {"LOGIN", false, Channel::EncryptedOnly, Choice::ByItself, Proof::Password},
});

const Mechanism *findMechanism(const QByteArray &name)
{
    const auto found = std::find_if(mechanisms.begin(), mechanisms.end(), [&](const Mechanism &each) {
        return name.compare(each.name, Qt::CaseInsensitive) == 0;
    });
    return found == mechanisms.end() ? nullptr : &*found;
}

struct ContextDeleter {
    void operator()(Gsasl *context) const noexcept { gsasl_done(context); }
};
struct SessionDeleter {
    void operator()(Gsasl_session *session) const noexcept { gsasl_finish(session); }
};

// Only the name of the library's code: its texts and our properties stay out of the log.
Error errorOf(int code)
{
    const char *name = gsasl_strerror_name(code);
    return {Error::Kind::Authentication, name == nullptr ? "SASL"_ba : QByteArray(name)};
}

// server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]   (RFC 5802,
// 7) No answer: this is not such a message, and the library will say so.
std::optional<quint64> iterationCount(const QByteArray &challenge)
{
    for (const QByteArray &attribute : challenge.split(',')) {
        if (!attribute.startsWith("i="))
            continue;
        bool isNumber = false;
        const quint64 count = attribute.sliced(2).toULongLong(&isNumber);
        return isNumber ? count : std::numeric_limits<quint64>::max();
    }
    return std::nullopt;
}

class GsaslClient final : public SaslClient
{
public:
    explicit GsaslClient(const Mechanism &mechanism) : m_mechanism(mechanism) {}

    [[nodiscard]] Result<void> start(const Credentials &credentials, const QByteArray &service,
                                     const QByteArray &host);
    [[nodiscard]] QByteArray mechanism() const override { return m_mechanism.name; }
    [[nodiscard]] bool clientFirst() const override { return m_mechanism.clientFirst; }
    [[nodiscard]] Result<Step> step(const QByteArray &challenge) override;
    [[nodiscard]] bool isComplete() const override { return m_state == State::Complete; }

private:
    enum class State { Running, Complete, Failed };

    [[nodiscard]] Result<Step> fail(Error error);
    [[nodiscard]] Result<Step> advance(const QByteArray &challenge);
    [[nodiscard]] bool isScram() const { return QByteArrayView(m_mechanism.name).startsWith("SCRAM-"); }

    const Mechanism &m_mechanism;
    std::unique_ptr<Gsasl, ContextDeleter> m_context;
    std::unique_ptr<Gsasl_session, SessionDeleter> m_session;  // after m_context: goes first
    State m_state = State::Running;
    std::optional<Step> m_ready;  // GSSAPI: the first answer, made to see whether there is a ticket
};

Result<void> GsaslClient::start(const Credentials &credentials, const QByteArray &service,
                                const QByteArray &host)
{
    Gsasl *context = nullptr;
    if (const int code = gsasl_init(&context); code != GSASL_OK)
        return errorOf(code);
    m_context.reset(context);
    Gsasl_session *session = nullptr;
    if (const int code = gsasl_client_start(context, m_mechanism.name, &session); code != GSASL_OK)
        return errorOf(code);
    m_session.reset(session);
    const std::array properties{
        std::pair(GSASL_AUTHID, credentials.user.constData()),
        // EXTERNAL and GSSAPI: whom to act as, when the certificate or ticket speaks for several (RFC 4422,
        // 4)
        std::pair(GSASL_AUTHZID,
                  m_mechanism.proof == Proof::Password ? nullptr : credentials.user.constData()),
        std::pair(GSASL_PASSWORD, credentials.password.reveal().constData()),
        std::pair(GSASL_SERVICE, service.constData()),
        std::pair(GSASL_HOSTNAME, host.constData()),
    };
    for (const auto &[property, value] : properties) {
        if (value == nullptr)
            continue;
        if (const int code = gsasl_property_set(session, property, value); code != GSASL_OK)
            return errorOf(code);
    }
    if (m_mechanism.proof != Proof::Ticket)
        return {};
    auto first = advance({});
    if (!first)
        return Error{Error::Kind::Unsupported, "no ticket: "_ba + first.error().detail};
    m_ready = std::move(*first);
    return {};
}

Result<SaslClient::Step> GsaslClient::fail(Error error)
{
    m_state = State::Failed;
    return error;
}

Result<SaslClient::Step> GsaslClient::step(const QByteArray &challenge)
{
    if (m_ready)
        return *std::exchange(m_ready, std::nullopt);
    return advance(challenge);
}

Result<SaslClient::Step> GsaslClient::advance(const QByteArray &challenge)
{
    if (m_state != State::Running)
        return fail({Error::Kind::Authentication, "challenge after the end of the exchange"_ba});
    if (challenge.size() > longestChallenge)
        return fail({Error::Kind::LimitExceeded, "SASL challenge"_ba});
    if (isScram() && iterationCount(challenge).value_or(0) > mostIterations)
        return fail({Error::Kind::LimitExceeded, "SCRAM iteration count"_ba});

    char *output = nullptr;
    size_t size = 0;
    const int code = gsasl_step(m_session.get(), challenge.constData(), static_cast<size_t>(challenge.size()),
                                &output, &size);
    const std::unique_ptr<char, decltype(&gsasl_free)> owned(output, &gsasl_free);
    if (code != GSASL_OK && code != GSASL_NEEDS_MORE)
        return fail(errorOf(code));
    if (code == GSASL_OK)
        m_state = State::Complete;
    return Step{Secret(output == nullptr ? QByteArray() : QByteArray(output, static_cast<qsizetype>(size)))};
}

// b64token (RFC 6750, 2.1), and ^A parts the fields of the message.
bool isToken(const QByteArray &token)
{
    return !token.isEmpty()
        && std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// In all mechanisms here NUL ends or parts the strings.
bool areUsable(const Credentials &credentials, Proof proof)
{
    if (credentials.user.isEmpty() || credentials.user.contains('\0'))
        return false;
    switch (proof) {
    case Proof::Password: return !credentials.password.reveal().contains('\0');
    case Proof::Token: return !credentials.user.contains('\1') && isToken(credentials.password.reveal());
    case Proof::Certificate:
    case Proof::Ticket: break;
    }
    return true;
}

bool isAllowed(const Mechanism &mechanism, bool encrypted, const QByteArray &wanted)
{
    if (mechanism.channel == Channel::EncryptedOnly && !encrypted)
        return false;
    if (wanted.isEmpty())
        return mechanism.choice == Choice::ByItself;
    return wanted.compare(mechanism.name, Qt::CaseInsensitive) == 0;
}

}

Result<std::unique_ptr<SaslClient>> makeSaslClient(const QByteArray &mechanism,
                                                   const Credentials &credentials, const QByteArray &service,
                                                   const QByteArray &host)
{
    const Mechanism *known = findMechanism(mechanism);
    if (known == nullptr)
        return Error{Error::Kind::Unsupported, "SASL mechanism"_ba};
    if (!areUsable(credentials, known->proof))
        return Error{Error::Kind::Authentication, "user name or password cannot be sent"_ba};
    if (known->proof == Proof::Token)
        return std::unique_ptr<SaslClient>(std::make_unique<BearerClient>(
            QByteArrayView(known->name) == "XOAUTH2" ? BearerClient::Form::XOAuth2
                                                     : BearerClient::Form::OAuthBearer,
            credentials, host));
    auto client = std::make_unique<GsaslClient>(*known);
    if (const Result<void> started = client->start(credentials, service, host); !started)
        return started.error();
    return std::unique_ptr<SaslClient>(std::move(client));
}

std::vector<QByteArray> chooseMechanisms(const std::vector<QByteArray> &offered, bool encrypted,
                                         const QByteArray &wanted)
{
    std::vector<QByteArray> chosen;
    for (const Mechanism &mechanism : mechanisms) {
        const bool isOffered = std::any_of(offered.begin(), offered.end(), [&](const QByteArray &each) {
            return each.compare(mechanism.name, Qt::CaseInsensitive) == 0;
        });
        if (isOffered && isAllowed(mechanism, encrypted, wanted))
            chosen.emplace_back(mechanism.name);
    }
    return chosen;
}

bool needsPassword(const QByteArray &mechanism)
{
    const Mechanism *known = findMechanism(mechanism);
    return known == nullptr || known->proof == Proof::Password || known->proof == Proof::Token;
}

bool takesToken(const QByteArray &mechanism)
{
    const Mechanism *known = findMechanism(mechanism);
    return known != nullptr && known->proof == Proof::Token;
}

bool takesPassword(const QByteArray &mechanism)
{
    const Mechanism *known = findMechanism(mechanism);
    return known != nullptr && known->proof == Proof::Password;
}

}
