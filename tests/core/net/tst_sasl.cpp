// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/sasl.h"

#include <QMessageAuthenticationCode>
#include <QPasswordDigestor>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using net::chooseMechanisms;
using net::Credentials;
using net::makeSaslClient;
using net::SaslClient;

namespace {

using Algorithm = QCryptographicHash::Algorithm;

// The server's side of RFC 5802, 3.
struct ScramProof {
    QByteArray clientProof, serverSignature;
};

ScramProof scramProof(Algorithm algorithm, const QByteArray &password, const QByteArray &salt, int iterations,
                      const QByteArray &authMessage)
{
    const auto hmac = [&](const QByteArray &key, const QByteArray &text) {
        return QMessageAuthenticationCode::hash(text, key, algorithm);
    };
    const QByteArray salted =
        QPasswordDigestor::deriveKeyPbkdf2(algorithm, password, salt, iterations,
                                           static_cast<quint64>(QCryptographicHash::hashLength(algorithm)));
    const QByteArray clientKey = hmac(salted, "Client Key");
    const QByteArray signature = hmac(QCryptographicHash::hash(clientKey, algorithm), authMessage);
    QByteArray proof = clientKey;
    for (qsizetype i = 0; i < proof.size(); ++i)
        proof[i] = static_cast<char>(proof.at(i) ^ signature.at(i));
    return {proof.toBase64(), hmac(hmac(salted, "Server Key"), authMessage).toBase64()};
}

QByteArray attribute(const QByteArray &message, char name)
{
    for (const QByteArray &each : message.split(',')) {
        if (each.startsWith(QByteArray(1, name) + '='))
            return each.sliced(2);
    }
    return {};
}

std::unique_ptr<SaslClient> client(const QByteArray &mechanism, const QByteArray &user = "user",
                                   const QByteArray &password = "pencil")
{
    auto made = makeSaslClient(mechanism, Credentials{user, Secret(password)}, "imap", "mail.posthorn.test");
    return made ? *std::move(made) : nullptr;
}

QByteArray answer(SaslClient &to, const QByteArray &challenge)
{
    const Result<SaslClient::Step> step = to.step(challenge);
    return step ? step->response.reveal() : "error: " + step.error().detail;
}

// A whole exchange; what the server knows, and what it asks and says at the end.
struct ScramServer {
    Algorithm algorithm;
    QByteArray password;
    QByteArray iterations = "4096";
    QByteArray clientFirst = {}, serverFirst = {}, clientFinal = {};
    ScramProof proof = {};

    void run(SaslClient &to)
    {
        clientFirst = answer(to, {});
        const QByteArray bare = clientFirst.sliced(3);
        const QByteArray salt = "0123456789abcdef";
        serverFirst = "r=" + attribute(bare, 'r') + "server,s=" + salt.toBase64() + ",i=" + iterations;
        clientFinal = answer(to, serverFirst);
        const QByteArray withoutProof = clientFinal.first(std::max<qsizetype>(clientFinal.indexOf(",p="), 0));
        proof = scramProof(algorithm, password, salt, 4096, bare + ',' + serverFirst + ',' + withoutProof);
    }
};

}

Q_DECLARE_METATYPE(Algorithm)

class TestSasl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scramOfTheTestIsTheScramOfTheStandards();
    void scramProvesBothSides_data();
    void scramProvesBothSides();
    void scramNeedsTheServersSignature_data();
    void scramNeedsTheServersSignature();
    void scramBoundsTheIterations_data();
    void scramBoundsTheIterations();
    void scramPreparesThePassword();
    void scramRefusesAnotherNonce();
    void plainIsOneMessage();
    void loginIsTwoAnswers();
    void cramMd5AnswersTheStandardsChallenge();
    void oauthBearerIsTheMessageOfTheStandard();
    void xoauth2IsTheMessageOfItsAuthor();
    void tokensThatWouldBreakTheMessageAreRefused();
    void aRefusedTokenIsAnsweredSoThatTheRefusalComes_data();
    void aRefusedTokenIsAnsweredSoThatTheRefusalComes();
    void externalNamesTheUserAndNeedsNoPassword();
    void gssapiWithoutATicketLeavesTheOthersToBeTried();
    void hostileChallengesAreErrorsWithoutSecrets_data();
    void hostileChallengesAreErrorsWithoutSecrets();
    void credentialsThatCannotBeSentAreRefused();
    void mechanismsAreChosenStrongestFirst_data();
    void mechanismsAreChosenStrongestFirst();
};

void TestSasl::scramOfTheTestIsTheScramOfTheStandards()
{
    // RFC 5802, 5
    const ScramProof sha1 =
        scramProof(QCryptographicHash::Sha1, "pencil", QByteArray::fromBase64("QSXCR+Q6sek8bf92"), 4096,
                   "n=user,r=fyko+d2lbbFgONRv9qkxdawL,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+"
                   "Q6sek8bf92,i=4096,"
                   "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j");
    QCOMPARE(sha1.clientProof, "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="_ba);
    QCOMPARE(sha1.serverSignature, "rmF9pqV8S7suAoZWja4dJRkFsKQ="_ba);
    // RFC 7677, 3
    const ScramProof sha256 = scramProof(
        QCryptographicHash::Sha256, "pencil", QByteArray::fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096,
        "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s="
        "W22ZaJ0SNY7soEsUEjb6gQ=="
        ",i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
    QCOMPARE(sha256.clientProof, "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="_ba);
    QCOMPARE(sha256.serverSignature, "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="_ba);
}

void TestSasl::scramProvesBothSides_data()
{
    QTest::addColumn<QByteArray>("mechanism");
    QTest::addColumn<Algorithm>("algorithm");
    QTest::newRow("SHA-1") << "SCRAM-SHA-1"_ba << QCryptographicHash::Sha1;
    QTest::newRow("SHA-256") << "SCRAM-SHA-256"_ba << QCryptographicHash::Sha256;
}

void TestSasl::scramProvesBothSides()
{
    QFETCH(QByteArray, mechanism);
    QFETCH(Algorithm, algorithm);
    const auto scram = client(mechanism);
    QVERIFY(scram);
    QCOMPARE(scram->mechanism(), mechanism);
    QVERIFY(scram->clientFirst());
    ScramServer server{algorithm, "pencil"};
    server.run(*scram);
    QVERIFY(server.clientFirst.startsWith("n,,n=user,r="));
    QVERIFY(attribute(server.clientFirst.sliced(3), 'r').size() >= 16);
    QCOMPARE(attribute(server.clientFinal, 'p'), server.proof.clientProof);
    QVERIFY(!scram->isComplete());
    QCOMPARE(answer(*scram, "v=" + server.proof.serverSignature), QByteArray());
    QVERIFY(scram->isComplete());
    QVERIFY(!scram->step({}));
    QVERIFY(!scram->isComplete());
}

void TestSasl::scramNeedsTheServersSignature_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an error") << "e=other-error"_ba;
    QTest::newRow("another signature") << "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="_ba;
    QTest::newRow("an empty one") << "v="_ba;
    QTest::newRow("noise") << "hello"_ba;
}

void TestSasl::scramNeedsTheServersSignature()
{
    QFETCH(QByteArray, last);
    const auto scram = client("SCRAM-SHA-256");
    ScramServer server{QCryptographicHash::Sha256, "pencil"};
    server.run(*scram);
    QVERIFY(!scram->step(last));
    QVERIFY(!scram->isComplete());
}

void TestSasl::scramBoundsTheIterations_data()
{
    QTest::addColumn<QByteArray>("iterations");
    QTest::addColumn<QByteArray>("detail");
    QTest::newRow("just too many") << "1000001"_ba
                                   << "SCRAM iteration count"_ba;
    QTest::newRow("a great many") << "4294967295"_ba
                                  << "SCRAM iteration count"_ba;
    QTest::newRow("beyond 64 bits") << "99999999999999999999999"_ba
                                    << "SCRAM iteration count"_ba;
    QTest::newRow("negative") << "-1"_ba
                              << "SCRAM iteration count"_ba;
}

void TestSasl::scramBoundsTheIterations()
{
    QFETCH(QByteArray, iterations);
    QFETCH(QByteArray, detail);
    const auto scram = client("SCRAM-SHA-256");
    ScramServer server{QCryptographicHash::Sha256, "pencil", iterations};
    server.run(*scram);
    QCOMPARE(server.clientFinal, "error: " + detail);
    QVERIFY(!scram->isComplete());
    QVERIFY(!scram->step(server.serverFirst));
}

// SASLprep (RFC 4013, 3): a soft hyphen is nothing, a Roman numeral nine is "IX".
void TestSasl::scramPreparesThePassword()
{
    const auto scram = client("SCRAM-SHA-256", "us\u00ADer", "\u2168pen\u00ADcil");
    ScramServer server{QCryptographicHash::Sha256, "IXpencil"};
    server.run(*scram);
    QVERIFY(server.clientFirst.startsWith("n,,n=user,r="));
    QCOMPARE(attribute(server.clientFinal, 'p'), server.proof.clientProof);
}

void TestSasl::scramRefusesAnotherNonce()
{
    const auto scram = client("SCRAM-SHA-256");
    QVERIFY(scram->step({}));
    QVERIFY(!scram->step("r=somethingelse,s=QSXCR+Q6sek8bf92,i=4096"));
    QVERIFY(!scram->isComplete());
}

void TestSasl::plainIsOneMessage()
{
    const auto plain = client("PLAIN", "m\u00FCller", "p\u00E4ss word");
    QVERIFY(plain->clientFirst());
    QVERIFY(!plain->isComplete());
    QCOMPARE(answer(*plain, {}), QByteArray("\0m\xC3\xBCller\0p\xC3\xA4ss word", 19));
    QVERIFY(plain->isComplete());
}

void TestSasl::loginIsTwoAnswers()
{
    const auto login = client("LOGIN");
    QVERIFY(!login->clientFirst());
    QCOMPARE(answer(*login, "Username:"), "user"_ba);
    QVERIFY(!login->isComplete());
    QCOMPARE(answer(*login, "Password:"), "pencil"_ba);
    QVERIFY(login->isComplete());
}

// RFC 2195, 2
void TestSasl::cramMd5AnswersTheStandardsChallenge()
{
    const auto cram = client("CRAM-MD5", "tim", "tanstaaftanstaaf");
    QVERIFY(!cram->clientFirst());
    QCOMPARE(answer(*cram, "<1896.697170952@postoffice.reston.mci.net>"),
             "tim b913a602c7eda7a495b4e6e7334d3890"_ba);
    QVERIFY(cram->isComplete());
}

// RFC 7628, 4.1, without the port, which the server knows.
void TestSasl::oauthBearerIsTheMessageOfTheStandard()
{
    const auto bearer =
        client("OAUTHBEARER", "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");
    QVERIFY(bearer->clientFirst());
    QCOMPARE(bearer->mechanism(), "OAUTHBEARER"_ba);
    QVERIFY(!bearer->isComplete());
    QCOMPARE(answer(*bearer, {}),
             "n,a=user@example.com,\1host=mail.posthorn.test\1auth=Bearer "
             "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1"_ba);
    QVERIFY(bearer->isComplete());
    QCOMPARE(answer(*client("OAUTHBEARER", "a=b,c", "t"), {}),
             "n,a=a=3Db=2Cc,\1host=mail.posthorn.test\1auth=Bearer t\1\1"_ba);
}

void TestSasl::xoauth2IsTheMessageOfItsAuthor()
{
    const auto bearer =
        client("XOAUTH2", "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");
    QCOMPARE(bearer->mechanism(), "XOAUTH2"_ba);
    QCOMPARE(answer(*bearer, {}).toBase64(),
             "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1"
             "semRHRXVZ"
             "Mjl0Q2cBAQ=="_ba);
}

void TestSasl::tokensThatWouldBreakTheMessageAreRefused()
{
    for (const auto &token : {"a b"_ba, "a\1b"_ba, "a\nb"_ba, ""_ba, "\xC3\xA4"_ba}) {
        QVERIFY(!client("XOAUTH2", "user", token));
        QVERIFY(!client("OAUTHBEARER", "user", token));
    }
    QVERIFY(!client("XOAUTH2", "us\1er", "t"));
}

void TestSasl::aRefusedTokenIsAnsweredSoThatTheRefusalComes_data()
{
    QTest::addColumn<QByteArray>("mechanism");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("OAUTHBEARER") << "OAUTHBEARER"_ba
                                 << "\1"_ba;
    QTest::newRow("XOAUTH2") << "XOAUTH2"_ba
                             << ""_ba;
}

void TestSasl::aRefusedTokenIsAnsweredSoThatTheRefusalComes()
{
    QFETCH(QByteArray, mechanism);
    QFETCH(QByteArray, said);
    const auto bearer = client(mechanism, "user", "token");
    QVERIFY(bearer->step({}));
    QCOMPARE(answer(*bearer, R"({"status":"invalid_token"})"), said);
    QVERIFY(!bearer->isComplete());
    QVERIFY(!bearer->step("again"));
}

void TestSasl::externalNamesTheUserAndNeedsNoPassword()
{
    const auto external = client("EXTERNAL", "bob", {});
    QVERIFY(external->clientFirst());
    QCOMPARE(answer(*external, {}), "bob"_ba);
    QVERIFY(external->isComplete());
    QVERIFY(!net::needsPassword("external") && !net::needsPassword("GSSAPI"));
    QVERIFY(net::needsPassword("PLAIN") && net::needsPassword("XOAUTH2") && net::needsPassword("X-NEW"));
    QVERIFY(net::takesToken("XOAUTH2") && !net::takesToken("PLAIN") && !net::takesToken("X-NEW"));
    QVERIFY(net::takesPassword("CRAM-MD5") && !net::takesPassword("OAUTHBEARER")
            && !net::takesPassword("X-NEW"));
}

void TestSasl::gssapiWithoutATicketLeavesTheOthersToBeTried()
{
    const QByteArray before = qgetenv("KRB5CCNAME");
    qputenv("KRB5CCNAME", "FILE:/nonexistent/ticket");
    const auto made = makeSaslClient("GSSAPI", {"bob", Secret("pencil")}, "imap", "mail.posthorn.test");
    before.isNull() ? qunsetenv("KRB5CCNAME") : qputenv("KRB5CCNAME", before);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Unsupported);
}

void TestSasl::hostileChallengesAreErrorsWithoutSecrets_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("NUL") << QByteArray(10, '\0');
    QTest::newRow("no salt") << "r=x,i=4096"_ba;
    QTest::newRow("mandatory extension") << "m=x,r=x,s=QSXCR+Q6sek8bf92,i=4096"_ba;
    QTest::newRow("huge") << QByteArray(1024 * 1024, 'r');
    QTest::newRow("not base64") << "r=x,s=!!!!,i=4096"_ba;
}

void TestSasl::hostileChallengesAreErrorsWithoutSecrets()
{
    QFETCH(QByteArray, challenge);
    const auto scram = client("SCRAM-SHA-1", "user", "canary-4711");
    QVERIFY(scram->step({}));
    const Result<SaslClient::Step> step = scram->step(challenge);
    QVERIFY(!step);
    QVERIFY(!step.error().detail.contains("canary"));
    QVERIFY(!step.error().detail.contains("user"));
    QVERIFY(!scram->step({}));
}

void TestSasl::credentialsThatCannotBeSentAreRefused()
{
    QVERIFY(!client("PLAIN", "us\0er"_ba));
    QVERIFY(!client("PLAIN", "user", QByteArray("pen\0cil", 7)));
    QVERIFY(!client("PLAIN", {}));
    QVERIFY(!client("NTLM"));
    QVERIFY(!client("ANONYMOUS"));
    QVERIFY(!client({}));
}

void TestSasl::mechanismsAreChosenStrongestFirst_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<bool>("encrypted");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("chosen");
    const QByteArray all =
        "LOGIN PLAIN CRAM-MD5 NTLM SCRAM-SHA-1 DIGEST-MD5 ANONYMOUS scram-sha-256 EXTERNAL";
    QTest::newRow("over TLS") << all << true << ""_ba
                              << "SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN"_ba;
    QTest::newRow("in clear") << all << false << ""_ba
                              << "SCRAM-SHA-256 SCRAM-SHA-1"_ba;
    QTest::newRow("PLAIN in clear, even if wanted") << all << false << "PLAIN"_ba
                                                    << ""_ba;
    QTest::newRow("certificate only if wanted") << all << true << "EXTERNAL"_ba
                                                << "EXTERNAL"_ba;
    QTest::newRow("ticket first") << "PLAIN GSSAPI SCRAM-SHA-256"_ba << true << ""_ba
                                  << "GSSAPI SCRAM-SHA-256 PLAIN"_ba;
    QTest::newRow("tokens only if wanted") << "XOAUTH2 OAUTHBEARER PLAIN"_ba << true << ""_ba
                                           << "PLAIN"_ba;
    QTest::newRow("token") << "XOAUTH2 OAUTHBEARER PLAIN"_ba << true << "XOAUTH2"_ba
                           << "XOAUTH2"_ba;
    QTest::newRow("token in clear") << "XOAUTH2 OAUTHBEARER PLAIN"_ba << false << "OAUTHBEARER"_ba
                                    << ""_ba;
    QTest::newRow("certificate in clear") << all << false << "EXTERNAL"_ba
                                          << ""_ba;
    QTest::newRow("LOGIN in clear, even if wanted") << all << false << "LOGIN"_ba
                                                    << ""_ba;
    QTest::newRow("wanted") << all << true << "plain"_ba
                            << "PLAIN"_ba;
    QTest::newRow("CRAM-MD5 only if wanted") << all << true << "CRAM-MD5"_ba
                                             << "CRAM-MD5"_ba;
    QTest::newRow("wanted, not offered") << "PLAIN LOGIN"_ba << true << "SCRAM-SHA-256"_ba
                                         << ""_ba;
    QTest::newRow("weak ones alone") << "CRAM-MD5 NTLM DIGEST-MD5"_ba << true << ""_ba
                                     << ""_ba;
    QTest::newRow("nothing offered") << ""_ba << true << ""_ba
                                     << ""_ba;
    QTest::newRow("many") << QByteArray("X ").repeated(60) + "PLAIN" << true << ""_ba
                          << "PLAIN"_ba;
}

void TestSasl::mechanismsAreChosenStrongestFirst()
{
    COVERS("SEC-12");
    QFETCH(QByteArray, offered);
    QFETCH(bool, encrypted);
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, chosen);
    const QList<QByteArray> words = offered.split(' ');
    const auto mechanisms = chooseMechanisms({words.begin(), words.end()}, encrypted, wanted);
    QCOMPARE(QList<QByteArray>(mechanisms.begin(), mechanisms.end()).join(' '), chosen);
}

POSTHORN_TEST(TestSasl)

#include "tst_sasl.moc"
