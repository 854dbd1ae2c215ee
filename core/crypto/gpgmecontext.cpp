// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef POSTHORN_HAVE_GPGME

#include "core/crypto/gpgmecontext.h"

#include "core/crypto/limits.h"
#include "core/crypto/userid.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <unistd.h>
#include <utility>

namespace crypto::gpgme {

BrokenPipesIgnored::BrokenPipesIgnored()
{
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &m_before);
}

BrokenPipesIgnored::~BrokenPipesIgnored()
{
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    const timespec atOnce{};
    if (sigismember(&m_before, SIGPIPE) == 0)
        sigtimedwait(&pipe, nullptr, &atOnce);  // one that came meanwhile
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

gpgme_protocol_t protocolOf(Scheme scheme)
{
    return scheme == Scheme::OpenPgp ? GPGME_PROTOCOL_OpenPGP : GPGME_PROTOCOL_CMS;
}

// Nothing may be started from temporary folders where they are mounted so; from one's own, most often.
Gpgsm::Gpgsm()
{
    using Paths = QStandardPaths;
    const QStringList folders{QDir::tempPath(), Paths::writableLocation(Paths::RuntimeLocation),
                              Paths::writableLocation(Paths::GenericCacheLocation)};
    for (const QString &folder : folders) {
        m_folder.emplace(folder + QStringLiteral("/posthorn-XXXXXX"));
        m_quiet =
            write("quiet", "--disable-dirmngr --disable-crl-checks --disable-ocsp --pinentry-mode error");
        m_asking = write("asking", "--disable-dirmngr --disable-crl-checks --disable-ocsp");
        if (isThere())
            return;
    }
}

bool Gpgsm::isThere() const
{
    return !m_asking.isEmpty() && access(m_quiet.constData(), X_OK) == 0
        && access(m_asking.constData(), X_OK) == 0;
}

QByteArray Gpgsm::write(const char *name, const QByteArray &options) const
{
    gpgme_engine_info_t engine = nullptr;
    gpgme_get_engine_info(&engine);
    while (engine != nullptr && engine->protocol != GPGME_PROTOCOL_CMS)
        engine = engine->next;
    if (engine == nullptr || engine->file_name == nullptr || !m_folder->isValid())
        return {};
    QFile script(m_folder->filePath(QString::fromLatin1(name)));
    const QByteArray quoted = QByteArray(engine->file_name).replace('\'', "'\\''");
    const QByteArray text = "#!/bin/sh\nexec '" + quoted + "' " + options + " \"$@\"\n";
    if (!script.open(QIODevice::WriteOnly) || script.write(text) != text.size())
        return {};
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return QFile::encodeName(script.fileName());
}

Context::Context(Scheme scheme, const QByteArray &program, const QByteArray &home)
{
    if (gpgme_new(&m_context) != 0)
        return;
    gpgme_set_protocol(m_context, protocolOf(scheme));
    // No key server, whatever the user's gpg.conf asks for: whoever has written a message is not to learn
    // from its signature that it is being read.
    gpgme_set_offline(m_context, 1);
    gpgme_ctx_set_engine_info(m_context, protocolOf(scheme),
                              program.isEmpty() ? nullptr : program.constData(),
                              home.isEmpty() ? nullptr : home.constData());
}

Source::Source(const QByteArray &octets)
{
    gpgme_data_new_from_mem(&m_data, octets.constData(), static_cast<size_t>(octets.size()), 0);
    gpgme_data_set_encoding(m_data, GPGME_DATA_ENCODING_NONE);
}

ssize_t Sink::write(void *handle, const void *octets, size_t size)
{
    auto *sink = static_cast<Sink *>(handle);
    const auto count = static_cast<qsizetype>(size);
    if (sink->m_isOverfull || sink->m_octets.size() + count > limits::contentOctets) {
        sink->m_isOverfull = true;
        errno = EFBIG;
        return -1;
    }
    sink->m_octets.append(static_cast<const char *>(octets), count);
    return static_cast<ssize_t>(size);
}

std::vector<KeyHandle> keysFor(const Context &context, const QByteArray &pattern, std::size_t most,
                               const std::stop_token &stop)
{
    std::vector<KeyHandle> keys;
    const std::stop_callback stopped(stop, [&] { gpgme_cancel_async(context.get()); });
    if (pattern.isEmpty() || stop.stop_requested()
        || gpgme_op_keylist_start(context.get(), pattern.constData(), 0) != 0)
        return keys;
    gpgme_key_t next = nullptr;
    while (keys.size() < most && gpgme_op_keylist_next(context.get(), &next) == 0)
        keys.emplace_back(next);
    gpgme_op_keylist_end(context.get());
    return keys;
}

Failure failureOf(gpgme_error_t error, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Failure::TookTooLong;
    switch (gpgme_err_code(error)) {
    case GPG_ERR_INV_ENGINE: return Failure::ProgramMissing;
    case GPG_ERR_NO_SECKEY: return Failure::NoSecretKey;
    case GPG_ERR_BAD_PASSPHRASE:
    case GPG_ERR_CANCELED:
    case GPG_ERR_FULLY_CANCELED:
    case GPG_ERR_NO_PASSPHRASE:
    case GPG_ERR_NO_PIN_ENTRY: return Failure::Locked;
    case GPG_ERR_NO_DATA:
    case GPG_ERR_BAD_DATA: return Failure::Malformed;
    case GPG_ERR_UNSUPPORTED_ALGORITHM:
    case GPG_ERR_UNSUPPORTED_PROTOCOL:
    case GPG_ERR_NOT_SUPPORTED: return Failure::Unsupported;
    case GPG_ERR_DECRYPT_FAILED: return Failure::Damaged;
    default: return Failure::Unexplained;
    }
}

bool isValid(gpgme_validity_t validity)
{
    return validity == GPGME_VALIDITY_FULL || validity == GPGME_VALIDITY_ULTIMATE;
}

std::vector<UserId> userIdsOf(gpgme_key_t key, Scheme scheme, bool isChainValid)
{
    std::vector<UserId> ids;
    QString holder;
    for (gpgme_user_id_t each = key->uids; each != nullptr; each = each->next) {
        if (each->revoked != 0 || each->invalid != 0 || each->uid == nullptr)
            continue;
        UserId id = readUserId(each->uid);
        if (scheme == Scheme::Smime && id.address.isEmpty()) {
            holder = holder.isEmpty() ? commonName(each->uid) : holder;
            continue;
        }
        id.isValid = scheme == Scheme::Smime ? isChainValid : isValid(each->validity);
        if (scheme == Scheme::Smime)
            id.name = holder;
        ids.push_back(id);
    }
    if (ids.empty() && !holder.isEmpty())
        ids.push_back({holder, {}, isChainValid});
    return ids;
}

}

#endif
