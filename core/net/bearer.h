// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/sasl.h"

namespace net {

// OAUTHBEARER (RFC 7628) and Google's older XOAUTH2: one message with the access token, and a second, empty
// one if the server answers with the reason of its refusal. libgsasl has neither.
class BearerClient final : public SaslClient
{
public:
    enum class Form { OAuthBearer, XOAuth2 };

    BearerClient(Form form, Credentials credentials, QByteArray host)
        : m_form(form), m_credentials(std::move(credentials)), m_host(std::move(host))
    {}

    [[nodiscard]] QByteArray mechanism() const override
    {
        return m_form == Form::OAuthBearer ? "OAUTHBEARER" : "XOAUTH2";
    }
    [[nodiscard]] bool clientFirst() const override { return true; }
    [[nodiscard]] Result<Step> step(const QByteArray &challenge) override;
    [[nodiscard]] bool isComplete() const override { return m_state == State::TokenSent; }

private:
    enum class State { Beginning, TokenSent, Refused };

    [[nodiscard]] Secret message() const;

    Form m_form;
    Credentials m_credentials;
    QByteArray m_host;
    State m_state = State::Beginning;
};

}
