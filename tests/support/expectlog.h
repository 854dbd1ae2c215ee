// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/serverquirks.h"

#include "tests/support/testcase.h"

// The log must name this habit of the server before the test is over. The category posthorn.session must be
// on.
inline void expectInLog(imap::ServerQuirk quirk)
{
    const imap::ServerQuirkRow &row = rowOf(quirk);
    const QByteArray line = "habit met: " + QByteArray(row.habit) + " (seen at " + row.seenAt + ")";
    QTest::ignoreMessage(QtDebugMsg, line.constData());
}
