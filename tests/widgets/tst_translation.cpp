// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/readerpane.h"
#include "widgets/receipts/receiptdialog.h"

#include <QAbstractButton>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>

#include "tests/widgets/pseudotranslator.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

namespace {

// What is shown and is nobody's data must be in brackets. `data`: values of the sample that are shown as they
// are.
QStringList untranslated(QWidget *root, const QStringList &data)
{
    QStringList texts;
    const auto labels = root->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        texts += label->text();
    const auto buttons = root->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        texts += {button->text(), button->toolTip()};
    const auto edits = root->findChildren<QLineEdit *>();
    for (const QLineEdit *edit : edits)
        texts += edit->placeholderText();
    const auto actions = root->findChildren<QAction *>();
    for (const QAction *action : actions)
        texts += action->text();
    QStringList found;
    for (QString text : std::as_const(texts)) {
        text.remove(QChar(0x2068)).remove(QChar(0x2069));
        const bool translated = text.startsWith(u'[') && text.endsWith(u']');
        const bool isData =
            std::any_of(data.begin(), data.end(), [&](const QString &one) { return text == one; });
        if (!text.isEmpty() && !translated && !isData)
            found += text;
    }
    found.removeDuplicates();
    return found;
}

}

class TranslationTest : public QObject
{
    Q_OBJECT

private:
    void fill(WindowFixture &fixture, const QByteArrayList &flags = {})
    {
        fixture.listFolders();
        fixture.openMailbox();
        fixture.addMail({.notifyTo = "track@other.example",
                         .flags = flags,
                         .attachments = {attachmentPart("2", u"a.bin"_s), attachmentPart("3", u"b.bin"_s)}});
        fixture.setOnline();
        fixture.clickRow(0);
    }

private Q_SLOTS:
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void everyStringOfTheWindowIsTranslatable()
    {
        PseudoTranslator pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        WindowFixture fixture;
        fill(fixture, {"\\Seen"});
        const QStringList data{u"Ann Example"_s, u"ann@example.org"_s, u"Hello"_s};
        QCOMPARE(untranslated(&fixture.window(), data), QStringList());
        for (const QAction *menu : fixture.window().menuBar()->actions())
            QVERIFY(menu->text().startsWith(u'['));
    }

    void everyStringOfTheDialogsIsTranslatable()
    {
        PseudoTranslator pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        WindowFixture fixture;
        fill(fixture);
        Q_EMIT fixture.window()
            .findChild<Banner *>(u"receiptBanner"_s)
            ->actionWanted(static_cast<int>(ReceiptAction::Preview));
        auto *dialog = fixture.window().findChild<ReceiptDialog *>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(untranslated(dialog,
                              {u"Ann Example <ann@example.org>"_s, u"track@other.example"_s,
                               u"me@example.com"_s, u"MAIL FROM:<>\nRCPT TO:<track@other.example>"_s}),
                 QStringList());
        dialog->close();
        accounts::CertificateQuestion question;
        question.host = u"x.example"_s;
        question.port = 993;
        question.subject = question.issuer = u"CN"_s;
        question.sha256 = "1";
        question.names = {u"CN"_s};
        question.problems = {accounts::CertificateProblem::Expired, accounts::CertificateProblem::Changed};
        fixture.window().askAboutCertificate(question);
        fixture.window().askForPassword(fixture.account, true);
        const auto dialogs = fixture.window().findChildren<QDialog *>();
        for (QDialog *one : dialogs)
            QCOMPARE(
                untranslated(one,
                             {u"CN"_s, u"31"_s, u"Ann Example <ann@example.org>"_s, u"track@other.example"_s,
                              u"me@example.com"_s, u"MAIL FROM:<>\nRCPT TO:<track@other.example>"_s}),
                QStringList());
    }

    void everyStringOfTheFirstRunIsTranslatable()
    {
        PseudoTranslator pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        WindowFixture fixture(false);
        fixture.action(u"[Ádd áccóúnt~~~~]"_s)->trigger();
        QCOMPARE(untranslated(&fixture.window(), {}), QStringList());
    }

    void longerWordsNeedNoWiderWindow()
    {
        PseudoTranslator pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        WindowFixture fixture;
        fill(fixture, {"\\Seen"});
        QVERIFY2(fixture.window().minimumSizeHint().width() <= 1280,
                 qPrintable(QString::number(fixture.window().minimumSizeHint().width())));
        QVERIFY(fixture.window().minimumSizeHint().height() <= 700);
    }

    void rightToLeftMirrorsThePanes()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        WindowFixture fixture;
        fill(fixture, {"\\Seen"});
        const auto left = [&](QWidget *widget) { return widget->mapTo(&fixture.window(), QPoint(0, 0)).x(); };
        auto *tree = fixture.window().findChild<FolderView *>();
        auto *list = fixture.window().findChild<MessageView *>();
        auto *reader = fixture.window().findChild<ReaderPane *>();
        QVERIFY(left(tree) > left(list));
        QVERIFY(left(list) > left(reader));
        // A row's unread dot is at the right edge now: the picture is not the left-to-right one.
        QVERIFY(!fixture.window().grab().isNull());
        QTest::keyClick(list, Qt::Key_Home);
        QCOMPARE(fixture.window().findChild<MessageView *>()->currentIndex().row(), 0);
    }
};

POSTHORN_TEST(TranslationTest)
#include "tst_translation.moc"
