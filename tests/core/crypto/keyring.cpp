// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/crypto/keyring.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace crypto_test {

namespace {

constexpr int patience = 60'000;

constexpr const char *pinentry = R"(#!/bin/sh
home=$(dirname "$0")
echo called >> "$home/calls"
echo "OK ready"
while read -r line; do
    case "$line" in
        BYE*) echo OK; exit ;;
        GETPIN* | CONFIRM*) if [ -e "$home/obliging" ]; then echo OK; else echo "ERR 83886179 cancelled"; fi ;;
        *) echo OK ;;
    esac
done
)";

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

}

// Below /tmp, since the name of an agent's socket has room for little more than a hundred octets.
Keyring::Keyring() : m_reader(u"/tmp/phXXXXXX"_s), m_writers(u"/tmp/phXXXXXX"_s)
{
    const QString ann = u"Ann Example <ann@example.org>"_s;
    makePinentry();
    makeKey(Side::Reader, "rita", u"Rita <rita@example.org>"_s);
    for (const char *who : {"ann", "otto", "lost"})
        makeKey(Side::Writers, who, ann);
    makeKey(Side::Writers, "old", ann, {u"--faked-system-time"_s, u"20200101T000000"_s});
    makeKey(Side::Writers, "mallory", u"Mallory <mallory@example.net>"_s);
    makeKey(Side::Writers, "eve", u"Eve <eve@example.net>"_s);
    makeKey(Side::Writers, "tricky", u"ann@example.org <mallory@example.net>"_s);
    for (const char *who : {"mallory", "eve"})
        gpg(Side::Writers, {u"--quick-add-uid"_s, QString::fromLatin1(fingerprint(who)), ann});
    for (const char *who : {"ann", "lost", "old", "mallory", "eve", "tricky"})
        passOn(who);
    certify("mallory", {u"=Mallory <mallory@example.net>"_s});
    for (const char *who : {"ann", "lost", "tricky"})
        certify(who);
    gpg(Side::Writers, {u"--import"_s}, gpg(Side::Reader, {u"--export"_s, u"rita@example.org"_s}));
    // The certificate that is made with a key is kept from use by a colon before its first line.
    QFile revocation(home(Side::Writers) + u"/openpgp-revocs.d/"_s + QString::fromLatin1(fingerprint("lost"))
                     + u".rev"_s);
    if (revocation.open(QIODevice::ReadOnly))
        gpg(Side::Reader, {u"--import"_s}, revocation.readAll().replace(":-----", "-----"));
    else
        m_error = "no revocation certificate";
}

Keyring::~Keyring()
{
    for (const Side side : {Side::Reader, Side::Writers})
        run(side, u"gpgconf"_s, {u"--kill"_s, u"all"_s});
}

QString Keyring::home(Side side) const
{
    return side == Side::Reader ? m_reader.path() : m_writers.path();
}

QByteArray Keyring::run(Side side, const QString &program, const QStringList &arguments,
                        const QByteArray &input)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GNUPGHOME"_s, home(side));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        m_error +=
            program.toUtf8() + ' ' + arguments.join(u' ').toUtf8() + ": " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

QByteArray Keyring::gpg(Side side, const QStringList &arguments, const QByteArray &input)
{
    const QStringList always{u"--batch"_s,  u"--yes"_s,        u"--quiet"_s, u"--pinentry-mode"_s,
                             u"loopback"_s, u"--passphrase"_s, {},           u"--trust-model"_s,
                             u"pgp"_s};
    return run(side, u"gpg"_s, always + arguments, input);
}

void Keyring::makePinentry()
{
    for (const Side side : {Side::Reader, Side::Writers}) {
        const QString script = home(side) + u"/pinentry"_s;
        write(script, pinentry);
        QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(home(side) + u"/gpg-agent.conf"_s, "pinentry-program " + script.toUtf8() + '\n');
    }
}

void Keyring::setPinentryObliging(bool isObliging)
{
    const QString file = home(Side::Reader) + u"/obliging"_s;
    if (isObliging)
        write(file, {});
    else
        QFile::remove(file);
}

int Keyring::pinentryCalls() const
{
    QFile calls(home(Side::Reader) + u"/calls"_s);
    return calls.open(QIODevice::ReadOnly) ? static_cast<int>(calls.readAll().count('\n')) : 0;
}

void Keyring::makeKey(Side side, const char *who, const QString &userId, const QStringList &more)
{
    const bool isShort = !more.isEmpty();
    const QByteArray status =
        gpg(side,
            more
                + QStringList{u"--status-fd"_s, u"1"_s, u"--quick-gen-key"_s, userId, u"future-default"_s,
                              u"default"_s, isShort ? u"10d"_s : u"never"_s});
    const qsizetype at = status.indexOf("KEY_CREATED ");
    m_fingerprints.insert(who, status.mid(at).split(' ').value(2).left(40));
}

void Keyring::passOn(const char *who)
{
    gpg(Side::Reader, {u"--import"_s},
        gpg(Side::Writers, {u"--export"_s, QString::fromLatin1(fingerprint(who))}));
}

void Keyring::certify(const char *who, const QStringList &userIds)
{
    gpg(Side::Reader, QStringList{u"--quick-lsign-key"_s, QString::fromLatin1(fingerprint(who))} + userIds);
}

QByteArray Keyring::signature(const char *who, const QByteArray &octets, const QStringList &more,
                              const char *how)
{
    return gpg(Side::Writers,
               more
                   + QStringList{u"--armor"_s, u"-u"_s, QString::fromLatin1(fingerprint(who) + '!'),
                                 QString::fromLatin1(how)},
               octets);
}

QByteArray Keyring::encrypted(const QByteArray &octets, const char *who, const QStringList &more)
{
    QStringList arguments =
        more + QStringList{u"--armor"_s, u"--trust-model"_s, u"always"_s, u"-r"_s, u"rita@example.org"_s};
    if (who != nullptr)
        arguments += {u"-u"_s, QString::fromLatin1(fingerprint(who)), u"--sign"_s};
    return gpg(Side::Writers, arguments + QStringList{u"--encrypt"_s}, octets);
}

}
