// SPDX-License-Identifier: GPL-3.0-or-later
// Mail whose keys are still being looked for: what is sent, and what lies on a server, until they are known.
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composereditor.h"
#include "widgets/composer/composerhead.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/recipientfield.h"
#include "widgets/reader/banner.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSet>

#include <condition_variable>
#include <mutex>

#include "tests/core/crypto/playedsending.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Composition;
using crypto_test::PlayedKeys;
using crypto_test::PlayedSending;

namespace {

// What GnuPG is asked for, and when it may answer; for both threads.
class Gate
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
    }
    void pass(const QByteArray &address, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        m_asked.append(address);
        m_changed.wait(lock, stop, [this] { return m_isOpen; });
    }
    [[nodiscard]] QByteArrayList asked()
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    QByteArrayList m_asked;
    bool m_isOpen = false;
};

class HeldBack final : public PlayedSending
{
public:
    HeldBack(std::shared_ptr<PlayedKeys> keys, std::shared_ptr<Gate> gate)
        : PlayedSending(std::move(keys)), m_gate(std::move(gate))
    {}
    crypto::FoundKeys findKeys(crypto::Scheme scheme, const QByteArray &address,
                               const std::stop_token &stop) override
    {
        m_gate->pass(address, stop);
        return PlayedSending::findKeys(scheme, address, stop);
    }

private:
    std::shared_ptr<Gate> m_gate;
};

accounts::Account accountOf(const QString &address)
{
    accounts::Account one;
    one.id = QUuid::createUuid();
    one.smtp.endpoint.host = u"smtp.home.example"_s;
    one.address = address;
    return one;
}

// A desk whose first account wishes to encrypt when everybody has a key, as Ann and the writer have.
struct Office {
    Office()
    {
        accounts[0].encryptsMail = true;
        keys->add("rene@home.example", "RENE", true, true);
        keys->add("ann@example.net", "ANN");
        QObject::connect(&desk, &ComposerDesk::draftWanted, &desk,
                         [this](const outbox::Draft &draft) { drafts.push_back(draft); });
        QObject::connect(&desk, &ComposerDesk::queueWanted, &desk,
                         [this](const outbox::QueuedMail &mail) { queued.push_back(mail); });
    }
    ComposerWindow *open(const QByteArray &to, bool isEncrypted = false)
    {
        Composition mail = compose::newMail(desk.identities().front());
        if (!to.isEmpty())
            mail.to = {{.mailbox = {{}, to, "example.net"}}};
        mail.subject = u"Lunch"_s;
        mail.text = u"The secret word"_s;
        mail.protection.isEncrypted = isEncrypted;
        return desk.open(mail, {});
    }
    [[nodiscard]] QByteArray onServer() const
    {
        QByteArray all;
        for (const outbox::Draft &draft : drafts)
            all += draft.message;
        return all;
    }

    FakeClock clock;
    QList<accounts::Account> accounts{accountOf(u"rene@home.example"_s), accountOf(u"rene@work.example"_s)};
    std::shared_ptr<PlayedKeys> keys = std::make_shared<PlayedKeys>();
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    std::vector<outbox::Draft> drafts;
    std::vector<outbox::QueuedMail> queued;
    ComposerDesk desk{{clock, [this] { return accounts; }, std::make_unique<HeldBack>(keys, gate)}, nullptr};
};

bool isReady(const ComposerWindow *window)
{
    return window->protection()->content().icon == u"lock"_s;
}

QString said(const ComposerWindow *window)
{
    return window->notice()->content().sentence;
}

}

class AwaitedKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Sent at once, before GnuPG has answered: never in the clear when everybody has a key.
    void waitsUntilItIsKnownWhoHasAKey()
    {
        Office office;
        ComposerWindow *window = office.open("ann");
        window->send();
        QVERIFY2(said(window).contains(u"being looked for"_s), qPrintable(said(window)));
        QVERIFY(office.queued.empty());
        office.gate->open();
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.queued[0].mail.versions.size(), 1U);
        QVERIFY(!office.queued[0].mail.message.contains("secret word"));
        QVERIFY(!office.queued[0].mail.versions[0].message.contains("secret word"));
        QTRY_COMPARE(office.desk.windows().size(), 0);
    }

    void goesAsItIsWhenSomebodyHasNone()
    {
        Office office;
        ComposerWindow *window = office.open("bob");
        window->send();
        QVERIFY(office.queued.empty());
        office.gate->open();
        QTRY_COMPARE(office.queued.size(), 1U);
        QVERIFY(office.queued[0].mail.versions.empty());
        QVERIFY(office.queued[0].mail.message.contains("secret word"));
    }

    void doesNotSendWhatIsChangedMeanwhile()
    {
        Office office;
        ComposerWindow *window = office.open("ann");
        window->send();
        window->editor()->insertPlainText(u"More. "_s);
        QVERIFY2(said(window).contains(u"has not been sent"_s), qPrintable(said(window)));
        office.gate->open();
        QTRY_VERIFY(window->composition().protection.isEncrypted);
        QVERIFY(office.queued.empty());
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.queued[0].mail.versions.size(), 1U);
    }

    // Not at every key that is pressed; and what is typed last counts when it is sent.
    void looksForAddressesThatAreWhole()
    {
        Office office;
        office.gate->open();
        office.keys->add("ann@example.ne", "ANOTHER");
        ComposerWindow *window = office.open({});
        QTest::keyClicks(window->head()->field(0)->line(), u"ann@example.net"_s);
        QVERIFY(!window->composition().protection.isEncrypted);
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.queued[0].mail.versions.size(), 1U);
        const QByteArrayList asked = office.gate->asked();
        QCOMPARE(QSet<QByteArray>(asked.begin(), asked.end()),
                 (QSet<QByteArray>{"ann@example.net", "rene@home.example"}));
    }

    // A key that was imported since: nobody has to open the window again.
    void looksAgainForWhatWasMissing()
    {
        Office office;
        office.gate->open();
        ComposerWindow *window = office.open("bob", true);
        QTRY_VERIFY(window->protection()->content().sentence.contains(u"bob@example.net"_s));
        window->send();
        QTRY_VERIFY2(said(window).contains(u"bob@example.net"_s), qPrintable(said(window)));
        QVERIFY(office.queued.empty());
        office.keys->add("bob@example.net", "BOB");
        window->send();
        QTRY_COMPARE(office.queued.size(), 1U);
        QCOMPARE(office.keys->encryptedFor().at(0), "BOB RENE"_ba);
    }

    void keepsAnswersUntilThereAreNewerOnes()
    {
        Office office;
        office.gate->open();
        ComposerWindow *first = office.open("ann", true);
        QTRY_VERIFY(isReady(first));
        office.gate->close();
        ComposerWindow *second = office.open("ann", true);
        Q_EMIT first->head()->changed();
        QVERIFY(isReady(first) && isReady(second));
        first->send();  // with what is true now
        QVERIFY(office.queued.empty());
        office.gate->open();
        QTRY_COMPARE(office.queued.size(), 1U);
    }

    void putsNothingOnTheServerUntilItIsDecided()
    {
        Office office;
        office.gate->open();
        ComposerWindow *window = office.open({});
        window->save();
        QCOMPARE(office.drafts.size(), 1U);  // here
        const QUuid draft = office.drafts[0].id;
        office.desk.saveWithMessage(draft);
        QVERIFY(office.onServer().isEmpty());
        window->head()->field(0)->setRecipients({{.mailbox = {{}, "ann", "example.net"}}});
        Q_EMIT window->head()->changed();
        QVERIFY(window->isUndecided());
        office.desk.saveWithMessage(draft);
        QVERIFY(office.onServer().isEmpty());
        QTRY_VERIFY(window->composition().protection.isEncrypted);
        office.clock.advance(ComposerWindow::restFor);
        QVERIFY(compose::deserialize(office.drafts.back().composition)->protection.isEncrypted);
        office.desk.saveWithMessage(draft);
        QTRY_VERIFY(!office.onServer().isEmpty());
        QVERIFY(!office.onServer().contains("secret word"));
    }

    // What nobody has chosen follows the account.
    void followsTheWishesOfTheAccount()
    {
        Office office;
        office.gate->open();
        office.accounts[1].signsMail = true;
        ComposerWindow *window = office.open({});
        auto *from = window->head()->findChild<QComboBox *>();
        QVERIFY(!window->composition().protection.isSigned && window->isUndecided());
        Q_EMIT from->activated(1);
        QVERIFY(window->composition().protection.isSigned && !window->isUndecided());
        Q_EMIT from->activated(0);
        QVERIFY(!window->composition().protection.isSigned && window->isUndecided());
    }
};

POSTHORN_TEST(AwaitedKeysTest)
#include "tst_awaitedkeys.moc"
