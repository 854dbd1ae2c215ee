// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

namespace {

QByteArray base64Url(const QByteArray &octets)
{
    return octets.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

// A token that Dovecot takes, if it was not too late: RFC 7519, with the word of "servers --extensions".
QByteArray token(qint64 validSeconds)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QJsonObject claims{{u"sub"_s, u"alice"_s}, {u"iat"_s, now - 7200}, {u"exp"_s, now + validSeconds}};
    const QByteArray text = base64Url(R"({"alg":"HS256","typ":"JWT"})") + '.'
        + base64Url(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    return text + '.'
        + base64Url(QMessageAuthenticationCode::hash(text, "posthorn tests", QCryptographicHash::Sha256));
}

struct Attempt {
    bool isIn = false;
    std::optional<net::LoginProblem> problem;
};

Attempt logIn(const ImapServer &server, const Login &login, const QByteArray &mechanism)
{
    imap::SessionOptions options;
    options.mechanism = mechanism;
    options.user = login.user;
    Client client(server, login, options);
    const bool isIn = client.open();
    return {isIn, client.loginProblem()};
}

}

// Every way of proving who we are, with the servers that take it.
class LiveAuthentication : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void theStrongestMechanismIsTaken();
    void passwordsAreTakenByEveryMechanismAndWrongOnesByNone();
    void aCertificateIsEnough();
    void tokensAreTakenUntilTheyExpire();

private:
    [[nodiscard]] static QString offers(const Client &client, const QByteArray &mechanism)
    {
        if (!server().wantsLogin())
            return u"PREAUTH"_s;
        return client.has("AUTH=" + mechanism) ? u"in"_s : notOffered;
    }
};

void LiveAuthentication::theStrongestMechanismIsTaken()
{
    OPEN_CLIENT(client);
    const QByteArrayList said = client.said();
    Client again(server());
    again.session().provideCredentials({"alice", Secret("secret"_ba)});
    again.session().start();
    QVERIFY(again.waitFor([&] { return again.session().phase() == imap::Phase::Authenticated; }));
    QString way = u"PREAUTH"_s;
    for (const QByteArray &line : again.said()) {
        if (line.contains("AUTHENTICATE "))
            way = QString::fromLatin1(line.split(' ').value(2));
    }
    TELL(u"login by"_s, way, {"SCRAM-SHA-256", "SCRAM-SHA-256", "PREAUTH", "PREAUTH"});
}

void LiveAuthentication::passwordsAreTakenByEveryMechanismAndWrongOnesByNone()
{
    OPEN_CLIENT(client);
    const Known both{"in", "in", "PREAUTH", "PREAUTH"}, first{"in", "not offered", "PREAUTH", "PREAUTH"};
    const std::pair<QByteArray, Known> mechanisms[] = {{"SCRAM-SHA-256", both},
                                                       {"SCRAM-SHA-1", both},
                                                       {"CRAM-MD5", first},
                                                       {"PLAIN", both},
                                                       {"LOGIN", both}};
    for (const auto &[mechanism, known] : mechanisms) {
        // The capabilities before the login count; LOGIN is also a command.
        Client before(server());
        const bool wantsLogin = server().wantsLogin();
        if (wantsLogin) {
            before.session().start();
            QVERIFY(before.waitFor([&] { return before.session().capabilities().isKnown(); }));
        }
        QString how = offers(before, mechanism);
        if (how == u"in"_s) {
            const Attempt right = logIn(server(), {}, mechanism);
            how = right.isIn ? u"in"_s : u"refused"_s;
            const Attempt wrong = logIn(server(), {"alice", "wrong"}, mechanism);
            QVERIFY2(!wrong.isIn, mechanism.constData());
            QCOMPARE(wrong.problem, std::optional(net::LoginProblem::WrongCredentials));
        }
        TELL(QString::fromLatin1(mechanism), how, (known));
    }
}

void LiveAuthentication::aCertificateIsEnough()
{
    OPEN_CLIENT(client);
    const bool isHere = server().kind() == ImapServer::Kind::Dovecot;
    QString how = server().wantsLogin() ? notOffered : u"PREAUTH"_s;
    if (isHere) {
        how = logIn(server(), {"alice", {}, true}, "EXTERNAL").isIn ? u"in"_s : u"refused"_s;
        QVERIFY(!logIn(server(), {"alice", {}, false}, "EXTERNAL").isIn);
        QVERIFY(!logIn(server(), {"bob", {}, true}, "EXTERNAL").isIn);  // it is alice's
    }
    TELL(u"EXTERNAL"_s, how, {"in", "not offered", "PREAUTH", "PREAUTH"});
}

void LiveAuthentication::tokensAreTakenUntilTheyExpire()
{
    OPEN_CLIENT(client);
    const bool isHere = server().kind() == ImapServer::Kind::Dovecot;
    for (const char *mechanism : {"OAUTHBEARER", "XOAUTH2"}) {
        QString how = server().wantsLogin() ? notOffered : u"PREAUTH"_s;
        if (isHere) {
            how = logIn(server(), {"alice", token(3600)}, mechanism).isIn ? u"in"_s : u"refused"_s;
            const Attempt late = logIn(server(), {"alice", token(-60)}, mechanism);
            QVERIFY(!late.isIn);
            QCOMPARE(late.problem, std::optional(net::LoginProblem::TokenRejected));
        }
        TELL(QString::fromLatin1(mechanism), how, {"in", "not offered", "PREAUTH", "PREAUTH"});
    }
}

POSTHORN_TEST(LiveAuthentication)
#include "tst_authentication.moc"
