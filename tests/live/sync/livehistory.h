// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/sync/scene.h"
#include "tests/properties/history.h"

namespace live {

// One history on a real server: three accounts of ours look at the same mailboxes, plainly, by CONDSTORE and
// by QRESYNC, while other clients do what the history says.
class LiveHistory
{
public:
    LiveHistory(const ImapServer &server, const History &history);

    [[nodiscard]] QByteArray carryOut();  // what is wrong; empty: nothing
    [[nodiscard]] int copies() const { return m_copies; }
    [[nodiscard]] int marks() const { return m_marks; }

private:
    static constexpr std::size_t accountCount = 3;
    struct Marked {
        QByteArray keyword, subject;
    };

    [[nodiscard]] Client &other(quint32 number);
    // False: there is no such mailbox any more.
    [[nodiscard]] bool selects(quint32 number, const QByteArray &mailbox);
    void say(quint32 number, const QByteArray &text);
    [[nodiscard]] QByteArrayList mailboxes(bool onlyOurs);
    void append(quint32 number, const QByteArray &mailbox, const QByteArray &flag = {});
    void cleanUp();
    void take(const Step &step);
    void others(const Step &step, const QByteArray &mailbox);
    void withOneMessage(const Step &step, const QByteArray &mailbox);
    void ours(const Step &step, const QByteArray &mailbox);
    void mark(const Step &step);
    void judge();
    void judge(const QByteArray &mailbox);
    void fault(const QByteArray &what)
    {
        if (m_wrong.isEmpty())
            m_wrong = what;
    }

    const ImapServer &m_server;
    const History &m_history;
    LiveWorld m_world;
    std::array<QUuid, accountCount> m_accounts;
    std::array<QByteArray, accountCount> m_shown{"INBOX", "INBOX", "INBOX"};
    std::array<std::unique_ptr<Client>, 3> m_others;
    std::vector<Marked> m_marked;
    QByteArray m_name, m_wrong;
    int m_messages = 0, m_copies = 0, m_marks = 0, m_inboxRenamed = 0;
};

}
