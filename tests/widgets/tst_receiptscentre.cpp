// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderchooser.h"
#include "widgets/messages/messageview.h"
#include "widgets/receipts/receiptscentre.h"
#include "widgets/translation.h"

#include <QAbstractItemModelTester>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTreeView>

#include "tests/widgets/centresample.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using receipts::Decision;

namespace {

SampleMail asking(quint32 uid, const QByteArray &from = "ann@example.org")
{
    SampleMail mail;
    mail.uid = uid;
    mail.from = from;
    mail.returnPath = "ann@example.org";
    mail.notifyTo = "ann@example.org";
    mail.subject = "Please confirm " + QByteArray::number(uid);
    mail.date = QDateTime(QDate(2025, 12, 1), QTime(0, 0), Qt::UTC).addDays(uid);
    mail.flags = {"\\Seen"};
    mail.extraHeader = "Authentication-Results: mx; dmarc=pass\r\nMessage-ID: <ask" + QByteArray::number(uid)
        + "@example.org>\r\n";
    return mail;
}

QStringList column(QTreeView *view, int at)
{
    QStringList cells;
    for (int row = 0; row < view->model()->rowCount(); ++row)
        cells.append(view->model()->index(row, at).data().toString());
    return cells;
}

}

// The Receipts Centre over the real window.
class ReceiptsCentreTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    ReceiptsCentre *openCentre()
    {
        m_fixture->action(u"Receipts Centre"_s)->trigger();
        return m_fixture->window().findChild<ReceiptsCentre *>();
    }

private Q_SLOTS:
    void initTestCase() { installTranslations(*QCoreApplication::instance(), QLocale(QLocale::English)); }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->open();
        m_fixture->listFolders();
        m_fixture->openMailbox();
    }
    void cleanup() { m_fixture.reset(); }

    void whatWeSentIsAskedForAndShown()
    {
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::sentMailWanted);
        ReceiptsCentre *centre = openCentre();
        QVERIFY(centre != nullptr && centre->isVisible());
        QCOMPARE(wanted.size(), 1);
        const QAbstractItemModelTester tester(centre->sent()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int serial = wanted.first().first().value<receipts::SentQuery>().serial;
        m_fixture->window().showSentMail(centresample::sentPage(serial, m_fixture->clock.now()));
        QTreeView *view = centre->sent()->view();
        QVERIFY(view->isVisible());
        const QStringList states = column(view, models::SentMailModel::StateColumn);
        QVERIFY2(states.contains(u"Displayed"_s) && states.contains(u"Declined"_s)
                     && states.contains(u"No answer"_s) && states.contains(u"Not delivered"_s),
                 qPrintable(states.join(u' ')));
        const QModelIndex cell = view->model()->index(0, models::SentMailModel::TimelineColumn);
        QVERIFY(cell.data(Qt::AccessibleTextRole).toString().contains(u"Receipt asked for"_s));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(u"Displayed"_s));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().startsWith(u"mara@harbour.example"_s));
        const QStringList beliefs = column(view, models::SentMailModel::BeliefColumn);
        QVERIFY2(beliefs.join(u' ').contains(u"not believed"_s), qPrintable(beliefs.join(u' ')));
    }

    void withoutAnythingItSaysSo()
    {
        ReceiptsCentre *centre = openCentre();
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::sentMailWanted);
        m_fixture->window().showSentMail({1, {}, {}});
        QVERIFY(!centre->sent()->view()->isVisible());
        QVERIFY(m_fixture->visibleText(centre).contains(u"Nothing sent that asked"_s));
    }

    void changesAreShownSoonAndTogether()
    {
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::sentMailWanted);
        openCentre();
        m_fixture->window().showSentMail({1, {}, {}});
        for (int i = 0; i < 50; ++i)
            m_fixture->window().showReportsChanged();
        QCOMPARE(wanted.size(), 1);
        m_fixture->clock.advance(std::chrono::seconds(1));
        QCOMPARE(wanted.size(), 2);
    }

    void requestsOfAllFoldersAreGathered()
    {
        m_fixture->openMailbox("Projects");
        m_fixture->addMail(asking(1));
        m_fixture->addMail(asking(3));
        m_fixture->addMail(asking(2), "Projects");
        SampleMail plain;
        plain.uid = 9;
        m_fixture->addMail(plain);
        ReceiptsCentre *centre = openCentre();
        centre->findChild<QTabWidget *>()->setCurrentWidget(centre->asked());
        const QStringList subjects = column(centre->asked()->view(), models::AskedModel::SubjectColumn);
        QCOMPARE(subjects.join(u", "_s), u"Please confirm 3, Please confirm 2, Please confirm 1"_s);
        const QStringList places = column(centre->asked()->view(), models::AskedModel::PlaceColumn);
        QVERIFY(places.at(1).contains(u"Projects"_s));
    }

    void oneAnswerForManyIsADecisionForEach()
    {
        m_fixture->addMail(asking(1));
        m_fixture->addMail(asking(2));
        m_fixture->addMail(asking(3, "Somebody else <eve@evil.example>"));  // asks for another: odd
        ReceiptsCentre *centre = openCentre();
        centre->findChild<QTabWidget *>()->setCurrentWidget(centre->asked());
        QSignalSpy decided(&m_fixture->window(), &MainWindow::receiptDecided);
        centre->asked()->view()->selectAll();
        m_fixture->button(u"Send receipts"_s, centre->asked())->click();
        auto *box = centre->findChild<QMessageBox *>();
        QVERIFY(box != nullptr);
        QVERIFY(decided.isEmpty());
        m_fixture->button(u"Send receipts"_s, box)->click();
        QCOMPARE(decided.size(), 2);
        const auto one = decided.at(0).first().value<Decision>();
        QCOMPARE(one.kind, Decision::Kind::Send);
        QVERIFY(one.report.message.contains("disposition-notification"));
        QVERIFY(one.key != decided.at(1).first().value<Decision>().key);
        const QStringList states = column(centre->asked()->view(), models::AskedModel::StateColumn);
        QVERIFY2(states.first().contains(u"Looks odd"_s), qPrintable(states.join(u' ')));
        // Once more: nothing more goes out.
        centre->asked()->bulk()->answer({m_fixture->copyId(1), m_fixture->copyId(2)}, Decision::Kind::Send);
        QCOMPARE(decided.size(), 2);
    }

    void whatIsNotHereIsFetchedBeforeItIsAnswered()
    {
        SampleMail mail = asking(1);
        mail.withContent = false;
        m_fixture->addMail(mail);
        ReceiptsCentre *centre = openCentre();
        centre->findChild<QTabWidget *>()->setCurrentWidget(centre->asked());
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        QSignalSpy decided(&m_fixture->window(), &MainWindow::receiptDecided);
        centre->asked()->view()->selectAll();
        m_fixture->button(u"Decline"_s, centre->asked())->click();
        QCOMPARE(wanted.size(), 1);
        QVERIFY(decided.isEmpty());
        m_fixture->addContent(mail);
        m_fixture->clock.advance(std::chrono::seconds(1));  // changes come a few times a second
        QCOMPARE(decided.size(), 1);
        QCOMPARE(decided.first().first().value<Decision>().kind, Decision::Kind::Deny);
    }

    void theLogIsShownAndExported()
    {
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::activityWanted);
        ReceiptsCentre *centre = openCentre();
        QCOMPARE(wanted.size(), 1);
        const int serial = wanted.first().first().value<receipts::ActivityQuery>().serial;
        receipts::ActivityPage page = centresample::activityPage(serial, m_fixture->clock.now());
        page.lines.front().serverText = "<b>done";
        m_fixture->window().showActivity(page);
        const QStringList events = column(centre->activity()->view(), models::ActivityModel::EventColumn);
        QCOMPARE(events.size(), static_cast<int>(page.lines.size()));
        QVERIFY(events.contains(u"Declined"_s));
        const QModelIndex words =
            centre->activity()->view()->model()->index(0, models::ActivityModel::ServerColumn);
        QCOMPARE(words.data().toString(), u"<b>done"_s);
        QCOMPARE(words.data(Qt::ToolTipRole).toString(), u"&lt;b&gt;done"_s);
        // What was declined went to nobody, and yet it says who had asked.
        const int declined = static_cast<int>(events.indexOf(u"Declined"_s));
        const auto *model = centre->activity()->view()->model();
        QCOMPARE(model->index(declined, models::ActivityModel::RecipientColumn).data().toString(), QString());
        QCOMPARE(model->index(declined, models::ActivityModel::SenderColumn).data().toString(),
                 u"mara@harbour.example"_s);
        QCOMPARE(model->index(declined, models::ActivityModel::MessageColumn).data().toString(),
                 u"Berth plan for the spring regatta"_s);

        const QByteArray csv = ActivityTab::csv(page.lines);
        QVERIFY2(csv.contains("\"'=HYPERLINK(\"\"x\"\")\""), csv.constData());
        QCOMPARE(csv.count("\r\n"), page.lines.size() + 1);
        const QJsonArray json = QJsonDocument::fromJson(ActivityTab::json(page.lines)).array();
        QCOMPARE(json.size(), static_cast<int>(page.lines.size()));
        QCOMPARE(json.first().toObject().value(u"event"_s).toInt(), page.lines.back().event);
    }

    void aLongLogIsExportedPageByPage_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("CSV") << u"CSV"_s;
        QTest::newRow("JSON") << u"JSON"_s;
    }
    void aLongLogIsExportedPageByPage()
    {
        QFETCH(QString, format);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::activityWanted);
        ActivityTab *tab = openCentre()->activity();
        for (auto *button : tab->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&').contains(format))
                button->click();
        }
        auto *dialog = tab->findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"log"_s);
        Q_EMIT dialog->fileSelected(path);
        std::vector<receipts::Activity> all;
        for (const bool isLast : {false, false, true}) {
            const auto query = wanted.last().first().value<receipts::ActivityQuery>();
            QCOMPARE(query.before, all.empty() ? std::nullopt : std::optional(all.back().id));
            auto page = centresample::activityPage(query.serial, m_fixture->clock.now());
            for (receipts::Activity &line : page.lines)
                line.id += 1000 - static_cast<qint64>(all.size());
            page.isLast = isLast;
            all.insert(all.end(), page.lines.begin(), page.lines.end());
            QVERIFY(!QFile::exists(path));
            m_fixture->window().showActivity(page);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray octets = file.readAll();
        QCOMPARE(octets, format == u"CSV"_s ? ActivityTab::csv(all) : ActivityTab::json(all));
        if (format == u"JSON"_s)
            QCOMPARE(QJsonDocument::fromJson(octets).array().size(), static_cast<int>(all.size()));
    }

    void aReportHasACardOverItsText()
    {
        SampleMail mail;
        mail.uid = 5;
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        auto *card = m_fixture->window().findChild<QWidget *>(u"reportCard"_s);
        QVERIFY(card != nullptr && !card->isVisible());
        const QDateTime at = m_fixture->clock.now().addDays(-1);
        m_fixture->addReport(5, {{"<m1@home.example>", "bob@ex.org", 13, 3, at, QByteArray("\0\4", 2)}});
        m_fixture->clock.advance(std::chrono::seconds(1));
        QVERIFY(card->isVisible());
        QVERIFY2(m_fixture->visibleText(card).contains(u"says that your message was displayed"_s),
                 qPrintable(m_fixture->visibleText(card)));
        m_fixture->addReport(5, {{{}, "bob@ex.org", 13, 0, at, QByteArray("\x0d", 1)}});
        m_fixture->clock.advance(std::chrono::seconds(1));
        QVERIFY(m_fixture->visibleText(card).startsWith(u"Looks forged"_s));
    }

    void reportsCanBePutIntoAFolder()
    {
        SampleMail mail;
        mail.uid = 5;
        m_fixture->addMail(mail);
        m_fixture->addReport(5, {{"<m1@home.example>", "bob@ex.org", 13, 3, {}, {}}});
        m_fixture->clickRow(0);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::reportFolderWanted);
        auto *card = m_fixture->window().findChild<QWidget *>(u"reportCard"_s);
        m_fixture->button(u"Move reports to a folder"_s, card)->click();
        auto *chooser = m_fixture->window().findChild<FolderChooser *>();
        QVERIFY(chooser != nullptr);
        Q_EMIT chooser->chosen(*m_fixture->reader->folder(m_fixture->folderId("Projects")));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).toByteArray(), "Projects"_ba);
        m_fixture->window().showReportFolders({{m_fixture->account.id, "Projects"}});
        m_fixture->button(u"Leave reports in the inbox"_s, card)->click();
        QCOMPARE(wanted.last().at(1).toByteArray(), QByteArray());
    }

    void enterOpensTheMailInTheWindow()
    {
        m_fixture->addMail(asking(1));
        m_fixture->addMail(asking(2));
        ReceiptsCentre *centre = openCentre();
        centre->findChild<QTabWidget *>()->setCurrentWidget(centre->asked());
        QTreeView *view = centre->asked()->view();
        Q_EMIT view->activated(view->model()->index(1, 0));
        auto *list = m_fixture->window().findChild<MessageView *>();
        QCOMPARE(list->selectedCopies(), QList<store::CopyId>{m_fixture->copyId(1)});
    }
};

POSTHORN_TEST(ReceiptsCentreTest)
#include "tst_receiptscentre.moc"
