// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/headerfieldsdialog.h"
#include "widgets/reader/banner.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QTableWidget>
#include <QUrl>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

struct Office {
    Office()
    {
        one.id = QUuid::createUuid();
        one.smtp.endpoint.host = u"smtp.home.example"_s;
        one.address = u"rene@home.example"_s;
        QObject::connect(&desk, &ComposerDesk::attachWanted, &desk,
                         [this](const QUuid &, const QByteArray &octets) { attached.push_back(octets); });
        QObject::connect(&desk, &ComposerDesk::draftWanted, &desk,
                         [this](const outbox::Draft &draft) { drafts.push_back(draft); });
        QObject::connect(&desk, &ComposerDesk::queueWanted, &desk,
                         [this](const outbox::QueuedMail &mail) { queued.push_back(mail); });
    }

    [[nodiscard]] Composition letter() const
    {
        Composition mail = compose::newMail(desk.identities().front());
        mail.to = {{.mailbox = {u"Ann"_s, "ann", "example.net"}}};
        mail.subject = u"Weekly report"_s;
        mail.text = u"Dear all,"_s;
        mail.inReplyTo = "<m1@example.net>";
        mail.attachments = {compose::attachmentOf("plan", u"plan.txt"_s, "text/plain")};
        return mail;
    }

    FakeClock clock;
    accounts::Account one;
    std::vector<outbox::Draft> drafts;
    std::vector<outbox::QueuedMail> queued;
    std::vector<QByteArray> attached;
    ComposerDesk desk{{clock, [this] { return QList{one}; }}, nullptr};
};

QAction *action(const QWidget *window, const QString &text)
{
    for (QAction *each : window->findChildren<QAction *>()) {
        if (each->text().remove(u'&') == text)
            return each;
    }
    return nullptr;
}

}

// Mail that begins others, and fields that somebody writes by hand.
class TemplatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsATemplateBesideTheDraft()
    {
        Office office;
        const QSignalSpy said(&office.desk, &ComposerDesk::said);
        ComposerWindow *window = office.desk.open(office.letter(), {});
        action(window, u"Save as template"_s)->trigger();
        QCOMPARE(office.drafts.size(), 1U);
        const outbox::Draft kept = office.drafts.front();
        QVERIFY(kept.isTemplate && kept.message.isEmpty());
        QCOMPARE(office.attached, std::vector<QByteArray>{"plan"});
        QCOMPARE(kept.attachments, std::vector<QByteArray>{outbox::digestOf("plan")});
        Q_EMIT office.desk.draftsChanged();  // of another one
        QCOMPARE(said.size(), 0);
        office.desk.showDraftSaved(kept.id);
        QCOMPARE(said.size(), 1);
        QVERIFY(said.front().front().toString().contains("saved as a template"_L1));
        QCOMPARE(office.desk.templates().size(), 1U);
        QCOMPARE(office.desk.templates().front().subject, u"Weekly report"_s);
        QVERIFY(office.desk.keptDrafts().empty());
        QCOMPARE(office.desk.draftsOf(office.one.id), 0);
        office.desk.showDraftRemoved(kept.id);
        QVERIFY(office.desk.templates().empty());
        QCOMPARE(said.size(), 1);
    }

    void doesNotSayThatItKeptWhatItCouldNot()
    {
        Office office;
        const QSignalSpy said(&office.desk, &ComposerDesk::said);
        ComposerWindow *window = office.desk.open(office.letter(), {});
        action(window, u"Save as template"_s)->trigger();
        office.desk.showDraftFailure(office.drafts.front().id);
        Q_EMIT office.desk.draftsChanged();
        QCOMPARE(said.size(), 0);
        QVERIFY(office.desk.templates().empty());
    }

    void leavesNoFileOut()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"price.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("100") == 3);
        file.close();
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        Q_EMIT window->editor()->filesPasted({QUrl::fromLocalFile(file.fileName())});
        action(window, u"Save as template"_s)->trigger();
        QVERIFY(office.drafts.empty());
        QVERIFY(window->notice()->content().sentence.contains("still being read"_L1));
        QTRY_COMPARE(window->composition().attachments.size(), 2U);
        office.drafts.clear();
        action(window, u"Save as template"_s)->trigger();
        QCOMPARE(office.drafts.back().attachments.size(), 2U);
    }

    void beginsANewMailWithIt()
    {
        Office office;
        office.desk.open(office.letter(), {});
        action(office.desk.windows().front(), u"Save as template"_s)->trigger();
        const outbox::Draft kept = office.drafts.back();
        delete office.desk.windows().front();
        Office later;  // another run
        later.one.id = office.one.id;
        const QSignalSpy found(&later.desk, &ComposerDesk::draftsFound);
        later.desk.showDraft(kept);
        QCOMPARE(found.size(), 0);
        QCOMPARE(later.desk.templates().size(), 1U);
        for (int time = 0; time < 2; ++time) {
            later.desk.openDraft(kept, {"plan"});
            QCOMPARE(later.desk.windows().size(), 1);
            ComposerWindow *window = later.desk.windows().front();
            const Composition mail = window->composition();
            QCOMPARE(mail.subject, u"Weekly report"_s);
            QCOMPARE(mail.attachments.front().octets, "plan"_ba);
            QVERIFY(mail.inReplyTo.isEmpty());
            window->send();
            QCOMPARE(later.queued.size(), std::size_t(time + 1));
            QVERIFY(later.queued.back().draft != kept.id);
            QTRY_COMPARE(later.desk.windows().size(), 0);
        }
        QCOMPARE(later.desk.templates().size(), 1U);
    }

    void takesFieldsThatAPersonMayWrite()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        action(window, u"Header fields…"_s)->trigger();
        auto *dialog = window->findChild<HeaderFieldsDialog *>();
        QVERIFY(dialog != nullptr);
        dialog->table()->item(0, 0)->setText(u"X-Project"_s);
        dialog->table()->item(0, 1)->setText(u"Harbour\r\nBcc: eve@evil.example"_s);
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == u"Use these"_s)
                button->click();
        }
        QCOMPARE(window->composition().fields,
                 (std::vector<compose::ExtraField>{{"X-Project", u"Harbour Bcc: eve@evil.example"_s}}));
        window->send();
        const QByteArray message = office.queued.front().mail.message;
        QVERIFY(message.contains("\r\nX-Project: Harbour Bcc: eve@evil.example\r\n"));
        QVERIFY(!message.contains("\r\nBcc:"));
        QTRY_COMPARE(office.desk.windows().size(), 0);
    }

    void refusesFieldsThatAreNobodys_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("ours") << u"Subject"_s << u"x"_s;
        QTest::newRow("a structure") << u"content-type"_s << u"text/html"_s;
        QTest::newRow("transport") << u"Received"_s << u"x"_s;
        QTest::newRow("a receipt") << u"Disposition-Notification-To"_s << u"eve@evil.example"_s;
        QTest::newRow("no name") << u"X Y"_s << u"x"_s;
        QTest::newRow("a line in it") << u"X-A: b\r\nBcc"_s << u"x"_s;
        QTest::newRow("nothing") << QString() << u"x"_s;
        QTest::newRow("no value") << u"X-A"_s << QString();
    }
    void refusesFieldsThatAreNobodys()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        HeaderFieldsDialog dialog({}, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.table()->item(0, 1)->setText(value);
        dialog.table()->item(0, 0)->setText(name);
        for (const QPushButton *button : dialog.findChildren<QPushButton *>())
            QVERIFY(button->text().remove(u'&') != u"Use these"_s || !button->isEnabled());
    }
};

POSTHORN_TEST(TemplatesTest)
#include "tst_templates.moc"
