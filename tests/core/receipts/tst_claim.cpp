// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/receipts/claim.h"

#include "tests/support/testcase.h"

using receipts::Claim;

namespace {

const QByteArray keyword("$MDNSent");

Claim::Mailbox withCondstore()
{
    return {.readOnly = false,
            .permanentFlags = QList<QByteArray>{"\\Seen", "\\*"},
            .anyKeyword = true,
            .modSeqs = true};
}

Claim::Mailbox withoutCondstore()
{
    Claim::Mailbox mailbox = withCondstore();
    mailbox.modSeqs = false;
    return mailbox;
}

Claim::Echo echo(QList<QByteArray> flags, std::optional<quint64> modSeq = std::nullopt)
{
    return {std::move(flags), modSeq ? std::optional(imap::ModSeq{*modSeq}) : std::nullopt};
}

QByteArray printed(const Claim::Step &step)
{
    const auto since = [](const std::optional<imap::ModSeq> &m) {
        return m ? " since " + QByteArray::number(m->value) : QByteArray();
    };
    return std::visit(overloaded{
                          [](const Claim::FetchFlags &) { return QByteArray("fetch"); },
                          [&](const Claim::RecordIntent &r) { return "record" + since(r.unchangedSince); },
                          [&](const Claim::Store &s) {
                              return "store" + since(s.unchangedSince) + (s.silent ? " silently" : "");
                          },
                          [](const Claim::VerifyFetch &) { return QByteArray("verify"); },
                          [](const Claim::Wait &) { return QByteArray("wait"); },
                          [](const Claim::Won &) { return QByteArray("won"); },
                          [](const Claim::Lost &) { return QByteArray("lost"); },
                          [](const Claim::Refused &r) {
                              static constexpr std::array why{"not permanent", "read-only", "said no",
                                                              "not stored",    "gone",      "draft"};
                              return QByteArray("refused: ") + why.at(static_cast<std::size_t>(r.why));
                          },
                          [](const Claim::Uncertain &) { return QByteArray("uncertain"); },
                          [](const Claim::GaveUp &) { return QByteArray("gave up"); },
                      },
                      step);
}

// A claim whose STORE is under way: UNCHANGEDSINCE 61, or unconditional.
Claim stored(const Claim::Mailbox &mailbox)
{
    Claim claim(mailbox);
    (void)claim.start();
    (void)claim.flagsFetched(echo({}, mailbox.modSeqs ? std::optional<quint64>(61) : std::nullopt));
    (void)claim.intentRecorded();
    return claim;
}

}

class ClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsOnlyWhereTheKeywordCanBeKept_data();
    void startsOnlyWhereTheKeywordCanBeKept();
    void looksAtFreshFlagsBeforeItStores_data();
    void looksAtFreshFlagsBeforeItStores();
    void neverClaimsOverAKeywordThatItOverheard();
    void judgesTheAnswerToAConditionalStore_data();
    void judgesTheAnswerToAConditionalStore();
    void judgesTheAnswerOfAServerThatGrantsTwice_data();
    void judgesTheAnswerOfAServerThatGrantsTwice();
    void judgesTheAnswerToAPlainStore_data();
    void judgesTheAnswerToAPlainStore();
    void verifiesAStoreWithoutEcho();
    void losesToAKeywordSeenAfterModified();
    void takesAModifiedAboutAGoneMessageForItsEnd();
    void storesAtMostFiveTimes();
    void dropsTheConditionAfterBad();
    void carriesTheServersWordsOfARefusal();
};

void ClaimTest::startsOnlyWhereTheKeywordCanBeKept_data()
{
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<bool>("told");
    QTest::addColumn<QList<QByteArray>>("permanentFlags");
    QTest::addColumn<bool>("anyKeyword");
    QTest::addColumn<QByteArray>("step");
    using Flags = QList<QByteArray>;
    const QByteArray fetch("fetch"), notPermanent("refused: not permanent"), readOnly("refused: read-only");
    QTest::newRow("any keyword") << false << true << Flags{"\\Seen"} << true << fetch;
    QTest::newRow("any keyword, by name") << false << true << Flags{"\\Seen", "\\*"} << false << fetch;
    QTest::newRow("only ours") << false << true << Flags{"\\Seen", "$MDNSent"} << false << fetch;
    QTest::newRow("ours in lower case") << false << true << Flags{"$mdnsent"} << false << fetch;
    QTest::newRow("not told means all") << false << false << Flags() << false << fetch;
    QTest::newRow("no keywords") << false << true << Flags{"\\Seen", "\\Draft"} << false << notPermanent;
    QTest::newRow("nothing permanent") << false << true << Flags() << false << notPermanent;
    QTest::newRow("another keyword") << false << true << Flags{"$MDNSentX", "MDNSent"} << false
                                     << notPermanent;
    QTest::newRow("read-only") << true << true << Flags{"$MDNSent"} << true << readOnly;
}

void ClaimTest::startsOnlyWhereTheKeywordCanBeKept()
{
    COVERS("MDN-01", "MDN-02", "MDN-24", "MDN-33", "MDN-34");
    QFETCH(bool, readOnly);
    QFETCH(bool, told);
    QFETCH(QList<QByteArray>, permanentFlags);
    QFETCH(bool, anyKeyword);
    QFETCH(QByteArray, step);
    Claim claim({readOnly, told ? std::optional(permanentFlags) : std::nullopt, anyKeyword, true});
    QCOMPARE(printed(claim.start()), step);
}

void ClaimTest::looksAtFreshFlagsBeforeItStores_data()
{
    QTest::addColumn<bool>("condstore");
    QTest::addColumn<QList<QByteArray>>("flags");
    QTest::addColumn<qint64>("modSeq");  // -1: none in the answer
    QTest::addColumn<QByteArray>("step");
    using Flags = QList<QByteArray>;
    QTest::newRow("free") << true << Flags{"\\Recent"} << qint64(61) << QByteArray("record since 61");
    QTest::newRow("free, large number")
        << true << Flags() << qint64(9223372036854775807) << QByteArray("record since 9223372036854775807");
    QTest::newRow("free, no CONDSTORE") << false << Flags() << qint64(61) << QByteArray("record");
    QTest::newRow("the server forgot MODSEQ") << true << Flags() << qint64(-1) << QByteArray("record");
    QTest::newRow("never UNCHANGEDSINCE 0") << true << Flags() << qint64(0) << QByteArray("record");
    QTest::newRow("read and answered mean nothing")
        << true << Flags{"\\Seen", "\\Answered", "\\Flagged"} << qint64(61) << QByteArray("record since 61");
    QTest::newRow("taken") << true << Flags{"$MDNSent"} << qint64(62) << QByteArray("lost");
    QTest::newRow("taken, odd case") << true << Flags{"\\Seen", "$MdnSENt"} << qint64(62)
                                     << QByteArray("lost");
    QTest::newRow("taken in Evolution's way")
        << true << Flags{"receipt-handled"} << qint64(62) << QByteArray("lost");
    QTest::newRow("draft") << true << Flags{"\\draft"} << qint64(62) << QByteArray("refused: draft");
}

void ClaimTest::looksAtFreshFlagsBeforeItStores()
{
    COVERS("MDN-05", "MDN-06", "MDN-09", "MDN-22");
    QFETCH(bool, condstore);
    QFETCH(QList<QByteArray>, flags);
    QFETCH(qint64, modSeq);
    Claim claim(condstore ? withCondstore() : withoutCondstore());
    QCOMPARE(printed(claim.start()), QByteArray("fetch"));
    QTEST(printed(claim.flagsFetched(
              echo(flags, modSeq < 0 ? std::nullopt : std::optional(static_cast<quint64>(modSeq))))),
          "step");
}

void ClaimTest::neverClaimsOverAKeywordThatItOverheard()
{
    Claim claim(withCondstore());
    (void)claim.start();
    QCOMPARE(printed(claim.flagsFetched(echo({}, 117))), QByteArray("record since 117"));
    claim.flagsOverheard(echo({"\\Recent", keyword}, 118));
    QCOMPARE(printed(claim.intentRecorded()), QByteArray("lost"));

    Claim other(withCondstore());
    (void)other.start();
    (void)other.flagsFetched(echo({}, 117));
    other.flagsOverheard(echo({"\\Seen"}, 118));
    QCOMPARE(printed(other.intentRecorded()), QByteArray("store since 117"));
}

void ClaimTest::judgesTheAnswerToAConditionalStore_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("modified");
    QTest::addColumn<QList<Claim::Echo>>("echoes");
    QTest::addColumn<QByteArray>("step");
    using Echoes = QList<Claim::Echo>;
    const auto row = [](const char *name, const char *status, bool modified, const Echoes &echoes,
                        const char *step) {
        QTest::newRow(name) << QByteArray(status) << modified << echoes << QByteArray(step);
    };
    row("verified", "OK", false, {echo({keyword}, 62)}, "won");
    row("verified beside other flags", "OK", false, {echo({"\\Seen", "$mdnsent"}, 70)}, "won");
    row("an older change told first", "OK", false, {echo({"\\Seen"}, 61), echo({"\\Seen", keyword}, 62)},
        "won");
    row("told twice alike", "OK", false, {echo({keyword}, 62), echo({keyword}, 62)}, "won");
    row("the keyword in two states", "OK", false, {echo({keyword}, 62), echo({keyword}, 63)}, "lost");
    row("no MODSEQ in the echo", "OK", false, {echo({keyword})}, "uncertain");
    row("an old MODSEQ in the echo", "OK", false, {echo({keyword}, 61)}, "uncertain");
    row("no echo", "OK", false, {}, "verify");
    row("an echo without the keyword", "OK", false, {echo({"\\Seen"}, 62)}, "verify");
    row("the loser sees the keyword too", "OK", true, {echo({keyword}, 62)}, "lost");
    row("another client's mark", "OK", true, {echo({"receipt-handled"}, 62)}, "lost");
    row("another flag changed", "OK", true, {echo({"\\Seen"}, 62)}, "wait");
    row("MODIFIED alone", "OK", true, {}, "wait");
    row("MODIFIED in a NO", "NO", true, {}, "wait");
    row("lost in a NO", "NO", true, {echo({keyword}, 62)}, "lost");
    row("NO", "NO", false, {}, "refused: said no");
    row("NO, yet the keyword is there", "NO", false, {echo({keyword}, 62)}, "uncertain");
    row("BAD", "BAD", false, {}, "wait");
}

Claim::Tagged statusOf(const QByteArray &text)
{
    return text == "OK" ? Claim::Tagged::Ok : text == "NO" ? Claim::Tagged::No : Claim::Tagged::Bad;
}

void ClaimTest::judgesTheAnswerToAConditionalStore()
{
    COVERS("MDN-03", "MDN-35", "MDN-36", "MDN-39");
    QFETCH(QByteArray, status);
    QFETCH(bool, modified);
    QFETCH(QList<Claim::Echo>, echoes);
    Claim claim = stored(withCondstore());
    QTEST(printed(claim.storeAnswered(statusOf(status), modified, echoes, "text")), "step");
}

void ClaimTest::judgesTheAnswerOfAServerThatGrantsTwice_data()
{
    QTest::addColumn<bool>("modified");
    QTest::addColumn<QList<Claim::Echo>>("echoes");
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QByteArray>("whenVerified");  // with the keyword; empty: it is not asked for
    using Echoes = QList<Claim::Echo>;
    const auto row = [](const char *name, bool modified, const Echoes &echoes, const char *step,
                        const char *whenVerified = "") {
        QTest::newRow(name) << modified << echoes << QByteArray(step) << QByteArray(whenVerified);
    };
    const auto mute = [](quint64 modSeq) { return Claim::Echo{{}, imap::ModSeq{modSeq}, false}; };
    row("ours", false, {mute(62)}, "verify", "won");
    row("granted to two, and the other was first", false, {echo({"\\Seen", keyword}, 62)}, "lost");
    row("the same, without MODSEQ", false, {echo({"\\Seen", "\\Recent", keyword})}, "lost");
    row("another flag came with it", false, {echo({"\\Seen", "\\Flagged", keyword}, 62)}, "uncertain");
    row("another flag was cleared with it", false, {echo({keyword}, 62)}, "uncertain");
    row("another flag alone", false, {echo({"\\Seen", "\\Flagged"}, 62)}, "verify", "uncertain");
    row("nothing", false, {}, "verify", "uncertain");
    row("an old MODSEQ", false, {mute(61)}, "verify", "uncertain");
    row("MODIFIED", true, {echo({"\\Seen", keyword}, 62)}, "lost");
    row("MODIFIED, no more", true, {mute(62)}, "wait");
}

void ClaimTest::judgesTheAnswerOfAServerThatGrantsTwice()
{
    COVERS("MDN-35", "MDN-39");
    QFETCH(bool, modified);
    QFETCH(QList<Claim::Echo>, echoes);
    QFETCH(QByteArray, whenVerified);
    Claim::Mailbox mailbox = withCondstore();
    mailbox.grantsTwice = true;
    Claim claim(mailbox);
    (void)claim.start();
    (void)claim.flagsFetched(echo({"\\Seen"}, 61));
    QCOMPARE(printed(claim.intentRecorded()), QByteArray("store since 61 silently"));
    QTEST(printed(claim.storeAnswered(Claim::Tagged::Ok, modified, echoes, "text")), "step");
    if (!whenVerified.isEmpty())
        QCOMPARE(printed(claim.verified(echo({"\\Seen", keyword}, 62))), whenVerified);
}

void ClaimTest::judgesTheAnswerToAPlainStore_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QList<Claim::Echo>>("echoes");
    QTest::addColumn<QByteArray>("step");
    using Echoes = QList<Claim::Echo>;
    QTest::newRow("verified") << QByteArray("OK") << Echoes{echo({keyword})} << QByteArray("won");
    QTest::newRow("only the other flag was stored")
        << QByteArray("OK") << Echoes{echo({"\\Seen"})} << QByteArray("verify");
    QTest::newRow("no echo") << QByteArray("OK") << Echoes{} << QByteArray("verify");
    QTest::newRow("NO") << QByteArray("NO") << Echoes{} << QByteArray("refused: said no");
    QTest::newRow("BAD") << QByteArray("BAD") << Echoes{} << QByteArray("refused: said no");
}

void ClaimTest::judgesTheAnswerToAPlainStore()
{
    COVERS("MDN-03", "MDN-31");
    QFETCH(QByteArray, status);
    QFETCH(QList<Claim::Echo>, echoes);
    Claim claim = stored(withoutCondstore());
    QTEST(printed(claim.storeAnswered(statusOf(status), false, echoes, {})), "step");
}

void ClaimTest::verifiesAStoreWithoutEcho()
{
    COVERS("MDN-04", "MDN-33");
    const auto verifying = [](const Claim::Mailbox &mailbox) {
        Claim claim = stored(mailbox);
        (void)claim.storeAnswered(Claim::Tagged::Ok, false, {}, {});
        return claim;
    };
    QCOMPARE(printed(verifying(withCondstore()).verified(echo({"\\Recent"}))),
             QByteArray("refused: not stored"));
    QCOMPARE(printed(verifying(withCondstore()).verified(std::nullopt)), QByteArray("refused: gone"));
    QCOMPARE(printed(verifying(withCondstore()).verified(echo({keyword}))), QByteArray("uncertain"));
    QCOMPARE(printed(verifying(withoutCondstore()).verified(echo({keyword}))), QByteArray("won"));
    QCOMPARE(printed(verifying(withoutCondstore()).verified(echo({}))), QByteArray("refused: not stored"));
}

void ClaimTest::losesToAKeywordSeenAfterModified()
{
    Claim claim = stored(withCondstore());
    QCOMPARE(printed(claim.storeAnswered(Claim::Tagged::Ok, true, {}, {})), QByteArray("wait"));
    QCOMPARE(printed(claim.retry()), QByteArray("fetch"));
    QCOMPARE(printed(claim.flagsFetched(echo({keyword}, 62))), QByteArray("lost"));
}

void ClaimTest::takesAModifiedAboutAGoneMessageForItsEnd()
{
    COVERS("MDN-39");
    Claim claim = stored(withCondstore());
    QCOMPARE(printed(claim.storeAnswered(Claim::Tagged::No, true, {}, "[MODIFIED 42] expunged")),
             QByteArray("wait"));
    (void)claim.retry();
    QCOMPARE(printed(claim.flagsFetched(std::nullopt)), QByteArray("refused: gone"));
}

void ClaimTest::storesAtMostFiveTimes()
{
    COVERS("MDN-36");
    Claim claim(withCondstore());
    Claim::Step step = claim.start();
    int stores = 0;
    for (; stores < 20 && printed(step) == "fetch"; ++stores) {
        (void)claim.flagsFetched(echo({}, 61));
        QVERIFY(printed(claim.intentRecorded()).startsWith("store"));
        step = claim.storeAnswered(Claim::Tagged::Ok, true, {echo({"\\Seen"}, 62)}, {});
        if (printed(step) == "wait")
            step = claim.retry();
    }
    QCOMPARE(printed(step), QByteArray("gave up"));
    QCOMPARE(stores, 5);
}

void ClaimTest::dropsTheConditionAfterBad()
{
    COVERS("MDN-37");
    Claim claim = stored(withCondstore());
    QCOMPARE(printed(claim.storeAnswered(Claim::Tagged::Bad, false, {}, {})), QByteArray("wait"));
    (void)claim.retry();
    (void)claim.flagsFetched(echo({}, 61));
    QCOMPARE(printed(claim.intentRecorded()), QByteArray("store"));
    QCOMPARE(printed(claim.storeAnswered(Claim::Tagged::Bad, false, {}, {})), QByteArray("refused: said no"));
}

void ClaimTest::carriesTheServersWordsOfARefusal()
{
    Claim claim = stored(withCondstore());
    const auto step =
        claim.storeAnswered(Claim::Tagged::No, false, {}, "no space left to store $MDNSent keyword");
    QVERIFY(std::holds_alternative<Claim::Refused>(step));
    QCOMPARE(std::get<Claim::Refused>(step).serverText,
             QByteArray("no space left to store $MDNSent keyword"));
}

POSTHORN_TEST(ClaimTest)
#include "tst_claim.moc"
