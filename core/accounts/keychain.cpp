// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/keychain.h"

#include <QMetaObject>

#ifdef POSTHORN_HAVE_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace accounts {

#ifdef POSTHORN_HAVE_KEYCHAIN

namespace {

// Any error means that there is no keychain to use: without a session bus or a service it is "other error",
// in words that depend on the system. The insecure fallback, a plain settings file, is never switched on.
Error errorOf(const QKeychain::Job &job)
{
    const auto kind =
        job.error() == QKeychain::EntryNotFound ? Error::Kind::NotFound : Error::Kind::Unsupported;
    return Error{kind, "keychain: " + job.errorString().toUtf8()};
}

class DesktopKeychain final : public Keychain
{
public:
    void read(const QString &key, QObject *context, Found found) override
    {
        auto job = std::make_unique<QKeychain::ReadPasswordJob>(service);
        job->setKey(key);
        QObject::connect(job.get(), &QKeychain::Job::finished, context, [found](QKeychain::Job *done) {
            const auto *answer = static_cast<const QKeychain::ReadPasswordJob *>(done);
            if (answer->error() != QKeychain::NoError)
                found(errorOf(*answer));
            else
                found(Secret(answer->binaryData()));
        });
        job.release()->start();  // deletes itself when it has finished
    }

    void write(const QString &key, const Secret &secret, QObject *context, Stored stored) override
    {
        auto job = std::make_unique<QKeychain::WritePasswordJob>(service);
        job->setKey(key);
        job->setTextData(QString::fromUtf8(secret.reveal()));  // so that other tools can show and make it
        QObject::connect(job.get(), &QKeychain::Job::finished, context, [stored](QKeychain::Job *done) {
            stored(done->error() == QKeychain::NoError ? Result<void>() : Result<void>(errorOf(*done)));
        });
        job.release()->start();
    }

    void remove(const QString &key) override
    {
        auto job = std::make_unique<QKeychain::DeletePasswordJob>(service);
        job->setKey(key);
        job.release()->start();
    }

private:
    const QString service = QStringLiteral("org.posthorn.posthorn");
};

}

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<DesktopKeychain>();
}

#else

namespace {

class NoKeychain final : public Keychain
{
public:
    void read(const QString &, QObject *context, Found found) override
    {
        QMetaObject::invokeMethod(
            context, [found] { found(none()); }, Qt::QueuedConnection);
    }
    void write(const QString &, const Secret &, QObject *context, Stored stored) override
    {
        QMetaObject::invokeMethod(
            context, [stored] { stored(none()); }, Qt::QueuedConnection);
    }
    void remove(const QString &) override {}

private:
    static Error none() { return Error{Error::Kind::Unsupported, "built without a keychain"}; }
};

}

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<NoKeychain>();
}

#endif

}
