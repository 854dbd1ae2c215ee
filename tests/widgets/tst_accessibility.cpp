// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/foldermodel.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/sourcewindow.h"
#include "widgets/receipts/receiptdialog.h"
#include "widgets/shortcutsdialog.h"

#include <QAccessible>
#include <QScrollBar>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

namespace {

bool isInteractive(const QWidget *widget)
{
    return widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && widget->isEnabled()
        && qobject_cast<const QScrollBar *>(widget) == nullptr;
}

// Every visible widget one can use that has no name or role for a screen reader.
QStringList nameless(QWidget *root)
{
    QStringList found;
    auto all = root->findChildren<QWidget *>();
    all.append(root);
    for (QWidget *widget : std::as_const(all)) {
        if (!isInteractive(widget) || widget->focusProxy() != nullptr)
            continue;
        // Parts that Qt makes for its own widgets speak through these.
        if (QByteArrayView(widget->metaObject()->className()).startsWith("QLineEditIconButton")
            || widget->objectName().startsWith(u"qt_"_s))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (interface == nullptr || interface->text(QAccessible::Name).isEmpty()
            || interface->role() == QAccessible::NoRole)
            found +=
                u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
    }
    return found;
}

}

class AccessibilityTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

private Q_SLOTS:
    void cleanup() { m_fixture.reset(); }

    void everythingInTheWindowHasANameAndARole()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->setOnline();
        m_fixture->addMail(
            {.notifyTo = "ann@example.org",
             .flags = {"\\Seen"},
             .attachments = {attachmentPart("2", u"a.bin"_s), attachmentPart("3", u"b.bin"_s)}});
        m_fixture->clickRow(0);
        m_fixture->action(u"All header fields"_s)->trigger();
        m_fixture->window().showServerAlert(m_fixture->account.id, "hello");
        QCOMPARE(nameless(&m_fixture->window()), QStringList());
    }

    void everythingAroundATextHasANameAndARole()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->openMail({.text = "see https://one.example/"});
        m_fixture->action(u"Find in message"_s)->trigger();
        QCOMPARE(nameless(&m_fixture->window()), QStringList());
        m_fixture->action(u"Message source"_s)->trigger();
        auto *source = m_fixture->window().findChild<SourceWindow *>();
        QVERIFY(source != nullptr);
        QCOMPARE(nameless(source), QStringList());
    }

    void everythingInTheReceiptDialogHasANameAndARole()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({.notifyTo = "ann@example.org"});
        m_fixture->clickRow(0);
        m_fixture->action(u"Preview and send receipt"_s)->trigger();
        auto *dialog = m_fixture->window().findChild<ReceiptDialog *>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(nameless(dialog), QStringList());
    }

    void everythingInTheOtherDialogsHasANameAndARole()
    {
        m_fixture = std::make_unique<WindowFixture>(false);
        QTest::mouseClick(m_fixture->button(u"Add account"_s), Qt::LeftButton);
        QCOMPARE(nameless(&m_fixture->window()), QStringList());
        accounts::CertificateQuestion question;
        question.host = u"x.example"_s;
        question.port = 993;
        question.problems = {accounts::CertificateProblem::Expired};
        m_fixture->window().askAboutCertificate(question);
        m_fixture->window().askForPassword(m_fixture->account, false);
        m_fixture->action(u"Keyboard shortcuts"_s)->trigger();
        const auto dialogs = m_fixture->window().findChildren<QDialog *>();
        QCOMPARE(dialogs.size(), 3);
        for (QDialog *dialog : dialogs)
            QCOMPARE(nameless(dialog), QStringList());
    }

    void aRowIsSaidAsASentence()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({.subject = "Plan",
                            .notifyTo = "ann@example.org",
                            .flags = {"\\Flagged"},
                            .attachments = {attachmentPart("2", u"a.bin"_s)}});
        auto *list = m_fixture->window().findChild<MessageView *>();
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(list);
        QVERIFY(table != nullptr && table->tableInterface() != nullptr);
        QAccessibleInterface *cell = table->tableInterface()->cellAt(0, 0);
        QVERIFY(cell != nullptr);
        QCOMPARE(
            cell->text(QAccessible::Name),
            u"unread, from Ann Example, Plan, Yesterday, starred, has attachments, asks for a receipt"_s);
    }

    void foldersAreSaidWithTheirUnreadCount()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->apply(store::FolderCounted{m_fixture->account.id, "Sent", 10, 3});
        auto *model = m_fixture->window().findChild<models::FolderModel *>();
        const QModelIndex sent = model->indexOf(m_fixture->folderId("Sent"));
        QCOMPARE(sent.data(Qt::AccessibleTextRole).toString(), u"Sent, 3 unread"_s);
    }
};

POSTHORN_TEST(AccessibilityTest)
#include "tst_accessibility.moc"
