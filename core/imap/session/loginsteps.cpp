// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/loginsteps.h"

#include "core/net/sasl.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

bool contains(const std::vector<QByteArray> &names, QByteArrayView name)
{
    return std::any_of(names.begin(), names.end(), [name](const QByteArray &each) {
        return name.compare(each, Qt::CaseInsensitive) == 0;
    });
}

// RFC 3501, 11.1; RFC 8314, 3: TLS is required where the account says so, whatever the server claims to know.
LoginStep stepTowardsTls(const LoginFacts &facts)
{
    if (!facts.capabilities.isKnown() && !facts.capabilityAsked)
        return login::AskCapability{};
    if (!facts.capabilities.has("STARTTLS"))
        return login::GiveUp{{Error::Kind::Untrusted, "the server offers no STARTTLS"_ba}};
    return login::StartTls{};
}

bool isLoginCommandWanted(const LoginFacts &facts)
{
    return contains({"LOGIN"_ba}, facts.mechanism);
}

// Microsoft 365 and others take no password any more, and show it by what they offer.
LoginStep giveUpWithoutMechanism(const LoginFacts &facts)
{
    const std::vector<QByteArray> offered = facts.capabilities.authMechanisms();
    const bool isOAuthOnly = facts.mechanism.isEmpty()
        && std::any_of(offered.begin(), offered.end(), net::takesToken)
        && std::none_of(offered.begin(), offered.end(), net::takesPassword);
    return login::GiveUp{{Error::Kind::Unsupported, "no usable login mechanism"_ba},
                         isOAuthOnly ? net::LoginProblem::OAuthRequired
                                     : net::LoginProblem::NoCommonMechanism};
}

LoginStep stepTowardsLogin(const LoginFacts &facts)
{
    if (!facts.capabilities.isKnown() && !facts.capabilityAsked)
        return login::AskCapability{};
    if (!facts.haveCredentials)
        return login::AskCredentials{};
    // "No encryption" alone is not yet the consent to show the password to everybody on the way.
    const bool maySendPlain =
        facts.encrypted || (facts.security == net::Security::None && facts.plaintextConsent);
    if (!isLoginCommandWanted(facts)) {
        for (const QByteArray &mechanism :
             net::chooseMechanisms(facts.capabilities.authMechanisms(), maySendPlain, facts.mechanism)) {
            if (!contains(facts.tried, mechanism))
                return login::Authenticate{mechanism};
        }
    }
    const bool mayUseCommand = facts.mechanism.isEmpty() || isLoginCommandWanted(facts);
    if (mayUseCommand && maySendPlain && !facts.capabilities.has("LOGINDISABLED")
        && !contains(facts.tried, loginCommandName))
        return login::UseLoginCommand{};
    if (!maySendPlain)
        return login::GiveUp{{Error::Kind::Untrusted, "the password would go in clear text"_ba},
                             net::LoginProblem::WouldGoInClear};
    return giveUpWithoutMechanism(facts);
}

LoginStep stepTowardsReady(const LoginFacts &facts)
{
    if (!facts.capabilities.isKnown() && !facts.capabilityAsked)
        return login::AskCapability{};
    // Some servers refuse SELECT to clients that have not said who they are (NetEase: 163, 126, 188).
    if (!facts.idSent && (facts.capabilities.has("ID") || facts.wantsIdentity))
        return login::SendId{};
    const bool canEnable = facts.capabilities.has("ENABLE") || facts.capabilities.has("IMAP4REV2");
    if (!facts.enableSent && canEnable) {
        login::Enable step;
        std::copy_if(facts.enable.begin(), facts.enable.end(), std::back_inserter(step.names),
                     [&facts](const QByteArray &name) { return facts.capabilities.has(name); });
        if (!step.names.empty())
            return step;
    }
    if (facts.capabilities.dialect().isInDoubt())
        return login::ProbeLevel{};
    // Last, so that nothing secret goes through the compressor (RFC 4978, 3 and 6).
    if (facts.compress && !facts.compressSent && facts.capabilities.has("COMPRESS=DEFLATE"))
        return login::Compress{};
    return login::Ready{};
}

}

namespace {

struct RefusalRow {
    code::Atom::Kind code;
    Error::Kind kind;
    net::LoginProblem problem;
};

// RFC 5530, 3. Refused: time or somebody else mends it, so the password is not to be asked for again.
constexpr auto refusalRows = std::to_array<RefusalRow>({
    {code::Atom::Kind::Unavailable, Error::Kind::Refused, net::LoginProblem::TryLater},
    {code::Atom::Kind::Limit, Error::Kind::Refused, net::LoginProblem::TryLater},
    {code::Atom::Kind::InUse, Error::Kind::Refused, net::LoginProblem::TryLater},
    {code::Atom::Kind::ServerBug, Error::Kind::Refused, net::LoginProblem::TryLater},
    {code::Atom::Kind::ContactAdmin, Error::Kind::Refused, net::LoginProblem::AskAdministrator},
    {code::Atom::Kind::PrivacyRequired, Error::Kind::Untrusted, net::LoginProblem::EncryptionRequired},
    {code::Atom::Kind::Expired, Error::Kind::Authentication, net::LoginProblem::Expired},
    {code::Atom::Kind::AuthorizationFailed, Error::Kind::Authentication, net::LoginProblem::NotAuthorized},
    {code::Atom::Kind::NoPerm, Error::Kind::Authentication, net::LoginProblem::NotAuthorized},
});

// Exchange Online ("BasicAuthBlocked"), Yahoo and others say it in words only.
bool asksForOAuth(const QByteArray &text)
{
    const QByteArray lower = text.toLower();
    const auto signs = std::to_array<const char *>(
        {"oauth", "basicauthblocked", "basic auth is disabled", "basic authentication is disabled"});
    return std::any_of(signs.begin(), signs.end(),
                       [&lower](const char *sign) { return lower.contains(sign); });
}

}

LoginStep nextLoginStep(const LoginFacts &facts)
{
    if (facts.security != net::Security::None && !facts.encrypted) {
        if (facts.security == net::Security::ImplicitTls)
            return login::GiveUp{{Error::Kind::Untrusted, "not encrypted"_ba}};
        return stepTowardsTls(facts);
    }
    return facts.authenticated ? stepTowardsReady(facts) : stepTowardsLogin(facts);
}

Greeting classifyGreeting(const Result<Response> &first)
{
    if (!first)
        return {};
    const auto *untagged = std::get_if<Untagged>(&*first);
    const auto *condition = untagged != nullptr ? std::get_if<Condition>(untagged) : nullptr;
    if (condition == nullptr)
        return {};
    switch (condition->kind) {
    case Condition::Kind::Ok: return {Greeting::Kind::Ok, condition->text};
    case Condition::Kind::Preauth: return {Greeting::Kind::Preauth, condition->text};
    case Condition::Kind::Bye: return {Greeting::Kind::Bye, condition->text};
    case Condition::Kind::No:
    case Condition::Kind::Bad: break;
    }
    return {};
}

bool isWebAlert(const ResponseText &text)
{
    return text.as<code::WebAlert>() != nullptr;
}

LoginRefusal judgeLoginRefusal(Status status, const ResponseText &text, const LoginAttempt &attempt)
{
    using Problem = net::LoginProblem;
    // BAD and [CANNOT] are about the mechanism (RFC 5530, 3). Anything else that is said, or nothing, is
    // about the account: another mechanism would only show the password to more places and lock the account
    // sooner.
    if (status == Status::Bad || text.has(code::Atom::Kind::Cannot))
        return {LoginRefusal::Next::TryAnotherMechanism, Error::Kind::Refused, Problem::NoCommonMechanism};
    if (net::takesPassword(attempt.mechanism) || attempt.mechanism == loginCommandName) {
        if (asksForOAuth(text.text))
            return {LoginRefusal::Next::GiveUp, Error::Kind::Unsupported, Problem::OAuthRequired};
    }
    for (const RefusalRow &row : refusalRows) {
        if (text.has(row.code))
            return {LoginRefusal::Next::GiveUp, row.kind, row.problem};
    }
    if (isWebAlert(text) || attempt.webAlerted)
        return {LoginRefusal::Next::GiveUp, Error::Kind::Refused, Problem::WebSignInRequired};
    if (net::takesToken(attempt.mechanism))
        return {LoginRefusal::Next::GiveUp, Error::Kind::Authentication, Problem::TokenRejected};
    return {LoginRefusal::Next::GiveUp, Error::Kind::Authentication,
            text.has(code::Atom::Kind::Alert) ? Problem::ServerAlert : Problem::WrongCredentials};
}

}
