// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/storesearch.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

// Looks through what is kept here in a thread of its own, with a connection of its own, so that the window
// never waits. The next question takes the place of the last one. Window thread.
class Searcher : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Searcher)

public:
    struct End {
        std::optional<Error> error;
        search::StoreGaps gaps;
        // What may be meant as far as is known here, and whose text is not: for a server to say. Ascending.
        std::vector<imap::Uid> unknown;
    };

    explicit Searcher(const QString &cachePath, QObject *parent = nullptr);
    ~Searcher() override;  // waits for the piece that is being read

    void start(const search::StoreOrder &order);
    void cancel();

Q_SIGNALS:
    void found(quint64 serial, const std::vector<search::StoreHit> &hits);  // newest first, in pieces
    void ended(quint64 serial, const Searcher::End &end);                   // the last word on it

private:
    QString m_cachePath;
    QThreadPool m_thread;
    std::shared_ptr<std::atomic<bool>> m_wanted;  // one for each start()
};
