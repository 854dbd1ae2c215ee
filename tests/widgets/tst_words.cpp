// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/receipts/receipttexts.h"
#include "widgets/translation.h"

#include <QFile>
#include <QTranslator>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using accounts::Status;

// Dates, sizes and sentences: what values look like in words.
class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void datesInListsAreRelative_data()
    {
        QTest::addColumn<QDateTime>("date");
        QTest::addColumn<QString>("expected");
        const auto at = [](int year, int month, int day, int hour) {
            return QDateTime(QDate(year, month, day), QTime(hour, 5)).toUTC();
        };
        QTest::newRow("today") << at(2026, 3, 12, 8) << u"08:05"_s;
        QTest::newRow("yesterday, late") << at(2026, 3, 11, 23) << u"Yesterday"_s;
        QTest::newRow("two days ago") << at(2026, 3, 10, 8) << u"Tue"_s;
        QTest::newRow("six days ago") << at(2026, 3, 6, 8) << u"Fri"_s;
        QTest::newRow("a week ago") << at(2026, 3, 5, 8) << u"5 Mar"_s;
        QTest::newRow("last year") << at(2025, 12, 31, 8) << u"31 Dec 2025"_s;
        QTest::newRow("in the future") << at(2027, 1, 1, 8) << u"1 Jan 2027"_s;
        QTest::newRow("far in the future") << at(9999, 12, 31, 8) << u"31 Dec 9999"_s;
        QTest::newRow("none") << QDateTime() << QString();
    }

    void datesInListsAreRelative()
    {
        QFETCH(QDateTime, date);
        const QDateTime now(QDate(2026, 3, 12), QTime(9, 0));
        QTEST(DisplayText::listDate(date, now.toUTC()), "expected");
    }

    void sizesAreRounded()
    {
        QCOMPARE(DisplayText::size(999), u"999 bytes"_s);
        QCOMPARE(DisplayText::size(41'800), u"42 kB"_s);
        QCOMPARE(DisplayText::size(2'340'000), u"2.3 MB"_s);
    }

    void foldersWithAJobHaveNamesForPeople_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, store::FolderRole role, const QString &is,
                            const QString &shown) {
            QTest::newRow(name) << static_cast<int>(role) << is << shown;
        };
        row("usual", store::FolderRole::Trash, u"Trash"_s, u"Papierkorb"_s);
        row("below another", store::FolderRole::Sent, u"INBOX/Sent Items"_s,
            u"Posteingang/Gesendete Objekte"_s);
        row("somebody's own below the inbox", store::FolderRole::None, u"inbox/Sent/x"_s,
            u"Posteingang/Sent/x"_s);
        row("only like the inbox", store::FolderRole::None, u"INBOX2/x"_s, u"INBOX2/x"_s);
        row("somebody's own", store::FolderRole::Trash, u"Bin it"_s, u"Bin it"_s);
        row("the name alone is no job", store::FolderRole::None, u"Trash"_s, u"Trash"_s);
        row("inbox", store::FolderRole::Inbox, u"INBOX"_s, u"Posteingang"_s);
    }

    void foldersWithAJobHaveNamesForPeople()
    {
        QFETCH(int, role);
        QFETCH(QString, name);
        Q_INIT_RESOURCE(translations);
        QTranslator german;
        QVERIFY(german.load(u":/i18n/posthorn_de.qm"_s));
        QVERIFY(QCoreApplication::installTranslator(&german));
        store::Folder folder;
        folder.name = name;
        folder.delimiter = '/';
        folder.role = static_cast<store::FolderRole>(role);
        QTEST(DisplayText::folderPath(folder), "shown");
    }

    void aReceiptIsInALanguageOfItsReader_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("domain");
        QTest::addColumn<QString>("language");
        const auto row = [](const char *name, const char *header, const QString &text, const char *domain,
                            const QString &language) {
            QTest::newRow(name) << QByteArray(header) << text << QByteArray(domain) << language;
        };
        const QString english = u"Dear all, the plan that you have asked for is with the pilots."_s;
        row("it says so", "Content-Language: fr-CA, en\r\n\r\n", english, "ex.de", u"fr"_s);
        row("what it accepts", "Accept-Language: xx, pl;q=0.5\r\n\r\n", english, "ex.org", u"pl"_s);
        row("its country", "\r\n", {}, "mail.example.AT", u"de"_s);
        row("nothing tells", "\r\n", u"42"_s, "example.org", {});
        row("several languages there", "\r\n", u"Grüezi"_s, "example.ch", {});
        row("its text, rather than its country", "\r\n", english, "example.de", u"en"_s);
        row("German", "\r\n",
            u"Wir bitten Sie, den Plan zu lesen, und danken für die Mühe. Er ist nicht lang."_s,
            "example.com", u"de"_s);
        row("Danish", "\r\n", u"Hej, jeg har ikke set planen, og den blev heller ikke sendt af os."_s,
            "example.com", u"da"_s);
        row("Swedish", "\r\n", u"Hej, jag har inte sett att planen är klar, och tack för det."_s,
            "example.com", u"sv"_s);
        row("Portuguese", "\r\n", u"Olá, não vi o plano. Obrigado, são mais dois dias em Lisboa."_s,
            "example.com", u"pt"_s);
        row("two at once", "\r\n", u"the and you that und nicht ich sie"_s, "example.com", {});
        row("a few words", "\r\n", u"Please see the plan."_s, "example.com", {});
    }

    void aReceiptIsInALanguageOfItsReader()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, text);
        QFETCH(QByteArray, domain);
        QTEST(receipttexts::likelyLanguage(mime::Header::parse(header), text, domain), "language");
    }

    void whatASubjectHoldsIsNotFilledIn()
    {
        const receipttexts::Facts facts{u"%2 %1 100%"_s, {}, u"me@home.example"_s};
        for (const receipttexts::Language &language : receipttexts::languages()) {
            const QString text = receipttexts::text(language.code, facts);
            QVERIFY2(text.contains(u"%2 %1 100%"_s) && text.contains(u"me@home.example"_s), qPrintable(text));
            QVERIFY(receipttexts::subject(language.code, facts).contains(u"%2 %1 100%"_s));
        }
    }

    void theHelpPageHasTheSameChaptersInEveryLanguage()
    {
        Q_INIT_RESOURCE(posthorn);
        QList<qsizetype> chapters, rows;
        for (const QString &language : {u"en"_s, u"de"_s}) {
            QFile file(u":/help/receipts_%1.md"_s.arg(language));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            chapters.append(text.count("\n## "));
            rows.append(text.count("\n| "));
            QVERIFY(!text.contains("http"));
        }
        QCOMPARE(chapters, QList<qsizetype>({4, 4}));
        QCOMPARE(rows.first(), rows.last());
        QVERIFY(rows.first() > 20);
    }

    void everyKindOfErrorHasASentence()
    {
        QSet<QString> sentences;
        for (int kind = 0; kind <= static_cast<int>(Error::Kind::NotFound); ++kind)
            sentences += ErrorText::sentence(static_cast<Error::Kind>(kind));
        QCOMPARE(sentences.size(), static_cast<int>(Error::Kind::NotFound) + 1);
        QVERIFY(!sentences.contains(QString()));
    }

    void everyStatusHasASentence()
    {
        QSet<QString> sentences;
        for (int kind = 0; kind <= static_cast<int>(Status::Kind::CertificateRefused); ++kind) {
            Status status;
            status.kind = static_cast<Status::Kind>(kind);
            sentences += ErrorText::status(status);
        }
        QCOMPARE(sentences.size(), static_cast<int>(Status::Kind::CertificateRefused) + 1);
        QVERIFY(!sentences.contains(QString()));
    }

    void everyReasonOfALoginThatFailedIsToldApart()
    {
        COVERS("I4-061");
        using Problem = accounts::LoginProblem;
        QSet<QString> offline, waiting, tests;
        for (int i = static_cast<int>(Problem::WrongCredentials);
             i <= static_cast<int>(Problem::ServerNotProven); ++i) {
            Status status;
            status.loginProblem = static_cast<Problem>(i);
            status.kind = Status::Kind::AuthenticationFailed;
            offline += ErrorText::status(status);
            status.kind = Status::Kind::WaitingToReconnect;
            waiting += ErrorText::status(status);
            tests += ErrorText::testResult(
                {{}, accounts::TestResult::Step::ImapLogin, Error{}, status.loginProblem});
        }
        const int all = static_cast<int>(Problem::ServerNotProven);
        QCOMPARE(offline.size(), all);
        QCOMPARE(waiting.size(), all);
        QCOMPARE(tests.size(), all);
    }

    void aLoginThatFailedQuotesTheServerAndNothingElse()
    {
        using Problem = accounts::LoginProblem;
        const Error said{Error::Kind::Authentication, "\x1bmy <b>words</b>"};
        QCOMPARE(ErrorText::login(Problem::ServerAlert, said),
                 u"The server did not let you in. The server says: “\u2068\ufffdmy <b>words</b>\u2069”"_s);
        QVERIFY(
            !ErrorText::login(Problem::ServerNotProven, {Error::Kind::Untrusted, "log"}).contains(u"log"_s));
    }

    void everyCertificateProblemHasASentence()
    {
        for (int problem = 0; problem <= static_cast<int>(accounts::CertificateProblem::Other); ++problem)
            QVERIFY(!ErrorText::certificateProblem(static_cast<accounts::CertificateProblem>(problem), u"x"_s)
                         .isEmpty());
    }

    void aReconnectSaysWhyAndWhen()
    {
        Status status;
        status.kind = Status::Kind::WaitingToReconnect;
        status.error = {Error::Kind::Timeout, {}};
        status.retryAt = QDateTime(QDate(2026, 3, 12), QTime(9, 7)).toUTC();
        QCOMPARE(ErrorText::status(status),
                 u"The server did not answer in time. Trying again at 09:07:00."_s);
    }

    void onlyRefusalsQuoteTheServer()
    {
        QVERIFY(ErrorText::sentence(Error{Error::Kind::Refused, "over quota"}).contains(u"over quota"_s));
        QVERIFY(
            !ErrorText::sentence(Error{Error::Kind::Storage, "/home/me/x: errno 5"}).contains(u"errno"_s));
    }

    void hostileValuesAreNotReadAsPlaceholders()
    {
        Status status;
        status.kind = Status::Kind::Busy;
        status.folder = u"%1 %2 %n %s"_s;
        status.done = 1;
        status.total = 2;
        QVERIFY(ErrorText::status(status).contains(u"%1 %2 %n %s"_s));
        QVERIFY(ErrorText::serverSays("100%1").contains(u"100%1"_s));
    }

    void germanAndThePluralsAreBuiltIn()
    {
        QCoreApplication &application = *QCoreApplication::instance();
        const auto before = application.findChildren<QTranslator *>();
        installTranslations(application, QLocale(QLocale::German));
        const QString german = ErrorText::sentence(Error::Kind::Timeout);
        const QString plural = QCoreApplication::translate("AttachmentBar", "%n attachment(s)", nullptr, 3);
        const auto after = application.findChildren<QTranslator *>();
        for (QTranslator *translator : after) {
            if (!before.contains(translator))
                delete translator;
        }
        QCOMPARE(german, u"Der Server hat nicht rechtzeitig geantwortet."_s);
        QCOMPARE(plural, u"3 Anhänge"_s);
    }
};

POSTHORN_TEST(WordsTest)
#include "tst_words.moc"
