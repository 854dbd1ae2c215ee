// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>
#include <csignal>
#include <memory>

class QSocketNotifier;

namespace app {

// SIGTERM, SIGINT and SIGHUP, as they come when a session ends or a terminal is closed, told in the event
// loop: so that the program can end as if it had been asked to, with what is to be written written and what
// is to be taken away gone. A second one of the same kind ends it at once, as if nobody were here. One object
// at a time; window thread.
class QuitSignals : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuitSignals)

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

Q_SIGNALS:
    void quitWanted();

private:
    using Action = struct sigaction;
    static constexpr std::array quitting{SIGTERM, SIGINT, SIGHUP};
    std::array<Action, quitting.size()> m_before{};
    std::array<int, 2> m_line{-1, -1};  // what the handler writes is read in the event loop
    std::unique_ptr<QSocketNotifier> m_notifier;
};

}
