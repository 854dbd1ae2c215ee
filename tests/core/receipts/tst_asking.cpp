// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/part.h"
#include "core/receipts/asking.h"
#include "core/receipts/gate.h"
#include "core/store/writer.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace receipts;

namespace {

using Kind = AskingWarning::Kind;

const QUuid account(0x11111111, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

mime::Mailbox mailbox(const QByteArray &address)
{
    const auto parsed = mime::parseAddressList(address).mailboxes;
    return parsed.empty() ? mime::Mailbox() : parsed.front();
}

AskedRecipient read(const QByteArray &address)
{
    return {mailbox(address), true, false};
}

AskedRecipient unasked(const QByteArray &address)
{
    return {mailbox(address)};
}

OutgoingMail mailTo(std::vector<AskedRecipient> recipients)
{
    OutgoingMail mail;
    mail.account = account;
    mail.message = "From: Me <me@home.example>\r\n"
                   "To: Ann <ann@ex.org>, bob@ex.org\r\n"
                   "Bcc: carl@ex.org\r\n"
                   "Subject: Offer\r\n"
                   "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\n"
                   "\r\n"
                   "Disposition-Notification-To: text, not header\r\n";
    mail.sender = mailbox("Me <me@home.example>");
    mail.recipients = std::move(recipients);
    mail.random = "0123456789abcdef";
    return mail;
}

// "ann@ex.org bob@ex.org!": who is in a transaction; "!": a report of delivery is wanted.
QByteArray recipients(const Transaction &transaction)
{
    QByteArrayList names;
    for (const Transaction::Recipient &recipient : transaction.recipients)
        names += recipient.address + (recipient.asksDelivery ? "!" : "");
    return names.join(' ');
}

QByteArray recordedRecipients(const Transaction &transaction)
{
    QByteArrayList names;
    if (transaction.record) {
        for (const mime::Mailbox &recipient : transaction.record->message.recipients)
            names += recipient.addrSpec();
    }
    return names.join(' ');
}

mime::Header headerOf(const QByteArray &message)
{
    return mime::Header::parse(message);
}

// A plan; one without transactions when there is none.
AskingPlan planOf(const OutgoingMail &mail)
{
    const auto plan = planAsking(mail);
    return plan ? *plan : AskingPlan();
}

}

// What goes out when we ask others.
class AskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailThatAsksForNothingGoesOutOnceAndSaysNothing();
    void theRequestGoesToTheEnvelopesSender_data();
    void theRequestGoesToTheEnvelopesSender();
    void thereIsOneRequestWhateverTheMessageBrings();
    void everyMailHasOneMessageId_data();
    void everyMailHasOneMessageId();
    void whenSomeAreAskedThereAreTwoCopies();
    void nobodyIsInBothAndBccIsInNeither();
    void versionsGoToTheirReadersAlone();
    void aFragmentIsRefused();
    void whatCannotBeAskedIsNot_data();
    void whatCannotBeAskedIsNot();
    void aKnownListIsAskedOnlyOnASecondWord();
    void listsAreKnownByTheirMail_data();
    void listsAreKnownByTheirMail();
    void aReportOfDeliveryIsAskedOfWhomItIsWanted();
    void theCopyInSentNeverAsksUs();
    void whatWasSubmittedIsFoundByReports();
    void whatIsSubmittedTakesThePlaceOfWhatWasFound();
};

void AskingTest::aMailThatAsksForNothingGoesOutOnceAndSaysNothing()
{
    const AskingPlan plan = planOf(mailTo({unasked("ann@ex.org"), unasked("bob@ex.org")}));
    QCOMPARE(plan.transactions.size(), std::size_t{1});
    const Transaction &only = plan.transactions.front();
    QCOMPARE(recipients(only), "ann@ex.org bob@ex.org"_ba);
    QCOMPARE(headerOf(only.message).count("Disposition-Notification-To"), 0);
    QVERIFY(!only.record);
    QVERIFY(plan.warnings.empty());
    QCOMPARE(recipients(planOf(mailTo({AskedRecipient(), unasked("ann@ex.org")})).transactions.front()),
             "ann@ex.org"_ba);
    QVERIFY(!planAsking(mailTo({})));
    QVERIFY(!planAsking(mailTo({AskedRecipient()})));
    OutgoingMail nameless = mailTo({unasked("ann@ex.org")});
    nameless.random.chop(1);
    QVERIFY(!planAsking(nameless));
}

void AskingTest::theRequestGoesToTheEnvelopesSender_data()
{
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("plain") << "me@home.example"_ba
                           << "me@home.example"_ba;
    QTest::newRow("with a name") << "Me <me@home.example>"_ba
                                 << "me@home.example"_ba;
    QTest::newRow("another than From") << "bounces@home.example"_ba
                                       << "bounces@home.example"_ba;
    QTest::newRow("quoted") << "\"a b\"@home.example"_ba
                            << "\"a b\"@home.example"_ba;
    QTest::newRow("international domain") << "me@b\xC3\xBC"
                                             "cher.example"_ba
                                          << "me@xn--bcher-kva.example"_ba;
}

void AskingTest::theRequestGoesToTheEnvelopesSender()
{
    COVERS("MDN-40", "MDN-48");
    QFETCH(QByteArray, sender);
    QFETCH(QByteArray, address);
    OutgoingMail mail = mailTo({read("ann@ex.org")});
    mail.sender = mailbox(sender);
    const AskingPlan plan = planOf(mail);
    QCOMPARE(plan.transactions.size(), std::size_t{1});
    const Transaction &only = plan.transactions.front();
    QCOMPARE(only.sender, address);
    QCOMPARE(headerOf(only.message).all("Disposition-Notification-To"), std::vector<QByteArray>{address});

    // Whoever gets it has nothing to doubt: Return-Path will be what was asked for.
    const auto delivered = headerOf("Return-Path: <" + only.sender + ">\r\n" + only.message);
    const auto request = readRequest(delivered, "ann@ex.org", {});
    QVERIFY(request);
    GateInput input;
    input.request = *request;
    QVERIFY(!decide(input).warnings.contains(Warning::ReturnPathDiffers));
    QVERIFY(!decide(input).warnings.contains(Warning::ReturnPathMissing));
}

void AskingTest::thereIsOneRequestWhateverTheMessageBrings()
{
    COVERS("MDN-40", "MDN-44");
    OutgoingMail mail = mailTo({read("ann@ex.org")});
    mail.message.prepend("Disposition-Notification-To: <track@evil.example>\r\n"
                         "disposition-notification-options: a=required,b\r\n"
                         "DISPOSITION-NOTIFICATION-TO:\r\n other@evil.example\r\n"
                         "Original-Recipient: rfc822;x@y\r\nReturn-Path: <z@y>\r\n"
                         "Return-Receipt-To: w@y\r\n");
    const QByteArray sent = planOf(mail).transactions.front().message;
    const mime::Header header = headerOf(sent);
    QCOMPARE(header.all("Disposition-Notification-To"), std::vector<QByteArray>{"me@home.example"});
    for (const char *name :
         {"Disposition-Notification-Options", "Original-Recipient", "Return-Path", "Return-Receipt-To"})
        QCOMPARE(header.count(name), 0);
    QVERIFY(!sent.contains("evil.example"));
    QCOMPARE(header.defects(), 0);
    QVERIFY(sent.endsWith("\r\n\r\nDisposition-Notification-To: text, not header\r\n"));
    mail.recipients = {unasked("ann@ex.org")};
    QCOMPARE(headerOf(planOf(mail).transactions.front().message).count("Disposition-Notification-To"), 0);
}

void AskingTest::everyMailHasOneMessageId_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("id");
    const QByteArray made = "<" + QByteArray("0123456789abcdef").toHex() + "@home.example>";
    QTest::newRow("none") << ""_ba << made;
    QTest::newRow("its own") << "Message-ID: <draft-1@home.example>\r\n"_ba
                             << "<draft-1@home.example>"_ba;
    QTest::newRow("empty") << "Message-ID:\r\n"_ba << made;
    QTest::newRow("two") << "Message-ID: <a@b>\r\nMessage-ID: <c@d>\r\n"_ba << made;
    QTest::newRow("unusable") << "Message-ID: what is this\r\n"_ba << made;
}

void AskingTest::everyMailHasOneMessageId()
{
    COVERS("MDN-41");
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, id);
    OutgoingMail mail = mailTo({read("ann@ex.org"), unasked("bob@ex.org")});
    mail.message.prepend(fields);
    const AskingPlan plan = planOf(mail);
    QCOMPARE(plan.messageId, id);
    QCOMPARE(plan.transactions.size(), std::size_t{2});
    for (const Transaction &transaction : plan.transactions)
        QCOMPARE(headerOf(transaction.message).all("Message-ID"), std::vector<QByteArray>{id});
    QCOMPARE(headerOf(plan.copy).all("Message-ID"), std::vector<QByteArray>{id});
    mail.random = "fedcba9876543210";
    if (id == "<" + QByteArray("0123456789abcdef").toHex() + "@home.example>")
        QVERIFY(planOf(mail).messageId != id);
}

void AskingTest::whenSomeAreAskedThereAreTwoCopies()
{
    COVERS("MDN-42");
    const AskingPlan plan =
        planOf(mailTo({unasked("ann@ex.org"), read("bob@ex.org"), unasked("carl@ex.org")}));
    QCOMPARE(plan.transactions.size(), std::size_t{2});
    const Transaction &asked = plan.transactions[0], &other = plan.transactions[1];
    QCOMPARE(recipients(asked), "bob@ex.org"_ba);
    QCOMPARE(recipients(other), "ann@ex.org carl@ex.org"_ba);
    QCOMPARE(headerOf(asked.message).count("Disposition-Notification-To"), 1);
    QCOMPARE(headerOf(other.message).count("Disposition-Notification-To"), 0);
    QVERIFY(asked.envelopeId != other.envelopeId);
    QVERIFY(!asked.envelopeId.isEmpty() && !other.envelopeId.isEmpty());
    QByteArray without = asked.message;
    without.replace("Disposition-Notification-To: me@home.example\r\n", "");
    QCOMPARE(without, other.message);  // nothing else tells them apart
    QCOMPARE(recordedRecipients(asked), "bob@ex.org"_ba);
    QVERIFY(!other.record);
}

void AskingTest::nobodyIsInBothAndBccIsInNeither()
{
    COVERS("MDN-42");
    const AskingPlan plan = planOf(mailTo({unasked("ann@ex.org"), read("ann@EX.org"), unasked("Ann@ex.org"),
                                           read("carl@ex.org"), unasked("carl@ex.org")}));
    QCOMPARE(plan.transactions.size(), std::size_t{2});
    QCOMPARE(recipients(plan.transactions[0]), "ann@ex.org carl@ex.org"_ba);
    QCOMPARE(recipients(plan.transactions[1]), "Ann@ex.org"_ba);  // local parts have a case
    for (const Transaction &transaction : plan.transactions)
        QCOMPARE(headerOf(transaction.message).count("Bcc"), 0);
    QCOMPARE(headerOf(plan.copy).all("Bcc"), std::vector<QByteArray>{"carl@ex.org"});
    QCOMPARE(headerOf(plan.copy).count("Disposition-Notification-To"), 1);
}

// Of an encrypted mail: one message for those who see each other, one for each blind copy, one for Sent.
void AskingTest::versionsGoToTheirReadersAlone()
{
    OutgoingMail mail = mailTo({read("ann@ex.org"), unasked("bob@ex.org"), read("carl@ex.org")});
    const auto version = [](const QByteArray &name) {
        return "Message-ID: <one@ex.org>\r\nBcc: carl@ex.org\r\nSubject: S\r\n\r\nfor " + name + "\r\n";
    };
    mail.message = version("me");
    mail.versions = {{{read("ann@ex.org").mailbox, read("bob@ex.org").mailbox}, version("ann and bob")},
                     {{read("carl@ex.org").mailbox, read("ann@ex.org").mailbox}, version("carl")}};
    const AskingPlan plan = planOf(mail);
    QByteArrayList sent, names;
    for (const Transaction &each : plan.transactions) {
        QCOMPARE(headerOf(each.message).count("Bcc"), 0);
        QCOMPARE(headerOf(each.message).count("Disposition-Notification-To"), each.asksDisposition ? 1 : 0);
        QCOMPARE(headerOf(each.message).all("Message-ID"), std::vector<QByteArray>{plan.messageId});
        sent += recipients(each) + ": " + each.message.sliced(each.message.indexOf("\r\n\r\n") + 4).trimmed();
        names += each.envelopeId;
    }
    QCOMPARE(sent,
             (QByteArrayList{"ann@ex.org: for ann and bob", "bob@ex.org: for ann and bob",
                             "carl@ex.org: for carl"}));
    QCOMPARE(QSet<QByteArray>(names.begin(), names.end()).size(), 3);
    QVERIFY(plan.copy.endsWith("for me\r\n"));
    mail.versions.pop_back();  // nothing is sent when somebody would get nothing
    QVERIFY(!planAsking(mail));
}

void AskingTest::aFragmentIsRefused()
{
    COVERS("MDN-45");
    OutgoingMail mail = mailTo({read("ann@ex.org")});
    mail.message.prepend("MIME-Version: 1.0\r\nContent-Type: Message/Partial; number=1; id=\"x@y\"\r\n");
    const auto plan = planAsking(mail);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, Error::Kind::Unsupported);
}

void AskingTest::whatCannotBeAskedIsNot_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<int>("warning");
    QTest::addColumn<bool>("staysDelivery");
    const auto row = [](const char *name, const char *id, const QByteArray &fields, const QByteArray &sender,
                        Kind kind, bool staysDelivery) {
        QTest::newRow(name) << QByteArray(id) << fields << sender << static_cast<int>(kind) << staysDelivery;
    };
    const QByteArray me = "me@home.example";
    row("newsgroups", "MDN-43", "Newsgroups: comp.mail.misc\r\n", me, Kind::Newsgroup, true);
    row("redirected", "MDN-43",
        "Resent-From: me@home.example\r\nResent-To: ann@ex.org\r\n"
        "Disposition-Notification-To: author@ex.org\r\n",
        me, Kind::Redirected, true);
    row("a receipt", "MDN-46",
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=disposition-notification; "
        "boundary=b\r\n",
        me, Kind::Notification, false);
    row("null sender", "MDN-46", "", "", Kind::NullSender, false);
}

void AskingTest::whatCannotBeAskedIsNot()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, sender);
    QFETCH(int, warning);
    QFETCH(bool, staysDelivery);
    COVERS(row.constData());
    OutgoingMail mail = mailTo({{mailbox("ann@ex.org"), true, true}});
    mail.message.prepend(fields);
    mail.sender = mailbox(sender);
    const AskingPlan plan = planOf(mail);
    QCOMPARE(plan.transactions.size(), std::size_t{1});
    QCOMPARE(headerOf(plan.transactions.front().message).count("Disposition-Notification-To"), 0);
    QCOMPARE(headerOf(plan.copy).count("Disposition-Notification-To"), 0);
    QCOMPARE(plan.warnings, (std::vector<AskingWarning>{{static_cast<Kind>(warning)}}));
    QCOMPARE(recipients(plan.transactions.front()), staysDelivery ? "ann@ex.org!"_ba : "ann@ex.org"_ba);
    mail.recipients = {unasked("ann@ex.org")};
    QVERIFY(planOf(mail).warnings.empty());  // nothing was asked, nothing is lost
}

void AskingTest::aKnownListIsAskedOnlyOnASecondWord()
{
    COVERS("MDN-47");
    OutgoingMail mail = mailTo({read("ann@ex.org"), read("Dev@Lists.ex.org")});
    mail.lists = {mailbox("dev@lists.ex.org")};
    AskingPlan plan = planOf(mail);
    QCOMPARE(plan.warnings, (std::vector<AskingWarning>{{Kind::MailingList, mailbox("Dev@Lists.ex.org")}}));
    QCOMPARE(plan.transactions.size(), std::size_t{2});
    QCOMPARE(recipients(plan.transactions[0]), "ann@ex.org"_ba);
    QCOMPARE(recipients(plan.transactions[1]), "Dev@Lists.ex.org"_ba);
    mail.recipients.back().evenOfList = true;
    plan = planOf(mail);
    QCOMPARE(plan.warnings,
             (std::vector<AskingWarning>{{Kind::MailingListAsked, mailbox("Dev@Lists.ex.org")}}));
    QCOMPARE(plan.transactions.size(), std::size_t{1});
    mail.recipients = {unasked("dev@lists.ex.org")};
    QVERIFY(planOf(mail).warnings.empty());
}

void AskingTest::listsAreKnownByTheirMail_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("addresses");
    const auto row = [](const char *name, const QByteArray &header, const QByteArray &addresses) {
        QTest::newRow(name) << header << addresses;
    };
    row("no list", "To: ann@ex.org\r\n", "");
    row("List-Post", "List-Post: <mailto:dev@lists.ex.org>\r\n", "dev@lists.ex.org");
    row("with a subject and a comment",
        "List-Post: (Post here) <MAILTO:dev@lists.ex.org?subject=x>, <https://ex.org/post>\r\n",
        "dev@lists.ex.org");
    row("percent-encoded", "List-Post: <mailto:dev%2Bx@lists.ex.org>\r\n", "dev+x@lists.ex.org");
    row("two", "List-Post: <mailto:a@ex.org>, <mailto:b@ex.org>\r\n", "a@ex.org b@ex.org");
    row("nobody may post", "List-Post: NO (posting not allowed)\r\nTo: a@ex.org\r\n", "");
    row("List-Id", "List-Id: The developers <dev.lists.ex.org>\r\nTo: ann@ex.org\r\nCc: Dev@lists.EX.org\r\n",
        "Dev@lists.EX.org");
    row("bare List-Id", "List-Id: dev.lists.ex.org\r\nTo: dev@lists.ex.org\r\n", "dev@lists.ex.org");
    row("a List-Id that is nobody here", "List-Id: <other.lists.ex.org>\r\nTo: dev@lists.ex.org\r\n", "");
    row("empty List-Id", "List-Id: <>\r\nTo: dev@lists.ex.org\r\n", "");
    row("no address", "List-Post: <mailto:>\r\n", "");
}

void AskingTest::listsAreKnownByTheirMail()
{
    COVERS("MDN-47");
    QFETCH(QByteArray, header);
    QByteArrayList found;
    for (const mime::Mailbox &list : listAddresses(headerOf(header)))
        found += list.addrSpec();
    QTEST(found.join(' '), "addresses");
}

void AskingTest::aReportOfDeliveryIsAskedOfWhomItIsWanted()
{
    const AskingPlan plan = planOf(mailTo(
        {{mailbox("ann@ex.org"), true, true}, {mailbox("bob@ex.org"), false, true}, unasked("carl@ex.org")}));
    QCOMPARE(plan.transactions.size(), std::size_t{2});
    QCOMPARE(recipients(plan.transactions[0]), "ann@ex.org!"_ba);
    QCOMPARE(recipients(plan.transactions[1]), "bob@ex.org! carl@ex.org"_ba);
    QCOMPARE(recordedRecipients(plan.transactions[1]), "bob@ex.org"_ba);
    QVERIFY(plan.transactions[1].record->message.asksDelivery);
    QVERIFY(!plan.transactions[1].record->message.asksDisposition);
}

// S22: saved as answered, and in Sent there is nothing to ask about.
void AskingTest::theCopyInSentNeverAsksUs()
{
    COVERS("S22");
    const AskingPlan plan = planOf(mailTo({read("ann@ex.org")}));
    const QDateTime now(QDate(2026, 1, 1), QTime(10, 0), Qt::UTC);
    const auto saved = copyForSent(plan, account, "Sent", now);
    QCOMPARE(saved.flags, (QByteArrayList{"\\Seen", "$MDNSent"}));
    QCOMPARE(saved.message, plan.copy);
    QCOMPARE('<' + saved.messageId + '>', plan.messageId);
    const auto request = readRequest(headerOf(saved.message), "me@home.example", {});
    QVERIFY(request);
    GateInput input;
    input.request = *request;
    input.ownAddresses = {"me@home.example"};
    input.mailbox.emplace();
    input.role = store::FolderRole::Sent;
    QCOMPARE(decide(input).kind, Verdict::Kind::Nothing);
    input.role = store::FolderRole::None;  // moved elsewhere
    QCOMPARE(decide(input).kind, Verdict::Kind::Nothing);
    input.ownAddresses = {"other@home.example"};  // looked at by another of the house
    input.flags = store::flagsFromNames(saved.flags);
    QCOMPARE(decide(input).kind, Verdict::Kind::Blocked);
}

namespace {

// What reports are matched with, from a database of its own.
struct Records {
    Records() : user(std::move(*store::openUser(folder.path() + u"/user.db"_s))) {}

    [[nodiscard]] std::vector<SentMail> all() const
    {
        auto mails = sentBefore(user.database, 100, std::nullopt);
        return mails ? *mails : std::vector<SentMail>();
    }

    QTemporaryDir folder;
    store::UserDatabase user;
};

}

void AskingTest::whatWasSubmittedIsFoundByReports()
{
    const AskingPlan plan =
        planOf(mailTo({read("ann@ex.org"), {mailbox("bob@ex.org"), false, true}, unasked("carl@ex.org")}));
    Records records;
    for (const Transaction &transaction : plan.transactions)
        QVERIFY(*rememberSent(records.user.database, *transaction.record));
    const auto byMessage = sentFor(records.user.database, {{plan.messageId}, {}});
    QVERIFY(byMessage);
    QCOMPARE(byMessage->size(), std::size_t{2});
    const auto byEnvelope = sentFor(records.user.database, {{}, plan.transactions[1].envelopeId});
    QVERIFY(byEnvelope);
    QCOMPARE(byEnvelope->size(), std::size_t{1});
    QCOMPARE(byEnvelope->front().recipients, std::vector{mailbox("bob@ex.org")});
    QVERIFY(byEnvelope->front().asksDelivery && !byEnvelope->front().asksDisposition);
    QCOMPARE(records.all().front().subject, u"Offer"_s);
    QCOMPARE(records.all().front().account, account);

    // The copy in Sent comes by afterwards: it cannot say who was asked, and changes nothing.
    const auto found = sentMail(headerOf(plan.copy), {"me@home.example"});
    QVERIFY(found);
    QVERIFY(!*rememberSent(records.user.database, *found));
    QCOMPARE(records.all().size(), std::size_t{2});
}

void AskingTest::whatIsSubmittedTakesThePlaceOfWhatWasFound()
{
    const AskingPlan plan = planOf(mailTo({read("ann@ex.org"), unasked("bob@ex.org")}));
    Records records;
    const auto found = sentMail(headerOf(plan.copy), {"me@home.example"});
    QVERIFY(found);
    QVERIFY(*rememberSent(records.user.database, *found));
    QVERIFY(*rememberSent(records.user.database, *plan.transactions[0].record));
    QCOMPARE(records.all().size(), std::size_t{1});
    QCOMPARE(records.all().front().message.recipients, std::vector{mailbox("ann@ex.org")});
}

POSTHORN_TEST(AskingTest)

#include "tst_asking.moc"
