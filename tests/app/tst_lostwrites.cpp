// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>

#include "tests/app/mailboxscripts.h"
#include "tests/support/testcase.h"

namespace {

void expectWarning()
{
    QTest::ignoreMessage(
        QtWarningMsg,
        QRegularExpression(QStringLiteral("an update was not written: the disk is nearly full")));
}

}

// What the server has told and the disk had no room for: it does not wait for the folder to be opened by
// somebody.
class LostWritesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCouldNotBeWrittenIsFetchedAgain()
    {
        COVERS("REL-22");
        World world;
        openThree(world);
        qint64 free = 0;
        world.room().writer()->setFreeSpace([&free] { return free; });
        expectWarning();
        world.play((filled("S: * 4 EXISTS\nC: a4 UID FETCH 31:* (@items@)\n") + summary(4, 40) + "S: a4 OK")
                       .constData());
        QCOMPARE(storedFlags(world), QByteArray("10 20 30"));
        // After half a minute there is still no room, and after a minute more there is.
        expectWarning();
        world.play(("T: 30s\nC: a5 SELECT INBOX\n" + selectAnswer("a5", 4)
                    + "C: a6 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30, 40}) + "S: a6 OK\n"
                    + filled("C: a7 UID FETCH 40 (@items@)\n") + summary(4, 40) + "S: a7 OK\nT: 59s")
                       .constData());
        free = store::Writer::freeSpaceFloor;
        world.play(("T: 1s\nC: a8 SELECT INBOX\n" + selectAnswer("a8", 4)
                    + "C: a9 UID FETCH 1:* (UID FLAGS)\n" + look({10, 20, 30, 40}) + "S: a9 OK\n"
                    + filled("C: a10 UID FETCH 40 (@items@)\n") + summary(4, 40) + "S: a10 OK")
                       .constData());
        QCOMPARE(storedFlags(world), QByteArray("10 20 30 40"));
        world.play("T: 170s\nC: a11 NOOP\nS: a11 OK");  // and that is all
    }
};

#include "tst_lostwrites.moc"
POSTHORN_TEST(LostWritesTest)
