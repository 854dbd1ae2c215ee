// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with attachments in the real window. Other programs are FakeDesktop, which writes down what it
// would have been given.
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/attachmentdialog.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/messagewindow.h"
#include "widgets/reader/openedkindsdialog.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/skeleton.h"
#include "widgets/reader/sourcewindow.h"

#include <QBuffer>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QShortcut>
#include <QStatusBar>

#include "tests/support/tnefsample.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

mime::PartInfo typedPart(const char *type, const char *subtype, const QByteArray &section,
                         const QString &name)
{
    mime::PartInfo part = attachmentPart(section, name);
    part.type = type;
    part.subtype = subtype;
    return part;
}

const QDateTime later(QDate(2026, 1, 1), QTime(10, 0), Qt::UTC);  // than the sample's: it stands above

const QByteArray innerMail =
    "From: Bob <bob@example.net>\r\nTo: ann@example.org\r\nSubject: Inner\r\n"
    "Disposition-Notification-To: bob@example.net\r\n"
    "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nThe inner text\r\n"
    "--b\r\nContent-Type: application/pdf; name=inner.pdf\r\n\r\n%PDF-1 inner\r\n--b--\r\n";

}

class OpenAttachmentTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    void show(const std::vector<mime::PartInfo> &parts)
    {
        m_fixture->addMail({.attachments = parts});
        m_fixture->clickRow(0);
    }
    void bring(const std::vector<std::pair<QByteArray, QByteArray>> &sections)
    {
        m_fixture->apply(store::ContentFetched{m_fixture->account.id, "INBOX", {77}, {1}, {}, sections});
    }
    [[nodiscard]] AttachmentBar *bar() const { return m_fixture->window().findChild<AttachmentBar *>(); }
    [[nodiscard]] QListView *chips() const { return bar()->findChild<QListView *>(); }
    [[nodiscard]] QString spoken(int row) const
    {
        return chips()
            ->model()
            ->index(row, 0)
            .data(Qt::AccessibleTextRole)
            .toString()
            .remove(QChar(0x2068))
            .remove(QChar(0x2069));
    }
    void choose(int row) const { chips()->setCurrentIndex(chips()->model()->index(row, 0)); }
    void pressOpen() { QTest::mouseClick(m_fixture->button(u"Open"_s, bar()), Qt::LeftButton); }
    [[nodiscard]] AttachmentDialog *question() const
    {
        for (auto *dialog : m_fixture->window().findChildren<AttachmentDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    void answer(const QString &button)
    {
        AttachmentDialog *dialog = question();
        QVERIFY(dialog != nullptr);
        QPushButton *pressed = m_fixture->button(button, dialog);
        QVERIFY(pressed != nullptr);
        QTest::mouseClick(pressed, Qt::LeftButton);
    }
    [[nodiscard]] QString told() const
    {
        return m_fixture->window().statusBar()->currentMessage().remove(QChar(0x2068)).remove(QChar(0x2069));
    }
    [[nodiscard]] QStringList &opened() { return m_fixture->desktop.opened; }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
    }
    void cleanup() { m_fixture.reset(); }

    void aFileIsOpenedAsAPrivateCopyAfterAQuestion()
    {
        COVERS("SEC-99");
        show({attachmentPart("2", u"../plan.pdf"_s)});
        bring({{"2", "JVBERi0xLjc="}});
        pressOpen();
        QVERIFY(opened().isEmpty());
        QVERIFY(m_fixture->visibleText(question()).contains(u"plan.pdf"_s));
        QTest::keyClick(question(), Qt::Key_Return);  // the default is not to
        QVERIFY(question() == nullptr);
        pressOpen();
        answer(u"Open"_s);
        QTRY_COMPARE(opened().size(), 1);
        const QString path = opened().first();
        QVERIFY(path.startsWith(m_fixture->paths.openedFiles() + u'/'));
        QVERIFY(path.endsWith(u"/plan.pdf"_s));
        QCOMPARE(contentOf(path), "%PDF-1.7"_ba);
        const auto mode = QFile::permissions(path);
        QVERIFY(!mode.testFlag(QFile::ExeOwner) && !mode.testFlag(QFile::WriteOwner));
        QVERIFY(!mode.testFlag(QFile::ReadGroup) && !mode.testFlag(QFile::ReadOther));
        m_fixture->window().close();
        m_fixture->open();  // another window on the same profile: the last one's copies are gone
        QVERIFY(!QFile::exists(path));
    }

    void whatIsNotHereIsFetchedWhenItIsToBeOpened()
    {
        show({attachmentPart("2", u"plan.pdf"_s)});
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        pressOpen();
        QCOMPARE(wanted.size(), 0);  // not before the question is answered
        answer(u"Open"_s);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<QByteArrayList>(), QByteArrayList{"2"});
        m_fixture->window().showContentProgress(m_fixture->copyId(1), 1'200'000, 5'000'000);
        QCOMPARE(told(), u"Loading: 1.2 MB of 5.0 MB"_s);
        bring({{"2", "JVBERi0xLjc="}});
        QTRY_COMPARE(opened().size(), 1);
        QVERIFY(told().contains(u"Opened a copy of plan.pdf"_s));
    }

    void whatDoesNotComeIsSaid()
    {
        show({attachmentPart("2", u"plan.pdf"_s)});
        pressOpen();
        answer(u"Open"_s);
        m_fixture->window().showContentFailure(m_fixture->copyId(1), Error{Error::Kind::ConnectionLost, {}});
        QVERIFY2(
            m_fixture->visibleText().contains(u"plan.pdf could not be opened. The connection was lost."_s),
            qPrintable(m_fixture->visibleText()));
        QVERIFY(opened().isEmpty());
    }

    void aKindThatIsKnownIsNotAskedAboutAgain()
    {
        show({attachmentPart("2", u"a.pdf"_s), attachmentPart("3", u"b.pdf"_s),
              attachmentPart("4", u"c.dwg"_s)});
        bring({{"2", "JVBERi0xLjc="}, {"3", "JVBERi0xLjc="}, {"4", "QUMxMDI3"}});
        pressOpen();
        question()->findChild<QCheckBox *>()->click();
        answer(u"Open"_s);
        QTRY_COMPARE(opened().size(), 1);
        choose(1);
        pressOpen();
        QTRY_COMPARE(opened().size(), 2);
        choose(2);
        pressOpen();
        QVERIFY(question()->findChild<QCheckBox *>() == nullptr);  // nobody knows what that is
        answer(u"Do not open"_s);

        // Until somebody wants to be asked again.
        m_fixture->action(u"Attachments opened without a question"_s)->trigger();
        auto *dialog = m_fixture->window().findChild<OpenedKindsDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *list = dialog->findChild<QListWidget *>();
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), u".pdf"_s);
        m_fixture->button(u"Ask again"_s, dialog)->click();
        QCOMPARE(list->count(), 0);
        QVERIFY(!m_fixture->button(u"Ask again"_s, dialog)->isEnabled());
        dialog->close();
        choose(0);
        pressOpen();
        answer(u"Do not open"_s);
        QCOMPARE(opened().size(), 2);
    }

    void whatIsRiskyIsSavedOnlyAndTheReasonIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<bool>("isKnownByName");
        const QByteArray script = "#!/bin/sh\ntouch /tmp/x\n";
        QTest::newRow("program") << u"setup.exe"_s << "MZ"_ba << true;
        QTest::newRow("launcher") << u"a.desktop"_s << "[Desktop Entry]\nExec=sh"_ba << true;
        QTest::newRow("script") << u"a.sh"_s << script << true;
        QTest::newRow("AppImage") << u"a.AppImage"_s
                                  << "\x7f"
                                     "ELF"_ba
                                  << true;
        QTest::newRow("HTML") << u"a.html"_s << "<script>x</script>"_ba << true;
        QTest::newRow("SVG") << u"a.svg"_s << "<svg/>"_ba << true;
        QTest::newRow("two extensions") << u"plan.pdf.exe"_s << "MZ"_ba << true;
        QTest::newRow("reordered") << QString(u"plan"_s + QChar(0x202E) + u"fdp.exe"_s) << "MZ"_ba << true;
        QTest::newRow("trailing dot") << u"setup.exe."_s << "MZ"_ba << true;
        QTest::newRow("script that is called a document") << u"plan.pdf"_s << script << false;
        QTest::newRow("HTML that is called a picture") << u"cat.png"_s << "<html><script>"_ba << false;
        QTest::newRow("macros deep in a document")
            << u"a.docx"_s << "PK\x03\x04"_ba + QByteArray(9000, 'x') + "word/vbaProject.bin" << false;
    }

    void whatIsRiskyIsSavedOnlyAndTheReasonIsSaid()
    {
        COVERS("SEC-97", "SEC-99");
        QFETCH(QString, name);
        QFETCH(QByteArray, octets);
        QFETCH(bool, isKnownByName);
        show({attachmentPart("2", name)});
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        pressOpen();
        if (!isKnownByName) {
            answer(u"Open"_s);
            bring({{"2", octets.toBase64()}});
            QTRY_VERIFY(question() != nullptr);
        }
        QCOMPARE(wanted.size(), isKnownByName ? 0 : 1);
        QVERIFY(m_fixture->visibleText(question()).contains(u"This attachment can only be saved"_s));
        QVERIFY(m_fixture->button(u"Open"_s, question()) == nullptr);
        answer(u"Save"_s);
        auto *save = m_fixture->window().findChild<QFileDialog *>();
        QVERIFY(save != nullptr);
        bring({{"2", octets.toBase64()}});
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"saved"_s);
        Q_EMIT save->fileSelected(path);
        save->close();
        QTRY_COMPARE(contentOf(path), octets);
        QVERIFY(!QFile::permissions(path).testFlag(QFile::ExeOwner));
        if (octets.size() < 4096)  // the bar has looked no further
            QVERIFY(spoken(0).contains(u"can only be saved"_s));
        QVERIFY(opened().isEmpty() && !QFile::exists(m_fixture->paths.openedFiles()));
    }

    void aDesktopWithoutAProgramIsSaid()
    {
        m_fixture->desktop.hasProgram = false;
        show({attachmentPart("2", u"plan.pdf"_s)});
        bring({{"2", "JVBERi0xLjc="}});
        pressOpen();
        answer(u"Open"_s);
        QTRY_VERIFY2(m_fixture->visibleText().contains(u"The desktop has no program for plan.pdf."_s),
                     qPrintable(m_fixture->visibleText()));
    }

    void chipsSayWhatTheyAre()
    {
        COVERS("SEC-96", "SEC-97");
        show({typedPart("application", "pdf", "2", u"plan.pdf"_s),
              attachmentPart("3", QString(u"photo"_s + QChar(0x202E) + u"gpj.exe"_s)),
              typedPart("image", "png", "4", u"cat"_s)});
        QCOMPARE(spoken(0), u"plan.pdf, Document (PDF), 300 bytes"_s);
        QCOMPARE(
            spoken(1),
            u"photogpj.exe, Program (EXE), 300 bytes, pretends to be something else, can only be saved"_s);
        QCOMPARE(spoken(2), u"cat, Picture, 300 bytes"_s);
    }

    void picturesThatAreHereAreShownSmall()
    {
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::red);
        QByteArray octets;
        QBuffer buffer(&octets);
        image.save(&buffer, "PNG");
        show({typedPart("image", "png", "2", u"red.png"_s)});
        bring({{"2", octets.toBase64()}});
        const auto isRed = [&] {
            const QImage seen = chips()->viewport()->grab().toImage();
            const QRect chip = chips()->visualRect(chips()->model()->index(0, 0));
            return seen.pixelColor(chip.left() + 20, chip.center().y()) == QColor(Qt::red);
        };
        QTRY_VERIFY(isRed());
        // Nothing of it is seen with the next message.
        m_fixture->addMail(
            {.uid = 2, .date = later, .attachments = {typedPart("image", "png", "2", u"other.png"_s)}});
        m_fixture->clickRow(0);
        QVERIFY(!isRed());
    }

    void filesAreDraggedOutAsPrivateCopies()
    {
        show({attachmentPart("2", u"plan.pdf"_s), attachmentPart("3", u"setup.exe"_s)});
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        const auto drag = [this](int row) {
            const QPoint from = chips()->visualRect(chips()->model()->index(row, 0)).center();
            QWidget *place = chips()->viewport();
            QTest::mousePress(place, Qt::LeftButton, {}, from);
            for (const int distance : {4, 40, 60})
                QTest::mouseMove(place, from + QPoint(0, -distance));
            QTest::mouseRelease(place, Qt::LeftButton, {}, from + QPoint(0, -60));
        };
        Q_EMIT bar()->dragWanted(*bar()->currentItem());
        QCOMPARE(wanted.size(), 1);
        QVERIFY(told().contains(u"drag it again"_s));
        bring({{"2", "JVBERi0xLjc="}, {"3", "TVo="}});
        QCOMPARE(told(), u"plan.pdf is here and can be dragged"_s);
        drag(0);
        QTRY_COMPARE(m_fixture->desktop.dragged.size(), 1);
        QCOMPARE(contentOf(m_fixture->desktop.dragged.first()), "%PDF-1.7"_ba);
        choose(1);
        Q_EMIT bar()->dragWanted(*bar()->currentItem());
        QVERIFY(told().contains(u"setup.exe can only be saved"_s));
        QCOMPARE(m_fixture->desktop.dragged.size(), 1);
    }

    void keysAndTheMenuDoTheSame()
    {
        show({attachmentPart("2", u"a.pdf"_s), attachmentPart("3", u"b.pdf"_s)});
        chips()->setFocus();
        choose(1);
        QTest::keyClick(chips(), Qt::Key_Return);
        QVERIFY(m_fixture->visibleText(question()).contains(u"b.pdf"_s));
        answer(u"Do not open"_s);
        QTest::keyClick(chips(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"b.pdf"_s);
        Q_EMIT chips()->customContextMenuRequested(QPoint(3, 3));
        auto *menu = bar()->findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        QStringList entries;
        for (const QAction *action : menu->actions())
            entries += action->text().remove(u'&');
        QCOMPARE(entries, QStringList({u"Open"_s, u"Save…"_s, u"Save all…"_s, QString(), u"Copy name"_s}));
        menu->close();
        QVERIFY(m_fixture->action(u"Open attachment"_s)->isEnabled());
        m_fixture->action(u"Open attachment"_s)->trigger();
        QVERIFY(question() != nullptr);
    }

    void aMessageWithinOpensInAWindowOfItsOwn()
    {
        mime::PartInfo message = typedPart("message", "rfc822", "2", QString());
        message.encoding = "7bit";
        show({message});
        QSignalSpy decided(&m_fixture->window(), &MainWindow::receiptDecided);
        pressOpen();
        bring({{"2", innerMail}});
        QTRY_VERIFY(m_fixture->window().findChild<MessageWindow *>() != nullptr);
        auto *window = m_fixture->window().findChild<MessageWindow *>();
        QVERIFY(window->isVisible() && window->isWindow());
        QVERIFY(window->windowTitle().contains(u"Inner"_s));
        const QString text = m_fixture->visibleText(window);
        QVERIFY(text.contains(u"This message came inside another one."_s));
        QVERIFY(text.contains(u"bob@example.net"_s));
        QVERIFY(!text.contains(u"receipt"_s));  // it asks for one, and nobody is asked
        QCOMPARE(window->findChild<BodyView *>()->toPlainText().trimmed(), u"The inner text"_s);
        // Its attachments are as usable as others.
        QTest::mouseClick(m_fixture->button(u"Open"_s, window->pane()->attachmentBar()), Qt::LeftButton);
        answer(u"Open"_s);
        QTRY_COMPARE(opened().size(), 1);
        QCOMPARE(contentOf(opened().first()), "%PDF-1 inner"_ba);
        Q_EMIT window->findChild<QShortcut *>()->activated();  // Esc, which offscreen windows do not get
        QTRY_VERIFY(m_fixture->window().findChild<MessageWindow *>() == nullptr);
        QCOMPARE(decided.size(), 0);
    }

    void aMailThatIsCalledADocumentIsShownAsAMail()
    {
        COVERS("SEC-97");
        mime::PartInfo message = typedPart("message", "rfc822", "2", u"plan.pdf"_s);
        message.encoding = "7bit";
        show({message});
        bring({{"2", innerMail}});
        QCOMPARE(spoken(0),
                 u"plan.pdf, Message (PDF), 400 bytes, pretends to be something else, can only be saved"_s);
        pressOpen();
        QTRY_VERIFY(m_fixture->window().findChild<MessageWindow *>() != nullptr);
        QVERIFY(opened().isEmpty());
    }

    void filesOfOutlooksContainerAreListedAndSaved()
    {
        show({typedPart("application", "ms-tnef", "2", u"winmail.dat"_s)});
        QCOMPARE(spoken(0), u"winmail.dat, Outlook’s container (DAT), 300 bytes"_s);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        pressOpen();
        QCOMPARE(wanted.size(), 1);
        const QByteArray container =
            tnefsample::withFile("plan.pdf", "%PDF-1") + tnefsample::file("../notes.txt", "notes");
        bring({{"2", container.toBase64()}});
        QCOMPARE(spoken(0), u"plan.pdf, Document (PDF), 6 bytes, from winmail.dat"_s);
        QCOMPARE(spoken(1), u"notes.txt, Text (TXT), 5 bytes, from winmail.dat"_s);
        QTest::mouseClick(m_fixture->button(u"Save all"_s), Qt::LeftButton);
        auto *dialog = m_fixture->window().findChild<QFileDialog *>();
        const QTemporaryDir folder;
        Q_EMIT dialog->fileSelected(folder.path());
        dialog->close();
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files),
                     QStringList({u"notes.txt"_s, u"plan.pdf"_s}));
        QTRY_COMPARE(contentOf(folder.filePath(u"plan.pdf"_s)), "%PDF-1"_ba);
        pressOpen();
        answer(u"Open"_s);
        QTRY_COMPARE(opened().size(), 1);
    }

    void archivesStayAsTheyAre()
    {
        COVERS("SEC-101");
        const QByteArray zip = "PK\x03\x04"_ba + QByteArray(26, '\0') + "../../evil" + QByteArray(30, 'x');
        show({attachmentPart("2", u"a.zip"_s)});
        bring({{"2", zip.toBase64()}});
        pressOpen();
        answer(u"Open"_s);
        QTRY_COMPARE(opened().size(), 1);
        QCOMPARE(contentOf(opened().first()), zip);
        QCOMPARE(QDir(QFileInfo(opened().first()).path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{u"a.zip"_s});
        QVERIFY(!QFile::exists(m_fixture->paths.openedFiles() + u"/evil"_s));
        QVERIFY(!QFile::exists(m_fixture->paths.openedFiles() + u"/../evil"_s));
    }

    void filesBetweenTheLinesAreListedAndLeaveTheText()
    {
        m_fixture->addMail({.text = "before\r\nbegin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\nafter\r\n"});
        m_fixture->clickRow(0);
        QCOMPARE(spoken(0), u"a.txt, Text (TXT), 5 bytes, from the text"_s);
        QCOMPARE(m_fixture->window().findChild<BodyView *>()->toPlainText().trimmed(), u"before\nafter"_s);
    }

    void twoFormsAreAskedForAtOnce()
    {
        SampleMail mail{.text = "plain", .html = "<p>rich"};
        mail.withContent = false;
        m_fixture->addMail(mail);
        QSignalSpy wanted(&m_fixture->window(), &MainWindow::contentWanted);
        m_fixture->clickRow(0);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<QByteArrayList>(), QByteArrayList({"1", "2"}));
        m_fixture->addContent(mail);
        QCOMPARE(wanted.size(), 1);
    }

    void whatTakesLongSaysHowFarItIsAndEndsWithTheNextMessage()
    {
        m_fixture->addMail({.uid = 1, .withContent = false});
        m_fixture->addMail({.uid = 2, .date = later});
        QSignalSpy givenUp(&m_fixture->window(), &MainWindow::contentGivenUp);
        m_fixture->clickRow(1);
        m_fixture->window().showContentProgress(m_fixture->copyId(1), 262'144, 5'000'000);
        auto *skeleton = m_fixture->window().findChild<Skeleton *>();
        QCOMPARE(skeleton->accessibleDescription(), u"262 kB of 5.0 MB"_s);
        m_fixture->clickRow(0);
        QCOMPARE(givenUp.size(), 1);
        QCOMPARE(givenUp.first().first().value<store::CopyId>(), m_fixture->copyId(1));
        m_fixture->clickRow(1);
        QVERIFY(skeleton->accessibleDescription().isEmpty());
        m_fixture->addContent({.uid = 1});
        m_fixture->clickRow(0);
        QCOMPARE(givenUp.size(), 1);  // it was here
    }

    void whatAnotherFormNeedsEndsWithTheNextMessage()
    {
        m_fixture->openMail({.uid = 1, .attachments = {attachmentPart("2", u"plan.pdf"_s)}});
        m_fixture->addMail({.uid = 2, .date = later});
        QSignalSpy givenUp(&m_fixture->window(), &MainWindow::contentGivenUp);
        QTest::keyClick(&m_fixture->window(), Qt::Key_U, Qt::ControlModifier);
        auto *source = m_fixture->window().findChild<SourceWindow *>();
        QVERIFY(source != nullptr && source->isWaitingFor(m_fixture->copyId(1)));
        m_fixture->window().showContentProgress(m_fixture->copyId(1), 262'144, 5'000'000);
        QVERIFY(m_fixture->visibleText(source).contains(u"262 kB of 5.0 MB"_s));
        m_fixture->clickRow(0);
        QCOMPARE(givenUp.size(), 0);  // the source is still waited for
        source->close();
        QCOMPARE(givenUp.size(), 1);
        QCOMPARE(givenUp.first().first().value<store::CopyId>(), m_fixture->copyId(1));
    }

    void whatIsToBeSavedGoesOnWithTheNextMessage()
    {
        m_fixture->addMail({.uid = 2, .date = later});
        show({attachmentPart("2", u"plan.pdf"_s)});
        m_fixture->clickRow(1);
        QSignalSpy givenUp(&m_fixture->window(), &MainWindow::contentGivenUp);
        pressOpen();
        answer(u"Open"_s);
        m_fixture->clickRow(0);
        QCOMPARE(givenUp.size(), 0);
        bring({{"2", "JVBERi0xLjc="}});
        QTRY_COMPARE(opened().size(), 1);
    }
};

POSTHORN_TEST(OpenAttachmentTest)
#include "tst_openattachment.moc"
