// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/filebar.h"
#include "widgets/composer/recipientchip.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/composer/reminderdialog.h"
#include "widgets/composer/richdocument.h"
#include "widgets/composer/sendtimes.h"
#include "widgets/reader/banner.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using compose::Composition;

namespace {

const QUuid home = QUuid::createUuid(), work = QUuid::createUuid();

std::vector<compose::Identity> identities()
{
    return {{.account = home, .from = {u"René"_s, "rene", "home.example"}, .signature = u"René"_s},
            {.account = work,
             .from = {u"R. Example"_s, "rene", "work.example"},
             .replyTo = {{}, "office", "work.example"},
             .signature = u"Example Ltd."_s}};
}

Composition letter()
{
    Composition mail = compose::newMail(identities().front());
    mail.to = {{.mailbox = {u"Ann"_s, "ann", "example.net"}}};
    mail.subject = u"Lunch"_s;
    return mail;
}

// A window that is shown, and what it has told.
struct Desk {
    explicit Desk(Composition begun = letter(), std::vector<mime::Mailbox> lists = {})
        : window(new ComposerWindow({clock, identities(), people, std::move(lists)}, std::move(begun)))
    {
        QObject::connect(window, &ComposerWindow::changed, &people,
                         [this](const Composition &mail) { told.push_back(mail); });
        QObject::connect(window, &ComposerWindow::saveWanted, &people,
                         [this](const Composition &mail) { saved.push_back(mail); });
        QObject::connect(window, &ComposerWindow::sendWanted, &people,
                         [this](const Composition &mail, const QDateTime &notBefore) {
                             sent.push_back(mail);
                             sentAt = notBefore;
                         });
        QObject::connect(window, &ComposerWindow::discarded, &people, [this] { ++discarded; });
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
    }
    ~Desk() { delete window; }
    Q_DISABLE_COPY_MOVE(Desk)

    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(QApplication::focusWidget(), key, with);
    }
    void type(const QString &text) const
    {
        for (const QChar c : text)
            QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(c),
                                Qt::NoModifier);
    }

    FakeClock clock;
    models::PeopleModel people;
    QPointer<ComposerWindow> window;
    std::vector<Composition> told, saved, sent;
    QDateTime sentAt;
    int discarded = 0;
};

QList<RecipientChip *> chipsOf(const ComposerWindow *window, int field)
{
    QList<RecipientChip *> chips;
    for (RecipientChip *chip : window->head()->field(field)->findChildren<RecipientChip *>()) {
        if (chip->isVisibleTo(window))
            chips.append(chip);
    }
    return chips;
}

}

class ComposerWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAMailWithTheKeyboardAlone()
    {
        Desk desk(compose::newMail(identities().front()));
        QCOMPARE(QApplication::focusWidget(), desk.window->head()->field(0)->line());
        desk.type(u"ann@example.net, Bob <bob@example.net>"_s);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), desk.window->head()->subject());
        desk.type(u"Lunch"_s);
        QCOMPARE(desk.window->windowTitle(), u"Lunch"_s);
        desk.press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), desk.window->editor());
        desk.type(u"Today?"_s);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.sent.size(), 1U);
        const Composition &mail = desk.sent.front();
        QCOMPARE(mail.to.size(), 2U);
        QCOMPARE(mail.to[1].mailbox, (mime::Mailbox{u"Bob"_s, "bob", "example.net"}));
        QCOMPARE(mail.subject, u"Lunch"_s);
        QCOMPARE(mail.text, u"Today?\n-- \nRené\n"_s);
        QCOMPARE(mail.from.addrSpec(), "rene@home.example"_ba);
        QTRY_VERIFY(desk.window.isNull());
        QCOMPARE(desk.discarded, 0);
        QCOMPARE(desk.saved.size(), 0U);
    }

    void keepsWhatIsNoAddressBesideOneThatIs()
    {
        Desk desk(compose::newMail(identities().front()));
        desk.type(u"ann@example.net, bob"_s);
        desk.press(Qt::Key_Return);
        const auto to = desk.window->composition().to;
        QCOMPARE(to.size(), 2U);
        QCOMPARE(to[1].mailbox, (mime::Mailbox{u"bob"_s, {}, {}}));
        desk.window->send();
        QCOMPARE(desk.sent.size(), 0U);  // he would not get it
    }

    void tellsWhatIsTypedWithinTwoSeconds()
    {
        Desk desk;
        for (int second = 0; second < 4; ++second) {  // also while somebody types on
            desk.type(u"abc"_s);
            desk.clock.advance(500ms);
        }
        QVERIFY(desk.told.size() >= 1);
        QVERIFY(desk.told.back().text.startsWith("abc"_L1));
        desk.type(u"!"_s);
        desk.clock.advance(ComposerWindow::restFor);
        QVERIFY(desk.told.back().text.startsWith("abcabcabcabc!"_L1));
    }

    void keepsADraftWhenItIsClosed()
    {
        Desk desk;
        desk.type(u"half"_s);
        desk.press(Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(desk.saved.size(), 1U);
        QVERIFY(desk.saved.front().text.startsWith("half"_L1));
        Desk untouched;
        QSignalSpy discarded(untouched.window, &ComposerWindow::discarded);
        untouched.window->close();
        QCOMPARE(discarded.size(), 0);
        QCOMPARE(untouched.saved.size(), 0U);
    }

    void asksBeforeItDiscards()
    {
        Desk desk;
        desk.type(u"half"_s);
        desk.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        auto *question = desk.window->findChild<QMessageBox *>();
        QVERIFY(question != nullptr);
        QTest::keyClick(question, Qt::Key_Escape);
        QCOMPARE(desk.discarded, 0);
        desk.window->discard();
        question = desk.window->findChildren<QMessageBox *>().last();
        for (QAbstractButton *button : question->buttons()) {
            if (button->text() == u"&Discard"_s)
                button->click();
        }
        QCOMPARE(desk.discarded, 1);
        QCOMPARE(desk.saved.size(), 0U);
    }

    void remindsOnceAndCalmly()
    {
        Composition mail = letter();
        mail.subject.clear();
        mail.text = u"The plan is attached."_s;
        Desk desk(mail);
        desk.window->send();
        auto *question = desk.window->findChild<ReminderDialog *>();
        QVERIFY(question != nullptr);
        QStringList words;
        for (const QLabel *label : question->findChildren<QLabel *>())
            words.append(label->text());
        QCOMPARE(words.size(), 3);
        QVERIFY(words[2].contains("attached"_L1));
        QTest::keyClick(question, Qt::Key_Return);  // the safe answer is the default
        QCOMPARE(desk.sent.size(), 0U);
        desk.window->send();
        Q_EMIT desk.window->findChildren<ReminderDialog *>().last()->accept();
        QCOMPARE(desk.sent.size(), 1U);
    }

    void sendsToNobodyNowhere()
    {
        Composition mail = letter();
        mail.to.clear();
        Desk desk(mail);
        desk.window->send();
        QVERIFY(desk.window->notice()->isVisible());
        desk.window->head()->field(0)->line()->setText(u"nonsense"_s);
        desk.window->send();
        QVERIFY(desk.window->notice()->content().sentence.contains("nonsense"_L1));
        QCOMPARE(desk.sent.size(), 0U);
    }

    void completesFromPeople()
    {
        Desk desk(compose::newMail(identities().front()));
        const QDateTime now = desk.clock.now();
        desk.people.meet(
            {{.mailbox = {u"Ann Old"_s, "ann", "old.example"}, .last = now.addDays(-400), .written = 1},
             {.mailbox = {u"Ann Best"_s, "ann", "best.example"}, .last = now, .written = 9}},
            now);
        desk.type(u"ann"_s);
        QCompleter *completer = desk.window->head()->field(0)->line()->completer();
        QCOMPARE(completer->completionCount(), 2);
        QVERIFY(completer->currentCompletion().contains("Best"_L1));
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QTRY_COMPARE(chipsOf(desk.window, 0).size(), 1);
        QCOMPARE(chipsOf(desk.window, 0).front()->recipient().mailbox.domain, "best.example"_ba);
        QCOMPARE(desk.window->head()->field(0)->line()->text(), QString());
    }

    void movesBetweenRecipients_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }
    void movesBetweenRecipients()
    {
        QFETCH(Qt::LayoutDirection, direction);
        Composition mail = letter();
        mail.to.push_back({.mailbox = {{}, "bob", "example.net"}});
        Desk desk(mail);
        desk.window->setLayoutDirection(direction);
        const Qt::Key back = direction == Qt::LeftToRight ? Qt::Key_Left : Qt::Key_Right;
        desk.window->head()->field(0)->line()->setFocus();
        desk.press(back);
        desk.press(back);
        QCOMPARE(QApplication::focusWidget(), chipsOf(desk.window, 0).front());
        const bool isMirrored = direction == Qt::RightToLeft;
        QTRY_COMPARE(chipsOf(desk.window, 0)[0]->x() > chipsOf(desk.window, 0)[1]->x(), isMirrored);
        desk.press(Qt::Key_Delete);
        QCOMPARE(desk.window->composition().to.size(), 1U);
        QCOMPARE(desk.window->composition().to.front().mailbox.localPart, "bob"_ba);
        desk.press(back);
        desk.press(Qt::Key_F2);  // to be typed anew
        QCOMPARE(desk.window->head()->field(0)->line()->text(), u"bob@example.net"_s);
    }

    void dragsARecipientToAnotherField()
    {
        Composition mail = letter();
        mail.to.push_back({.mailbox = {{}, "bob", "example.net"}, .isExempt = true});
        mail.cc = {{.mailbox = {{}, "cleo", "example.net"}}};
        const Desk desk(mail);
        RecipientChip *bob = chipsOf(desk.window, 0)[1];
        RecipientField *cc = desk.window->head()->field(1);
        const auto drag = [bob](const QPointF &to) {
            const auto send = [bob](QEvent::Type type, const QPointF &at, Qt::MouseButtons held) {
                QMouseEvent event(type, bob->mapFromGlobal(at), at, Qt::LeftButton, held, Qt::NoModifier);
                QApplication::sendEvent(bob, &event);
            };
            send(QEvent::MouseButtonPress, bob->mapToGlobal(QPointF(5, 5)), Qt::LeftButton);
            send(QEvent::MouseMove, bob->mapToGlobal(QPointF(40, 40)), Qt::LeftButton);
            send(QEvent::MouseButtonRelease, to, Qt::NoButton);
        };
        drag(desk.window->editor()->mapToGlobal(QPoint(50, 50)));  // nowhere
        QCOMPARE(desk.window->composition().to.size(), 2U);
        drag(cc->mapToGlobal(cc->rect().center()));
        QCOMPARE(desk.window->composition().to.size(), 1U);
        QCOMPARE(desk.window->composition().cc.size(), 2U);
        QVERIFY(desk.window->composition().cc[1].isExempt);
    }

    void takesTheMembersOfAGroup()
    {
        Desk desk(compose::newMail(identities().front()));
        desk.type(u"Harbour team: Ann <ann@example.net>, bob@example.net"_s);
        QCOMPARE(chipsOf(desk.window, 0).size(), 0);  // it goes on until its semicolon
        desk.type(u";"_s);
        QCOMPARE(chipsOf(desk.window, 0).size(), 2);
        const Composition mail = desk.window->composition();
        QCOMPARE(mail.to[0].mailbox, (mime::Mailbox{u"Ann"_s, "ann", "example.net"}));
        QCOMPARE(mail.to[1].mailbox, (mime::Mailbox{{}, "bob", "example.net"}));
    }

    void changesTheSignatureWithTheIdentity()
    {
        Desk desk;
        auto *from = desk.window->head()->findChild<QComboBox *>();
        from->setFocus();
        desk.press(Qt::Key_Down);
        const Composition mail = desk.window->composition();
        QCOMPARE(mail.account, work);
        QCOMPARE(mail.text, u"\n-- \nExample Ltd.\n"_s);
        QCOMPARE(mail.replyTo.front().addrSpec(), "office@work.example"_ba);
    }

    void leavesASignatureThatSomebodyHasChanged()
    {
        Composition mail = letter();
        mail.text = u"Dear Ann\n-- \nRené, in haste\n"_s;
        Desk desk(mail);
        auto *from = desk.window->head()->findChild<QComboBox *>();
        from->setFocus();
        desk.press(Qt::Key_Down);
        QCOMPARE(desk.window->composition().text, mail.text);
    }

    void changesTheSignatureOfFormattedText()
    {
        Composition mail = letter();
        mail.text = u"Dear Ann\n\n-- \nRené\n"_s;
        mail.rich = compose::richTextOf(mail.text);
        Desk desk(mail);
        ComposerEditor *editor = desk.window->editor();
        editor->changeSignature(u"René"_s, u"Example Ltd.\nHarbour"_s);
        QVERIFY2(editor->plainText().endsWith(u"\nExample Ltd.\nHarbour\n"_s),
                 qPrintable(editor->plainText()));
        QVERIFY(!editor->plainText().contains(u"René"_s));
        editor->changeSignature(u"Example Ltd.\nHarbour"_s, {});
        QVERIFY(!editor->plainText().contains(u"Harbour"_s) && !editor->plainText().contains(u"--"_s));
        editor->changeSignature({}, u"René"_s);
        QCOMPARE(editor->plainText().count(u"René"_s), 1);
        editor->undoStep();
        QVERIFY(!editor->plainText().contains(u"René"_s));
    }

    void bringsBackWhatWasThereBeforeTheFormWasChanged()
    {
        Desk desk;
        ComposerEditor *editor = desk.window->editor();
        editor->setFocus();
        const QString before = editor->plainText();
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(editor->isRich());
        desk.type(u"x"_s);
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(editor->isRich());
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!editor->isRich());
        QCOMPARE(editor->plainText(), before);
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor->plainText(), before);
    }

    void saysWhenAnAddressIsNoneOfOurs()
    {
        Composition mail = letter();
        mail.account = work;
        mail.from = {{}, "old", "work.example"};
        const Desk desk(mail);
        QVERIFY(desk.window->notice()->content().sentence.contains("old@work.example"_L1));
        QCOMPARE(desk.window->composition().from.addrSpec(), "rene@work.example"_ba);
        QVERIFY(Desk(letter()).window->notice()->isHidden());
    }

    void sendsLater()
    {
        Composition mail = letter();
        mail.to.front().mailbox = identities().back().from;
        mail.text = u"Dear Ann"_s;
        Desk desk(mail);
        desk.people.meet({{.mailbox = mail.to.front().mailbox, .last = desk.clock.now(), .written = 1}},
                         desk.clock.now());
        const QDateTime time = desk.clock.now().addDays(2);
        desk.window->sendAt(time);
        QCOMPARE(desk.sent.size(), 1U);
        QCOMPARE(desk.sentAt, time);
    }

    void namesADayOnlyOnce()
    {
        using Kind = SendTimes::Choice::Kind;
        const QDateTime now(QDate(2026, 1, 7), QTime(9, 0));
        const SendTimes::Choice tomorrow{Kind::TomorrowMorning, {QDate(2026, 1, 8), QTime(8, 0)}};
        const QString words = SendTimes::text(tomorrow, now).remove(u'&').toLower();
        QCOMPARE(words.count(u"tomorrow"_s), 1);
        QVERIFY2(words.contains(u'8'), qPrintable(words));
    }

    void doesNotWarnOfWhomOneAnswers()
    {
        Composition mail = letter();
        mail.text = u"Dear Ann"_s;
        mail.inReplyTo = "<m1@example.net>";
        Desk desk(mail);
        desk.people.meet({{.mailbox = {{}, "old", "example.org"}, .last = desk.clock.now(), .written = 1}},
                         desk.clock.now());
        desk.window->send();
        QCOMPARE(desk.sent.size(), 1U);
    }

    void offersTimesToCome()
    {
        using Kind = SendTimes::Choice::Kind;
        const auto kinds = [](const QDateTime &now) {
            QList<Kind> all;
            for (const SendTimes::Choice &each : SendTimes::offered(now)) {
                if (each.time <= now)
                    qFatal("it is over");
                all.append(each.kind);
            }
            return all;
        };
        const QDate wednesday(2026, 1, 7);
        QCOMPARE(kinds({wednesday, QTime(9, 0)}),
                 (QList{Kind::InAnHour, Kind::ThisEvening, Kind::TomorrowMorning, Kind::MondayMorning}));
        QCOMPARE(kinds({wednesday, QTime(17, 45)}),
                 (QList{Kind::InAnHour, Kind::TomorrowMorning, Kind::MondayMorning}));
        QCOMPARE(kinds({wednesday.addDays(4), QTime(23, 30)}),
                 (QList{Kind::InAnHour, Kind::TomorrowMorning}));
    }

    void asksForReceiptsAndSaysWhereItCannot()
    {
        Desk desk(letter(), {{{}, "ann", "example.net"}});
        desk.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.window->composition().asksReceipt);
        QVERIFY(desk.window->notice()->isVisible());
        QVERIFY(desk.window->notice()->content().sentence.contains("mailing list"_L1));
        desk.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!desk.window->notice()->isVisible());
    }

    void pastesText()
    {
        Desk desk;
        auto *data = new QMimeData;
        data->setHtml(u"<b>bold</b><script>x</script>"_s);
        data->setText(u"bold\u202E"_s);
        QApplication::clipboard()->setMimeData(data);
        desk.window->editor()->paste();
        QVERIFY(desk.window->composition().text.startsWith("bold\n-- "_L1));
    }

    void pastesCleanedIntoFormattedText()
    {
        Desk desk;
        desk.window->editor()->setRich(true);
        auto *data = new QMimeData;
        data->setHtml(u"<style>b{color:red}</style><p style='font-size:40px'>a <b>bold</b> <i>word</i></p>"
                      "<img src='http://evil.example/x.png'><ul><li>one</ul>"_s);
        data->setText(u"text"_s);
        QApplication::clipboard()->setMimeData(data);
        desk.window->editor()->paste();
        const QString html = compose::htmlOf(*desk.window->composition().rich);
        QVERIFY2(html.contains("a <b>bold</b> <i>word</i>"_L1), qPrintable(html));
        QVERIFY(html.contains("<li>one</li>"_L1));
        QVERIFY(!html.contains("evil"_L1) && !html.contains("style"_L1));
        QVERIFY(desk.window->composition().text.contains("* one"_L1));
    }

    void formatsAndComesBack()
    {
        compose::RichText text;
        text.paragraphs.push_back({.runs = {{.text = u"plain "_s}, {.text = u"bold"_s, .isBold = true}}});
        text.paragraphs.push_back({.kind = compose::Paragraph::Kind::Number, .runs = {{.text = u"one"_s}}});
        text.paragraphs.push_back(
            {.kind = compose::Paragraph::Kind::Bullet, .level = 1, .runs = {{.text = u"in"_s}}});
        text.paragraphs.push_back({.quote = 2, .runs = {{.text = u"quoted"_s, .isItalic = true}}});
        text.paragraphs.push_back({.runs = {{.text = u"link"_s, .link = u"https://example.org"_s}}});
        QTextDocument document;
        richdocument::insert(text, QTextCursor(&document));
        QCOMPARE(compose::htmlOf(richdocument::read(document)), compose::htmlOf(text));
    }

    void keepsTheWordsWhenTheFormChanges()
    {
        Composition mail = letter();
        mail.text = u"Hi\n> quoted\n"_s;
        Desk desk(mail);
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.window->composition().rich.has_value());
        QCOMPARE(desk.window->composition().rich->paragraphs[1].quote, 1);
        QCOMPARE(desk.window->composition().text, u"Hi\n> quoted\n"_s);
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!desk.window->composition().rich);
        QVERIFY(desk.window->composition().text.startsWith("Hi\n> quoted\n"_L1));
    }

    void attachesWhatIsDropped()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"plan.pdf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("%PDF-1.4");
        file.close();
        Desk desk;
        auto *data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(file.fileName()), QUrl::fromLocalFile(folder.path())});
        QApplication::clipboard()->setMimeData(data);
        desk.window->editor()->paste();
        QTRY_COMPARE(desk.window->files()->files().size(), 1U);
        QCOMPARE(desk.window->files()->files().front().type, "application/pdf"_ba);
        QTRY_VERIFY(desk.window->notice()->isVisible());  // a folder is no file
        QListWidget *list = desk.window->files()->list();
        list->setFocus();
        list->item(0)->setSelected(true);
        desk.press(Qt::Key_Delete);
        QCOMPARE(desk.window->composition().attachments.size(), 0U);
    }

    void passesOnWithoutChanging()
    {
        Composition mail = letter();
        mail.redirected = compose::attachmentOf("From: a@b.example\r\n\r\nText", {}, "message/rfc822");
        Desk desk(mail);
        QVERIFY(!desk.window->editor()->isEnabled());
        QCOMPARE(desk.window->composition().redirected, mail.redirected);
    }
};

POSTHORN_TEST(ComposerWindowTest)
#include "tst_composerwindow.moc"
