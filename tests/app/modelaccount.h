// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"
#include "app/wiring.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTemporaryDir>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>

#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"
#include "tests/support/modelsession.h"

// The whole program without its window, on a server of any number of connections that answers by itself.
class ModelAccount
{
public:
    explicit ModelAccount(QByteArrayList capabilities) : m_capabilities(std::move(capabilities))
    {
        const auto paths = store::ProfilePaths::in(m_folder.path());
        if (!paths.prepare())
            qFatal("no profile");
        account.id = QUuid::createUuid();
        account.imap.endpoint = {QStringLiteral("imap.test"), 993, net::Security::ImplicitTls, {}};
        account.imap.user = QStringLiteral("me");
        account.address = QStringLiteral("me@test");
        m_room = std::make_unique<app::StoreRoom>(paths, clock);
        m_room->open();
        reader.emplace(std::move(*store::Reader::open(paths.cacheDatabase())));
        engine = std::make_unique<app::Engine>(
            paths.cacheDatabase(), clock, [this](const net::Endpoint &to, const net::AcceptedCertificates &) {
                auto made = std::make_unique<FakeTransport>(to.security);
                m_lines.push_back({made.get(), nullptr});
                return made;
            });
        app::connectEngineToStore(*engine, *m_room);
        QObject::connect(engine.get(), &app::Engine::alerted, engine.get(),
                         [this](const QUuid &, const QByteArray &text) { alerts.append(text); });
    }
    ~ModelAccount()
    {
        engine.reset();
        m_room.reset();
    }
    ModelAccount(const ModelAccount &) = delete;
    ModelAccount &operator=(const ModelAccount &) = delete;

    void start()
    {
        if (!std::exchange(m_started, true))
            engine->start({account}, {});
    }
    void offer(const QByteArrayList &capabilities) { m_capabilities = capabilities; }
    // Every line drops, and is opened again in its time.
    void cutAll()
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (m_lines[i].transport && m_lines[i].transport->isOpen())
                m_lines[i].transport->serverCloses();
        }
        answer();
        // In small steps, for a line that is tried and not answered is given up: as long as the longest
        // pause.
        for (int step = 0; step < 44; ++step)
            wait(std::chrono::seconds(15));
    }
    void answer(int rounds = 60)
    {
        for (int round = 0; round < rounds; ++round) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            for (std::size_t i = 0; i < m_lines.size(); ++i)
                answerOne(i);
        }
    }
    // Those who idle hear of what has happened.
    void tellNews()
    {
        for (const LineTo &line : m_lines) {
            if (line.server && line.transport && line.transport->isOpen())
                line.server->tellWhileIdle();
        }
        answer();
    }
    // How many connections have the same mailbox selected, at the most, just now.
    [[nodiscard]] int mostSelections() const
    {
        std::map<const model::Mailbox *, int> counts;
        int most = 0;
        for (const LineTo &line : m_lines) {
            if (line.server && line.transport && line.transport->isOpen() && line.server->selected())
                most = std::max(most, ++counts[line.server->selected().get()]);
        }
        return most;
    }
    void wait(std::chrono::seconds time)
    {
        clock.advance(time);
        answer();
    }
    [[nodiscard]] app::StoreRoom &room() { return *m_room; }
    [[nodiscard]] int connections() const { return static_cast<int>(m_lines.size()); }
    [[nodiscard]] store::FolderId folder(const QByteArray &mailbox) const
    {
        const auto known = reader->folder(account.id, mailbox);
        return known ? known->id : store::FolderId{};
    }
    // "1s 2": the UIDs, with an s for those that were seen.
    [[nodiscard]] QByteArray kept(const QByteArray &mailbox) const
    {
        QByteArrayList uids;
        for (const store::FlagsSeen &seen : reader->knownFlags(folder(mailbox)))
            uids.append(QByteArray::number(seen.uid.value) + (seen.flags.has(store::Flags::Seen) ? "s" : ""));
        return uids.join(' ');
    }

    FakeClock clock;
    accounts::Account account;
    model::Model model;
    std::optional<store::Reader> reader;
    std::unique_ptr<app::Engine> engine;
    QByteArrayList alerts;
    int commandsBeforeBye = -1;  // of each connection; -1: the server keeps it
    QByteArray bye;

private:
    struct LineTo {
        QPointer<FakeTransport> transport;
        std::unique_ptr<model::Session> server;
        int commands = 0;
    };
    void answerOne(std::size_t index)
    {
        QPointer<FakeTransport> transport = m_lines[index].transport;
        if (!transport || !transport->isOpen())
            return;
        if (!m_lines[index].server) {
            m_lines[index].server =
                std::make_unique<model::Session>(model, m_capabilities, static_cast<int>(index) + 1);
            transport->accept();
            if (!transport)
                return;
        }
        const QByteArray octets = transport->takeWritten();
        m_lines[index].commands += static_cast<int>(octets.count("\r\n"));
        if (commandsBeforeBye >= 0 && m_lines[index].commands >= commandsBeforeBye) {
            transport->serverSends("* BYE " + bye + "\r\n");
            if (transport)
                transport->serverCloses();
            return;
        }
        if (!octets.isEmpty())
            m_lines[index].server->receive(octets);
        const QByteArray answer = m_lines[index].server->takeOutput();
        if (!answer.isEmpty())
            transport->serverSends(answer);
    }

    QTemporaryDir m_folder;
    QByteArrayList m_capabilities;
    std::unique_ptr<app::StoreRoom> m_room;
    std::deque<LineTo> m_lines;
    bool m_started = false;
};
