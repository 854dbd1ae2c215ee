// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/protectedentity.h"
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/recipientchip.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/composer/sealingplan.h"
#include "widgets/composer/sealingtext.h"
#include "widgets/reader/banner.h"

#include <QAction>
#include <QMenu>

#include "tests/core/crypto/playedsending.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;
using crypto_test::PlayedKeys;
using crypto_test::PlayedSending;

namespace {

accounts::Account account()
{
    accounts::Account one;
    one.id = QUuid::createUuid();
    one.personName = u"René"_s;
    one.smtp.endpoint.host = u"smtp.home.example"_s;
    one.address = u"rene@home.example"_s;
    return one;
}

// A desk with a GnuPG that knows what it is told, and everything that has left the desk.
struct Office {
    Office()
    {
        keys->add("rene@home.example", "RENE", true, true);
        keys->add("ann@example.net", "ANN");
        QObject::connect(&desk, &ComposerDesk::draftWanted, &desk,
                         [this](const outbox::Draft &draft) { drafts.push_back(draft); });
        QObject::connect(&desk, &ComposerDesk::queueWanted, &desk,
                         [this](const outbox::QueuedMail &mail) { queued.push_back(mail); });
    }
    [[nodiscard]] Composition letter() const
    {
        Composition mail = compose::newMail(desk.identities().front());
        mail.to = {{.mailbox = {u"Ann"_s, "ann", "example.net"}}};
        mail.subject = u"Lunch"_s;
        mail.text = u"The secret word"_s;
        mail.attachments = {compose::attachmentOf("secret file", u"a.bin"_s, "application/octet-stream")};
        mail.protection.isEncrypted = true;
        return mail;
    }
    // What a server or the outbox is given, without what is encrypted in it.
    [[nodiscard]] bool isSecretAnywhere() const
    {
        QByteArray all;
        for (const outbox::Draft &draft : drafts)
            all += draft.message;
        for (const outbox::QueuedMail &mail : queued) {
            all += mail.mail.message;
            for (const auto &version : mail.mail.versions)
                all += version.message;
        }
        return all.contains("secret word") || all.contains(QByteArray("secret file").toBase64());
    }
    [[nodiscard]] std::vector<outbox::Draft> onServer() const
    {
        std::vector<outbox::Draft> some;
        std::copy_if(drafts.begin(), drafts.end(), std::back_inserter(some),
                     [](const outbox::Draft &draft) { return !draft.message.isEmpty(); });
        return some;
    }

    FakeClock clock;
    accounts::Account one = account();
    std::shared_ptr<PlayedKeys> keys = std::make_shared<PlayedKeys>();
    std::vector<outbox::Draft> drafts;
    std::vector<outbox::QueuedMail> queued;
    ComposerDesk desk{{clock, [this] { return QList{one}; }, std::make_unique<PlayedSending>(keys)}, nullptr};
};

QString barOf(const ComposerWindow *window)
{
    return window->protection()->content().sentence;
}

bool isReady(const ComposerWindow *window)
{
    return window->protection()->content().icon == u"lock"_s;
}

bool canBeChosen(const ComposerWindow *window, const QString &words)
{
    const auto actions = window->actions();
    return std::any_of(actions.begin(), actions.end(), [&](const QAction *each) {
        return each->isEnabled() && each->text().remove(u'&') == words;
    });
}

bool offers(const ComposerWindow *window, int action)
{
    const auto &actions = window->protection()->content().actions;
    return std::any_of(actions.begin(), actions.end(), [&](const auto &each) { return each.id == action; });
}

}

class SealedMailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queuesNothingButWhatIsEncrypted()
    {
        Office office;
        Composition mail = office.letter();
        mail.asksReceipt = true;
        ComposerWindow *window = office.desk.open(mail, {});
        QTRY_VERIFY(isReady(window));
        window->send();
        QVERIFY(office.queued.empty());
        QVERIFY(!window->centralWidget()->isEnabled());
        QTRY_COMPARE(office.queued.size(), 1U);
        QTRY_COMPARE(office.desk.windows().size(), 0);
        QVERIFY(!office.isSecretAnywhere());
        QCOMPARE(office.keys->encryptedFor(), (QByteArrayList{"ANN RENE", "RENE"}));
        const auto plan = receipts::planAsking(office.queued[0].mail);
        QVERIFY(static_cast<bool>(plan));
        QCOMPARE(plan->transactions.size(), 1U);
        QVERIFY(plan->transactions[0].asksDisposition);
        QVERIFY(plan->transactions[0].message.contains("Content-Type: multipart/encrypted"));
        QVERIFY(plan->copy.contains("Subject: Lunch"));
        QVERIFY(office.keys->plainTexts().at(0).contains("The secret word"));
        QVERIFY(office.onServer().empty());
    }

    // Whoever is in Bcc gets a message of their own, and neither message names the other's key.
    void tellsNobodyOfBlindCopies()
    {
        Office office;
        office.keys->add("eve@example.net", "EVE");
        office.keys->add("bob@example.net", "BOB");
        Composition mail = office.letter();
        mail.cc = {{.mailbox = {{}, "bob", "example.net"}}};
        mail.bcc = {{.mailbox = {{}, "eve", "example.net"}}, {.mailbox = {{}, "ann", "example.net"}}};
        ComposerWindow *window = office.desk.open(mail, {});
        QTRY_VERIFY(isReady(window));
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.keys->encryptedFor(), (QByteArrayList{"ANN BOB RENE", "EVE RENE", "RENE"}));
        const auto plan = receipts::planAsking(office.queued[0].mail);
        QVERIFY(static_cast<bool>(plan));
        QCOMPARE(plan->transactions.size(), 2U);
        QCOMPARE(plan->transactions[0].recipients.size(), 2U);
        QCOMPARE(plan->transactions[1].recipients[0].address, "eve@example.net"_ba);
        for (const receipts::Transaction &each : plan->transactions)
            QVERIFY(!each.message.contains("eve@") && !each.message.contains("Bcc"));
    }

    void neverSendsWithoutWhatIsMissing()
    {
        Office office;
        Composition mail = office.letter();
        mail.cc = {{.mailbox = {{}, "bob", "example.net"}}};
        ComposerWindow *window = office.desk.open(mail, {});
        QTRY_VERIFY2(barOf(window).contains(u"bob@example.net"_s), qPrintable(barOf(window)));
        QVERIFY(offers(window, SealingText::LeaveUnencrypted) && !offers(window, SealingText::ChooseKeys));
        QStringList chips;
        for (const RecipientChip *chip : window->findChildren<RecipientChip *>())
            chips += chip->text();
        QVERIFY2(chips.contains(u"bob@example.net (no key)"_s) && chips.contains(u"Ann"_s),
                 qPrintable(chips.join(u'|')));
        window->send();
        QVERIFY(window->centralWidget()->isEnabled());
        QVERIFY(office.queued.empty() && office.keys->encryptedFor().isEmpty());
        // Only when somebody says so it goes in the clear.
        Q_EMIT window->protection()->actionWanted(SealingText::LeaveUnencrypted);
        QVERIFY(!window->composition().protection.isAny() && window->protection()->isHidden());
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QVERIFY(office.queued[0].mail.versions.empty());
    }

    void usesAKeyThatSomebodyHasChosen()
    {
        Office office;
        office.keys->add("bob@example.net", "UNCONFIRMED", false);
        Composition mail = office.letter();
        mail.to = {{.mailbox = {{}, "bob", "example.net"}}};
        ComposerWindow *window = office.desk.open(mail, {});
        QTRY_VERIFY(offers(window, SealingText::ChooseKeys));
        QVERIFY(!isReady(window));
        Q_EMIT window->protection()->actionWanted(SealingText::ChooseKeys);
        auto *menu = window->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        for (auto *each : window->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
            menu = each->isVisible() ? each : menu;
        QVERIFY(menu != nullptr && menu->isVisible());
        QVERIFY2(menu->actions().back()->text().contains(u"UNCONFIRMED"_s),
                 qPrintable(menu->actions().back()->text()));
        menu->actions().back()->trigger();
        menu->close();
        QVERIFY(isReady(window));
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.keys->encryptedFor().at(0), "RENE UNCONFIRMED"_ba);
    }

    // Whatever GnuPG says: the mail is in its window, as it was.
    void keepsWhatCouldNotBeSealed()
    {
        Office office;
        office.keys->fail(crypto::Failure::Locked);
        Composition mail = office.letter();
        mail.protection.isSigned = true;
        ComposerWindow *window = office.desk.open(mail, {});
        QTRY_VERIFY(isReady(window));
        window->send();
        QVERIFY(canBeChosen(window, u"Close"_s) && !canBeChosen(window, u"Discard"_s));
        QTRY_VERIFY(window->notice()->content().sentence.contains(u"passphrase"_s));
        QVERIFY(window->centralWidget()->isEnabled() && canBeChosen(window, u"Discard"_s));
        QVERIFY(office.queued.empty() && !office.isSecretAnywhere());
        office.keys->fail({});
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QVERIFY(office.keys->plainTexts().back().contains("signed by RENE"));
    }

    void isADraftAgainWhenItsWindowIsClosedMeanwhile()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        QTRY_VERIFY(isReady(window));
        window->editor()->insertPlainText(u"More. "_s);
        window->send();
        window->close();
        QTRY_COMPARE(office.onServer().size(), 1U);
        QVERIFY(office.queued.empty() && !office.isSecretAnywhere());
    }

    void putsDraftsOnTheServerEncryptedToOneself()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        QTRY_VERIFY(isReady(window));
        window->save();
        QCOMPARE(office.drafts.size(), 1U);  // here, at once
        QVERIFY(office.drafts[0].message.isEmpty());
        QTRY_COMPARE(office.onServer().size(), 1U);
        QCOMPARE(office.keys->encryptedFor(), QByteArrayList{"RENE"});
        QVERIFY(!office.isSecretAnywhere());
        QCOMPARE(office.onServer()[0].composition, office.drafts[0].composition);
        QVERIFY(compose::deserialize(office.drafts[0].composition)->protection.isEncrypted);
        // What is typed while GnuPG works is not lost with what it then gives.
        window->save();
        window->editor()->insertPlainText(u"Newer. "_s);
        office.clock.advance(ComposerWindow::restFor);
        QTRY_COMPARE(office.onServer().size(), 2U);
        QVERIFY(compose::deserialize(office.drafts.back().composition)->text.contains(u"Newer"_s));
    }

    void keepsDraftsHereWithoutAKeyOfOnesOwn()
    {
        Office office;
        office.one.address = u"other@home.example"_s;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        QTRY_VERIFY2(barOf(window).contains(u"other@home.example"_s), qPrintable(barOf(window)));
        window->save();
        const std::size_t kept = office.drafts.size();
        QVERIFY(kept > 0);
        office.desk.saveWithMessage(office.drafts[0].id);
        QCOMPARE(office.drafts.size(), kept);
        window->send();
        QVERIFY(office.queued.empty() && office.onServer().empty());
        QVERIFY(office.keys->encryptedFor().isEmpty());
    }

    // It is said once, and tried again only with something new.
    void triesADraftThatCannotBeEncryptedOnce()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        QTRY_VERIFY(isReady(window));
        office.keys->fail(crypto::Failure::Unexplained);
        window->save();
        const auto said = [&] { return window->notice()->content().sentence; };
        QTRY_VERIFY2(said().contains(u"stays on this computer"_s), qPrintable(said()));
        QCOMPARE(office.keys->encryptedFor().size(), 1);
        const std::size_t kept = office.drafts.size();
        const QUuid draft = office.drafts.back().id;
        office.desk.saveWithMessage(draft);
        QCOMPARE(office.drafts.size(), kept);
        window->editor()->insertPlainText(u"More. "_s);
        window->say(u"Something else"_s);
        office.desk.saveWithMessage(draft);
        QCOMPARE(office.drafts.size(), kept + 1);
        QTRY_COMPARE(office.keys->encryptedFor().size(), 2);
        office.keys->fail({});
        window->save();
        QTRY_COMPARE(office.onServer().size(), 1U);
        QCOMPARE(said(), u"Something else"_s);
        QVERIFY(!office.isSecretAnywhere());
    }

    // Drafts takes away what of it can be read there, as soon as it is to be encrypted.
    void tellsThatADraftIsSecret()
    {
        Office office;
        Composition mail = office.letter();
        mail.protection = {};
        ComposerWindow *window = office.desk.open(mail, {});
        window->save();
        QVERIFY(!office.drafts.back().isSecret && !office.drafts.back().message.isEmpty());
        const auto actions = window->actions();
        for (QAction *each : actions) {
            if (each->text() == u"&Encrypt"_s)
                each->setChecked(true);
        }
        office.clock.advance(ComposerWindow::restFor);
        QCOMPARE(office.drafts.size(), 2U);
        QVERIFY(office.drafts.back().isSecret && office.drafts.back().message.isEmpty());
    }

    // Whoever quits meanwhile is asked, and finds it among the drafts: nobody has typed anything in it.
    void keepsWhatIsBeingSealed()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        QTRY_VERIFY(isReady(window));
        QVERIFY(office.drafts.empty());
        window->send();
        QCOMPARE(office.desk.beingSealed(), 1);
        QCOMPARE(office.drafts.size(), 1U);
        QVERIFY(compose::deserialize(office.drafts[0].composition)->text.contains(u"secret word"_s));
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.desk.beingSealed(), 0);
    }

    void countsWhatWaitsForItsKeys()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        window->send();
        QVERIFY(office.queued.empty());
        QCOMPARE(office.desk.beingSealed(), 1);
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.desk.beingSealed(), 0);
    }

    void signsWithoutEncrypting()
    {
        Office office;
        Composition mail = office.letter();
        mail.protection = {.isSigned = true};
        ComposerWindow *window = office.desk.open(mail, {});
        QTRY_VERIFY(barOf(window).contains(u"signed"_s) && !offers(window, SealingText::LeaveUnsigned));
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        const receipts::OutgoingMail &sent = office.queued[0].mail;
        QVERIFY(sent.versions.empty());
        QVERIFY(sent.message.contains("Content-Type: multipart/signed; micalg=pgp-sha512"));
        QVERIFY(sent.message.contains("The secret word") && sent.message.contains("signed by RENE"));
    }

    // As the account wishes; and what is on is never switched off by itself.
    void beginsAsTheAccountWishes()
    {
        Office office;
        office.one.signsMail = office.one.encryptsMail = true;
        Composition mail = office.letter();
        mail.protection = {};
        mail.to.clear();
        ComposerWindow *window = office.desk.open(mail, {});
        QVERIFY(window->composition().protection.isSigned);
        QVERIFY(!window->composition().protection.isEncrypted);
        office.clock.advance(ComposerWindow::restFor);
        QVERIFY(office.drafts.empty());  // nobody has written anything yet
        window->head()->field(0)->setRecipients({{.mailbox = {u"Ann"_s, "ann", "example.net"}}});
        Q_EMIT window->head()->changed();
        QTRY_VERIFY(window->composition().protection.isEncrypted);
        window->head()->field(0)->setRecipients({{.mailbox = {{}, "bob", "example.net"}}});
        Q_EMIT window->head()->changed();
        QTRY_VERIFY(barOf(window).contains(u"bob@example.net"_s));
        QVERIFY(window->composition().protection.isEncrypted);
        // Once somebody has switched it off, it stays so.
        Q_EMIT window->protection()->actionWanted(SealingText::LeaveUnencrypted);
        window->head()->field(0)->setRecipients({{.mailbox = {u"Ann"_s, "ann", "example.net"}}});
        Q_EMIT window->head()->changed();
        QVERIFY(!window->composition().protection.isEncrypted);
    }

    void leavesWhatCannotBeEncryptedToItsWriter()
    {
        Office office;
        office.one.encryptsMail = true;
        Composition mail = office.letter();
        mail.protection = {};
        mail.to = {{.mailbox = {{}, "bob", "example.net"}}};
        ComposerWindow *window = office.desk.open(mail, {});
        // Another one tells when GnuPG has answered for both addresses; the first has heard it before.
        mail.protection.isEncrypted = true;
        const ComposerWindow *other = office.desk.open(mail, {});
        QTRY_VERIFY2(barOf(other).contains(u"bob@example.net"_s), qPrintable(barOf(other)));
        QVERIFY(!window->composition().protection.isAny() && window->protection()->isHidden());
        QVERIFY(!window->isWorthKeeping());
    }

    void comesBackWithItsProtection()
    {
        Office office;
        ComposerWindow *window = office.desk.open(office.letter(), {});
        QTRY_VERIFY(isReady(window));
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        office.desk.showTakenBack(office.queued[0]);
        QTRY_COMPARE(office.desk.windows().size(), 1);
        QVERIFY(office.desk.windows().front()->composition().protection.isEncrypted);
    }
};

POSTHORN_TEST(SealedMailTest)
#include "tst_sealedmail.moc"
