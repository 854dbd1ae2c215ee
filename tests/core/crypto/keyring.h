// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>
#include <QTemporaryDir>

namespace crypto_test {

// Two homes of GnuPG, made anew and gone with the object, and their agents with them: the reader's, and that
// of everybody who writes to her. Rita, who reads, has
// - certified Ann's key <ann@example.org>, and others of hers, of which "old" has expired and "lost" is
// revoked,
// - certified one name of Mallory's key, <mallory@example.net>, and not Ann's name, which is on it as well,
// - certified the key "tricky" of his, on which Ann's address is the name,
// - Eve's key, with Ann's name on it, as anybody has it,
// - never seen Otto's, whose only name is Ann's.
class Keyring
{
public:
    Keyring();
    Keyring(const Keyring &) = delete;
    Keyring &operator=(const Keyring &) = delete;
    ~Keyring();

    enum class Side { Reader, Writers };

    [[nodiscard]] QByteArray error() const { return m_error; }  // empty: all is well
    [[nodiscard]] QString home(Side side) const;
    // What the program puts out; remembers the error when it fails.
    QByteArray run(Side side, const QString &program, const QStringList &arguments,
                   const QByteArray &input = {});
    QByteArray gpg(Side side, const QStringList &arguments, const QByteArray &input = {});

    // Detached and armored, unless `how` is another command.
    QByteArray signature(const char *who, const QByteArray &octets, const QStringList &more = {},
                         const char *how = "--detach-sign");
    // For Rita; signed before that if `who` is given.
    QByteArray encrypted(const QByteArray &octets, const char *who = nullptr, const QStringList &more = {});
    [[nodiscard]] QByteArray fingerprint(const char *who) const { return m_fingerprints.value(who); }

    // How often a pinentry was wanted. It answers each question with yes and an empty passphrase while
    // `isObliging`, else it cancels.
    [[nodiscard]] int pinentryCalls() const;
    void setPinentryObliging(bool isObliging);

private:
    void makePinentry();
    void makeKey(Side side, const char *who, const QString &userId, const QStringList &more = {});
    void passOn(const char *who);
    void certify(const char *who, const QStringList &userIds = {});

    QTemporaryDir m_reader, m_writers;
    QHash<QByteArray, QByteArray> m_fingerprints;
    QByteArray m_error;
};

}
