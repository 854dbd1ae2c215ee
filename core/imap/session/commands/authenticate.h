// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/net/sasl.h"

#include <memory>

namespace imap {

// AUTHENTICATE (RFC 3501, 6.2.2): one SASL exchange in base64. What goes wrong on our side ends it with "*",
// and failure() then says what; an OK counts only if isProven().
class AuthenticateCommand final : public Command
{
    Q_OBJECT

public:
    // With the command needs SASL-IR (RFC 4959); mechanisms where the server speaks first have none either
    // way.
    enum class InitialResponse { WithCommand, AfterContinuation };

    AuthenticateCommand(std::unique_ptr<net::SaslClient> sasl, InitialResponse when,
                        QObject *parent = nullptr);

    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Authenticating; }
    [[nodiscard]] bool isSayable(const Capabilities &) const override { return !m_failure.has_value(); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    std::optional<CommandText> answer(const Continuation &continuation) override;

    [[nodiscard]] QByteArray mechanism() const { return m_sasl->mechanism(); }
    [[nodiscard]] bool isProven() const { return m_sasl->isComplete(); }
    [[nodiscard]] const std::optional<Error> &failure() const noexcept { return m_failure; }

private:
    [[nodiscard]] CommandText cancel(const Error &why);

    std::unique_ptr<net::SaslClient> m_sasl;
    InitialResponse m_when;
    std::optional<Secret> m_initial;  // until it is sent
    std::optional<Error> m_failure;
    int m_rounds = 0;
};

// LOGIN (RFC 3501, 6.2.3): the last resort, never while LOGINDISABLED is in force.
class LoginCommand final : public Command
{
    Q_OBJECT

public:
    explicit LoginCommand(net::Credentials credentials, QObject *parent = nullptr)
        : Command(parent), m_credentials(std::move(credentials))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Authenticating; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return !server.has("LOGINDISABLED");
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    net::Credentials m_credentials;
};

}
