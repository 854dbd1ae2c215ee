// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/formposter.h"
#include "core/net/picturefetcher.h"

#include <set>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"
#include "tests/support/webserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using posthorn_test::TestPki;
using posthorn_test::WebCall;
using posthorn_test::WebServer;
using Connection = posthorn_test::TestServer::Connection;

namespace {

QByteArray picture(const QByteArray &rest = "picture")
{
    return "\x89PNG\r\n\x1a\n    " + rest;
}

}

// Pictures and forms over real TLS, from a server of this machine that answers as the test says.
class PictureFetcherTest : public QObject
{
    Q_OBJECT

private:
    TestPki m_pki;
    FakeClock m_clock;
    std::unique_ptr<WebServer> m_server;
    QStringList m_lookedUp;
    QHash<QByteArray, QByteArray> m_answers;  // by path
    net::PicturesFetched m_all;               // of all news

    // All names are this machine, on the server's port.
    net::WebOptions options()
    {
        net::WebOptions options;
        options.policy.port = m_server->port();
        options.policy.allowsPrivateAddresses = true;
        options.caFile = m_pki.file("root");
        options.resolve = [this](const QString &host, QObject *context, const net::WebOptions::Known &known) {
            m_lookedUp.append(host);
            QMetaObject::invokeMethod(
                context, [known] { known({QHostAddress(QHostAddress::LocalHost)}); }, Qt::QueuedConnection);
        };
        return options;
    }
    void serve(const QByteArray &certificate = "good")
    {
        m_server = std::make_unique<WebServer>(
            m_pki.identity(certificate), [this](Connection &connection, const WebCall &call) {
                if (const QByteArray answer = m_answers.value(call.path); !answer.isEmpty())
                    connection.send(answer);
            });
    }
    [[nodiscard]] QString at(const QByteArray &path, const QString &host = u"a.example"_s) const
    {
        return u"https://%1:%2%3"_s.arg(host).arg(m_server->port()).arg(QString::fromLatin1(path));
    }
    void fetch(net::PictureFetcher &fetcher, const QStringList &addresses)
    {
        m_all = {};
        QSignalSpy news(&fetcher, &net::PictureFetcher::fetched);
        connect(&fetcher, &net::PictureFetcher::fetched, this, [this](const net::PicturesFetched &more) {
            m_all.serial = more.serial;
            m_all.pictures.insert(more.pictures);
            m_all.failures += more.failures;
            m_all.isLast = more.isLast;
        });
        fetcher.fetch({7, addresses});
        QTRY_VERIFY(m_all.isLast);
    }
    void fetch(const QStringList &addresses)
    {
        net::PictureFetcher fetcher(options(), m_clock);
        fetch(fetcher, addresses);
    }
    [[nodiscard]] Error::Kind failure() const
    {
        return m_all.failures.size() == 1 ? m_all.failures.first().why : Error::Kind::Cancelled;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray names =
            "basicConstraints=critical,CA:FALSE\nsubjectAltName=DNS:a.example,DNS:b.example,IP:127.0.0.1\n";
        m_pki.issue({.name = "root",
                     .issuer = {},
                     .extensions = "basicConstraints=critical,CA:TRUE\n",
                     .key = "ec-ca"});
        m_pki.issue({.name = "good", .issuer = "root", .extensions = names});
        m_pki.issue({.name = "weak", .issuer = "root", .extensions = names, .key = "rsa1024"});
        m_pki.issue({.name = "own", .issuer = {}, .extensions = names});
        m_pki.issue({.name = "expired", .issuer = "root", .extensions = names, .until = "20210101000000Z"});
        QVERIFY2(m_pki.isValid(), m_pki.error());
    }
    void init()
    {
        m_answers.clear();
        m_lookedUp.clear();
        serve();
    }

    void picturesComeAndNothingIsToldOfTheReader()
    {
        m_answers = {{"/1", WebServer::reply("200 OK", picture("one"))},
                     {"/2?id=3", WebServer::reply("200 OK", picture("two"))}};
        fetch({at("/1"), at("/2?id=3"), at("/1")});
        QCOMPARE(m_all.serial, quint64{7});
        QCOMPARE(m_all.pictures.size(), 2);
        QCOMPARE(m_all.pictures.value(at("/1")), picture("one"));
        QCOMPARE(m_all.pictures.value(at("/2?id=3")), picture("two"));
        QVERIFY(m_all.failures.isEmpty());
        QCOMPARE(m_server->paths(), QByteArrayList({"/1", "/2?id=3"}));
        for (const WebCall &call : m_server->calls()) {
            QCOMPARE(call.method, "GET"_ba);
            QCOMPARE(call.field("Host"), "a.example:" + QByteArray::number(m_server->port()));
            QCOMPARE(call.field("User-Agent"), "Mozilla/5.0"_ba);
            QCOMPARE(call.field("Accept-Language"), "*"_ba);
            for (const char *name : {"Cookie", "Referer", "Authorization", "From", "If-None-Match", "Origin"})
                QVERIFY2(call.field(name).isEmpty(), name);
        }
    }

    void cookiesAreNeverSentBack()
    {
        const QByteArray cookie = "Set-Cookie: id=4711; Path=/; Secure\r\n";
        m_answers = {{"/1", WebServer::reply("302 Found", {}, cookie + "Location: /2\r\n")},
                     {"/2", WebServer::reply("200 OK", picture(), cookie)},
                     {"/3", WebServer::reply("200 OK", picture(), cookie)}};
        net::PictureFetcher fetcher(options(), m_clock);
        fetch(fetcher, {at("/1")});
        fetch(fetcher, {at("/3")});
        fetch(fetcher, {at("/3")});  // nothing is kept
        QCOMPARE(m_server->paths(), QByteArrayList({"/1", "/2", "/3", "/3"}));
        for (const WebCall &call : m_server->calls())
            QVERIFY(call.field("Cookie").isEmpty());
    }

    void whatIsLedElsewhereIsJudgedAgain_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<bool>("comes");
        QTest::newRow("another host") << "https://b.example:%1/picture"_ba << true;
        QTest::newRow("clear text") << "http://b.example:%1/picture"_ba << false;
        QTest::newRow("another port") << "https://b.example:22/picture"_ba << false;
        QTest::newRow("in a ring") << "https://a.example:%1/start"_ba << false;
        QTest::newRow("nowhere") << ""_ba << false;
    }
    void whatIsLedElsewhereIsJudgedAgain()
    {
        QFETCH(QByteArray, location);
        QFETCH(bool, comes);
        location.replace("%1", QByteArray::number(m_server->port()));
        m_answers = {{"/start", WebServer::reply("302 Found", {}, "Location: " + location + "\r\n")},
                     {"/picture", WebServer::reply("200 OK", picture())}};
        fetch({at("/start")});
        QCOMPARE(m_all.pictures.contains(at("/start")), comes);
        QVERIFY(m_server->calls().size() <= 6);
    }

    // The name is one of the public net; what it leads to is not.
    void aNameThatLeadsToThisMachineIsRefused_data()
    {
        QTest::addColumn<QStringList>("addresses");
        QTest::newRow("alone") << QStringList{u"127.0.0.1"_s};
        QTest::newRow("beside a public one") << QStringList{u"1.1.1.1"_s, u"127.0.0.1"_s};
        QTest::newRow("in IPv6") << QStringList{u"::1"_s};
    }
    void aNameThatLeadsToThisMachineIsRefused()
    {
        QFETCH(QStringList, addresses);
        net::WebOptions strict = options();
        strict.policy.allowsPrivateAddresses = false;
        strict.resolve = [addresses](const QString &, QObject *, const net::WebOptions::Known &known) {
            QList<QHostAddress> found;
            for (const QString &address : addresses)
                found.append(QHostAddress(address));
            known(found);
        };
        net::PictureFetcher fetcher(strict, m_clock);
        fetch(fetcher, {at("/1")});
        QCOMPARE(failure(), Error::Kind::Refused);
        QCOMPARE(m_server->connections(), 0);
    }

    void anotherAddressOfTheHostIsTried()
    {
        m_answers = {{"/1", WebServer::reply("200 OK", picture())}};
        net::WebOptions two = options();
        two.resolve = [](const QString &, QObject *, const net::WebOptions::Known &known) {
            known({QHostAddress(u"127.0.0.9"_s), QHostAddress(QHostAddress::LocalHost)});
        };
        net::PictureFetcher fetcher(two, m_clock);
        fetch(fetcher, {at("/1")});
        QCOMPARE(m_all.pictures.size(), 1);
    }

    void certificatesAreNeverOverlooked_data()
    {
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QString>("host");
        QTest::newRow("of nobody we know") << "own"_ba << u"a.example"_s;
        QTest::newRow("expired") << "expired"_ba << u"a.example"_s;
        QTest::newRow("for another host") << "good"_ba << u"c.example"_s;
        QTest::newRow("weak") << "weak"_ba << u"a.example"_s;
    }
    void certificatesAreNeverOverlooked()
    {
        QFETCH(QByteArray, certificate);
        QFETCH(QString, host);
        serve(certificate);
        m_answers = {{"/1", WebServer::reply("200 OK", picture())}};
        fetch({at("/1", host)});
        QCOMPARE(failure(), Error::Kind::Untrusted);
        QCOMPARE(m_all.failures.first().host, host);
        QVERIFY(m_server->calls().isEmpty());  // the address itself is a secret of its kind
    }

    void onlyPicturesAreTaken_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Error::Kind>("why");
        const QByteArray type = "Content-Type: image/png\r\n";
        QTest::newRow("a page that says it is one")
            << WebServer::reply("200 OK", "<html><body>words", type) << Error::Kind::Unsupported;
        QTest::newRow("a drawing") << WebServer::reply("200 OK", "<svg xmlns='x'/>      ", type)
                                   << Error::Kind::Unsupported;
        QTest::newRow("nothing") << WebServer::reply("200 OK", {}, type) << Error::Kind::Unsupported;
        QTest::newRow("not there") << WebServer::reply("404 Not Found", picture()) << Error::Kind::Refused;
        QTest::newRow("a password is wanted")
            << WebServer::reply("401 Unauthorized", {}, "WWW-Authenticate: Basic realm=\"mail\"\r\n")
            << Error::Kind::Refused;
        QTest::newRow("too large by its word") << "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
                + picture() << Error::Kind::LimitExceeded;
        QTest::newRow("too large, chunk by chunk")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186A0\r\n"
                + picture(QByteArray(99'988, 'x')) + "\r\n0\r\n\r\n"
            << Error::Kind::LimitExceeded;
    }
    void onlyPicturesAreTaken()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Error::Kind, why);
        m_answers = {{"/1", answer}};
        net::WebOptions small = options();
        small.policy.pictureOctets = 50'000;
        net::PictureFetcher fetcher(small, m_clock);
        fetch(fetcher, {at("/1")});
        QCOMPARE(failure(), why);
        QVERIFY(m_all.pictures.isEmpty());
    }

    void allTogetherAreBounded()
    {
        QStringList addresses;
        for (int i = 0; i < 8; ++i) {
            const QByteArray path = "/" + QByteArray::number(i);
            m_answers.insert(path, WebServer::reply("200 OK", picture(QByteArray(1000, 'x'))));
            addresses += at(path);
        }
        net::WebOptions small = options();
        small.policy.atOnce = 1;
        small.policy.allOctets = 3000;
        small.policy.pictures = 6;
        net::PictureFetcher fetcher(small, m_clock);
        fetch(fetcher, addresses);
        QCOMPARE(m_all.pictures.size(), 2);  // the third would have been too much
        QCOMPARE(failure(), Error::Kind::LimitExceeded);
        QVERIFY(m_server->calls().size() <= 6);
    }

    void whoeverIsSilentIsLeft()
    {
        net::PictureFetcher fetcher(options(), m_clock);
        QSignalSpy news(&fetcher, &net::PictureFetcher::fetched);
        fetcher.fetch({1, {at("/never")}});
        QTRY_COMPARE(m_server->calls().size(), 1);
        QVERIFY(news.isEmpty());
        m_clock.advance(25s);
        QCOMPARE(news.size(), 1);
        const auto last = news.first().first().value<net::PicturesFetched>();
        QVERIFY(last.isLast);
        QCOMPARE(last.failures.first().why, Error::Kind::Timeout);
    }

    void whatHasComeIsToldWhileTheRestIsOnItsWay()
    {
        m_answers = {{"/1", WebServer::reply("200 OK", picture())}};
        net::PictureFetcher fetcher(options(), m_clock);
        QSignalSpy news(&fetcher, &net::PictureFetcher::fetched);
        fetcher.fetch({1, {at("/1"), at("/never")}});
        QTRY_VERIFY((m_clock.advance(50ms), news.size() == 1));
        const auto first = news.first().first().value<net::PicturesFetched>();
        QCOMPARE(first.pictures.keys(), QStringList{at("/1")});
        QVERIFY(!first.isLast);
    }

    void aMessageThatIsClosedIsNotAskedForAnyMore()
    {
        net::PictureFetcher fetcher(options(), m_clock);
        QSignalSpy news(&fetcher, &net::PictureFetcher::fetched);
        fetcher.fetch({1, {at("/never"), at("/ever")}});
        fetcher.giveUp();
        QCOMPARE(m_clock.pendingAlarms(), 0);
        m_answers = {{"/2", WebServer::reply("200 OK", picture())}};
        fetcher.fetch({2, {at("/2")}});
        QTRY_COMPARE(news.size(), 1);
        QCOMPARE(news.first().first().value<net::PicturesFetched>().serial, quint64{2});
        QCOMPARE(m_server->paths(), QByteArrayList{"/2"});
    }

    void noMoreThanAFewAreAskedForAtOnce()
    {
        QStringList addresses;
        for (int i = 0; i < 12; ++i)
            addresses += at("/never" + QByteArray::number(i));
        net::PictureFetcher fetcher(options(), m_clock);
        fetcher.fetch({1, addresses});
        QTRY_COMPARE(m_server->calls().size(), 4);
        QCOMPARE(m_lookedUp.size(), 4);
    }

    void aFormIsToldAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("accepted") << WebServer::reply("200 OK", "Bye") << true;
        QTest::newRow("and nothing to say") << WebServer::reply("204 No Content", {}) << true;
        QTest::newRow("refused") << WebServer::reply("403 Forbidden", {}) << false;
        QTest::newRow("broken") << WebServer::reply("500 Internal Server Error", {}) << false;
        QTest::newRow("led elsewhere")
            << WebServer::reply("307 Temporary Redirect", {}, "Location: /else\r\n") << false;
    }
    void aFormIsToldAndNothingElse()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, accepted);
        m_answers = {{"/u?id=7", answer}, {"/else", WebServer::reply("200 OK", {})}};
        net::FormPoster poster(options(), m_clock);
        QSignalSpy ended(&poster, &net::FormPoster::ended);
        poster.post({3, at("/u?id=7"), "a=b&c"});
        QTRY_COMPARE(ended.size(), 1);
        const auto end = ended.first().first().value<net::FormEnd>();
        QCOMPARE(end.serial, quint64{3});
        QCOMPARE(end.host, u"a.example"_s);
        QCOMPARE(!end.error.has_value(), accepted);
        QCOMPARE(m_server->paths(), QByteArrayList{"/u?id=7"});
        const WebCall &call = m_server->calls().first();
        QCOMPARE(call.method, "POST"_ba);
        QCOMPARE(call.body, "a=b&c"_ba);
        QCOMPARE(call.field("Content-Type"), "application/x-www-form-urlencoded"_ba);
        for (const char *name : {"Cookie", "Referer", "Authorization", "Origin"})
            QVERIFY2(call.field(name).isEmpty(), name);
    }
};

POSTHORN_TEST(PictureFetcherTest)
#include "tst_picturefetcher.moc"
