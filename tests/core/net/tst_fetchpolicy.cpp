// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/fetchpolicy.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// What may be asked of web servers because a mail names them.
class FetchPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesArePublicOrNot_data()
    {
        QTest::addColumn<bool>("isPublic");
        const auto rows = [](bool isPublic, std::initializer_list<const char *> addresses) {
            for (const char *address : addresses)
                QTest::newRow(address) << isPublic;
        };
        rows(true,
             {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
              "172.32.0.0", "192.167.255.255", "223.255.255.255", "2606:4700::1", "2a00:1450::1",
              "::ffff:1.1.1.1", "64:ff9b::101:101"});
        rows(false,
             {"0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
              "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1",
              "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "255.255.255.255"});
        rows(false,
             {"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
              "2001:0:4136:e378::1", "2002:7f00:1::1", "3fff::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
              "64:ff9b::a00:1", "64:ff9b:1::1", "::7f00:1"});
    }
    void addressesArePublicOrNot()
    {
        QFETCH(bool, isPublic);
        const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!address.isNull());
        QCOMPARE(net::isPublicAddress(address), isPublic);
    }

    void targetsAreHttpsAndPublic_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("target");  // empty: refused
        const auto row = [](const char *name, const char *address, const char *target) {
            QTest::newRow(name) << QString::fromUtf8(address) << QString::fromLatin1(target);
        };
        row("as it is", "https://a.example/x?y=1", "https://a.example/x?y=1");
        row("http is raised", "http://a.example/x", "https://a.example/x");
        row("with its port", "http://a.example:80/x", "https://a.example/x");
        row("the port of https", "https://a.example:443/x", "https://a.example/x");
        row("fragments stay here", "https://a.example/x#me", "https://a.example/x");
        row("letters beyond ASCII", "https://Bücher.example/", "https://xn--bcher-kva.example/");
        row("the dot of the root", "https://a.example./x", "https://a.example/x");
        row("a public address", "https://1.1.1.1/x", "https://1.1.1.1/x");
        row("another port", "https://a.example:8443/x", "");
        row("another port of http", "http://a.example:8080/x", "");
        row("the port of http, with TLS", "https://a.example:80/x", "");
        row("a name and a password", "https://me:secret@a.example/", "");
        row("a name", "https://me@a.example/", "");
        row("ftp", "ftp://a.example/x", "");
        row("file", "file:///etc/passwd", "");
        row("data", "data:image/png;base64,AAAA", "");
        row("no scheme", "//a.example/x", "");
        row("no host", "https:///x", "");
        row("this machine by name", "https://localhost/x", "");
        row("below it", "https://a.localhost/x", "");
        row("with a dot", "https://localhost./x", "");
        row("a name of the network", "https://router/x", "");
        row("multicast names", "https://printer.local/x", "");
        row("names of an intranet", "https://wiki.internal/x", "");
        row("names of a home", "https://nas.home.arpa/x", "");
        row("onions", "https://abc.onion/x", "");
        row("this machine", "https://127.0.0.1/x", "");
        row("this machine, short", "https://127.1/x", "");
        row("this machine as one number", "https://2130706433/x", "");
        row("this machine in IPv6", "https://[::1]/x", "");
        row("this machine in both", "https://[::ffff:127.0.0.1]/x", "");
        row("what clouds tell of themselves", "http://169.254.169.254/latest/meta-data/", "");
        row("a router", "https://192.168.0.1/cgi-bin/reboot", "");
    }
    void targetsAreHttpsAndPublic()
    {
        QFETCH(QString, address);
        QFETCH(QString, target);
        const auto found = net::fetchTarget(QUrl(address), {});
        QCOMPARE(found ? found->toString(QUrl::FullyEncoded) : QString(), target);
        if (!found)
            QCOMPARE(found.error().kind, Error::Kind::Refused);
    }

    void addressesAreBounded()
    {
        const auto with = [](qsizetype length) {
            return net::fetchTarget(QUrl(u"https://a.example/"_s + QString(length, u'x')), {});
        };
        QVERIFY(with(4000));
        QVERIFY(!with(5000));
    }

    void redirectsStayWithHttps_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("target");
        QTest::newRow("elsewhere") << "https://b.example/y"_ba << u"https://b.example/y"_s;
        QTest::newRow("relative") << "../z"_ba << u"https://a.example/z"_s;
        QTest::newRow("the same scheme") << "//b.example/y"_ba << u"https://b.example/y"_s;
        QTest::newRow("down to http") << "http://b.example/y"_ba << QString();
        QTest::newRow("to this machine") << "https://127.0.0.1/y"_ba << QString();
        QTest::newRow("another port") << "https://b.example:22/y"_ba << QString();
        QTest::newRow("a file") << "file:///etc/passwd"_ba << QString();
        QTest::newRow("a script") << "javascript:alert(1)"_ba << QString();
        QTest::newRow("nowhere") << QByteArray() << QString();
    }
    void redirectsStayWithHttps()
    {
        QFETCH(QByteArray, location);
        QFETCH(QString, target);
        const auto found = net::redirectTarget(QUrl(u"https://a.example/x/y"_s), location, {});
        QCOMPARE(found ? found->toString(QUrl::FullyEncoded) : QString(), target);
    }
};

POSTHORN_TEST(FetchPolicyTest)
#include "tst_fetchpolicy.moc"
