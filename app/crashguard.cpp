// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashguard.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace app {

CrashGuard::CrashGuard(QString path) : m_path(std::move(path)) {}

void CrashGuard::begin()
{
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly)) {
        constexpr qint64 most = 4096;
        const QList<QByteArray> lines = file.read(most).split('\n');
        m_failedStarts = std::clamp(lines.value(0).toInt(), 0, 1000);
        m_culprit = QString::fromUtf8(lines.value(1));
    }
    write(m_culprit);
}

void CrashGuard::note(const QString &what)
{
    if (!m_resting)
        write(what);
}

void CrashGuard::rest()
{
    m_resting = true;
    QFile::remove(m_path);
}

// Not synced: a program that dies leaves what it has written, and a machine that does is no fault of a mail.
void CrashGuard::write(const QString &what) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return;
    QString line = what.left(200);
    line.replace(QLatin1Char('\n'), QLatin1Char(' '));
    file.write(QByteArray::number(m_failedStarts + 1) + '\n' + line.toUtf8());
}

}
