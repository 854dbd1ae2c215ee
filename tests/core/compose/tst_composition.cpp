// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composition.h"
#include "core/compose/reminders.h"

#include "tests/core/compose/generated.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;
using Kind = compose::Reminder::Kind;

namespace {

// As it comes back: what is stored under its key is not in it.
Composition withoutOctets(Composition mail)
{
    for (compose::Attachment &each : mail.attachments)
        each.octets.clear();
    if (mail.redirected)
        mail.redirected->octets.clear();
    return mail;
}

Composition letter()
{
    return {.from = {{}, "rene", "home.example"},
            .to = {{.mailbox = {{}, "ann", "example.net"}}},
            .subject = u"Hi"_s,
            .text = u"Hello\n"_s};
}

QList<Kind> kindsOf(const Composition &mail, const compose::KnownPeople &known = {}, qint64 limit = 0)
{
    QList<Kind> kinds;
    for (const compose::Reminder &each : compose::remindersOf(mail, known, limit))
        kinds.append(each.kind);
    return kinds;
}

}

class CompositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        for (int number = 0; number < 300; ++number) {
            const Composition mail = generated::composition(number, generated::Kind::Hostile);
            const auto read = compose::deserialize(compose::serialize(mail));
            QVERIFY2(read.has_value(), QByteArray::number(number).constData());
            QVERIFY2(*read == withoutOctets(mail), QByteArray::number(number).constData());
        }
    }

    void survivesWhateverElseComes()
    {
        const QByteArray octets = compose::serialize(generated::composition(3, generated::Kind::Ordinary));
        for (qsizetype cut = 0; cut < octets.size(); ++cut)
            QVERIFY(!compose::deserialize(octets.first(cut)));
        QVERIFY(!compose::deserialize(octets + 'x'));
        QVERIFY(!compose::deserialize('\x02' + octets.sliced(1)));
        Mutator mutator(QByteArray("\0\x01\x7f\xff\xfe", 5));
        for (int round = 0; round < 3000; ++round) {
            const auto read = compose::deserialize(mutator.mutated(octets));
            QVERIFY(!read || compose::deserialize(compose::serialize(*read)) == withoutOctets(*read));
        }
    }

    void isWorthKeepingWithAnything()
    {
        QVERIFY(!compose::hasContent({.text = u" \n"_s}));
        QVERIFY(compose::hasContent({.subject = u"x"_s}));
        QVERIFY(compose::hasContent(letter()));
    }

    void remindsOfNothingWhenAllIsWell() { QCOMPARE(kindsOf(letter()), QList<Kind>()); }

    void remindsOfWhatIsMissing()
    {
        Composition mail = letter();
        mail.to.clear();
        mail.subject = u" "_s;
        QCOMPARE(kindsOf(mail), (QList<Kind>{Kind::NoRecipient, Kind::NoSubject}));
        mail.to = {{.mailbox = {{}, "ann", {}}}};
        QVERIFY(compose::remindersOf(mail, {}, 0).front().isForbidding());
        QCOMPARE(kindsOf(mail).front(), Kind::NotAnAddress);
    }

    void noticesAnAttachmentThatIsNotThere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("speaks");
        QTest::newRow("English") << u"The plan is attached."_s << true;
        QTest::newRow("German") << u"Anbei der Plan"_s << true;
        QTest::newRow("a German form") << u"siehe beigefügtes PDF"_s << true;
        QTest::newRow("Anhänge") << u"zwei Anhänge"_s << true;
        QTest::newRow("quoted") << u"> I attached it\nThanks"_s << false;
        QTest::newRow("signature") << u"Bye\n-- \nno attachment, please"_s << false;
        QTest::newRow("another word") << u"an unattached person, Anhänger"_s << false;
    }
    void noticesAnAttachmentThatIsNotThere()
    {
        QFETCH(QString, text);
        QFETCH(bool, speaks);
        Composition mail = letter();
        mail.text = text;
        QCOMPARE(kindsOf(mail).contains(Kind::AttachmentMissing), speaks);
        mail.attachments = {compose::attachmentOf("x", u"a"_s, "text/plain")};
        QVERIFY(!kindsOf(mail).contains(Kind::AttachmentMissing));
    }

    // Who wrote to us is no stranger, but may still be somebody who looks like another.
    void knowsWhoHasWrittenToUs()
    {
        Composition mail = letter();
        mail.to = {{.mailbox = {{}, "carl", "example.net"}}, {.mailbox = {{}, "bob", "pаypal.example"}}};
        compose::KnownPeople known{{"ann@example.net"}, {"paypal.example", "example.net"}};
        QCOMPARE(kindsOf(mail, known), (QList{Kind::LooksLike, Kind::NeverWrittenTo}));
        known.met = {"carl@example.net", "bob@pаypal.example"};
        QCOMPARE(kindsOf(mail, known), QList{Kind::LooksLike});
    }

    void noticesPeopleWhoAreNew()
    {
        compose::KnownPeople known{{"bob@paypal.example", "ann@example.net"},
                                   {"paypal.example", "example.net"}};
        QCOMPARE(kindsOf(letter(), known), QList<Kind>());
        Composition mail = letter();
        mail.to.push_back({.mailbox = {{}, "carl", "example.net"}});
        mail.cc.push_back({.mailbox = {{}, "bob", "pаypal.example"}});  // a Cyrillic letter
        const auto found = compose::remindersOf(mail, known, 0);
        QCOMPARE(found.size(), 2U);
        QCOMPARE(found[0].kind, Kind::LooksLike);
        QCOMPARE(found[0].text, u"paypal.example"_s);
        QCOMPARE(found[1].kind, Kind::NeverWrittenTo);
    }

    void noticesManyAndMuch()
    {
        Composition mail = letter();
        for (int i = 0; i < 20; ++i)
            mail.to.push_back({.mailbox = {{}, "p" + QByteArray::number(i), "example.net"}});
        mail.attachments = {compose::attachmentOf(QByteArray(90'000, 'x'), u"a"_s, "text/plain")};
        const auto found = compose::remindersOf(mail, {}, 100'000);
        QCOMPARE(found.size(), 2U);
        QCOMPARE(found[0].count, 21);
        QVERIFY(found[1].kind == Kind::TooLarge && found[1].size > found[1].limit);
        QCOMPARE(kindsOf(mail, {}, 1'000'000), QList<Kind>{Kind::ManySeeEachOther});
    }

    void knowsWhatCanBeWrittenTo()
    {
        QVERIFY(compose::isUsable({{}, "a", "b.example"}));
        QVERIFY(!compose::isUsable({{}, "a", {}}) && !compose::isUsable({{}, {}, "b"}));
        QVERIFY(!compose::isUsable({{}, QByteArray(65, 'a'), "b.example"}));
        QVERIFY(!compose::isUsable({{}, "a\n", "b.example"}) && !compose::isUsable({{}, "a", "b c"}));
        QVERIFY(!compose::isUsable({{}, "\xff", "b.example"}));
    }
};

POSTHORN_TEST(CompositionTest)
#include "tst_composition.moc"
