// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messages/listsorter.h"

#include "core/store/reader.h"

#include <QActionGroup>
#include <QCryptographicHash>
#include <QMenu>
#include <QSettings>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::MessageColumn;
using models::SortOrder;

namespace {

constexpr auto gathering = 300ms;  // what comes in comes in crowds

// No name of a server's is a key.
QString keyOf(const store::Folder &folder)
{
    const QByteArray mailbox =
        QCryptographicHash::hash(folder.mailbox, QCryptographicHash::Sha256).toHex().first(16);
    return u"sorting/%1-%2"_s.arg(folder.account.toString(QUuid::WithoutBraces),
                                  QString::fromLatin1(mailbox));
}

// As it is written down; what was written by another version may be anything.
struct ColumnName {
    MessageColumn column;
    QLatin1StringView name;
};
constexpr auto columnNames = std::to_array<ColumnName>({{MessageColumn::Date, "date"_L1},
                                                        {MessageColumn::Sender, "sender"_L1},
                                                        {MessageColumn::Subject, "subject"_L1},
                                                        {MessageColumn::Size, "size"_L1},
                                                        {MessageColumn::Flag, "star"_L1},
                                                        {MessageColumn::Attachment, "attachment"_L1}});

const QString conversationsName = u"conversations"_s;

QString textOf(const SortOrder &order)
{
    if (order.threaded)
        return conversationsName;
    for (const ColumnName &each : columnNames) {
        if (each.column == order.column)
            return each.name + (order.descending ? u"-down"_s : u"-up"_s);
    }
    return {};
}

SortOrder orderOf(const QString &text)
{
    if (text == conversationsName)
        return {MessageColumn::Date, true, true};
    for (const ColumnName &each : columnNames) {
        for (const bool descending : {true, false}) {
            if (text == textOf({each.column, descending}))
                return {each.column, descending};
        }
    }
    return {};
}

}

ListSorter::ListSorter(Context context, QObject *parent) : QObject(parent), m_context(std::move(context))
{
    m_thread.setMaxThreadCount(1);
}

ListSorter::~ListSorter()
{
    cancel();
    m_thread.waitForDone();
}

void ListSorter::cancel()
{
    m_alarm.reset();
    if (m_isWanted)
        *m_isWanted = false;
    m_isWanted.reset();
}

void ListSorter::showFolder(const std::optional<store::Folder> &folder, bool byRecipients)
{
    m_folder = folder;
    m_byRecipients = byRecipients;
    want(folder ? remembered() : SortOrder());
}

void ListSorter::sortBy(const SortOrder &order)
{
    if (!m_folder || !models::isSortable(order.column))
        return;
    want(order);
    remember();
}

void ListSorter::showPlain()
{
    want({});
}

void ListSorter::want(const SortOrder &order)
{
    cancel();
    m_wanted = order;
    if (order.isByDate())
        m_context.model.sortBy(order);
    else
        read(Purpose::Sort);
    Q_EMIT changed();
}

void ListSorter::heed(const store::ChangeSet &changes)
{
    if (m_wanted.isByDate() || !m_folder || m_alarm)
        return;
    for (const store::FolderChange &change : changes.folders) {
        const bool isOther = !change.inserted.empty() || (m_wanted.threaded && !change.removed.empty());
        if (change.folder == m_folder->id && isOther)
            placeNewOnes();
    }
}

// What came while the order was made is not in it.
void ListSorter::placeNewOnes()
{
    // The longer it takes the more seldom it is done: while a large folder fills there is always something
    // new.
    const auto pause = std::max<std::chrono::milliseconds>(gathering, 4 * m_lastReading);
    m_alarm = m_context.clock.alarm(pause, [this] {
        if (isSorting())
            placeNewOnes();
        else
            read(Purpose::PlaceNewOnes);
    });
}

void ListSorter::read(Purpose purpose)
{
    cancel();
    m_isWanted = std::make_shared<std::atomic<bool>>(true);
    m_begun = m_context.clock.monotonic();
    m_thread.start([this, purpose, folder = m_folder->id, order = m_wanted, byRecipients = m_byRecipients,
                    isWanted = m_isWanted, path = m_context.cachePath] {
        models::SortRanks ranks;
        if (const auto reader = store::Reader::open(path); reader && order.threaded)
            ranks = models::SortRanks(models::conversationsOf(*reader, folder, *isWanted));
        else if (reader)
            ranks = models::SortRanks(models::sortedCopies(*reader, folder, order, byRecipients, *isWanted));
        const auto tell = [this, purpose, isWanted, made = std::move(ranks)]() mutable {
            if (*isWanted)
                take(std::move(made), purpose);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

void ListSorter::take(models::SortRanks ranks, Purpose purpose)
{
    m_isWanted.reset();
    m_lastReading = m_context.clock.monotonic() - m_begun;
    if (purpose == Purpose::Sort)
        m_context.model.sortBy(m_wanted, std::move(ranks));
    else
        m_context.model.rank(std::move(ranks));
    Q_EMIT changed();
}

void ListSorter::remember() const
{
    QSettings settings(m_context.stateFile, QSettings::IniFormat);
    if (m_wanted.isPlain())
        settings.remove(keyOf(*m_folder));
    else
        settings.setValue(keyOf(*m_folder), textOf(m_wanted));
}

SortOrder ListSorter::remembered() const
{
    const QSettings settings(m_context.stateFile, QSettings::IniFormat);
    return orderOf(settings.value(keyOf(*m_folder)).toString());
}

QMenu *ListSorter::makeMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    auto *columns = new QActionGroup(menu);
    auto *directions = new QActionGroup(menu);
    QAction *conversations = columns->addAction(tr("Conversation"));
    connect(conversations, &QAction::triggered, this, [this] {
        Q_EMIT chosen({MessageColumn::Date, true, true});
    });
    connect(menu, &QMenu::aboutToShow, conversations,
            [this, conversations] { conversations->setChecked(m_wanted.threaded); });
    for (const ColumnName &each : columnNames) {
        const char *title = models::messageColumns[static_cast<std::size_t>(each.column)].title;
        QAction *action = columns->addAction(QCoreApplication::translate("MessageColumn", title));
        connect(action, &QAction::triggered, this,
                [this, column = each.column] { Q_EMIT chosen(models::firstOrderOf(column)); });
        connect(menu, &QMenu::aboutToShow, action, [this, action, column = each.column] {
            action->setChecked(m_wanted.column == column && !m_wanted.threaded);
        });
    }
    for (const bool descending : {false, true}) {
        QAction *action = directions->addAction(descending ? tr("Descending") : tr("Ascending"));
        connect(action, &QAction::triggered, this, [this, descending] {
            Q_EMIT chosen({m_wanted.column, descending});
        });
        connect(menu, &QMenu::aboutToShow, action, [this, action, descending] {
            action->setEnabled(!m_wanted.threaded);
            action->setChecked(m_wanted.descending == descending);
        });
    }
    for (QActionGroup *group : {columns, directions}) {
        const auto actions = group->actions();
        for (QAction *action : actions)
            action->setCheckable(true);
        menu->addActions(actions);
        menu->addSeparator();
    }
    return menu;
}
