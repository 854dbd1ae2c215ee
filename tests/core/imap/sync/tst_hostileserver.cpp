// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/foldersync.h"
#include "core/imap/wire/limits.h"

#include <QElapsedTimer>

#include "tests/core/imap/sync/line.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHostileServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverTriesAnotherPortOrLessSecurity_data()
    {
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("security");
        QTest::addColumn<int>("how");
        for (int how = 0; how < 4; ++how) {
            const QByteArray name =
                QByteArrayList{"refused", "cut while TLS begins", "not IMAP", "BYE"}.at(how);
            QTest::addRow("993 %s", name.constData()) << 993 << int(net::Security::ImplicitTls) << how;
            QTest::addRow("143 %s", name.constData()) << 143 << int(net::Security::StartTls) << how;
        }
    }
    void neverTriesAnotherPortOrLessSecurity()
    {
        COVERS("SEC-15");
        QFETCH(int, port);
        QFETCH(int, security);
        QFETCH(int, how);
        const net::Endpoint endpoint{
            u"mail.test"_s, static_cast<quint16>(port), static_cast<net::Security>(security), {}};
        Line line(endpoint);
        line.connection.provideCredentials({"bob"_ba, Secret("c4nary"_ba)});
        line.connection.start();
        for (int second = 0; second < 3600; ++second) {
            if (line.isTrying()) {
                if (how >= 2)
                    line.transport->accept();
                if (how == 2 && line.isTrying())
                    line.transport->serverSends("220 mail.test ESMTP\r\n");
                if (how == 3 && line.isTrying())
                    line.transport->serverSends("* BYE not today\r\n");
                if (line.isTrying())
                    line.transport->serverCloses();
                QCOMPARE(line.transport ? line.transport->takeWritten() : QByteArray(), ""_ba);
            }
            line.turn();
            line.clock.advance(1s);
        }
        QVERIFY(line.tried.size() > 5);
        for (const net::Endpoint &to : line.tried) {
            QCOMPARE(to.host, endpoint.host);
            QCOMPARE(to.port, endpoint.port);
            QCOMPARE(to.security, endpoint.security);
        }
    }

    // Thrown out at once, or after each connection has just held long enough to count as a good one.
    void aServerThatThrowsUsOutIsNotStormed_data()
    {
        QTest::addColumn<int>("holds");  // seconds
        QTest::addColumn<bool>("letsIn");
        QTest::newRow("BYE as greeting") << 0 << false;
        QTest::newRow("BYE after the login") << 0 << true;
        QTest::newRow("a while later") << 30 << true;
        QTest::newRow("as soon as it counts as stable") << 61 << true;
    }
    void aServerThatThrowsUsOutIsNotStormed()
    {
        COVERS("SEC-54");
        QFETCH(int, holds);
        QFETCH(bool, letsIn);
        Line line({u"mail.test"_s, 993, net::Security::ImplicitTls, {}});
        line.connection.start();
        int held = -1;
        for (int second = 0; second < 3600; ++second) {
            if (line.isTrying() && held < 0) {
                held = 0;
                if (letsIn)
                    line.letIn();
                else
                    line.transport->accept();
            }
            if (line.isTrying() && held++ >= holds) {
                line.transport->serverSends("* BYE out\r\n");
                held = -1;
            }
            if (!line.isTrying())
                held = -1;
            line.turn();
            line.clock.advance(1s);
        }
        QVERIFY(line.tried.size() > 5);
        QVERIFY2(line.tried.size() <= 30, QByteArray::number(qulonglong(line.tried.size())).constData());
    }

    void aHundredThousandFoldersAreTakenAndMoreAreToldOf()
    {
        COVERS("SEC-47", "I4-115");
        Line line({u"mail.test"_s, 993, net::Security::ImplicitTls, {}});
        imap::sync::FolderSync folders(QUuid::createUuid(), line.connection);
        std::size_t listed = 0;
        int cuts = 0;
        connect(&folders, &imap::sync::FolderSync::updateReady, this, [&listed](const store::Update &update) {
            if (const auto *list = std::get_if<store::FoldersListed>(&update))
                listed = list->folders.size();
        });
        connect(&folders, &imap::sync::FolderSync::cut, this, [&cuts] { ++cuts; });
        line.connection.start();
        line.letIn();
        folders.list(line.connection);
        line.turn();
        QElapsedTimer timer;
        timer.start();
        // Each delimiter there is, names that contain themselves, and more than are kept.
        const QByteArrayList delimiters{"\"/\"", "NIL", "\"\\\"\"", "\"\\\\\"", "\".\""};
        QByteArray list;
        for (std::size_t i = 0; i < imap::limits::mailboxes + 10; ++i) {
            const QByteArray n = QByteArray::number(qulonglong(i));
            list += "* LIST () " + delimiters.at(static_cast<qsizetype>(i % 5)) + " \"x/" + n + "/x/" + n
                + "\"\r\n";
        }
        line.transport->serverSends(list + "a1 OK done\r\n");
        line.turn();
        QVERIFY(line.transport->takeWritten().endsWith("a2 LIST \"\" \"%\"\r\n"));
        list.replace("LIST ()", "LIST (\\HasNoChildren)");
        line.transport->serverSends(list + "a2 OK done\r\n");
        line.turn();
        QCOMPARE(listed, imap::limits::mailboxes + 1);  // and INBOX, which is always there
        QCOMPARE(cuts, 1);
        // Quadratic work would take minutes.
        QVERIFY(timer.elapsed() < 30'000);
    }

    // Cut, it is asked for level by level, down to where every tree ends.
    void aListThatIsTooLongIsAskedForDownToTheLastLevel()
    {
        COVERS("I4-115");
        Line line({u"mail.test"_s, 993, net::Security::ImplicitTls, {}});
        imap::sync::FolderSync folders(QUuid::createUuid(), line.connection);
        line.connection.start();
        line.letIn();
        folders.list(line.connection);
        line.turn();
        QByteArray list;
        for (std::size_t i = 0; i < imap::limits::mailboxes + 10; ++i)
            list += "* LIST () \"/\" n" + QByteArray::number(qulonglong(i)) + "\r\n";
        line.transport->serverSends(list + "a1 OK done\r\n");
        line.turn();
        QByteArray name;
        int levels = 0;
        for (QByteArray said = line.transport->takeWritten(); said.contains("LIST"); ++levels) {
            name += name.isEmpty() ? "d" : "/d";
            const QByteArray tag = said.trimmed().split('\n').last().split(' ').first();
            line.transport->serverSends("* LIST (\\HasChildren) \"/\" " + name + "\r\n" + tag
                                        + " OK done\r\n");
            line.turn();
            said = line.transport->takeWritten();
        }
        QCOMPARE(levels, imap::sync::mostLevels);
    }
};

#include "tst_hostileserver.moc"
POSTHORN_TEST(TestHostileServer)
