// SPDX-License-Identifier: GPL-3.0-or-later
// bench_centre PROFILE: the Receipts Centre over 10,000 requests, and 20,000 mails of ours with 100,000
// reports about them: from the click to each page's first rows, and what its window's thread is kept from
// while it is paged through to the end; then the folder that holds those requests: sorted by them, narrowed
// to them, all of it chosen, scrolled through, and message after message opened. Prints one JSON object.
#include "widgets/receipts/receiptscentre.h"

#include <QApplication>
#include <QJsonDocument>
#include <QScrollBar>
#include <QTabWidget>

#include <cstdio>
#include <deque>
#include <unistd.h>

#include "tests/bench/fillcentre.h"
#include "tests/bench/measures.h"
#include "tests/bench/scalerig.h"

using namespace Qt::StringLiterals;
using Time = ScaleRig::Time;

namespace {

constexpr fillcentre::Counts counts{
    .requests = 10'000, .mails = 20'000, .recipients = 5, .decisions = 10'000};
constexpr int pages = 30;  // that are paged through of the long ones

class CentreBench : public QObject
{
public:
    explicit CentreBench(const QString &profile) : m_rig(profile, 0) {}

    void start()
    {
        m_rig.start([this] { m_rig.whenQuiet([this] { open(); }); });
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_view != nullptr && watched == m_view->viewport())
            QMetaObject::invokeMethod(this, &CentreBench::painted, Qt::QueuedConnection);  // once it is done
        return QObject::eventFilter(watched, event);
    }

private:
    // One page: clicked on, painted with rows, then paged through.
    struct Step {
        CentreTab *tab;
        QString name;
        int wanted;  // rows; at the most
    };

    void open()
    {
        m_rig.startProbes();
        m_clicked = Time::now();
        for (QAction *action : m_rig.window()->findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(u"Ctrl+Shift+R"_s))
                action->trigger();
        }
        m_centre = m_rig.window()->findChild<ReceiptsCentre *>();
        if (m_centre == nullptr)
            qFatal("bench_centre: no Receipts Centre");
        m_steps = {{m_centre->sent(), u"sent"_s, pages * 200},
                   {m_centre->asked(), u"asked"_s, counts.requests},
                   {m_centre->activity(), u"activity"_s, pages * 200}};
        begin();
    }
    void begin()
    {
        m_view = m_steps.front().tab->view();
        m_view->viewport()->installEventFilter(this);
        m_isFirst = true;
        auto *tabs = m_centre->findChild<QTabWidget *>();
        if (tabs->currentWidget() != m_steps.front().tab) {
            m_clicked = Time::now();
            tabs->setCurrentWidget(m_steps.front().tab);
        }
        m_view->viewport()->update();
    }
    void painted()
    {
        const int rows = m_view == nullptr || m_view->model() == nullptr ? 0 : m_view->model()->rowCount();
        if (rows == 0)
            return;
        const Step &step = m_steps.front();
        if (std::exchange(m_isFirst, false))
            m_result[step.name + u"_first_ms"_s] = measures::milliseconds(Time::now() - m_clicked);
        if (rows < step.wanted) {
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
            m_view->viewport()->update();
            return;
        }
        m_result[step.name + u"_rows"_s] = rows;
        m_result[step.name + u"_paged_ms"_s] = measures::milliseconds(Time::now() - m_clicked);
        next();
    }
    void next()
    {
        if (m_steps.front().tab == m_centre->asked())
            m_view->selectAll();  // what can be done with ten thousand is looked at
        m_view->viewport()->removeEventFilter(this);
        m_view = nullptr;
        m_steps.pop_front();
        if (m_steps.empty())
            m_rig.whenQuiet([this] { goToTheFlood(); });
        else
            m_rig.whenQuiet([this] { begin(); });
    }
    void goToTheFlood()
    {
        m_rig.stopProbes(m_result);
        m_centre->close();
        m_list = m_rig.window()->findChild<QAbstractItemView *>(u"messages"_s);
        if (m_list == nullptr || m_list->model()->rowCount() != counts.requests)
            qFatal("bench_centre: the folder with the requests is not open");
        m_doings = {[this] { press(Qt::CTRL | Qt::Key_3); }, [this] { press(Qt::CTRL | Qt::Key_4); },
                    [this] { m_list->selectAll(); },
                    [this] { m_list->setCurrentIndex(m_list->model()->index(0, 0)); }};
        for (int page = 1; page <= pages; ++page) {
            m_doings.emplace_back([this, page] {
                QScrollBar *bar = m_list->verticalScrollBar();
                bar->setValue(bar->maximum() / pages * page);
            });
        }
        for (int row = 0; row < pages; ++row)
            m_doings.emplace_back(
                [this, row] { m_list->setCurrentIndex(m_list->model()->index(row * 7, 0)); });
        m_rig.startProbes();
        m_rig.whenQuiet([this] { doNext(); });
    }
    void press(QKeyCombination keys)
    {
        for (QAction *action : m_rig.window()->findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(keys))
                action->trigger();
        }
    }
    void doNext()
    {
        if (m_doings.empty()) {
            end();
            return;
        }
        m_doings.front()();
        m_doings.pop_front();
        m_rig.whenQuiet([this] { doNext(); });
    }
    void end()
    {
        QJsonObject flood;
        m_rig.stopProbes(flood);
        for (const QString &name : {u"gap_max_ms"_s, u"gap_p99_ms"_s})
            m_result[u"flood_"_s + name] = flood.value(name);
        m_result[u"scenario"_s] = u"centre"_s;
        m_result[u"pss_mb"_s] = measures::proportionalMegabytes();
        std::puts(QJsonDocument(m_result).toJson(QJsonDocument::Compact).constData());
        QApplication::exit(0);
    }

    ScaleRig m_rig;
    ReceiptsCentre *m_centre = nullptr;
    QTreeView *m_view = nullptr;
    QAbstractItemView *m_list = nullptr;
    std::deque<std::function<void()>> m_doings;
    std::deque<Step> m_steps;
    Time::time_point m_clicked;
    bool m_isFirst = false;
    QJsonObject m_result;
};

}

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc != 2) {
        std::fputs("usage: bench_centre PROFILE\n", stderr);
        return 2;
    }
    const QString profile = QCoreApplication::arguments().at(1);
    if (!fillcentre::fill(profile, counts))
        return 1;
    QTimer::singleShot(std::chrono::minutes(5), &application, [] {
        std::fputs("bench_centre: no result within five minutes\n", stderr);
        ::_exit(1);
    });
    CentreBench bench(profile);
    bench.start();
    return QApplication::exec();
}
