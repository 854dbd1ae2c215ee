// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/picturepermissions.h"
#include "core/store/writer.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using store::PicturePermission;
using Scope = PicturePermission::Scope;

// Whose pictures are always shown.
class PicturePermissionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreKeptAndDropped()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"user.db"_s);
        const PicturePermission sender{Scope::Sender, "ann@shop.example"},
            domain{Scope::Domain, "shop.example"};
        {
            const auto user = store::openUser(path);
            QVERIFY(user);
            QVERIFY(store::keepPicturePermission(user->database, domain));
            QVERIFY(store::keepPicturePermission(user->database, sender));
            QVERIFY(store::keepPicturePermission(user->database, sender));  // once is enough
        }
        const auto user = store::openUser(path);
        QVERIFY(*store::picturePermissions(user->database)
                == std::vector<PicturePermission>({sender, domain}));
        QVERIFY(store::dropPicturePermission(user->database, sender));
        QVERIFY(*store::picturePermissions(user->database) == std::vector<PicturePermission>({domain}));
    }

    void whatANewerProgramHasKeptIsLeftAlone()
    {
        const QTemporaryDir folder;
        const auto user = store::openUser(folder.filePath(u"user.db"_s));
        QVERIFY(user->database.execute("INSERT INTO picture_exceptions VALUES (7, x'6162')"));
        QVERIFY(store::picturePermissions(user->database)->empty());
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
        QCOMPARE(store::isPermitted({store::picturePermissionFor(Scope::Sender, ann)}, mailbox), byAddress);
        QCOMPARE(store::isPermitted({store::picturePermissionFor(Scope::Domain, ann)}, mailbox), byDomain);
        QVERIFY(!store::isPermitted({}, mailbox));
    }
};

POSTHORN_TEST(PicturePermissionsTest)
#include "tst_picturepermissions.moc"
