// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/protocol/protocoldock.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QTreeView>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using accounts::ProtocolLine;

// The protocol view in the real window.
class ProtocolTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] ProtocolDock *dock() const { return m_fixture->window().findChild<ProtocolDock *>(); }
    [[nodiscard]] QTreeView *view() const { return dock()->findChild<QTreeView *>(); }
    [[nodiscard]] QStringList column(int which) const
    {
        QStringList cells;
        for (int row = 0; row < view()->model()->rowCount(); ++row)
            cells += view()->model()->index(row, which).data().toString();
        return cells;
    }
    void say(ProtocolLine::Direction direction, const QByteArray &text)
    {
        m_fixture->window().showProtocol(
            {{m_fixture->account.id, 1, direction, m_fixture->clock.now(), text}});
    }
    void sayHello()
    {
        say(ProtocolLine::Direction::Received, "* OK hello");
        say(ProtocolLine::Direction::Sent, "a1 LOGIN bob ***");
        say(ProtocolLine::Direction::Received, "a1 NO <b>go</b> \x1b[31maway \xe2\x80\xae!");
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->open();
        m_fixture->window().show();
    }
    void cleanup() { m_fixture.reset(); }

    void isHiddenUntilItIsAskedForAndRecordsOnlyThen()
    {
        QVERIFY(!dock()->isVisible());
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::protocolWanted);
        QAction *shown = m_fixture->action(u"Protocol log"_s);
        QVERIFY(shown != nullptr && !shown->isChecked());
        shown->trigger();
        QVERIFY(dock()->isVisible() && shown->isChecked());
        dock()->close();
        QVERIFY(!shown->isChecked());
        QCOMPARE(wanted, (QList<QVariantList>{{true}, {false}}));
        shown->trigger();
        m_fixture->open();  // a new start over the same profile
        QVERIFY(!dock()->isVisible());
    }

    void showsLinesAsPlainAndSafeText()
    {
        m_fixture->action(u"Protocol log"_s)->trigger();
        sayHello();
        QCOMPARE(column(1), QStringList(3, m_fixture->account.name + u", 1"_s));
        QCOMPARE(column(2), (QStringList{u"Server"_s, u"Posthorn"_s, u"Server"_s}));
        QCOMPARE(column(3), (QStringList{u"*"_s, u"a1"_s, u"a1"_s}));
        QCOMPARE(column(4).at(1), u"LOGIN bob ***"_s);
        QVERIFY(column(4).at(2).startsWith(u"NO <b>go</b>"_s));
        QVERIFY(!column(4).at(2).contains(QChar(0x1b)) && !column(4).at(2).contains(QChar(0x202e)));
    }

    void canBeFilteredPausedAndCleared()
    {
        m_fixture->action(u"Protocol log"_s)->trigger();
        sayHello();
        auto *filter = dock()->findChild<QLineEdit *>();
        filter->setFocus();
        QTest::keyClicks(filter, u"login"_s);
        QCOMPARE(column(3), QStringList{u"a1"_s});
        filter->clear();
        m_fixture->button(u"Pause"_s, dock())->click();
        sayHello();
        QCOMPARE(column(3).size(), 3);
        m_fixture->button(u"Pause"_s, dock())->click();
        QCOMPARE(column(3).size(), 6);
        m_fixture->button(u"Clear"_s, dock())->click();
        QCOMPARE(column(3).size(), 0);
    }

    void canBeReachedByKeyAndCopied()
    {
        QTest::keyClick(&m_fixture->window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(dock()->isVisible());
        sayHello();
        view()->setFocus();
        view()->selectAll();
        QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
        const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(copied.size(), 4);
        QVERIFY(copied.at(1).endsWith(u"Posthorn\ta1\tLOGIN bob ***"_s));
        const auto widgets = dock()->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (qobject_cast<const QLineEdit *>(widget) != nullptr || widget == view())
                QVERIFY(!widget->accessibleName().isEmpty());
        }
    }

    void isSavedForItsReaderAloneAndSaysWhatItHolds()
    {
        m_fixture->action(u"Protocol log"_s)->trigger();
        sayHello();
        m_fixture->button(u"Save"_s, dock())->click();
        auto *dialog = dock()->findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QString path = m_fixture->folder.filePath(u"log.txt"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(text.contains(u"Passwords are left out"_s));
        QVERIFY(text.contains(u"LOGIN bob ***"_s));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    // However many alerts, one banner: a person can go on working.
    void aFloodOfAlertsIsOneBanner()
    {
        COVERS("SEC-58");
        for (int i = 0; i < 10'000; ++i)
            m_fixture->window().showServerAlert(m_fixture->account.id,
                                                "alert number " + QByteArray::number(i));
        QCOMPARE(m_fixture->visibleText().count(u"alert number"_s), 1);
        QCOMPARE(QApplication::topLevelWidgets().count(QApplication::activeModalWidget()), 0);
        int dismissed = 0;
        while (QPushButton *button = m_fixture->button(u"Dismiss"_s)) {
            button->click();
            if (++dismissed > 100)
                break;
        }
        QVERIFY(dismissed > 0 && dismissed <= 20);
    }

    void noticesAreWorded()
    {
        using Notice = accounts::Notice;
        m_fixture->window().showAccountNotice({m_fixture->account.id, Notice::Kind::FoldersCut, {}});
        QVERIFY(m_fixture->visibleText().contains(u"more folders"_s));
        m_fixture->button(u"Dismiss"_s)->click();
        m_fixture->window().showAccountNotice(
            {m_fixture->account.id, Notice::Kind::RenumberedForEver, "INBOX"});
        QVERIFY(m_fixture->visibleText().contains(u"renumbering"_s));
    }
};

POSTHORN_TEST(ProtocolTest)
#include "tst_protocol.moc"
