// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/credentials.h"

#include "core/accounts/keychain.h"
#include "core/accounts/passwordcommand.h"

#include <QHash>
#include <QSet>

#include <map>

namespace accounts {

using namespace std::chrono_literals;

namespace {

constexpr auto keychainPatience = 5s;

QString keychainKey(const QUuid &account)
{
    return account.toString(QUuid::WithoutBraces);
}

const Error noAnswer{Error::Kind::Timeout, "the keychain does not answer"};

}

class CredentialsPrivate
{
public:
    CredentialsPrivate(Credentials &owner, Clock &time, std::unique_ptr<Keychain> secrets)
        : q(owner), clock(time), keychain(std::move(secrets))
    {}

    // Something asked for that has not answered. An answer with another number than the current one is too
    // late.
    struct Pending {
        quint64 number = 0;
        std::unique_ptr<Alarm> patience;
        std::unique_ptr<PasswordCommand> command;
    };
    using PendingMap = std::map<QUuid, Pending>;

    template <typename Call>
    void later(Call &&call)
    {
        QMetaObject::invokeMethod(&q, std::forward<Call>(call), Qt::QueuedConnection);
    }

    void readKeychain(const QUuid &account);
    void runCommand(const QUuid &account, const QString &commandLine);
    void found(const QUuid &account, quint64 number, const Result<Secret> &password);
    void writeKeychain(const QUuid &account, const Secret &password);
    void verifyKeychain(const QUuid &account, quint64 number, const Secret &password);
    void stored(const QUuid &account, quint64 number, const Result<void> &done);

    Credentials &q;
    Clock &clock;
    std::unique_ptr<Keychain> keychain;
    QHash<QUuid, Secret> remembered;
    QSet<QUuid> refused;
    PendingMap requests;
    PendingMap writes;
    quint64 lastNumber = 0;

private:
    quint64 begin(PendingMap &map, const QUuid &account)
    {
        map[account] = Pending{++lastNumber, nullptr, nullptr};
        return lastNumber;
    }
    // True once: for the answer that is waited for.
    static bool end(PendingMap &map, const QUuid &account, quint64 number)
    {
        const auto at = map.find(account);
        if (at == map.end() || at->second.number != number)
            return false;
        if (at->second.command)
            at->second.command.release()->deleteLater();  // it may be what is calling
        map.erase(at);
        return true;
    }
};

void CredentialsPrivate::readKeychain(const QUuid &account)
{
    const quint64 number = begin(requests, account);
    requests[account].patience =
        clock.alarm(keychainPatience, [=, this] { found(account, number, noAnswer); });
    keychain->read(keychainKey(account), &q,
                   [=, this](const Result<Secret> &password) { found(account, number, password); });
}

void CredentialsPrivate::runCommand(const QUuid &account, const QString &commandLine)
{
    const quint64 number = begin(requests, account);
    auto command = std::make_unique<PasswordCommand>(clock);
    QObject::connect(command.get(), &PasswordCommand::finished, &q,
                     [=, this](const Result<Secret> &password) { found(account, number, password); });
    PasswordCommand &running = *command;
    requests[account].command = std::move(command);
    running.start(commandLine);
}

void CredentialsPrivate::found(const QUuid &account, quint64 number, const Result<Secret> &password)
{
    if (!end(requests, account, number))
        return;
    if (password && !password->isEmpty()) {
        remembered.insert(account, *password);
        Q_EMIT q.provided(account, *password);
        return;
    }
    if (!password && password.error().kind != Error::Kind::NotFound)
        Q_EMIT q.failed(account, password.error());
    Q_EMIT q.askUser(account, false);
}

void CredentialsPrivate::writeKeychain(const QUuid &account, const Secret &password)
{
    const quint64 number = begin(writes, account);
    writes[account].patience =
        clock.alarm(keychainPatience, [=, this] { stored(account, number, noAnswer); });
    keychain->write(keychainKey(account), password, &q, [=, this](const Result<void> &done) {
        if (done)
            verifyKeychain(account, number, password);
        else
            stored(account, number, done);
    });
}

// Some services say that they stored it and have nothing the next time.
void CredentialsPrivate::verifyKeychain(const QUuid &account, quint64 number, const Secret &password)
{
    keychain->read(keychainKey(account), &q, [=, this](const Result<Secret> &back) {
        if (back && back->reveal() == password.reveal())
            stored(account, number, {});
        else
            stored(account, number, Error{Error::Kind::Storage, "the keychain did not keep it"});
    });
}

void CredentialsPrivate::stored(const QUuid &account, quint64 number, const Result<void> &done)
{
    if (end(writes, account, number) && !done)
        Q_EMIT q.notRemembered(account, done.error());
}

Credentials::Credentials(Clock &clock, QObject *parent) : Credentials(clock, systemKeychain(), parent) {}

Credentials::Credentials(Clock &clock, std::unique_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent), d(std::make_unique<CredentialsPrivate>(*this, clock, std::move(keychain)))
{
    qRegisterMetaType<Secret>();
}

Credentials::~Credentials() = default;

void Credentials::request(const accounts::Account &account)
{
    const QUuid id = account.id;
    if (d->requests.contains(id))
        return;
    if (const auto known = d->remembered.constFind(id); known != d->remembered.cend()) {
        d->later([this, id, password = *known] { Q_EMIT provided(id, password); });
    } else if (d->refused.contains(id)) {
        d->later([this, id] { Q_EMIT askUser(id, true); });
    } else if (account.passwordSource == PasswordSource::Keychain) {
        d->readKeychain(id);
    } else if (account.passwordSource == PasswordSource::Command) {
        d->runCommand(id, account.passwordCommand);
    } else {
        d->later([this, id] { Q_EMIT askUser(id, false); });
    }
}

void Credentials::provide(const accounts::Account &account, const Secret &password)
{
    const QUuid id = account.id;
    d->refused.remove(id);
    d->remembered.insert(id, password);
    if (account.passwordSource == PasswordSource::Keychain)
        d->writeKeychain(id, password);
    d->later([this, id, password] { Q_EMIT provided(id, password); });
}

void Credentials::reject(const accounts::Account &account)
{
    d->remembered.remove(account.id);
    d->refused.insert(account.id);
}

void Credentials::forget(const QUuid &account)
{
    d->remembered.remove(account);
    d->refused.remove(account);
    d->requests.erase(account);  // an answer on its way is the old source's
}

void Credentials::erase(const accounts::Account &account)
{
    forget(account.id);
    d->writes.erase(account.id);
    if (account.passwordSource == PasswordSource::Keychain)
        d->keychain->remove(keychainKey(account.id));
}

}
