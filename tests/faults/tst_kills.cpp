// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <map>
#include <set>
#include <testpaths.h>

#include "tests/live/servers.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// A real program with a real server and real files, killed at one of its writes, fsyncs, renames and sends,
// or told by one of them that the disk is full or broken; then started again and left alone until it is
// quiet. What it had been told was durable has happened once, nothing else has, and it has what the server
// has.
//
//     POSTHORN_KILLS     how many points (8 when nothing is said), spread over the ways of working
//     POSTHORN_FAILURES  how many failing writes (4)
//     POSTHORN_SEED      which ones (drawn when nothing is said)
class KillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhereverItIsKilled();
    void nothingIsLostWhereverAWriteFails();
    void cleanupTestCase();

private:
    struct Way {  // of working
        const char *name;
        bool fromNothing;  // the first look at the account
        int flags, appends;
    };
    struct Tally {
        int points = 0, hits = 0, lost = 0, duplicated = 0, ghosts = 0, diverged = 0, crashed = 0;
        QByteArrayList what;
    };
    struct Ended {
        bool killed = false;
        int code = 0;
        QByteArray output;
    };

    [[nodiscard]] Ended run(const QString &fault, const QStringList &wishes);
    [[nodiscard]] bool prepare();
    [[nodiscard]] bool restoreProfile(const Way &way);
    [[nodiscard]] QStringList wishesOf(const Way &way, int point) const;
    [[nodiscard]] long callsOf(const Way &way);
    void tryPoint(const Way &way, const QString &fault, int point, Tally &tally);
    void judgeEffects(const std::map<QByteArray, QByteArray> &before, const QByteArray &name, Tally &tally);
    void compare(const QByteArray &kept, const QString &point, Tally &tally);
    [[nodiscard]] std::map<QByteArray, QByteArray> onServer();  // "mailbox TAB uid" → flags TAB Message-ID
    [[nodiscard]] QByteArray log() const;
    void tell(const char *what, const Tally &tally, qint64 msecs) const;

    static const std::vector<Way> &ways()
    {
        static const std::vector<Way> all{{"first look", true, 0, 0},
                                          {"flags", false, 3, 0},
                                          {"saving", false, 0, 2},
                                          {"all of it", true, 2, 1}};
        return all;
    }

    std::unique_ptr<live::Servers> m_servers;
    QTemporaryDir m_folder;
    quint32 m_seed = 0;
    int m_point = 0;
};

namespace {

constexpr int patience = 60'000;
constexpr int messages = 12;

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const uint number = qEnvironmentVariable(variable).toUInt(&isNumber);
    return isNumber ? number : otherwise;
}

bool copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QDir source(from);
    bool good = true;
    for (const QFileInfo &entry : source.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString target = to + u'/' + entry.fileName();
        good = good
            && (entry.isDir() ? copyFolder(entry.filePath(), target) : QFile::copy(entry.filePath(), target));
    }
    return good;
}

}

KillsTest::Ended KillsTest::run(const QString &fault, const QStringList &wishes)
{
    const QString here = QStringLiteral(POSTHORN_BUILD_DIR) + u"/tests/faults"_s;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, here + u"/libfaultshim.so"_s);
    environment.insert(u"POSTHORN_FAULT"_s, fault);
    environment.insert(u"POSTHORN_FAULT_COUNT"_s, m_folder.filePath(u"count"_s));
    environment.insert(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0:detect_leaks=0"_s);
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(m_folder.filePath(u"errors"_s));
    process.start(here + u"/victim"_s,
                  QStringList{m_folder.filePath(u"profile"_s), m_folder.filePath(u"log"_s),
                              QString::number(m_servers->imapsPort()), m_servers->caFile()}
                      + wishes);
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return {false, -1, "it did not end"};
    }
    const bool wasKilled = process.exitStatus() == QProcess::CrashExit;
    return {wasKilled, process.exitCode(), process.readAllStandardOutput()};
}

void KillsTest::initTestCase()
{
    m_seed = numberFrom("POSTHORN_SEED", QRandomGenerator::global()->generate() >> 2U);
    m_servers = std::make_unique<live::Servers>(QStringList{u"--format"_s, u"sdbox"_s});
    NEEDS_SERVERS(*m_servers);
    for (int i = 1; i <= messages; ++i) {
        const QByteArray id = 'm' + QByteArray::number(i);
        QVERIFY(m_servers->save("Subject: About " + id + "\r\nMessage-ID: <" + id
                                + "@test.example>\r\nFrom: a@x\r\n"
                                + "Date: Thu, 1 Jan 2026 12:00:00 +0000\r\n\r\nText of " + id + ".\r\n"));
    }
    QVERIFY2(prepare(), "the profile to begin with");
}

void KillsTest::cleanupTestCase()
{
    m_servers.reset();
}

// A profile that is in step, to begin with.
bool KillsTest::prepare()
{
    const Ended ended = run({}, {u"dump"_s});
    return ended.code == 0 && ended.output.count('\n') >= messages
        && copyFolder(m_folder.filePath(u"profile"_s), m_folder.filePath(u"ready"_s));
}

bool KillsTest::restoreProfile(const Way &way)
{
    QDir(m_folder.filePath(u"profile"_s)).removeRecursively();
    QFile::remove(m_folder.filePath(u"log"_s));
    return way.fromNothing || copyFolder(m_folder.filePath(u"ready"_s), m_folder.filePath(u"profile"_s));
}

QStringList KillsTest::wishesOf(const Way &way, int point) const
{
    QStringList wishes;
    for (int i = 0; i < way.flags; ++i)
        wishes << u"flag %1 k%2x%3"_s.arg(1 + (point + i * 5) % messages).arg(point % 20).arg(i);
    for (int i = 0; i < way.appends; ++i)
        wishes << u"append kept%1x%2"_s.arg(point).arg(i);
    return wishes;
}

long KillsTest::callsOf(const Way &way)
{
    if (!restoreProfile(way) || run({}, wishesOf(way, ++m_point)).code != 0)
        return 0;
    QFile file(m_folder.filePath(u"count"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLong() : 0;
}

QByteArray KillsTest::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void KillsTest::tell(const char *what, const Tally &tally, qint64 msecs) const
{
    std::printf("%s: points %d, while it ran %d, lost %d, duplicated %d, ghosts %d, diverged %d, crashed %d, "
                "seed %u, "
                "%lld ms\n",
                what, tally.points, tally.hits, tally.lost, tally.duplicated, tally.ghosts, tally.diverged,
                tally.crashed, m_seed, static_cast<long long>(msecs));
}

std::map<QByteArray, QByteArray> KillsTest::onServer()
{
    std::map<QByteArray, QByteArray> found;
    for (const char *mailbox : {"INBOX", "Sent"}) {
        const QByteArray told =
            m_servers->doveadm({u"-f"_s, u"tab"_s, u"fetch"_s, u"-u"_s, u"alice"_s,
                                u"uid flags hdr.message-id"_s, u"mailbox"_s, QString::fromLatin1(mailbox)});
        for (const QByteArray &row : told.split('\n').mid(1)) {
            const QByteArrayList columns = row.split('\t');
            if (columns.size() < 3)
                continue;
            QByteArrayList flags = columns.at(1).toLower().split(' ');
            flags.removeAll("\\recent");
            flags.removeAll("");
            std::sort(flags.begin(), flags.end());
            QByteArray id = columns.at(2);
            found[QByteArray(mailbox) + '\t' + columns.at(0)] =
                flags.join(' ') + '\t' + id.replace('<', "").replace('>', "").trimmed();
        }
    }
    return found;
}

void KillsTest::tryPoint(const Way &way, const QString &fault, int point, Tally &tally)
{
    const QString name = QString::fromLatin1(way.name) + u' ' + fault;
    if (!restoreProfile(way)) {
        tally.what.append("no profile for " + name.toUtf8());
        return;
    }
    const auto before = onServer();
    const Ended first = run(fault, wishesOf(way, point));
    tally.hits += first.killed || first.code == 3 ? 1 : 0;
    const bool crashed = fault.startsWith(u"kill"_s) ? first.killed && first.code != SIGKILL : first.killed;
    if (crashed || (!first.killed && first.code != 0 && first.code != 3 && first.code != 4)) {
        ++tally.crashed;
        tally.what.append(name.toUtf8() + ": crashed, " + QByteArray::number(first.code));
    }
    const Ended second = run({}, {u"show Sent"_s, u"show INBOX"_s, u"dump"_s});
    if (second.killed || second.code != 0) {
        ++tally.diverged;
        tally.what.append(name.toUtf8() + ": does not become quiet again, "
                          + QByteArray::number(second.code));
    }
    ++tally.points;
    compare(second.output, name, tally);
    judgeEffects(before, name.toUtf8(), tally);
}

// What has appeared on the server, held against what was wished and what was told as durable.
void KillsTest::judgeEffects(const std::map<QByteArray, QByteArray> &before, const QByteArray &name,
                             Tally &tally)
{
    const QByteArray told = log();
    std::map<QByteArray, int> seen;
    for (const auto &[place, what] : onServer()) {
        const auto old = before.find(place);
        const QByteArray id = what.split('\t').last();
        if (old == before.end() && ++seen[id] && !told.contains("asked " + id))
            tally.what.append(name + ": ghost " + id + QByteArray::number(++tally.ghosts));
        const QByteArray known = old == before.end() ? QByteArray("\\seen") : old->second.split('\t').first();
        for (const QByteArray &flag : what.split('\t').first().split(' ')) {
            if (flag.isEmpty() || known.split(' ').contains(flag))
                continue;
            ++seen[flag];
            if (!told.contains("asked " + flag + ' ' + id + '\n'))
                tally.what.append(name + ": ghost " + flag + QByteArray::number(++tally.ghosts));
        }
    }
    for (const auto &[wish, times] : seen) {
        if (times > 1)
            tally.what.append(name + ": twice " + wish + QByteArray::number(++tally.duplicated));
    }
    QStringList keywords;
    for (const QByteArray &line : told.split('\n')) {
        if (line.startsWith("durable k") && !line.contains('@'))
            keywords.append(QString::fromLatin1(line.mid(8)));
        if (line.startsWith("durable ") && seen[line.mid(8)] == 0)
            tally.what.append(name + ": lost " + line.mid(8) + QByteArray::number(++tally.lost));
    }
    if (!keywords.isEmpty())  // for those that come after
        m_servers->doveadm({u"flags"_s, u"remove"_s, u"-u"_s, u"alice"_s, keywords.join(u' '), u"mailbox"_s,
                            u"INBOX"_s, u"all"_s});
}

void KillsTest::compare(const QByteArray &kept, const QString &point, Tally &tally)
{
    std::map<QByteArray, QByteArray> here;
    for (const QByteArray &row : kept.split('\n')) {
        const QByteArrayList columns = row.split('\t');
        if (columns.size() == 4)
            here[columns.at(0) + '\t' + columns.at(1)] = columns.at(2) + '\t' + columns.at(3);
    }
    const auto there = onServer();
    if (here == there)
        return;
    ++tally.diverged;
    QByteArray told = point.toUtf8() + ": here " + QByteArray::number(here.size()) + ", there "
        + QByteArray::number(there.size());
    for (const auto &[place, what] : there) {
        if (const auto found = here.find(place); found == here.end() || found->second != what)
            told += "; " + place + ' ' + what
                + (found == here.end() ? " is missing" : " is here " + found->second);
    }
    tally.what.append(told.left(600));
}

void KillsTest::nothingIsLostWhereverItIsKilled()
{
    COVERS("REL-15", "REL-16");
    const int points = static_cast<int>(numberFrom("POSTHORN_KILLS", 8));
    Tally tally;
    QElapsedTimer time;
    time.start();
    QRandomGenerator random(m_seed);
    const int perWay = std::max(1, points / static_cast<int>(ways().size()));
    for (const Way &way : ways()) {
        const long calls = callsOf(way);
        QVERIFY2(calls > 10, way.name);
        const long offset = static_cast<long>(random.bounded(static_cast<quint32>(calls)));
        for (int i = 0; i < perWay; ++i) {
            const long at = 1 + (offset + calls * i / perWay) % calls;
            tryPoint(way, u"kill:%1"_s.arg(at), ++m_point, tally);
        }
    }
    tell("kills", tally, time.elapsed());
    QVERIFY2(tally.what.isEmpty(), tally.what.join('\n').constData());
    QVERIFY(tally.points > 0 && tally.hits * 2 > tally.points);  // it did not end before, mostly
}

void KillsTest::nothingIsLostWhereverAWriteFails()
{
    COVERS("REL-22", "REL-23");
    const int points = static_cast<int>(numberFrom("POSTHORN_FAILURES", 4));
    Tally tally;
    QElapsedTimer time;
    time.start();
    QRandomGenerator random(m_seed);
    for (const Way &way : {ways()[1], ways()[3]}) {
        const long calls = callsOf(way);
        QVERIFY2(calls > 10, way.name);
        for (int i = 0; i < points / 2; ++i) {
            const auto at = 1 + random.bounded(static_cast<quint32>(calls));
            tryPoint(way, u"%1:%2"_s.arg(i % 2 == 0 ? u"ENOSPC"_s : u"EIO"_s).arg(at), ++m_point, tally);
        }
    }
    tell("failing writes", tally, time.elapsed());
    QVERIFY2(tally.what.isEmpty(), tally.what.join('\n').constData());
    QVERIFY(tally.points > 0);
}

POSTHORN_TEST(KillsTest)
#include "tst_kills.moc"
