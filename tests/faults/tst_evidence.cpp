// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/evidence.h"
#include "tests/support/testcase.h"

using namespace faults;
using namespace Qt::StringLiterals;

// What judges the campaign: does it notice what it is there for?
class EvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void readsTheServersLedger();
    void noticesALedgerThatIsBehind();
};

namespace {

const Mailboxes before{{{"INBOX", 1}, {"a@x", ""}}, {{"INBOX", 2}, {"b@x", "\\seen"}}};

Evidence of(const char *asked, bool isDurable, std::vector<Effect> effects, Mailboxes after)
{
    const QByteArrayList wishes = *asked == '\0' ? QByteArrayList() : QByteArrayList{asked};
    return {before, std::move(after), std::move(effects), wishes, isDurable ? wishes : QByteArrayList()};
}

Mailboxes with(const Place &place, const Mail &mail)
{
    Mailboxes after = before;
    after[place] = mail;
    return after;
}

Mailboxes moved()
{
    Mailboxes after = with({"Archive", 1}, {"a@x", ""});
    after.erase({"INBOX", 1});
    return after;
}

const Effect copied{"copy", "Archive", "a@x"}, expunged{"expunge", "INBOX", "a@x"},
    saved{"save", "Sent", "s@x"};

}

void EvidenceTest::findsWhatIsWrong_data()
{
    QTest::addColumn<Evidence>("evidence");
    QTest::addColumn<int>("lost");
    QTest::addColumn<int>("duplicated");
    QTest::addColumn<int>("ghosts");
    const auto row = [](const char *name, const Evidence &evidence, int lost, int duplicated, int ghosts) {
        QTest::newRow(name) << evidence << lost << duplicated << ghosts;
    };
    const char *move = "move a@x Archive", *append = "append s@x Sent", *flag = "flag a@x blue";
    const Mailboxes sent = with({"Sent", 1}, {"s@x", "\\seen"}), blue = with({"INBOX", 1}, {"a@x", "blue"});
    const Effect changed{"flag_change", "INBOX", "a@x"};
    row("nothing at all", of("", false, {}, before), 0, 0, 0);
    row("moved", of(move, true, {copied, expunged}, moved()), 0, 0, 0);
    row("not moved, not durable", of(move, false, {}, before), 0, 0, 0);
    row("not moved, durable", of(move, true, {}, before), 1, 0, 0);
    row("moved nowhere", of(move, false, {expunged}, before), 1, 0, 0);
    row("in both places", of(move, false, {copied}, with({"Archive", 1}, {"a@x", ""})), 0, 1, 0);
    row("moved twice", of(move, true, {copied, copied, expunged}, moved()), 0, 1, 0);
    row("moved elsewhere", of("move a@x Trash", false, {copied, expunged}, moved()), 1, 0, 1);
    row("nobody asked", of("", false, {copied, expunged}, moved()), 0, 0, 2);
    row("another one was moved", of("move b@x Archive", false, {copied, expunged}, moved()), 0, 0, 2);
    row("saved", of(append, true, {saved}, sent), 0, 0, 0);
    row("saved twice", of(append, true, {saved, saved}, sent), 0, 1, 0);
    row("not saved", of(append, true, {}, before), 1, 0, 0);
    row("removed", of("remove b@x", true, {{"expunge", "INBOX", "b@x"}}, {{{"INBOX", 1}, {"a@x", ""}}}), 0, 0,
        0);
    row("not saved, not durable", of(append, false, {}, before), 0, 0, 0);
    row("not removed", of("remove a@x", true, {}, before), 1, 0, 0);
    row("flagged", of(flag, true, {changed}, blue), 0, 0, 0);
    row("not flagged", of(flag, true, {}, before), 1, 0, 0);
    row("flagged by nobody", of("", false, {changed}, blue), 0, 0, 2);
    row("the flag is gone", of("unflag b@x \\Seen", true, {}, before), 1, 0, 0);
    row("a flag is lost", of("", false, {}, with({"INBOX", 2}, {"b@x", ""})), 0, 0, 1);
    row("left marked", of(move, false, {}, with({"INBOX", 1}, {"a@x", "\\deleted"})), 0, 0, 1);
}

void EvidenceTest::findsWhatIsWrong()
{
    QFETCH(Evidence, evidence);
    QFETCH(int, lost);
    QFETCH(int, duplicated);
    QFETCH(int, ghosts);
    const Findings findings = judge(evidence);
    const QByteArray told = findings.all().join("; ");
    QVERIFY2(findings.lost.size() == lost, told.constData());
    QVERIFY2(findings.duplicated.size() == duplicated, told.constData());
    QVERIFY2(findings.ghosts.size() == ghosts, told.constData());
}

void EvidenceTest::readsTheServersLedger()
{
    const QByteArray log =
        "Nov 21 19:46:33 imap-login: Info: Login: user=<alice>, method=PLAIN, mpid=7\n"
        "Nov 21 19:46:38 imap(alice)<7><H61z>: Info: Mailbox created: Archive\n"
        "Nov 21 19:46:38 imap(alice)<7><H61z>: Info: copy from INBOX: box=Archive, uid=1, msgid=<a@x>, "
        "flags=()\n"
        "Nov 21 19:46:38 imap(alice)<8><H61z>: Info: save: box=Sent, uid=3, msgid=<b@x>, flags=(\\Seen)\n"
        "Nov 21 19:46:38 imap(alice)<7><H61z>: Info: expunge: box=INBOX, uid=2, msgid=<a@x>, flags=()\n"
        "Nov 21 19:46:39 imap(alice)<7><H61z>: Info: Disconnected: Logged out in=596 out=2139 deleted=1\n";
    const auto effects = parseLedger(log, "8");
    QVERIFY((effects == std::vector<Effect>{copied, expunged}));
}

void EvidenceTest::noticesALedgerThatIsBehind()
{
    QVERIFY(isComplete(of("", false, {copied, expunged}, moved())));
    QVERIFY(!isComplete(of("", false, {copied}, moved())));
    QVERIFY(!isComplete(of("", false, {}, with({"Sent", 1}, {"s@x", ""}))));
}

POSTHORN_TEST(EvidenceTest)
#include "tst_evidence.moc"
