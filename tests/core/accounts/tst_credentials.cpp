// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"
#include "core/accounts/credentials.h"
#include "core/accounts/keychain.h"
#include "core/store/profile.h"

#include <QDirIterator>
#include <QHash>
#include <QLoggingCategory>

#include <csignal>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using accounts::Account;
using accounts::Credentials;
using accounts::PasswordSource;

namespace {

const QByteArray canary = "c4n4ry-Zx81-secret";

// A keychain that does what the test tells it.
class FakeKeychain final : public accounts::Keychain
{
public:
    enum class Mood { Works, Fails, Silent, Forgets };

    void read(const QString &key, QObject *context, Found found) override
    {
        ++reads;
        if (mood == Mood::Silent) {
            late = [=] { found(Secret("too late")); };
            return;
        }
        const Result<Secret> answer = mood == Mood::Fails
            ? Result<Secret>(Error{Error::Kind::Unsupported, "no bus"})
            : entries.contains(key) ? Result<Secret>(entries.value(key))
                                    : Result<Secret>(Error{Error::Kind::NotFound, {}});
        QMetaObject::invokeMethod(
            context, [=] { found(answer); }, Qt::QueuedConnection);
    }
    void write(const QString &key, const Secret &secret, QObject *context, Stored stored) override
    {
        if (mood == Mood::Silent)
            return;
        if (mood == Mood::Works)
            entries.insert(key, secret);
        const Result<void> answer =
            mood == Mood::Fails ? Result<void>(Error{Error::Kind::Unsupported, "no bus"}) : Result<void>();
        QMetaObject::invokeMethod(
            context, [=] { stored(answer); }, Qt::QueuedConnection);
    }

    void remove(const QString &key) override { entries.remove(key); }

    Mood mood = Mood::Works;
    QHash<QString, Secret> entries;
    int reads = 0;
    std::function<void()> late;
};

Account account(PasswordSource source, const QString &command = {})
{
    Account made;
    made.id = QUuid(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);
    made.address = u"ann@example.org"_s;
    made.imap.endpoint.host = u"imap.example.org"_s;
    made.passwordSource = source;
    made.passwordCommand = command;
    return made;
}

struct Desk {
    Desk()
    {
        auto owned = std::make_unique<FakeKeychain>();
        keychain = owned.get();
        credentials = std::make_unique<Credentials>(clock, std::move(owned));
        provided = std::make_unique<QSignalSpy>(credentials.get(), &Credentials::provided);
        asked = std::make_unique<QSignalSpy>(credentials.get(), &Credentials::askUser);
        failed = std::make_unique<QSignalSpy>(credentials.get(), &Credentials::failed);
        notRemembered = std::make_unique<QSignalSpy>(credentials.get(), &Credentials::notRemembered);
    }
    [[nodiscard]] QByteArray lastPassword() const
    {
        return provided->isEmpty() ? QByteArray() : provided->last().at(1).value<Secret>().reveal();
    }
    FakeClock clock;
    FakeKeychain *keychain = nullptr;
    std::unique_ptr<Credentials> credentials;
    std::unique_ptr<QSignalSpy> provided, asked, failed, notRemembered;
};

QStringList filesWith(const QString &folder, const QByteArray &needle)
{
    QStringList found;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(needle))
            found.append(file.fileName());
    }
    return found;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArrayList *logged = nullptr;
void collect(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logged->append(message.toUtf8());
}

}

class TestCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherSourceIsAskedAfterForget()
    {
        Desk desk;
        Account work = ::account(PasswordSource::Ask);
        desk.credentials->provide(work, Secret("typed"));
        QTRY_COMPARE(desk.provided->size(), 1);
        desk.credentials->forget(work.id);
        work.passwordSource = PasswordSource::Keychain;
        desk.keychain->entries.insert(work.id.toString(QUuid::WithoutBraces), Secret("kept"));
        desk.credentials->request(work);
        QTRY_COMPARE(desk.lastPassword(), "kept"_ba);
    }

    void anErasedAccountLeavesNoPasswordAnywhere()
    {
        Desk desk;
        const Account work = ::account(PasswordSource::Keychain);
        desk.credentials->provide(work, Secret("typed"));
        QTRY_COMPARE(desk.keychain->entries.size(), 1);
        desk.credentials->erase(work);
        QVERIFY(desk.keychain->entries.isEmpty());
        desk.credentials->request(work);
        QTRY_COMPARE(desk.asked->size(), 1);
    }

    void noAnswerComesFromInsideTheCall()
    {
        for (const auto source : {PasswordSource::Ask, PasswordSource::Keychain, PasswordSource::Command}) {
            const Desk desk;
            desk.credentials->request(account(source, u"echo x"_s));
            QCOMPARE(desk.asked->count() + desk.provided->count(), 0);
            QTRY_COMPARE(desk.asked->count() + desk.provided->count(), 1);
        }
    }
    void theUserIsAskedAndRememberedForThisRun()
    {
        const Desk desk;
        const Account asking = account(PasswordSource::Ask);
        desk.credentials->request(asking);
        QTRY_COMPARE(desk.asked->count(), 1);
        QCOMPARE(desk.asked->last().at(1).toBool(), false);
        desk.credentials->provide(asking, Secret(canary));
        QTRY_COMPARE(desk.provided->count(), 1);
        desk.credentials->request(asking);
        QTRY_COMPARE(desk.provided->count(), 2);
        QCOMPARE(desk.lastPassword(), canary);
        QVERIFY(desk.keychain->entries.isEmpty());
        QCOMPARE(desk.asked->count(), 1);
    }
    void aRefusedPasswordIsForgottenAndAskedFor()
    {
        const Desk desk;
        const Account kept = account(PasswordSource::Keychain);
        desk.credentials->provide(kept, Secret("wrong"));
        QTRY_COMPARE(desk.provided->count(), 1);
        desk.credentials->reject(kept);
        desk.credentials->request(kept);
        QTRY_COMPARE(desk.asked->count(), 1);
        QCOMPARE(desk.asked->last().at(1).toBool(), true);
        desk.credentials->provide(kept, Secret("right"));
        QTRY_COMPARE(desk.provided->count(), 2);
        QTRY_COMPARE(desk.keychain->entries.begin()->reveal(), "right"_ba);
    }
    void theKeychainIsReadOnceAndRemembered()
    {
        const Desk desk;
        const Account kept = account(PasswordSource::Keychain);
        desk.keychain->entries.insert(kept.id.toString(QUuid::WithoutBraces), Secret(canary));
        desk.credentials->request(kept);
        desk.credentials->request(kept);  // shares the answer
        QTRY_COMPARE(desk.provided->count(), 1);
        QCOMPARE(desk.lastPassword(), canary);
        desk.credentials->request(kept);
        QTRY_COMPARE(desk.provided->count(), 2);
        QCOMPARE(desk.keychain->reads, 1);
        QCOMPARE(desk.clock.pendingAlarms(), 0);
    }
    void anEmptyKeychainAsksAndABrokenOneSaysSoToo_data()
    {
        QTest::addColumn<bool>("works");
        QTest::newRow("empty") << true;
        QTest::newRow("broken") << false;
    }
    void anEmptyKeychainAsksAndABrokenOneSaysSoToo()
    {
        QFETCH(bool, works);
        const Desk desk;
        desk.keychain->mood = works ? FakeKeychain::Mood::Works : FakeKeychain::Mood::Fails;
        desk.credentials->request(account(PasswordSource::Keychain));
        QTRY_COMPARE(desk.asked->count(), 1);
        QCOMPARE(desk.failed->count(), works ? 0 : 1);
        QVERIFY(desk.provided->isEmpty());
    }
    void aKeychainThatHangsIsGivenUp()
    {
        Desk desk;
        desk.keychain->mood = FakeKeychain::Mood::Silent;
        desk.credentials->request(account(PasswordSource::Keychain));
        desk.clock.advance(4999ms);
        QVERIFY(desk.asked->isEmpty());
        desk.clock.advance(1ms);
        QCOMPARE(desk.failed->count(), 1);
        QCOMPARE(desk.failed->last().at(1).value<Error>().kind, Error::Kind::Timeout);
        QCOMPARE(desk.asked->count(), 1);
        desk.keychain->late();
        QVERIFY(desk.provided->isEmpty());
        QCOMPARE(desk.clock.pendingAlarms(), 0);
    }
    void whatTheKeychainDoesNotKeepIsTold_data()
    {
        QTest::addColumn<int>("mood");
        QTest::newRow("fails") << int(FakeKeychain::Mood::Fails);
        QTest::newRow("hangs") << int(FakeKeychain::Mood::Silent);
        QTest::newRow("says yes and forgets") << int(FakeKeychain::Mood::Forgets);
    }
    void whatTheKeychainDoesNotKeepIsTold()
    {
        QFETCH(int, mood);
        Desk desk;
        desk.keychain->mood = static_cast<FakeKeychain::Mood>(mood);
        desk.credentials->provide(account(PasswordSource::Keychain), Secret(canary));
        QTRY_COMPARE(desk.provided->count(), 1);  // it works for this run
        if (desk.keychain->mood == FakeKeychain::Mood::Silent)
            desk.clock.advance(5s);
        QTRY_COMPARE(desk.notRemembered->count(), 1);
        QCOMPARE(desk.clock.pendingAlarms(), 0);
    }
    void aCommandsFirstLineIsThePassword_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("one line") << u"echo secret"_s << "secret"_ba;
        QTest::newRow("no line end") << u"printf secret"_s << "secret"_ba;
        QTest::newRow("more lines") << u"printf 'sec ret \\nuser: ann\\n'"_s << "sec ret "_ba;
        QTest::newRow("CR LF") << u"printf 'secret\\r\\nx'"_s << "secret"_ba;
        QTest::newRow("a shell's line") << u"x=sec; echo ${x}ret | cat"_s << "secret"_ba;
        QTest::newRow("UTF-8") << u"echo pässwörd"_s << u"pässwörd"_s.toUtf8();
        QTest::newRow("much output") << u"echo secret; yes | head -c 200000"_s << "secret"_ba;
        QTest::newRow("no input") << u"cat; echo secret"_s << "secret"_ba;
    }
    void aCommandsFirstLineIsThePassword()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, password);
        const Desk desk;
        desk.credentials->request(account(PasswordSource::Command, command));
        QTRY_COMPARE(desk.provided->count(), 1);
        QCOMPARE(desk.lastPassword(), password);
        QCOMPARE(desk.clock.pendingAlarms(), 0);
    }
    void aCommandThatFailsIsToldAndTheUserAsked_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<bool>("told");
        QTest::newRow("exit code") << u"echo secret; exit 3"_s << true;
        QTest::newRow("not there") << u"/nonexistent/tool"_s << true;
        QTest::newRow("killed") << u"kill -9 $$"_s << true;
        QTest::newRow("prints nothing") << u"true"_s << false;
        QTest::newRow("prints an empty line") << u"echo; echo secret"_s << false;
    }
    void aCommandThatFailsIsToldAndTheUserAsked()
    {
        QFETCH(QString, command);
        QFETCH(bool, told);
        const Desk desk;
        desk.credentials->request(account(PasswordSource::Command, command));
        QTRY_COMPARE(desk.asked->count(), 1);
        QCOMPARE(desk.failed->count(), told ? 1 : 0);
        QVERIFY(desk.provided->isEmpty());
        if (told)
            QVERIFY(!desk.failed->last().at(1).value<Error>().detail.contains("secret"));
    }
    void aCommandThatHangsIsKilledWithItsChildren()
    {
        QTemporaryDir folder;
        Desk desk;
        const QString pidFile = folder.path() + u"/pid"_s;
        desk.credentials->request(account(
            PasswordSource::Command, u"sleep 1000 & echo $! >%1.new; mv %1.new %1; wait"_s.arg(pidFile)));
        QTRY_VERIFY(QFileInfo::exists(pidFile));
        const int child = readAll(pidFile).trimmed().toInt();
        QVERIFY(child > 0);
        desk.clock.advance(29999ms);
        QVERIFY(desk.asked->isEmpty());
        desk.clock.advance(1ms);
        QCOMPARE(desk.failed->last().at(1).value<Error>().kind, Error::Kind::Timeout);
        QCOMPARE(desk.asked->count(), 1);
        const auto isGone = [child] {  // reaped, or a zombie that nobody reaps in a container
            return ::kill(child, 0) != 0 || readAll(u"/proc/%1/stat"_s.arg(child)).contains(") Z ");
        };
        QTRY_VERIFY(isGone());
    }
    void theEndOfTheProgramIsTheEndOfTheCommand()
    {
        QTemporaryDir folder;
        const QString pidFile = folder.path() + u"/pid"_s;
        int child = 0;
        {
            const Desk desk;
            desk.credentials->request(account(PasswordSource::Command,
                                              u"echo $$ >%1.new; mv %1.new %1; sleep 1000"_s.arg(pidFile)));
            QTRY_VERIFY(QFileInfo::exists(pidFile));
            child = readAll(pidFile).trimmed().toInt();
        }
        QVERIFY(child > 0);
        QVERIFY(::kill(child, 0) != 0);
    }
    void noFileOfAProfileHoldsThePassword()
    {
        COVERS("SEC-29");
        QTemporaryDir outside;
        const auto paths = store::ProfilePaths::in(outside.path() + u"/profile"_s);
        QVERIFY(paths.prepare());
        for (const auto source : {PasswordSource::Ask, PasswordSource::Keychain, PasswordSource::Command}) {
            for (const auto mood : {FakeKeychain::Mood::Works, FakeKeychain::Mood::Fails}) {
                const Desk desk;
                desk.keychain->mood = mood;
                const QString secretFile = outside.path() + u"/vault"_s;
                QFile vault(secretFile);
                QVERIFY(vault.open(QIODevice::WriteOnly) && vault.write(canary) > 0);
                vault.close();
                const Account mine = account(source, u"cat '%1'"_s.arg(secretFile));
                QVERIFY(accounts::saveAccount(paths.accountsFile(), mine));
                desk.credentials->request(mine);
                QTRY_VERIFY(desk.asked->count() + desk.provided->count() > 0);
                desk.credentials->provide(mine, Secret(canary));
                QTRY_COMPARE(desk.lastPassword(), canary);
                QTRY_COMPARE(desk.clock.pendingAlarms(), 0);
                QVERIFY(accounts::saveAccount(paths.accountsFile(), mine));
            }
        }
        QCOMPARE(filesWith(outside.path(), canary).size(), 1);  // the vault: so the search does find it
        QVERIFY(QFile::remove(outside.path() + u"/vault"_s));
        QCOMPARE(filesWith(outside.path(), canary), QStringList());
        QCOMPARE(filesWith(outside.path(), canary.toBase64()), QStringList());
        QVERIFY(!filesWith(outside.path(), "ann@example.org").isEmpty());
    }
    void nothingOfItIsLogged()
    {
        COVERS("SEC-30");
        QByteArrayList lines;
        logged = &lines;
        const auto before = qInstallMessageHandler(collect);
        QLoggingCategory::setFilterRules(u"posthorn.*=true"_s);
        const Desk desk;
        const QString secret = QString::fromLatin1(canary);
        // On both streams, with success and without.
        desk.credentials->request(
            account(PasswordSource::Command, u"echo %1; echo %1 >&2; exit 1"_s.arg(secret)));
        const bool asked = QTest::qWaitFor([&] { return desk.asked->count() == 1; });
        desk.credentials->provide(account(PasswordSource::Ask), Secret(canary));
        const bool provided = QTest::qWaitFor([&] { return desk.provided->count() == 1; });
        QLoggingCategory::setFilterRules({});
        qInstallMessageHandler(before);
        QVERIFY(asked && provided);
        for (const QByteArray &line : std::as_const(lines))
            QVERIFY(!line.contains(canary) && !line.contains(canary.toBase64()));
        QVERIFY(!desk.failed->last().at(1).value<Error>().detail.contains(canary));
    }
    void noSecretIsInArgumentsOrEnvironment()
    {
        COVERS("SEC-31");
        QTemporaryDir folder;
        const Desk desk;
        Account other = account(PasswordSource::Keychain);
        other.id = QUuid::createUuid();
        desk.credentials->provide(other, Secret(canary));  // known to this process while the command runs
        const QString seen = folder.path() + u"/seen"_s;
        desk.credentials->request(
            account(PasswordSource::Command,
                    u"cat /proc/$$/cmdline /proc/$$/environ >%1; env >>%1; echo done"_s.arg(seen)));
        QTRY_COMPARE(desk.provided->count(), 2);
        const QByteArray dump = readAll(seen);
        QVERIFY(dump.contains("/bin/sh"));  // the look was at the right place
        for (const QByteArray &place :
             {dump, readAll(u"/proc/self/cmdline"_s), readAll(u"/proc/self/environ"_s)}) {
            QVERIFY(!place.isEmpty());
            QVERIFY(!place.contains(canary));
            QVERIFY(!place.contains(canary.toBase64()));
        }
    }
    void theSystemsKeychainAnswersOrIsGivenUp()
    {
        // Without a session bus, as here, it must be an error and not a hang or a crash.
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        SystemClock clock;
        Credentials credentials(clock);
        const QSignalSpy asked(&credentials, &Credentials::askUser);
        Account mine = account(PasswordSource::Keychain);
        mine.id = QUuid::createUuid();
        credentials.request(mine);
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, 10000);
    }
};

POSTHORN_TEST(TestCredentials)
#include "tst_credentials.moc"
