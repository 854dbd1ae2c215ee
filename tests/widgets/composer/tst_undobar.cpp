// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/reminderdialog.h"
#include "widgets/elidinglabel.h"
#include "widgets/messages/messageview.h"
#include "widgets/outbox/undobar.h"

#include <QApplication>
#include <QPushButton>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using outbox::MailState;
using outbox::OutboxEntry;

namespace {

// A page with a bar on it.
struct Page {
    Page() { page.resize(900, 400); }

    [[nodiscard]] OutboxEntry mail(const QString &subject, std::chrono::seconds until) const
    {
        OutboxEntry entry;
        entry.id = QUuid::createUuidV5(QUuid(), subject);
        entry.state = MailState::Held;
        entry.subject = subject;
        entry.queuedAt = clock.now();
        entry.dueAt = clock.now().addDuration(until);
        return entry;
    }
    [[nodiscard]] QString words() const { return bar->findChild<ElidingLabel *>()->text(); }

    FakeClock clock;
    QWidget page;
    UndoBar *bar = new UndoBar(clock, &page);
};

ComposerWindow *composer()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<ComposerWindow *>(widget);
        if (window != nullptr && window->isVisible())
            return window;
    }
    return nullptr;
}

// Writes a mail in the window and lets it be held; its number.
QUuid send(WindowFixture &fixture)
{
    MainWindow &window = fixture.window();
    const QSignalSpy queued(&window, &MainWindow::mailQueued);
    window.writeTo("mailto:bob@example.org?subject=Lunch&body=Today");
    ComposerWindow *written = composer();
    written->send();
    if (auto *question = written->findChild<ReminderDialog *>())
        question->accept();
    const QUuid mail = queued.back().front().value<outbox::QueuedMail>().id;
    const QDateTime now = fixture.clock.now();
    window.showOutboxEntry({.id = mail,
                            .account = fixture.account.id,
                            .state = MailState::Held,
                            .subject = u"Lunch"_s,
                            .queuedAt = now,
                            .dueAt = now.addDuration(outbox::Outbox::undoFor)});
    return mail;
}

}

// What was just sent can be taken back, and nothing moves for that.
class UndoBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowMuchTimeIsLeft()
    {
        Page page;
        page.bar->offer(page.mail(u"Lunch"_s, 10s));
        QVERIFY(!page.bar->isHidden());
        QVERIFY2(page.words().contains("10 second"_L1), qPrintable(page.words()));
        page.clock.advance(3s);
        QVERIFY2(page.words().contains("7 second"_L1), qPrintable(page.words()));
        page.clock.advance(6s);
        QVERIFY2(page.words().contains(" 1 second"_L1), qPrintable(page.words()));
        page.bar->retract(page.bar->newest().value());
        QVERIFY(page.bar->isHidden());
        QCOMPARE(page.clock.pendingAlarms(), 0);
    }

    void showsTheNewestAndThenTheOneBefore()
    {
        Page page;
        const QSignalSpy undone(page.bar, &UndoBar::undoWanted);
        page.bar->offer(page.mail(u"First"_s, 10s));
        page.bar->offer(page.mail(u"Second"_s, 10s));
        QVERIFY(page.words().contains("Second"_L1));
        page.bar->findChild<QPushButton *>()->click();
        QVERIFY(page.words().contains("First"_L1));
        page.bar->undo();
        QVERIFY(page.bar->isHidden());
        QCOMPARE(undone.size(), 2);
        page.bar->undo();
        QCOMPARE(undone.size(), 2);
    }

    void leavesByItselfWhereTheTimeIsFarAway()
    {
        Page page;
        page.bar->offer(page.mail(u"Lunch"_s, 3600s));
        QVERIFY(page.words().contains("outbox"_L1));
        page.clock.advance(9s);
        QVERIFY(!page.bar->isHidden());
        page.clock.advance(1s);
        QVERIFY(page.bar->isHidden());
    }

    void staysWithinItsPage()
    {
        Page page;
        page.page.show();
        page.bar->offer(page.mail(QString(300, u'x'), 10s));
        for (const int width : {900, 300}) {
            page.page.resize(width, 400);
            QVERIFY2(page.page.rect().contains(page.bar->geometry()), qPrintable(QString::number(width)));
        }
    }

    void movesNothingOfTheWindow()
    {
        WindowFixture fixture;
        fixture.open();
        fixture.openMail({});
        const auto *list = fixture.window().findChild<MessageView *>();
        const auto place = [list] { return QRect(list->mapToGlobal(QPoint()), list->size()); };
        QTRY_VERIFY(fixture.window().isActiveWindow());
        const QRect before = place();
        send(fixture);
        QTRY_VERIFY(composer() == nullptr);
        QVERIFY(fixture.window().findChild<UndoBar *>()->isVisible());
        QCOMPARE(place(), before);
    }

    void theKeyUndoesSendingWhileThatIsPossible()
    {
        WindowFixture fixture;
        fixture.open();
        fixture.openMail({});
        const QSignalSpy undone(&fixture.window(), &MainWindow::mailTakeBackWanted);
        const QUuid mail = send(fixture);
        QTRY_VERIFY(composer() == nullptr);
        QAction *undo = fixture.action(u"Undo send"_s);
        QVERIFY(undo != nullptr && undo->isEnabled());
        QCOMPARE(undo->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Z));
        undo->trigger();
        QCOMPARE(undone.size(), 1);
        QCOMPARE(undone.front().front().toUuid(), mail);
        QVERIFY(!undo->isEnabled());
        QCOMPARE(undo->text().remove(u'&'), u"Undo"_s);
    }

    void theKeyTakesWhatWasDoneLast()
    {
        WindowFixture fixture;
        fixture.open();
        fixture.openMail({});
        const QSignalSpy undone(&fixture.window(), &MainWindow::mailTakeBackWanted),
            changes(&fixture.window(), &MainWindow::operationWanted);
        const QUuid mail = send(fixture);
        QTRY_VERIFY(composer() == nullptr);
        fixture.action(u"Star"_s)->trigger();
        journal::Entry entry;
        entry.id = 7;
        entry.operation = changes.back().front().value<journal::Operation>();
        fixture.window().showOperation(entry);
        QAction *undo = fixture.action(u"Undo mark"_s);
        QVERIFY(undo != nullptr);
        undo->trigger();
        QCOMPARE(undone.size(), 0);
        QCOMPARE(undo->text().remove(u'&'), u"Undo send"_s);
        undo->trigger();
        QCOMPARE(undone.size(), 1);
        QCOMPARE(undone.front().front().toUuid(), mail);
    }
};

POSTHORN_TEST(UndoBarTest)
#include "tst_undobar.moc"
