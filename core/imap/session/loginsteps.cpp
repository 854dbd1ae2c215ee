// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/loginsteps.h"

#include "core/net/sasl.h"

#include <algorithm>

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

LoginStep stepTowardsLogin(const LoginFacts &facts)
{
    if (!facts.capabilities.isKnown() && !facts.capabilityAsked)
        return login::AskCapability{};
    if (!facts.haveCredentials)
        return login::AskCredentials{};
    // An account that says "no encryption" has given its consent to clear text; nobody else has.
    const bool maySendPlain = facts.encrypted || facts.security == net::Security::None;
    if (!isLoginCommandWanted(facts)) {
        for (const QByteArray &mechanism :
             net::chooseMechanisms(facts.capabilities.authMechanisms(), maySendPlain, facts.mechanism)) {
            if (!contains(facts.tried, mechanism))
                return login::Authenticate{mechanism};
        }
    }
    const bool mayUseCommand = facts.mechanism.isEmpty() || isLoginCommandWanted(facts);
    if (mayUseCommand && maySendPlain && !facts.capabilities.has("LOGINDISABLED")
        && !contains(facts.tried, "LOGIN command"))
        return login::UseLoginCommand{};
    return login::GiveUp{{Error::Kind::Unsupported, "no usable login mechanism"_ba}};
}

LoginStep stepTowardsReady(const LoginFacts &facts)
{
    if (!facts.capabilities.isKnown() && !facts.capabilityAsked)
        return login::AskCapability{};
    // Some servers refuse SELECT to clients that have not said who they are (NetEase: 163, 126, 188).
    if (!facts.idSent && facts.capabilities.has("ID"))
        return login::SendId{};
    if (!facts.enableSent && facts.capabilities.has("ENABLE")) {
        login::Enable step;
        std::copy_if(facts.enable.begin(), facts.enable.end(), std::back_inserter(step.names),
                     [&facts](const QByteArray &name) { return facts.capabilities.has(name); });
        if (!step.names.empty())
            return step;
    }
    return login::Ready{};
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

LoginRefusal judgeLoginRefusal(Status status, const ResponseText &text)
{
    using Kind = code::Atom::Kind;
    // BAD and [CANNOT] are about the mechanism (RFC 5530, 3). Anything else that is said, or nothing, is
    // about the account: another mechanism would only show the password to more places and lock the account
    // sooner.
    if (status == Status::Bad || text.has(Kind::Cannot))
        return {LoginRefusal::Next::TryAnotherMechanism, Error::Kind::Refused};
    for (const Kind kind :
         {Kind::Unavailable, Kind::ContactAdmin, Kind::Limit, Kind::InUse, Kind::ServerBug}) {
        if (text.has(kind))
            return {LoginRefusal::Next::GiveUp, Error::Kind::Refused};
    }
    if (text.has(Kind::PrivacyRequired))
        return {LoginRefusal::Next::GiveUp, Error::Kind::Untrusted};
    return {LoginRefusal::Next::GiveUp, Error::Kind::Authentication};
}

}
