// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/store.h"
#include "core/imap/session/partdownload.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::PartDownload;
using imap::PartText;

namespace {

// Part 2 of message 7, ten octets a piece; the step "start".
struct Downloading {
    explicit Downloading(const QByteArray &offers = "IDLE",
                         PartDownload::Form form = PartDownload::Form::Encoded, PartText soFar = {})
    {
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(9);
        download = std::make_unique<PartDownload>(dialogue.session(),
                                                  PartDownload::Wanted{{7}, "2", form, 10}, std::move(soFar));
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
    void piecesUntilOneIsShort()
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

    // RFC 3516, 4.2 and 4.3
    void theServerDecodesWhereItCan()
    {
        Downloading decoded("BINARY", PartDownload::Form::Decoded);
        decoded.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BINARY.PEEK[2]<0.10>)
            S! * 3 FETCH (UID 7 BINARY[2]<0> ~{3}\r\na\x00b)\r\n
            S: a2 OK done
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
        )");
        QVERIFY(!unknown.download->text().isDecoded && unknown.download->text().isWhole);
        Downloading lacking("IDLE", PartDownload::Form::Decoded);
        lacking.dialogue.play(R"(
            U: start
            C: a2 UID FETCH 7 (UID BODY.PEEK[2]<0.10>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "abc")
            S: a2 OK done
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
        )");
        QCOMPARE(resumed.download->text().octets, "MDEy"_ba);
        QVERIFY(!resumed.download->text().isDecoded);
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
        )");
        QCOMPARE(pieces.download->text().octets, "0123456789abc"_ba);
    }
};

#include "tst_partdownload.moc"
POSTHORN_TEST(TestPartDownload)
