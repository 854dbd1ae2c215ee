// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/suspects.h"

#include "tests/core/imap/sync/line.h"

using Kind = Error::Kind;
using imap::Uid;
using imap::UidSet;
using imap::UidValidity;
using imap::sync::Suspects;

namespace {

const Suspects::Mailbox inbox{"INBOX", UidValidity{7}};

}

class TestSuspects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAccuses_data()
    {
        QTest::addColumn<Kind>("why");
        QTest::addColumn<bool>("midResponse");
        QTest::addColumn<int>("losses");
        QTest::newRow("an answer that never ends") << Kind::Timeout << true << 1;
        QTest::newRow("silence before the answer") << Kind::Timeout << false << 0;
        QTest::newRow("an answer that cannot be read") << Kind::Syntax << false << 1;
        QTest::newRow("a line that broke in an answer") << Kind::ConnectionLost << true << 0;
        QTest::newRow("given up by us") << Kind::Cancelled << true << 0;
    }
    void whatAccuses()
    {
        QFETCH(Kind, why);
        QFETCH(bool, midResponse);
        Suspects suspects;
        const Line line;
        QVERIFY(suspects.began(&line.connection, inbox, UidSet::single(Uid{3})) != 0);
        suspects.lineLost(&line.connection, why, midResponse);
        QTEST(suspects.losses(inbox, Uid{3}), "losses");
        QCOMPARE(suspects.losses(inbox, Uid{4}), 0);
        suspects.lineLost(&line.connection, Kind::Syntax, true);  // it has ended by then
        QTEST(suspects.losses(inbox, Uid{3}), "losses");
    }

    void theOtherLineAccusesNothingOfThisOne()
    {
        Suspects suspects;
        const Line view, work;
        const int fetch = suspects.began(&view.connection, inbox, UidSet::single(Uid{3}));
        suspects.lineLost(&work.connection, Kind::Syntax, true);
        QCOMPARE(suspects.losses(inbox, Uid{3}), 0);
        suspects.lineLost(&view.connection, Kind::Timeout, true);
        QCOMPARE(suspects.losses(inbox, Uid{3}), 1);
        suspects.ended(fetch);
        QCOMPARE(suspects.losses(inbox, Uid{3}), 1);
    }

    void whatHasEndedIsNotAccused()
    {
        Suspects suspects;
        const Line line;
        suspects.ended(suspects.began(&line.connection, inbox, UidSet::single(Uid{3})));
        suspects.lineLost(&line.connection, Kind::Syntax, true);
        QCOMPARE(suspects.losses(inbox, Uid{3}), 0);
    }
};

POSTHORN_TEST(TestSuspects)
#include "tst_suspects.moc"
