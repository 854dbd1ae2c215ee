// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/certificates.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class TestCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decisionIsFoundForItsHostAndPortAlone();
    void laterDecisionReplacesTheEarlierOne();
};

void TestCertificates::decisionIsFoundForItsHostAndPortAlone()
{
    COVERS("SEC-22");
    const net::AcceptedCertificates all(
        {{u"mail.example.org"_s, 993, "A"}, {u"smtp.example.org"_s, 465, "B"}});
    QCOMPARE(all.find(u"mail.example.org"_s, 993), std::optional<QByteArray>("A"));
    QCOMPARE(all.find(u"MAIL.example.org"_s, 993), std::optional<QByteArray>("A"));
    QVERIFY(!all.find(u"mail.example.org"_s, 143));
    QVERIFY(!all.find(u"mail.example.org"_s, 465));
    QVERIFY(!all.find(u"example.org"_s, 993));
    QVERIFY(!all.find(u""_s, 993));
}

void TestCertificates::laterDecisionReplacesTheEarlierOne()
{
    net::AcceptedCertificates all({{u"mail.example.org"_s, 993, "A"}});
    all.accept({u"Mail.Example.org"_s, 993, "B"});
    all.accept({u"mail.example.org"_s, 143, "C"});
    QCOMPARE(all.all().size(), 2);
    QCOMPARE(all.find(u"mail.example.org"_s, 993), std::optional<QByteArray>("B"));
    QCOMPARE(all.find(u"mail.example.org"_s, 143), std::optional<QByteArray>("C"));
}

POSTHORN_TEST(TestCertificates)

#include "tst_certificates.moc"
