// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <csignal>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/outbox/outboxworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using outbox::MailState;
using receipts::SubmitEnd;

namespace {

constexpr std::chrono::seconds mostAtEnd{5};  // a session waits no longer

volatile std::sig_atomic_t isToEnd = 0;

// What a program that sends one mail after the other has come to.
enum class Step : int { Queued, Ordered, Accepted, Ended };
struct Told {
    int number = 0;
    Step step = Step::Queued;
};

QByteArray nameOf(int number)
{
    return "mail " + QByteArray::number(number);
}

outbox::QueuedMail mailNumber(int number)
{
    return mailTo({"anna@example.org"}, nameOf(number));
}

// Sends without an end, to a server that takes everything, until it is told to end: as the program does, in
// order, wherever it is. Each step is told before the next begins.
[[noreturn]] void sendUntilToldToEnd(OutboxWorld &world, int line)
{
    std::signal(SIGTERM, [](int) { isToEnd = 1; });
    world.restart();
    const auto tell = [&](int number, Step step) {
        const Told told{number, step};
        if (::write(line, &told, sizeof(told)) != sizeof(told) || isToEnd != 0) {
            world.stop();
            ::_exit(0);
        }
    };
    for (int number = 0;; ++number) {
        world.outbox->queue(mailNumber(number));
        tell(number, Step::Queued);
        world.clock.advance(outbox::Outbox::undoFor);
        tell(number, Step::Ordered);
        tell(number, Step::Accepted);  // the server's word; nobody has heard it yet
        world.outbox->submitEnded(mailNumber(number).id, ending(SubmitEnd::Accepted));
        tell(number, Step::Ended);
        world.endOperations(journal::State::Done);
    }
}

// How far each mail came in a program that got SIGTERM after so many steps.
std::map<int, Step> endAfter(OutboxWorld &world, int steps, qint64 &milliseconds)
{
    world.stop();
    std::array<int, 2> line{};
    std::map<int, Step> last;
    if (::pipe(line.data()) != 0)
        return last;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(line[0]);
        sendUntilToldToEnd(world, line[1]);
    }
    ::close(line[1]);
    Told told;
    for (int count = 0; count < steps && ::read(line[0], &told, sizeof(told)) == sizeof(told); ++count)
        last[told.number] = told.step;
    QElapsedTimer timer;
    timer.start();
    ::kill(child, SIGTERM);
    while (::read(line[0], &told, sizeof(told)) == sizeof(told))
        last[told.number] = told.step;
    ::close(line[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    milliseconds = WIFEXITED(status) ? timer.elapsed() : -1;
    return last;
}

}

// A program that ends while mail is on its way.
class OutboxEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUnderWayIsOnRecord()
    {
        COVERS("REL-53");
        for (int steps = 1; steps <= 16; ++steps) {
            FakeClock clock;
            OutboxWorld world(clock);
            qint64 milliseconds = -1;
            const auto last = endAfter(world, steps, milliseconds);
            QVERIFY(!last.empty() && milliseconds >= 0);
            QVERIFY(std::chrono::milliseconds(milliseconds) <= mostAtEnd);
            world.restart();
            for (const auto &[number, step] : last) {
                const auto all = world.outbox->entries();
                const auto entry = std::find_if(all.begin(), all.end(), [number = number](const auto &each) {
                    return each.id == mailNumber(number).id;
                });
                if (step == Step::Ordered || step == Step::Accepted)
                    QVERIFY(entry != all.end() && entry->state == MailState::Uncertain);
                else if (step == Step::Queued)
                    QVERIFY(entry != all.end());  // it may have begun behind what was told
                else
                    QVERIFY(entry == all.end() || entry->state == MailState::Sent);
            }
            clock.advance(2h);
            for (const outbox::SubmitOrder &order : world.submissions) {
                for (const auto &[number, step] : last)
                    QVERIFY(order.mail != mailNumber(number).id || step == Step::Queued);
            }
        }
    }

    // The password's keeper is locked, or gone: it waits as long as that takes, and is not lost meanwhile.
    void waitsForAPasswordOverRestarts()
    {
        COVERS("REL-54");
        FakeClock clock;
        OutboxWorld world(clock);
        const auto mail = mailTo({"anna@example.org"});
        world.queueAndWait(mail);
        for (int start = 0; start < 3; ++start) {
            world.outbox->submitEnded(mail.id, ending(SubmitEnd::NotAuthenticated));
            QCOMPARE(world.entry().trouble, outbox::Trouble::NotAuthenticated);
            const std::size_t before = world.submissions.size();
            clock.advance(24h);
            QCOMPARE(world.submissions.size(), before);  // nobody knocks again and again
            world.restart();
            clock.advance(1h);
            QCOMPARE(world.submissions.size(), before);
            QCOMPARE(world.entry().trouble, outbox::Trouble::NotAuthenticated);
            world.outbox->accountOnline(account);
            QCOMPARE(world.submissions.size(), before + 1);
        }
        world.outbox->submitEnded(mail.id, ending(SubmitEnd::Accepted));
        QCOMPARE(world.entry().state, MailState::Sent);
    }
};

POSTHORN_TEST(OutboxEndsTest)
#include "tst_outboxends.moc"
