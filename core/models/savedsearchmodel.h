// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/savedsearch.h"

#include <QAbstractListModel>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace models {

// The searches that are kept and not hidden, in the user's order, each with a number of messages as soon as
// that is known. What the user changes is told as the whole list; it is shown when it comes back from where
// it is kept. Window thread.
class SavedSearchModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavedSearchModel)

public:
    enum Role {
        ItemRole = Qt::UserRole + 1,  // search::SavedSearch
        CountRole,                    // qint64; invalid: not known yet
    };
    struct Wording {
        std::function<QString(const search::SavedSearch &)> name;
        // A whole sentence for screen readers; nullopt: nobody has counted yet.
        std::function<QString(const search::SavedSearch &, std::optional<qint64>)> accessibleText;
    };
    explicit SavedSearchModel(Wording wording, QObject *parent = nullptr);
    ~SavedSearchModel() override;

    void show(const std::vector<search::SavedSearch> &all);
    void setCount(const search::SavedSearch &of, qint64 messages);  // of what is not there any more: nothing

    [[nodiscard]] const std::vector<search::SavedSearch> &all() const noexcept { return m_all; }
    [[nodiscard]] std::optional<search::SavedSearch> at(int row) const;
    [[nodiscard]] int rowOf(const search::SavedSearch &saved) const;  // -1: not shown

    // What the user does; each is told by changeWanted().
    void add(const QString &name, const QString &text);
    void rename(int row, const QString &name);  // one's own; an empty name is none
    void remove(int row);                       // one's own goes, another is hidden
    void move(int row, int by);                 // up (-1) or down (1), among those that are shown
    void setHidden(search::SavedSearch::Kind kind, bool hidden);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void changeWanted(const std::vector<search::SavedSearch> &all);

private:
    using Key = std::pair<search::SavedSearch::Kind, QUuid>;
    [[nodiscard]] static Key keyOf(const search::SavedSearch &saved) { return {saved.kind, saved.id}; }
    [[nodiscard]] std::size_t placeOf(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    [[nodiscard]] bool isRow(int row) const { return row >= 0 && row < rowCount(); }

    Wording m_wording;
    std::vector<search::SavedSearch> m_all;
    std::vector<std::size_t> m_shown;  // places in m_all
    std::map<Key, qint64> m_counts;
};

}
