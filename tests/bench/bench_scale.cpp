// SPDX-License-Identifier: GPL-3.0-or-later
// bench_scale SCENARIO ACCOUNTS-FILE PROFILE PORT MAILBOX COUNT: one scenario of the whole program with one
// large mailbox of a running server, once; prints one JSON object. Scenarios:
//   open     an empty profile with INBOX open; the mailbox is clicked on for the first time
//   reopen   the same profile, another start: from cache, nothing has changed
//   start    another start, with the mailbox open
//   resync   another client has changed the flags of 100 messages
//   expunge  another client takes every fifth message away, of a copy of the mailbox
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cstdio>
#include <thread>
#include <unistd.h>

#include "tests/bench/measures.h"
#include "tests/bench/rawimap.h"
#include "tests/bench/scalerig.h"

using namespace Qt::StringLiterals;
using Time = ScaleRig::Time;

namespace {

constexpr char startVariable[] = "POSTHORN_BENCH_START";

// What every list row is made of, in one command.
constexpr std::string_view everything =
    "UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE"
    " BODY.PEEK[HEADER.FIELDS (REFERENCES DISPOSITION-NOTIFICATION-TO LIST-ID)])";

class Scenario
{
public:
    Scenario(const QStringList &arguments)
        : m_name(arguments.at(1)), m_accounts(arguments.at(2)), m_profile(arguments.at(3)),
          m_port(arguments.at(4).toInt()), m_mailbox(arguments.at(5)), m_count(arguments.at(6).toInt())
    {}

    int run()
    {
        if (m_name == "open"_L1) {
            QDir(m_profile).removeRecursively();
            m_result[u"floor_ms"_s] = fetchEverything();
        }
        const auto paths = store::ProfilePaths::in(m_profile);
        if (!paths.prepare()
            || (!QFile::exists(paths.accountsFile()) && !QFile::copy(m_accounts, paths.accountsFile())))
            return fail("the profile could not be made");
        if (m_name == "expunge"_L1)
            copyMailbox();
        m_rig = std::make_unique<ScaleRig>(m_profile, m_port);
        m_rig->wantedRows = m_count;
        m_rig->start([this] { m_name == "start"_L1 ? measureStart() : goToInbox(); });
        return QApplication::exec();
    }

private:
    static int fail(const char *why)
    {
        std::fprintf(stderr, "bench_scale: %s\n", why);
        return 1;
    }
    std::string quoted(const QString &mailbox) const { return '"' + mailbox.toStdString() + '"'; }
    double fetchEverything() const
    {
        RawImap server(m_port);
        server.command("EXAMINE " + quoted(m_mailbox));
        return server.command(everything).milliseconds;
    }
    void copyMailbox()
    {
        RawImap server(m_port);
        const QString copy = m_mailbox + "-copy"_L1;
        server.attempt("DELETE " + quoted(copy));
        server.command("CREATE " + quoted(copy));
        server.command("EXAMINE " + quoted(m_mailbox));
        server.command("UID COPY 1:* " + quoted(copy));
        m_mailbox = copy;
        server.command("EXAMINE " + quoted(m_mailbox));
        server.command(everything);
    }

    void measureStart()
    {
        m_rig->clicked = Time::time_point(Time::duration(qEnvironmentVariable(startVariable).toLongLong()));
        m_result[u"window_ms"_s] = m_rig->sinceClick(Time::now());
        m_rig->expectFolder();
        m_rig->startProbes();
        m_rig->whenQuiet([this] {
            m_rig->stopProbes(m_result);
            m_result[u"start_ms"_s] = m_rig->sinceClick(m_rig->firstPaint);
            end();
        });
    }

    void goToInbox()
    {
        m_rig->whenQuiet([this] {
            m_rig->click(u"Inbox"_s);
            m_rig->whenQuiet([this] { measure(); });
        });
    }
    void measure()
    {
        if (m_name == "resync"_L1)
            changeFlags();
        m_octets = measures::octetsReceived(m_port);
        m_rig->startProbes();
        if (m_name == "resync"_L1)
            watchTheWire();
        if (!m_rig->click(m_mailbox)) {
            QApplication::exit(fail("the mailbox is not in the list"));
            return;
        }
        m_rig->whenListed(
            [this] { m_rig->whenQuiet([this] { m_name == "expunge"_L1 ? expunge() : opened(); }); });
    }
    void opened()
    {
        m_rig->stopProbes(m_result);
        m_watching = false;
        if (m_watcher.joinable())
            m_watcher.join();
        m_result[u"cpu_s"_s] = m_rig->cpuSeconds();
        m_result[u"pss_mb"_s] = measures::proportionalMegabytes();
        m_result[u"octets"_s] = static_cast<double>(measures::octetsReceived(m_port) - m_octets);
        m_result[u"first_paint_ms"_s] = m_rig->sinceClick(m_rig->firstPaint);
        m_result[u"list_ms"_s] = m_rig->sinceClick(m_rig->listComplete);
        m_result[u"durable_ms"_s] = m_rig->sinceClick(m_rig->durable);
        m_result[u"rows"_s] = m_rig->model()->rowCount();
        if (m_name == "resync"_L1)
            m_result[u"after_server_ms"_s] = m_rig->sinceClick(m_rig->paintAfterChange) - serverDone();
        end();
    }

    // 50 of the newest, which are on the screen, and as many here and there.
    void changeFlags()
    {
        std::string set = std::to_string(m_count - 49) + ":*";
        for (int i = 1; i <= 50; ++i)
            set += ',' + std::to_string(i * (m_count / 52));
        RawImap server(m_port);
        server.command("SELECT " + quoted(m_mailbox));
        const std::string sign = std::to_string(::getpid());
        server.command("STORE " + set + " +FLAGS.SILENT (bench" + sign + ")");
        // So that what changes can be seen: the star of those 50.
        server.command("STORE " + std::to_string(m_count - 49) + ":* " + (::getpid() % 2 == 0 ? "+" : "-")
                       + "FLAGS.SILENT (\\Flagged)");
    }
    void watchTheWire()
    {
        m_watching = true;
        m_watcher = std::thread([this] {
            while (m_watching) {
                m_arrivals.emplace_back(Time::now(), measures::octetsReceived(m_port) - m_octets);
                ::usleep(2000);
            }
        });
    }
    // When nine tenths of all that came had come: behind it are the answers of other commands.
    double serverDone() const
    {
        for (const auto &[when, octets] : m_arrivals) {
            if (octets * 10 >= m_arrivals.back().second * 9)
                return m_rig->sinceClick(when);
        }
        return 0;
    }

    void expunge()
    {
        const int gone = m_count / 5;
        std::string set;
        auto server = std::make_unique<RawImap>(m_port);
        server->command("SELECT " + quoted(m_mailbox));
        for (int i = 5; i <= m_count; i += 5) {
            set += (set.empty() ? "" : ",") + std::to_string(i);
            if (set.size() > 4000 || i + 5 > m_count) {
                server->command("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)");
                set.clear();
            }
        }
        m_rig->whenQuiet([this, gone, other = std::shared_ptr(std::move(server))] {
            m_rig->startProbes();  // anew: the commands above were said in the window's thread
            m_rig->wantedRows = m_count - gone;
            m_rig->hasListed = false;
            m_rig->clicked = Time::now();
            m_watcher = std::thread([this, gone] {
                RawImap floor(m_port);
                floor.command("SELECT " + quoted(m_mailbox));
                m_floorReady = true;
                floor.idleUntil("EXPUNGE", gone);
                m_floorEnd = Time::now();
            });
            // The server takes longer to name UIDs than to count: a session of the kind that we have.
            m_resyncWatcher = std::thread([this] {
                RawImap floor(m_port);
                floor.command("ENABLE QRESYNC");
                floor.command("SELECT " + quoted(m_mailbox));
                m_resyncFloorReady = true;
                floor.idleUntil("VANISHED", 1);
                m_resyncFloorEnd = Time::now();
            });
            m_deleter = std::thread([this, other] {
                while (!m_floorReady || !m_resyncFloorReady)
                    ::usleep(1000);
                ::usleep(300000);
                m_expunged = Time::now();
                other->command("EXPUNGE");
            });
            m_rig->whenListed([this] { m_rig->whenQuiet([this] { expunged(); }); });
        });
    }
    void expunged()
    {
        m_deleter.join();
        m_watcher.join();
        m_resyncWatcher.join();
        m_rig->stopProbes(m_result);
        const double floor = measures::milliseconds(m_floorEnd - m_expunged);
        const double ours = measures::milliseconds(m_rig->listComplete - m_expunged);
        m_result[u"expunge_floor_ms"_s] = floor;
        m_result[u"expunge_ms"_s] = ours;
        m_result[u"expunge_ratio"_s] = ours / floor;
        m_result[u"expunge_resync_ratio"_s] = ours / measures::milliseconds(m_resyncFloorEnd - m_expunged);
        m_result[u"cpu_s"_s] = m_rig->cpuSeconds();
        m_result[u"rows"_s] = m_rig->model()->rowCount();
        RawImap(m_port).attempt("DELETE " + quoted(m_mailbox));
        end();
    }

    void end()
    {
        m_rig.reset();  // everything is written, and the log is merged into the file
        const auto paths = store::ProfilePaths::in(m_profile);
        if (m_name == "open"_L1) {
            const double after = fetchEverything();
            const double floor = (m_result[u"floor_ms"_s].toDouble() + after) / 2;
            m_result[u"floor_ms"_s] = floor;
            m_result[u"list_ratio"_s] = m_result[u"list_ms"_s].toDouble() / floor;
            m_result[u"durable_ratio"_s] = m_result[u"durable_ms"_s].toDouble() / floor;
            m_result[u"cache_bytes"_s] =
                static_cast<double>(QFileInfo(paths.cacheDatabase()).size()) / m_count;
        }
        m_result[u"scenario"_s] = m_name;
        m_result[u"mailbox"_s] = m_mailbox.section(u'-', 0, 0);
        std::puts(QJsonDocument(m_result).toJson(QJsonDocument::Compact).constData());
        QApplication::exit(0);
    }

    QString m_name, m_accounts, m_profile;
    int m_port;
    QString m_mailbox;
    int m_count;
    std::unique_ptr<ScaleRig> m_rig;
    QJsonObject m_result;
    long long m_octets = 0;
    std::atomic<bool> m_watching = false, m_floorReady = false, m_resyncFloorReady = false;
    std::thread m_watcher, m_resyncWatcher, m_deleter;
    std::vector<std::pair<Time::time_point, long long>> m_arrivals;
    Time::time_point m_floorEnd, m_resyncFloorEnd, m_expunged;
};

}

int main(int argc, char **argv)
{
    if (argc != 7) {
        std::fputs("usage: bench_scale SCENARIO ACCOUNTS-FILE PROFILE PORT MAILBOX COUNT\n", stderr);
        return 2;
    }
    if (!qEnvironmentVariableIsSet(startVariable)) {  // so that the time of a start has all of it
        qputenv(startVariable, QByteArray::number(Time::now().time_since_epoch().count()));
        ::execv("/proc/self/exe", argv);
    }
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    QTimer::singleShot(std::chrono::minutes(15), &application, [] {
        std::fputs("bench_scale: no result within a quarter of an hour\n", stderr);
        ::_exit(1);
    });
    return Scenario(QCoreApplication::arguments()).run();
}
