// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/sourcetext.h"
#include "widgets/reader/sourcewindow.h"

#include <QFileDialog>
#include <QFontDatabase>

#include "tests/support/mutated.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList sourceOf(const QByteArray &octets)
{
    QStringList lines;
    SourceText source(octets);
    while (!source.atEnd()) {
        const SourceText::Line line = source.next();
        if (line.isContinued && !lines.isEmpty())
            lines.last() += line.text;
        else
            lines += line.text;
    }
    return lines;
}

}

// The octets of a message as they are, in a window of their own.
class SourceTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    SourceWindow *source() { return m_fixture->window().findChild<SourceWindow *>(); }
    SourceView *view() { return source()->findChild<SourceView *>(); }
    void open(const SampleMail &mail)
    {
        m_fixture->openMail(mail);
        QTRY_VERIFY(m_fixture->action(u"Message source"_s)->isEnabled());  // a long one is read in a thread
        QTest::keyClick(&m_fixture->window(), Qt::Key_U, Qt::ControlModifier);
    }
    void bring(const QByteArray &section, const QByteArray &octets)
    {
        m_fixture->apply(
            store::ContentFetched{m_fixture->account.id, "INBOX", {77}, {1}, {}, {{section, octets}}});
    }
    static SampleMail withParts() { return {.attachments = {attachmentPart("2", u"a.bin"_s)}}; }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void octetsAreShownAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("shown");
        QTest::newRow("lines") << "To: a\r\nX\r\n\r\nb"_ba << u"To: a|X||b"_s;
        QTest::newRow("a bare LF and a bare CR") << "a\nb\rc\r\nd"_ba << u"a␊|b␍c|d"_s;
        QTest::newRow("control characters") << "a\0b\x1b[2J\tc\x7f"_ba << u"a␀b␛[2J\tc␡"_s;
        QTest::newRow("UTF-8") << "\xC3\xA4\xF0\x9F\x98\x80"_ba << u"ä\U0001F600"_s;
        QTest::newRow("no UTF-8") << "\xE4\xC3"_ba << u"⟨E4⟩⟨C3⟩"_s;
        QTest::newRow("over-long and surrogates") << "\xC0\xAF\xED\xA0\x80"_ba << u"⟨C0⟩⟨AF⟩⟨ED⟩⟨A0⟩⟨80⟩"_s;
        QTest::newRow("the replacement character itself") << "\xEF\xBF\xBD"_ba << u"\uFFFD"_s;
        QTest::newRow("what reorders") << "a\xE2\x80\xAE"
                                          "b\xC2\x85"_ba
                                       << u"a⟨U+202E⟩b⟨U+0085⟩"_s;
        QTest::newRow("encoded words stay so") << "=?utf-8?Q?=41?=\r\n"_ba << u"=?utf-8?Q?=41?="_s;
    }

    void octetsAreShownAsTheyAre()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QString, shown);
        QCOMPARE(sourceOf(octets).join(u'|'), shown);
    }

    // Lines have an end, whatever the octets: nothing is laid out at once that is not bounded.
    void aLineThatIsTooLongIsToldInSeveral()
    {
        for (const QByteArray &octets :
             {QByteArray(50'000, 'x'), QByteArray("\xC3\xA4").repeated(20'000),
              QByteArray("\xF0\x9F\x98\x80").repeated(9'000), QByteArray(1999, 'x') + "\r\ny"}) {
            SourceText source(octets);
            while (!source.atEnd())
                QVERIFY(source.next().text.size() <= 2000);
            QCOMPARE(sourceOf(octets).join(u"\r\n"_s), QString::fromUtf8(octets));
        }
        Mutator mutator("\r\n\0\xC3\xE2\x80\xAE=? "_ba);
        const QByteArray mail = "Subject: =?utf-8?Q?x?=\r\n\r\nwords \xC3\xA4\xF0\x9F\x98\x80\r\n";
        for (int i = 0; i < 500; ++i)
            QVERIFY(!sourceOf(mutator.mutated(mail)).isEmpty());
    }

    void aMessageOfOnePartIsHere()
    {
        open({.subject = "Plan", .text = "A line.\r\nAnother.\r\n"});
        QVERIFY(source() != nullptr && source()->isVisible());
        QVERIFY(source()->windowTitle().contains(u"Plan"_s));
        const QString shown = view()->toPlainText();
        QVERIFY2(shown.startsWith(u"Return-Path: <ann@example.org>\nFrom: Ann Example"_s), qPrintable(shown));
        QVERIFY(shown.endsWith(u"\n\nA line.\nAnother."_s));
        QVERIFY(view()->isReadOnly());
        QCOMPARE(view()->font().family(), QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    }

    void whatIsMissingIsAskedForAndComes()
    {
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        open(withParts());
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(0).value<store::CopyId>(), m_fixture->copyId(1));
        QCOMPARE(wanted.first().at(1).value<QByteArrayList>(), QByteArrayList{"TEXT"});
        QVERIFY(m_fixture->visibleText(source()).contains(u"Loading the whole message"_s));
        bring("3", "something else");
        QVERIFY(!view()->isVisible());
        bring("TEXT", "--b\r\n\r\nA line.\r\n--b--\r\n");
        QVERIFY(view()->isVisible());
        QVERIFY(view()->toPlainText().endsWith(u"\n\n--b\n\nA line.\n--b--"_s));
        QCOMPARE(wanted.size(), 1);
    }

    void whatCannotBeHadIsSaidAndCanBeTriedAgain()
    {
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        open(withParts());
        m_fixture->window().showContentFailure(m_fixture->copyId(1), Error{Error::Kind::ConnectionLost, {}});
        QVERIFY(m_fixture->visibleText(source()).contains(u"The message could not be loaded"_s));
        QTest::mouseClick(m_fixture->button(u"Try again"_s, source()), Qt::LeftButton);
        QCOMPARE(wanted.size(), 2);
        QTest::mouseClick(m_fixture->button(u"Cancel"_s, source()), Qt::LeftButton);
        QTRY_VERIFY(source() == nullptr);
    }

    void itIsSavedOctetByOctet()
    {
        open({.subject = "Plan/../x", .text = "A line.\r\n\x01\xE4"});
        QTest::mouseClick(m_fixture->button(u"Save"_s, source()), Qt::LeftButton);
        auto *dialog = m_fixture->window().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"saved.eml"_s);
        QVERIFY(dialog->selectedFiles().constFirst().endsWith(u"x.eml"_s));
        Q_EMIT dialog->fileSelected(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray saved = file.readAll();
        QVERIFY(saved.startsWith("Return-Path: <ann@example.org>\r\n"));
        QVERIFY(saved.endsWith("\r\n\r\nA line.\r\n\x01\xE4"));
        dialog->close();
    }

    void aLargeOneComesPieceByPiece()
    {
        open({.text = QByteArray("A line of text.\r\n").repeated(60'000)});
        QVERIFY(view()->isFilling());
        QVERIFY(view()->document()->characterCount() < 40'000);
        m_fixture->clock.advance(1ms);
        QVERIFY(!view()->isFilling());
        QVERIFY(view()->document()->blockCount() > 60'000);
    }

    void theWindowMayGoFirst()
    {
        open(withParts());
        QVERIFY(source() != nullptr);
        m_fixture->open();
        QVERIFY(source() == nullptr);
    }
};

POSTHORN_TEST(SourceTest)
#include "tst_source.moc"
