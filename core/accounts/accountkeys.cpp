// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountkeys.h"

#include <QDir>

#include <array>

namespace accounts {

using namespace Qt::StringLiterals;

namespace {

template <typename Value>
struct Word {
    const char *text;
    Value value;
};
constexpr auto securityWords = std::to_array<Word<net::Security>>({
    {"tls", net::Security::ImplicitTls},
    {"starttls", net::Security::StartTls},
    {"none", net::Security::None},
});
constexpr auto plaintextWords = std::to_array<Word<bool>>({
    {"refused", false},
    {"allowed", true},
});
constexpr auto receiptSenderWords = std::to_array<Word<bool>>({
    {"none", false},
    {"address", true},
});
constexpr auto signingWords = std::to_array<Word<bool>>({
    {"chosen", false},
    {"always", true},
});
constexpr auto encryptionWords = std::to_array<Word<bool>>({
    {"chosen", false},
    {"possible", true},
});
constexpr auto passwordWords = std::to_array<Word<PasswordSource>>({
    {"ask", PasswordSource::Ask},
    {"keychain", PasswordSource::Keychain},
    {"command", PasswordSource::Command},
});

// RFC 8314, 7.3; RFC 6409
struct Ports {
    quint16 implicitTls, other;
    [[nodiscard]] quint16 of(net::Security security) const
    {
        return security == net::Security::ImplicitTls ? implicitTls : other;
    }
};
constexpr Ports imapPorts{993, 143};
constexpr Ports smtpPorts{465, 587};

// Reads one section; mistakes are collected.
class SectionReader
{
public:
    SectionReader(const IniFile &file, int section, std::vector<Problem> &problems)
        : m_file(file), m_section(section), m_problems(problems)
    {}

    // An empty value is as good as none.
    [[nodiscard]] QString text(const QByteArray &key, const QString &otherwise = {}) const
    {
        const auto value = m_file.value(m_section, key);
        return value && !value->text.isEmpty() ? value->text : otherwise;
    }
    [[nodiscard]] QString needed(const QByteArray &key)
    {
        QString value = text(key);
        if (value.isEmpty())
            complain(m_section, key, Problem::Kind::MissingKey, {});
        return value;
    }
    template <typename Words>
    [[nodiscard]] auto word(const QByteArray &key, const Words &words)
    {
        const QString value = text(key, QString::fromLatin1(words.front().text));
        for (const auto &word : words) {
            if (value.compare(QLatin1String(word.text), Qt::CaseInsensitive) == 0)
                return word.value;
        }
        bad(key);
        return words.front().value;
    }
    [[nodiscard]] quint16 port(const QByteArray &key, quint16 otherwise)
    {
        bool isNumber = false;
        const quint16 number = text(key, QString::number(otherwise)).toUShort(&isNumber);
        if (!isNumber || number == 0)
            bad(key);
        return number;
    }
    [[nodiscard]] QString absolutePath(const QByteArray &key)
    {
        QString path = text(key);
        if (!path.isEmpty() && !QDir::isAbsolutePath(path))
            bad(key);
        return path;
    }
    void bad(const QByteArray &key)
    {
        const auto value = m_file.value(m_section, key);
        complain(value ? value->line : m_section, key, Problem::Kind::BadValue,
                 value ? value->text : QString());
    }
    [[nodiscard]] bool isSound() const noexcept { return m_sound; }

private:
    void complain(int line, const QByteArray &key, Problem::Kind kind, const QString &value)
    {
        m_sound = false;
        m_problems.push_back({line, QString::fromLatin1(key), kind, value});
    }

    const IniFile &m_file;
    int m_section;
    std::vector<Problem> &m_problems;
    bool m_sound = true;
};

Server readServer(SectionReader &in, const QByteArray &prefix, const Ports &ports,
                  const QString &userOtherwise)
{
    Server server;
    server.endpoint.host = in.text(prefix + "Host");
    server.endpoint.security = in.word(prefix + "Security", securityWords);
    server.endpoint.port = in.port(prefix + "Port", ports.of(server.endpoint.security));
    server.endpoint.caFile = in.absolutePath(prefix + "CaFile");
    server.endpoint.clientCertificate = in.absolutePath(prefix + "ClientCertificate");
    server.user = in.text(prefix + "User", userOtherwise);
    server.mechanism = in.text(prefix + "Mechanism").toUpper();
    if (server.endpoint.host.contains(u' ') || server.endpoint.host.contains(u'/'))
        in.bad(prefix + "Host");
    return server;
}

QStringList splitAliases(const QString &list)
{
    QStringList aliases;
    for (const QString &alias : list.split(u',', Qt::SkipEmptyParts)) {
        if (!alias.trimmed().isEmpty())
            aliases.append(alias.trimmed());
    }
    return aliases;
}

// Writes one section; a key is left out when it says what would be understood without it, unless it stands
// there.
class SectionWriter
{
public:
    SectionWriter(IniFile &file, int section) : m_file(file), m_section(section) {}

    void set(const QByteArray &key, const QString &value, const QString &otherwise = {})
    {
        const bool there = m_file.value(m_section, key).has_value();
        if (value == otherwise && (!there || value.isEmpty()))
            m_file.set(m_section, key, std::nullopt);
        else
            m_file.set(m_section, key, value);
    }
    template <typename Words, typename Value>
    void setWord(const QByteArray &key, const Words &words, Value value)
    {
        const auto *chosen = words.begin();
        for (const auto *word = words.begin(); word != words.end(); ++word)
            chosen = word->value == value ? word : chosen;
        const auto there = m_file.value(m_section, key);
        if (there && there->text.compare(QLatin1String(chosen->text), Qt::CaseInsensitive) == 0)
            return;  // as the user writes it
        set(key, QString::fromLatin1(chosen->text), QString::fromLatin1(words.front().text));
    }

private:
    IniFile &m_file;
    int m_section;
};

void writeServer(SectionWriter &out, const QByteArray &prefix, const Server &server, const Ports &ports,
                 const QString &userOtherwise)
{
    const net::Endpoint &endpoint = server.endpoint;
    out.set(prefix + "Host", endpoint.host);
    out.set(prefix + "Port", QString::number(endpoint.port), QString::number(ports.of(endpoint.security)));
    out.setWord(prefix + "Security", securityWords, endpoint.security);
    out.set(prefix + "User", server.user, userOtherwise);
    out.set(prefix + "Mechanism", server.mechanism);
    out.set(prefix + "CaFile", endpoint.caFile);
    out.set(prefix + "ClientCertificate", endpoint.clientCertificate);
}

}

std::optional<Account> readAccount(const IniFile &file, int section, const QUuid &id,
                                   std::vector<Problem> &problems)
{
    SectionReader in(file, section, problems);
    Account account;
    account.id = id;
    account.address = in.needed("Address");
    account.name = in.text("Name", account.address);
    account.personName = in.text("PersonName");
    account.aliases = splitAliases(in.text("Aliases"));
    account.replyTo = in.text("ReplyTo");
    account.signature = in.text("Signature");
    if (!account.address.isEmpty() && account.address.lastIndexOf(u'@') < 1)
        in.bad("Address");
    [[maybe_unused]] const QString host = in.needed("ImapHost");
    account.imap = readServer(in, "Imap", imapPorts, account.address);
    account.imap.plaintextConsent = in.word("ImapPlaintextPassword", plaintextWords);
    account.smtp = readServer(in, "Smtp", smtpPorts, account.imap.user);
    account.passwordSource = in.word("Password", passwordWords);
    account.passwordCommand = account.passwordSource == PasswordSource::Command ? in.needed("PasswordCommand")
                                                                                : in.text("PasswordCommand");
    account.authenticationServer = in.text("AuthenticationServer");
    account.receiptsFromAddress = in.word("ReceiptSender", receiptSenderWords);
    account.signsMail = in.word("Signing", signingWords);
    account.encryptsMail = in.word("Encryption", encryptionWords);
    return in.isSound() ? std::optional(account) : std::nullopt;
}

void writeAccount(IniFile &file, int section, const Account &account)
{
    SectionWriter out(file, section);
    out.set("Name", account.name, account.address);
    out.set("PersonName", account.personName);
    out.set("Address", account.address);
    out.set("Aliases", account.aliases.join(u", "_s));
    out.set("ReplyTo", account.replyTo);
    out.set("Signature", account.signature);
    writeServer(out, "Imap", account.imap, imapPorts, account.address);
    out.setWord("ImapPlaintextPassword", plaintextWords, account.imap.plaintextConsent);
    writeServer(out, "Smtp", account.smtp, smtpPorts, account.imap.user);
    out.setWord("Password", passwordWords, account.passwordSource);
    out.set("PasswordCommand", account.passwordCommand);
    out.set("AuthenticationServer", account.authenticationServer);
    out.setWord("ReceiptSender", receiptSenderWords, account.receiptsFromAddress);
    out.setWord("Signing", signingWords, account.signsMail);
    out.setWord("Encryption", encryptionWords, account.encryptsMail);
}

}
