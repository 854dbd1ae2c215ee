// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pictureexceptions.h"
#include "core/store/writer.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using store::PictureException;
using Scope = PictureException::Scope;

// Whose pictures are always shown.
class PictureExceptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreKeptAndDropped()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"user.db"_s);
        const PictureException sender{Scope::Sender, "ann@shop.example"},
            domain{Scope::Domain, "shop.example"};
        {
            const auto user = store::openUser(path);
            QVERIFY(user);
            QVERIFY(store::keepPictureException(user->database, domain));
            QVERIFY(store::keepPictureException(user->database, sender));
            QVERIFY(store::keepPictureException(user->database, sender));  // once is enough
        }
        const auto user = store::openUser(path);
        QVERIFY(*store::pictureExceptions(user->database) == std::vector<PictureException>({sender, domain}));
        QVERIFY(store::dropPictureException(user->database, sender));
        QVERIFY(*store::pictureExceptions(user->database) == std::vector<PictureException>({domain}));
    }

    void whatANewerProgramHasKeptIsLeftAlone()
    {
        const QTemporaryDir folder;
        const auto user = store::openUser(folder.filePath(u"user.db"_s));
        QVERIFY(user->database.execute("INSERT INTO picture_exceptions VALUES (7, x'6162')"));
        QVERIFY(store::pictureExceptions(user->database)->empty());
    }

    void theyHoldForTheirOwnAlone_data()
    {
        QTest::addColumn<QByteArray>("sender");
        QTest::addColumn<bool>("byAddress");
        QTest::addColumn<bool>("byDomain");
        const auto row = [](const char *sender, bool byAddress, bool byDomain) {
            QTest::newRow(sender) << QByteArray(sender) << byAddress << byDomain;
        };
        row("ann@shop.example", true, true);
        row("ann@SHOP.Example", true, true);
        row("Ann@shop.example", false, true);
        row("bob@shop.example", false, true);
        row("ann@mail.shop.example", false, false);
        row("ann@notshop.example", false, false);
        row("ann@shop.example.evil.example", false, false);
        row("shop.example@evil.example", false, false);
    }
    void theyHoldForTheirOwnAlone()
    {
        COVERS("SEC-115");
        QFETCH(QByteArray, sender);
        QFETCH(bool, byAddress);
        QFETCH(bool, byDomain);
        const mime::Mailbox ann{u"Ann"_s, "ann", "Shop.Example"};
        const auto mailbox = mime::parseAddressList(sender).mailboxes.front();
        QCOMPARE(store::isException({store::pictureExceptionFor(Scope::Sender, ann)}, mailbox), byAddress);
        QCOMPARE(store::isException({store::pictureExceptionFor(Scope::Domain, ann)}, mailbox), byDomain);
        QVERIFY(!store::isException({}, mailbox));
    }
};

POSTHORN_TEST(PictureExceptionsTest)
#include "tst_pictureexceptions.moc"
