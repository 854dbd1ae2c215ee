// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcase.h"

#include <QFile>

namespace posthorn_test {

std::vector<Registered> &registry()
{
    static std::vector<Registered> all;
    return all;
}

bool enroll(const char *name, Factory make)
{
    registry().push_back({name, make});
    return true;
}

int &checks()
{
    static int count = 0;
    return count;
}

bool &skipped()
{
    static bool value = false;
    return value;
}

Coverage::Coverage(std::initializer_list<const char *> ids) : m_checksBefore(checks())
{
    skipped() = false;
    for (const char *id : ids)
        m_ids.append(QString::fromLatin1(id));
    Q_ASSERT_X(m_ids.size() <= 5, "COVERS", "at most five rows a function");
}

Coverage::Coverage(const QString &ids)
    : m_ids(ids.split(QLatin1Char(' '), Qt::SkipEmptyParts)), m_checksBefore(checks())
{
    skipped() = false;
    Q_ASSERT_X(m_ids.size() <= 5, "COVERS", "at most five rows a data row");
}

Coverage::~Coverage()
{
    if (QTest::currentTestFailed() || skipped() || checks() == m_checksBefore)
        return;
    const QString path = qEnvironmentVariable("POSTHORN_ROWS_RECORD");
    QFile record(path);
    if (path.isEmpty() || !record.open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    const char *function = QTest::currentTestFunction();
    for (const QString &id : std::as_const(m_ids))
        record.write(id.toLatin1() + ' ' + (function != nullptr ? function : "?") + '\n');
}

}
