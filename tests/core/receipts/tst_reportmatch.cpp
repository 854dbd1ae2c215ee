// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/reportmatch.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipts::Confidence;
using receipts::IncomingReport;
using receipts::MatchInput;
using receipts::MatchReason;
using receipts::RecipientState;
using receipts::ReportMatch;
using receipts::SentMessage;

namespace {

mime::Mailbox mailbox(const QByteArray &address)
{
    const auto list = mime::parseAddressList(address).mailboxes;
    return list.empty() ? mime::Mailbox() : list.front();
}

QDateTime at(int day, int hour = 10)
{
    return {QDate(2026, 3, day), QTime(hour, 0), Qt::UTC};
}

// <m1> to Bob and Eve with the request; <m2> to a list's address without it.
MatchInput sentMail()
{
    const SentMessage numbers{
        "<m1@home.example>", "QQ1", {mailbox("Bob <bob@ex.org>"), mailbox("eve@ex.org")}, true, true, at(3)};
    const SentMessage plain{"<m2@home.example>", {}, {mailbox("team@ex.org")}, false, false, at(3)};
    const SentMessage toTeam{"<m3@home.example>", {}, {mailbox("team@ex.org")}, true, false, at(3)};
    return {{numbers, plain, toTeam}, {}, {}};
}

// A notification from its fields and its own header; "|" ends a line.
IncomingReport notification(QByteArray fields, QByteArray header = "From: bob@ex.org|")
{
    const QByteArray octets = header.replace('|', '\n') + "Date: Wed, 4 Mar 2026 09:30:00 +0000\n"
        + "Content-Type: message/disposition-notification\n\n" + fields.replace('|', '\n')
        + "Disposition: manual-action/MDN-sent-manually; displayed\n";
    return receipts::readReport(mime::parseMessage(octets), "mx.home.example");
}

IncomingReport delivery(QByteArray fields, const QByteArray &returned = "<m1@home.example>",
                        QByteArray header = "From: mailer-daemon@ex.org|Return-Path: <>|")
{
    const QByteArray octets = header.replace('|', '\n') + "Date: Wed, 4 Mar 2026 09:30:00 +0000\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        + "--b\nContent-Type: message/delivery-status\n\n" + fields.replace('|', '\n')
        + "\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: " + returned + "\n--b--\n";
    return receipts::readReport(mime::parseMessage(octets), "mx.home.example");
}

QByteArray nameOf(Confidence confidence)
{
    static constexpr std::array names{"ForgedLooking", "Unmatched", "Likely", "Certain"};
    return names.at(static_cast<std::size_t>(confidence));
}

QByteArray nameOf(MatchReason reason)
{
    static constexpr std::array names{"ByOriginalMessageId",
                                      "ByEnvelopeId",
                                      "ByReturnedMessage",
                                      "ByReference",
                                      "ByOriginalRecipient",
                                      "ByFinalRecipient",
                                      "BySender",
                                      "ByAlias",
                                      "BySoleRecipient",
                                      "NothingToMatchBy",
                                      "MessageUnknown",
                                      "RecipientUnknown",
                                      "NotAskedFor",
                                      "IdsDisagree",
                                      "EnvelopeDiffers",
                                      "RecipientsDisagree",
                                      "SenderDiffers",
                                      "SpeaksForAnother",
                                      "FailedAuthentication",
                                      "SenderNotNull",
                                      "DatedBeforeSending"};
    return names.at(static_cast<std::size_t>(reason));
}

QByteArray described(const std::vector<MatchReason> &reasons)
{
    QByteArrayList names;
    for (const MatchReason reason : reasons)
        names.append(nameOf(reason));
    return names.join(' ');
}

// "whom confidence: reasons" for each recipient; without any, what is said of the message.
QByteArray described(const IncomingReport &report, const MatchInput &input)
{
    const ReportMatch result = receipts::match(report, input);
    QByteArrayList lines;
    for (const auto &recipient : result.recipients) {
        const QByteArray whom = recipient.recipient
            ? input.candidates.at(*recipient.sent).recipients.at(*recipient.recipient).localPart
            : QByteArray("nobody");
        lines.append(whom + ' ' + nameOf(recipient.confidence) + ": " + described(recipient.reasons));
    }
    if (result.recipients.empty())
        lines.append((result.sent ? input.candidates.at(*result.sent).messageId : QByteArray("nothing")) + ' '
                     + nameOf(result.confidence) + ": " + described(result.reasons));
    return lines.join("; ");
}

const QByteArray m1("Original-Message-ID: <m1@home.example>|");

}

class ReportMatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsMessageAndRecipientOfANotification_data();
    void findsMessageAndRecipientOfANotification();
    void findsMessageAndRecipientsOfADeliveryReport_data();
    void findsMessageAndRecipientsOfADeliveryReport();
    void findsTheMessageOfWordsAndConcludesNothing();
    void looksUpFewKeys();
    void tellsTheTwoSubmissionsOfOneMessageApart();
    void learnsAnAliasOnlyFromWhatIsCertain();
    void believesNothingThatIsOlderThanTheMessage();
    void takesTimeForTheSumAndNotTheProduct();
};

void ReportMatchTest::findsMessageAndRecipientOfANotification_data()
{
    QTest::addColumn<IncomingReport>("report");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, const IncomingReport &report, const QByteArray &expected,
                        const char *rows = "") {
        QTest::newRow(name) << report << expected << QString::fromLatin1(rows);
    };
    const QByteArray bob("Final-Recipient: rfc822;bob@ex.org|");
    const QByteArray other("From: robert@away.example|");
    row("by Original-Message-ID and Final-Recipient", notification(m1 + bob),
        "bob Certain: ByOriginalMessageId ByFinalRecipient", "MDN-101");
    row("the domain in another case", notification(m1 + "Final-Recipient: rfc822;bob@EX.org|"),
        "bob Certain: ByOriginalMessageId ByFinalRecipient", "MDN-101");
    row("by Original-Recipient first",
        notification(
            m1 + "Original-Recipient: rfc822;bob@ex.org|Final-Recipient: rfc822;robert@away.example|", other),
        "bob Likely: ByOriginalMessageId ByOriginalRecipient SenderDiffers", "MDN-101");
    row("by a colleague whose domain our server has verified",
        notification(m1 + "Original-Recipient: rfc822;bob@ex.org|Final-Recipient: rfc822;robert@ex.org|",
                     "From: robert@ex.org|Authentication-Results: mx.home.example; dmarc=pass|"),
        "bob Certain: ByOriginalMessageId ByOriginalRecipient", "MDN-101");
    row("by a colleague nobody has verified",
        notification(m1 + "Original-Recipient: rfc822;bob@ex.org|Final-Recipient: rfc822;robert@ex.org|",
                     "From: robert@ex.org|"),
        "bob Likely: ByOriginalMessageId ByOriginalRecipient SenderDiffers");
    row("by In-Reply-To", notification(bob, "From: bob@ex.org|In-Reply-To: <m1@home.example>|"),
        "bob Likely: ByReference ByFinalRecipient", "MDN-101");
    row("by the last of References",
        notification(bob, "From: bob@ex.org|References: <m2@home.example> <m1@home.example>|"),
        "bob Likely: ByReference ByFinalRecipient", "MDN-101");
    row("not by an older reference",
        notification(bob, "From: bob@ex.org|References: <m1@home.example> <x@ex.org>|"),
        "nobody Unmatched: MessageUnknown");
    row("by its sender", notification(m1 + "Final-Recipient: x-notes;CN=Bob|"),
        "bob Likely: ByOriginalMessageId BySender", "MDN-101");
    row("no recipient at all", notification(m1, other),
        "nobody Unmatched: ByOriginalMessageId RecipientUnknown");
    row("the only recipient is a list, and a member answers",
        notification("Original-Message-ID: <m3@home.example>|Final-Recipient: rfc822;robert@away.example|",
                     other),
        "team Likely: ByOriginalMessageId BySoleRecipient SenderDiffers", "MDN-102");
    // Not to be believed
    row("a Message-ID that is none of ours", notification("Original-Message-ID: <x@ex.org>|" + bob),
        "nobody Unmatched: MessageUnknown");
    row("nothing to go by", notification(bob), "nobody Unmatched: NothingToMatchBy");
    row("nobody asked",
        notification("Original-Message-ID: <m2@home.example>|Final-Recipient: rfc822;team@ex.org|",
                     "From: team@ex.org|"),
        "team Unmatched: ByOriginalMessageId ByFinalRecipient NotAskedFor");
    row("its domain says that it is forged",
        notification(m1 + bob, "From: bob@ex.org|Authentication-Results: mx.home.example; dmarc=fail|"),
        "bob ForgedLooking: ByOriginalMessageId FailedAuthentication ByFinalRecipient");
    row("somebody else's praise of it counts for nothing",
        notification(m1 + bob, "From: bob@ex.org|Authentication-Results: mx.evil.example; dmarc=fail|"),
        "bob Certain: ByOriginalMessageId ByFinalRecipient");
    row("one recipient speaks for another", notification(m1 + bob, "From: eve@ex.org|"),
        "bob ForgedLooking: ByOriginalMessageId ByFinalRecipient SpeaksForAnother");
    row("one recipient claims to be another's mailbox",
        notification(m1 + "Original-Recipient: rfc822;bob@ex.org|Final-Recipient: rfc822;eve@ex.org|",
                     "From: eve@ex.org|"),
        "eve Likely: ByOriginalMessageId RecipientsDisagree ByFinalRecipient");
    row("a stranger speaks for a recipient", notification(m1 + bob, "From: mallory@evil.example|"),
        "bob Likely: ByOriginalMessageId ByFinalRecipient SenderDiffers");
    row("its Message-IDs are those of two messages",
        notification(m1 + bob, "From: bob@ex.org|In-Reply-To: <m2@home.example>|"),
        "bob ForgedLooking: ByOriginalMessageId IdsDisagree ByFinalRecipient");
}

void ReportMatchTest::findsMessageAndRecipientOfANotification()
{
    QFETCH(QString, rows);
    COVERS(rows);
    QFETCH(IncomingReport, report);
    QFETCH(QByteArray, expected);
    QCOMPARE(described(report, sentMail()), expected);
    const ReportMatch result = receipts::match(report, sentMail());
    QCOMPARE(result.recipients.size(), std::size_t(1));
    QCOMPARE(result.recipients.front().state, RecipientState::Displayed);
}

void ReportMatchTest::findsMessageAndRecipientsOfADeliveryReport_data()
{
    QTest::addColumn<IncomingReport>("report");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const IncomingReport &report, const QByteArray &expected) {
        QTest::newRow(name) << report << expected;
    };
    const QByteArray bob("Final-Recipient: rfc822;bob@ex.org|Action: failed|Status: 5.1.1|");
    const QByteArray mta("Reporting-MTA: dns;mx.ex.org|");
    row("by the message that came back", delivery(mta + '|' + bob),
        "bob Certain: ByReturnedMessage ByFinalRecipient");
    row("by the envelope", delivery(mta + "Original-Envelope-Id: QQ1||" + bob, {}),
        "bob Certain: ByEnvelopeId ByFinalRecipient");
    row("by the envelope, still in xtext", delivery(mta + "Original-Envelope-Id: Q+511||" + bob, {}),
        "bob Certain: ByEnvelopeId ByFinalRecipient");
    row("of another envelope", delivery(mta + "Original-Envelope-Id: QQ2||" + bob),
        "bob Likely: ByReturnedMessage EnvelopeDiffers ByFinalRecipient");
    row("envelope and message disagree",
        delivery(mta + "Original-Envelope-Id: QQ1||" + bob, "<m2@home.example>"),
        "bob ForgedLooking: ByEnvelopeId IdsDisagree ByFinalRecipient");
    row("two recipients and a stranger",
        delivery(mta + '|' + bob + "|Final-Recipient: rfc822;eve@ex.org|Action: delivered|Status: 2.0.0|"
                 + "|Final-Recipient: rfc822;mallory@ex.org|Action: failed|Status: 5.0.0|"),
        "bob Certain: ByReturnedMessage ByFinalRecipient; eve Certain: ByReturnedMessage ByFinalRecipient; "
        "nobody "
        "Unmatched: ByReturnedMessage RecipientUnknown");
    row("ORCPT that a server forgot to decode",
        delivery(mta
                 + "|Original-Recipient: rfc822;bo+62@ex.org|Final-Recipient: rfc822;b@inner.ex.org|Action: "
                   "failed|"),
        "bob Certain: ByReturnedMessage ByOriginalRecipient");
    row("a message that is none of ours", delivery(mta + '|' + bob, "<x@ex.org>"),
        "nobody Unmatched: MessageUnknown");
    row("nothing that tells the message", delivery(mta + '|' + bob, {}),
        "nobody Unmatched: NothingToMatchBy");
    row("a failure comes unasked",
        delivery(mta + "|Final-Recipient: rfc822;team@ex.org|Action: failed|", "<m2@home.example>"),
        "team Certain: ByReturnedMessage ByFinalRecipient");
    row("a success does not",
        delivery(mta + "|Final-Recipient: rfc822;team@ex.org|Action: relayed|", "<m2@home.example>"),
        "team Unmatched: ByReturnedMessage ByFinalRecipient NotAskedFor");
    row("from an address that takes answers",
        delivery(mta + '|' + bob, "<m1@home.example>", "From: x@evil.example|Return-Path: <x@evil.example>|"),
        "bob Likely: ByReturnedMessage SenderNotNull ByFinalRecipient");
    row("forged by the domain's own word",
        delivery(mta + '|' + bob, "<m1@home.example>",
                 "From: x@ex.org|Authentication-Results: mx.home.example; dmarc=fail|"),
        "bob ForgedLooking: ByReturnedMessage FailedAuthentication ByFinalRecipient");
}

void ReportMatchTest::findsMessageAndRecipientsOfADeliveryReport()
{
    QFETCH(IncomingReport, report);
    QFETCH(QByteArray, expected);
    QCOMPARE(described(report, sentMail()), expected);
}

void ReportMatchTest::findsTheMessageOfWordsAndConcludesNothing()
{
    const auto words = [](const QByteArray &fields) {
        return receipts::readReport(
            mime::parseMessage(fields + "X-Failed-Recipients: bob@ex.org\n\nIt failed.\n"), {});
    };
    QCOMPARE(described(words("In-Reply-To: <m1@home.example>\n"), sentMail()),
             "<m1@home.example> Likely: ByReference"_ba);
    QCOMPARE(described(words(""), sentMail()), "nothing Unmatched: NothingToMatchBy"_ba);
}

void ReportMatchTest::looksUpFewKeys()
{
    const auto keys = receipts::matchKeys(notification(
        m1, "From: bob@ex.org|In-Reply-To: <m2@home.example>|References: <m0@x> <m1@home.example>|"));
    QCOMPARE(keys.messageIds, (std::vector<QByteArray>{"<m1@home.example>", "<m2@home.example>"}));
    const auto dsn = receipts::matchKeys(delivery("Original-Envelope-Id: QQ1||Final-Recipient: rfc822;b@c|"));
    QCOMPARE(dsn.messageIds, std::vector<QByteArray>{"<m1@home.example>"});
    QCOMPARE(dsn.envelopeId, "QQ1"_ba);
}

// One went out with the request, the other without it, to different people (RFC 8098, 2.1).
void ReportMatchTest::tellsTheTwoSubmissionsOfOneMessageApart()
{
    MatchInput input;
    input.candidates = {{"<m1@home.example>", {}, {mailbox("bob@ex.org")}, false, false, at(3)},
                        {"<m1@home.example>", {}, {mailbox("eve@ex.org")}, true, false, at(3)}};
    QCOMPARE(described(notification(m1 + "Final-Recipient: rfc822;eve@ex.org|", "From: eve@ex.org|"), input),
             "eve Certain: ByOriginalMessageId ByFinalRecipient"_ba);
    QCOMPARE(described(notification(m1 + "Final-Recipient: rfc822;bob@ex.org|"), input),
             "bob Unmatched: ByOriginalMessageId ByFinalRecipient NotAskedFor"_ba);
}

void ReportMatchTest::learnsAnAliasOnlyFromWhatIsCertain()
{
    const auto learnedFrom = [](const QByteArray &header) {
        return receipts::match(
                   notification(
                       m1 + "Original-Recipient: rfc822;bob@ex.org|Final-Recipient: rfc822;robert@ex.org|",
                       "From: robert@ex.org|" + header),
                   sentMail())
            .recipients.front()
            .learned;
    };
    QVERIFY(!learnedFrom({}));
    const auto learned = learnedFrom("Authentication-Results: mx.home.example; dmarc=pass|");
    QVERIFY(learned.has_value());
    QCOMPARE(learned->asked.addrSpec(), "bob@ex.org"_ba);
    QCOMPARE(learned->answers.addrSpec(), "robert@ex.org"_ba);

    MatchInput later = sentMail();
    later.aliases = {*learned};
    QCOMPARE(
        described(notification(m1 + "Final-Recipient: rfc822;robert@ex.org|", "From: robert@ex.org|"), later),
        "bob Likely: ByOriginalMessageId ByAlias SenderDiffers"_ba);
}

void ReportMatchTest::believesNothingThatIsOlderThanTheMessage()
{
    const auto report = notification(m1 + "Final-Recipient: rfc822;bob@ex.org|");
    MatchInput input = sentMail();
    input.received = at(1);
    QCOMPARE(described(report, input),
             "bob Likely: ByOriginalMessageId DatedBeforeSending ByFinalRecipient"_ba);
    input.received = at(2, 11);  // clocks differ
    QCOMPARE(described(report, input), "bob Certain: ByOriginalMessageId ByFinalRecipient"_ba);
}

void ReportMatchTest::takesTimeForTheSumAndNotTheProduct()
{
    MatchInput input;
    SentMessage many{"<m1@home.example>", {}, {}, true, true, at(3)};
    QByteArray fields("Reporting-MTA: dns;mx.ex.org|");
    for (int i = 0; i < 9000; ++i) {
        const QByteArray address = 'r' + QByteArray::number(i) + "@ex.org";
        many.recipients.push_back(mailbox(address));
        fields += "|Final-Recipient: rfc822;" + address + "|Action: failed|Status: 5.0.0|";
    }
    input.candidates = {many};
    const ReportMatch result = receipts::match(delivery(fields), input);
    QCOMPARE(result.recipients.size(), std::size_t(9000));
    QCOMPARE(*result.recipients.back().recipient, std::size_t(8999));
}

POSTHORN_TEST(ReportMatchTest)
#include "tst_reportmatch.moc"
