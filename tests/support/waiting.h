// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTestEventLoop>
#include <QTimer>

// Runs the event loop until that is so; false: it is not, and the time is over. QTest::qWaitFor sleeps
// between two looks, so that each answer of a real server, and each turn of a relay in the same process,
// comes that much later.
template <typename Predicate>
[[nodiscard]] bool waitUntil(Predicate &&come, int milliseconds)
{
    constexpr int often = 4;
    if (come())
        return true;
    bool hasCome = false;
    QTestEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (!hasCome && come()) {
            hasCome = true;
            loop.exitLoop();
        }
    });
    look.start(often);
    loop.enterLoopMSecs(milliseconds);
    return hasCome;
}
