// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/answer.h"
#include "core/compose/quoting.h"
#include "core/compose/subject.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;
using compose::Identity;
using compose::Original;
using compose::ReplyTo;

namespace {

const QUuid home = QUuid::createUuid(), work = QUuid::createUuid();

const std::vector<Identity> &identities()
{
    static const std::vector<Identity> all{
        {.account = home, .from = {u"René"_s, "rene", "home.example"}, .signature = u"René"_s},
        {.account = home, .from = {u"René"_s, "club", "home.example"}},
        {.account = work,
         .from = {u"R. Example"_s, "rene", "work.example"},
         .replyTo = {{}, "office", "work.example"}}};
    return all;
}

Original original(const QByteArray &header)
{
    return {
        .account = home, .header = mime::Header::parse(header), .text = u"Hi\n> before\nyou\n-- \nAnn\n"_s};
}

QByteArray list(const std::vector<mime::Mailbox> &mailboxes)
{
    QByteArrayList all;
    for (const mime::Mailbox &each : mailboxes)
        all.append(each.addrSpec());
    return all.join(' ');
}

QByteArray list(const std::vector<compose::Recipient> &recipients)
{
    std::vector<mime::Mailbox> mailboxes;
    for (const compose::Recipient &each : recipients)
        mailboxes.push_back(each.mailbox);
    return list(mailboxes);
}

}

class AnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhenAnswersAreWantedWhereNobodyCanRead_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("loses");
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("good") << "Reply-To: Ann <ann@example.net>, bob@example.org\r\n"_ba << false;
        QTest::newRow("one is no address") << "Reply-To: ann@example.net, bob at example\r\n"_ba << true;
        QTest::newRow("nothing in it") << "Reply-To: nobody\r\n"_ba << true;
    }
    void tellsWhenAnswersAreWantedWhereNobodyCanRead()
    {
        QFETCH(QByteArray, field);
        QTEST(compose::losesReplyTo(mime::Header::parse(field + "From: ann@example.net\r\n\r\n")), "loses");
    }

    void writesToWhomItShould_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("sender");
        QTest::addColumn<QByteArray>("all");  // To; Cc
        const QByteArray us = "To: rene@home.example\n";
        QTest::newRow("one") << "From: a@x.example\n" + us << "a@x.example"_ba
                             << "a@x.example;"_ba;
        QTest::newRow("Reply-To") << "From: a@x.example\nReply-To: b@x.example\n" + us << "b@x.example"_ba
                                  << "b@x.example;"_ba;
        QTest::newRow("several") << "From: a@x.example\nTo: rene@home.example, c@x.example\nCc: d@x.example, "
                                    "CLUB@Home.example, a@x.example\n"_ba
                                 << "a@x.example"_ba
                                 << "a@x.example c@x.example;d@x.example"_ba;
        QTest::newRow("an address of ours with a tag")
            << "From: a@x.example\nTo: rene+shop@home.example\nCc: d@x.example\n"_ba
            << "a@x.example"_ba
            << "a@x.example;d@x.example"_ba;
        QTest::newRow("from ourselves") << "From: rene@home.example\nTo: c@x.example\nCc: d@x.example\n"_ba
                                        << "c@x.example"_ba
                                        << "c@x.example;d@x.example"_ba;
        QTest::newRow("to ourselves") << "From: rene@home.example\nTo: rene@home.example\n"_ba
                                      << "rene@home.example"_ba
                                      << "rene@home.example;"_ba;
        QTest::newRow("twice") << "From: a@x.example\nTo: A <a@X.example>, c@x.example, c@x.example\n"_ba
                               << "a@x.example"_ba
                               << "a@x.example c@x.example;"_ba;
        QTest::newRow("a list in Reply-To")
            << "From: a@x.example\nReply-To: l@l.example\nTo: l@l.example\nList-Post: <mailto:l@l.example>\n"_ba
            << "a@x.example"_ba
            << "a@x.example l@l.example;"_ba;
        QTest::newRow("a follow-up of a list") << "From: a@x.example\nMail-Followup-To: l@l.example, "
                                                  "rene@home.example\nTo: l@l.example\nList-Post: "
                                                  "<mailto:l@l.example>\n"_ba
                                               << "a@x.example"_ba
                                               << "l@l.example;"_ba;
        QTest::newRow("a follow-up of nobody's")
            << "From: a@x.example\nMail-Followup-To: eve@evil.example\n" + us << "a@x.example"_ba
            << "a@x.example;"_ba;
    }
    void writesToWhomItShould()
    {
        QFETCH(QByteArray, header);
        const mime::Header parsed = mime::Header::parse(header);
        const auto sender = compose::correspondents(parsed, ReplyTo::Sender, identities());
        QTEST(list(sender.to) + list(sender.cc), "sender");
        const auto all = compose::correspondents(parsed, ReplyTo::All, identities());
        QTEST(list(all.to) + ';' + list(all.cc), "all");
    }

    // What is shown of a recipient is the name, where there is one.
    void namesHideNoOtherAddress()
    {
        COVERS("SEC-84");
        const auto to = [](const QByteArray &header) {
            return compose::correspondents(mime::Header::parse(header), ReplyTo::Sender, identities()).to;
        };
        const auto elsewhere = to("From: Ann <a@x.example>\nReply-To: Ann <a@y.example>\n");
        QCOMPARE(elsewhere.size(), 1U);
        QCOMPARE(elsewhere.front().name, QString());
        QCOMPARE(to("From: Ann <a@x.example>\nReply-To: Ann <b@x.example>\n").front().name, u"Ann"_s);
        QCOMPARE(to("From: Ann <a@x.example>\n").front().name, u"Ann"_s);
    }

    void writesToTheList()
    {
        const auto post = mime::Header::parse(
            "From: a@x.example\nTo: x@y.example\nList-Post: <mailto:l@l.example?subject=x> (moderated)\n");
        QCOMPARE(list(compose::correspondents(post, ReplyTo::List, identities()).to), "l@l.example"_ba);
        const auto closed = mime::Header::parse("From: a@x.example\nTo: x@y.example\nList-Post: NO\n");
        QVERIFY(compose::correspondents(closed, ReplyTo::List, identities()).to.empty());
    }

    void answersAsWhomItWasSentTo_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("from");
        QTest::newRow("To") << "From: a@x.example\nTo: CLUB@home.example\n"_ba
                            << "club@home.example"_ba;
        QTest::newRow("Cc") << "From: a@x.example\nTo: x@y.example\nCc: rene@work.example\n"_ba
                            << "rene@work.example"_ba;
        QTest::newRow("delivered") << "Delivered-To: club@home.example\nFrom: a@x.example\nTo: "
                                      "rene@home.example\n"_ba
                                   << "club@home.example"_ba;
        QTest::newRow("Bcc") << "From: a@x.example\nTo: x@y.example\n"_ba
                             << "rene@home.example"_ba;
        QTest::newRow("with a tag") << "From: a@x.example\nTo: club+1@home.example\n"_ba
                                    << "club@home.example"_ba;
        QTest::newRow("our own") << "From: club@home.example\nTo: rene@home.example\n"_ba
                                 << "club@home.example"_ba;
    }
    void answersAsWhomItWasSentTo()
    {
        QFETCH(QByteArray, header);
        const Composition mail = compose::replyTo(original(header), ReplyTo::Sender, identities(), {});
        QTEST(mail.from.addrSpec(), "from");
    }

    void answers()
    {
        const Composition mail = compose::replyTo(
            original("From: a@x.example\nTo: rene@work.example\nSubject: AW: Re: lunch\nMessage-ID: <2@x>\n"
                     "References: <1@x>\n"),
            ReplyTo::Sender, identities(), u"Ann wrote:"_s);
        QCOMPARE(mail.subject, u"Re: lunch"_s);
        QCOMPARE(mail.inReplyTo, "<2@x>"_ba);
        QCOMPARE(mail.references, (QByteArrayList{"<1@x>", "<2@x>"}));
        QCOMPARE(mail.text, u"\n\nAnn wrote:\n> Hi\n>> before\n> you\n\n"_s);
        QCOMPARE(list(mail.replyTo), "office@work.example"_ba);
        QCOMPARE(mail.account, work);
    }

    void quotesTheSelectionAlone()
    {
        COVERS("SEC-128");
        Original marked = original("From: a@x.example\nTo: rene@home.example\n");
        marked.selection = u"you"_s;
        QCOMPARE(compose::replyTo(marked, ReplyTo::Sender, identities(), u"Ann:"_s).text,
                 u"\n\nAnn:\n> you\n\n\n-- \nRené"_s);
        QVERIFY(!compose::forwardOf(marked, identities(), {}).text.contains("before"_L1));
    }

    void keepsReferencesShort()
    {
        QByteArray field = "References:";
        for (int i = 0; i < 60; ++i)
            field += " <" + QByteArray::number(i) + "@x>";
        const auto ids = compose::referencesFor(mime::Header::parse(field + "\nMessage-ID: <own@x>\n"));
        QCOMPARE(ids.size(), 20);
        QCOMPARE(ids.front(), "<0@x>"_ba);
        QCOMPARE(ids.back(), "<own@x>"_ba);
        QCOMPARE(compose::referencesFor(mime::Header::parse("In-Reply-To: <a@x> <b@x>\n")), QByteArrayList());
        QCOMPARE(compose::referencesFor(mime::Header::parse("In-Reply-To: Your mail <a@x>\n")),
                 QByteArrayList{"<a@x>"});
    }

    void forwards()
    {
        Original mail = original("From: a@x.example\nTo: rene@home.example\nSubject: WG: Re: lunch\n");
        mail.files = {compose::attachmentOf("x", u"a.pdf"_s, "application/pdf")};
        mail.octets = "Subject: x\r\n\r\n";
        const Composition inside = compose::forwardOf(mail, identities(), u"From: a"_s);
        QCOMPARE(inside.subject, u"Fwd: Re: lunch"_s);
        QCOMPARE(inside.text, u"\n-- \nRené\n\nFrom: a\nHi\n> before\nyou\n-- \nAnn\n"_s);
        QCOMPARE(inside.attachments, mail.files);
        QVERIFY(inside.to.empty() && inside.inReplyTo.isEmpty());
        const Composition attached = compose::forwardAttached({mail, mail}, identities());
        QCOMPARE(attached.attachments.size(), 2U);
        QCOMPARE(attached.attachments.front().type, "message/rfc822"_ba);
        QCOMPARE(attached.attachments.front().octets, mail.octets);
        QVERIFY(compose::forwardAttached({}, identities()).attachments.empty());
    }

    void redirectsAndEdits()
    {
        Original mail =
            original("From: a@x.example\nTo: rene@home.example, c@x.example\nBcc: d@x.example\nSubject: "
                     "lunch\nIn-Reply-To: <1@x>\nReferences: <0@x> <1@x>\nImportance: high\n");
        mail.octets = "x";
        const Composition redirected = compose::redirectOf(mail, identities());
        QCOMPARE(redirected.redirected->octets, "x"_ba);
        QVERIFY(redirected.to.empty() && redirected.text.isEmpty());
        const Composition again = compose::editAsNew(mail, identities());
        QCOMPARE(list(again.to) + ';' + list(again.bcc), "rene@home.example c@x.example;d@x.example"_ba);
        QCOMPARE(again.text, mail.text);
        QVERIFY(again.inReplyTo.isEmpty());
        const Composition draft = compose::draftOf(mail, identities());
        QCOMPARE(draft.inReplyTo, "<1@x>"_ba);
        QCOMPARE(draft.references.size(), 2);
        QCOMPARE(draft.priority, compose::Priority::High);
    }

    void marksSubjectsOnce_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("reply");
        QTest::addColumn<QString>("forward");
        QTest::newRow("plain") << u"lunch"_s << u"Re: lunch"_s << u"Fwd: lunch"_s;
        QTest::newRow("answered") << u"Re: lunch"_s << u"Re: lunch"_s << u"Fwd: Re: lunch"_s;
        QTest::newRow("often") << u"RE: AW: re[2]: Antw: lunch"_s << u"Re: lunch"_s
                               << u"Fwd: RE: AW: re[2]: Antw: lunch"_s;
        QTest::newRow("forwarded") << u"Fwd: WG: lunch"_s << u"Re: Fwd: WG: lunch"_s << u"Fwd: lunch"_s;
        QTest::newRow("a list") << u"[club] Re: lunch"_s << u"Re: [club] lunch"_s
                                << u"Fwd: [club] Re: lunch"_s;
        QTest::newRow("Chinese") << u"回复：午餐"_s << u"Re: 午餐"_s << u"Fwd: 回复：午餐"_s;
        QTest::newRow("Greek") << u"ΑΠ: γεύμα"_s << u"Re: γεύμα"_s << u"Fwd: ΑΠ: γεύμα"_s;
        QTest::newRow("no mark") << u"Reform: now"_s << u"Re: Reform: now"_s << u"Fwd: Reform: now"_s;
        QTest::newRow("nothing") << QString() << u"Re: "_s << u"Fwd: "_s;
    }
    void marksSubjectsOnce()
    {
        QFETCH(QString, subject);
        QTEST(compose::replySubject(subject), "reply");
        QTEST(compose::forwardSubject(subject), "forward");
    }

    void whatItIsAboutHasNoMarks()
    {
        for (const QString &subject : {u"lunch"_s, u"RE: AW: re[2]: Fwd: lunch"_s, u"WG: Re: lunch"_s})
            QCOMPARE(compose::bareSubject(subject), u"lunch"_s);
        QCOMPARE(compose::bareSubject(u"[club] Fwd: lunch"_s), u"[club] lunch"_s);
        QCOMPARE(compose::bareSubject(u"Reform: now"_s), u"Reform: now"_s);
    }

    void quotesWithoutSignatures()
    {
        QCOMPARE(compose::quoted(u"a\n\n> b\n\n\n"), u"> a\n>\n>> b\n"_s);
        QCOMPARE(compose::quoted(u"\na\n-- \nsignature\n"), u">\n> a\n"_s);
        QCOMPARE(compose::quoted(u"-- \nonly\n"), QString());
        QCOMPARE(compose::withoutSignature(u"a\n> b\n> -- \n> Ann\nc"), u"a\n> b\nc"_s);
    }
};

POSTHORN_TEST(AnswerTest)
#include "tst_answer.moc"
