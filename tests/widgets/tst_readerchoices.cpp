// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/bodyview.h"
#include "widgets/reader/encodingmenu.h"
#include "widgets/reader/senderforms.h"
#include "widgets/reader/textbrowserview.h"

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

// What a reader chooses about how mail is shown: for everybody, for a sender, for one message.
class ReaderChoicesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    BodyView *text() { return m_fixture->window().findChild<BodyView *>(); }
    QuietBrowser *browser() { return m_fixture->window().findChild<QuietBrowser *>(); }
    QAction *action(const QString &name) { return m_fixture->action(name); }
    // The newest is first in the list.
    void add(quint32 uid, const QByteArray &from)
    {
        m_fixture->addMail({.uid = uid,
                            .from = from,
                            .text = "plain words",
                            .date = QDateTime(QDate(2025, 12, static_cast<int>(uid)), QTime(1, 0), Qt::UTC),
                            .html = "<p>rich words"});
    }
    void chooseEncoding(const QString &name)
    {
        const auto all = m_fixture->window().findChild<EncodingMenu *>()->actions();
        for (QAction *each : all) {
            if (each->text().contains(name))
                each->trigger();
        }
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
    }
    void cleanup() { m_fixture.reset(); }

    void aSenderCanHaveAFormOfItsOwn()
    {
        add(3, "Ann <ann@example.org>");
        add(2, "Bob <bob@example.org>");
        add(1, "Ann <ANN@Example.ORG>");
        m_fixture->clickRow(0);
        QTRY_VERIFY(browser()->isVisible());
        action(u"Message as plain text"_s)->trigger();
        action(u"Always like this for this sender"_s)->trigger();
        action(u"Message as HTML"_s)->trigger();  // a change of mind, for this sender
        action(u"Message as plain text"_s)->trigger();
        QVERIFY(text()->isVisible());
        m_fixture->clickRow(1);  // what was chosen before it was for the sender is for everybody
        QVERIFY(text()->isVisible());
        QVERIFY(!action(u"Always like this for this sender"_s)->isChecked());
        action(u"Message as HTML"_s)->trigger();
        QTRY_VERIFY(browser()->isVisible());
        m_fixture->clickRow(2);
        QTRY_VERIFY(text()->isVisible());
        QVERIFY(action(u"Always like this for this sender"_s)->isChecked());
        QVERIFY(action(u"Message as plain text"_s)->isChecked());
        m_fixture->open();
        m_fixture->clickRow(1);
        QTRY_VERIFY(browser()->isVisible());
        m_fixture->clickRow(0);
        QTRY_VERIFY(text()->isVisible());
        action(u"Always like this for this sender"_s)->trigger();
        m_fixture->clickRow(1);
        m_fixture->clickRow(0);
        QTRY_VERIFY(browser()->isVisible());
    }

    void sendersThatAreRememberedAreBounded()
    {
        SenderForms forms;
        for (int i = 0; i < 1'500; ++i)
            forms.remember(QByteArray::number(i) + "@example.org", BodyForm::Plain);
        forms.remember({}, BodyForm::Plain);
        QCOMPARE(forms.toStrings().size(), 1'000);
        QVERIFY(!forms.of("499@example.org") && forms.of("500@example.org") && !forms.of({}));
        forms.remember("500@EXAMPLE.org", BodyForm::Simplified);
        QCOMPARE(forms.of("500@example.org"), std::optional(BodyForm::Simplified));
        const SenderForms again = SenderForms::fromStrings(forms.toStrings());
        QCOMPARE(again.toStrings(), forms.toStrings());
        const QStringList odd{QString(), u"plain"_s, u"plain "_s, u" x"_s, u"shiny a@b"_s, u"plain a@b c"_s};
        QCOMPARE(SenderForms::fromStrings(odd).toStrings(), QStringList{u"plain a@b c"_s});
    }

    void theEncodingIsChosenForOneMessage()
    {
        m_fixture->addMail({.uid = 1, .text = "\xCF\xF0\xE8\xE2\xE5\xF2"});  // windows-1251, said to be UTF-8
        m_fixture->addMail(
            {.uid = 2, .text = "\xC3\xA4", .date = QDateTime(QDate(2025, 12, 1), QTime(1, 0), Qt::UTC)});
        m_fixture->clickRow(0);
        const QString guessed = text()->toPlainText();
        chooseEncoding(u"koi8-r"_s);
        QCOMPARE(text()->toPlainText(), u"оПХБЕР"_s);
        chooseEncoding(u"windows-1251"_s);
        QCOMPARE(text()->toPlainText(), u"Привет"_s);
        m_fixture->clickRow(1);
        QCOMPARE(text()->toPlainText(), u"ä"_s);
        QVERIFY(m_fixture->window().findChild<EncodingMenu *>()->actions().constFirst()->isChecked());
        m_fixture->clickRow(0);
        QCOMPARE(text()->toPlainText(), guessed);
        chooseEncoding(u"koi8-r"_s);
        QVERIFY(text()->toPlainText() != guessed);
        chooseEncoding(u"Automatic"_s);
        QCOMPARE(text()->toPlainText(), guessed);
    }

    void htmlIsReadInTheChosenEncodingToo()
    {
        m_fixture->addMail({.html = "<p>\xCF\xF0\xE8\xE2\xE5\xF2"});
        m_fixture->clickRow(0);
        QTRY_VERIFY(browser()->isVisible());
        chooseEncoding(u"koi8-r"_s);
        QTRY_COMPARE(browser()->toPlainText(), u"оПХБЕР"_s);
        chooseEncoding(u"windows-1251"_s);
        QTRY_COMPARE(browser()->toPlainText(), u"Привет"_s);
    }

    void allHeaderFieldsStayOpen()
    {
        add(1, "Ann <ann@example.org>");
        m_fixture->clickRow(0);
        action(u"All header fields"_s)->trigger();
        m_fixture->open();
        m_fixture->clickRow(0);
        QVERIFY(action(u"All header fields"_s)->isChecked());
    }
};

POSTHORN_TEST(ReaderChoicesTest)
#include "tst_readerchoices.moc"
