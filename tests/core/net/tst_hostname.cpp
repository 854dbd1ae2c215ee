// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/hostname.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class TestHostname : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void certificateMatchesTheHostAsEntered_data();
    void certificateMatchesTheHostAsEntered();
};

void TestHostname::certificateMatchesTheHostAsEntered_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("names");  // dNSName entries, separated by "|"
    QTest::addColumn<QString>("addresses");
    QTest::addColumn<bool>("matches");

    QTest::newRow("the same name") << u"mail.example.org"_s << u"mail.example.org"_s << u""_s << true;
    QTest::newRow("one of several") << u"mail.example.org"_s << u"a.org|mail.example.org"_s << u""_s << true;
    QTest::newRow("letter case") << u"Mail.Example.ORG"_s << u"mAIL.example.org"_s << u""_s << true;
    QTest::newRow("root dot as entered") << u"mail.example.org."_s << u"mail.example.org"_s << u""_s << true;
    QTest::newRow("another name") << u"mail.example.org"_s << u"mail.example.com"_s << u""_s << false;
    QTest::newRow("a parent") << u"mail.example.org"_s << u"example.org"_s << u""_s << false;
    QTest::newRow("a child") << u"example.org"_s << u"mail.example.org"_s << u""_s << false;
    QTest::newRow("a suffix") << u"mail.example.org"_s << u"evilmail.example.org"_s << u""_s << false;
    QTest::newRow("no names") << u"mail.example.org"_s << u""_s << u""_s << false;
    QTest::newRow("single label") << u"localhost"_s << u"localhost"_s << u""_s << true;
    QTest::newRow("wildcard") << u"mail.example.org"_s << u"*.example.org"_s << u""_s << true;
    QTest::newRow("wildcard stands for one label")
        << u"a.b.example.org"_s << u"*.example.org"_s << u""_s << false;
    QTest::newRow("wildcard stands for some label")
        << u"example.org"_s << u"*.example.org"_s << u""_s << false;
    QTest::newRow("wildcard for a top-level domain") << u"example.org"_s << u"*.org"_s << u""_s << false;
    QTest::newRow("wildcard alone") << u"localhost"_s << u"*"_s << u""_s << false;
    QTest::newRow("wildcard in a label") << u"mail.example.org"_s << u"m*.example.org"_s << u""_s << false;
    QTest::newRow("wildcard in the second label")
        << u"a.b.example.org"_s << u"a.*.example.org"_s << u""_s << false;
    QTest::newRow("two wildcards") << u"a.b.example.org"_s << u"*.*.example.org"_s << u""_s << false;
    QTest::newRow("wildcard in A-label")
        << u"xn--bcher-kva.example.org"_s << u"xn--*.example.org"_s << u""_s << false;
    QTest::newRow("IDN as entered") << u"b\u00FCcher.example.org"_s << u"xn--bcher-kva.example.org"_s << u""_s
                                    << true;
    QTest::newRow("raw letters in the certificate")
        << u"b\u00FCcher.example.org"_s << u"b\u00FCcher.example.org"_s << u""_s << false;
    QTest::newRow("Kelvin sign is no k")
        << u"kkk.example.org"_s << u"\u212Akk.example.org"_s << u""_s << false;
    QTest::newRow("NUL and more") << u"mail.example.org"_s
                                  << QString(u"mail.example.org"_s + QChar(0) + u".evil.org"_s) << u""_s
                                  << false;
    QTest::newRow("NUL at the end") << u"mail.example.org"_s << QString(u"mail.example.org"_s + QChar(0))
                                    << u""_s << false;
    QTest::newRow("space at the end") << u"mail.example.org"_s << u"mail.example.org "_s << u""_s << false;
    QTest::newRow("empty label") << u"mail.example.org"_s << u"mail..example.org"_s << u""_s << false;
    QTest::newRow("empty host") << u""_s << u"|"_s << u""_s << false;
    QTest::newRow("endless name") << u"mail.example.org"_s << QString(300, u'a') << u""_s << false;
    QTest::newRow("IPv4 address") << u"127.0.0.1"_s << u""_s << u"127.0.0.1"_s << true;
    QTest::newRow("another address") << u"127.0.0.1"_s << u""_s << u"127.0.0.2"_s << false;
    QTest::newRow("address as a name") << u"127.0.0.1"_s << u"127.0.0.1"_s << u""_s << false;
    QTest::newRow("address and wildcard") << u"127.0.0.1"_s << u"*.0.0.1"_s << u""_s << false;
    QTest::newRow("name against addresses") << u"mail.example.org"_s << u""_s << u"127.0.0.1"_s << false;
    QTest::newRow("IPv6 address") << u"::1"_s << u""_s << u"0:0:0:0:0:0:0:1"_s << true;
    QTest::newRow("IPv6 address in brackets") << u"[::1]"_s << u""_s << u"::1"_s << true;
    QTest::newRow("IPv4 in IPv6 is another") << u"::ffff:127.0.0.1"_s << u""_s << u"127.0.0.1"_s << false;
}

void TestHostname::certificateMatchesTheHostAsEntered()
{
    COVERS("I4-201");
    QFETCH(QString, host);
    QFETCH(QString, names);
    QFETCH(QString, addresses);
    const QStringList dnsNames = names.isEmpty() ? QStringList() : names.split(u'|');
    const QStringList ipAddresses = addresses.isEmpty() ? QStringList() : addresses.split(u'|');
    QTEST(net::isCertificateForHost(host, dnsNames, ipAddresses), "matches");
    QCOMPARE(net::isCertificateForHost(host, {}, {}), false);
}

POSTHORN_TEST(TestHostname)

#include "tst_hostname.moc"
