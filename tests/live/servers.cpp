// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/servers.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QThread>

namespace live {

using namespace Qt::StringLiterals;

Servers::Servers(const QStringList &options)
{
    if (!QFileInfo::exists(unpackedServers() + u"/complete"_s)) {
        m_reason = u"no servers in "_s + unpackedServers();
        return;
    }
    const ScriptRun started =
        run(QStringList{u"start"_s, m_folder.path(), u"--servers"_s, unpackedServers()} + options);
    if (!started.good)
        return;
    for (const QByteArray &line : started.output.split('\n')) {
        if (const qsizetype at = line.indexOf('='); at > 0)
            m_ports.insert(QString::fromLatin1(line.first(at)), line.mid(at + 1).toUShort());
    }
}

Servers::~Servers()
{
    if (isRunning())
        run({u"stop"_s, m_folder.path()});
}

QString Servers::caFile() const
{
    return m_folder.filePath(u"ssl/ca.pem"_s);
}

ScriptRun Servers::run(const QStringList &arguments, const QByteArray &input)
{
    ScriptRun run = runScript(u"app/demo/servers"_s, arguments, m_folder.path(), input);
    if (!run.good)
        m_reason = run.complaint;
    return run;
}

bool Servers::deliver(const QByteArray &message, const QString &sender, const QString &recipient)
{
    return run({u"deliver"_s, m_folder.path(), sender, recipient}, message).good;
}

bool Servers::save(const QByteArray &message, const QString &mailbox, const QString &user)
{
    return run({u"doveadm"_s, m_folder.path(), u"save"_s, u"-u"_s, user, u"-m"_s, mailbox}, message).good;
}

QByteArray Servers::doveadm(const QStringList &arguments, const QByteArray &input)
{
    const ScriptRun done = run(QStringList{u"doveadm"_s, m_folder.path()} + arguments, input);
    return done.good ? done.output : QByteArray();
}

QList<StoredMessage> Servers::messages(const QString &mailbox, const QString &user)
{
    QList<StoredMessage> found;
    const QByteArray list =
        doveadm({u"-f"_s, u"tab"_s, u"fetch"_s, u"-u"_s, user, u"uid flags"_s, u"mailbox"_s, mailbox});
    for (const QByteArray &line : list.split('\n').mid(1)) {  // the first is the heading
        const QByteArrayList columns = line.split('\t');
        if (columns.size() < 2)
            continue;
        StoredMessage message;
        message.uid = columns.first().toUInt();
        message.flags = QString::fromLatin1(columns.at(1)).split(u' ', Qt::SkipEmptyParts);
        message.flags.removeAll(u"\\Recent"_s);
        message.text = doveadm({u"-f"_s, u"pager"_s, u"fetch"_s, u"-u"_s, user, u"text"_s, u"mailbox"_s,
                                mailbox, u"uid"_s, QString::number(message.uid)});
        message.text.remove(0, qstrlen("text:\n"));
        found += message;
    }
    return found;
}

bool Servers::waitForMessages(int count, const QString &mailbox, const QString &user)
{
    const QDeadlineTimer deadline(15'000);
    do {
        const QByteArray status =
            doveadm({u"-f"_s, u"tab"_s, u"mailbox"_s, u"status"_s, u"-u"_s, user, u"messages"_s, mailbox});
        if (status.trimmed().split('\t').last().toInt() >= count)
            return true;
        QThread::msleep(50);  // another program's work: nothing here could tell us
    } while (!deadline.hasExpired());
    return false;
}

}
