// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/session.h"

#include "core/imap/session/sessionprivate.h"

namespace imap {

Session::Session(std::unique_ptr<net::Transport> transport, SessionOptions options, Clock &clock,
                 QObject *parent)
    : QObject(parent),
      d(std::make_unique<SessionPrivate>(*this, std::move(transport), std::move(options), clock))
{}

Session::~Session() = default;

void Session::start()
{
    d->start();
}

void Session::provideCredentials(const net::Credentials &credentials)
{
    d->provideCredentials(credentials);
}

void Session::enqueue(std::unique_ptr<Command> command)
{
    d->enqueue(std::move(command));
}

void Session::cancel(Command *command)
{
    d->cancel(command);
}

void Session::logout()
{
    d->logout();
}

void Session::abort()
{
    d->abort();
}

bool Session::isEnabled(QByteArrayView extension) const noexcept
{
    return d->isEnabled(extension);
}

bool Session::isEncrypted() const
{
    return d->isEncrypted();
}

std::chrono::milliseconds Session::pauseLeft() const
{
    return d->pauseLeft();
}

bool Session::isIdle() const noexcept
{
    return d->isIdle();
}

bool Session::isEndedByServer() const noexcept
{
    return d->isEndedByServer();
}

bool Session::isMidResponse() const noexcept
{
    return d->isMidResponse();
}

}
