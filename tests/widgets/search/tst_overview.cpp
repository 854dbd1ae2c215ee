// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/histogram.h"
#include "widgets/search/overviewpanel.h"

#include <QAccessible>
#include <QMenu>
#include <QToolButton>
#include <QWheelEvent>

#include "tests/widgets/search/searchfixture.h"

using namespace Qt::StringLiterals;

namespace {

std::vector<search::DayCount> everyDay(QDate first, int days)
{
    std::vector<search::DayCount> counts;
    for (int day = 0; day < days; ++day)
        counts.push_back({first.addDays(day), 1 + day % 5});
    return counts;
}

}

// What was found, to look at: by time and by what it has in common.
class OverviewTest : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<Histogram> histogram(const std::vector<search::DayCount> &days)
    {
        auto made = std::make_unique<Histogram>();
        made->resize(400, made->sizeHint().height());
        made->show(days);
        made->QWidget::show();
        made->setFocus();
        return made;
    }
    static QToolButton *value(const QWidget &panel, const QString &beginning)
    {
        for (QToolButton *button : panel.findChildren<QToolButton *>()) {
            if (button->text().startsWith(beginning) && button->isVisible())
                return button;
        }
        return nullptr;
    }

private Q_SLOTS:
    void aStretchIsChosenByDragging()
    {
        const auto chart = histogram(everyDay({2024, 3, 1}, 10));
        QCOMPARE(chart->bars(), 10);
        QSignalSpy wanted(chart.get(), &Histogram::daysWanted);
        QTest::mousePress(chart.get(), Qt::LeftButton, {}, chart->placeOf(2).center());
        QTest::mouseMove(chart.get(), chart->placeOf(3).center());
        QTest::mouseMove(chart.get(), chart->placeOf(5).center());
        QTest::mouseRelease(chart.get(), Qt::LeftButton, {}, chart->placeOf(5).center());
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first(), (QVariantList{QDate(2024, 3, 3), QDate(2024, 3, 6)}));
    }

    void fromRightToLeftTimeGoesTheOtherWay()
    {
        const auto chart = histogram(everyDay({2024, 3, 1}, 10));
        chart->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(chart->placeOf(0).left() > chart->placeOf(9).left());
        QSignalSpy wanted(chart.get(), &Histogram::daysWanted);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, chart->placeOf(0).center());
        QCOMPARE(wanted.value(0).value(0).toDate(), QDate(2024, 3, 1));
    }

    void theKeyboardReachesEverything()
    {
        const auto chart = histogram(everyDay({2024, 3, 1}, 10));
        QSignalSpy wanted(chart.get(), &Histogram::daysWanted), all(chart.get(), &Histogram::allWanted);
        QTest::keyClick(chart.get(), Qt::Key_Home);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QTest::keyClick(chart.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(chart.get(), Qt::Key_Return);
        QCOMPARE(wanted.value(0), (QVariantList{QDate(2024, 3, 2), QDate(2024, 3, 3)}));
        QTest::keyClick(chart.get(), Qt::Key_Escape);
        QCOMPARE(all.size(), 1);
    }

    void whereThereIsNothingNothingIsLookedFor()
    {
        auto days = everyDay({2024, 3, 1}, 3);
        days.push_back({QDate(2024, 3, 9), 2});
        const auto chart = histogram(days);
        QCOMPARE(chart->bars(), 9);
        QSignalSpy wanted(chart.get(), &Histogram::daysWanted);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, chart->placeOf(5).center());
        QCOMPARE(wanted.size(), 0);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, chart->placeOf(8).center());
        QCOMPARE(wanted.size(), 1);
    }

    void theWheelLooksCloserAndAway()
    {
        const auto chart = histogram(everyDay({2024, 3, 1}, 10));
        QSignalSpy wanted(chart.get(), &Histogram::daysWanted), all(chart.get(), &Histogram::allWanted);
        const auto turn = [&](int delta) {
            const QPointF at(chart->placeOf(9).center());
            QWheelEvent event(at, chart->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase,
                              false);
            QCoreApplication::sendEvent(chart.get(), &event);
        };
        turn(120);
        QCOMPARE(wanted.value(0), (QVariantList{QDate(2024, 3, 6), QDate(2024, 3, 10)}));
        turn(-120);
        QCOMPARE(all.size(), 1);
    }

    void aScreenReaderFindsEachBar()
    {
        const auto chart = histogram(everyDay({2024, 1, 1}, 400));  // by month
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(chart.get());
        QVERIFY(access != nullptr);
        QCOMPARE(access->role(), QAccessible::Chart);
        QCOMPARE(access->childCount(), chart->bars());
        const QString text = access->child(1)->text(QAccessible::Name);
        QVERIFY2(text.contains(u"2024"_s) && text == chart->sentence(1), qPrintable(text));
        QCOMPARE(access->indexOfChild(access->child(2)), 2);
        QVERIFY(access->child(1)->rect().isValid());
        QSignalSpy wanted(chart.get(), &Histogram::daysWanted);
        access->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(wanted.size(), 1);
        chart->show({});  // the bars are gone, and whoever has one still may ask
        QCOMPARE(access->childCount(), 0);
    }

    void whatIsClickedNarrowsTheSearch()
    {
        SearchFixture fixture;
        fixture.add(1, "Budget one");
        fixture.add(2, "Budget two", "Projects");
        fixture.setFlags(1, {"\\Seen"});
        fixture.indexAll();
        fixture.choose(SearchScope::Everywhere);
        fixture.lookFor(u"budget"_s);
        auto *panel = fixture.window().findChild<OverviewPanel *>();
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(value(*panel, u"Ann Example  2"_s) != nullptr);
        QTRY_VERIFY(value(*panel, u"Unread  1"_s) != nullptr);
        QCOMPARE(value(*panel, u"Unread"_s)->accessibleName(), u"State: Unread, 1 message(s)"_s);
        value(*panel, u"Unread"_s)->click();
        QCOMPARE(fixture.field().text(), u"budget is:unread"_s);
        QTRY_COMPARE(fixture.list().model()->rowCount(), 1);
        QTRY_VERIFY(value(*panel, u"Unread"_s)->isChecked());
        value(*panel, u"Unread"_s)->click();  // once more: back
        QCOMPARE(fixture.field().text(), u"budget"_s);
        QTRY_COMPARE(fixture.list().model()->rowCount(), 2);
    }

    void othersThanTheseByShiftOrMenu()
    {
        SearchFixture fixture;
        fixture.add(1, "Budget one");
        fixture.add(2, "Budget two", "Projects");
        fixture.indexAll();
        fixture.choose(SearchScope::Everywhere);
        fixture.lookFor(u"budget"_s);
        auto *panel = fixture.window().findChild<OverviewPanel *>();
        QTRY_VERIFY(value(*panel, u"Projects"_s) != nullptr);
        QTest::mouseClick(value(*panel, u"Projects"_s), Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(fixture.field().text(), u"budget -in:Projects"_s);
        QTRY_COMPARE(fixture.subjects(), QStringList{u"Budget one"_s});
        fixture.lookFor(u"budget"_s);
        QTRY_VERIFY(value(*panel, u"Projects  1"_s) != nullptr);
        QToolButton *button = value(*panel, u"Projects"_s);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, button->mapToGlobal(QPoint()));
        QCoreApplication::sendEvent(button, &event);
        auto *menu = button->findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        menu->actions().first()->trigger();
        QCOMPARE(fixture.field().text(), u"budget in:Projects"_s);
    }

    void itCanBeHiddenAndStaysSo()
    {
        SearchFixture fixture;
        fixture.add(1, "Budget one");
        fixture.indexAll();
        fixture.lookFor(u"budget"_s);
        auto *panel = fixture.window().findChild<OverviewPanel *>();
        QTRY_VERIFY(panel->isVisible());
        fixture.bar().setWantsOverview(false);
        QVERIFY(!panel->isVisible());
        fixture.open();
        QVERIFY(!fixture.bar().wantsOverview());
    }
};

POSTHORN_TEST(OverviewTest)
#include "tst_overview.moc"
