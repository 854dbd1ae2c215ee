// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/authenticate.h"

#include "core/imap/wire/limits.h"

using namespace Qt::StringLiterals;

namespace imap {

namespace {

// SASL-IR writes an initial response of no octets as "=", so that it is not no response (RFC 4959, 3).
Secret initialResponse(const Secret &response)
{
    return response.isEmpty() ? Secret("="_ba) : Secret(response.reveal().toBase64());
}

}

AuthenticateCommand::AuthenticateCommand(std::unique_ptr<net::SaslClient> sasl, InitialResponse when,
                                         QObject *parent)
    : Command(parent), m_sasl(std::move(sasl)), m_when(when)
{
    if (!m_sasl->clientFirst())
        return;
    auto first = m_sasl->step({});
    if (first)
        m_initial = std::move(first->response);
    else
        m_failure = first.error();
}

CommandText AuthenticateCommand::text(const Capabilities &) const
{
    CommandText text("AUTHENTICATE ");
    text.raw(m_sasl->mechanism());
    if (m_initial && m_when == InitialResponse::WithCommand)
        text.space().secretRaw(initialResponse(*m_initial));
    return text;
}

std::optional<CommandText> AuthenticateCommand::answer(const Continuation &continuation)
{
    if (m_failure)
        return std::nullopt;  // cancelled already; the tagged answer is due
    if (m_when == InitialResponse::WithCommand)
        m_initial.reset();
    // A server that goes on asking learns nothing more from us.
    if (++m_rounds > limits::saslRounds || continuation.text.size() > limits::saslChallengeOctets)
        return cancel({Error::Kind::LimitExceeded, "the server asks for too much"_ba});
    if (m_initial) {  // the first "+" only asks for it; what it says is no challenge (RFC 4422, 5)
        const Secret initial = *std::exchange(m_initial, std::nullopt);
        return CommandText().secretRaw(Secret(initial.reveal().toBase64()));
    }
    const auto challenge =
        QByteArray::fromBase64Encoding(continuation.text.trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    if (!challenge)
        return cancel({Error::Kind::Syntax, "a challenge that is not base64"_ba});
    auto step = m_sasl->step(*challenge);
    if (!step)
        return cancel(step.error());
    return CommandText().secretRaw(Secret(step->response.reveal().toBase64()));
}

CommandText AuthenticateCommand::cancel(const Error &why)
{
    if (!m_failure)
        m_failure = why;
    return CommandText("*");
}

CommandText LoginCommand::text(const Capabilities &server) const
{
    return CommandText("LOGIN ", server.dialect().quoting())
        .astring(m_credentials.user)
        .space()
        .secretString(m_credentials.password);
}

}
