// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>

#include <memory>

namespace accounts {

class Keychain;

// Finds an account's password by its source. Answers come by signal, once per request, never from inside the
// call. A keychain that does not answer within 5 seconds is an Error (it may hang); the user is asked then.
// Requests for an account that come while one is under way share its answer. What was found or typed is
// remembered for this run. After reject() the next request asks the user, whatever the source: it gave the
// wrong one.
class Credentials : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Credentials)

public:
    explicit Credentials(Clock &clock, QObject *parent = nullptr);  // with the system's keychain
    Credentials(Clock &clock, std::unique_ptr<Keychain> keychain, QObject *parent = nullptr);
    ~Credentials() override;

    void request(const accounts::Account &account);
    // The user typed it: provided() follows. It is kept in memory for this run, and in the keychain when the
    // account's source says so.
    void provide(const accounts::Account &account, const Secret &password);
    // The server refused it: forget the copy in memory, so that the next request() asks.
    void reject(const accounts::Account &account);
    // The account's source is another now: what is known of this run counts no more; the next request asks
    // it.
    void forget(const QUuid &account);
    // The account is gone, and its password from the keychain too.
    void erase(const accounts::Account &account);

Q_SIGNALS:
    void provided(const QUuid &account, const Secret &password);
    void askUser(const QUuid &account, bool earlierOneRefused);  // no source had one
    void failed(const QUuid &account,
                const Error &why);  // the command or the keychain failed; askUser follows
    void notRemembered(const QUuid &account, const Error &why);  // the keychain would not store it

private:
    std::unique_ptr<class CredentialsPrivate> d;
};

}
