// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/bearer.h"

using namespace Qt::StringLiterals;

namespace net {

namespace {

// saslname: "," and "=" would end the header (RFC 5801, 4)
QByteArray saslName(QByteArray user)
{
    return user.replace('=', "=3D").replace(',', "=2C");
}

}

Secret BearerClient::message() const
{
    const QByteArray token = "auth=Bearer " + m_credentials.password.reveal() + "\1\1";
    if (m_form == Form::XOAuth2)
        return Secret("user=" + m_credentials.user + '\1' + token);
    return Secret("n,a=" + saslName(m_credentials.user) + ",\1host=" + m_host + '\1' + token);
}

Result<SaslClient::Step> BearerClient::step(const QByteArray &challenge)
{
    switch (m_state) {
    case State::Beginning:
        if (!challenge.isEmpty())
            break;
        m_state = State::TokenSent;
        return Step{message()};
    case State::TokenSent:
        // The challenge says in JSON why the token was refused; the refusal itself comes only after an
        // answer (RFC 7628, 3.2.3).
        m_state = State::Refused;
        return Step{Secret(m_form == Form::OAuthBearer ? "\1"_ba : QByteArray())};
    case State::Refused: break;
    }
    m_state = State::Refused;
    return Error{Error::Kind::Authentication, "challenge after the end of the exchange"_ba};
}

}
