// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"
#include "core/accounts/inifile.h"

#include <sys/stat.h>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using accounts::Account;
using accounts::Loaded;
using accounts::Problem;

namespace {

const auto idText = u"7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11"_s;

const QByteArray byHand = "; my accounts\n"
                          "\n"
                          "[Account 7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11]\n"
                          "# the one at work\n"
                          "  Address = ann@example.org  \n"
                          "Color=blue\n"
                          "imaphost=imap.example.org\n"
                          "Password=command\n"
                          "PasswordCommand=\"/opt/my tool\" show \"a b\"\n"
                          "\n"
                          "# the private one\n"
                          "[Account {00000000-6d0f-4b57-9d55-0a3c3f1c2d22}]\n"
                          "Address=ann@home.example\n"
                          "ImapHost=localhost\n"
                          "ImapSecurity=STARTTLS\n"
                          "SmtpHost=localhost\n"
                          "SmtpSecurity=none\n"
                          "SmtpPort=2525\n";

Account full()
{
    Account account;
    account.id = QUuid::fromString(idText);
    account.name = u" Work = [1]; #1 "_s;
    account.personName = u"Ann \"the\\one\" Exämple\r\n[Account x]"_s;
    account.address = u"ann@example.org"_s;
    account.aliases = {u"a@b"_s, u"c@d"_s};
    account.replyTo = u"office@example.org"_s;
    account.signature = u" Ann \"the one\"\n\nHarbour; office\\n"_s;
    account.imap = {
        {u"imap.example.org"_s, 1143, net::Security::StartTls, u"/etc/ca.pem"_s}, u"ann"_s, u"PLAIN"_s};
    account.smtp = {
        {u"smtp.example.org"_s, 465, net::Security::ImplicitTls, {}, u"/home/ann/me.pem"_s}, u"other"_s, {}};
    account.passwordSource = accounts::PasswordSource::Command;
    account.passwordCommand = u"\"pass\" show 'mail' | head -n1"_s;
    account.authenticationServer = u"mx.example.net"_s;
    account.receiptsFromAddress = true;
    account.signsMail = account.encryptsMail = true;
    return account;
}

}

class TestAccountStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aMissingFileIsNoAccounts()
    {
        const Loaded loaded = accounts::loadAccounts(path());
        QVERIFY(loaded.accounts.empty());
        QVERIFY(loaded.problems.empty());
    }
    void aFileWrittenByHandIsUnderstood()
    {
        QVERIFY(write(byHand));
        const Loaded loaded = accounts::loadAccounts(path());
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.accounts.size(), size_t{2});
        const Account &work = loaded.accounts[0];
        QCOMPARE(work.name, u"ann@example.org"_s);
        QCOMPARE(work.imap.endpoint,
                 (net::Endpoint{u"imap.example.org"_s, 993, net::Security::ImplicitTls, {}}));
        QCOMPARE(work.imap.user, u"ann@example.org"_s);
        QCOMPARE(work.smtp.user, u"ann@example.org"_s);
        QVERIFY(work.smtp.endpoint.host.isEmpty());
        QCOMPARE(work.passwordCommand, u"\"/opt/my tool\" show \"a b\""_s);
        const Account &home = loaded.accounts[1];
        QCOMPARE(home.imap.endpoint, (net::Endpoint{u"localhost"_s, 143, net::Security::StartTls, {}}));
        QCOMPARE(home.smtp.endpoint, (net::Endpoint{u"localhost"_s, 2525, net::Security::None, {}}));
        QCOMPARE(home.passwordSource, accounts::PasswordSource::Ask);
    }
    void whatIsSavedIsReadBack()
    {
        QVERIFY(accounts::saveAccount(path(), full()));
        const Loaded loaded = accounts::loadAccounts(path());
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.accounts, std::vector{full()});
        QVERIFY(read().startsWith("# Posthorn's accounts."));
        QVERIFY(accounts::saveAccount(path(), full()));
        QCOMPARE(accounts::loadAccounts(path()).accounts, std::vector{full()});
    }
    void savingWhatIsThereChangesNoOctet()
    {
        QVERIFY(write(byHand));
        for (const Account &account : accounts::loadAccounts(path()).accounts)
            QVERIFY(accounts::saveAccount(path(), account));
        QCOMPARE(read(), byHand);
    }
    void savingAChangeKeepsCommentsOrderAndUnknownKeys()
    {
        QVERIFY(write(byHand));
        Account work = accounts::loadAccounts(path()).accounts[0];
        work.imap.endpoint.host = u"mail.example.org"_s;
        work.personName = u"Ann"_s;
        work.passwordSource = accounts::PasswordSource::Ask;
        work.passwordCommand.clear();
        QVERIFY(accounts::saveAccount(path(), work));
        QByteArray expected = byHand;
        expected.replace("imaphost=imap.example.org", "ImapHost=mail.example.org");
        expected.replace("Password=command\nPasswordCommand=\"/opt/my tool\" show \"a b\"\n",
                         "Password=ask\nPersonName=Ann\n");
        QCOMPARE(read(), expected);
        QCOMPARE(accounts::loadAccounts(path()).accounts[0], work);
    }
    void removingAnAccountLeavesTheOthersAsTheyAre()
    {
        QVERIFY(write(byHand));
        QVERIFY(accounts::removeAccount(path(), QUuid::fromString(idText)));
        QCOMPARE(read(), "; my accounts\n\n" + byHand.sliced(byHand.indexOf("# the private one")));
        QVERIFY(accounts::removeAccount(path(), QUuid::createUuid()));
        QCOMPARE(accounts::loadAccounts(path()).accounts.size(), size_t{1});
    }
    void aMistakeNamesItsLineAndSparesTheOthers_data()
    {
        QTest::addColumn<QByteArray>("section");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("key");
        QTest::addColumn<Problem::Kind>("kind");
        const QByteArray head = "[Account 11111111-6d0f-4b57-9d55-0a3c3f1c2d11]\n";
        using Kind = Problem::Kind;
        QTest::newRow("no host") << head + "Address=a@b\n" << 1 << u"ImapHost"_s << Kind::MissingKey;
        QTest::newRow("no address") << head + "ImapHost=h\n" << 1 << u"Address"_s << Kind::MissingKey;
        QTest::newRow("no command") << head + "Address=a@b\nImapHost=h\nPassword=command\n"
                                    << 1 << u"PasswordCommand"_s << Kind::MissingKey;
        QTest::newRow("address") << head + "ImapHost=h\nAddress=nobody\n"
                                 << 3 << u"Address"_s << Kind::BadValue;
        QTest::newRow("port") << head + "Address=a@b\nImapHost=h\nImapPort=99999\n"
                              << 4 << u"ImapPort"_s << Kind::BadValue;
        QTest::newRow("port zero") << head + "Address=a@b\nSmtpPort=0\nImapHost=h\n"
                                   << 3 << u"SmtpPort"_s << Kind::BadValue;
        QTest::newRow("security") << head + "Address=a@b\nImapHost=h\nImapSecurity=ssl\n"
                                  << 4 << u"ImapSecurity"_s << Kind::BadValue;
        QTest::newRow("source") << head + "Address=a@b\nImapHost=h\nPassword=hunter2\n"
                                << 4 << u"Password"_s << Kind::BadValue;
        QTest::newRow("CA file") << head + "Address=a@b\nImapHost=h\nSmtpCaFile=ca.pem\n"
                                 << 4 << u"SmtpCaFile"_s << Kind::BadValue;
        QTest::newRow("host") << head + "Address=a@b\nImapHost=imap://h\n"
                              << 3 << u"ImapHost"_s << Kind::BadValue;
        QTest::newRow("no id") << "[Account mine]\n"_ba << 1 << QString() << Kind::UnknownSection;
        QTest::newRow("unknown section") << "[General]\nx=y\n"_ba << 1 << QString() << Kind::UnknownSection;
        QTest::newRow("id twice")
            << "[Account 00000000-6d0f-4b57-9d55-0a3c3f1c2d11]\nAddress=a@b\nImapHost=h\n"
                + QByteArray(head).replace("11111111", "00000000")
            << 4 << QString() << Kind::DuplicateId;
        QTest::newRow("no pair") << "what is this\n"_ba << 1 << QString() << Kind::Unreadable;
    }
    void aMistakeNamesItsLineAndSparesTheOthers()
    {
        QFETCH(QByteArray, section);
        QFETCH(int, line);
        QFETCH(QString, key);
        QFETCH(Problem::Kind, kind);
        QVERIFY(
            write(section + "\n[Account 22222222-6d0f-4b57-9d55-0a3c3f1c2d11]\nAddress=x@y\nImapHost=z\n"));
        const Loaded loaded = accounts::loadAccounts(path());
        QVERIFY(!loaded.problems.empty());
        QCOMPARE(loaded.problems[0].line, line);
        QCOMPARE(loaded.problems[0].key, key);
        QCOMPARE(loaded.problems[0].kind, kind);
        QVERIFY(!loaded.accounts.empty());
        QCOMPARE(loaded.accounts.back().imap.endpoint.host, u"z"_s);
    }
    void windowsLineEndsAndAByteOrderMarkAreKeptAway()
    {
        QVERIFY(
            write("\xEF\xBB\xBF[Account " + idText.toUtf8() + "]\r\nAddress=a@b\r\nImapHost=h\r\nColor=red"));
        const Loaded loaded = accounts::loadAccounts(path());
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.accounts[0].imap.endpoint.host, u"h"_s);
        Account changed = loaded.accounts[0];
        changed.name = u"N"_s;
        QVERIFY(accounts::saveAccount(path(), changed));
        QCOMPARE(read(),
                 "[Account " + idText.toUtf8() + "]\r\nAddress=a@b\r\nImapHost=h\r\nColor=red\r\nName=N\r\n");
    }
    void aFileThatCannotBeReadIsNotOverwritten()
    {
        QVERIFY(QDir().mkdir(path()));  // not a file at all
        QCOMPARE(accounts::loadAccounts(path()).problems.size(), size_t{1});
        QVERIFY(!accounts::saveAccount(path(), full()));
        QVERIFY(!accounts::removeAccount(path(), full().id));
        QVERIFY(QFileInfo(path()).isDir());
    }
    void theFileIsPrivateAndReplacedWhole()
    {
        COVERS("SEC-33", "SEC-34");
        const mode_t before = ::umask(0);
        const QString victim = m_folder->path() + u"/victim"_s;
        QVERIFY(write("precious", victim));
        QVERIFY(QFile::link(victim, path()));
        const bool saved = bool(accounts::saveAccount(path(), full()));
        ::umask(before);
        QVERIFY(saved);
        QCOMPARE(read(victim), "precious"_ba);
        struct stat file = {};
        QCOMPARE(::lstat(QFile::encodeName(path()).constData(), &file), 0);
        QVERIFY(S_ISREG(file.st_mode));
        QCOMPARE(file.st_mode & ALLPERMS, mode_t{0600});
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(),
                 2);  // no temporary is left
    }
    void aFolderThatIsGoneIsAnError()
    {
        QVERIFY(!accounts::saveAccount(m_folder->path() + u"/gone/posthorn.ini"_s, full()));
    }
    void noValueMakesALineOfItsOwn()
    {
        for (const auto &evil : {u"a\n[Account x]"_s, u"a\r\nImapHost=evil"_s, u"\""_s, u"\\"_s, u" \t"_s,
                                 u"\"a\" b"_s, u"\"a\""_s, u"\\\"\n\\n"_s, u"# x"_s}) {
            accounts::IniFile file("[s]\n");
            file.set(1, "Key", evil);
            const accounts::IniFile back(file.octets());
            QCOMPARE(back.sections().size(), size_t{1});
            QVERIFY(back.unreadableLines().empty());
            QCOMPARE(back.value(1, "key")->text, evil);
        }
    }

private:
    [[nodiscard]] QString path() const { return m_folder->path() + u"/posthorn.ini"_s; }
    [[nodiscard]] bool write(const QByteArray &octets, const QString &to = {}) const
    {
        QFile file(to.isEmpty() ? path() : to);
        return file.open(QIODevice::WriteOnly) && file.write(octets) == octets.size();
    }
    [[nodiscard]] QByteArray read(const QString &from = {}) const
    {
        QFile file(from.isEmpty() ? path() : from);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

POSTHORN_TEST(TestAccountStore)
#include "tst_accountstore.moc"
