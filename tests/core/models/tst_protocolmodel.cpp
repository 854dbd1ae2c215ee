// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/protocolmodel.h"

#include <QAbstractItemModelTester>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using accounts::ProtocolLine;
using models::ProtocolModel;
using Direction = ProtocolLine::Direction;

namespace {

ProtocolModel::Wording plainWording()
{
    return {[](const ProtocolLine &line) { return QString::number(line.connection); },
            [](Direction direction) { return QString::number(static_cast<int>(direction)); },
            [](const QByteArray &octets) { return QString::fromUtf8(octets); },
            [](ProtocolModel::Column column) { return QString::number(column); },
            [](const QDateTime &) { return u"now"_s; }};
}

ProtocolLine line(Direction direction, const QByteArray &text)
{
    return {{}, 1, direction, {}, text};
}

std::vector<ProtocolLine> lines(int count, const QByteArray &text)
{
    return std::vector<ProtocolLine>(static_cast<std::size_t>(count), line(Direction::Received, text));
}

}

class ProtocolModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tagsStandApart_data()
    {
        QTest::addColumn<int>("direction");
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("text");
        const int sent = int(Direction::Sent), received = int(Direction::Received),
                  note = int(Direction::Note);
        QTest::newRow("command") << sent << "a12 LOGIN bob ***"_ba << u"a12"_s << u"LOGIN bob ***"_s;
        QTest::newRow("DONE") << sent << "DONE"_ba << u""_s << u"DONE"_s;
        QTest::newRow("a literal of ours") << sent << "append me"_ba << u""_s << u"append me"_s;
        QTest::newRow("untagged") << received << "* OK hi"_ba << u"*"_s << u"OK hi"_s;
        QTest::newRow("continuation") << received << "+ ***"_ba << u"+"_s << u"***"_s;
        QTest::newRow("bare continuation") << received << "+"_ba << u"+"_s << u""_s;
        QTest::newRow("answer") << received << "a12 NO no"_ba << u"a12"_s << u"NO no"_s;
        QTest::newRow("no tag at all") << received << "HTTP/1.1 400"_ba << u""_s << u"HTTP/1.1 400"_s;
        QTest::newRow("stars") << received << "***** x"_ba << u""_s << u"***** x"_s;
        QTest::newRow("note") << note << "a note"_ba << u""_s << u"a note"_s;
        QTest::newRow("nothing") << received << ""_ba << u""_s << u""_s;
    }
    void tagsStandApart()
    {
        QFETCH(int, direction);
        QFETCH(QByteArray, octets);
        QFETCH(QString, tag);
        QFETCH(QString, text);
        ProtocolModel model(plainWording());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append({line(static_cast<Direction>(direction), octets)});
        QCOMPARE(model.index(0, ProtocolModel::TagColumn).data().toString(), tag);
        QCOMPARE(model.index(0, ProtocolModel::TextColumn).data().toString(), text);
        QCOMPARE(model.index(0, ProtocolModel::TextColumn).data(Qt::AccessibleTextRole).toString(),
                 u"4: "_s + text);
        QVERIFY(!model.index(0, ProtocolModel::TextColumn)
                     .data(Qt::ToolTipRole)
                     .isValid());  // might be rich text
    }

    void isBoundedInLinesAndInOctets()
    {
        COVERS("SEC-38");
        ProtocolModel model(plainWording());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 25; ++i)
            model.append(lines(1000, "* OK " + QByteArray::number(i)));
        QCOMPARE(model.rowCount(), int(ProtocolModel::mostLines));
        QCOMPARE(model.index(0, ProtocolModel::TextColumn).data().toString(), u"OK 5"_s);
        for (int i = 0; i < 20; ++i)
            model.append(lines(1000, QByteArray(2000, 'x')));
        QVERIFY(model.rowCount() <= int(ProtocolModel::mostOctets / 2000));
        QVERIFY(model.rowCount() > 4000);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        model.append(lines(3, "* OK again"));
        QCOMPARE(model.rowCount(), 3);
    }

    void showsAfterThePauseWhatCameMeanwhile()
    {
        ProtocolModel model(plainWording());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(lines(1, "* OK before"));
        model.setPaused(true);
        for (int i = 0; i < 30; ++i)
            model.append(lines(1000, "* OK meanwhile"));
        QCOMPARE(model.rowCount(), 1);
        model.setPaused(false);
        QCOMPARE(model.rowCount(), int(ProtocolModel::mostLines));
        QCOMPARE(model.text({0, -1, 99'999}), u"now\t1\t1\t*\tOK meanwhile\n"_s);
    }
};

POSTHORN_TEST(ProtocolModelTest)
#include "tst_protocolmodel.moc"
