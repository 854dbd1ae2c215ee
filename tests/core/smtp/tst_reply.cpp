// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/extensions.h"
#include "core/smtp/reply.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using smtp::Reply;
using smtp::ReplyReader;

class TestReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repliesAreReadWholeAndOctetByOctet_data();
    void repliesAreReadWholeAndOctetByOctet();
    void malformedRepliesAreErrors_data();
    void malformedRepliesAreErrors();
    void unfinishedReplyIsNoReply_data();
    void unfinishedReplyIsNoReply();
    void severalRepliesComeOneByOne();
    void endlessRepliesAreErrors();
    void extensionsAreWhatEhloOffers_data();
    void extensionsAreWhatEhloOffers();
};

void TestReply::repliesAreReadWholeAndOctetByOctet_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("enhanced");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one line") << "250 OK\r\n"_ba << 250 << ""_ba
                              << "OK"_ba;
    QTest::newRow("code alone") << "250\r\n"_ba << 250 << ""_ba
                                << ""_ba;
    QTest::newRow("code and space") << "250 \r\n"_ba << 250 << ""_ba
                                    << ""_ba;
    QTest::newRow("several lines") << "250-one\r\n250-two\r\n250 three\r\n"_ba << 250 << ""_ba
                                   << "one\ntwo\nthree"_ba;
    QTest::newRow("empty lines") << "250-\r\n250-\r\n250\r\n"_ba << 250 << ""_ba
                                 << "\n\n"_ba;
    QTest::newRow("enhanced") << "550 5.1.1 No such user\r\n"_ba << 550 << "5.1.1"_ba
                              << "No such user"_ba;
    QTest::newRow("enhanced alone") << "550 5.1.1\r\n"_ba << 550 << "5.1.1"_ba
                                    << ""_ba;
    QTest::newRow("enhanced on each line")
        << "550-5.7.26 one\r\n550-5.7.26\r\n550 5.7.26 two\r\n"_ba << 550 << "5.7.26"_ba
        << "one\n\ntwo"_ba;
    QTest::newRow("long enhanced") << "450 4.123.456 x\r\n"_ba << 450 << "4.123.456"_ba
                                   << "x"_ba;
    QTest::newRow("another class is text") << "550 4.1.1 x\r\n"_ba << 550 << ""_ba
                                           << "4.1.1 x"_ba;
    QTest::newRow("too many digits is text") << "550 5.1.1234 x\r\n"_ba << 550 << ""_ba
                                             << "5.1.1234 x"_ba;
    QTest::newRow("address is text") << "220 2.3.4.5 ready\r\n"_ba << 220 << ""_ba
                                     << "2.3.4.5 ready"_ba;
    QTest::newRow("half a code is text") << "250 2.1 x\r\n"_ba << 250 << ""_ba
                                         << "2.1 x"_ba;
    QTest::newRow("intermediate has none") << "354 3.0.0 go\r\n"_ba << 354 << ""_ba
                                           << "3.0.0 go"_ba;
    QTest::newRow("8-bit text") << "250 \xC3\xA9\r\n"_ba << 250 << ""_ba
                                << "\xC3\xA9"_ba;
    QTest::newRow("unusual second digit") << "299 x\r\n"_ba << 299 << ""_ba
                                          << "x"_ba;
}

void TestReply::repliesAreReadWholeAndOctetByOctet()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, code);
    QFETCH(QByteArray, enhanced);
    QFETCH(QByteArray, text);
    const Reply expected{code, enhanced, text};
    ReplyReader whole;
    whole.feed(octets);
    auto reply = whole.next();
    QVERIFY(reply && *reply);
    QCOMPARE(**reply, expected);
    QVERIFY(whole.isEmpty());

    ReplyReader slow;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        auto none = slow.next();
        QVERIFY(none && !*none);
        slow.feed(octets.sliced(i, 1));
    }
    QVERIFY(!slow.isEmpty());
    reply = slow.next();
    QVERIFY(reply && *reply);
    QCOMPARE(**reply, expected);
}

void TestReply::malformedRepliesAreErrors_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("empty line") << "\r\n"_ba;
    QTest::newRow("no code") << "hello\r\n"_ba;
    QTest::newRow("two digits") << "25 OK\r\n"_ba;
    QTest::newRow("four digits") << "2500 OK\r\n"_ba;
    QTest::newRow("preliminary") << "150 wait\r\n"_ba;
    QTest::newRow("six hundred") << "600 x\r\n"_ba;
    QTest::newRow("letters in the code") << "2x0 x\r\n"_ba;
    QTest::newRow("minus") << "-50 x\r\n"_ba;
    QTest::newRow("space first") << " 250 x\r\n"_ba;
    QTest::newRow("another mark") << "250+x\r\n"_ba;
    QTest::newRow("tab") << "250\tx\r\n"_ba;
    QTest::newRow("codes differ") << "250-one\r\n251 two\r\n"_ba;
    QTest::newRow("continued by nothing") << "250-one\r\n\r\n"_ba;
    QTest::newRow("bare LF") << "250 one\n250 two\r\n"_ba;
    QTest::newRow("bare CR") << "250 one\rtwo\r\n"_ba;
    QTest::newRow("NUL") << "250 a\0b\r\n"_ba;
    QTest::newRow("IMAP") << "* OK ready\r\n"_ba;
    QTest::newRow("a TLS alert") << "\x15\x03\x01\x00\x02\x02\x28\r\n"_ba;
}

void TestReply::malformedRepliesAreErrors()
{
    COVERS("SEC-60");
    QFETCH(QByteArray, octets);
    ReplyReader reader;
    reader.feed(octets);
    const auto reply = reader.next();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Syntax);
}

void TestReply::unfinishedReplyIsNoReply_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no line end") << "250 OK"_ba;
    QTest::newRow("CR alone") << "250 OK\r"_ba;
    QTest::newRow("more to come") << "250-OK\r\n"_ba;
    QTest::newRow("a short line, LF alone") << "250 OK\n"_ba;
}

void TestReply::unfinishedReplyIsNoReply()
{
    QFETCH(QByteArray, octets);
    ReplyReader reader;
    reader.feed(octets);
    const auto reply = reader.next();
    QVERIFY(reply && !*reply);
    QCOMPARE(reader.isEmpty(), octets.isEmpty());
}

void TestReply::severalRepliesComeOneByOne()
{
    ReplyReader reader;
    reader.feed("250-a\r\n250 b\r\n354 go\r\n2");
    QCOMPARE(**reader.next(), (Reply{250, {}, "a\nb"}));
    QVERIFY(!reader.isEmpty());
    QCOMPARE(**reader.next(), (Reply{354, {}, "go"}));
    QVERIFY(!*reader.next());
    reader.feed("21\r\n");
    QCOMPARE((*reader.next())->code, 221);
    QVERIFY(reader.isEmpty());
}

void TestReply::endlessRepliesAreErrors()
{
    COVERS("SEC-60");
    ReplyReader line;
    line.feed("250 " + QByteArray(qsizetype{1024} * 1024, 'x'));
    QCOMPARE(line.next().error().kind, Error::Kind::LimitExceeded);
    ReplyReader lines;
    lines.feed(QByteArray("250-x\r\n").repeated(300));
    QCOMPARE(lines.next().error().kind, Error::Kind::LimitExceeded);
}

void TestReply::extensionsAreWhatEhloOffers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed");
    QTest::newRow("none") << "mail.example.org"_ba
                          << ""_ba;
    QTest::newRow("all") << "x\nPIPELINING\nSIZE 1000\nSTARTTLS\nAUTH PLAIN LOGIN\n8BITMIME\nSMTPUTF8"_ba
                         << "STARTTLS 8BITMIME SMTPUTF8 PIPELINING SIZE=1000 AUTH=PLAIN,LOGIN"_ba;
    QTest::newRow("chunks and limits") << "x\nchunking\nLIMITS MAILMAX=1000 RCPTMAX=50 rcptdomainmax=5"_ba
                                       << "CHUNKING RCPTMAX=50"_ba;
    QTest::newRow("limits of nothing") << "x\nLIMITS\nLIMITS RCPTMAX= RCPTMAXX=3"_ba
                                       << ""_ba;
    QTest::newRow("limit that is no number") << "x\nLIMITS RCPTMAX=99999999999"_ba
                                             << ""_ba;
    QTest::newRow("letter case") << "x\nstartTls\nauth plain"_ba
                                 << "STARTTLS AUTH=PLAIN"_ba;
    QTest::newRow("old AUTH") << "x\nAUTH=LOGIN PLAIN\nAUTH CRAM-MD5"_ba
                              << "AUTH=LOGIN,PLAIN,CRAM-MD5"_ba;
    QTest::newRow("size without a number") << "x\nSIZE"_ba
                                           << "SIZE=0"_ba;
    QTest::newRow("size beyond 64 bits") << "x\nSIZE 99999999999999999999999"_ba
                                         << "SIZE=0"_ba;
    QTest::newRow("the first line is a name") << "STARTTLS\nSIZE 5"_ba
                                              << "SIZE=5"_ba;
    QTest::newRow("reports of delivery") << "x\ndsn\nDSNX"_ba
                                         << "DSN"_ba;
    QTest::newRow("not a word of its own") << "x\nXSTARTTLS\nSTARTTLSX"_ba
                                           << ""_ba;
    QTest::newRow("empty lines") << "x\n\n\nSTARTTLS"_ba
                                 << "STARTTLS"_ba;
}

void TestReply::extensionsAreWhatEhloOffers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, printed);
    const smtp::Extensions all = smtp::parseExtensions(text);
    QList<QByteArray> words;
    if (all.startTls)
        words.append("STARTTLS");
    if (all.eightBitMime)
        words.append("8BITMIME");
    if (all.smtpUtf8)
        words.append("SMTPUTF8");
    if (all.dsn)
        words.append("DSN");
    if (all.pipelining)
        words.append("PIPELINING");
    if (all.chunking)
        words.append("CHUNKING");
    if (all.recipientsAtMost > 0)
        words.append("RCPTMAX=" + QByteArray::number(all.recipientsAtMost));
    if (all.size)
        words.append("SIZE=" + QByteArray::number(*all.size));
    if (!all.auth.empty())
        words.append("AUTH=" + QList<QByteArray>(all.auth.begin(), all.auth.end()).join(','));
    QCOMPARE(words.join(' '), printed);
}

POSTHORN_TEST(TestReply)

#include "tst_reply.moc"
