// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/answer.h"

#include <cstdio>

#include "tests/core/compose/generated.h"
#include "tests/fuzz/composetarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// Whatever stands in an address, a name, a subject, a field, a file's name, a message we answer or a mailto:
// address, it never becomes a line, a field or a part. A thousand inputs in each run; POSTHORN_INJECTIONS:
// how many.
class InjectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingBecomesStructure()
    {
        COVERS("SEC-118", "SEC-119", "SEC-120", "SEC-121");
        const int wanted = std::max(1000, qEnvironmentVariableIntValue("POSTHORN_INJECTIONS"));
        Mutator mutator("%0d%0a%00:?&=,;@<>\"\r\n /cbtsubjodyinattach");
        const QByteArray address = "ann@example.net?subject=Hi%0d%0aBcc:%20eve@evil.example&cc=b@example.org"
                                   "&body=x%0d%0a.%0d%0aQUIT&attach=/etc/passwd&in-reply-to=%3Ca@b%3E";
        int broken = 0;
        for (int number = 0; number < wanted; number += 2) {
            const compose::Composition mail = generated::composition(number, generated::Kind::Hostile);
            const bool isMailSound = fuzz::isSoundMessage(mail);
            const QByteArray typed = mutator.mutated(address);
            const bool isAddressSound = fuzz::mailto(typed);
            broken += (isMailSound ? 0 : 1) + (isAddressSound ? 0 : 1);
            QVERIFY2(isMailSound, qPrintable(QString::number(number)));
            QVERIFY2(isAddressSound, typed.toBase64().constData());
        }
        std::printf("injections: inputs %d broken %d\n", wanted, broken);
    }

    void answersToHostileMailAreSound()
    {
        COVERS("SEC-120", "SEC-128");
        const compose::Identity me{.account = {}, .from = {u"René"_s, "rene", "home.example"}};
        Mutator mutator("\r\n \tFrom:To:Reply-To:Subject:<>@\",;=?utf-8?Q?=0D=0A?=\x01\x7f");
        const QByteArray header = "From: Eve <eve@evil.example>\r\nReply-To: <a@b.example>, eve\r\n"
                                  "To: rene@home.example\r\nSubject: =?utf-8?Q?Hi=0D=0ABcc:_x@y.example?=\r\n"
                                  "Message-ID: <1@evil.example>\r\nReferences: <0@evil.example>\r\n\r\n";
        for (int round = 0; round < 1000; ++round) {
            const QByteArray octets = mutator.mutated(header);
            compose::Original original;
            original.header = mime::Header::parse(octets);
            original.text = QString::fromUtf8(octets);
            for (const compose::ReplyTo whom : {compose::ReplyTo::Sender, compose::ReplyTo::All})
                QVERIFY2(fuzz::isSoundMessage(compose::replyTo(original, whom, {me}, u"He wrote:"_s)),
                         octets.toBase64().constData());
            QVERIFY2(fuzz::isSoundMessage(compose::forwardOf(original, {me}, original.text)),
                     octets.toBase64().constData());
        }
    }
};

POSTHORN_TEST(InjectionsTest)
#include "tst_injections.moc"
