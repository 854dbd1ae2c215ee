// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/bodyview.h"
#include "widgets/reader/printpreview.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/textbrowserview.h"

#include <QBuffer>
#include <QFileDialog>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrintPreviewWidget>
#include <QTextDocument>

#include "tests/widgets/nettrap.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// The message that is open, on paper.
class PaperTest : public QObject
{
    Q_OBJECT

private:
    static constexpr QSizeF page{700, 900};
    std::unique_ptr<WindowFixture> m_fixture;

    QuietBrowser *browser() { return m_fixture->window().findChild<QuietBrowser *>(); }
    std::optional<PrintedMessage> paper()
    {
        return m_fixture->window().findChild<ReaderPane *>()->forPaper();
    }
    void open(const SampleMail &mail) { m_fixture->openMail(mail); }
    static QImage painted(const PrintedMessage &message, QTextDocument &document, int number)
    {
        QImage image(page.toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        message.paintPage(painter, document, number);
        return image;
    }
    // Is there anything but white in the lowest fortieth? That is where the number of the page is.
    static bool hasFoot(const QImage &image)
    {
        for (int y = image.height() * 39 / 40; y < image.height(); ++y) {
            for (int x = image.width() * 3 / 4; x < image.width(); ++x) {
                if (image.pixel(x, y) != qRgb(255, 255, 255))
                    return true;
            }
        }
        return false;
    }
    static QPalette darkPalette()
    {
        QPalette dark;
        dark.setColor(QPalette::Base, QColor(30, 30, 30));
        dark.setColor(QPalette::Text, QColor(230, 230, 230));
        dark.setColor(QPalette::Window, QColor(40, 40, 40));
        dark.setColor(QPalette::WindowText, QColor(230, 230, 230));
        return dark;
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup()
    {
        QApplication::setPalette(QPalette());
        m_fixture.reset();
    }

    void theHeadComesFirstAndThenTheText()
    {
        open({.subject = "Plan",
              .text = "A line.\nAnother.",
              .extraHeader = "Cc: Bob <bob@example.org>\r\n",
              .attachments = {attachmentPart("2", u"plan.pdf"_s)}});
        const auto document = paper()->laidOut(page);
        const QStringList lines = document->toPlainText().split(u'\n');
        QCOMPARE(lines.at(0), u"Plan"_s);
        QCOMPARE(lines.at(1), u"From: Ann Example <ann@example.org>"_s);
        QCOMPARE(lines.at(2), u"To: me@example.com"_s);
        QCOMPARE(lines.at(3), u"Cc: Bob <bob@example.org>"_s);
        QVERIFY(lines.at(4).startsWith(u"Date: "_s));
        QCOMPARE(lines.at(5), u"Attachments: plan.pdf"_s);
        QCOMPARE(lines.mid(6), QStringList({u"A line."_s, u"Another."_s}));
        QCOMPARE(document->pageCount(), 1);
    }

    void nothingIsOnPaperWithoutAMessage()
    {
        QVERIFY(!paper());
        for (const QString &name : {u"Print"_s, u"Print preview"_s, u"Save as PDF"_s})
            QVERIFY(!m_fixture->action(name)->isEnabled());
    }

    void longTextsTakeSeveralPagesEachWithItsNumber()
    {
        open({.text = QByteArray("A line of text.\n").repeated(200)});
        const auto message = paper();
        const auto document = message->laidOut(page);
        QVERIFY(document->pageCount() > 3);
        for (int number = 0; number < document->pageCount(); ++number)
            QVERIFY(hasFoot(painted(*message, *document, number)));
    }

    void whatIsFoldedIsLeftOut()
    {
        open({.text = "mine\n" + QByteArray("> quoted\n").repeated(20) + "mine again"});
        const QString shown = paper()->laidOut(page)->toPlainText();
        QCOMPARE(shown.count(u"> quoted"_s), 3);
        QVERIFY(shown.endsWith(u"[…]\nmine again"_s));
    }

    void whatIsEndlessIsCutAndSaysSo()
    {
        open({.text = QByteArray("A line of text.\n").repeated(60'000)});
        QTRY_VERIFY(m_fixture->window().findChild<BodyView *>()->isVisible());
        m_fixture->clock.advance(std::chrono::seconds(1));
        const QString text = PrintedMessage::shownText(*m_fixture->window().findChild<BodyView *>());
        QVERIFY(text.size() < 500'000);
        QVERIFY(text.endsWith(u"because it is too long."_s));
    }

    // What is too elaborate for HTML is printed as text, and that is bounded, too.
    void nothingHoldsUpTheWindowForLong()
    {
        const PrintedMessage endless(
            {}, {}, [](double) { return std::unique_ptr<QTextDocument>(); }, QString(2'000'000, u'x'),
            QFont());
        const QString text = endless.laidOut(page)->toPlainText();
        QVERIFY(text.size() < 500'000);
        QVERIFY(text.endsWith(u"because it is too long."_s));
    }

    // Whatever the screen looks like: a dark scheme, a mail with colours of its own.
    void paperIsWhiteAndInkIsDark()
    {
        QApplication::setPalette(darkPalette());
        m_fixture = std::make_unique<WindowFixture>();
        open({.text = "plain words", .html = "<p>rich words <span style='color:#ffffff'>pale</span>"});
        QTRY_VERIFY(browser()->isVisible());
        for (const QString &form : {u"Message as HTML"_s, u"Message as plain text"_s}) {
            m_fixture->action(form)->trigger();
            QTRY_VERIFY(browser()->isVisible() == (form == u"Message as HTML"_s));
            const auto message = paper();
            const auto document = message->laidOut(page);
            const QImage image = painted(*message, *document, 0).convertToFormat(QImage::Format_Grayscale8);
            QVERIFY(document->toPlainText().contains(u"words"_s));
            qsizetype white = 0, dark = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (const uchar *at = image.constScanLine(y); at < image.constScanLine(y) + image.width();
                     ++at) {
                    white += *at == 255 ? 1 : 0;
                    dark += *at < 100 ? 1 : 0;
                }
            }
            QVERIFY(white > qsizetype{image.width()} * image.height() * 9 / 10);
            QVERIFY(dark > 100);
        }
    }

    void nothingIsLoadedForPaper()
    {
        COVERS("SEC-103", "SEC-104");
        nettrap::forget();
        open({.html = "<p>words<img src='https://pictures.example/a.png' alt='Shoes'>"
                      "<div style='background:url(https://spy.example/b.png)'>more</div>"});
        QTRY_VERIFY(browser()->isVisible());
        const auto document = paper()->laidOut(page);
        QVERIFY(document->toPlainText().contains(u"Shoes"_s));
        const QVariant picture =
            document->resource(QTextDocument::ImageResource, QUrl(u"https://pictures.example/a.png"_s));
        QCOMPARE(picture.value<QImage>().size(), QSize(1, 1));
        QVERIFY(!painted(*paper(), *document, 0).isNull());
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QPdfWriter writer(&buffer);
        paper()->paint(writer);
        QVERIFY(buffer.size() > 1000);
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    void itIsAValueThatOutlivesTheMessageOnScreen()
    {
        open({.html = "<p>first words"});
        QTRY_VERIFY(browser()->isVisible());
        const auto message = paper();
        m_fixture->addMail(
            {.uid = 2, .text = "second", .date = QDateTime(QDate(2025, 12, 30), QTime(1, 0), Qt::UTC)});
        m_fixture->clickRow(1);
        QVERIFY(message->laidOut(page)->toPlainText().endsWith(u"first words"_s));
    }

    void aPdfIsWritten()
    {
        open({.subject = "Plan", .text = QByteArray("A line of text.\n").repeated(200)});
        m_fixture->action(u"Save as PDF"_s)->trigger();
        auto *dialog = m_fixture->window().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        QVERIFY(dialog->selectedFiles().constFirst().endsWith(u"Plan.pdf"_s));
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"plan.pdf"_s);
        Q_EMIT dialog->fileSelected(path);
        QFile file(path);
        QTRY_VERIFY(file.exists());  // whole, or not at all
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.count("/Type /Page\n") > 2);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        m_fixture->action(u"Save as PDF"_s)->trigger();
        dialog = m_fixture->window().findChildren<QFileDialog *>().constLast();
        Q_EMIT dialog->fileSelected(u"/proc/nowhere/plan.pdf"_s);
        QTRY_VERIFY(m_fixture->visibleText().contains(u"The PDF file was not saved."_s));
    }

    // The window does not wait for it: a message that takes seconds to be laid out is written all the same
    // when the window closes meanwhile.
    void aPdfIsWrittenBesideTheWindow()
    {
        open({.subject = "Plan",
              .html = "<table>" + QByteArray("<tr><td>a<td>b").repeated(4000) + "</table>"});
        QTRY_VERIFY(browser()->isVisible() || m_fixture->window().findChild<BodyView *>()->isVisible());
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"plan.pdf"_s);
        m_fixture->action(u"Save as PDF"_s)->trigger();
        Q_EMIT m_fixture->window().findChild<QFileDialog *>()->fileSelected(path);
        m_fixture.reset();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF-"));
    }

    void thePreviewShowsThePagesAndLeadsToThePrinter()
    {
        open({.text = QByteArray("A line of text.\n").repeated(200)});
        m_fixture->action(u"Print preview"_s)->trigger();
        auto *preview = m_fixture->window().findChild<PrintPreview *>();
        QVERIFY(preview != nullptr && preview->isVisible());
        QTRY_VERIFY(preview->findChild<QPrintPreviewWidget *>()->pageCount() > 2);
        QTest::mouseClick(m_fixture->button(u"Print"_s, preview), Qt::LeftButton);
        auto *dialog = m_fixture->window().findChild<QPrintDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->reject();
        QTRY_VERIFY(m_fixture->window().findChild<PrintPreview *>() == nullptr);
    }
};

POSTHORN_TEST(PaperTest)
#include "tst_paper.moc"
