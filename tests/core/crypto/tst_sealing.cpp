// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/message.h"
#include "core/compose/protectedentity.h"
#include "core/crypto/limits.h"
#include "core/crypto/protection.h"
#include "core/crypto/sealing.h"

#include <QTcpServer>

#include "tests/core/compose/generated.h"
#include "tests/core/crypto/certificates.h"
#include "tests/core/crypto/keyring.h"
#include "tests/core/crypto/mails.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace crypto_test;
using crypto::Consent;
using crypto::Failure;
using crypto::Scheme;
using crypto::Sealed;
using crypto::SealRequest;

namespace {

constexpr int compositions = 200;

compose::Composition mailOfRita(int number, bool isSigned)
{
    compose::Composition mail = generated::composition(number, generated::Kind::Ordinary);
    mail.from = {u"Rita"_s, "rita", "example.org"};
    mail.bcc = {{.mailbox = {u"Mallory"_s, "mallory", "example.net"}}};
    mail.protection.isSigned = isSigned;
    return mail;
}

// The body of a message without a protection, as whoever opens it is to see it.
QByteArray entityOf(const QByteArray &message)
{
    const qsizetype type = message.indexOf("\r\nContent-Type:");
    return message.sliced(type + 2);
}

crypto::Request asRequest(const QByteArray &message)
{
    const qsizetype end = message.indexOf("\r\n\r\n") + 4;
    return {message.first(end), message.sliced(end), {}, Consent::Asked};
}

}

// Mail that we sign and encrypt, read by our own reader and by GnuPG and openssl themselves. Rita writes it.
class SealingTest : public QObject
{
    Q_OBJECT

private:
    using Side = Keyring::Side;
    QTcpServer m_listener;
    std::unique_ptr<Keyring> m_keys;
    std::unique_ptr<Certificates> m_certificates;
    std::unique_ptr<crypto::Backend> m_rita, m_others;

    crypto::RecipientKey pgpKey(const char *who, const QByteArray &address)
    {
        return {m_keys->fingerprint(who), address};
    }
    SealRequest request(const QByteArray &message)
    {
        SealRequest made{.message = message};
        made.random = QByteArray(16, 'r');
        return made;
    }
    SealRequest toAnn(const QByteArray &message)
    {
        SealRequest made = request(message);
        made.signer = m_keys->fingerprint("rita");
        made.readers = {{pgpKey("ann", "ann@example.org"), pgpKey("rita", "rita@example.org")}};
        return made;
    }
    // Which keys an encrypted message names, as GnuPG lists them.
    QByteArrayList keysNamedIn(const QByteArray &message)
    {
        const auto protection = crypto::protectionOf(mime::parseMessage(message).root);
        if (!protection)
            return {"not encrypted"};
        QByteArrayList keys;
        const auto lines =
            m_keys->gpg(Side::Writers, {u"--list-only"_s, u"--list-packets"_s}, protection->data).split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith(":pubkey enc packet:"))
                keys.append(line.sliced(line.indexOf("keyid ") + 6).left(16));
        }
        std::sort(keys.begin(), keys.end());
        return keys;
    }
    QByteArray encryptionKeyOf(const char *who)
    {
        const Side side = who == "rita"_ba ? Side::Reader : Side::Writers;
        const auto lines =
            m_keys
                ->gpg(side,
                      {u"--with-colons"_s, u"--list-keys"_s, QString::fromLatin1(m_keys->fingerprint(who))})
                .split('\n');
        for (const QByteArray &line : lines) {
            const auto fields = line.split(':');
            if (fields.value(0) == "sub" && fields.value(11).contains('e'))
                return fields.value(4);
        }
        return {};
    }
    QByteArrayList sorted(QByteArrayList list)
    {
        std::sort(list.begin(), list.end());
        return list;
    }

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QVERIFY2(!m_keys || m_keys->error().isEmpty(), m_keys->error().constData()); }
    void cleanupTestCase() { m_keys.reset(); }

    void findsKeysOfThisComputer();
    void findsCertificates();
    void namesWhyAKeyIsNotUsed_data();
    void namesWhyAKeyIsNotUsed();
    void takesAKeyThatAPersonHasChosen();
    void namesWhyNothingIsSigned();
    void stopsWhenItIsTold();
    void tellsNobodyOfBlindCopies();
    void addsNoKeysOfTheConfiguration();
    void isReadByOthersAsByUs();
    void isReadByOthersAsByUsWithCertificates();
    void keepsWhatWouldBeChangedOnTheWay();
    void asksNobodyOnTheNetwork();
};

void SealingTest::initTestCase()
{
    m_rita = crypto::makeBackend();
    if (m_rita->unavailability(Scheme::OpenPgp) == Failure::NotBuilt)
        QSKIP("sealing is not tested at all: this build has no GPGME");
    QVERIFY(m_listener.listen(QHostAddress::LocalHost));
    m_keys = std::make_unique<Keyring>();
    m_certificates = std::make_unique<Certificates>(
        *m_keys, "http://127.0.0.1:" + QByteArray::number(m_listener.serverPort()));
    for (const char *name : {"ann", "unknown", "eve"})
        m_certificates->passOn(name);
    m_keys->gpg(Side::Writers,
                {u"-u"_s, QString::fromLatin1(m_keys->fingerprint("ann")), u"--quick-lsign-key"_s,
                 QString::fromLatin1(m_keys->fingerprint("rita"))});
    QVERIFY2(m_keys->error().isEmpty(), m_keys->error().constData());
    QVERIFY2(m_certificates->error().isEmpty(), m_certificates->error().constData());
    m_rita = crypto::makeBackend(m_keys->home(Side::Reader));
    m_others = crypto::makeBackend(m_keys->home(Side::Writers));
}

void SealingTest::findsKeysOfThisComputer()
{
    const auto found = m_rita->findKeys(Scheme::OpenPgp, "Ann@example.org", {});
    QCOMPARE(said(found.failure), ""_ba);
    QByteArrayList keys;
    for (const crypto::Key &key : found.keys) {
        keys += key.fingerprint + (key.userId.isValid ? " valid " : " ") + said(key.flaw);
        QVERIFY(!key.isSecretHere);
        QVERIFY(key.made.isValid());
    }
    QCOMPARE(keys.size(), 5);
    QCOMPARE(keys[0], m_keys->fingerprint("ann") + " valid ");
    QVERIFY(keys.mid(1, 2).contains(m_keys->fingerprint("mallory") + ' '));
    QVERIFY(keys.mid(1, 2).contains(m_keys->fingerprint("eve") + ' '));
    QVERIFY(keys.mid(3).contains(m_keys->fingerprint("old") + " KeyExpired"));
    QVERIFY(keys.mid(3).contains(m_keys->fingerprint("lost") + " KeyRevoked"));
    QCOMPARE(crypto::obviousKey(found.keys, crypto::KeyUse::Encryption)->fingerprint,
             m_keys->fingerprint("ann"));
    const auto own = m_rita->findKeys(Scheme::OpenPgp, "rita@example.org", {}).keys;
    QCOMPARE(own.size(), std::size_t{1});
    QVERIFY(own[0].isSecretHere && own[0].canSign && own[0].canEncrypt);
    QCOMPARE(crypto::obviousKey(own, crypto::KeyUse::Signing)->fingerprint, m_keys->fingerprint("rita"));
    // Two of which both are his: a person chooses. And one that is only a part of another address.
    const auto two = m_rita->findKeys(Scheme::OpenPgp, "mallory@example.net", {}).keys;
    QCOMPARE(two.size(), std::size_t{2});
    QVERIFY(!crypto::obviousKey(two, crypto::KeyUse::Encryption));
    for (const char *odd : {"nobody@example.org", "example.org", "", "<ann@example.org>", "n@example.org"})
        QVERIFY(m_rita->findKeys(Scheme::OpenPgp, odd, {}).keys.empty());
}

void SealingTest::findsCertificates()
{
    const auto ann = m_rita->findKeys(Scheme::Smime, "ann@example.org", {}).keys;
    QCOMPARE(ann.size(), std::size_t{2});
    QVERIFY(ann[0].userId.isValid);
    QCOMPARE(ann[0].userId.name, u"Ann Example"_s);
    QVERIFY(!ann[1].userId.isValid);
    QCOMPARE(said(ann[1].flaw), "KeyUnusable"_ba);  // nobody trusts the authority
    QVERIFY(crypto::obviousKey(ann, crypto::KeyUse::Encryption));
    const auto own = m_rita->findKeys(Scheme::Smime, "rita@example.org", {}).keys;
    QCOMPARE(own.size(), std::size_t{1});
    QVERIFY(own[0].isSecretHere && own[0].userId.isValid);
}

void SealingTest::namesWhyAKeyIsNotUsed_data()
{
    QTest::addColumn<QByteArray>("fingerprint");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [&](const char *name, const QByteArray &fingerprint, const QByteArray &address,
                         const QByteArray &expected) {
        QTest::newRow(name) << fingerprint << address << expected;
    };
    const QByteArray ann = "ann@example.org";
    row("nobody here has it", m_keys->fingerprint("otto"), ann, "KeyMissing");
    row("no fingerprint", {}, ann, "KeyMissing");
    row("expired", m_keys->fingerprint("old"), ann, "KeyExpired");
    row("revoked", m_keys->fingerprint("lost"), ann, "KeyRevoked");
    row("nobody says whose", m_keys->fingerprint("eve"), ann, "KeyNotTrusted");
    row("her name on a key of which another one is known", m_keys->fingerprint("mallory"), ann,
        "KeyNotTrusted");
    row("good, for another address", m_keys->fingerprint("ann"), "bob@example.org", "KeyNotTrusted");
}

void SealingTest::namesWhyAKeyIsNotUsed()
{
    QFETCH(QByteArray, fingerprint);
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, expected);
    SealRequest asked = toAnn(compose::messageOf(mailOfRita(1, true), generated::stamp(1)));
    asked.readers[0][0] = {fingerprint, address};
    const Sealed sealed = crypto::sealMessage(asked, *m_rita);
    QCOMPARE(said(sealed.failure), expected);
    QCOMPARE(sealed.address, address);
    QVERIFY(sealed.messages.empty());
}

void SealingTest::takesAKeyThatAPersonHasChosen()
{
    SealRequest asked = toAnn(compose::messageOf(mailOfRita(1, true), generated::stamp(1)));
    asked.readers[0][0] = {m_keys->fingerprint("eve"), "ann@example.org", true};
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita).failure), ""_ba);
    asked.readers[0][0].fingerprint = m_keys->fingerprint("old");  // but not what cannot be right
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita).failure), "KeyExpired"_ba);
}

void SealingTest::namesWhyNothingIsSigned()
{
    SealRequest asked = toAnn(compose::messageOf(mailOfRita(1, true), generated::stamp(1)));
    asked.signer = m_keys->fingerprint("ann");
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita).failure), "NoSecretKey"_ba);
    asked.signer = m_keys->fingerprint("old");
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita).failure), "KeyExpired"_ba);
    asked.signer = m_keys->fingerprint("otto");
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita).failure), "KeyMissing"_ba);
    asked.message.resize(crypto::limits::messageOctets + 1);
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita).failure), "TooLarge"_ba);
}

void SealingTest::stopsWhenItIsTold()
{
    std::stop_source stop;
    stop.request_stop();
    const SealRequest asked = toAnn(compose::messageOf(mailOfRita(1, true), generated::stamp(1)));
    QCOMPARE(said(crypto::sealMessage(asked, *m_rita, stop.get_token()).failure), "TookTooLong"_ba);
    SealRequest unsignedOne = asked;
    unsignedOne.signer.clear();
    QCOMPARE(said(crypto::sealMessage(unsignedOne, *m_rita, stop.get_token()).failure), "TookTooLong"_ba);
    QCOMPARE(said(m_rita->findKeys(Scheme::OpenPgp, "ann@example.org", stop.get_token()).failure),
             "TookTooLong"_ba);
}

// Each message names the keys of those who see each other in it.
void SealingTest::tellsNobodyOfBlindCopies()
{
    SealRequest asked = toAnn(compose::messageOf(mailOfRita(3, true), generated::stamp(3)));
    asked.readers.push_back({pgpKey("mallory", "mallory@example.net"), pgpKey("rita", "rita@example.org")});
    asked.readers.push_back({pgpKey("rita", "rita@example.org")});
    const Sealed sealed = crypto::sealMessage(asked, *m_rita);
    QCOMPARE(said(sealed.failure), ""_ba);
    QCOMPARE(sealed.messages.size(), std::size_t{3});
    const QByteArray ann = encryptionKeyOf("ann"), mallory = encryptionKeyOf("mallory"),
                     rita = encryptionKeyOf("rita");
    QVERIFY(!ann.isEmpty() && !mallory.isEmpty() && !rita.isEmpty());
    QCOMPARE(keysNamedIn(sealed.messages[0]), sorted({ann, rita}));
    QCOMPARE(keysNamedIn(sealed.messages[1]), sorted({mallory, rita}));
    QCOMPARE(keysNamedIn(sealed.messages[2]), QByteArrayList{rita});
    // One mail for all three: what differs is the encrypted octets alone.
    for (const QByteArray &each : sealed.messages)
        QCOMPARE(compose::halvesOf(each).header, compose::halvesOf(asked.message).header);
}

void SealingTest::addsNoKeysOfTheConfiguration()
{
    QFile configuration(m_keys->home(Side::Reader) + u"/gpg.conf"_s);
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write("encrypt-to " + m_keys->fingerprint("mallory") + "\nhidden-encrypt-to "
                        + m_keys->fingerprint("mallory") + '\n');
    configuration.close();
    const Sealed sealed =
        crypto::sealMessage(toAnn(compose::messageOf(mailOfRita(4, true), generated::stamp(4))), *m_rita);
    QVERIFY(configuration.remove());
    QCOMPARE(said(sealed.failure), ""_ba);
    QCOMPARE(keysNamedIn(sealed.messages[0]), sorted({encryptionKeyOf("ann"), encryptionKeyOf("rita")}));
}

void SealingTest::isReadByOthersAsByUs()
{
    const QString folder = m_keys->home(Side::Writers);
    for (int number = 0; number < compositions; ++number) {
        const bool isSigned = number % 3 != 0, isEncrypted = number % 3 != 1;
        const QByteArray message = compose::messageOf(mailOfRita(number, isSigned), generated::stamp(number));
        SealRequest asked = toAnn(message);
        if (!isSigned)
            asked.signer.clear();
        if (!isEncrypted)
            asked.readers.clear();
        const Sealed sealed = crypto::sealMessage(asked, *m_rita);
        QCOMPARE(said(sealed.failure), ""_ba);
        const crypto::Opened opened = crypto::openMessage(asRequest(sealed.messages[0]), *m_others);
        QCOMPARE(said(opened.signature), isSigned ? "Valid"_ba : "Unsigned"_ba);
        QCOMPARE(said(opened.decryption), isEncrypted ? "Open"_ba : "None"_ba);
        const mime::ParsedMessage plain = mime::parseMessage(entityOf(message));
        QCOMPARE(shownText(opened), shownText({.content = plain.root}));
        QCOMPARE(mime::serialize(opened.content->info), mime::serialize(plain.root.info));
        // GnuPG itself.
        const auto protection = crypto::protectionOf(mime::parseMessage(sealed.messages[0]).root);
        if (isEncrypted) {
            const QByteArray inside = m_keys->gpg(Side::Writers, {u"--decrypt"_s}, protection->data);
            QVERIFY(isSigned ? inside.contains(entityOf(message)) : inside == entityOf(message));
            continue;
        }
        QFile signature(folder + u"/signature"_s);
        QVERIFY(signature.open(QIODevice::WriteOnly) && signature.write(protection->data) > 0);
        signature.close();
        const QByteArray verified = m_keys->gpg(
            Side::Writers, {u"--status-fd"_s, u"1"_s, u"--verify"_s, signature.fileName(), u"-"_s},
            entityOf(message));
        QVERIFY2(verified.contains("GOODSIG"), verified.constData());
    }
}

void SealingTest::isReadByOthersAsByUsWithCertificates()
{
    const auto rita = m_rita->findKeys(Scheme::Smime, "rita@example.org", {}).keys.at(0);
    const auto ann = m_rita->findKeys(Scheme::Smime, "ann@example.org", {}).keys.at(0);
    m_keys->setPinentryObliging(true);
    for (int number = 0; number < compositions; number += 4) {
        const bool isSigned = number % 3 != 0, isEncrypted = number % 3 != 1;
        const QByteArray message = compose::messageOf(mailOfRita(number, isSigned), generated::stamp(number));
        SealRequest asked = request(message);
        asked.scheme = Scheme::Smime;
        asked.signer = isSigned ? rita.fingerprint : QByteArray();
        if (isEncrypted)
            asked.readers = {{{ann.fingerprint, "ann@example.org"}, {rita.fingerprint, "rita@example.org"}}};
        const Sealed sealed = crypto::sealMessage(asked, *m_rita);
        QCOMPARE(said(sealed.failure), ""_ba);
        const crypto::Opened opened = crypto::openMessage(asRequest(sealed.messages[0]), *m_rita);
        QCOMPARE(said(opened.signature), isSigned ? "Valid"_ba : "Unsigned"_ba);
        QCOMPARE(said(opened.decryption), isEncrypted ? "Open"_ba : "None"_ba);
        const mime::ParsedMessage plain = mime::parseMessage(entityOf(message));
        QCOMPARE(mime::serialize(opened.content->info), mime::serialize(plain.root.info));
        // openssl, on the whole message
        QByteArray seen = sealed.messages[0];
        if (isEncrypted)
            seen = m_certificates->decrypted(seen, "ann");
        if (isSigned)
            seen = m_certificates->verified(seen);
        QVERIFY2(m_certificates->error().isEmpty(), m_certificates->error().constData());
        QCOMPARE(seen, entityOf(message));
    }
    m_keys->setPinentryObliging(false);
}

// Blanks at the ends of lines, "From " and dots at their beginnings, eight bits, messages that go along.
void SealingTest::keepsWhatWouldBeChangedOnTheWay()
{
    compose::Composition mail = mailOfRita(1, true);
    mail.rich.reset();
    mail.text =
        u"A line that ends with a blank \nand one with a tab\t\nFrom here\n.\n..\n>From there\nGrüße \n\n "_s;
    mail.attachments = {
        compose::attachmentOf("Subject: a\r\n\r\nblanks  \r\nFrom me\r\n", u"a.eml"_s, "message/rfc822"),
        compose::attachmentOf("Subject: b\r\n\r\nplain\r\n", u"b.eml"_s, "message/rfc822"),
        compose::attachmentOf("Subject: c\r\n\r\n\xfc\r\n", u"c.eml"_s, "message/rfc822")};
    const QByteArray message = compose::messageOf(mail, generated::stamp(1));
    const QByteArray entity = compose::halvesOf(message).entity;
    QCOMPARE(entity.count("Content-Type: message/rfc822"), 1);
    const auto lines = entity.split('\n');
    for (const QByteArray &line : lines) {
        QVERIFY2(!line.endsWith(" \r") && !line.endsWith("\t\r") && !line.startsWith("From "),
                 line.constData());
        QVERIFY2(line != ".\r" && line.size() < 999, line.constData());
        QVERIFY(std::all_of(line.begin(), line.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    }
    SealRequest asked = toAnn(message);
    asked.readers.clear();
    const Sealed sealed = crypto::sealMessage(asked, *m_rita);
    const auto opened = crypto::openMessage(asRequest(sealed.messages.at(0)), *m_others);
    QCOMPARE(said(opened.signature), "Valid"_ba);
    QVERIFY2(shownText(opened).contains("From here\n.\n..\n> From there\nGrüße"),
             shownText(opened).constData());
}

void SealingTest::asksNobodyOnTheNetwork()
{
    QVERIFY(!m_listener.hasPendingConnections());
}

POSTHORN_TEST(SealingTest)
#include "tst_sealing.moc"
