// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/campaign.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <csignal>
#include <testpaths.h>

namespace faults {

using namespace Qt::StringLiterals;

namespace {

// A victim gives up by itself, by a clock that runs slower on a machine with much to do (victim.cpp): this is
// for one that hangs. Two of them still leave the program time to tell it.
constexpr int patience = 150'000, lastWords = 20'000;
constexpr int mostErrors = 3000;

// One that hangs tells where: of what it says when it is aborted, the sanitizer's stack is in its errors.
void abort(QProcess &process)
{
    ::kill(static_cast<pid_t>(process.processId()), SIGABRT);
    if (!process.waitForFinished(lastWords)) {
        process.kill();
        process.waitForFinished();
    }
}

QByteArrayList nothing(const QByteArray &)
{
    return {};
}
QByteArrayList flags(const QByteArray &first)
{
    return {"flag " + first + "1@x blue", "flag " + first + "2@x \\Seen", "flag " + first + "3@x \\Flagged",
            "unflag " + first + "4@x \\Answered"};
}
QByteArrayList moves(const QByteArray &first)
{
    return {"move " + first + "1@x Archive", "move " + first + "2@x Archive",
            "copy " + first + "3@x Archive"};
}
QByteArrayList removals(const QByteArray &first)
{
    return {"delete " + first + "1@x Trash", "remove " + first + "2@x", "delete " + first + "3@x Trash"};
}
QByteArrayList appends(const QByteArray &first)
{
    return {"append " + first + "5@x Sent", "append " + first + "6@x Sent"};
}
QByteArrayList everything(const QByteArray &first)
{
    return {"flag " + first + "1@x blue", "append " + first + "5@x Sent", "move " + first + "2@x Archive",
            "delete " + first + "3@x Trash", "remove " + first + "4@x"};
}

Mailboxes parseDump(const QByteArray &text)
{
    Mailboxes found;
    for (const QByteArray &row : text.split('\n')) {
        const QByteArrayList columns = row.split('\t');
        if (columns.size() == 4)
            found[{columns.at(0), columns.at(1).toUInt()}] = {columns.at(3), columns.at(2)};
    }
    return found;
}

QByteArray difference(const Mailboxes &here, const Mailboxes &there)
{
    QByteArray told =
        "here " + QByteArray::number(here.size()) + ", there " + QByteArray::number(there.size());
    for (const auto &[place, mail] : there) {
        const auto found = here.find(place);
        if (found != here.end() && found->second == mail)
            continue;
        told += "; " + place.mailbox + ' ' + QByteArray::number(place.uid) + ' ' + mail.messageId + " ("
            + mail.flags + (found == here.end() ? ") is missing" : ") is here (" + found->second.flags + ')');
    }
    for (const auto &[place, mail] : here) {
        if (!there.contains(place))
            told += "; " + place.mailbox + ' ' + QByteArray::number(place.uid) + " is not there";
    }
    return told;
}

}

const std::vector<Way> &ways()
{
    using Kind = MailServer::Kind;
    static const std::vector<Way> all{{"first look", Kind::New, true, nothing},
                                      {"coming back", Kind::New, false, nothing, true},
                                      {"flags", Kind::New, false, flags},
                                      {"moves", Kind::New, false, moves},
                                      {"moves by copy", Kind::WithoutMove, false, moves},
                                      {"deletions", Kind::New, false, removals},
                                      {"deletions by copy", Kind::WithoutMove, false, removals},
                                      {"saving", Kind::New, false, appends},
                                      {"all of it", Kind::New, true, everything}};
    return all;
}

void Tally::add(const Tally &other)
{
    points += other.points;
    hits += other.hits;
    lost += other.lost;
    duplicated += other.duplicated;
    ghosts += other.ghosts;
    diverged += other.diverged;
    crashed += other.crashed;
    for (const auto &[kind, count] : other.hitKinds)
        hitKinds[kind] += count;
    what += other.what;
}

QByteArray Tally::toText() const
{
    QByteArray text = "points " + QByteArray::number(points) + ", while it ran " + QByteArray::number(hits)
        + ", lost " + QByteArray::number(lost) + ", duplicated " + QByteArray::number(duplicated)
        + ", ghosts " + QByteArray::number(ghosts) + ", diverged " + QByteArray::number(diverged)
        + ", crashed " + QByteArray::number(crashed) + " (";
    for (const auto &[kind, count] : hitKinds)
        text += kind + ": " + QByteArray::number(count) + "; ";
    return text.chopped(2) + ')';
}

MailServer &Campaign::server(MailServer::Kind kind)
{
    auto &server = m_servers[kind];
    if (server == nullptr)
        server = std::make_unique<MailServer>(kind);
    return *server;
}

QString Campaign::prepare()
{
    for (const auto kind : {MailServer::Kind::New, MailServer::Kind::WithoutMove}) {
        if (!server(kind).servers().isRunning())
            return server(kind).servers().reason();
        if (!server(kind).connectToIt())
            return u"the server does not let us in"_s;
        for (int i = 1; i <= 8; ++i) {
            if (!server(kind).save('m' + QByteArray::number(i) + "@x"))
                return u"the server takes no mail"_s;
        }
    }
    for (const Way &way : ways()) {
        if (way.fromNothing)
            continue;
        if (const QByteArray wrong = recover(way); !wrong.isEmpty())
            return QString::fromLatin1(way.name) + u": "_s + QString::fromUtf8(wrong);
    }
    return {};
}

QString Campaign::profileOf(const Way &way) const
{
    return m_folder.filePath(way.fromNothing                           ? u"new"_s
                                 : way.server == MailServer::Kind::New ? u"lasting"_s
                                                                       : u"without-move"_s);
}

QByteArray Campaign::read(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void Campaign::start(QProcess &process, const Way &way, const QByteArray &fault, const QByteArrayList &wishes)
{
    const QString here = QStringLiteral(POSTHORN_BUILD_DIR) + u"/tests/faults"_s;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, here + u"/libfaultshim.so"_s);
    environment.insert(u"POSTHORN_FAULT"_s, QString::fromLatin1(fault));
    environment.insert(u"POSTHORN_FAULT_TOLD"_s, m_folder.filePath(u"told"_s));
    environment.insert(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0:detect_leaks=0:handle_abort=1"_s);
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(m_folder.filePath(u"errors"_s));
    auto &servers = server(way.server).servers();
    QStringList arguments{profileOf(way), m_folder.filePath(u"log"_s), QString::number(servers.imapsPort()),
                          servers.caFile()};
    for (const QByteArray &wish : wishes)
        arguments.append(QString::fromLatin1(wish));
    process.start(here + u"/victim"_s, arguments);
}

Campaign::Ended Campaign::work(const Way &way, const QByteArray &fault, const QByteArrayList &wishes)
{
    QFile::remove(m_folder.filePath(u"told"_s));
    QProcess process;
    start(process, way, fault, wishes);
    if (!process.waitForFinished(patience)) {
        abort(process);
        return {false, -1};
    }
    return {process.exitStatus() == QProcess::CrashExit, process.exitCode()};
}

QByteArray Campaign::recover(const Way &way)
{
    QProcess process;
    start(process, way, {}, {"watch"});
    const QDeadlineTimer deadline(patience);
    QByteArray output, wrong = "it says nothing";
    while (!wrong.isEmpty() && process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        process.waitForReadyRead(1000);
        output += process.readAllStandardOutput();
        const qsizetype end = output.lastIndexOf("end\n");
        if (end < 0)
            continue;
        const qsizetype begin = output.lastIndexOf("end\n", end - 1);
        const Mailboxes here =
            parseDump(output.mid(begin < 0 ? 0 : begin + 4, end - (begin < 0 ? 0 : begin + 4)));
        const Mailboxes there = server(way.server).mailboxes();
        wrong = here == there ? QByteArray() : difference(here, there);
        output.remove(0, end + 4);
    }
    process.closeWriteChannel();
    if (!process.waitForFinished(lastWords))
        abort(process);
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return "it does not end well: " + QByteArray::number(process.exitCode()) + ' ' + wrong + ' '
            + read(u"errors"_s).left(mostErrors);
    return wrong;
}

// The server as it is before: the wishes' messages are there, and what others have done.
QByteArrayList Campaign::setOut(const Way &way)
{
    MailServer &mail = server(way.server);
    mail.tidy();
    const QByteArray first = 'p' + QByteArray::number(++m_point) + '-';
    for (int i = 1; i <= 4; ++i)
        (void)mail.save(first + QByteArray::number(i) + "@x", i == 4 ? "\\Answered" : "");
    if (way.othersWork) {
        mail.flag(first + "1@x", "\\Flagged");
        mail.flag("m3@x", m_point % 2 == 0 ? "$even" : "$odd");
        const QByteArray last = 'p' + QByteArray::number(m_point - 1) + '-';
        mail.remove(last + "1@x");
    }
    if (way.fromNothing)
        QDir(profileOf(way)).removeRecursively();
    QFile::remove(m_folder.filePath(u"log"_s));
    mail.turnPage();
    return way.wishes(first);
}

std::map<QByteArray, int> Campaign::callsOf(const Way &way)
{
    const QByteArrayList wishes = setOut(way);
    if (work(way, {}, wishes).code != 0)
        return {};
    std::map<QByteArray, int> calls;
    for (const QByteArray &line : read(u"told"_s).split('\n')) {
        const qsizetype blank = line.lastIndexOf(' ');
        if (blank > 0)
            calls[line.first(blank)] = line.mid(blank + 1).toInt();
    }
    return calls;
}

// The ledger is written by another process: it may be behind for a moment.
Evidence Campaign::collect(const Way &way, const Mailboxes &before)
{
    Evidence evidence;
    evidence.before = before;
    evidence.after = server(way.server).mailboxes();
    for (const QByteArray &line : read(u"log"_s).split('\n')) {
        if (line.startsWith("asked "))
            evidence.asked.append(line.mid(6));
        else if (line.startsWith("durable ") && !evidence.durable.contains(line.mid(8)))
            evidence.durable.append(line.mid(8));
    }
    const QDeadlineTimer deadline(5000);
    do {
        evidence.effects = server(way.server).effects();
        if (isComplete(evidence))
            break;
        server(way.server).roundTrip();
    } while (!deadline.hasExpired());
    return evidence;
}

Tally Campaign::tryPoint(const Way &way, const QByteArray &fault)
{
    const QByteArray name = QByteArray(way.name) + ' ' + fault + ": ";
    const QByteArrayList wishes = setOut(way);
    const Mailboxes before = server(way.server).mailboxes();
    const Ended first = work(way, fault, wishes);
    Tally tally;
    tally.points = 1;
    for (const QByteArray &line : read(u"told"_s).split('\n')) {
        if (line.startsWith("hit "))
            tally.hits = ++tally.hitKinds[line.mid(4)];
    }
    const bool isKill = fault.startsWith("kill") || fault.startsWith("torn");
    const bool isAsExpected = first.wasKilled ? isKill && first.code == SIGKILL && tally.hits == 1
                                              : first.code == 0 || first.code == 3 || first.code == 4;
    if (!isAsExpected) {
        ++tally.crashed;
        tally.what.append(name + "ended with " + QByteArray::number(first.code) + ' '
                          + read(u"errors"_s).left(mostErrors));
    }
    if (const QByteArray wrong = recover(way); !wrong.isEmpty()) {
        ++tally.diverged;
        tally.what.append(name + wrong.left(600 + mostErrors));
    }
    const Evidence evidence = collect(way, before);
    if (!isComplete(evidence))
        tally.what.append(name + "the ledger does not tell it all");
    const Findings findings = judge(evidence);
    tally.lost = static_cast<int>(findings.lost.size());
    tally.duplicated = static_cast<int>(findings.duplicated.size());
    tally.ghosts = static_cast<int>(findings.ghosts.size());
    for (const QByteArray &finding : findings.all())
        tally.what.append(name + finding);
    if (!tally.what.isEmpty()) {
        tally.what.append("    " + read(u"log"_s).trimmed().replace('\n', "\n    "));
        QDir(profileOf(way)).removeRecursively();  // not into the next one
    }
    return tally;
}

}
