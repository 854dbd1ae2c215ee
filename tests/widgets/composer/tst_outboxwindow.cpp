// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxdesk.h"
#include "widgets/outbox/outboxwindow.h"
#include "widgets/outbox/outboxwords.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using outbox::MailState;
using outbox::OutboxEntry;
using outbox::Trouble;
using Kind = outbox::RecipientState::Kind;

namespace {

OutboxEntry mail(MailState state, const QString &subject = u"Berth plan"_s)
{
    OutboxEntry entry;
    entry.id = QUuid::createUuidV5(QUuid(), subject);
    entry.state = state;
    entry.subject = subject;
    entry.queuedAt = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    entry.recipients = {{"ann@example.org"}, {"ben@example.org"}};
    return entry;
}

OutboxEntry refused()
{
    OutboxEntry entry = mail(MailState::Failed, u"Two readers"_s);
    entry.trouble = Trouble::RecipientsRefused;
    entry.recipients[1] = {"ben@example.org", Kind::Refused, 550, "5.1.1", "<b>Nobody</b>\r\nhere"};
    return entry;
}

// What the page asks for, as words.
struct Page {
    Page()
    {
        const auto note = [this](const char *what) { return [this, what] { asked.append(what); }; };
        QObject::connect(&desk, &OutboxDesk::sendNowWanted, &desk, note("now"));
        QObject::connect(&desk, &OutboxDesk::editWanted, &desk, note("edit"));
        QObject::connect(&desk, &OutboxDesk::othersWanted, &desk, note("others"));
        QObject::connect(&desk, &OutboxDesk::againWanted, &desk, note("again"));
        QObject::connect(&desk, &OutboxDesk::giveUpWanted, &desk, note("give up"));
    }

    [[nodiscard]] OutboxWindow *window() { return owner.findChild<OutboxWindow *>(); }
    [[nodiscard]] QAction *action(const QString &text)
    {
        for (QAction *each : window()->actions()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    [[nodiscard]] QStringList possible()
    {
        QStringList all;
        for (QAction *each : window()->actions()) {
            if (each->isEnabled() && !each->text().isEmpty())
                all.append(each->text().remove(u'&'));
        }
        return all;
    }
    void answer(const QString &text)
    {
        for (QPushButton *each : window()->findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text().remove(u'&') == text)
                each->click();
        }
    }
    [[nodiscard]] QString words()
    {
        QString all;
        for (const QLabel *each : window()->findChildren<QLabel *>()) {
            if (each->isVisible())
                all += each->text() + u'\n';
        }
        return all;
    }

    FakeClock clock;
    QWidget owner;
    OutboxDesk desk{clock, &owner};
    QByteArrayList asked;
};

}

// The page on which people see what has not been sent, and decide.
class OutboxWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyNot_data()
    {
        QTest::addColumn<OutboxEntry>("entry");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("why");
        OutboxEntry uncertain = mail(MailState::Uncertain);
        uncertain.recipients[0].kind = Kind::Uncertain;
        QTest::newRow("on its way") << mail(MailState::Sending) << u"Give up"_s << u"being sent"_s;
        QTest::newRow("gone") << mail(MailState::Sent) << u"Give up"_s << u"has been sent"_s;
        QTest::newRow("perhaps gone") << uncertain << u"Edit"_s << u"may have it"_s;
        QTest::newRow("by itself") << mail(MailState::Queued) << u"Send again"_s << u"by itself"_s;
    }
    void saysWhyNot()
    {
        QFETCH(OutboxEntry, entry);
        QFETCH(QString, action);
        QFETCH(QString, why);
        Page page;
        page.desk.show(entry);
        page.desk.open();
        const QAction *shown = page.action(action);
        QVERIFY(!shown->isEnabled());
        QVERIFY2(shown->toolTip().contains(why), qPrintable(shown->toolTip()));
        QCOMPARE(page.action(u"Edit"_s)->isEnabled(), entry.canBeTakenBack());
    }

    void offersWhatCanBeDone_data()
    {
        QTest::addColumn<OutboxEntry>("entry");
        QTest::addColumn<QStringList>("possible");
        QTest::addColumn<QString>("state");
        OutboxEntry partly = refused();
        partly.recipients[0].kind = Kind::Accepted;
        OutboxEntry later = mail(MailState::Held);
        later.dueAt = later.queuedAt.addSecs(3600);
        OutboxEntry uncertain = mail(MailState::Uncertain);
        uncertain.recipients[0].kind = Kind::Uncertain;
        const QStringList whileItWaits{u"Send now"_s, u"Edit"_s, u"Give up"_s};
        QTest::newRow("held") << mail(MailState::Held) << whileItWaits << u"About to be sent"_s;
        QTest::newRow("later") << later << whileItWaits << u"To be sent later"_s;
        QTest::newRow("queued") << mail(MailState::Queued) << whileItWaits << u"Waits to be sent"_s;
        QTest::newRow("on its way") << mail(MailState::Sending) << QStringList() << u"Being sent"_s;
        QTest::newRow("uncertain") << uncertain << QStringList{u"Send again"_s, u"Give up"_s}
                                   << u"Perhaps sent"_s;
        QTest::newRow("sent") << mail(MailState::Sent) << QStringList() << u"Sent, being filed"_s;
        QTest::newRow("refused") << refused()
                                 << QStringList{u"Edit"_s, u"Send to the others"_s, u"Send again"_s,
                                                u"Give up"_s}
                                 << u"Not sent"_s;
        QTest::newRow("partly") << partly << QStringList{u"Send again"_s, u"Give up"_s}
                                << u"Sent to some only"_s;
    }
    void offersWhatCanBeDone()
    {
        QFETCH(OutboxEntry, entry);
        Page page;
        page.desk.show(entry);
        page.desk.open();
        QTEST(page.possible(), "possible");
        QTEST(OutboxWords::state(entry), "state");
    }

    void asksForWhatIsWished()
    {
        Page page;
        page.desk.show(mail(MailState::Queued));
        page.desk.show(refused());
        page.desk.open(mail(MailState::Queued).id);
        page.action(u"Send now"_s)->trigger();
        QTest::keyClick(page.window()->view(), Qt::Key_Return);  // Enter edits
        page.desk.open(refused().id);
        page.action(u"Send to the others"_s)->trigger();
        page.action(u"Send again"_s)->trigger();
        QCOMPARE(page.asked, (QByteArrayList{"now", "edit", "others", "again"}));
    }

    void asksBeforeItRepeatsOrGivesUp()
    {
        Page page;
        page.desk.show(mail(MailState::Uncertain));
        page.desk.open();
        page.action(u"Send again"_s)->trigger();
        QVERIFY(page.asked.isEmpty());
        QVERIFY(page.words().contains("may arrive twice"_L1) && page.words().contains("Message-ID"_L1));
        page.answer(u"Leave it as it is"_s);
        QVERIFY(page.asked.isEmpty());
        page.action(u"Send again"_s)->trigger();
        page.answer(u"Send again"_s);
        QCOMPARE(page.asked, QByteArrayList{"again"});
        page.action(u"Give up"_s)->trigger();
        page.answer(u"Give up"_s);
        QCOMPARE(page.asked, (QByteArrayList{"again", "give up"}));
    }

    void namesWhoWasRefusedAndWhy()
    {
        Page page;
        page.desk.show(refused());
        page.desk.open();
        const QString words = page.words();
        QVERIFY2(words.contains("550 5.1.1 <b>Nobody</b> here"_L1), qPrintable(words));
        for (const QLabel *label : page.window()->findChildren<QLabel *>()) {
            if (label->text().contains("<b>"_L1))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        const QString tip = page.desk.model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.startsWith("<qt>"_L1) && !tip.contains("<b>"_L1));
    }

    void hasWordsForEachTrouble()
    {
        QSet<QString> sentences;
        const QList all{Trouble::TryLater,   Trouble::NotAuthenticated, Trouble::Rejected,
                        Trouble::TooLarge,   Trouble::NeedsUtf8,        Trouble::NeedsEightBit,
                        Trouble::Unsendable, Trouble::RecipientsRefused};
        for (const Trouble trouble : all) {
            OutboxEntry entry = mail(MailState::Failed);
            entry.trouble = trouble;
            entry.sizeLimit = 25'000'000;
            sentences.insert(OutboxWords::why(entry, entry.queuedAt));
        }
        QCOMPARE(sentences.size(), all.size());
        QVERIFY(!sentences.contains(QString()));
    }

    void tellsMomentsToCome()
    {
        const QDateTime now(QDate(2026, 3, 2), QTime(9, 0));
        QVERIFY(OutboxWords::moment({}, now).isEmpty());
        QVERIFY(!OutboxWords::moment(now.addSecs(60), now).contains("tomorrow"_L1));
        QVERIFY(OutboxWords::moment(now.addDays(1), now).startsWith("tomorrow, "_L1));
        QVERIFY(OutboxWords::moment(now.addDays(40), now).contains("2026"_L1));
    }

    void isEmptyInWords()
    {
        Page page;
        page.desk.open();
        QVERIFY(page.words().contains("Nothing waits to be sent"_L1));
        page.desk.show(mail(MailState::Queued));
        QVERIFY(!page.words().contains("Nothing waits to be sent"_L1));
        page.desk.remove(mail(MailState::Queued).id);
        QVERIFY(page.words().contains("Nothing waits to be sent"_L1));
        QVERIFY(page.possible().isEmpty());
    }

    void staysAtAMailWhileOthersComeAndGo()
    {
        Page page;
        const QAbstractItemModelTester tester(page.desk.model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        page.desk.show(mail(MailState::Queued, u"one"_s));
        page.desk.show(mail(MailState::Queued, u"two"_s));
        page.desk.open(mail(MailState::Queued, u"two"_s).id);
        page.desk.remove(mail(MailState::Queued, u"one"_s).id);
        QCOMPARE(page.window()->view()->currentIndex().row(), 0);
        QVERIFY(page.words().contains("two"_L1));
        page.desk.show(mail(MailState::Failed, u"two"_s));
        QVERIFY(!page.possible().contains(u"Send now"_s));
    }

    void showsInTheStatusLineWhatWaits()
    {
        WindowFixture fixture;
        fixture.open();
        auto *summary = fixture.window().findChild<QToolButton *>(u"outboxSummary"_s);
        QVERIFY(summary != nullptr && !summary->isVisible());
        fixture.window().showOutboxEntry(mail(MailState::Held));  // only to be undone
        QVERIFY(!summary->isVisible());
        fixture.window().showOutboxEntry(mail(MailState::Queued));
        QVERIFY(summary->isVisible());
        QCOMPARE(summary->text(), u"1 mail(s) wait to be sent"_s);
        fixture.window().showOutboxEntry(refused());
        QCOMPARE(summary->text(), u"1 mail(s) could not be sent"_s);
        summary->click();
        QVERIFY(fixture.window().findChild<OutboxWindow *>()->isVisible());
        QSignalSpy others(&fixture.window(), &MainWindow::mailOthersWanted);
        auto *page = fixture.window().findChild<OutboxWindow *>();
        page->select(refused().id);
        Q_EMIT page->othersWanted(refused().id);
        QCOMPARE(others.size(), 1);
        fixture.window().showOutboxRemoved(refused().id);
        fixture.window().showOutboxRemoved(mail(MailState::Queued).id);
        QVERIFY(!summary->isVisible());
    }
};

POSTHORN_TEST(OutboxWindowTest)
#include "tst_outboxwindow.moc"
