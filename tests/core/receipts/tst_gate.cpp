// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;
using receipt_test::nameOf;
using receipt_test::printed;
using receipt_test::requestHeader;

namespace {

constexpr auto ownAddress = "me@home.example";

// A request about which nothing is odd.
GateInput plain()
{
    GateInput input;
    input.request = *readRequest(mime::Header::parse(requestHeader()), ownAddress, "mx.home.example");
    input.mailbox = receipt_test::mailboxKeeping({"\\*"});
    input.role = store::FolderRole::Inbox;
    input.ownAddresses = {"other@home.example", ownAddress};
    input.condstore = true;
    return input;
}

GateInput withHeader(const QByteArray &from, const QByteArray &to)
{
    GateInput input = plain();
    input.request =
        *readRequest(mime::Header::parse(requestHeader().replace(from, to)), ownAddress, "mx.home.example");
    return input;
}

GateInput withField(const QByteArray &field)
{
    return withHeader("From: ", field + "\r\nFrom: ");
}

GateInput withLedger(LedgerState state, const QByteArrayList &flags = {})
{
    GateInput input = plain();
    input.flags = store::flagsFromNames(flags);
    input.ledger = LedgerEntry{input.request.key, state, input.request.fingerprint, {}, {}};
    return input;
}

GateInput with(auto &&change)
{
    GateInput input = plain();
    change(input);
    return input;
}

GateInput withFlags(const QByteArrayList &flags)
{
    return with([&](GateInput &in) { in.flags = store::flagsFromNames(flags); });
}

// It tells nothing of what it keeps.
GateInput ofOldServer()
{
    return with([](GateInput &in) {
        in.isOldServer = true;
        in.condstore = false;
        in.mailbox->permanentFlags.reset();
        in.mailbox->anyKeyword = false;
    });
}

GateInput sentBefore(int days)
{
    return with([days](GateInput &in) { in.now = in.request.date.addDays(days); });
}

struct Row {
    const char *name;
    const char *rows;  // of the conformance lists
    GateInput input;
    const char *asked;      // with preference Ask
    const char *automatic;  // with preference Automatic
};

const char *const dnt = "Disposition-Notification-To: <a@ex.org>";

std::vector<Row> headerRows()
{
    return {
        {"nothing odd", "MDN-53", plain(), "Ask", "Automatic"},
        {"not asked", "", with([](GateInput &in) { in.request = {}; }), "Nothing NotRequested",
         "Nothing NotRequested"},
        {"a report", "MDN-50",
         withField("Content-Type: multipart/report; report-type=disposition-notification"),
         "Blocked IsReport", "Blocked IsReport"},
        {"a fragment", "MDN-65", withField("Content-Type: message/partial"), "Nothing Fragment",
         "Nothing Fragment"},
        {"an automatic message", "", withField("Auto-Submitted: auto-generated"), "Blocked Automatic",
         "Blocked Automatic"},
        {"null return path", "MDN-61", withHeader("Return-Path: <a@ex.org>", "Return-Path: <>"),
         "Blocked Automatic", "Blocked Automatic"},
        {"a newsgroup", "MDN-62", withField("Newsgroups: comp.mail"), "Blocked Newsgroup",
         "Blocked Newsgroup"},
        {"a mailing list", "", withField("List-Id: <l.ex.org>"), "Blocked MailingList",
         "Blocked MailingList"},
        {"a required option", "MDN-63 S27", withField("Disposition-Notification-Options: x=required,1"),
         "Blocked RequiredOption", "Blocked RequiredOption"},
        {"an optional option", "MDN-64 S27", withField("Disposition-Notification-Options: x=optional,1"),
         "Ask", "Automatic"},
        {"no address", "", withHeader(dnt, "Disposition-Notification-To: undisclosed:;"),
         "Blocked NoValidAddress", "Blocked NoValidAddress"},
        {"too many addresses", "",
         withHeader(dnt, "Disposition-Notification-To: a@ex.org, b@ex.org, c@ex.org, d@ex.org"),
         "Blocked TooManyAddresses", "Blocked TooManyAddresses"},
        {"an address beyond ASCII", "MDN-97",
         withHeader(dnt, "Disposition-Notification-To: <\xc3\xa9@ex.org>"), "Blocked NonAsciiUnsupported",
         "Blocked NonAsciiUnsupported"},
        {"failed authentication", "MDN-66", withHeader("dmarc=pass", "dmarc=fail"),
         "Blocked FailedAuthentication", "Blocked FailedAuthentication"},
        {"from myself", "", withHeader("From: Ann <a@ex.org>", "From: Me <ME@home.example>"),
         "Nothing OwnMessage", "Nothing OwnMessage"},

        {"another return path", "MDN-54 MDN-67", withHeader("Return-Path: <a@", "Return-Path: <b@"),
         "Ask ReturnPathDiffers", "Ask ReturnPathDiffers"},
        {"return path with a detail", "MDN-58", withHeader("Return-Path: <a@", "Return-Path: <a+x@"),
         "Ask ReturnPathDiffers", "Ask ReturnPathDiffers"},
        {"return path in another case", "MDN-57 S26", withHeader("Return-Path: <a@", "Return-Path: <A@"),
         "Ask ReturnPathDiffers", "Ask ReturnPathDiffers"},
        {"return path quoted, domain in another case", "MDN-57 S26",
         withHeader("Return-Path: <a@ex.org>", "Return-Path: <\"a\"@EX.ORG>"), "Ask", "Automatic"},
        {"no return path", "MDN-56 S26", withHeader("Return-Path: <a@ex.org>\r\n", ""),
         "Ask ReturnPathMissing", "Ask ReturnPathMissing"},
        {"two return paths", "MDN-59",
         withHeader("Return-Path: <a@ex.org>", "Return-Path: <a@ex.org>\r\nReturn-Path: <a@ex.org>"),
         "Ask ReturnPathSeveral", "Ask ReturnPathSeveral"},
        {"two addresses", "MDN-56 S26", withHeader(dnt, "Disposition-Notification-To: a@ex.org, b@ex.org"),
         "Ask SeveralAddresses", "Ask SeveralAddresses"},
        {"the same address twice", "MDN-56 S26",
         withHeader(dnt, "Disposition-Notification-To: a@ex.org, A <a@EX.org>"), "Ask", "Automatic"},
        {"another author", "", withHeader("From: Ann <a@ex.org>", "From: Ann <ann@ex.org>"),
         "Ask NotifyDiffersFromFrom", "Ask NotifyDiffersFromFrom"},
        {"not addressed to me", "", withHeader("To: me@home.example", "To: list@home.example"),
         "Ask NotAddressedToMe", "Ask NotAddressedToMe"},
        {"addressed to me in Cc", "", withHeader("To: me@home.example", "Cc: me@HOME.example"), "Ask",
         "Automatic"},
        {"resent", "", withField("Resent-To: me@home.example"), "Ask Resent", "Ask Resent"},
        {"encrypted", "", withField("Content-Type: multipart/encrypted"), "Ask Encrypted", "Ask Encrypted"},
        {"not authenticated", "MDN-66", withHeader("dmarc=pass", "spf=pass"), "Ask AuthenticationUnknown",
         "Ask AuthenticationUnknown"},
        {"no Message-ID", "", withHeader("Message-ID: <m1@ex.org>\r\n", ""), "Ask NoMessageId",
         "Ask NoMessageId"},
    };
}

std::vector<Row> stateRows()
{
    using store::FolderRole;
    const auto inFolder = [](FolderRole role) { return with([role](GateInput &in) { in.role = role; }); };
    const auto permanent = [](const QByteArrayList &flags) {
        return with([&](GateInput &in) { in.mailbox = receipt_test::mailboxKeeping(flags); });
    };
    return {
        {"draft", "MDN-06 MDN-10", withFlags({"\\Draft"}), "Nothing Draft", "Nothing Draft"},
        {"in Drafts", "", inFolder(FolderRole::Drafts), "Nothing Draft", "Nothing Draft"},
        {"in Sent", "", inFolder(FolderRole::Sent), "Nothing OwnMessage", "Nothing OwnMessage"},
        {"in Junk", "", inFolder(FolderRole::Junk), "Blocked Junk", "Blocked Junk"},
        {"marked as junk", "", withFlags({"$Junk"}), "Blocked Junk", "Blocked Junk"},
        {"marked as phishing", "", withFlags({"$Phishing"}), "Blocked Junk", "Blocked Junk"},
        {"recent", "MDN-07", withFlags({"\\Recent"}), "Ask", "Automatic"},
        {"answered and flagged", "MDN-09", withFlags({"\\Answered", "\\Flagged"}), "Ask", "Automatic"},
        {"read elsewhere", "MDN-08", withFlags({"\\Seen"}), "Ask ReadElsewhere", "Ask ReadElsewhere"},
        {"answered elsewhere", "MDN-05 MDN-10", withFlags({"$MDNSent"}), "Blocked AnsweredElsewhere",
         "Blocked AnsweredElsewhere"},
        {"answered elsewhere, odd case", "MDN-05 MDN-22", withFlags({"\\Recent", "$MdnSENt"}),
         "Blocked AnsweredElsewhere", "Blocked AnsweredElsewhere"},
        {"marked by a delivery agent", "MDN-30", withFlags({"\\Recent", "$mdnsent"}),
         "Blocked AnsweredElsewhere", "Blocked AnsweredElsewhere"},
        {"Evolution's mark", "", withFlags({"receipt-handled"}), "Blocked HandledByOtherClient",
         "Blocked HandledByOtherClient"},
        {"never opened", "MDN-01", with([](GateInput &in) { in.mailbox.reset(); }), "Blocked CannotStore",
         "Blocked CannotStore"},
        {"read-only", "MDN-34", with([](GateInput &in) { in.mailbox->readOnly = true; }), "Blocked ReadOnly",
         "Blocked ReadOnly"},
        {"only system flags are kept", "MDN-01 MDN-02", permanent({"\\seen", "\\draft"}),
         "Blocked CannotStore", "Blocked CannotStore"},
        {"nothing is kept", "MDN-02", permanent({}), "Blocked CannotStore", "Blocked CannotStore"},
        {"only our keyword is kept", "MDN-24", permanent({"\\seen", "$mdnsent"}), "Ask", "Automatic"},
        {"not told what is kept", "MDN-33", with([](GateInput &in) {
             in.mailbox->anyKeyword = false;
             in.mailbox->permanentFlags.reset();
         }),
         "Ask", "Automatic"},
        {"a month old", "E-45", sentBefore(30), "Ask", "Automatic"},
        {"older, and nobody marked it", "E-45", sentBefore(31), "Ask Old", "Ask Old"},
        {"older, and known here", "E-45", with([](GateInput &in) {
             in = withLedger(LedgerState::Approved);
             in.now = in.request.date.addDays(31);
         }),
         "Blocked InProgress", "Blocked InProgress"},
        {"without a date", "E-45", with([](GateInput &in) {
             in.now = in.request.date;
             in.request.date = {};
         }),
         "Ask Old", "Ask Old"},
        {"marked by the server on arrival", "E-45", withFlags({"$MDNSent"}), "Blocked AnsweredElsewhere",
         "Blocked AnsweredElsewhere"},
        {"no CONDSTORE", "", with([](GateInput &in) { in.condstore = false; }), "Ask NotAtomic",
         "Ask NotAtomic"},
        {"NOMODSEQ", "MDN-37", with([](GateInput &in) { in.mailbox->noModSeq = true; }), "Ask NotAtomic",
         "Ask NotAtomic"},
        {"a server that sends receipts by itself", "",
         with([](GateInput &in) { in.serverSendsReceipts = true; }), "Ask ServerSendsReceipts",
         "Ask ServerSendsReceipts"},
        {"one more by a rule", "SEC-123", with([](GateInput &in) { in.byRulesLately = mostByRules - 1; }),
         "Ask", "Automatic"},
        {"too many by rules", "SEC-123", with([](GateInput &in) { in.byRulesLately = mostByRules; }), "Ask",
         "Ask ManyByRules"},
        {"an old server", "I2-42", ofOldServer(), "Ask NotAtomic MarkMayBeLost",
         "Ask NotAtomic MarkMayBeLost"},
    };
}

std::vector<Row> ledgerRows()
{
    const QByteArrayList keyword{"$MDNSent"};
    const auto otherMessage = with([](GateInput &in) {
        in.ledger = LedgerEntry{in.request.key, LedgerState::Snoozed, "another", {}, {}};
    });
    return {
        {"not now", "MDN-49", withLedger(LedgerState::Snoozed), "Ask", "Ask"},
        {"sent, and the old server has forgotten it", "I2-42", with([](GateInput &in) {
             in = ofOldServer();
             in.ledger = LedgerEntry{in.request.key, LedgerState::Sent, in.request.fingerprint, {}, {}};
         }),
         "Blocked AlreadySent", "Blocked AlreadySent"},
        {"declined, and the old server has forgotten it", "I2-42", with([](GateInput &in) {
             in = ofOldServer();
             in.ledger = LedgerEntry{in.request.key, LedgerState::Denied, in.request.fingerprint, {}, {}};
         }),
         "Blocked AlreadyDenied", "Blocked AlreadyDenied"},
        {"not now, then answered elsewhere", "", withLedger(LedgerState::Snoozed, keyword),
         "Blocked AnsweredElsewhere", "Blocked AnsweredElsewhere"},
        {"approved", "", withLedger(LedgerState::Approved), "Blocked InProgress", "Blocked InProgress"},
        {"being claimed", "", withLedger(LedgerState::ClaimIntent, keyword), "Blocked InProgress",
         "Blocked InProgress"},
        {"claimed", "", withLedger(LedgerState::Claimed, keyword), "Blocked InProgress",
         "Blocked InProgress"},
        {"being sent", "", withLedger(LedgerState::Sending, keyword), "Blocked InProgress",
         "Blocked InProgress"},
        {"sent", "MDN-51 MDN-69", withLedger(LedgerState::Sent, keyword), "Blocked AlreadySent",
         "Blocked AlreadySent"},
        {"sent, and the copy has lost the keyword", "MDN-51 MDN-69", withLedger(LedgerState::Filed),
         "Blocked AlreadySent", "Blocked AlreadySent"},
        {"being denied", "", withLedger(LedgerState::Denying), "Blocked AlreadyDenied",
         "Blocked AlreadyDenied"},
        {"denied", "", withLedger(LedgerState::Denied, keyword), "Blocked AlreadyDenied",
         "Blocked AlreadyDenied"},
        {"denied here alone", "", withLedger(LedgerState::DeniedLocal), "Blocked AlreadyDenied",
         "Blocked AlreadyDenied"},
        {"claim uncertain", "", withLedger(LedgerState::ClaimUncertain, keyword), "Blocked ClaimIsUncertain",
         "Blocked ClaimIsUncertain"},
        {"sending uncertain", "", withLedger(LedgerState::SendUncertain, keyword), "Blocked SendingUncertain",
         "Blocked SendingUncertain"},
        {"sending failed", "", withLedger(LedgerState::SendFailed, keyword), "Blocked SendingFailed",
         "Blocked SendingFailed"},
        {"lost to another client", "", withLedger(LedgerState::HandledElsewhere, keyword),
         "Blocked AnsweredElsewhere", "Blocked AnsweredElsewhere"},
        {"refused by the server", "", withLedger(LedgerState::Blocked), "Blocked StoreRefused",
         "Blocked StoreRefused"},
        {"the key of another message", "", otherMessage, "Ask KeyReusedByOtherMessage",
         "Ask KeyReusedByOtherMessage"},
    };
}

}

class GateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesByTable_data();
    void decidesByTable();
    void reachesEveryBlockAndWarning();
    void followsThePreferenceOfTheRule();
    void saysWhichAddressWouldAnswer();
    void doesNotLetAForgedMessageIdHideARequest();
    void tellsTheColumnState_data();
    void tellsTheColumnState();
};

void GateTest::decidesByTable_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<GateInput>("input");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("automatic");
    for (const auto &table : {headerRows(), stateRows(), ledgerRows()}) {
        for (const Row &row : table)
            QTest::newRow(row.name) << QString::fromLatin1(row.rows) << row.input << QByteArray(row.asked)
                                    << QByteArray(row.automatic);
    }
}

void GateTest::decidesByTable()
{
    QFETCH(QString, rows);
    COVERS(rows);
    QFETCH(GateInput, input);
    input.policy.preference = Preference::Ask;
    QTEST(printed(decide(input)), "asked");
    input.policy.preference = Preference::Automatic;
    QTEST(printed(decide(input)), "automatic");
    input.policy.preference = Preference::Never;
    QVERIFY(decide(input).kind == Verdict::Kind::Blocked || decide(input).kind == Verdict::Kind::Nothing);
}

void GateTest::reachesEveryBlockAndWarning()
{
    QSet<QByteArray> seen{"PolicyNever"};  // see followsThePreferenceOfTheRule()
    for (const auto &table : {headerRows(), stateRows(), ledgerRows()}) {
        for (const Row &row : table) {
            const auto words = QByteArray(row.asked).split(' ');
            seen.unite({words.begin(), words.end()});
        }
    }
    for (int block = 0; block <= static_cast<int>(Block::SendingFailed); ++block)
        QVERIFY2(seen.contains(nameOf(static_cast<Block>(block))), nameOf(static_cast<Block>(block)));
    for (int warning = 0; warning <= static_cast<int>(Warning::MarkMayBeLost); ++warning)
        QVERIFY2(seen.contains(nameOf(static_cast<Warning>(warning))), nameOf(static_cast<Warning>(warning)));
}

void GateTest::followsThePreferenceOfTheRule()
{
    COVERS("MDN-49", "MDN-53", "MDN-11");
    GateInput input = plain();
    QCOMPARE(decide(input).kind, Verdict::Kind::Ask);  // the factory default asks
    const PolicyRule never{PolicyRule::Scope::Domain, "mail.example", Preference::Never};
    input.policy = {Preference::Never, never};
    QCOMPARE(printed(decide(input)), QByteArray("Blocked PolicyNever"));
    QVERIFY(decide(input).policy.rule == never);
    input.policy.preference = Preference::Deny;
    QCOMPARE(decide(input).kind, Verdict::Kind::Deny);
    input.request.returnPathKind = Request::ReturnPath::Missing;
    QCOMPARE(decide(input).kind, Verdict::Kind::Deny);  // odd requests may be denied without asking
    input.mailbox->readOnly = true;
    QCOMPARE(decide(input).kind, Verdict::Kind::Blocked);  // but not where the keyword cannot be kept
}

void GateTest::saysWhichAddressWouldAnswer()
{
    COVERS("MDN-77");
    QCOMPARE(decide(plain()).answerFrom, QByteArray("me@home.example"));
    QCOMPARE(decide(withHeader("To: me@", "Cc: me@home.example\r\nTo: x@")).answerFrom,
             QByteArray("me@home.example"));
    QCOMPARE(decide(withHeader("To: me@", "To: other@")).answerFrom, QByteArray("other@home.example"));
    QCOMPARE(decide(withHeader("To: me@", "To: nobody@")).answerFrom, QByteArray());
}

// Whatever was decided about the other message, and whatever the rule for this one.
void GateTest::doesNotLetAForgedMessageIdHideARequest()
{
    for (int state = 0; state <= static_cast<int>(LedgerState::Blocked); ++state) {
        GateInput input = withLedger(static_cast<LedgerState>(state));
        input.ledger->fingerprint = "of another message";
        for (const Preference preference : {Preference::Ask, Preference::Automatic, Preference::Deny}) {
            input.policy.preference = preference;
            QCOMPARE(receipt_test::printed(decide(input)), "Ask KeyReusedByOtherMessage"_ba);
        }
    }
    GateInput apart = plain();  // as the caller says who has found its own place in the ledger
    apart.keyIsReused = true;
    apart.policy.preference = Preference::Automatic;
    QCOMPARE(receipt_test::printed(decide(apart)), "Ask KeyReusedByOtherMessage"_ba);
}

void GateTest::tellsTheColumnState_data()
{
    QTest::addColumn<bool>("asks");
    QTest::addColumn<QByteArrayList>("flags");
    QTest::addColumn<int>("ledger");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, bool asks, const QByteArrayList &flags, LedgerState ledger,
                        ColumnState state) {
        QTest::newRow(name) << asks << flags << static_cast<int>(ledger) << static_cast<int>(state);
    };
    row("nothing asked", false, {}, LedgerState::None, ColumnState::None);
    row("keyword of our own sent mail", false, {"$MDNSent"}, LedgerState::None, ColumnState::None);
    row("asked", true, {}, LedgerState::None, ColumnState::Requested);
    row("snoozed", true, {}, LedgerState::Snoozed, ColumnState::Requested);
    row("a draft", true, {"\\Draft", "$MDNSent"}, LedgerState::None, ColumnState::None);
    row("a keyword is not a receipt", true, {"$MDNSent"}, LedgerState::None, ColumnState::AnsweredElsewhere);
    row("another mark", true, {"receipt-handled"}, LedgerState::None, ColumnState::AnsweredElsewhere);
    row("approved", true, {}, LedgerState::Approved, ColumnState::Waiting);
    row("uncertain", true, {"$MDNSent"}, LedgerState::SendUncertain, ColumnState::Waiting);
    row("sent", true, {"$MDNSent"}, LedgerState::Sent, ColumnState::Sent);
    row("filed", true, {}, LedgerState::Filed, ColumnState::Sent);
    row("denied", true, {"$MDNSent"}, LedgerState::Denied, ColumnState::Denied);
    row("denied here", true, {}, LedgerState::DeniedLocal, ColumnState::Denied);
    row("elsewhere", true, {"$MDNSent"}, LedgerState::HandledElsewhere, ColumnState::AnsweredElsewhere);
    row("failed", true, {"$MDNSent"}, LedgerState::SendFailed, ColumnState::Blocked);
    row("blocked", true, {}, LedgerState::Blocked, ColumnState::Blocked);
}

void GateTest::tellsTheColumnState()
{
    QFETCH(bool, asks);
    QFETCH(QByteArrayList, flags);
    QFETCH(int, ledger);
    const auto state = columnState(asks, store::flagsFromNames(flags), static_cast<LedgerState>(ledger));
    QTEST(static_cast<int>(state), "state");
}

POSTHORN_TEST(GateTest)
#include "tst_gate.moc"
