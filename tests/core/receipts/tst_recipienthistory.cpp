// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/recipienthistory.h"

#include <algorithm>

#include "tests/support/testcase.h"

using receipts::Confidence;
using receipts::historyOf;
using receipts::RecipientState;
using receipts::TimelineEntry;

namespace {

TimelineEntry entry(int day, RecipientState state, const QByteArray &source = {},
                    Confidence confidence = Confidence::Certain)
{
    return {state, QDateTime(QDate(2026, 3, day), QTime(9, 0), Qt::UTC), confidence, source};
}

}

class RecipientHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheStrongestInWhateverOrderTheyCome_data();
    void takesTheStrongestInWhateverOrderTheyCome();
    void keepsSeveralAnswersOfOneRecipient();
    void countsOneReportInTwoFoldersOnce();
    void letsNothingForgedChangeTheState();
    void isNothingWithoutEntries();
    void sortsAHundredThousand();
};

void RecipientHistoryTest::takesTheStrongestInWhateverOrderTheyCome_data()
{
    using S = RecipientState;
    QTest::addColumn<QList<int>>("states");
    QTest::addColumn<int>("strongest");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, const QList<S> &states, S strongest, const char *rows = "") {
        QList<int> numbers;
        for (const S state : states)
            numbers.append(static_cast<int>(state));
        QTest::newRow(name) << numbers << static_cast<int>(strongest) << QString::fromLatin1(rows);
    };
    row("nothing came back", {S::Requested, S::Submitted}, S::Submitted);
    row("delivered", {S::Submitted, S::Delayed, S::Delivered}, S::Delivered);
    row("a bounce after delivery", {S::Delivered, S::Failed}, S::Failed);
    row("a bounce does not erase displayed", {S::Delivered, S::Displayed, S::Failed}, S::Displayed);
    row("nor does it erase an answer", {S::Declined, S::Failed}, S::Declined);
    row("displayed after it was deleted elsewhere", {S::Deleted, S::Displayed}, S::Displayed, "MDN-102");
    row("deleted is more than declined", {S::Declined, S::Deleted}, S::Deleted, "MDN-102");
    row("a failure of the other side's program", {S::Delivered, S::ReportedFailure}, S::ReportedFailure);
    row("what says nothing changes nothing", {S::Delivered, S::None}, S::Delivered);
}

void RecipientHistoryTest::takesTheStrongestInWhateverOrderTheyCome()
{
    QFETCH(QString, rows);
    COVERS(rows);
    QFETCH(QList<int>, states);
    QFETCH(int, strongest);
    std::vector<TimelineEntry> entries;
    for (const int state : states)
        entries.push_back(entry(static_cast<int>(entries.size()) + 1, static_cast<RecipientState>(state)));
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    do {
        std::vector<TimelineEntry> shuffled;
        for (const std::size_t i : order)
            shuffled.push_back(entries[i]);
        const auto history = historyOf(shuffled);
        QCOMPARE(static_cast<int>(history.state), strongest);
        QCOMPARE(history.timeline, entries);
    } while (std::next_permutation(order.begin(), order.end()));
}

// An address that is a list: each of its members may answer (RFC 8098, 5).
void RecipientHistoryTest::keepsSeveralAnswersOfOneRecipient()
{
    COVERS("MDN-102");
    const auto history =
        historyOf({entry(3, RecipientState::Displayed, "<r2@x>", Confidence::Likely),
                   entry(1, RecipientState::Submitted), entry(4, RecipientState::Deleted, "<r3@x>"),
                   entry(2, RecipientState::Declined, "<r1@x>")});
    QCOMPARE(history.state, RecipientState::Displayed);
    QCOMPARE(history.confidence, Confidence::Likely);
    QCOMPARE(history.timeline.size(), std::size_t(4));
    QCOMPARE(history.timeline.at(1).source, QByteArray("<r1@x>"));
    QCOMPARE(historyOf({entry(1, RecipientState::Displayed, "<a@x>", Confidence::Likely),
                        entry(2, RecipientState::Displayed, "<b@x>")})
                 .confidence,
             Confidence::Certain);
}

void RecipientHistoryTest::countsOneReportInTwoFoldersOnce()
{
    const auto history = historyOf(
        {entry(2, RecipientState::Displayed, "<r1@x>"), entry(1, RecipientState::Displayed, "<r2@x>"),
         entry(1, RecipientState::Displayed, "<r1@x>"), entry(1, RecipientState::Deleted, "<r1@x>")});
    QCOMPARE(history.timeline.size(), std::size_t(3));
    QCOMPARE(
        historyOf({entry(1, RecipientState::Submitted), entry(2, RecipientState::Submitted)}).timeline.size(),
        std::size_t(2));
}

void RecipientHistoryTest::letsNothingForgedChangeTheState()
{
    const auto history = historyOf({entry(1, RecipientState::Delivered, "<d@x>"),
                                    entry(2, RecipientState::Displayed, "<f@x>", Confidence::ForgedLooking),
                                    entry(3, RecipientState::Failed, "<u@x>", Confidence::Unmatched)});
    QCOMPARE(history.state, RecipientState::Delivered);
    QCOMPARE(history.timeline.size(), std::size_t(3));
    QCOMPARE(history.doubtful, 2);
    // A forged one under the Message-ID of a true one takes it nothing away.
    const auto both = historyOf({entry(1, RecipientState::Displayed, "<r@x>", Confidence::ForgedLooking),
                                 entry(2, RecipientState::Displayed, "<r@x>")});
    QCOMPARE(both.state, RecipientState::Displayed);
    QCOMPARE(both.timeline.size(), std::size_t(2));
}

void RecipientHistoryTest::isNothingWithoutEntries()
{
    QCOMPARE(historyOf({}).state, RecipientState::None);
    QVERIFY(historyOf({}).timeline.empty());
}

void RecipientHistoryTest::sortsAHundredThousand()
{
    std::vector<TimelineEntry> entries;
    for (int i = 0; i < 100'000; ++i)
        entries.push_back(
            entry(1 + i * 7 % 28, static_cast<RecipientState>(i % 5), QByteArray::number(i % 50'000)));
    QCOMPARE(historyOf(entries).state, RecipientState::Relayed);
}

POSTHORN_TEST(RecipientHistoryTest)
#include "tst_recipienthistory.moc"
