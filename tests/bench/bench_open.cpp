// SPDX-License-Identifier: GPL-3.0-or-later
// bench_open ACCOUNTS-FILE MESSAGES RUNS: opens the program on an empty profile with these accounts, RUNS
// times, and prints one JSON object a run: how long until the newest rows are painted and until the list is
// complete, the longest time the window's event loop left an event waiting (beside a control thread's), and
// the memory of the process.
#include "app/application.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPaintEvent>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <ctime>

#include "tests/bench/gapprobe.h"

using namespace Qt::StringLiterals;

namespace {

double sinceStart(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double proportionalMegabytes()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

double processCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// One run. Watches the message list from outside, by events alone.
class Run : public QObject
{
    Q_OBJECT

public:
    Run(const QString &accountsFile, int messages) : m_messages(messages)
    {
        const auto paths = store::ProfilePaths::in(m_folder.filePath(u"profile"_s));
        if (!paths.prepare() || !QFile::copy(accountsFile, paths.accountsFile()))
            std::fputs("bench_open: the profile could not be made\n", stderr);
        m_application = std::make_unique<app::Application>(paths, m_clock);
        m_control.moveToThread(&m_controlThread);
        m_controlThread.start();
    }
    ~Run() override
    {
        m_controlThread.quit();
        m_controlThread.wait();
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    void start()
    {
        m_start = std::chrono::steady_clock::now();
        m_cpu = processCpuSeconds();
        connect(m_application.get(), &app::Application::windowShown, this, &Run::watch);
        m_application->start();
    }

Q_SIGNALS:
    void done(const QJsonObject &result);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_list->model()->rowCount() > 0 && m_firstPaint == 0)
            m_firstPaint = sinceStart(m_start);
        return QObject::eventFilter(watched, event);
    }

private:
    void watch()
    {
        m_window = sinceStart(m_start);
        m_probe.start();
        QMetaObject::invokeMethod(&m_control, &GapProbe::start);
        m_list = m_application->window()->findChild<QAbstractItemView *>(u"messages"_s);
        m_list->viewport()->installEventFilter(this);
        connect(m_list->model(), &QAbstractItemModel::rowsInserted, this, &Run::count);
        connect(m_list->model(), &QAbstractItemModel::modelReset, this, &Run::count);
    }
    void count()
    {
        if (m_list->model()->rowCount() < m_messages || m_complete > 0)
            return;
        m_complete = sinceStart(m_start);
        m_cpu = processCpuSeconds() - m_cpu;
        QTimer::singleShot(std::chrono::seconds(1), this, &Run::finish);  // and what comes after it
    }
    void finish()
    {
        m_probe.stop();
        QMetaObject::invokeMethod(&m_control, &GapProbe::stop, Qt::BlockingQueuedConnection);
        QJsonObject result;
        result[u"window_ms"_s] = m_window;
        result[u"first_paint_ms"_s] = m_firstPaint;
        result[u"list_ms"_s] = m_complete;
        result[u"cpu_s"_s] = m_cpu;
        result[u"gap_max_ms"_s] = m_probe.longest();
        result[u"gap_cpu_ms"_s] = m_probe.cpuInLongest();
        result[u"gap_p99_ms"_s] = m_probe.percentile(0.99);
        result[u"control_max_ms"_s] = m_control.longest();
        result[u"control_p99_ms"_s] = m_control.percentile(0.99);
        result[u"pss_mb"_s] = proportionalMegabytes();
        result[u"rows"_s] = m_list->model()->rowCount();
        m_application.reset();
        Q_EMIT done(result);
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<app::Application> m_application;
    QThread m_controlThread;
    GapProbe m_probe, m_control;
    QAbstractItemView *m_list = nullptr;
    std::chrono::steady_clock::time_point m_start;
    int m_messages;
    double m_cpu = 0, m_window = 0, m_firstPaint = 0, m_complete = 0;
};

}

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);  // the next run opens another
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("usage: bench_open ACCOUNTS-FILE MESSAGES RUNS\n", stderr);
        return 2;
    }
    int left = arguments.at(3).toInt();
    std::unique_ptr<Run> run;
    std::function<void()> next = [&] {
        if (left-- == 0) {
            QCoreApplication::quit();
            return;
        }
        run = std::make_unique<Run>(arguments.at(1), arguments.at(2).toInt());
        QObject::connect(run.get(), &Run::done, &application, [&](const QJsonObject &result) {
            std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
            std::fflush(stdout);
            QTimer::singleShot(0, &application, next);
        });
        run->start();
    };
    QTimer::singleShot(0, &application, next);
    QTimer::singleShot(std::chrono::minutes(5), &application, [] {
        std::fputs("bench_open: no result within five minutes\n", stderr);
        QCoreApplication::exit(1);
    });
    return QApplication::exec();
}

#include "bench_open.moc"
