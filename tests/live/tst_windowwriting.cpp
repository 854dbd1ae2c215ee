// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/composer/reminderdialog.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

#include "tests/live/program.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using live::Program;

namespace {

constexpr int patience = 60'000;

// Of all that are open.
ComposerWindow *composer()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<ComposerWindow *>(window); found != nullptr && found->isVisible())
            return found;
    }
    return nullptr;
}

void begin(const Program &program, const QString &action)
{
    QTRY_VERIFY_WITH_TIMEOUT(program.window() != nullptr && program.action(action) != nullptr, patience);
    QTRY_VERIFY_WITH_TIMEOUT(program.action(action)->isEnabled(), patience);
    program.action(action)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(composer() != nullptr, patience);
}

void write(const QString &to, const QString &subject, const QString &text)
{
    ComposerWindow *window = composer();
    if (!to.isEmpty())
        QTest::keyClicks(window->head()->field(0)->line(), to + u',');
    if (!subject.isEmpty())
        window->head()->subject()->setText(subject);
    QTest::keyClicks(window->editor(), text);
}

// As a person who says yes to what is asked.
void send()
{
    ComposerWindow *window = composer();
    window->send();
    if (auto *question = window->findChild<ReminderDialog *>())
        question->accept();
    QTRY_VERIFY(composer() == nullptr);
}

// So much has arrived: a mail is held for ten seconds, and the servers may be busy. The window's thread goes
// on meanwhile: it is asked for the password.
bool arrives(live::Servers &servers, int count, const QString &mailbox, const QString &user = u"alice"_s)
{
    return QTest::qWaitFor([&] { return servers.messages(mailbox, user).size() >= count; }, patience);
}

QPushButton *undo(const Program &program)
{
    for (QPushButton *button : program.window()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().remove(u'&') == u"Undo"_s)
            return button;
    }
    return nullptr;
}

}

// Mail that is written in the real window, and what real servers have of it.
class WindowWriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailGoesOutOnceAndIsInSent()
    {
        live::Servers servers({u"--own-mailboxes"_s});
        NEEDS_SERVERS(servers);
        Program program(servers);
        QVERIFY(program.start());
        begin(program, u"New message"_s);
        write(u"bob@example.org"_s, u"Grüße aus dem Hafen"_s, u"A line of text."_s);
        send();
        QVERIFY(arrives(servers, 1, u"INBOX"_s, u"bob"_s));  // ten seconds later
        const auto arrived = servers.messages(u"INBOX"_s, u"bob"_s);
        QCOMPARE(arrived.size(), 1);
        QVERIFY(arrived.first().text.contains("A line of text."));
        QVERIFY(arrives(servers, 1, u"Sent"_s));
        const auto copies = servers.messages(u"Sent"_s);
        QCOMPARE(copies.size(), 1);
        QVERIFY(copies.first().flags.contains(u"\\Seen"_s) && copies.first().flags.contains(u"$MDNSent"_s));
        QCOMPARE(servers.messages(u"Drafts"_s).size(), 0);
        QCOMPARE(servers.messages(u"INBOX"_s, u"bob"_s).size(), 1);
    }

    void whatIsUndoneIsWrittenOn()
    {
        live::Servers servers({u"--own-mailboxes"_s});
        NEEDS_SERVERS(servers);
        Program program(servers);
        QVERIFY(program.start());
        begin(program, u"New message"_s);
        write(u"bob@example.org"_s, u"Too early"_s, u"Half a line"_s);
        send();
        QTRY_VERIFY_WITH_TIMEOUT(undo(program) != nullptr, patience);
        undo(program)->click();
        QTRY_VERIFY_WITH_TIMEOUT(composer() != nullptr, patience);
        QCOMPARE(composer()->composition().subject, u"Too early"_s);
        QVERIFY(composer()->composition().text.startsWith(u"Half a line"_s));
        write({}, u"In time"_s, {});
        send();
        QVERIFY(arrives(servers, 1, u"INBOX"_s, u"bob"_s));
        const auto arrived = servers.messages(u"INBOX"_s, u"bob"_s);
        QCOMPARE(arrived.size(), 1);
        QVERIFY(arrived.first().text.contains("Half a line"));
    }

    void anAnswerMarksWhatItAnswers()
    {
        live::Servers servers({u"--own-mailboxes"_s});
        NEEDS_SERVERS(servers);
        QVERIFY(
            servers.deliver("From: Bob <bob@example.org>\r\nTo: alice@example.org\r\nSubject: Tide\r\n"
                            "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <tide@example.org>\r\n\r\n"
                            "When is it high?\r\n"));
        Program program(servers);
        QVERIFY(program.start());
        QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, patience);
        program.openNewest();
        begin(program, u"Reply"_s);
        QCOMPARE(composer()->composition().subject, u"Re: Tide"_s);
        QVERIFY(composer()->composition().text.contains(u"> When is it high?"_s));
        write({}, {}, u"At noon."_s);
        send();
        QVERIFY(arrives(servers, 1, u"INBOX"_s, u"bob"_s));
        QVERIFY(servers.messages(u"INBOX"_s, u"bob"_s).first().text.contains("At noon."));
        const auto flags = [&servers] {
            const auto mine = servers.messages();
            return mine.isEmpty() ? QStringList() : mine.first().flags;
        };
        QTRY_VERIFY_WITH_TIMEOUT(flags().contains(u"\\Answered"_s), patience);
    }

    void aDraftIsKeptWhereOtherProgramsSeeIt()
    {
        live::Servers servers;
        NEEDS_SERVERS(servers);
        Program program(servers);
        QVERIFY(program.start());
        begin(program, u"New message"_s);
        write(u"bob@example.org"_s, u"Not done"_s, u"to be continued"_s);
        composer()->close();
        QVERIFY(arrives(servers, 1, u"Drafts"_s));
        const auto drafts = servers.messages(u"Drafts"_s);
        QCOMPARE(drafts.size(), 1);
        QVERIFY(drafts.first().text.contains("to be continued"));
        QVERIFY(drafts.first().flags.contains(u"\\Draft"_s) && drafts.first().flags.contains(u"$MDNSent"_s));
    }
};

POSTHORN_TEST(WindowWriting)
#include "tst_windowwriting.moc"
