// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/banner.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/linkdialog.h"
#include "widgets/reader/textbrowserview.h"

#include <QBuffer>
#include <QDir>
#include <QHostInfo>
#include <QImage>
#include <QTextBlock>

#include <testpaths.h>

#include "tests/support/mutated.h"
#include "tests/widgets/nettrap.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// HTML mail in the real window.
class HtmlTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    QuietBrowser *browser() { return m_fixture->window().findChild<QuietBrowser *>(); }
    BodyView *text() { return m_fixture->window().findChild<BodyView *>(); }
    void open(const SampleMail &mail) { m_fixture->openMail(mail); }
    void bring(const QByteArray &section, const QByteArray &octets)
    {
        m_fixture->apply(
            store::ContentFetched{m_fixture->account.id, "INBOX", {77}, {1}, {}, {{section, octets}}});
    }
    static QByteArray picture()
    {
        QImage image(60, 30, QImage::Format_RGB32);
        image.fill(Qt::red);
        QByteArray octets;
        QBuffer buffer(&octets);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return octets;
    }
    static QStringList targetsOf(const QTextDocument *document)
    {
        QStringList targets;
        for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                if (it.fragment().charFormat().isAnchor())
                    targets += it.fragment().charFormat().anchorHref();
            }
        }
        return targets;
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void theHtmlFormIsShown()
    {
        open({.html = "<h1>Spring</h1><p>We have <b>moved</b>.</p>"});
        QTRY_VERIFY(browser()->isVisible());
        QCOMPARE(browser()->toPlainText(), u"Spring\nWe have moved."_s);
        QVERIFY(!text()->isVisible());
    }

    void theTextIsThereUntilTheHtmlHasCome()
    {
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        open({.text = "plain words", .html = "<p>rich words", .withHtml = false});
        QVERIFY(text()->isVisible());
        QCOMPARE(text()->toPlainText(), u"plain words"_s);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<QByteArrayList>(), QByteArrayList{"2"});
        bring("2", "<p>rich words");
        QTRY_VERIFY(browser()->isVisible());
        QCOMPARE(browser()->toPlainText(), u"rich words"_s);
        QCOMPARE(wanted.size(), 1);  // each once
    }

    void theFormCanBeChosenAndIsRemembered()
    {
        open({.text = "plain words", .html = "<p style='color:#123456'>rich words"});
        QTRY_VERIFY(browser()->isVisible());
        m_fixture->action(u"Message as plain text"_s)->trigger();
        QTRY_VERIFY(text()->isVisible());
        QCOMPARE(text()->toPlainText(), u"plain words"_s);
        m_fixture->open();
        m_fixture->clickRow(0);
        QVERIFY(text()->isVisible());
        QVERIFY(m_fixture->action(u"Message as plain text"_s)->isChecked());
        m_fixture->action(u"Message as simplified HTML"_s)->trigger();
        QTRY_VERIFY(browser()->isVisible());
        QVERIFY(!browser()->toHtml().contains("#123456"_L1));
        m_fixture->action(u"Message as HTML"_s)->trigger();
        QTRY_VERIFY(browser()->toHtml().contains("#123456"_L1));
    }

    void remotePicturesAreNamedAndNotShown()
    {
        COVERS("SEC-103", "SEC-104");
        nettrap::forget();
        open({.html = "<p>words<img src='https://pictures.example/a.png' alt='Shoes'>"
                      "<img src='https://spy.example/o.gif?u=7' width=1 height=1>"});
        QTRY_VERIFY(browser()->isVisible());
        QTRY_VERIFY(m_fixture->visibleText().contains(u"Remote pictures are not shown."_s));
        QTest::mouseClick(m_fixture->button(u"Why?"_s), Qt::LeftButton);
        const QString words = m_fixture->visibleText();
        QVERIFY2(words.contains(u"pictures.example, spy.example"_s), qPrintable(words));
        QVERIFY(words.contains(u"only to be asked for: spy.example."_s));
        QVERIFY(browser()->toPlainText().contains(u"Shoes"_s));
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    void picturesOfTheMessageAreFetchedAndShown()
    {
        mime::PartInfo part = attachmentPart("3", u"plan.png"_s);
        part.type = "image";
        part.subtype = "png";
        part.encoding = "base64";
        part.contentId = "plan@example.org";
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        open({.attachments = {part}, .html = "<p>The plan<img src='cid:plan@example.org' alt='not there'>"});
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<QByteArrayList>(), QByteArrayList{"3"});
        QVERIFY(browser()->toPlainText().contains(u"not there"_s));
        bring("3", picture().toBase64());
        QTRY_VERIFY(browser()->toPlainText().contains(QChar::ObjectReplacementCharacter));
        const QVariant shown =
            browser()->document()->resource(QTextDocument::ImageResource, QUrl(u"cid:plan@example.org"_s));
        QCOMPARE(shown.value<QImage>().size(), QSize(60, 30));
    }

    void linksAskAndSayWhenTheirTextLies()
    {
        COVERS("SEC-92", "SEC-112");
        open({.html = "<a href='https://evil.example/x'>https://bank.example/</a> "
                      "<a href='https://good.example/'>good</a> <a href='file:///etc/passwd'>file</a>"});
        QTRY_VERIFY(browser()->isVisible());
        const QStringList targets = targetsOf(browser()->document());
        QCOMPARE(targets, QStringList({u"https://evil.example/x"_s, u"https://good.example/"_s}));
        Q_EMIT browser()->anchorClicked(QUrl(targets.first()));
        auto *dialog = m_fixture->window().findChild<LinkDialog *>();
        QVERIFY(dialog != nullptr);
        const QString words = m_fixture->visibleText(dialog).remove(QChar(0x2068)).remove(QChar(0x2069));
        QVERIFY2(words.contains(u"The message calls this link bank.example, but it leads elsewhere."_s),
                 qPrintable(words));
        QVERIFY(words.contains(u"https://evil.example/x"_s));
        dialog->reject();
        QTRY_VERIFY(m_fixture->window().findChild<LinkDialog *>() == nullptr);
        Q_EMIT browser()->anchorClicked(QUrl(targets.last()));
        dialog = m_fixture->window().findChild<LinkDialog *>();
        QVERIFY(dialog != nullptr);
        QVERIFY(!m_fixture->visibleText(dialog).contains(u"leads elsewhere"_s));
    }

    void aLinkToAPlaceInTheMessageGoesThere()
    {
        const QByteArray filling = QByteArray("<p>words").repeated(300);
        open({.html = "<a href='#the%20end'>down</a> <a href='#old'>old</a> <a href='#nowhere'>nowhere</a>"
                      "<h2 id=unnamed>x</h2>"
                  + filling + "<table><tr><td id='the end'>there</table>" + filling
                  + "<a name=old></a><p>old place" + filling});
        QTRY_VERIFY(browser()->isVisible());
        QStringList targets = targetsOf(browser()->document());
        targets.removeAll(QString());  // places are no targets
        QCOMPARE(targets.size(), 3);
        const auto isAtTop = [this](const QString &words) {
            for (QTextBlock at = browser()->document()->begin(); at.isValid(); at = at.next()) {
                const int top = browser()->cursorRect(QTextCursor(at)).top();
                if (at.text() == words)
                    return top > -10 && top < 60;
            }
            return false;
        };
        QVERIFY(isAtTop(u"down old nowhere"_s));
        Q_EMIT browser()->anchorClicked(QUrl(targets.at(0)));
        QVERIFY(isAtTop(u"there"_s));
        Q_EMIT browser()->anchorClicked(QUrl(targets.at(1)));
        QVERIFY(isAtTop(u"old place"_s));
        Q_EMIT browser()->anchorClicked(QUrl(targets.at(2)));
        QVERIFY(isAtTop(u"old place"_s));
        QVERIFY(m_fixture->window().findChild<LinkDialog *>() == nullptr);
        QVERIFY(!browser()->toHtml().contains(u"unnamed"_s));  // no link leads there
    }

    void whatIsTooElaborateIsShownAsText()
    {
        COVERS("SEC-73");
        open({.text = "plain words", .html = QByteArray("<table><tr><td>a<td>").repeated(40) + "rich words"});
        QTRY_VERIFY(m_fixture->visibleText().contains(u"too elaborate to be shown as HTML"_s));
        QVERIFY(text()->isVisible());
        QCOMPARE(text()->toPlainText(), u"plain words"_s);
    }

    void nothingOfTheLastMessageIsSeenUnderTheNext()
    {
        open({.html = "<p>first"});
        QTRY_VERIFY(browser()->isVisible());
        m_fixture->addMail(
            {.uid = 2, .text = "second", .date = QDateTime(QDate(2025, 12, 30), QTime(1, 0), Qt::UTC)});
        m_fixture->clickRow(1);
        QTRY_VERIFY(text()->isVisible());
        QCOMPARE(browser()->toPlainText(), QString());
        m_fixture->clickRow(0);
        QTRY_VERIFY(browser()->isVisible());
        m_fixture->addMail(
            {.uid = 3, .date = QDateTime(QDate(2025, 12, 29), QTime(1, 0), Qt::UTC), .html = "<p>third"});
        m_fixture->clickRow(2);
        QVERIFY(!browser()->isVisible());
        QTRY_VERIFY(browser()->isVisible());
        QCOMPARE(browser()->toPlainText(), u"third"_s);
    }

    void largerTextIsLargerEverywhere()
    {
        open({.html = "<p style='font-size:20px'>words"});
        QTRY_VERIFY(browser()->isVisible());
        QVERIFY(browser()->toHtml().contains("font-size:20px"_L1));
        m_fixture->action(u"Larger text"_s)->trigger();
        QTRY_VERIFY(browser()->toHtml().contains("font-size:23px"_L1));
        m_fixture->action(u"Usual text size"_s)->trigger();
        QTRY_VERIFY(browser()->toHtml().contains("font-size:20px"_L1));
    }

    void theViewItselfLoadsNothing()
    {
        COVERS("SEC-110", "SEC-112");
        const QTemporaryDir folder;
        const QString canary = folder.filePath(u"canary.png"_s);
        QFile file(canary);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(picture());
        file.close();
        nettrap::forget();
        QuietBrowser view;
        view.setHtml(
            u"<html><head><link rel=stylesheet href='https://a.example/x.css'></head><body "
            u"background='https://b.example/'>"
            "<img src='file://%1'><img src='%1'><img src='https://c.example/x.png'><img src='qrc:/x'></body>"_s
                .arg(canary));
        view.show();
        view.grab();
        view.setSource(QUrl::fromLocalFile(canary));
        for (const QString &name : {u"file://"_s + canary, canary, u"https://c.example/x.png"_s}) {
            const auto image =
                view.document()->resource(QTextDocument::ImageResource, QUrl(name)).value<QImage>();
            QCOMPARE(image.size(), QSize(1, 1));
        }
        const QVariant sheet =
            view.document()->resource(QTextDocument::StyleSheetResource, QUrl::fromLocalFile(canary));
        QVERIFY(sheet.toByteArray().isEmpty());
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }

    // Without this the next test would prove nothing.
    void theTrapCatches()
    {
        nettrap::forget();
        static_cast<void>(QHostInfo::fromName(u"localhost"_s));
        QVERIFY(!nettrap::caught().isEmpty());
        nettrap::forget();
    }

    void hostileDocumentsAskNobodyForAnything()
    {
        COVERS("SEC-103", "SEC-104", "SEC-105", "SEC-106", "SEC-107");
        QByteArrayList samples;
        const auto files =
            QDir(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/core/html/samples")).entryInfoList(QDir::Files);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                samples.append(file.readAll());
        }
        // Every attribute that browsers take for an address, on every element that has one.
        for (const char *element :
             {"img",   "a",      "body",  "table", "td",      "iframe",     "video", "audio",
              "input", "object", "embed", "link",  "base",    "script",     "svg",   "image",
              "use",   "source", "track", "form",  "button",  "blockquote", "frame", "applet",
              "area",  "meta",   "html",  "style", "isindex", "v:shape"}) {
            QByteArray tag = QByteArray("<") + element;
            for (const char *name :
                 {"src",     "href",       "background", "poster",   "srcset", "data",
                  "action",  "formaction", "cite",       "longdesc", "usemap", "manifest",
                  "ping",    "archive",    "codebase",   "lowsrc",   "dynsrc", "xlink:href",
                  "profile", "icon",       "content",    "style"})
                tag += QByteArray(" ") + name + "='url(https://" + name + ".trap.invalid/x)'";
            samples.append(tag + ">words</" + element + ">");
            samples.append(QByteArray(tag).replace("url(", "").replace("/x)", "/x") + ">");
        }
        Mutator mutator("<>\"'=/ &;#:{}()");
        const qsizetype known = samples.size();
        while (samples.size() < 240)
            samples.append(mutator.mutated(samples.at(mutator.random(known))));
        nettrap::forget();
        QWidget parent;
        parent.resize(700, 500);
        TextBrowserView view(m_fixture->clock, &parent);
        view.widget()->resize(parent.size());
        parent.show();
        QSignalSpy prepared(&view, &HtmlView::prepared);
        for (const QByteArray &sample : std::as_const(samples)) {
            prepared.clear();
            HtmlMessage message;
            message.part.subtype = "html";
            message.part.encoding = "8bit";
            message.octets = sample;
            view.show(message, HtmlForm::Full);
            QTRY_COMPARE(prepared.size(), 1);
            view.widget()->grab();
        }
        QCOMPARE(nettrap::caught(), QByteArrayList());
    }
};

POSTHORN_TEST(HtmlTest)
#include "tst_html.moc"
