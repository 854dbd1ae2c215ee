// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include "tests/live/sync/scene.h"

namespace live {

// Many sessions that change the same mailboxes at once, each as fast as the server answers, while three
// accounts of ours look at them (plainly, by CONDSTORE and by QRESYNC).
class Crowd
{
public:
    Crowd(const ImapServer &server, quint32 seed) : m_server(server), m_random(seed), m_world(server) {}

    [[nodiscard]] bool begin(int sessions);
    [[nodiscard]] bool change(int timesEach);
    [[nodiscard]] QByteArray judge();  // what is wrong; empty: nothing

private:
    struct Member {
        explicit Member(const ImapServer &server) : client(server) {}
        Client client;
        QObject context;
        int left = 0;
    };
    void next(Member &member);
    [[nodiscard]] std::unique_ptr<imap::Command> drawCommand();
    [[nodiscard]] QByteArray newMessage();
    [[nodiscard]] static QByteArray boxOf(quint32 number) { return "crowd" + QByteArray::number(number % 3); }

    const ImapServer &m_server;
    QRandomGenerator m_random;
    LiveWorld m_world;
    std::array<QUuid, 3> m_accounts;
    std::vector<std::unique_ptr<Member>> m_members;
    int m_messages = 0;
};

}
