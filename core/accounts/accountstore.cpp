// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"

#include "core/accounts/accountkeys.h"
#include "core/base/privatefile.h"

#include <QFile>
#include <QSet>

namespace accounts {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sizeLimit = qint64{1024} * 1024;  // somebody's mistake, not somebody's accounts

constexpr auto headComment =
    R"(# Posthorn's accounts. You may edit this file while Posthorn is not running; comments and order stay.
# Lines that begin with # or ; are comments. Key=Value; "quotes" where a value begins or ends with a blank.
# One section [Account UUID] for each account:
#   Name, PersonName, Address, Aliases (separated by commas), ReplyTo, Signature ("two\nlines")
#   ImapHost, ImapPort, ImapSecurity (tls, starttls, none), ImapPlaintextPassword (refused, allowed),
#   ImapUser, ImapMechanism, ImapCaFile
#   SmtpHost, SmtpPort, SmtpSecurity, SmtpUser, SmtpMechanism, SmtpCaFile
#   Password (ask, keychain, command), PasswordCommand (its first line of output is the password)
# Only Address and ImapHost must be there. No key holds a password. See posthorn(1).
)";

struct File {
    bool readable = true;
    QByteArray octets;
};

File readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly) || file.size() > sizeLimit)
        return {false, {}};
    return {true, file.readAll()};
}

std::optional<QUuid> accountIdOf(const QString &section)
{
    constexpr auto prefix = "Account "_L1;
    if (!section.startsWith(prefix, Qt::CaseInsensitive))
        return std::nullopt;
    const QUuid id = QUuid::fromString(section.sliced(prefix.size()).trimmed());
    return id.isNull() ? std::nullopt : std::optional(id);
}

std::optional<int> sectionOf(const IniFile &file, const QUuid &id)
{
    for (const IniFile::Section &section : file.sections()) {
        if (accountIdOf(section.name) == id)
            return section.line;
    }
    return std::nullopt;
}

}

Loaded loadAccounts(const QString &path)
{
    const File raw = readFile(path);
    if (!raw.readable)
        return {{}, {{0, {}, Problem::Kind::Unreadable, path}}};

    Loaded loaded;
    const IniFile file(raw.octets);
    for (const IniFile::Value &line : file.unreadableLines())
        loaded.problems.push_back({line.line, {}, Problem::Kind::Unreadable, line.text});
    QSet<QUuid> seen;
    for (const IniFile::Section &section : file.sections()) {
        const auto id = accountIdOf(section.name);
        if (!id || seen.contains(*id)) {
            const auto kind = id ? Problem::Kind::DuplicateId : Problem::Kind::UnknownSection;
            loaded.problems.push_back({section.line, {}, kind, section.name});
            continue;
        }
        seen.insert(*id);
        if (const auto account = readAccount(file, section.line, *id, loaded.problems))
            loaded.accounts.push_back(*account);
    }
    return loaded;
}

Result<void> saveAccount(const QString &path, const Account &account)
{
    const File raw = readFile(path);
    if (!raw.readable)
        return Error{Error::Kind::Storage, "posthorn.ini cannot be read, so it is not written"};
    IniFile file(raw.octets.isEmpty() ? QByteArray(headComment) : raw.octets);
    auto section = sectionOf(file, account.id);
    if (!section)
        section = file.addSection("Account "_L1 + account.id.toString(QUuid::WithoutBraces));
    writeAccount(file, *section, account);
    return replacePrivateFile(path, file.octets());
}

Result<void> removeAccount(const QString &path, const QUuid &id)
{
    const File raw = readFile(path);
    if (!raw.readable)
        return Error{Error::Kind::Storage, "posthorn.ini cannot be read, so it is not written"};
    IniFile file(raw.octets);
    const auto section = sectionOf(file, id);
    if (!section)
        return {};
    file.removeSection(*section);
    return replacePrivateFile(path, file.octets());
}

}
