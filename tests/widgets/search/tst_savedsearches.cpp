// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/savedsearch.h"
#include "widgets/folders/folderview.h"
#include "widgets/search/searchespanel.h"

#include <QAccessible>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>

#include "tests/widgets/search/searchfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using search::SavedSearch;
using Kind = SavedSearch::Kind;

namespace {

const SavedSearch budget{Kind::Own, QUuid(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s), u"Money"_s,
                         u"budget"_s, false};

}

// Searches that are kept like folders: opened, followed, and changed.
class SavedSearchesTest : public QObject
{
    Q_OBJECT

    SearchesPanel &panel() { return *m_fixture->window().findChild<SearchesPanel *>(); }
    SearchesView &rows() { return *panel().view(); }
    void click(int row)
    {
        const QRect place = rows().visualRect(rows().model()->index(row, 0));
        QTest::mouseClick(rows().viewport(), Qt::LeftButton, {}, place.center());
    }
    void show(const std::vector<SavedSearch> &searches) { m_fixture->window().showSearches(searches); }
    QStringList names()
    {
        QStringList all;
        for (int row = 0; row < rows().model()->rowCount(); ++row)
            all.append(rows().model()->index(row, 0).data().toString());
        return all;
    }
    int messages() { return m_fixture->list().model()->rowCount(); }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<SearchFixture>();
        m_fixture->add(1, "Budget one");
        m_fixture->add(2, "Budget two", "Projects");
        m_fixture->add(3, "Lunch", "Projects");
        m_fixture->indexAll();
    }
    void cleanup() { m_fixture.reset(); }

    void nothingIsShownBeforeTheyAreKnown()
    {
        QVERIFY(!panel().isVisible());
        show(search::withEverybodys({}));
        QVERIFY(panel().isVisible());
        QCOMPARE(names(),
                 (QStringList{u"All inboxes"_s, u"Unread"_s, u"Starred"_s, u"Receipts wanted"_s,
                              u"With attachments"_s, u"All mail"_s}));
    }

    void aClickOpensOneAndAnotherTheFolder()
    {
        show({budget, {Kind::AllMail, {}, {}, {}, false}});
        auto *folders = m_fixture->window().findChild<FolderView *>();
        QTRY_COMPARE(messages(), 1);
        click(1);
        QTRY_COMPARE(m_fixture->subjects(), (QStringList{u"Lunch"_s, u"Budget two"_s, u"Budget one"_s}));
        QVERIFY(!folders->selectionModel()->hasSelection());
        QTest::mouseClick(folders->viewport(), Qt::LeftButton, {},
                          folders->visualRect(folders->currentIndex()).center());
        QTRY_COMPARE(m_fixture->subjects(), QStringList{u"Budget one"_s});
        QVERIFY(!rows().currentIndex().isValid());
        QVERIFY(folders->selectionModel()->hasSelection());
        QCOMPARE(static_cast<int>(m_fixture->bar().scope()), static_cast<int>(SearchScope::Folder));
        click(0);
        QTRY_COMPARE(m_fixture->subjects(), (QStringList{u"Budget two"_s, u"Budget one"_s}));
    }

    // The folder that is open has nothing to do with it, and nobody has asked anew.
    void newMailComesIntoItAtOnce()
    {
        show({budget});
        click(0);
        QTRY_COMPARE(messages(), 2);
        m_fixture->add(7, "The budget of next year", "Projects");
        m_fixture->add(8, "Dinner", "Projects");
        QTRY_COMPARE(m_fixture->subjects().value(0), u"The budget of next year"_s);
        QCOMPARE(messages(), 3);
        m_fixture->setFlags(7, {"\\Flagged"}, "Projects");  // what changes is not found twice
        QTRY_VERIFY(
            m_fixture->list().model()->index(0, 0).data(models::MessageListModel::FlaggedRole).toBool());
        QCOMPARE(messages(), 3);
    }

    void whatIsReadStaysUntilItIsOpenedAnew()
    {
        show(search::withEverybodys({}));
        click(1);
        QTRY_COMPARE(messages(), 3);
        m_fixture->setFlags(3, {"\\Seen"}, "Projects");
        m_fixture->setFlags(2, {"\\Seen"}, "Projects");
        m_fixture->setFlags(2, {}, "Projects");
        QTRY_VERIFY(
            !m_fixture->list().model()->index(0, 0).data(models::MessageListModel::UnreadRole).toBool());
        QCOMPARE(messages(), 3);
        QTest::keyClick(&m_fixture->field(), Qt::Key_Escape);
        click(1);
        QTRY_COMPARE(messages(), 2);
    }

    void whatIsUnreadIsCounted()
    {
        show({budget});
        const auto count = [this] {
            m_fixture->clock.advance(1min);
            return rows().model()->index(0, 0).data(models::SavedSearchModel::CountRole).toInt();
        };
        QTRY_COMPARE(count(), 2);
        m_fixture->add(9, "Budget nine", "Projects");
        m_fixture->indexAll();
        m_fixture->setFlags(9, {"\\Flagged"}, "Projects");
        QTRY_COMPARE(count(), 3);
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&rows());
        QVERIFY(table != nullptr && table->childCount() > 0);
        QCOMPARE(table->child(0)->text(QAccessible::Name), u"Search Money, 3 unread"_s);
    }

    void oneIsKeptFromTheSearchBar()
    {
        show({});
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchesWanted);
        m_fixture->lookFor(u"budget is:unread"_s);
        QTRY_COMPARE(messages(), 1);
        QTest::mouseClick(m_fixture->button(u"Keep"_s), Qt::LeftButton);
        auto *dialog = m_fixture->window().findChild<QInputDialog *>();
        QVERIFY(dialog != nullptr);
        dialog->setTextValue(u"Money"_s);
        dialog->accept();
        QCOMPARE(wanted.size(), 1);
        const auto kept = wanted.first().first().value<std::vector<SavedSearch>>();
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept.front().name, u"Money"_s);
        QCOMPARE(kept.front().text, u"budget is:unread in:inbox account:Work"_s);
        show(kept);
        click(0);
        QTRY_COMPARE(m_fixture->subjects(), QStringList{u"Budget one"_s});
    }

    void theyAreRenamedMovedAndDeleted()
    {
        show({budget, {Kind::Unread, {}, {}, {}, false}});
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::searchesWanted);
        const auto last = [&wanted] { return wanted.last().first().value<std::vector<SavedSearch>>(); };
        QVERIFY(rows().model()->setData(rows().model()->index(0, 0), u"Euros"_s, Qt::EditRole));
        QCOMPARE(last().front().name, u"Euros"_s);
        show(last());
        QCOMPARE(names(), (QStringList{u"Euros"_s, u"Unread"_s}));
        menu(0, u"Move down"_s);
        show(last());
        QCOMPARE(names(), (QStringList{u"Unread"_s, u"Euros"_s}));
        menu(0, u"Hide"_s);
        show(last());
        QCOMPARE(names(), QStringList{u"Euros"_s});
        menu(0, u"Unread"_s);  // shown again
        show(last());
        QCOMPARE(names().size(), 2);
        menu(1, u"Delete…"_s);
        auto *question = m_fixture->window().findChild<QMessageBox *>();
        QVERIFY(question != nullptr);
        QTest::mouseClick(m_fixture->button(u"Delete"_s, question), Qt::LeftButton);
        show(last());
        QCOMPARE(names(), QStringList{u"Unread"_s});
    }

    void theHeadingFoldsThemForGood()
    {
        show({budget});
        QTest::mouseClick(panel().findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!rows().isVisible());
        m_fixture->open();
        show({budget});
        QVERIFY(panel().isVisible() && !rows().isVisible());
    }

private:
    void menu(int row, const QString &command)
    {
        Q_EMIT rows().customContextMenuRequested(rows().visualRect(rows().model()->index(row, 0)).center());
        auto *menu = panel().findChild<QMenu *>(u"searchMenu"_s);
        QVERIFY(menu != nullptr);
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == command) {
                action->trigger();
                delete menu;
                return;
            }
        }
        delete menu;
        QFAIL("the menu has no such command");
    }

    std::unique_ptr<SearchFixture> m_fixture;
};

POSTHORN_TEST(SavedSearchesTest)
#include "tst_savedsearches.moc"
