// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/properties/historyrun.h"

#include <QRandomGenerator>

#include <algorithm>

namespace {

constexpr int accountCount = 4;

// The same way of looking in every history, and what else a server may offer drawn.
QByteArrayList drawCapabilities(int account, QRandomGenerator &random)
{
    static const QByteArrayList ways[accountCount] = {
        {},
        {"CONDSTORE", "ENABLE"},
        {"CONDSTORE", "QRESYNC", "ENABLE"},
        {"CONDSTORE", "QRESYNC", "ENABLE", "UIDONLY", "UIDPLUS"}};
    QByteArrayList all = QByteArrayList{"IMAP4rev1"} + ways[account];
    for (const char *each : {"IDLE", "UIDPLUS", "MOVE", "ESEARCH", "UNSELECT", "SPECIAL-USE", "LITERAL+",
                             "OBJECTID", "NAMESPACE", "ID"}) {
        if (random.bounded(2) == 0 && !all.contains(each))
            all.append(each);
    }
    if (random.bounded(2) == 0)
        all << "LIST-EXTENDED"
            << "LIST-STATUS";
    return all;
}

class Run
{
public:
    Run(ModelWorld &world, const History &history) : m_world(world), m_history(history) {}

    Verdict operator()()
    {
        begin();
        for (const Step &step : m_history.steps) {
            take(step);
            if (step.rounds < 0)
                m_world.settle();
            for (int i = 0; i < step.rounds; ++i)
                (void)m_world.pump();
        }
        judge();
        for (const QUuid &account : m_accounts)
            m_world.removeAccount(account);
        return m_verdict;
    }

private:
    struct Marked {
        QByteArray keyword, testId, mailbox;
        journal::State state = journal::State::New;
    };

    void begin();
    void take(const Step &step);
    void others(const Step &step);
    void ours(const Step &step);
    void mark(const Step &step);
    void judge();
    void compareShown(const char *when);
    void judgeMarks();
    void fault(int account, const QByteArray &what)
    {
        if (m_verdict.what.isEmpty() && !what.isEmpty())
            m_verdict.what = "account " + QByteArray::number(account) + " ("
                + m_capabilities.at(account).join(' ') + "): " + what;
    }
    [[nodiscard]] std::shared_ptr<model::Mailbox> mailbox(quint32 number) const
    {
        auto at = m_model.mailboxes().begin();
        std::advance(at, number % m_model.mailboxes().size());
        return at->second;
    }
    [[nodiscard]] static QByteArray flagOf(quint32 number)
    {
        static const char *const flags[] = {"\\Seen",   "\\Flagged",  "\\Answered", "\\Deleted",
                                            "$MDNSent", "$Forwarded", "blue",       "\\Draft"};
        return flags[number % std::size(flags)];
    }

    ModelWorld &m_world;
    const History &m_history;
    model::Model m_model;
    std::vector<QUuid> m_accounts;
    QList<QByteArrayList> m_capabilities;
    std::vector<QByteArray> m_shown;
    std::vector<Marked> m_marked;
    Verdict m_verdict;
    int m_messages = 0;
    QObject m_context;  // ends what is connected with this history
};

void Run::begin()
{
    QObject::connect(m_world.room().journal(), &journal::Journal::stateChanged, &m_context,
                     [this](const journal::Entry &entry) {
                         const auto *change = std::get_if<journal::ChangeFlags>(&entry.operation);
                         for (Marked &marked : m_marked) {
                             if (change != nullptr && change->flag == marked.keyword)
                                 marked.state = entry.state;
                         }
                     });
    QRandomGenerator random(m_history.seed);
    const auto odd = [&random] { return random.bounded(4) == 0; };
    m_model.lies.emptiesDeleted = odd();
    m_model.lies.expungesAtOnce = odd();
    m_model.lies.forgetsExpunges = odd();
    m_model.lies.flagsWithoutUid = odd();
    m_model.lies.noUidNext = odd();
    m_model.lies.noModSeq = odd();
    m_model.lies.modSeqGoesBack = odd();
    m_model.lies.oddVanished = odd();
    m_model.create("Archive");
    const int messages = random.bounded(8);
    for (int i = 0; i < messages; ++i)
        m_model.append(*m_model.find("INBOX"), model::makeMessage("m" + QByteArray::number(++m_messages)));
    for (int i = 0; i < accountCount; ++i) {
        m_capabilities.append(drawCapabilities(i, random));
        m_accounts.push_back(m_world.addAccount(m_model, m_capabilities.at(i), i + 1));
        m_shown.emplace_back("INBOX");
    }
    if (random.bounded(4) != 0)
        m_world.settle();
}

void Run::take(const Step &step)
{
    if (step.kind >= Step::Kind::Drop)
        ours(step);
    else
        others(step);
}

void Run::others(const Step &step)
{
    const auto box = mailbox(step.a);
    const auto uid = [&step, &box] {
        return box->messages.empty() ? 0 : box->messages[step.b % box->messages.size()].uid;
    };
    switch (step.kind) {
    case Step::Kind::Append:
        for (quint32 i = 0; i <= step.b % 3; ++i)
            m_model.append(*box, model::makeMessage("m" + QByteArray::number(++m_messages)),
                           step.c % 2 == 0 ? QByteArrayList{} : QByteArrayList{flagOf(step.c)});
        break;
    case Step::Kind::Expunge:
        for (quint32 i = 0; i <= step.c % 3; ++i)
            m_model.expunge(*box, uid());
        break;
    case Step::Kind::Flag: m_model.changeFlag(*box, uid(), flagOf(step.c), step.c % 3 != 0); break;
    case Step::Kind::Move:
        if (const model::Message *message = box->find(uid())) {
            m_model.copy(model::Message(*message), *mailbox(step.c));
            m_model.expunge(*box, uid());
        }
        break;
    case Step::Kind::Create:
        m_model.create((step.a % 2 == 0 ? "" : box->name + '/') + "box" + QByteArray::number(step.b % 1000));
        break;
    case Step::Kind::Delete: m_model.remove(box->name); break;
    case Step::Kind::Rename: m_model.rename(box->name, "new" + QByteArray::number(step.b % 1000)); break;
    case Step::Kind::Renumber: m_model.renumber(box->name, 1 + step.b % 3 * 10); break;
    default: break;
    }
}

void Run::ours(const Step &step)
{
    const auto account = step.a % accountCount;
    switch (step.kind) {
    case Step::Kind::Drop: m_world.drop(m_accounts[account]); break;
    case Step::Kind::Capabilities: {
        QRandomGenerator random(step.b);
        m_world.setCapabilities(m_accounts[account],
                                drawCapabilities(static_cast<int>(step.c % accountCount), random));
        m_world.drop(m_accounts[account]);
        break;
    }
    case Step::Kind::Open:
        if (m_world.openFolder(m_accounts[account], mailbox(step.b)->name))
            m_shown[account] = mailbox(step.b)->name;
        break;
    case Step::Kind::Mark: mark(step); break;
    case Step::Kind::Time: m_world.clock().advance(std::chrono::seconds(step.a % 400)); break;
    default: break;
    }
}

// A keyword that nobody else uses: whatever has it at the end was marked by us, and only one may.
void Run::mark(const Step &step)
{
    const auto account = step.a % accountCount;
    const std::vector<imap::Uid> kept = m_world.kept(m_accounts[account], m_shown[account]);
    if (kept.empty())
        return;
    const auto target =
        m_world.targetOf(m_accounts[account], m_shown[account], kept[step.b % kept.size()].value);
    if (!target)
        return;
    const QByteArray keyword = "mark" + QByteArray::number(m_marked.size());
    const QByteArray testId = target->messageId.left(target->messageId.indexOf('@'));
    m_marked.push_back({keyword, testId, target->mailbox});
    m_world.room().journal()->append(journal::ChangeFlags{journal::Targets::of(*target), keyword, true});
}

void Run::judge()
{
    m_world.quieten();
    compareShown("as it was left");
    for (const QUuid &account : m_accounts)
        m_world.drop(account);
    m_world.quieten();
    for (int i = 0; i < accountCount; ++i)
        fault(i, m_world.foldersDiffer(m_accounts[static_cast<std::size_t>(i)], m_model));
    const auto mailboxes = m_model.mailboxes();
    for (const auto &[name, mailbox] : mailboxes) {
        for (std::size_t i = 0; i < m_accounts.size(); ++i) {
            m_shown[i] = name;
            if (!m_world.openFolder(m_accounts[i], name))
                fault(static_cast<int>(i), name + " cannot be opened");
        }
        m_world.settle();
        m_world.clock().advance(std::chrono::minutes(1));
        m_world.settle();
        compareShown("opened at the end");
    }
    judgeMarks();
    if (!m_model.complaints().isEmpty())
        fault(0, "the server complains: " + m_model.complaints().first());
    if (!m_world.failure().isEmpty())
        fault(0, m_world.failure());
}

void Run::compareShown(const char *when)
{
    for (int i = 0; i < accountCount; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto box = m_model.find(m_shown[index]);
        if (box == nullptr)
            continue;  // deleted meanwhile
        m_verdict.copies += static_cast<int>(box->messages.size());
        QByteArray difference = m_world.differs(m_accounts[index], *box);
        if (difference.isEmpty())
            continue;
        m_world.settle();
        if (m_world.differs(m_accounts[index], *box).isEmpty())
            difference += " (a moment later it was right)";
        fault(i, QByteArray(when) + ", " + difference);
    }
}

// Each keyword of ours was set once at most, and on the message it was meant for; what is told as done has
// been, unless the message was gone by then; and nothing waits for ever.
void Run::judgeMarks()
{
    for (const Marked &marked : m_marked) {
        int times = 0;
        bool isGone = false;
        for (const model::Effect &effect : m_model.ledger()) {
            isGone = isGone || effect.act == model::Act::Deleted
                || (effect.act == model::Act::Expunged && effect.testId == marked.testId);
            if (effect.act != model::Act::Flagged || effect.detail != marked.keyword)
                continue;
            ++times;
            if (effect.testId != marked.testId)
                fault(effect.client - 1, "meant " + marked.testId + " and marked " + effect.testId);
        }
        m_verdict.marks += times;
        if (times > 1)
            fault(0, marked.keyword + " was set " + QByteArray::number(times) + " times");
        if (times == 0 && marked.state == journal::State::Done && !isGone)
            fault(0, marked.keyword + " is told as done and was not");
        if (marked.state != journal::State::Done && marked.state != journal::State::Failed)
            fault(0, marked.keyword + " still waits");
    }
}

}

Verdict carryOut(ModelWorld &world, const History &history)
{
    return Run(world, history)();
}

History shrink(const History &history, int mostTries)
{
    History shortest = history;
    bool isShorter = true;
    for (int tries = 0; isShorter && tries < mostTries;) {
        isShorter = false;
        for (std::size_t i = shortest.steps.size(); i-- > 0 && tries < mostTries; ++tries) {
            History shorter = shortest;
            shorter.steps.erase(shorter.steps.begin() + static_cast<std::ptrdiff_t>(i));
            ModelWorld world;
            if (carryOut(world, shorter).what.isEmpty())
                continue;
            shortest = shorter;
            isShorter = true;
        }
    }
    return shortest;
}
