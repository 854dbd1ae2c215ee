// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagelistmodel.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

class QMenu;

// Sorts the message list by a column: in a thread of its own with a reader of its own, so that the window
// never waits for a hundred thousand subjects. Until the order is made the list stays as it was. Each folder
// has the order that was chosen for it last. Window thread.
class ListSorter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListSorter)

public:
    struct Context {
        QString cachePath;
        QString stateFile;  // where the orders are remembered
        models::MessageListModel &model;
        Clock &clock;
    };
    explicit ListSorter(Context context, QObject *parent = nullptr);
    ~ListSorter() override;  // waits for what is being read

    // The model shows another folder, its newest first. `byRecipients`: the column of senders has those.
    void showFolder(const std::optional<store::Folder> &folder, bool byRecipients);
    void sortBy(const models::SortOrder &order);  // remembered for this folder
    void showPlain();                             // not remembered: another order has taken the list
    // What comes in goes to its place a moment later.
    void heed(const store::ChangeSet &changes);

    [[nodiscard]] const models::SortOrder &wanted() const noexcept { return m_wanted; }
    [[nodiscard]] bool isSorting() const noexcept { return m_isWanted != nullptr; }
    // The columns and both directions, for a menu: the title row is not always shown.
    [[nodiscard]] QMenu *makeMenu(QWidget *parent);

Q_SIGNALS:
    void changed();                               // what is wanted, or whether it is shown already
    void chosen(const models::SortOrder &order);  // in the menu

private:
    enum class Purpose { Sort, PlaceNewOnes };
    void want(const models::SortOrder &order);
    void read(Purpose purpose);
    void take(models::SortRanks ranks, Purpose purpose);
    void placeNewOnes();
    void cancel();
    void remember() const;
    [[nodiscard]] models::SortOrder remembered() const;

    Context m_context;
    std::optional<store::Folder> m_folder;
    bool m_byRecipients = false;
    models::SortOrder m_wanted;
    std::unique_ptr<Alarm> m_alarm;
    std::chrono::milliseconds m_begun{0}, m_lastReading{0};
    QThreadPool m_thread;
    std::shared_ptr<std::atomic<bool>> m_isWanted;  // one for each time it is read; null: nothing is
};
