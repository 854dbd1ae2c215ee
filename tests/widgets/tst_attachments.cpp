// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/attachmentsaver.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/linkdialog.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QListView>
#include <QStatusBar>
#include <QTextBlock>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

class AttachmentsTest : public QObject
{
    Q_OBJECT

private:
    QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QString withoutIsolates(QString text) { return text.remove(QChar(0x2068)).remove(QChar(0x2069)); }

public Q_SLOTS:
    void openUrl(const QUrl &url) { m_opened += url; }

private:
    QList<QUrl> m_opened;

private Q_SLOTS:
    void newFilesNeverReplaceOthersNorFollowLinks()
    {
        const QTemporaryDir folder;
        const QTemporaryDir elsewhere;
        const QString outside = elsewhere.filePath(u"victim"_s);
        QVERIFY(QFile::link(outside, folder.filePath(u"a (2).txt"_s)));
        QCOMPARE(*attachmentfiles::writeNew(folder.path(), u"a.txt"_s, "one"), u"a.txt"_s);
        QCOMPARE(*attachmentfiles::writeNew(folder.path(), u"a.txt"_s, "two"), u"a (3).txt"_s);
        QCOMPARE(contentOf(folder.filePath(u"a.txt"_s)), "one"_ba);
        QCOMPARE(contentOf(folder.filePath(u"a (3).txt"_s)), "two"_ba);
        QVERIFY(!QFile::exists(outside));
        const auto permissions = QFile::permissions(folder.filePath(u"a.txt"_s));
        QVERIFY(!permissions.testFlag(QFile::ExeOwner) && !permissions.testFlag(QFile::ReadOther));
    }

    void aFolderThatCannotBeWrittenIsAnError()
    {
        QVERIFY(!attachmentfiles::writeNew(u"/nonexistent/folder"_s, u"a"_s, "x"));
        QVERIFY(!attachmentfiles::writeReplacing(u"/nonexistent/folder/a"_s, "x"));
    }

    void saveAsksWhereLoadsWhatIsMissingAndWrites()
    {
        WindowFixture fixture;
        fixture.listFolders();
        fixture.openMailbox();
        const SampleMail mail{.attachments = {attachmentPart("2", u"../../plan.txt"_s)}};
        fixture.addMail(mail);
        fixture.clickRow(0);
        QSignalSpy wanted(&fixture.window(), &MainWindow::contentWanted);
        QTest::mouseClick(fixture.button(u"Save"_s), Qt::LeftButton);
        auto *dialog = fixture.window().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"plan.txt"_s);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"plan.txt"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<QByteArrayList>(), QByteArrayList{"2"});
        fixture.apply(store::ContentFetched{fixture.account.id, "INBOX", {77}, {1}, {}, {{"2", "SGVsbG8="}}});
        QTRY_COMPARE(contentOf(path), "Hello"_ba);
        QTRY_VERIFY(fixture.window().statusBar()->currentMessage().contains(u"plan.txt"_s));
    }

    void saveAllWritesEachUnderItsOwnSafeName()
    {
        WindowFixture fixture;
        fixture.listFolders();
        fixture.openMailbox();
        const SampleMail mail{.attachments = {attachmentPart("2", u"/etc/a.txt"_s),
                                              attachmentPart("3", u"..\\a.txt"_s),
                                              attachmentPart("4", u".hidden"_s)}};
        fixture.addMail(mail);
        fixture.apply(store::ContentFetched{
            fixture.account.id, "INBOX", {77}, {1}, {}, {{"2", "MQ=="}, {"3", "Mg=="}, {"4", "Mw=="}}});
        fixture.clickRow(0);
        QTest::mouseClick(fixture.button(u"Save all"_s), Qt::LeftButton);
        auto *dialog = fixture.window().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QTemporaryDir folder;
        Q_EMIT dialog->fileSelected(folder.path());
        dialog->close();
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
                     QStringList({u"a (2).txt"_s, u"a.txt"_s, u"hidden"_s}));
        const auto told = [&] { return withoutIsolates(fixture.window().statusBar()->currentMessage()); };
        QTRY_VERIFY2(told().startsWith(u"Saved 3 attachment"_s), qPrintable(told()));
        QVERIFY(told().endsWith(folder.path()));
    }

    void whatCouldNotBeSavedIsNamedWithItsReasonUntilItIsRead()
    {
        WindowFixture fixture;
        fixture.listFolders();
        fixture.openMailbox();
        fixture.addMail({.attachments = {attachmentPart("2", u"a.txt"_s), attachmentPart("3", u"b.txt"_s)}});
        fixture.apply(store::ContentFetched{fixture.account.id, "INBOX", {77}, {1}, {}, {{"2", "MQ=="}}});
        fixture.clickRow(0);
        QTest::mouseClick(fixture.button(u"Save all"_s), Qt::LeftButton);
        auto *dialog = fixture.window().findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QTemporaryDir folder;
        Q_EMIT dialog->fileSelected(folder.path());
        dialog->close();
        QTRY_VERIFY(QFile::exists(folder.filePath(u"a.txt"_s)));
        fixture.window().showContentFailure(fixture.copyId(1), Error{Error::Kind::ConnectionLost, {}});
        const QString expected =
            u"1 of 2 attachments were saved in %1. Not saved: b.txt (The connection was lost.)"_s;
        QTRY_VERIFY2(fixture.visibleText().contains(expected.arg(folder.path())),
                     qPrintable(fixture.visibleText()));
    }

    void aFolderThatCannotBeWrittenIsNamed()
    {
        WindowFixture fixture;
        fixture.listFolders();
        fixture.openMailbox();
        fixture.addMail({.attachments = {attachmentPart("2", u"a.txt"_s), attachmentPart("3", u"b.txt"_s)}});
        fixture.apply(store::ContentFetched{
            fixture.account.id, "INBOX", {77}, {1}, {}, {{"2", "MQ=="}, {"3", "Mg=="}}});
        fixture.clickRow(0);
        QTest::mouseClick(fixture.button(u"Save all"_s), Qt::LeftButton);
        auto *dialog = fixture.window().findChild<QFileDialog *>();
        Q_EMIT dialog->fileSelected(u"/nonexistent/folder"_s);
        dialog->close();
        QTRY_VERIFY2(
            fixture.visibleText().contains(u"0 of 2 attachments were saved in /nonexistent/folder."_s),
            qPrintable(fixture.visibleText()));
        QVERIFY(fixture.visibleText().contains(u"a.txt (No such file or directory), b.txt"_s));
    }

    void picturesOfTheHtmlFormAreOfferedSinceTheyAreSeenNowhereElse()
    {
        const auto leaf = [](const char *type, const char *subtype, const char *section) {
            mime::PartInfo part;
            part.type = type;
            part.subtype = subtype;
            part.section = section;
            part.octets = 100;
            return part;
        };
        mime::PartInfo picture = leaf("image", "png", "2.2");
        picture.contentId = "logo@example.org";
        picture.fileName = u"logo.png"_s;
        picture.disposition = "inline";
        mime::PartInfo related = leaf("multipart", "related", "2");
        related.parts = {leaf("text", "html", "2.1"), picture};
        mime::PartInfo root = leaf("multipart", "alternative", "");
        root.parts = {leaf("text", "plain", "1"), related, leaf("image", "gif", "3")};
        QVERIFY(!mime::hasAttachments(root));  // no clip in the list: nobody has attached anything
        WindowFixture fixture;
        AttachmentBar bar(&fixture.window());
        bar.showStructure(root);
        QCOMPARE(bar.parts().size(), 2U);
        QCOMPARE(bar.parts().front().fileName, u"logo.png"_s);
        QCOMPARE(bar.parts().back().section, "3"_ba);
    }

    void linksAskBeforeTheyOpenAndShowWhereTheyLead()
    {
        WindowFixture fixture;
        fixture.listFolders();
        fixture.openMailbox();
        fixture.addMail(
            {.text = "See https://example.org/a(b)?x=1. Or file:///etc/passwd, javascript:alert(1)."});
        fixture.clickRow(0);
        auto *body = fixture.window().findChild<BodyView *>();
        QStringList anchors;
        for (QTextBlock block = body->document()->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                if (it.fragment().charFormat().isAnchor())
                    anchors += it.fragment().charFormat().anchorHref();
            }
        }
        QCOMPARE(anchors, QStringList{u"https://example.org/a(b)?x=1"_s});
        QDesktopServices::setUrlHandler(u"https"_s, this, "openUrl");
        Q_EMIT body->linkWanted(QUrl(anchors.first()));
        auto *dialog = fixture.window().findChild<LinkDialog *>();
        QVERIFY(dialog != nullptr);
        QVERIFY(fixture.visibleText(dialog).contains(u"https://example.org/a(b)?x=1"_s));
        QTest::keyClick(dialog, Qt::Key_Return);  // the default is to stay
        QVERIFY(m_opened.isEmpty());
        Q_EMIT body->linkWanted(QUrl(u"file:///etc/passwd"_s));
        QTRY_VERIFY(fixture.window().findChild<LinkDialog *>() == nullptr);
        Q_EMIT body->linkWanted(QUrl(anchors.first()));
        QTest::mouseClick(fixture.button(u"Open page"_s), Qt::LeftButton);
        QCOMPARE(m_opened, QList<QUrl>{QUrl(anchors.first())});
        QDesktopServices::unsetUrlHandler(u"https"_s);
    }
};

POSTHORN_TEST(AttachmentsTest)
#include "tst_attachments.moc"
