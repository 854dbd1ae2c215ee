// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/limits.h"
#include "core/crypto/messagesealer.h"

#include <condition_variable>
#include <mutex>

#include "tests/core/crypto/mails.h"
#include "tests/core/crypto/playedsending.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace crypto_test;
using crypto::MessageSealer;
using crypto::Sealed;

namespace {

// GnuPG while its pinentry waits for somebody who has gone.
class WaitingSigner final : public PlayedSending
{
public:
    using PlayedSending::PlayedSending;
    crypto::Signature sign(crypto::Scheme /*scheme*/, const QByteArray & /*octets*/,
                           const QByteArray & /*fingerprint*/, crypto::Consent /*consent*/,
                           const std::stop_token &stop) override
    {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait(lock, stop, [] { return false; });
        return {crypto::Failure::TookTooLong};
    }
};

// It says that it has encrypted, and has not.
class Pretender final : public PlayedSending
{
public:
    crypto::Ciphertext encrypt(crypto::Scheme /*scheme*/, const QByteArray &octets,
                               const std::vector<crypto::RecipientKey> & /*keys*/,
                               const std::stop_token & /*stop*/) override
    {
        return {{}, octets, {}};
    }
};

const QByteArray message =
    "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nsecret\r\n";

crypto::SealRequest sealRequest(const QByteArray &signer)
{
    crypto::SealRequest made{.message = message, .signer = signer};
    made.readers = {{{"KEY", "a@example.org"}}};
    made.random = QByteArray(16, 'r');
    return made;
}

}

class MessageSealerTest : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    QList<std::pair<QUuid, Sealed>> m_sealed;
    int m_found = 0;

    std::unique_ptr<MessageSealer> sealer(std::unique_ptr<crypto::Backend> backend)
    {
        m_sealed.clear();
        m_found = 0;
        auto made = std::make_unique<MessageSealer>(std::move(backend), m_clock);
        connect(made.get(), &MessageSealer::sealed, this, [this](const QUuid &id, const Sealed &result) {
            m_sealed.append({id, result});
        });
        connect(made.get(), &MessageSealer::keysFound, this, [this] { ++m_found; });
        return made;
    }

private Q_SLOTS:
    void answersInOrder()
    {
        const auto sealing = sealer(std::make_unique<PlayedSending>());
        const QUuid first = QUuid::createUuid(), second = QUuid::createUuid();
        sealing->seal(first, sealRequest("KEY"));
        sealing->findKeys(crypto::Scheme::OpenPgp, "a@example.org");
        sealing->seal(second, sealRequest({}));
        QTRY_COMPARE(m_sealed.size(), 2);
        QCOMPARE(m_sealed[0].first, first);
        QCOMPARE(m_sealed[1].first, second);
        QCOMPARE(m_found, 1);
        QCOMPARE(said(m_sealed[0].second.failure), ""_ba);
        QVERIFY(m_sealed[0].second.messages.at(0).startsWith("From: a@example.org\r\nMIME-Version: 1.0\r\n"
                                                             "Content-Type: multipart/encrypted"));
    }

    // Whoever waits for a passphrase has minutes, and who waits behind that has all of their own time.
    void endsInTime()
    {
        const auto sealing = sealer(std::make_unique<WaitingSigner>());
        sealing->seal(QUuid::createUuid(), sealRequest("KEY"));
        sealing->seal(QUuid::createUuid(), sealRequest({}));
        m_clock.advance(crypto::limits::byItself);
        QVERIFY(m_sealed.isEmpty());
        m_clock.advance(crypto::limits::asked);
        QTRY_COMPARE(m_sealed.size(), 2);
        QCOMPARE(said(m_sealed[0].second.failure), "TookTooLong"_ba);
        QCOMPARE(said(m_sealed[1].second.failure), ""_ba);
    }

    void tellsNothingOfWhatIsGivenUp()
    {
        const auto sealing = sealer(std::make_unique<WaitingSigner>());
        const QUuid running = QUuid::createUuid(), waiting = QUuid::createUuid(), last = QUuid::createUuid();
        sealing->seal(running, sealRequest("KEY"));
        sealing->seal(waiting, sealRequest({}));
        sealing->seal(last, sealRequest({}));
        sealing->giveUp(running);
        sealing->giveUp(waiting);
        QTRY_COMPARE(m_sealed.size(), 1);
        QCOMPARE(m_sealed[0].first, last);
    }

    void goesWhileGnuPgIsBusy()
    {
        sealer(std::make_unique<WaitingSigner>())->seal(QUuid::createUuid(), sealRequest("KEY"));
        QVERIFY(m_sealed.isEmpty());
    }

    // Octets that are not what they should be never become a message.
    void looksAtWhatItWasGiven()
    {
        const auto sealing = sealer(std::make_unique<Pretender>());
        sealing->seal(QUuid::createUuid(), sealRequest({}));
        QTRY_COMPARE(m_sealed.size(), 1);
        QCOMPARE(said(m_sealed[0].second.failure), "NoIntegrity"_ba);
        QVERIFY(m_sealed[0].second.messages.empty());
    }
};

POSTHORN_TEST(MessageSealerTest)
#include "tst_messagesealer.moc"
