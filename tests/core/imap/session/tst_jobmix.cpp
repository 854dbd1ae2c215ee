// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

#include "tests/core/imap/session/oldserver.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Uid;
using imap::UidSet;

namespace {

constexpr quint32 messagesAtFirst = 9;

// A server that answers when and in what order it likes, and expunges whenever it may (RFC 3501, 7.4.1). It
// looks at every line it gets: the first one that breaks a rule is kept in fault().
class MoodyServer
{
public:
    MoodyServer(Dialogue &dialogue, quint32 seed) : m_dialogue(dialogue), m_random(seed)
    {
        for (quint32 name = 1; name <= messagesAtFirst; ++name)
            m_messages.push_back(name);
    }

    [[nodiscard]] quint32 draw(quint32 below) { return m_random.bounded(below); }
    [[nodiscard]] const QByteArray &fault() const { return m_fault; }
    [[nodiscard]] int numbered() const { return m_numbered; }

    void read()
    {
        m_unread += m_dialogue.transport().takeWritten();
        while (m_fault.isEmpty()) {
            const qsizetype end = m_unread.indexOf("\r\n");
            if (end < 0)
                return;
            const QByteArray line = m_unread.first(end);
            m_unread.remove(0, end + 2);
            take(line);
        }
    }

    void act()
    {
        if (m_literalOf.isEmpty() && m_inFlight.empty())
            return;
        if (!m_literalOf.isEmpty() && draw(2) == 0) {
            m_dialogue.serverSends("+ go on\r\n");
            m_isLiteralDue = true;
            return;
        }
        if (draw(3) == 0) {
            news();
            return;
        }
        if (!m_inFlight.empty() && m_inFlight.front().verb != "IDLE")
            answer(draw(static_cast<quint32>(m_inFlight.size())));
    }

private:
    struct Flying {
        QByteArray tag, verb;
        bool isNumbered = false;
    };

    static bool forbidsExpunge(const Flying &command) { return command.isNumbered && command.verb != "COPY"; }

    void require(bool holds, const QByteArray &rule, const QByteArray &line)
    {
        if (!holds && m_fault.isEmpty())
            m_fault = rule + ": " + line;
    }

    void take(const QByteArray &line)
    {
        if (!m_literalOf.isEmpty()) {
            require(m_isLiteralDue, "nothing but the literal, and that only after a +", line);
            m_inFlight.push_back({std::exchange(m_literalOf, {}), "APPEND"});
            m_isLiteralDue = false;
            return;
        }
        if (line == "DONE") {
            require(m_inFlight.size() == 1 && m_inFlight.front().verb == "IDLE", "DONE ends IDLE", line);
            m_dialogue.serverSends(m_inFlight.front().tag + " OK done\r\n");
            m_inFlight.clear();
            return;
        }
        takeCommand(line, line.split(' '));
    }

    void takeCommand(const QByteArray &line, const QByteArrayList &words)
    {
        const bool isUid = words.value(1) == "UID";
        Flying command{words.value(0), words.value(isUid ? 2 : 1)};
        command.isNumbered =
            !isUid && QByteArrayList{"FETCH", "STORE", "SEARCH", "COPY", "PARTIAL"}.contains(command.verb);
        require(!m_tags.contains(command.tag), "a tag is used once", line);
        m_tags.insert(command.tag);
        for (const Flying &other : m_inFlight) {
            require(other.verb != "SELECT" && command.verb != "SELECT", "SELECT flies alone", line);
            require(other.verb != "IDLE" && command.verb != "IDLE", "IDLE flies alone", line);
            require(command.verb != "SEARCH" || other.verb != "SEARCH", "one SEARCH at a time", line);
            require(!command.isNumbered || forbidsExpunge(other),
                    "no numbers while another command may expunge", line);
        }
        m_numbered += command.isNumbered ? 1 : 0;
        if (command.verb == "STORE")
            checkTarget(line, words.value(isUid ? 3 : 2), isUid);
        if (line.endsWith('}')) {
            m_literalOf = command.tag;
            return;
        }
        if (command.verb == "IDLE")
            m_dialogue.serverSends("+ idling\r\n");
        if (command.verb == "SELECT")
            m_dialogue.serverSends("* " + QByteArray::number(m_messages.size())
                                   + " EXISTS\r\n* OK [UIDVALIDITY 1] v\r\n");
        m_inFlight.push_back(command);
    }

    // Each message has its own keyword: it must be the one that is stored to.
    void checkTarget(const QByteArray &line, const QByteArray &set, bool isUid)
    {
        const qsizetype at = line.indexOf("(k");
        const quint32 meant = line.sliced(at + 2, line.indexOf(')', at) - at - 2).toUInt();
        const quint32 number = set.toUInt();
        const bool isThere = number >= 1 && number <= m_messages.size();
        require(isUid ? number == meant : isThere && m_messages[number - 1] == meant,
                "a number means the message that was meant", line);
    }

    void news()
    {
        const bool mayExpunge = std::none_of(m_inFlight.begin(), m_inFlight.end(), forbidsExpunge);
        if (mayExpunge && m_messages.size() > 2 && draw(2) == 0) {
            const quint32 at = draw(static_cast<quint32>(m_messages.size()));
            m_messages.erase(m_messages.begin() + at);
            m_dialogue.serverSends("* " + QByteArray::number(at + 1) + " EXPUNGE\r\n");
        } else if (draw(2) == 0) {
            m_messages.push_back(++m_lastName);
            m_dialogue.serverSends("* " + QByteArray::number(m_messages.size()) + " EXISTS\r\n");
        } else {
            m_dialogue.serverSends("* OK still here\r\n");
        }
    }

    void answer(quint32 index)
    {
        const Flying command = m_inFlight.at(index);
        m_inFlight.erase(m_inFlight.begin() + index);
        m_dialogue.serverSends(command.tag + (draw(8) == 0 ? " NO not now\r\n" : " OK done\r\n"));
    }

    Dialogue &m_dialogue;
    QRandomGenerator m_random;
    std::vector<quint32> m_messages;  // by what name each came
    quint32 m_lastName = messagesAtFirst;
    std::vector<Flying> m_inFlight;
    QByteArray m_literalOf, m_unread, m_fault;
    bool m_isLiteralDue = false;
    QSet<QByteArray> m_tags;
    int m_numbered = 0;
};

void runSomething(Dialogue &dialogue, MoodyServer &server)
{
    const Uid uid{1 + server.draw(messagesAtFirst)};
    const UidSet set = UidSet::single(uid);
    switch (server.draw(9)) {
    case 0: dialogue.run<imap::FetchCommand>(set, "UID FLAGS"); break;
    case 1: dialogue.run<imap::FetchCommand>(uid, "UID ENVELOPE"); break;
    case 2:
    case 3:
        dialogue.run<imap::StoreCommand>(set, imap::FlagChange::Add,
                                         std::vector{"k" + QByteArray::number(uid.value)});
        break;
    case 4: dialogue.run<imap::SearchCommand>(imap::CommandText("UNSEEN")); break;
    case 5: dialogue.run<imap::CopyCommand>(set, "Kept"_ba); break;
    case 6: dialogue.run<imap::NoopCommand>(); break;
    case 7:
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        break;
    default:
        if (!dialogue.session().capabilities().dialect().isLegacy())
            dialogue.run<imap::IdleCommand>();
        else
            dialogue.run<imap::StatusCommand>("Kept"_ba);
    }
}

void select(Dialogue &dialogue)
{
    QByteArray keywords;
    for (quint32 name = 1; name <= messagesAtFirst; ++name)
        keywords += " k" + QByteArray::number(name);
    dialogue.select(messagesAtFirst);
    dialogue.serverSends("* FLAGS (\\Seen" + keywords + ")\r\n");
}

}

// Any commands in any order, a server in any mood: the rules hold on every line that is sent.
class TestJobMix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreOnlySentWhereTheyMeanWhatIsMeant_data()
    {
        QTest::addColumn<QByteArray>("level");
        QTest::newRow("IMAP4rev1") << QByteArray();
        QTest::newRow("IMAP4") << QByteArray(oldserver::imap4);
        QTest::newRow("IMAP2bis") << QByteArray(oldserver::imap2bis);
        QTest::newRow("IMAP2") << QByteArray(oldserver::imap2);
    }
    void numbersAreOnlySentWhereTheyMeanWhatIsMeant()
    {
        COVERS("I4-191");
        QFETCH(QByteArray, level);
        constexpr int jobs = 150;
        int numbered = 0;
        for (quint32 seed = 1; seed <= 40; ++seed) {
            Dialogue dialogue;
            if (level.isEmpty())
                dialogue.greet("IMAP4rev1 IDLE UIDPLUS");
            else
                oldserver::logIn(dialogue, level.constData());
            select(dialogue);
            MoodyServer server(dialogue, seed);
            int run = 0;
            for (int turn = 0; turn < 100 * jobs; ++turn) {
                if (run < jobs - 1 && server.draw(3) == 0) {
                    runSomething(dialogue, server);
                    ++run;
                } else if (run == jobs - 1) {  // an IDLE is over when something else comes
                    dialogue.run<imap::NoopCommand>();
                    ++run;
                }
                dialogue.clock().advance(std::chrono::milliseconds(0));
                server.read();
                QVERIFY2(server.fault().isEmpty(), server.fault().constData());
                server.act();
                if (run == jobs && dialogue.eventsLike("finished").size() == jobs)
                    break;
            }
            QCOMPARE(dialogue.eventsLike("finished").size(), jobs);
            numbered += server.numbered();
        }
        QCOMPARE(numbered > 0, level.startsWith(oldserver::imap2) || level.startsWith(oldserver::imap2bis));
    }
};

POSTHORN_TEST(TestJobMix)
#include "tst_jobmix.moc"
