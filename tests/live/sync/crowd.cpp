// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/sync/crowd.h"

#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"

namespace live {

bool Crowd::begin(int sessions)
{
    for (int i = 0; i < sessions; ++i) {
        m_members.push_back(std::make_unique<Member>(m_server));
        if (!m_members.back()->client.open())
            return false;
    }
    Client &first = m_members.front()->client;
    if (!RealServers::select(first, "INBOX"))
        return false;
    (void)LiveSuite::expunge(first, "1:*");  // of an earlier time, as below
    for (quint32 box = 0; box < 3; ++box) {
        (void)RealServers::remove(first, boxOf(box));
        if (!first.say("CREATE " + boxOf(box)).ok())
            return false;
        for (int i = 0; i < 12; ++i) {
            if (!RealServers::put(first, boxOf(box), newMessage()))
                return false;
        }
    }
    const QByteArrayList hidden[] = {{"CONDSTORE", "QRESYNC"}, {"QRESYNC"}, {}};
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        m_accounts[i] = m_world.addAccount(hidden[i]);
        const QByteArray box = boxOf(static_cast<quint32>(i));
        if (!m_world.waitFor([&] { return m_world.openFolder(m_accounts[i], box); }))
            return false;
    }
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (!RealServers::select(m_members[i]->client, boxOf(static_cast<quint32>(i))))
            return false;
    }
    return true;
}

QByteArray Crowd::newMessage()
{
    const QByteArray subject = "crowd-" + QByteArray::number(++m_messages);
    QByteArray whole =
        message(subject, "This is " + subject + '.', "Message-ID: <" + subject + "@live.example>\r\n");
    m_world.know(whole);
    return whole;
}

std::unique_ptr<imap::Command> Crowd::drawCommand()
{
    const QByteArray uid = QByteArray::number(1 + m_random.bounded(40));
    const QByteArray box = boxOf(m_random.generate());
    const auto words = [](const QByteArray &text) { return std::make_unique<Say>(imap::CommandText(text)); };
    switch (m_random.bounded(12)) {
    case 0:
    case 1: return words("UID STORE " + uid + " +FLAGS (\\Seen)");
    case 2: return words("UID STORE " + uid + ":* -FLAGS (\\Seen)");
    case 3: return words("UID STORE " + uid + " +FLAGS (\\Flagged blue)");
    case 4: return words("UID STORE " + uid + " -FLAGS (\\Flagged blue)");
    case 5: return words("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)");
    case 6: return words("UID EXPUNGE " + uid + ":*");
    case 7: return words("UID COPY " + uid + ' ' + box);
    case 8: return words("UID MOVE " + uid + ' ' + box);
    case 9: return std::make_unique<imap::SelectCommand>(box);
    default:
        return std::make_unique<imap::AppendCommand>(box, std::vector<QByteArray>(),
                                                     QDateTime::currentDateTimeUtc(), newMessage());
    }
}

void Crowd::next(Member &member)
{
    if (member.left <= 0 || member.client.isClosed()) {
        member.left = 0;
        return;
    }
    --member.left;
    imap::Command *running = member.client.session().run(drawCommand());
    QObject::connect(running, &imap::Command::finished, &member.context, [this, &member] {
        QMetaObject::invokeMethod(
            &member.context, [this, &member] { next(member); }, Qt::QueuedConnection);
    });
}

bool Crowd::change(int timesEach)
{
    for (const auto &member : m_members) {
        member->left = timesEach;
        next(*member);
    }
    return m_world.waitFor([this] {
        return std::ranges::all_of(m_members, [](const auto &member) { return member->left == 0; });
    });
}

QByteArray Crowd::judge()
{
    QByteArray wrong;
    m_members.resize(1);
    for (quint32 number = 0; number < 3; ++number) {
        const QByteArray box = boxOf(number);
        const QByteArrayList there = LiveSuite::look(m_members.front()->client, box);
        for (const QUuid &account : m_accounts) {
            (void)m_world.openFolder(account, box);
            if (wrong.isEmpty() && !m_world.waitLong([&] { return m_world.kept(account, box) == there; }))
                wrong += '\n' + box + " here: " + m_world.kept(account, box).join(", ")
                    + "\n there: " + there.join(", ");
        }
    }
    for (const QByteArray &untruth : m_world.untruths())
        wrong += '\n' + untruth;
    return wrong;
}

}
