// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypted mail in the real window, with the real GnuPG: what is answered, and drafts that lie encrypted on
// the server.
#include "core/crypto/backend.h"
#include "core/crypto/opener.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/readerpane.h"

#include <QApplication>
#include <QMessageBox>

#include "tests/core/crypto/keyring.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using crypto_test::Keyring;

namespace {

const QByteArray secret = "The meeting is at nine.";
constexpr int patience = 60'000;

ComposerWindow *composer()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<ComposerWindow *>(widget);
        if (window != nullptr && window->isVisible())
            return window;
    }
    return nullptr;
}

}

class AnsweringSecretsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Keyring> m_keys;
    std::unique_ptr<WindowFixture> m_fixture;

    // From Ann to Rita, who reads and writes here; encrypted for Rita.
    void addMail(const QByteArray &from, const QByteArray &to, const QByteArray &mailbox)
    {
        addMail(
            from, to, mailbox,
            m_keys->encrypted("Content-Type: text/plain\r\n\r\n" + secret + "\r\n").replace("\n", "\r\n"));
    }
    void addMail(const QByteArray &from, const QByteArray &to, const QByteArray &mailbox,
                 const QByteArray &encrypted)
    {
        const QByteArray message = "From: " + from + "\r\nTo: " + to
            + "\r\nSubject: Test\r\nMessage-ID: <p1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: "
              "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n"
              "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n"
              "--b\r\nContent-Type: application/octet-stream\r\n\r\n"
            + encrypted + "\r\n--b--\r\n";
        const mime::ParsedMessage parsed = mime::parseMessage(message);
        const qsizetype end = message.indexOf("\r\n\r\n") + 4;
        const imap::UidValidity validity = WindowFixture::fullState().uidValidity;
        store::FetchedMessage row;
        row.uid = {1};
        row.subject = u"Test"_s;
        row.date = row.internalDate = QDateTime(QDate(2025, 12, 31), QTime(10, 0), Qt::UTC);
        row.octets = message.size();
        row.structure = mime::serialize(parsed.root.info);
        row.messageId = "p1@example.org";
        m_fixture->apply(store::MessagesFetched{m_fixture->account.id, mailbox, validity, {row}});
        m_fixture->apply(store::ContentFetched{m_fixture->account.id,
                                               mailbox,
                                               validity,
                                               {1},
                                               message.first(end),
                                               {{"TEXT", message.sliced(end)}}});
    }
    [[nodiscard]] QString shown()
    {
        return m_fixture->window().findChild<ReaderPane *>()->body()->property("plainText").toString();
    }
    // What Rita can read of it.
    static QByteArray readBy(const QString &home, const QByteArray &message)
    {
        const auto backend = crypto::makeBackend(home);
        const qsizetype end = message.indexOf("\r\n\r\n") + 4;
        const auto opened = crypto::openMessage({message.first(end), message.sliced(end)}, *backend);
        return opened.isDecrypted ? opened.content->body : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (crypto::makeBackend()->unavailability(crypto::Scheme::OpenPgp) == crypto::Failure::NotBuilt)
            QSKIP("answers to encrypted mail are not tested at all: this build has no GPGME");
        m_keys = std::make_unique<Keyring>();
        QVERIFY2(m_keys->error().isEmpty(), m_keys->error().constData());
        qputenv("GNUPGHOME", m_keys->home(Keyring::Side::Reader).toUtf8());
    }
    void cleanupTestCase()
    {
        qunsetenv("GNUPGHOME");
        m_keys.reset();
    }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->account.address = u"rita@example.org"_s;
        m_fixture->open();
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox},
                                               {"Drafts", u"Drafts"_s, '/', store::FolderRole::Drafts}}});
        m_fixture->openMailbox("INBOX");
        m_fixture->openMailbox("Drafts");
    }
    void cleanup() { m_fixture.reset(); }

    void answersEncryptedWhatCameEncrypted()
    {
        addMail("Ann Example <ann@example.org>", "rita@example.org", "INBOX");
        m_fixture->clickRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(QString::fromLatin1(secret)), patience);
        QSignalSpy queued(&m_fixture->window(), &MainWindow::mailQueued);
        m_fixture->action(u"Reply"_s)->trigger();
        QVERIFY(composer() == nullptr);
        m_fixture->button(u"Quote it all the same"_s)->click();
        QTRY_VERIFY(composer() != nullptr);
        ComposerWindow *answer = composer();
        QVERIFY(answer->composition().protection.isEncrypted && !answer->composition().protection.isSigned);
        QVERIFY(answer->composition().text.contains(QString::fromLatin1("> " + secret)));
        QTRY_COMPARE_WITH_TIMEOUT(answer->protection()->content().icon, u"lock"_s, patience);
        answer->send();
        QTRY_COMPARE_WITH_TIMEOUT(queued.size(), 1, patience);
        const auto mail = queued.front().front().value<outbox::QueuedMail>().mail;
        QCOMPARE(mail.versions.size(), 1U);
        for (const QByteArray &octets : {mail.message, mail.versions[0].message})
            QVERIFY(octets.contains("BEGIN PGP MESSAGE") && !octets.contains(secret));
        // Ann reads hers, and Rita the copy.
        QVERIFY(readBy(m_keys->home(Keyring::Side::Writers), mail.versions[0].message).contains(secret));
        QVERIFY(readBy(m_keys->home(Keyring::Side::Reader), mail.message).contains(secret));
        QVERIFY(readBy(m_keys->home(Keyring::Side::Writers), mail.message).isEmpty());
        QTRY_VERIFY(composer() == nullptr);
    }

    // Nobody could open it; whoever answers may still know what is in it.
    void answersEncryptedWhatCouldNotBeOpened()
    {
        addMail("Ann Example <ann@example.org>", "rita@example.org", "INBOX", "nothing that can be opened");
        m_fixture->clickRow(0);
        QTRY_VERIFY(m_fixture->action(u"Reply"_s)->isEnabled());
        m_fixture->action(u"Reply"_s)->trigger();
        QTRY_VERIFY(composer() != nullptr);
        QVERIFY(composer()->composition().protection.isEncrypted);
        composer()->close();
        QTRY_VERIFY(composer() == nullptr);
    }

    void saysThatADraftCannotBeOpened()
    {
        addMail("rita@example.org", "Ann Example <ann@example.org>", "Drafts", "nothing that can be opened");
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Drafts"));
        auto *list = m_fixture->window().findChild<MessageView *>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        m_fixture->clickRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->visibleText().contains(u"This draft cannot be edited"_s),
                                 patience);
        QVERIFY(composer() == nullptr);
    }

    void goesOnWithADraftThatLiesEncryptedOnTheServer()
    {
        addMail("rita@example.org", "Ann Example <ann@example.org>", "Drafts");
        m_fixture->window().findChild<FolderView *>()->select(m_fixture->folderId("Drafts"));
        auto *list = m_fixture->window().findChild<MessageView *>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        m_fixture->clickRow(0);
        QTest::keyClick(list, Qt::Key_Return);  // GnuPG is still at work
        QTRY_VERIFY_WITH_TIMEOUT(composer() != nullptr, patience);
        ComposerWindow *written = composer();
        QVERIFY(written->composition().protection.isEncrypted);
        QVERIFY2(written->composition().text.contains(QString::fromLatin1(secret)),
                 qPrintable(written->composition().text));
        QVERIFY(!written->notice()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(written->protection()->content().icon, u"lock"_s, patience);
        QSignalSpy kept(&m_fixture->window(), &MainWindow::draftWanted);
        written->save();
        QCOMPARE(kept.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(kept.size(), 2, patience);
        const auto draft = kept.back().front().value<outbox::Draft>();
        QVERIFY(!draft.message.contains(secret));
        QVERIFY(readBy(m_keys->home(Keyring::Side::Reader), draft.message).contains(secret));
        QVERIFY(kept.front().front().value<outbox::Draft>().origin);
        written->close();
    }
};

POSTHORN_TEST(AnsweringSecretsTest)
#include "tst_answeringsecrets.moc"
