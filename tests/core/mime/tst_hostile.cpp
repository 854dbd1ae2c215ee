// SPDX-License-Identifier: GPL-3.0-or-later
// Every decoder takes any octets: samples cut at every place, and changed at random with a fixed seed.
#include "core/mime/address.h"
#include "core/mime/date.h"
#include "core/mime/header.h"
#include "core/mime/part.h"
#include "core/mime/partsections.h"

#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

const QList<QByteArray> &samples()
{
    static const QList<QByteArray> all{
        "From: \"Ann, E.\" <ann@example.org> (c (d)), G: <@a,@b:x@y>;, =?utf-8?Q?Ren=C3=A9?= "
        "<r@[1.2]>\r\nSubject: =?utf-8?B?xb1vxQ==?=\r\n"
        " =?utf-8?B?vQ==?= =?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=\r\nDate: Sat, 14 Nov 2026 12:34:56 +0100 "
        "(CET)\r\nReturn-Path: <a@b>\r\n"
        "Content-Type: multipart/mixed; boundary=\"b (1)\"\r\n\r\npreamble\r\n--b (1)\r\nContent-Type: "
        "text/plain; charset=koi8-r; format=flowed; "
        "delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n> =F0=D2=C9 \r\n>> a=\r\nb \r\n-- "
        "\r\n\r\n--b (1)\r\nContent-Type: "
        "multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<meta "
        "charset=gbk><p>a&eacute;<a href=\"http://x?&amp;\">b</a>"
        "<ul><li>c</ul><blockquote>d<pre> e\n</pre></blockquote><img alt='>'><!-- x "
        "--><script>f</script>\r\n--b--\r\n--b (1)\r\nContent-Type: "
        "application/x; name*0*=utf-8''%C3%A9; name*1=\"x\\\"y\"; name*2*=%zz\r\nContent-Transfer-Encoding: "
        "base64\r\nContent-Disposition: attachment;\r\n"
        " filename=\"=?utf-8?Q?=C3=A9?=\"\r\n\r\naGVsbG8=\r\nIHdvcmxk\r\n--b (1)--\r\nepilogue\r\n",
        "Content-Type: multipart/digest; boundary=\"=_1\"\n\n--=_1\n\nSubject: a\nContent-Type: "
        "multipart/mixed; boundary==_2\n\n--=_2\n\nx\n--=_2--\n"
        "--=_1\nContent-Type: message/rfc822\nContent-Transfer-Encoding: "
        "base64\n\nU3ViamVjdDogcw0KDQppbg==\n--=_1--\n",
        "From: a@b\rSubject: old\rContent-Type: text/plain (c); charset=utf-16\rContent-Transfer-Encoding: "
        "x-uuencode\r\rbegin 644 a\r%:&5L;&\\\r`\rend\r",
    };
    return all;
}

// Everything this room can do with a message; the result only keeps the work from being optimised away.
qsizetype readAll(const mime::ParsedPart &part)
{
    qsizetype sum = 0;
    for (const mime::HeaderField &field : part.header.fields()) {
        sum += mime::decodedText(field.value).size();
        for (const mime::Mailbox &mailbox : mime::parseAddressList(field.value).mailboxes)
            sum += mime::printMailbox(mailbox).size() + mailbox.display().size();
        sum += mime::parsePath(field.value).isValid ? 1 : 0;
        sum += mime::parseDate(field.value) ? 1 : 0;
    }
    sum += mime::readableText(part.info, part.body).size();
    sum += mime::plainTextOfHtml(QString::fromLatin1(part.body)).size();
    for (const mime::ParsedPart &inside : part.parts)
        sum += readAll(inside);
    return sum;
}

bool survives(const QByteArray &octets)
{
    const mime::ParsedMessage message = mime::parseMessage(octets);
    const auto *readable = mime::readablePart(message.root.info);
    for (const auto *attachment : mime::attachments(message.root.info)) {
        if (mime::partAt(message.root, attachment->section) == nullptr)
            return false;
    }
    if (readable != nullptr && mime::partAt(message.root, readable->section) == nullptr)
        return false;
    return readAll(message.root) < 200 * octets.size() + 1000
        && mime::deserializePartInfo(mime::serialize(message.root.info)) == message.root.info;
}

}

class HostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesSamplesCutAtEveryOctet()
    {
        COVERS("SEC-71");
        for (const QByteArray &sample : samples()) {
            for (qsizetype at = 0; at <= sample.size(); ++at) {
                QVERIFY(survives(sample.first(at)));
                QVERIFY(survives(sample.sliced(at)));
            }
        }
    }

    void survivesTwentyThousandMutations()
    {
        COVERS("SEC-71");
        constexpr char marks[] = "\r\n\r\n --;:=?\"'()<>@,\\/*%&#!\0\x1b\xff\xc3[]bqBQ09";
        Mutator mutator(QByteArray(marks, sizeof marks - 1));
        for (int round = 0; round < 20'000; ++round) {
            const QByteArray octets = mutator.mutated(samples().at(mutator.random(samples().size())));
            QVERIFY2(survives(octets), octets.toBase64().constData());
        }
    }

    void survivesOctetsOfNoFormatAtAll()
    {
        quint32 state = 3;
        for (int length = 0; length < 2000; length += 7) {
            QByteArray octets;
            for (int i = 0; i < length; ++i)
                octets += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
            QVERIFY(survives(octets));
        }
    }
};

POSTHORN_TEST(HostileTest)
#include "tst_hostile.moc"
