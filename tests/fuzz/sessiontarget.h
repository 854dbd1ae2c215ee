// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/session.h"

#include <QCoreApplication>
#include <QPointer>

#include <vector>

#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

// A whole session under a server that is made of the fuzzer's octets. The first octet chooses what the
// account wants; then octets are the server's, but for 0xFF and the octet behind it, which let something else
// happen: TLS comes up, a command is run, time passes (see act()). 0xFE is the last tag that was sent.
namespace fuzz {

class SessionUnderFire
{
public:
    explicit SessionUnderFire(unsigned char options)
        : m_security(static_cast<net::Security>(options % 3)), m_transport(new FakeTransport(m_security)),
          m_session(std::make_unique<imap::Session>(std::unique_ptr<net::Transport>(m_transport.data()),
                                                    sessionOptions(options), m_clock))
    {
        watch();
        if ((options & 4) == 0)
            m_session->provideCredentials({user(), Secret(password())});
        m_session->start();
        m_transport->accept();
    }

    // False: something happened that must not.
    bool play(QByteArrayView input)
    {
        qsizetype from = 0;
        for (qsizetype i = 0; i < input.size() && m_isFine; ++i) {
            const auto octet = static_cast<unsigned char>(input[i]);
            if (octet < 0xFE)
                continue;
            serverSays(input.sliced(from, i - from).toByteArray());
            if (octet == 0xFE)
                serverSays(m_lastTag);
            else if (++i < input.size())
                act(static_cast<unsigned char>(input[i]));
            from = std::min(i + 1, input.size());
            turn();
        }
        serverSays(input.sliced(from).toByteArray());
        return ends();
    }

private:
    static QByteArray user() { return QByteArrayLiteral("bob"); }
    static QByteArray password() { return QByteArrayLiteral("c4nary!"); }

    static imap::SessionOptions sessionOptions(unsigned char wanted)
    {
        imap::SessionOptions options;
        options.host = "mail.test";
        options.plaintextConsent = true;
        options.compress = (wanted & 8) != 0;
        options.responsesPerCommand = 10'000;
        return options;
    }

    void expect(bool holds) { m_isFine = m_isFine && holds; }

    void watch()
    {
        using imap::Session;
        QObject::connect(m_session.get(), &Session::phaseChanged, m_session.get(),
                         [this](imap::Phase phase) { noticePhase(phase); });
        QObject::connect(m_session.get(), &Session::untagged, m_session.get(),
                         [this] { expect(m_isReady || m_phase >= imap::Phase::Authenticated); });
        QObject::connect(m_session.get(), &Session::ready, m_session.get(), [this] {
            expect(!m_isReady && (m_security == net::Security::None || m_session->isEncrypted()));
            m_isReady = true;
        });
        QObject::connect(m_session.get(), &Session::alerted, m_session.get(),
                         [this] { expect(m_session->isEncrypted()); });
        QObject::connect(m_session.get(), &Session::traffic, m_session.get(),
                         [this](const imap::TrafficLine &line) { expect(!holdsSecret(line.text)); });
        QObject::connect(m_session.get(), &Session::closed, m_session.get(), [this] { ++m_closed; });
    }

    // RFC 3501, 3: never backwards but from Selected to Authenticated, and nothing after the end.
    void noticePhase(imap::Phase phase)
    {
        using imap::Phase;
        const bool isBack = m_phase == Phase::Selected && phase == Phase::Authenticated;
        expect(phase > m_phase || isBack);
        const bool needsTls = phase >= Phase::Authenticating && phase <= Phase::Selected;
        expect(!needsTls || m_security == net::Security::None || m_transport->isEncrypted());
        m_phase = phase;
    }

    static bool holdsSecret(const QByteArray &octets)
    {
        const QByteArray plain = QByteArray(1, '\0') + user() + QByteArray(1, '\0') + password();
        return octets.contains(password()) || octets.contains(password().toBase64())
            || octets.contains(plain.toBase64());
    }

    void serverSays(const QByteArray &octets)
    {
        if (octets.isEmpty() || !m_transport || !m_transport->isOpen())
            return;
        m_transport->serverSends(octets);
        turn();
    }

    void turn()
    {
        if (m_transport) {
            const QByteArray written = m_transport->takeWritten();
            expect(m_security == net::Security::None || m_transport->isEncrypted() || !holdsSecret(written));
            const qsizetype start = written.lastIndexOf('\n', -2) + 1;
            const QByteArray word = written.sliced(start).split(' ').first();
            if (word.startsWith('a') && word.size() < 6)
                m_lastTag = word;
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    template <typename C, typename... Arguments>
    void run(Arguments &&...arguments)
    {
        constexpr std::size_t enough = 64;
        if (m_ends.size() >= enough)
            return;
        const std::size_t number = m_ends.size();
        m_ends.push_back(0);
        auto *command = m_session->run(std::make_unique<C>(std::forward<Arguments>(arguments)...));
        QObject::connect(command, &imap::Command::finished, command,
                         [this, number] { expect(++m_ends[number] == 1); });
    }

    void act(unsigned char what)
    {
        using namespace std::chrono_literals;
        switch (what % 16) {
        case 0:
            if (m_transport && m_transport->tlsStarted() && !m_transport->isEncrypted())
                m_transport->finishTls();
            return;
        case 1: return run<imap::NoopCommand>();
        case 2: return run<imap::SelectCommand>("INBOX");
        case 3: return run<imap::FetchCommand>(imap::Uid{1}, "UID FLAGS BODY[HEADER]");
        case 4:
            return run<imap::AppendCommand>("Sent", std::vector<QByteArray>{"\\Seen"}, m_clock.now(),
                                            "a\r\nb");
        case 5: return run<imap::IdleCommand>();
        case 6: return run<imap::SearchCommand>(imap::CommandText("ALL"));
        case 7: return run<imap::ListCommand>();
        case 8: m_clock.advance(30s); return;
        case 9: m_clock.advance(29min); return;
        case 10: m_session->logout(); return;
        case 11: m_session->provideCredentials({user(), Secret(password())}); return;
        case 12: m_session->abort(); return;
        case 13:
            if (m_transport)
                m_transport->serverCloses();
            return;
        case 14: return run<imap::StatusCommand>("Sent");
        default: return run<imap::FetchCommand>(imap::UidSet::single(imap::Uid{4}), "BODYSTRUCTURE ENVELOPE");
        }
    }

    bool ends()
    {
        m_session->abort();
        m_clock.advance(std::chrono::seconds(1));
        turn();
        expect(m_closed == 1 && m_session->phase() == imap::Phase::Closed && !m_session->selected());
        expect(std::all_of(m_ends.begin(), m_ends.end(), [](int times) { return times == 1; }));
        m_session.reset();
        turn();
        return m_isFine;
    }

    FakeClock m_clock;
    net::Security m_security;
    QPointer<FakeTransport> m_transport;
    std::unique_ptr<imap::Session> m_session;
    imap::Phase m_phase = imap::Phase::Connecting;
    QByteArray m_lastTag = "a1";
    std::vector<int> m_ends;  // how often each command has finished
    int m_closed = 0;
    bool m_isReady = false, m_isFine = true;
};

inline bool session(QByteArrayView input)
{
    if (input.isEmpty())
        return true;
    SessionUnderFire session(static_cast<unsigned char>(input.front()));
    return session.play(input.sliced(1));
}

}
