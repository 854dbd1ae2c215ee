// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/store.h"
#include "core/imap/session/partdownload.h"
#include "core/imap/wire/limits.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::PartDownload;
using imap::PartText;

namespace {

// Part 2 of message 7, ten octets a piece; the step "start".
struct Downloading {
    explicit Downloading(const QByteArray &offers = "IDLE",
                         PartDownload::Form form = PartDownload::Form::Encoded, PartText soFar = {},
                         qint64 octets = 0)
    {
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(9);
        download = std::make_unique<PartDownload>(
            dialogue.session(), PartDownload::Wanted{{7}, "2", form, 10, octets}, std::move(soFar));
        QObject::connect(download.get(), &PartDownload::finished, download.get(),
                         [this](const imap::Completion &completion) { ends.append(describe(completion)); });
        dialogue.on("start", [this] { download->start(); });
        dialogue.on("store", [this] {
            dialogue.run<imap::StoreCommand>(imap::UidSet::single({3}), imap::FlagChange::Add,
                                             std::vector{"\\Seen"_ba});
        });
    }

    Dialogue dialogue;
    std::unique_ptr<PartDownload> download;
    QByteArrayList ends;
};

}

// Parts in pieces (RFC 3501, 6.4.5).
class TestPartDownload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesUntilNothingIsBehind()
    {
        COVERS("I4-155");
        Downloading pieces;
        pieces.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "0123456789")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 FLAGS (\Seen))
            S: * 3 FETCH (UID 7 BODY[2]<10> "abc")
            S: a3 OK done
            C: a4 UID FETCH 7 (UID BODY.PEEK[2]<13.10>)
            S: * 3 FETCH (UID 7 BODY[2]<13> "")
            S: a4 OK done
        )");
        QCOMPARE(pieces.download->text().octets, "0123456789abc"_ba);
        QVERIFY(pieces.download->text().isWhole);
        QCOMPARE(pieces.ends, QByteArrayList{"ok done"});
    }

    // "<o>" beyond the end is "" (RFC 3501, 6.4.5).
    void aPartOfJustSoManyPiecesEndsWithAnEmptyOne()
    {
        COVERS("I4-155");
        Downloading pieces;
        pieces.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "0123456789")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BODY[2]<10> "")
            S: a3 OK done
        )");
        QCOMPARE(pieces.download->text().octets, "0123456789"_ba);
        QVERIFY(pieces.download->text().isWhole);
    }

    void aServerThatSendsEverythingIsTakenAtItsWord_data()
    {
        QTest::addColumn<QByteArray>("soFar");
        QTest::newRow("from the beginning") << QByteArray();
        QTest::newRow("in the middle") << "0123456789"_ba;
    }
    void aServerThatSendsEverythingIsTakenAtItsWord()
    {
        COVERS("I4-155");
        QFETCH(QByteArray, soFar);
        Downloading pieces("IDLE", PartDownload::Form::Encoded, {.octets = soFar});
        const QByteArray from = QByteArray::number(soFar.size());
        pieces.dialogue.play(
            ("U: start\nC: a2 UID FETCH 7 (UID BODY.PEEK[2]<" + from
             + ".10>)\nS: * 3 FETCH (UID 7 BODY[2] \"0123456789 and all the rest\")\nS: a2 OK done")
                .constData());
        QCOMPARE(pieces.download->text().octets, "0123456789 and all the rest"_ba);
        QVERIFY(pieces.download->text().isWhole);
    }

    void whatHasComeOutlivesTheConnection()
    {
        COVERS("I4-155");
        Downloading first;
        first.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "0123456789")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            X
        )");
        QCOMPARE(first.ends.size(), 1);
        QVERIFY(!first.download->text().isWhole);
        Downloading second("IDLE", PartDownload::Form::Encoded, first.download->text());
        second.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BODY[2]<10> "abc")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<13.10>)
            S: * 3 FETCH (UID 7 BODY[2]<13> "")
            S: a3 OK done
        )");
        QCOMPARE(second.download->text().octets, "0123456789abc"_ba);
    }

    void whatIsNotTheNextPieceIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("nothing") << "# nothing"_ba;
        QTest::newRow("NIL") << "S: * 3 FETCH (UID 7 BODY[2]<0> NIL)"_ba;
        QTest::newRow("another origin") << "S: * 3 FETCH (UID 7 BODY[2]<5> \"56789\")"_ba;
        QTest::newRow("another part") << "S: * 3 FETCH (UID 7 BODY[3]<0> \"x\")"_ba;
    }
    void whatIsNotTheNextPieceIsNotTaken()
    {
        QFETCH(QByteArray, answer);
        Downloading pieces;
        pieces.dialogue.play(
            ("U: start\nC: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)\n" + answer + "\nS: a2 OK done")
                .constData());
        QCOMPARE(pieces.ends, QByteArrayList{"ok done"});
        QVERIFY(!pieces.download->text().isWhole);
        QCOMPARE(pieces.download->text().octets, QByteArray());
    }

    // A short piece tells that the server sends less at once, not that there is no more.
    void shortPiecesAreNotTheEnd()
    {
        COVERS("I4-155");
        const QByteArray pieces = R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "0123")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<4.10>)
            S: * 3 FETCH (UID 7 BODY[2]<4> "4567")
            S: a3 OK done
        )";
        const QByteArray end = R"(
            C: a4 UID FETCH 7 (UID BODY.PEEK[2]<8.10>)
            S: * 3 FETCH (UID 7 BODY[2]<8> "")
            S: a4 OK done
        )";
        Downloading unknown;
        unknown.dialogue.play((pieces + end).constData());
        QVERIFY(unknown.download->text().isWhole);
        QCOMPARE(unknown.download->text().octets, "01234567"_ba);
        Downloading told("IDLE", PartDownload::Form::Encoded, {}, 8);
        told.dialogue.play(pieces.constData());
        QVERIFY(told.download->text().isWhole);
        QCOMPARE(told.ends, QByteArrayList{"ok done"});
        Downloading toldLess("IDLE", PartDownload::Form::Encoded, {}, 5);
        toldLess.dialogue.play((pieces + end).constData());
        QVERIFY(toldLess.download->text().isWhole);
        QCOMPARE(toldLess.download->text().octets, "01234567"_ba);
    }

    void whatIsNotThePartIsNoPieceOfIt_data()
    {
        QTest::addColumn<qint64>("told");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("nothing at all") << qint64{100} << R"(BODY[2]<20> "")"_ba;
        QTest::newRow("nothing, and no pieces") << qint64{100} << R"(BODY[2] "")"_ba;
        QTest::newRow("NIL") << qint64{0} << "BODY[2]<20> NIL"_ba;
        const QByteArray words = R"("This message is no longer available on the server.")";
        QTest::newRow("Courier's words") << qint64{100} << "BODY[2]<20> " + words;
        QTest::newRow("Courier's words, size unknown") << qint64{0} << "BODY[2]<20> " + words;
        QTest::newRow("Courier's words, and no pieces") << qint64{100} << "BODY[2] " + words;
    }
    void whatIsNotThePartIsNoPieceOfIt()
    {
        COVERS("I4-155", "E-30");
        QFETCH(qint64, told);
        QFETCH(QByteArray, answer);
        const QByteArray soFar(20, 'x');
        Downloading pieces("IDLE", PartDownload::Form::Encoded, {.octets = soFar}, told);
        pieces.dialogue.play(("U: start\nC: a2 UID FETCH 7 (UID BODY.PEEK[2]<20.10>)\nS: * 3 FETCH (UID 7 "
                              + answer + ")\nS: a2 OK done")
                                 .constData());
        QCOMPARE(pieces.ends, QByteArrayList{"ok done"});
        QVERIFY(!pieces.download->text().isWhole);
        QVERIFY(pieces.download->problem().has_value());
        QCOMPARE(pieces.download->problem()->kind, Error::Kind::NotFound);
    }

    // A part of just that text; and one whose line ends were counted otherwise.
    void whatIsAsLongAsToldWasMeant()
    {
        COVERS("E-30");
        Downloading words("IDLE", PartDownload::Form::Encoded, {}, 50);
        words.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "This message is no longer available on the server.")
            S: a2 OK done
        )");
        QVERIFY(words.download->text().isWhole && !words.download->problem());
        Downloading shorter("IDLE", PartDownload::Form::Encoded, {.octets = QByteArray(95, 'x')}, 100);
        shorter.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<95.10>)
            S: * 3 FETCH (UID 7 BODY[2]<95> "")
            S: a2 OK done
        )");
        QVERIFY(shorter.download->text().isWhole && !shorter.download->problem());
        QCOMPARE(shorter.download->text().octets.size(), 95);
    }

    void aPartTooLargeIsNotBegun()
    {
        const qint64 most = imap::limits::partOctets;
        Downloading larger("IDLE", PartDownload::Form::Encoded, {}, most + 1);
        larger.dialogue.play("U: start");
        QCOMPARE(larger.ends.size(), 1);
        QVERIFY(larger.download->problem().has_value());
        QCOMPARE(larger.download->problem()->kind, Error::Kind::LimitExceeded);
        Downloading largest("IDLE", PartDownload::Form::Encoded, {}, most);
        largest.dialogue.play("U: start\nC: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)");
        QVERIFY(!largest.download->problem());
    }

    // RFC 3516, 4.2 and 4.3
    void theServerDecodesWhereItCan()
    {
        Downloading decoded("BINARY", PartDownload::Form::Decoded);
        decoded.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BINARY.PEEK[2]<0.10>)
            S! * 3 FETCH (UID 7 BINARY[2]<0> ~{3}\r\na\x00b)\r\n
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BINARY.PEEK[2]<3.10>)
            S: * 3 FETCH (UID 7 BINARY[2]<3> "")
            S: a3 OK done
        )");
        QVERIFY(decoded.download->text().isDecoded && decoded.download->text().isWhole);
        QCOMPARE(decoded.download->text().octets, QByteArray("a\0b", 3));
        Downloading unknown("BINARY", PartDownload::Form::Decoded);
        unknown.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BINARY.PEEK[2]<0.10>)
            S: a2 NO [UNKNOWN-CTE] x-uuencode
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "0123456789")
            S: a3 OK done
            C: a4 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BODY[2]<10> "abc")
            S: a4 OK done
            C: a5 UID FETCH 7 (UID BODY.PEEK[2]<13.10>)
            S: * 3 FETCH (UID 7 BODY[2]<13> "")
            S: a5 OK done
        )");
        QVERIFY(!unknown.download->text().isDecoded && unknown.download->text().isWhole);
        Downloading lacking("IDLE", PartDownload::Form::Decoded);
        lacking.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "abc")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<3.10>)
            S: * 3 FETCH (UID 7 BODY[2]<3> "")
            S: a3 OK done
        )");
        QVERIFY(!lacking.download->text().isDecoded && lacking.download->text().isWhole);
    }

    void piecesOfTwoKindsAreNotJoined()
    {
        Downloading resumed("IDLE", PartDownload::Form::Decoded,
                            {.octets = "0123456789"_ba, .isDecoded = true});
        resumed.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BODY[2]<10> "MDEy")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "MDEy")
            S: a3 OK done
            C: a4 UID FETCH 7 (UID BODY.PEEK[2]<4.10>)
            S: * 3 FETCH (UID 7 BODY[2]<4> "")
            S: a4 OK done
        )");
        QCOMPARE(resumed.download->text().octets, "MDEy"_ba);
        QVERIFY(!resumed.download->text().isDecoded);
    }

    // Or a server that changes its mind each time would be asked for ever.
    void encodedPiecesStayEncoded()
    {
        Downloading turning("BINARY", PartDownload::Form::Decoded);
        turning.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BINARY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BINARY[2]<0> "0123456789")
            S: a2 OK done
            C: a3 UID FETCH 7 (UID BINARY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BODY[2]<10> "MDEy")
            S: a3 OK done
            C: a4 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "MDEyMzQ1Nj")
            S: a4 OK done
            C: a5 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BINARY[2]<10> "0123456789")
            S: a5 OK done
        )");
        QCOMPARE(turning.ends, QByteArrayList{"ok done"});
        QVERIFY(!turning.download->text().isWhole);
        QCOMPARE(turning.download->text().octets, "MDEyMzQ1Nj"_ba);
    }

    // A flag that is set while something large comes waits for one piece of it, not for all.
    void aStoreGoesBetweenTwoPieces()
    {
        Downloading pieces;
        pieces.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            U: store
            S: * 3 FETCH (UID 7 BODY[2]<0> "0123456789")
            S: a2 OK done
            C: a3 UID STORE 3 +FLAGS (\Seen)
            S: a3 OK done
            C: a4 UID FETCH 7 (UID BODY.PEEK[2]<10.10>)
            S: * 3 FETCH (UID 7 BODY[2]<10> "abc")
            S: a4 OK done
            C: a5 UID FETCH 7 (UID BODY.PEEK[2]<13.10>)
            S: * 3 FETCH (UID 7 BODY[2]<13> "")
            S: a5 OK done
        )");
        QCOMPARE(pieces.download->text().octets, "0123456789abc"_ba);
    }
};

#include "tst_partdownload.moc"
POSTHORN_TEST(TestPartDownload)
