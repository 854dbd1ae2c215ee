// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/mailto.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Mailto;
using mime::Mailbox;

class MailtoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheRfcShows_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("body");
        QTest::newRow("one") << "mailto:chris@example.com"_ba
                             << "chris@example.com"_ba << QString() << QString();
        QTest::newRow("any case") << "MailTo:chris@example.com"_ba
                                  << "chris@example.com"_ba << QString() << QString();
        QTest::newRow("two") << "mailto:a@example.com,b@example.com"_ba
                             << "a@example.com b@example.com"_ba << QString() << QString();
        QTest::newRow("to as a field") << "mailto:?to=a@example.com&to=b@example.com"_ba
                                       << "a@example.com b@example.com"_ba << QString() << QString();
        QTest::newRow("subject and body") << "mailto:i@example.com?subject=current-issue&body=send%20x"_ba
                                          << "i@example.com"_ba << u"current-issue"_s << u"send x"_s;
        QTest::newRow("lines") << "mailto:i@example.com?body=send%20a%0D%0Asend%20b"_ba
                               << "i@example.com"_ba << QString() << u"send a\nsend b"_s;
        QTest::newRow("a percent sign") << "mailto:gorby%25kremvax@example.com"_ba
                                        << "gorby%kremvax@example.com"_ba << QString() << QString();
        QTest::newRow("an ampersand") << "mailto:a%26b@example.com?subject=a%3Db%26c"_ba
                                      << "a&b@example.com"_ba << u"a=b&c"_s << QString();
        QTest::newRow("a plus stays one") << "mailto:bob+tag@example.com?subject=1+1"_ba
                                          << "bob+tag@example.com"_ba << u"1+1"_s << QString();
        QTest::newRow("quoted") << "mailto:%22not%40me%22@example.org"_ba
                                << "\"not@me\"@example.org"_ba << QString() << QString();
        QTest::newRow("UTF-8") << "mailto:user@example.org?subject=caf%C3%A9"_ba
                               << "user@example.org"_ba << u"café"_s << QString();
        QTest::newRow("a fragment") << "mailto:a@example.org?subject=x#part"_ba
                                    << "a@example.org"_ba << u"x"_s << QString();
    }
    void readsWhatTheRfcShows()
    {
        QFETCH(QByteArray, address);
        QFETCH(QByteArray, to);
        const auto mail = compose::parseMailto(address);
        QVERIFY(mail.has_value());
        QByteArrayList read;
        for (const Mailbox &each : mail->to)
            read.append(each.addrSpec());
        QCOMPARE(read.join(' '), to);
        QTEST(mail->subject, "subject");
        QTEST(mail->body, "body");
    }

    void honoursNothingElse_data()
    {
        QTest::addColumn<QByteArray>("fields");
        for (const char *fields : {"attach=/etc/passwd",
                                   "attachment=/etc/passwd",
                                   "Attach=file:///etc/passwd",
                                   "insert=/etc/passwd",
                                   "attach=~/.ssh/id_rsa",
                                   "attachURL=x",
                                   "%61ttach=/etc/passwd",
                                   "from=boss@example.com",
                                   "From=boss@example.com",
                                   "sender=x@y.example",
                                   "reply-to=eve@evil.example",
                                   "x-header=1",
                                   "content-type=text/html",
                                   "disposition-notification-to=eve@evil.example",
                                   "return-receipt-to=eve@evil.example",
                                   "message-id=%3Ca@b%3E",
                                   "date=now",
                                   "resent-to=a@b.example",
                                   "body",
                                   "=x",
                                   "&&&",
                                   "html-body=%3Cb%3E",
                                   "bcc",
                                   "subject",
                                   "cc=%0d%0aBcc:eve@evil.example",
                                   "cc=a@b.example%0d%0aBcc:eve@evil.example",
                                   "bcc=a%00@b.example",
                                   "to=%0A",
                                   "cc=nobody",
                                   "references=%3Ca@b%3E"})
            QTest::newRow(fields) << QByteArray(fields);
    }
    void honoursNothingElse()
    {
        COVERS("SEC-118", "SEC-119");
        QFETCH(QByteArray, fields);
        const auto mail = compose::parseMailto("mailto:ann@example.net?" + fields);
        QVERIFY(mail.has_value());
        QCOMPARE(*mail, (Mailto{.to = {{{}, "ann", "example.net"}}}));
    }

    void makesNoLinesOfASubject()
    {
        COVERS("SEC-119");
        const auto mail = compose::parseMailto("mailto:a@example.org%0d%0aBcc:e@evil.example?subject=hi%0d%"
                                               "0aBcc:%20e@evil.example%00%1b&body=a%00%1bb%0d%0d%0a");
        QVERIFY(mail.has_value());
        QCOMPARE(mail->to.size(), 0U);
        QCOMPARE(mail->subject, u"hi Bcc: e@evil.example"_s);
        QCOMPARE(mail->body, u"ab\n\n"_s);
    }

    void isBounded()
    {
        COVERS("SEC-119");
        QVERIFY(!compose::parseMailto("mailto:a@b.example?body=" + QByteArray(10'000'000, 'x')));
        QVERIFY(compose::parseMailto("mailto:?body=" + QByteArray(60'000, 'x'))->body.size() <= 20'000);
        QVERIFY(compose::parseMailto("mailto:" + QByteArray("a@b.example,").repeated(4000))->to.size()
                <= 100);
        QVERIFY(!compose::parseMailto("http://example.org") && !compose::parseMailto("mail")
                && !compose::parseMailto({}));
    }

    void beginsAMail()
    {
        const auto wanted = compose::parseMailto(
            "mailto:a@example.org?cc=c@example.org&bcc=d@example.org&body=Hi&in-reply-to=%3Cx@y%3E");
        const compose::Composition mail = compose::withMailto({.text = u"\n-- \nRené"_s}, *wanted);
        QCOMPARE(mail.to.size(), 1U);
        QCOMPARE(mail.cc.size(), 1U);
        QCOMPARE(mail.bcc.size(), 1U);
        QCOMPARE(mail.text, u"Hi\n-- \nRené"_s);
        QCOMPARE(mail.inReplyTo, "<x@y>"_ba);
        QCOMPARE(mail.references, QByteArrayList{"<x@y>"});
        QVERIFY(mail.attachments.empty());
    }
};

POSTHORN_TEST(MailtoTest)
#include "tst_mailto.moc"
