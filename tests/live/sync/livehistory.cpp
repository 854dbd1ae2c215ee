// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/sync/livehistory.h"

#include "core/imap/session/commands/mailboxes.h"

#include <QRandomGenerator>

namespace live {

namespace {

const QByteArrayList ways[] = {{"CONDSTORE", "QRESYNC"}, {"QRESYNC"}, {}};  // hidden
constexpr const char *names[] = {"plain", "CONDSTORE", "QRESYNC"};

// Dovecot's own come back by themselves.
bool isOurs(const QByteArray &mailbox)
{
    static const QByteArrayList others{"Archive", "Drafts", "Junk", "Sent", "Trash"};
    return !others.contains(mailbox);
}

QByteArray flagOf(quint32 number)
{
    static const char *const flags[] = {"\\Seen",    "\\Flagged",  "\\Answered",
                                        "\\Deleted", "$Forwarded", "blue"};
    return flags[number % std::size(flags)];
}

}

LiveHistory::LiveHistory(const ImapServer &server, const History &history)
    : m_server(server), m_history(history), m_world(server), m_name('h' + QByteArray::number(history.seed))
{}

// The server says goodbye to whoever has a mailbox open that goes: then it is another one.
Client &LiveHistory::other(quint32 number)
{
    std::unique_ptr<Client> &client = m_others[number % m_others.size()];
    if (client == nullptr || client->isClosed()) {
        client = std::make_unique<Client>(m_server);
        if (!client->open())
            fault("another client cannot log in");
    }
    return *client;
}

bool LiveHistory::selects(quint32 number, const QByteArray &mailbox)
{
    return RealServers::select(other(number), mailbox) || RealServers::select(other(number), mailbox);
}

void LiveHistory::say(quint32 number, const QByteArray &text)
{
    if (other(number).say(text).status == imap::Completion::Status::ConnectionLost)
        (void)other(number).say(text);
}

QByteArrayList LiveHistory::mailboxes(bool onlyOurs)
{
    QByteArrayList found;
    std::vector<imap::ListData> listed = RealServers::list(other(0), "*");
    if (other(0).isClosed() || listed.empty())
        listed = RealServers::list(other(0), "*");
    for (const imap::ListData &each : listed) {
        const bool isOne = std::ranges::none_of(each.attributes, [](const QByteArray &attribute) {
            return attribute.compare("\\Noselect", Qt::CaseInsensitive) == 0
                || attribute.compare("\\NonExistent", Qt::CaseInsensitive) == 0;
        });
        if (isOne && (!onlyOurs || isOurs(each.mailbox)))
            found.append(each.mailbox);
    }
    std::sort(found.begin(), found.end());
    return found;
}

void LiveHistory::append(quint32 number, const QByteArray &mailbox, const QByteArray &flag)
{
    const QByteArray subject = m_name + '-' + QByteArray::number(++m_messages);
    const QByteArray whole =
        message(subject, "This is " + subject + '.', "Message-ID: <" + subject + "@live.example>\r\n");
    m_world.know(whole);
    std::vector<QByteArray> flags;
    if (!flag.isEmpty())
        flags.push_back(flag);
    if (!RealServers::put(other(number), mailbox, whole, flags))
        (void)RealServers::put(other(number), mailbox, whole, flags);
}

// What another history has left.
void LiveHistory::cleanUp()
{
    QByteArrayList old = mailboxes(true);
    std::reverse(old.begin(), old.end());  // the lower ones first
    for (const QByteArray &mailbox : old) {
        if (mailbox != "INBOX")
            say(0, "DELETE \"" + mailbox + '"');
    }
    if (selects(0, "INBOX"))
        (void)LiveSuite::expunge(other(0), "1:*");
    say(0, "CREATE work" + m_name);
    QRandomGenerator random(m_history.seed);
    for (int i = random.bounded(8); i > 0; --i)
        append(0, "INBOX");
    for (int i = random.bounded(6); i > 0; --i)
        append(0, "work" + m_name);
}

QByteArray LiveHistory::carryOut()
{
    cleanUp();
    for (std::size_t i = 0; i < accountCount; ++i)
        m_accounts[i] = m_world.addAccount(ways[i]);
    if (m_history.seed % 4 != 0 && !m_world.settle())
        return m_world.failure();
    for (const Step &step : m_history.steps) {
        take(step);
        if (step.rounds < 0 && !m_world.settle())
            return "after \"" + toText(step) + "\": " + m_world.failure();
        int turns = 0;
        (void)m_world.waitFor([&] { return turns++ >= step.rounds; });
    }
    judge();
    return m_wrong;
}

void LiveHistory::take(const Step &step)
{
    const QByteArrayList there = mailboxes(true);
    if (there.isEmpty()) {
        fault("the server lists nothing");
        return;
    }
    if (step.kind >= Step::Kind::Drop)
        ours(step, there[static_cast<qsizetype>(step.b) % there.size()]);
    else
        others(step, there[static_cast<qsizetype>(step.a) % there.size()]);
}

void LiveHistory::others(const Step &step, const QByteArray &mailbox)
{
    const QByteArray name = '"' + mailbox + '"';
    const bool isInbox = mailbox == "INBOX";
    switch (step.kind) {
    case Step::Kind::Append:
        for (quint32 i = 0; i <= step.b % 3; ++i)
            append(step.c, mailbox, step.c % 2 == 0 ? QByteArray() : flagOf(step.c));
        break;
    case Step::Kind::Create:
        say(step.c,
            "CREATE \"" + (step.a % 2 == 0 ? QByteArray() : mailbox + '/') + "box" + m_name
                + QByteArray::number(step.b % 1000) + '"');
        break;
    case Step::Kind::Delete:
        if (!isInbox)
            say(step.c, "DELETE " + name);
        break;
    case Step::Kind::Rename:
        if (!isInbox || m_inboxRenamed++ < 2)  // more often is taken for the server's habit
            say(step.c, "RENAME " + name + " \"new" + m_name + QByteArray::number(step.b % 1000) + '"');
        break;
    case Step::Kind::Renumber:
        if (isInbox)
            break;
        say(step.c, "DELETE " + name);
        say(step.c, "CREATE " + name);
        append(step.c, mailbox);
        append(step.c, mailbox);
        break;
    default: withOneMessage(step, mailbox);
    }
}

void LiveHistory::withOneMessage(const Step &step, const QByteArray &mailbox)
{
    if (!selects(step.c, mailbox) || RealServers::exists(other(step.c)) == 0)
        return;
    const auto all = RealServers::fetch(other(step.c), "UID FLAGS").messages;
    if (all.empty())
        return;
    const auto uid = [&](quint32 number) {
        return QByteArray::number(all[number % all.size()].items.uid.value_or(imap::Uid{1}).value);
    };
    switch (step.kind) {
    case Step::Kind::Flag:
        say(step.c,
            "UID STORE " + uid(step.b) + (step.c % 3 != 0 ? " +" : " -") + "FLAGS (" + flagOf(step.c) + ')');
        break;
    case Step::Kind::Move:
        say(step.c, "UID MOVE " + uid(step.b) + " \"" + (step.c % 2 == 0 ? "INBOX" : "work" + m_name) + '"');
        break;
    default: {
        const QByteArray uids = uid(step.b) + ',' + uid(step.b + step.c % 3);
        say(step.c, "UID STORE " + uids + " +FLAGS.SILENT (\\Deleted)");
        say(step.c, "UID EXPUNGE " + uids);
    }
    }
}

void LiveHistory::ours(const Step &step, const QByteArray &mailbox)
{
    const auto account = step.a % accountCount;
    switch (step.kind) {
    case Step::Kind::Drop: m_world.cut(m_accounts[account]); break;
    case Step::Kind::Capabilities:
        m_world.hide(m_accounts[account], ways[step.c % std::size(ways)]);
        m_world.cut(m_accounts[account]);
        break;
    case Step::Kind::Open:
        if (m_world.openFolder(m_accounts[account], mailbox))
            m_shown[account] = mailbox;
        break;
    case Step::Kind::Mark: mark(step); break;
    case Step::Kind::Time: m_world.pass(std::chrono::seconds(step.a % 400)); break;
    default: break;
    }
}

// A keyword that nobody else uses: whatever has it at the end was marked by us, and only one may.
void LiveHistory::mark(const Step &step)
{
    const auto account = step.a % accountCount;
    const QByteArrayList kept = m_world.kept(m_accounts[account], m_shown[account]);
    if (kept.isEmpty() || kept.first() == "no folder")
        return;
    const QByteArray subject = kept[static_cast<qsizetype>(step.b) % kept.size()].split(' ').value(1);
    const auto target = m_world.targetOf(m_accounts[account], m_shown[account], subject);
    if (!target)
        return;
    const QByteArray keyword = "mark" + QByteArray::number(m_marked.size()) + m_name;
    m_marked.push_back({keyword, subject});
    m_world.room().journal()->append(journal::ChangeFlags{journal::Targets::of(*target), keyword, true});
}

void LiveHistory::judge()
{
    if (!m_world.waitLong([this] { return m_world.room().journal()->pending().empty(); }))
        fault("something of ours still waits: "
              + QByteArray::number(m_world.room().journal()->pending().size()));
    const QByteArrayList there = mailboxes(false);
    for (std::size_t i = 0; i < accountCount; ++i) {
        const auto here = [&] {
            QByteArrayList listed;
            for (const store::Folder &folder : m_world.reader().folders(m_accounts[i])) {
                if (folder.selectable)
                    listed.append(folder.mailbox);
            }
            std::sort(listed.begin(), listed.end());
            return listed;
        };
        m_world.engine().refresh();
        if (m_wrong.isEmpty() && !m_world.waitLong([&] { return here() == there; }))
            fault(QByteArray(names[i]) + ": folders here: " + here().join(", ")
                  + "; there: " + there.join(", "));
    }
    for (const QByteArray &mailbox : mailboxes(true)) {
        if (m_wrong.isEmpty())  // each may wait for long
            judge(mailbox);
    }
    if (!m_world.untruths().isEmpty())
        fault("for a moment: " + m_world.untruths().first());
    if (!m_world.failure().isEmpty())
        fault(m_world.failure());
}

void LiveHistory::judge(const QByteArray &mailbox)
{
    if (!selects(0, "INBOX"))  // says goodbye, if it has to
        fault("INBOX cannot be selected");
    const QByteArrayList there = LiveSuite::look(other(0), mailbox);
    for (const QUuid &account : m_accounts) {
        if (!m_world.openFolder(account, mailbox))
            fault(mailbox + " cannot be opened");
    }
    const auto isSame = [&](const QUuid &account) { return m_world.kept(account, mailbox) == there; };
    if (!m_world.waitLong([&] { return std::ranges::all_of(m_accounts, isSame); })) {
        for (std::size_t i = 0; i < accountCount; ++i) {
            if (!isSame(m_accounts[i]))
                fault(QByteArray(names[i]) + ": " + mailbox + " here: "
                      + m_world.kept(m_accounts[i], mailbox).join(", ") + "; there: " + there.join(", "));
        }
    }
    m_copies += static_cast<int>(there.size() * static_cast<qsizetype>(accountCount));
    for (const QByteArray &line : there) {
        const QByteArrayList words = line.split(' ');
        for (const Marked &marked : m_marked) {
            if (!words.contains(marked.keyword))
                continue;
            ++m_marks;
            if (words.value(1) != marked.subject)
                fault("meant " + marked.subject + " and marked " + words.value(1));
        }
    }
}

}
