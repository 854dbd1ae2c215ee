// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/commandtext.h"
#include "core/imap/wire/mailboxname.h"

#include <QRandomGenerator>

#include "tests/support/testcase.h"

using namespace imap;
using namespace Qt::StringLiterals;

namespace {

QByteArray sent(const CommandText &command)
{
    QByteArray out;
    for (const auto &segment : command.segments()) {
        if (const auto *plain = std::get_if<CommandText::Plain>(&segment))
            out += plain->octets;
        else if (const auto *literal = std::get_if<CommandText::Literal>(&segment))
            out += "{" + QByteArray::number(literal->octets.size()) + "}\r\n" + literal->octets;
    }
    return out;
}

}

class TestMailboxName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameIsWrittenInOneWay_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *octets, const QString &name) {
            QTest::newRow(octets) << QByteArray(octets) << name;
        };
        row("INBOX", u"INBOX"_s);
        row("", QString());
        row("&-", u"&"_s);
        row("a&-b", u"a&b"_s);
        row("&-&-", u"&&"_s);
        row("~peter/mail/&U,BTFw-/&ZeVnLIqe-", u"~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e"_s);
        row("Entw&APw-rfe", u"Entw\u00fcrfe"_s);
        row("&2D3eAA-", u"\U0001F600"_s);
        row("&AOQA9gD8-", u"\u00e4\u00f6\u00fc"_s);
        row("&AAk-", u"\t"_s);
        row("&AH8-", QString(QChar(0x7f)));
        row("a+b,c-d/e", u"a+b,c-d/e"_s);
        row("&AOQ--&APY-", u"\u00e4-\u00f6"_s);
    }
    void aNameIsWrittenInOneWay()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QString, name);
        COVERS("I4-110", "I4-105");
        QCOMPARE(encodeModifiedUtf7(name), octets);
        const auto decoded = decodeModifiedUtf7(octets);
        QVERIFY(decoded.has_value());
        QCOMPARE(*decoded, name);
        QCOMPARE(displayName(octets), name);
    }

    void whatIsNotModifiedUtf7IsShownAsItIs_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *octets, const QString &shown) {
            QTest::newRow(octets) << QByteArray(octets) << shown;
        };
        row("&Jjo!", u"&Jjo!"_s);
        row("&", u"&"_s);
        row("&AOQ", u"&AOQ"_s);
        row("a&b", u"a&b"_s);
        row("&U,BTFw-&ZeVnLIqe-", u"&U,BTFw-&ZeVnLIqe-"_s);  // a superfluous shift
        row("&AGE-", u"&AGE-"_s);                            // "a" could stand directly
        row("&ACY-", u"&ACY-"_s);                            // so could "&", as "&-"
        row("&AOR-", u"&AOR-"_s);                            // bits left over
        row("&AOQA-", u"&AOQA-"_s);                          // half a character
        row("&2D0-", u"&2D0-"_s);                            // half a surrogate pair
        row("&3gA-", u"&3gA-"_s);
        row("&AO/-", u"&AO/-"_s);
        row("&A-", u"&A-"_s);
        row("Entw\xc3\xbcrfe", u"Entw\u00fcrfe"_s);
        row("Entw\xfcrfe", u"Entw\u00fcrfe"_s);
        row("\xc3\xbc & b", u"\u00fc & b"_s);
    }
    void whatIsNotModifiedUtf7IsShownAsItIs()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QString, shown);
        COVERS("I4-110", "I4-111");
        QVERIFY(!decodeModifiedUtf7(octets).has_value());
        QCOMPARE(displayName(octets), shown);
        // The octets are the name: they go back as they came.
        QVERIFY(sent(CommandText("SELECT ").mailbox(octets)).endsWith(octets)
                || sent(CommandText("SELECT ").mailbox(octets)).endsWith(octets + '"'));
    }

    void everyNameComesBack()
    {
        COVERS("I4-110");
        QRandomGenerator random(7);
        for (int round = 0; round < 5000; ++round) {
            QString name;
            for (quint32 i = random.bounded(12U); i > 0; --i) {
                const char32_t wide[] = {random.bounded(0x20U, 0x7fU), random.bounded(0x80U, 0xd800U),
                                         random.bounded(0x10000U, 0x110000U), U'&', U'-'};
                const char32_t c = wide[random.bounded(5)];
                name.append(QString::fromUcs4(&c, 1));
            }
            const QByteArray octets = encodeModifiedUtf7(name);
            const auto decoded = decodeModifiedUtf7(octets);
            QVERIFY2(decoded && *decoded == name, octets.constData());
        }
    }

    void halfASurrogatePairIsReplaced()
    {
        const QString broken = QString(QChar(0xd83d)) + u"a"_s + QChar(0xde00);
        const auto decoded = decodeModifiedUtf7(encodeModifiedUtf7(broken));
        QVERIFY(decoded.has_value());
        QCOMPARE(*decoded, QString(QChar(0xfffd)) + u"a"_s + QChar(0xfffd));
    }

    void inboxIsOneName()
    {
        COVERS("I4-006", "I4-105");
        QVERIFY(isInbox("inBoX"));
        QVERIFY(!isInbox("INBOX/x"));
        QVERIFY(!isInbox("INBO"));
        QVERIFY(!isInbox(""));
        QVERIFY(sameMailbox("Inbox", "INBOX"));
        QVERIFY(sameMailbox("a/b", "a/b"));
        QVERIFY(!sameMailbox("a/b", "a/c"));
        QVERIFY(!sameMailbox("Archive", "archive"));
        QVERIFY(!sameMailbox("INBOX", "Archive"));
        QCOMPARE(sent(CommandText("SELECT ").mailbox("inBoX")), "SELECT INBOX"_ba);
        QCOMPARE(sent(CommandText("SELECT ").mailbox("inBoX/x")), "SELECT inBoX/x"_ba);
    }
};

POSTHORN_TEST(TestMailboxName)
#include "tst_mailboxname.moc"
