// SPDX-License-Identifier: GPL-3.0-or-later
// Signed and encrypted mail in the real window, with the real GnuPG: what is asked of the server, what is
// seen, and what stays on the disk.
#include "core/crypto/backend.h"
#include "core/store/changes.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/readerpane.h"

#include <QDirIterator>

#include "tests/core/crypto/keyring.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using crypto_test::Keyring;

namespace {

const QByteArray secret = "The meeting is at nine.";
const QByteArray part = "Content-Type: text/plain\r\n\r\n" + secret + "\r\n";

QByteArray withCrlf(QByteArray text)
{
    return text.replace("\r\n", "\n").replace('\n', "\r\n");
}

QByteArray multipart(const QByteArray &subtype, const QByteArray &first, const QByteArray &second)
{
    return "Content-Type: multipart/" + subtype + "; boundary=b\r\n\r\n--b\r\n" + first + "\r\n--b\r\n"
        + second + "\r\n--b--\r\n";
}

}

class ProtectedMailTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Keyring> m_keys;
    std::unique_ptr<WindowFixture> m_fixture;
    QList<QByteArrayList> m_asked;

    [[nodiscard]] Banner &banner() { return *m_fixture->window().findChild<Banner *>(u"protectionBanner"_s); }
    [[nodiscard]] QString said() { return banner().isVisible() ? banner().content().sentence : QString(); }
    [[nodiscard]] QString shown()
    {
        return m_fixture->window().findChild<ReaderPane *>()->body()->property("plainText").toString();
    }

    void addMail(quint32 uid, const QByteArray &entity, const QList<QByteArray> &sections)
    {
        const QByteArray message = "From: Ann Example <ann@example.org>\r\nSubject: Test\r\n" + entity;
        const mime::ParsedMessage parsed = mime::parseMessage(message);
        const qsizetype end = message.indexOf("\r\n\r\n") + 4;
        store::FetchedMessage row;
        row.uid = {uid};
        row.subject = u"Test %1"_s.arg(uid);
        row.from = u"Ann Example"_s;
        row.fromAddress = "ann@example.org";
        row.date = row.internalDate =
            QDateTime(QDate(2025, 12, 31), QTime(10, static_cast<int>(uid)), Qt::UTC);
        row.octets = message.size();
        row.structure = mime::serialize(parsed.root.info);
        row.messageId = "p" + QByteArray::number(uid) + "@example.org";
        const imap::UidValidity validity = WindowFixture::fullState().uidValidity;
        m_fixture->apply(store::MessagesFetched{m_fixture->account.id, "INBOX", validity, {row}});
        std::vector<std::pair<QByteArray, QByteArray>> texts;
        for (const QByteArray &section : sections)
            texts.emplace_back(section, section == "TEXT" ? message.sliced(end) : secret);
        m_fixture->apply(store::ContentFetched{
            m_fixture->account.id, "INBOX", validity, {uid}, message.first(end), texts});
    }
    [[nodiscard]] QByteArray signedMail()
    {
        return multipart("signed; micalg=pgp-sha512; protocol=\"application/pgp-signature\"", part,
                         "Content-Type: application/pgp-signature\r\n\r\n"
                             + withCrlf(m_keys->signature("ann", part)));
    }
    [[nodiscard]] QByteArray encryptedMail()
    {
        return multipart("encrypted; protocol=\"application/pgp-encrypted\"",
                         "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
                         "Content-Type: application/octet-stream\r\n\r\n"
                             + withCrlf(m_keys->encrypted(part)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (crypto::makeBackend()->unavailability(crypto::Scheme::OpenPgp) == crypto::Failure::NotBuilt)
            QSKIP("signed and encrypted mail is not tested at all: this build has no GPGME");
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
        m_asked.clear();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        connect(&m_fixture->window(), &MainWindow::contentWanted, this,
                [this](store::CopyId /*copy*/, const QByteArrayList &sections) { m_asked += sections; });
    }
    void cleanup() { m_fixture.reset(); }

    void asksForTheWholeTextAndShowsWhoSigned()
    {
        COVERS("SEC-87");
        addMail(1, signedMail(), {"1"});
        m_fixture->clickRow(0);
        QVERIFY(m_asked.contains(QByteArrayList{"TEXT"}));
        QVERIFY(!said().contains(u"Signed by"_s));
        addMail(1, signedMail(), {"1", "TEXT"});
        QTRY_VERIFY_WITH_TIMEOUT(said().startsWith(u"Signed by"_s), 60'000);
        QVERIFY(said().contains(u"ann@example.org"_s));
        QVERIFY(shown().contains(QString::fromLatin1(secret)));
        m_fixture->addMail({.uid = 2});  // another message, an older one, has nothing of it
        m_fixture->clickRow(1);
        QVERIFY(said().isEmpty());
    }

    void whatWasDecryptedIsNowhereButOnTheScreen()
    {
        COVERS("SEC-35", "SEC-88", "SEC-89");
        addMail(1, encryptedMail(), {"TEXT"});
        m_fixture->clickRow(0);
        QTRY_COMPARE_WITH_TIMEOUT(said(), u"This message was encrypted."_s, 60'000);
        QVERIFY(shown().contains(QString::fromLatin1(secret)));
        m_fixture->apply(store::ContentFetched{m_fixture->account.id,
                                               "INBOX",
                                               WindowFixture::fullState().uidValidity,
                                               {1},
                                               {},
                                               {{"2", "whatever else comes"}}});
        QVERIFY(shown().contains(QString::fromLatin1(secret)));
        m_fixture->window().close();
        QDirIterator files(m_fixture->folder.path(), QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++looked;
            QVERIFY2(!file.readAll().contains(secret), qPrintable(file.fileName()));
        }
        QVERIFY(looked > 0);
    }
};

POSTHORN_TEST(ProtectedMailTest)

#include "tst_protectedmail.moc"
