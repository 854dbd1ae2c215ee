// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/flags.h"

#include "tests/support/testcase.h"

class TestFlags : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreReadInAnyCaseAndWrittenInTheirOwn()
    {
        const auto flags = store::flagsFromNames({"\\SEEN", "$mdnsent", "Receipt-Handled", "$Label1"});
        QVERIFY(flags.has(store::Flags::Seen));
        QVERIFY(flags.has(store::Flags::MdnSent));
        QVERIFY(flags.has(store::Flags::ReceiptHandled));
        QCOMPARE(store::flagNames(flags),
                 (QByteArrayList{"\\Seen", "$MDNSent", "receipt-handled", "$label1"}));
    }
    void keywordsAreSortedAndOnce()
    {
        QCOMPARE(store::flagsFromNames({"b", "A", "B", "a", ""}).keywords, (QByteArrayList{"a", "b"}));
    }
    void recentIsNotSentAndTheStarIsNoFlag()
    {
        const auto flags = store::flagsFromNames({"\\Recent", "\\*"});
        QVERIFY(flags.has(store::Flags::Recent));
        QVERIFY(flags.keywords.isEmpty());
        QVERIFY(store::flagNames(flags).isEmpty());
    }
    void oldJunkKeywordsStayThemselves()
    {
        const auto flags = store::flagsFromNames({"Junk", "NonJunk"});
        QCOMPARE(flags.bits, 0U);
        QCOMPARE(store::flagNames(flags), (QByteArrayList{"junk", "nonjunk"}));
    }
    void aFlagIsSetAndClearedWithoutTouchingOthers_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("system") << QByteArray("\\Flagged");
        QTest::newRow("keyword") << QByteArray("$Label2");
        QTest::newRow("first in order") << QByteArray("$a");
        QTest::newRow("last in order") << QByteArray("zzz");
    }
    void aFlagIsSetAndClearedWithoutTouchingOthers()
    {
        QFETCH(QByteArray, name);
        const auto before = store::flagsFromNames({"\\Seen", "$label1", "work"});
        const auto set = store::withFlag(before, name, true);
        QCOMPARE(store::flagNames(set).size(), store::flagNames(before).size() + 1);
        QVERIFY(store::flagNames(set).contains(name) || store::flagNames(set).contains(name.toLower()));
        QCOMPARE(store::withFlag(set, name, true), set);
        QCOMPARE(store::withFlag(set, name, false), before);
        QCOMPARE(store::withFlag(before, name, false), before);
        QCOMPARE(store::flagsFromNames(store::flagNames(set)), set);
    }
};

POSTHORN_TEST(TestFlags)
#include "tst_flags.moc"
