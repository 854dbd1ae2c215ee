// SPDX-License-Identifier: GPL-3.0-or-later
// Killed at every step, and the line cut at every step: the database is copied at every moment that the
// outside could notice, and life goes on from each of the copies.
#include <QFile>

#include <cstdio>
#include <functional>

#include "tests/core/outbox/outboxworld.h"

using namespace Qt::StringLiterals;
using outbox::MailState;
using receipts::SubmitEnd;

namespace {

// The other side of the wires: survives our crashes.
struct Servers {
    QHash<QByteArray, int> delivered;  // by recipient
    QByteArrayList saved;              // Message-IDs in the folder for sent mail
};

// What a disk and the servers hold when the power fails.
struct Moment {
    QByteArray database, log;
    Servers servers;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(octets);
}

// What the server and the line do with each submission, drawn from a seed.
enum class Fate { Accepted, CutBefore, CutBehind, Refused, RefusedForNow };

// One process whose servers answer at once.
class Process
{
public:
    Process(const Moment &start, std::function<Fate()> fate) : servers(start.servers), m_fate(std::move(fate))
    {
        if (!start.database.isEmpty()) {
            write(path(), start.database);
            write(path() + u"-wal"_s, start.log);
        }
        m_user.emplace(std::move(*store::openUser(path())));
        m_journal = std::make_unique<journal::Journal>(m_user->database, m_clock);
        m_outbox = std::make_unique<outbox::Outbox>(
            m_user->database, *m_journal, m_clock,
            [](const QUuid &, store::FolderRole) { return std::optional<QByteArray>("Sent"); });
        connectAll();
        m_outbox->restore();
    }

    void queue(const outbox::QueuedMail &mail) { m_outbox->queue(mail); }
    void live() { m_clock.advance(std::chrono::hours(24 * 7)); }
    [[nodiscard]] std::vector<outbox::OutboxEntry> entries() const { return m_outbox->entries(); }

    std::vector<Moment> moments;
    Servers servers;

private:
    [[nodiscard]] QString path() const { return m_folder.path() + u"/user.db"_s; }
    void remember() { moments.push_back({contents(path()), contents(path() + u"-wal"_s), servers}); }

    void connectAll()
    {
        using outbox::Outbox;
        QObject::connect(m_outbox.get(), &Outbox::changed, m_outbox.get(), [this] { remember(); });
        QObject::connect(m_outbox.get(), &Outbox::removed, m_outbox.get(), [this] { remember(); });
        QObject::connect(m_outbox.get(), &Outbox::submitRequested, m_outbox.get(),
                         [this](const outbox::SubmitOrder &order) { submit(order); });
        QObject::connect(m_journal.get(), &journal::Journal::appended, m_outbox.get(),
                         [this](const journal::Entry &entry) { carryOut(entry); });
        for (const journal::Entry &entry : m_journal->pending())
            carryOut(entry);
    }

    void submit(const outbox::SubmitOrder &order)
    {
        remember();
        const Fate fate = m_fate();
        if (fate == Fate::Accepted || fate == Fate::CutBehind) {
            for (const auto &each : order.transaction.recipients)
                ++servers.delivered[each.address];
            remember();
        }
        const QByteArray first = order.transaction.recipients.front().address;
        outbox::SubmitResult result = fate == Fate::Refused ? refusing(SubmitEnd::Rejected, first, 550)
            : fate == Fate::RefusedForNow                   ? refusing(SubmitEnd::TryLater, first, 450)
                                                            : ending(SubmitEnd::Accepted);
        if (fate == Fate::CutBefore)
            result = ending(SubmitEnd::TryLater);
        else if (fate == Fate::CutBehind)
            result = ending(SubmitEnd::Uncertain);
        m_outbox->submitEnded(order.mail, result);
    }

    // As the task does: it looks by the Message-ID first.
    void carryOut(const journal::Entry &entry)
    {
        remember();
        if (const auto *append = std::get_if<journal::AppendMessage>(&entry.operation)) {
            if (!servers.saved.contains(append->messageId))
                servers.saved.append(append->messageId);
            remember();
        }
        QMetaObject::invokeMethod(
            m_outbox.get(), [this, id = entry.id] { m_journal->record(id, journal::State::Done, {}); },
            Qt::QueuedConnection);
        m_settle = m_clock.alarm({}, [] { QCoreApplication::sendPostedEvents(); });
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::optional<store::UserDatabase> m_user;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<outbox::Outbox> m_outbox;
    std::unique_ptr<Alarm> m_settle;
    std::function<Fate()> m_fate;
};

struct Count {
    int sends = 0, lost = 0, twice = 0, uncertain = 0, notSaved = 0;
};

// Who has it, has it once; who has not, the outbox knows of him.
void judge(const Process &process, const QByteArrayList &recipients, Count &count)
{
    const auto entries = process.entries();
    for (const QByteArray &recipient : recipients) {
        ++count.sends;
        const int delivered = process.servers.delivered.value(recipient);
        count.twice += delivered > 1 ? 1 : 0;
        const bool isKnown = std::any_of(entries.begin(), entries.end(), [&](const auto &entry) {
            return std::any_of(entry.recipients.begin(), entry.recipients.end(), [&](const auto &each) {
                return each.address == recipient && each.kind != outbox::RecipientState::Kind::Accepted;
            });
        });
        count.lost += delivered == 0 && !isKnown ? 1 : 0;
        count.uncertain += std::any_of(entries.begin(), entries.end(),
                                       [](const auto &entry) { return entry.state == MailState::Uncertain; });
    }
    const bool isSaved = !process.servers.saved.isEmpty();
    count.notSaved += entries.empty() && !process.servers.delivered.isEmpty() && !isSaved ? 1 : 0;
}

}

class TestOutboxKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingGoesTwice();
};

void TestOutboxKills::nothingIsLostAndNothingGoesTwice()
{
    COVERS("REL-17");
    const int wanted = std::max(300, qEnvironmentVariableIntValue("POSTHORN_FAULTED_SENDS"));
    Count count;
    quint32 seed = 1;
    const auto draw = [&seed] {
        seed = seed * 1664525U + 1013904223U;
        return static_cast<Fate>((seed >> 16U) % 5U);
    };
    const QByteArrayList recipients{"anna@example.org", "ben@example.org", "cleo@example.org"};
    auto mail = mailTo(recipients);
    mail.mail.recipients[1].disposition = true;
    while (count.sends < wanted) {
        Process first({}, draw);
        first.queue(mail);
        first.live();
        judge(first, recipients, count);
        for (const Moment &moment : first.moments) {
            Process second(moment, draw);
            second.live();
            judge(second, recipients, count);
            // And once more, from somewhere in this life.
            if (second.moments.empty())
                continue;
            const Moment &again = second.moments[(seed >> 8U) % second.moments.size()];
            Process third(again, [] { return Fate::Accepted; });
            third.live();
            judge(third, recipients, count);
        }
    }
    QCOMPARE(count.lost, 0);
    QCOMPARE(count.twice, 0);
    QCOMPARE(count.notSaved, 0);
    QVERIFY(count.uncertain > 0);
    std::printf("kills of sending: points %d lost %d duplicated %d uncertain %d\n", count.sends, count.lost,
                count.twice, count.uncertain);
}

POSTHORN_TEST(TestOutboxKills)
#include "tst_outboxkills.moc"
