// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace accounts {

// The desktop's store of secrets (Secret Service, KWallet). An answer comes once, later and in the caller's
// thread; or never: services have been seen to hang, so callers keep a time of their own. It does not come
// after `context` is gone.
class Keychain
{
public:
    using Found = std::function<void(const Result<Secret> &)>;  // kind NotFound: it works, and has none
    using Stored = std::function<void(const Result<void> &)>;

    Keychain() = default;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;

    virtual void read(const QString &key, QObject *context, Found found) = 0;
    virtual void write(const QString &key, const Secret &secret, QObject *context, Stored stored) = 0;
    virtual void remove(const QString &key) = 0;  // no answer: nobody could do anything about a failure
};

// The system's; every call fails with kind Unsupported when the program was built without one.
[[nodiscard]] std::unique_ptr<Keychain> systemKeychain();

}
