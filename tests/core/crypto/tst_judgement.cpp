// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/userid.h"

#include "tests/core/crypto/mails.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace crypto_test;
using crypto::Coverage;
using crypto::Judgement;
using crypto::SignatureFinding;
using State = SignatureFinding::State;
using Reason = Judgement::Reason;

Q_DECLARE_METATYPE(crypto::Findings)
Q_DECLARE_METATYPE(crypto::Coverage)

namespace {

crypto::Author ann()
{
    return mime::Mailbox{{}, "ann", "example.org"};
}

SignatureFinding good()
{
    SignatureFinding signature;
    signature.state = State::Good;
    signature.isKeyValid = true;
    signature.userIds = {{u"Ann"_s, "ann@example.org", true}};
    return signature;
}

template <typename Change>
crypto::Findings changed(Change change)
{
    SignatureFinding signature = good();
    change(signature);
    return {{}, {signature}, {}};
}

}

// What may be said, by what was found. Real keys: tst_openpgp.cpp, tst_smime.cpp.
class JudgementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isValidOnlyIfEverythingIs_data()
    {
        QTest::addColumn<crypto::Findings>("findings");
        QTest::addColumn<crypto::Coverage>("coverage");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const crypto::Findings &findings, const char *expected,
                            Coverage coverage = Coverage::Whole) {
            QTest::newRow(name) << findings << coverage << QByteArray(expected);
        };
        const auto inState = [](State state) { return changed([&](auto &each) { each.state = state; }); };
        row("good", changed([](auto &) {}), "Valid");
        row("over a part", changed([](auto &) {}), "Partial CoversOnlyAPart", Coverage::Part);
        row("over a part, with anybody's key", changed([](auto &each) {
                each.isKeyValid = false;
                each.userIds.front().isValid = false;
            }),
            "GoodButUnknownKey KeyNotTrusted", Coverage::Part);
        row("over ciphertext", changed([](auto &) {}), "Partial CoversCiphertext", Coverage::Ciphertext);
        row("bad over a part", inState(State::Bad), "Bad DoesNotMatch", Coverage::Part);
        row("bad", inState(State::Bad), "Bad DoesNotMatch");
        row("no key", inState(State::KeyMissing), "Unverifiable KeyMissing");
        row("expired key", inState(State::KeyExpired), "Unverifiable KeyExpired");
        row("revoked key", inState(State::KeyRevoked), "Unverifiable KeyRevoked");
        row("expired signature", inState(State::SignatureExpired), "Unverifiable SignatureExpired");
        row("unknown algorithm", inState(State::Uncheckable), "Unverifiable UnknownForm");
        row("not for signing", changed([](auto &each) { each.isForSigning = false; }),
            "Unverifiable KeyNotForSigning");
        row("weak digest", changed([](auto &each) { each.isDigestStrong = false; }),
            "Unverifiable WeakDigest");
        row("not trusted", changed([](auto &each) { each.isKeyValid = false; }),
            "GoodButUnknownKey KeyNotTrusted");
        row("only another name is valid", changed([](auto &each) {
                each.userIds = {{u"Mallory"_s, "m@example.net", true}, {u"Ann"_s, "ann@example.org", false}};
            }),
            "GoodButUnknownKey AddressNotConfirmed");
        row("another address", changed([](auto &each) { each.userIds[0].address = "ann@example.net"; }),
            "WrongAddress AddressDiffers");
        row("no address", changed([](auto &each) { each.userIds[0].address.clear(); }),
            "WrongAddress AddressDiffers");
        row("no name at all", changed([](auto &each) { each.userIds.clear(); }),
            "WrongAddress AddressDiffers");
        row("no signature", {}, "Unverifiable NoSignature");
        row("two good ones", {{}, {good(), good()}, {}}, "Unverifiable SeveralSignatures");
        row("a good and a bad one", {{}, {good(), inState(State::Bad).signatures[0]}, {}},
            "Bad DoesNotMatch");
        row("GPGME is missing", {crypto::Failure::NotBuilt}, "Error NotBuilt");
        row("gpg is missing", {crypto::Failure::ProgramMissing, {good()}, {}}, "Error ProgramMissing");
        row("it took too long", {crypto::Failure::TookTooLong}, "Error TookTooLong");
        row("it cannot be read", {crypto::Failure::Malformed}, "Unverifiable OddStructure");
    }
    void isValidOnlyIfEverythingIs()
    {
        COVERS("SEC-87");
        QFETCH(crypto::Findings, findings);
        QFETCH(crypto::Coverage, coverage);
        const Judgement judgement = crypto::judge(crypto::Scheme::OpenPgp, findings, ann(), coverage);
        QTEST(said(judgement), "expected");
        const auto noAuthor = crypto::judge(crypto::Scheme::OpenPgp, findings, {}, coverage);
        QVERIFY(noAuthor.status != Judgement::Status::Valid);
        if (judgement.status == Judgement::Status::Valid)
            QCOMPARE(said(noAuthor), "WrongAddress AuthorUnclear"_ba);
        const auto odd =
            crypto::judge(crypto::Scheme::OpenPgp, findings, ann(), coverage, Reason::OddStructure);
        QVERIFY(odd.status != Judgement::Status::Valid);
    }

    void twoSignaturesAreNeverBetterThanTheWorse()
    {
        Judgement valid, bad, none;
        valid.status = Judgement::Status::Valid;
        bad.status = Judgement::Status::Bad;
        QCOMPARE(said(crypto::combined(none, valid)), "Valid"_ba);
        QCOMPARE(said(crypto::combined(valid, none)), "Valid"_ba);
        QCOMPARE(said(crypto::combined(valid, bad)), "Bad"_ba);
        QCOMPARE(said(crypto::combined(bad, valid)), "Bad"_ba);
        QCOMPARE(said(crypto::combined(valid, valid)), "Unverifiable SeveralSignatures"_ba);
    }

    void readsTheNamesOnKeys_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("address");
        const auto row = [](const char *octets, const QString &name, const char *address) {
            QTest::newRow(octets) << QByteArray(octets) << name << QByteArray(address);
        };
        row("Ann Example <ann@example.org>", u"Ann Example"_s, "ann@example.org");
        row("Ann (work) <ann@example.org>", u"Ann (work)"_s, "ann@example.org");
        row("ann@example.org", {}, "ann@example.org");
        row("<ann@example.org>", {}, "ann@example.org");
        row("ann@example.org <mallory@example.net>", u"ann@example.org"_s, "mallory@example.net");
        row("Ann <ann@example.org> <mallory@example.net>", u"Ann"_s, "");
        row("Ann <ann@example.org>, Mallory", u"Ann"_s, "");
        row("Ann <ann@example.org@example.net>", u"Ann"_s, "");
        row("Ann <ann@example.org, m@example.net>", u"Ann"_s, "");
        row("Ann <ann example.org>", u"Ann"_s, "");
        row("CN=ann@example.org", u"CN=ann@example.org"_s, "");
        row("ann@example.org Mallory", u"ann@example.org Mallory"_s, "");
        row("Ann <", u"Ann"_s, "");
        row("", {}, "");
    }
    void readsTheNamesOnKeys()
    {
        QFETCH(QByteArray, octets);
        const crypto::UserId id = crypto::readUserId(octets);
        QTEST(id.name, "name");
        QTEST(id.address, "address");
        QVERIFY(!id.isValid);
    }

    void readsTheNameInACertificate()
    {
        QCOMPARE(crypto::commonName("CN=Ann Example,O=Posthorn"), u"Ann Example"_s);
        QCOMPARE(crypto::commonName("O=A\\, B,CN=Ann\\, the first"), u"Ann, the first"_s);
        QCOMPARE(crypto::commonName("O=CN=Ann"), QString());
        QCOMPARE(crypto::commonName("O=a\\"), QString());
    }
};

POSTHORN_TEST(JudgementTest)

#include "tst_judgement.moc"
