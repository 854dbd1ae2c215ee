// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/peoplemodel.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/draftsdialog.h"
#include "widgets/composer/reminderdialog.h"
#include "widgets/composer/sendtimes.h"
#include "widgets/outbox/outboxdesk.h"
#include "widgets/outbox/outboxwindow.h"

#include <QApplication>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

QPalette darkPalette()
{
    const QColor ground(0x2b, 0x2d, 0x31), text(0xe6, 0xe6, 0xe6);
    QPalette palette(ground, ground);
    palette.setColor(QPalette::Base, QColor(0x1f, 0x21, 0x24));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(role, text);
    return palette;
}

compose::Composition letter(bool isRich)
{
    compose::Composition mail;
    mail.from = {u"René Example"_s, "rene", "home.example"};
    mail.to = {{.mailbox = {u"Mara Lindqvist"_s, "mara", "harbour.example"}},
               {.mailbox = {u"دانا الخطيب"_s, "dana", "souk.example"}, .isExempt = true},
               {.mailbox = {u"山田 花子"_s, "hanako", "kyoto.example"}},
               {.mailbox = {u"tomas at harbour"_s, {}, {}}}};
    mail.cc = {{.mailbox = {{}, "a.very.long.address.of.somebody", "a-very-long-domain.harbour.example"}}};
    mail.subject = u"Re: Berth plan for the regatta"_s;
    mail.text =
        u"Thank you, that is fine.\n\nOn Tuesday, Mara Lindqvist wrote:\n> Berths 4 to 9 go to the visiting "
        "crews.\n>> Could we move the press boat?\n> Please confirm.\n\n-- \nRené\n"_s;
    if (isRich)
        mail.rich = compose::richTextOf(mail.text);
    mail.attachments = {
        compose::attachmentOf(QByteArray(250'000, 'x'), u"Berth plan.pdf"_s, "application/pdf"),
        compose::attachmentOf(QByteArray(3000, 'x'), u"tide table.ods"_s, "application/x-ods")};
    mail.asksReceipt = true;
    return mail;
}

void fillOutbox(OutboxDesk &desk, const QDateTime &now)
{
    using outbox::MailState;
    using Kind = outbox::RecipientState::Kind;
    outbox::OutboxEntry later{.id = QUuid::createUuid(), .account = {}, .state = MailState::Held};
    later.subject = u"Crane inspection on Friday"_s;
    later.queuedAt = now;
    later.dueAt = now.addDays(1);
    later.recipients = {{"mara@harbour.example"}};
    outbox::OutboxEntry waiting{.id = QUuid::createUuid(), .account = {}, .state = MailState::Queued};
    waiting.subject =
        u"A subject that is much longer than any window is wide, with all the berths and all the "
        "boats and the names of those who sail them"_s;
    waiting.queuedAt = now;
    waiting.dueAt = now.addSecs(120);
    waiting.trouble = outbox::Trouble::TryLater;
    waiting.recipients = {{"mara@harbour.example"}, {"hanako@kyoto.example"}, {"dana@souk.example"}};
    outbox::OutboxEntry refused = waiting;
    refused.id = QUuid::createUuid();
    refused.subject = u"Re: Berth plan for the regatta"_s;
    refused.state = MailState::Failed;
    refused.dueAt = {};
    refused.trouble = outbox::Trouble::RecipientsRefused;
    refused.recipients[2] = {"dana@souk.example", Kind::Refused, 550, "5.1.1", "No such person here"};
    outbox::OutboxEntry uncertain{.id = QUuid::createUuid(), .account = {}, .state = MailState::Uncertain};
    uncertain.subject = u"Tide table"_s;
    uncertain.queuedAt = now;
    uncertain.recipients = {{"hanako@kyoto.example", Kind::Uncertain}};
    for (const auto &entry : {later, waiting, refused, uncertain})
        desk.show(entry);
}

}

// The window in the variants people use. With POSTHORN_PICTURES=DIR they are written there, to be looked at;
// in every run painting twice must give the same picture.
class ComposerPicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksTheSameTwice_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isRich");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("composer-light") << false << false << Qt::LeftToRight;
        QTest::newRow("composer-dark") << true << true << Qt::LeftToRight;
        QTest::newRow("composer-mirrored") << false << true << Qt::RightToLeft;
    }
    void looksTheSameTwice()
    {
        QFETCH(bool, isDark);
        QFETCH(bool, isRich);
        QFETCH(Qt::LayoutDirection, direction);
        const QPalette before = QApplication::palette();
        const auto restore = qScopeGuard([&before] {
            QApplication::setPalette(before);
            QApplication::setLayoutDirection(Qt::LeftToRight);
        });
        if (isDark)
            QApplication::setPalette(darkPalette());
        QApplication::setLayoutDirection(direction);
        FakeClock clock;
        models::PeopleModel people;
        const compose::Identity identity{.account = {}, .from = letter(false).from, .signature = u"René"_s};
        auto window = std::make_unique<ComposerWindow>(
            ComposerWindow::Context{.clock = clock, .identities = {identity}, .people = people},
            letter(isRich));
        window->say(u"mara@harbour.example is a mailing list. Its members are not asked for a receipt."_s);
        window->show();
        keep(window.get(), u"window"_s);
        auto question = std::make_unique<ReminderDialog>(
            compose::remindersOf({.text = u"see the attached plan"_s, .attachments = {}}, {}, 0), nullptr);
        question->show();
        keep(question.get(), u"question"_s);
    }

    void outboxLooksTheSameTwice_data() { looksTheSameTwice_data(); }
    void outboxLooksTheSameTwice()
    {
        QFETCH(bool, isDark);
        QFETCH(Qt::LayoutDirection, direction);
        const QPalette before = QApplication::palette();
        const auto restore = qScopeGuard([&before] {
            QApplication::setPalette(before);
            QApplication::setLayoutDirection(Qt::LeftToRight);
        });
        if (isDark)
            QApplication::setPalette(darkPalette());
        QApplication::setLayoutDirection(direction);
        FakeClock clock;
        QWidget owner;
        OutboxDesk desk(clock, &owner);
        fillOutbox(desk, clock.now());
        desk.open(desk.model()->at(2).id);
        auto *page = owner.findChild<OutboxWindow *>();
        keep(page, u"outbox"_s);
        page->resize(page->width() / 2, page->height());
        keep(page, u"outbox-narrow"_s);
        while (desk.model()->rowCount() > 0)
            desk.remove(desk.model()->at(0).id);
        keep(page, u"outbox-empty"_s);
        auto drafts = std::make_unique<DraftsDialog>(
            DraftsDialog::Kind::Drafts,
            std::vector<ComposerDesk::Kept>{
                {QUuid::createUuid(),
                 u"Re: Berth plan for the regatta"_s,
                 {u"Mara Lindqvist"_s},
                 clock.now()},
                {QUuid::createUuid(), {}, {u"山田 花子"_s, u"دانا الخطيب"_s}, clock.now().addDays(-1)}},
            clock.now(), nullptr);
        drafts->show();
        keep(drafts.get(), u"drafts"_s);
        auto time = std::make_unique<SendTimeDialog>(clock.now(), nullptr);
        time->show();
        keep(time.get(), u"time"_s);
    }

private:
    static void keep(QWidget *widget, const QString &name)
    {
        QCoreApplication::sendPostedEvents();
        (void)widget->grab();
        const QImage picture = widget->grab().toImage();
        QVERIFY(!picture.isNull());
        QCOMPARE(widget->grab().toImage(), picture);
        const QString folder = qEnvironmentVariable("POSTHORN_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(picture.save(
                u"%1/%2-%3.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag()), name)));
    }
};

POSTHORN_TEST(ComposerPicturesTest)
#include "tst_composerpictures.moc"
