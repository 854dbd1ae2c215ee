// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "core/models/messagelistmodel.h"

#include <QAbstractItemView>
#include <QJsonObject>
#include <QThread>

#include <atomic>
#include <functional>

#include "tests/bench/gapprobe.h"

// The whole program on a profile, watched from outside: by events of its window, signals of its model and
// writer, and what the system tells of the process.
class ScaleRig : public QObject
{
    Q_OBJECT

public:
    using Time = std::chrono::steady_clock;
    using Then = std::function<void()>;

    ScaleRig(const QString &profile, int port);
    ~ScaleRig() override;
    ScaleRig(const ScaleRig &) = delete;
    ScaleRig &operator=(const ScaleRig &) = delete;

    void start(Then shown);
    // Calls back once the process has had next to nothing to do for a while.
    void whenQuiet(const Then &then);
    // Chooses the folder as a click does. False: the account has none of that name.
    bool click(const QString &mailbox);
    void expectFolder();                // the one that the program opens by itself counts as clicked on
    void whenListed(const Then &then);  // calls back once the list has `wantedRows`
    void startProbes();
    void stopProbes(QJsonObject &result);
    // Of the process since the probes were started, less what the probes take: both take what the control
    // thread takes, which does nothing else. After stopProbes().
    [[nodiscard]] double cpuSeconds() const;

    // Times of the last click's effects; null while they are to come.
    [[nodiscard]] double sinceClick(Time::time_point moment) const;
    Time::time_point clicked, firstPaint, listComplete, durable, lastChange, paintAfterChange;
    int wantedRows = 0;
    bool hasListed = false;

    [[nodiscard]] models::MessageListModel *model() const { return m_model; }
    [[nodiscard]] store::FolderId folder() const { return m_folder; }
    [[nodiscard]] MainWindow *window() const { return m_application->window(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch();
    void painted();
    void modelChanged();
    void checkQuiet();
    [[nodiscard]] static double usedAndWaited();

    static constexpr char controlName[] = "control";

    SystemClock m_clock;
    int m_port;
    std::unique_ptr<app::Application> m_application;
    QThread m_controlThread;
    GapProbe m_probe, m_control;
    QAbstractItemView *m_list = nullptr;
    models::MessageListModel *m_model = nullptr;
    store::FolderId m_folder;
    Then m_whenShown, m_whenQuiet, m_whenListed;
    QTimer m_quiet;
    double m_lastCpu = 0, m_cpuAtStart = 0, m_cpuAtStop = 0;
    int m_quietTicks = 0;
    bool m_paintDue = false;
    std::atomic<int> m_written = 0;
    std::atomic<qint64> m_writingFolder = 0;
    std::atomic<Time::rep> m_lastWrite = 0;
};
