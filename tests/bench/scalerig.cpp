// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/scalerig.h"

#include "app/storeroom.h"
#include "core/models/foldermodel.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"

#include <QEvent>

#include "tests/bench/measures.h"

using namespace Qt::StringLiterals;

ScaleRig::ScaleRig(const QString &profile, int port) : m_port(port)
{
    const auto paths = store::ProfilePaths::in(profile);
    m_application = std::make_unique<app::Application>(paths, m_clock);
    m_controlThread.setObjectName(QLatin1StringView(controlName));
    m_control.moveToThread(&m_controlThread);
    m_controlThread.start();
    m_quiet.setInterval(100);
    connect(&m_quiet, &QTimer::timeout, this, &ScaleRig::checkQuiet);
}

ScaleRig::~ScaleRig()
{
    m_application.reset();
    m_controlThread.quit();
    m_controlThread.wait();
}

void ScaleRig::start(Then shown)
{
    m_whenShown = std::move(shown);
    connect(m_application.get(), &app::Application::windowShown, this, &ScaleRig::watch);
    connect(m_application.get(), &app::Application::cannotStart, this,
            [](const QString &why) { qFatal("%s", qUtf8Printable(why)); });
    m_application->start();
}

void ScaleRig::watch()
{
    m_list = m_application->window()->findChild<MessageView *>();
    m_model = qobject_cast<models::MessageListModel *>(m_list->model());
    m_list->viewport()->installEventFilter(this);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ScaleRig::modelChanged);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ScaleRig::modelChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ScaleRig::modelChanged);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] { lastChange = Time::now(); });
    // In the store thread, right after the commit.
    connect(
        m_application->storeRoom().writer(), &store::Writer::changed, m_application->storeRoom().writer(),
        [this](const store::ChangeSet &changes) {
            for (const store::FolderChange &change : changes.folders) {
                if (change.folder.value != m_writingFolder.load())
                    continue;
                m_written +=
                    static_cast<int>(change.inserted.size()) - static_cast<int>(change.removed.size());
                m_lastWrite = Time::now().time_since_epoch().count();
            }
        },
        Qt::DirectConnection);
    m_whenShown();
}

bool ScaleRig::click(const QString &mailbox)
{
    auto *view = m_application->window()->findChild<FolderView *>();
    const auto found = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, mailbox, 1,
                                            Qt::MatchFixedString | Qt::MatchRecursive);
    if (found.isEmpty())
        return false;
    m_folder = found.first().data(models::FolderModel::FolderIdRole).value<store::FolderId>();
    m_written = 0;
    m_writingFolder = m_folder.value;
    firstPaint = listComplete = durable = lastChange = paintAfterChange = {};
    hasListed = false;
    clicked = Time::now();
    view->select(m_folder);
    m_paintDue = true;
    modelChanged();
    return true;
}

void ScaleRig::expectFolder()
{
    m_folder = m_model->folder();
    m_paintDue = true;
    modelChanged();
}

void ScaleRig::whenListed(const Then &then)
{
    m_whenListed = then;
    if (hasListed)
        QMetaObject::invokeMethod(this, std::exchange(m_whenListed, {}), Qt::QueuedConnection);
    else
        modelChanged();
}

double ScaleRig::sinceClick(Time::time_point moment) const
{
    return moment == Time::time_point() ? -1 : measures::milliseconds(moment - clicked);
}

void ScaleRig::modelChanged()
{
    lastChange = Time::now();
    if (m_model->folder() == m_folder && m_model->rowCount() == wantedRows && !hasListed) {
        hasListed = true;
        listComplete = lastChange;
        if (m_whenListed)
            QMetaObject::invokeMethod(this, std::exchange(m_whenListed, {}), Qt::QueuedConnection);
    }
}

bool ScaleRig::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_list != nullptr)
        QMetaObject::invokeMethod(this, &ScaleRig::painted, Qt::QueuedConnection);  // once it is done
    return QObject::eventFilter(watched, event);
}

void ScaleRig::painted()
{
    const auto now = Time::now();
    if (lastChange != Time::time_point() && paintAfterChange < lastChange)
        paintAfterChange = now;
    if (!m_paintDue || m_model->folder() != m_folder || m_model->rowCount() == 0)
        return;
    const int height = qMax(1, m_list->visualRect(m_model->index(0, 0)).height());
    const int last = qMin(wantedRows, m_list->viewport()->height() / height) - 1;
    if (m_model->rowCount() <= last
        || m_model->index(last, 0).data(models::MessageListModel::HollowRole).toBool())
        return;
    m_paintDue = false;
    firstPaint = now;
}

void ScaleRig::whenQuiet(const Then &then)
{
    m_whenQuiet = then;
    m_quietTicks = 0;
    m_lastCpu = usedAndWaited();
    m_quiet.start();
}

double ScaleRig::usedAndWaited()
{
    return measures::cpuSeconds() + measures::waitedSeconds(controlName);
}

// The probes alone take some hundredths.
void ScaleRig::checkQuiet()
{
    const double cpu = usedAndWaited();
    m_quietTicks = cpu - m_lastCpu < 0.015 ? m_quietTicks + 1 : 0;
    m_lastCpu = cpu;
    if (m_quietTicks < 8)
        return;
    m_quiet.stop();
    if (m_written != 0)
        durable = Time::time_point(Time::duration(m_lastWrite.load()));
    std::exchange(m_whenQuiet, {})();
}

void ScaleRig::startProbes()
{
    m_cpuAtStart = measures::cpuSeconds();
    m_probe.start();
    QMetaObject::invokeMethod(&m_control, &GapProbe::start);
}

void ScaleRig::stopProbes(QJsonObject &result)
{
    m_cpuAtStop = measures::cpuSeconds();
    m_probe.stop();
    QMetaObject::invokeMethod(&m_control, &GapProbe::stop, Qt::BlockingQueuedConnection);
    result[u"gap_max_ms"_s] = m_probe.longest();
    result[u"gap_cpu_ms"_s] = m_probe.cpuInLongest();
    result[u"gap_p99_ms"_s] = m_probe.percentile(0.99);
    result[u"control_max_ms"_s] = m_control.longest();
    result[u"control_p99_ms"_s] = m_control.percentile(0.99);
}

double ScaleRig::cpuSeconds() const
{
    return m_cpuAtStop - m_cpuAtStart - 2 * m_control.cpuSeconds();
}
