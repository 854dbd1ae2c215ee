// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/limits.h"
#include "core/crypto/messageopener.h"

#include <condition_variable>
#include <mutex>

#include "tests/core/crypto/mails.h"
#include "tests/core/crypto/playedsending.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace crypto_test;
using crypto::Consent;
using crypto::Findings;
using crypto::MessageOpener;

namespace {

// One message for keys, with nothing in it, as packets.
const QByteArray encryptedPackets = "\xc1\x01\x03\xd2\x01\x01"_ba;

// GnuPG while its pinentry waits for somebody who has gone.
class WaitingBackend final : public PlayedSending
{
public:
    Findings verifyDetached(crypto::Scheme /*scheme*/, const QByteArray & /*covered*/,
                            const QByteArray & /*signature*/, const std::stop_token &stop) override
    {
        return wait(stop);
    }
    Findings verifyOpaque(const QByteArray & /*signedData*/, const std::stop_token &stop) override
    {
        return wait(stop);
    }
    Findings decrypt(crypto::Scheme /*scheme*/, const QByteArray & /*encrypted*/, Consent /*consent*/,
                     const std::stop_token &stop) override
    {
        return wait(stop);
    }

private:
    static Findings wait(const std::stop_token &stop)
    {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait(lock, stop, [] { return false; });
        return {crypto::Failure::TookTooLong};
    }
};

crypto::Request encrypted(Consent consent)
{
    crypto::Request asked =
        request(multipart("encrypted",
                          {"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
                           base64Part("application/octet-stream", encryptedPackets)},
                          "; protocol=\"application/pgp-encrypted\""));
    asked.consent = consent;
    return asked;
}

}

class MessageOpenerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsInTime()
    {
        FakeClock clock;
        MessageOpener opener(std::make_unique<WaitingBackend>(), clock);
        QList<crypto::Opened> answers;
        connect(&opener, &MessageOpener::opened, this,
                [&](const crypto::Opened &answer) { answers += answer; });
        opener.open(encrypted(Consent::ByItself));
        clock.advance(crypto::limits::byItself);
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(said(answers[0].decryption), "Locked"_ba);
        opener.open(encrypted(Consent::Asked));
        clock.advance(crypto::limits::byItself);
        clock.advance(crypto::limits::asked);
        QTRY_COMPARE(answers.size(), 2);
        QCOMPARE(said(answers[1].decryption), "Refused TookTooLong"_ba);
    }

    void tellsOnlyTheLastAnswer()
    {
        FakeClock clock;
        MessageOpener opener(std::make_unique<WaitingBackend>(), clock);
        QList<crypto::Opened> answers;
        connect(&opener, &MessageOpener::opened, this,
                [&](const crypto::Opened &answer) { answers += answer; });
        opener.open(encrypted(Consent::Asked));
        opener.open(request(textPart("Hello")));
        QTRY_COMPARE(answers.size(), 1);
        QCOMPARE(said(answers[0].decryption), "None"_ba);
    }

    void goesWhileGnuPgIsBusy()
    {
        FakeClock clock;
        bool isAnswered = false;
        {
            MessageOpener opener(std::make_unique<WaitingBackend>(), clock);
            connect(&opener, &MessageOpener::opened, this, [&] { isAnswered = true; });
            opener.open(encrypted(Consent::Asked));
        }
        QVERIFY(!isAnswered);
    }
};

POSTHORN_TEST(MessageOpenerTest)

#include "tst_messageopener.moc"
