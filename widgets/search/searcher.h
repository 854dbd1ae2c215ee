// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/storesearch.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

// Looks through what is kept here in a thread of its own, with a connection of its own, so that the window
// never waits. The next question takes the place of the last one, which ends at once. Window thread.
class Searcher : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Searcher)

public:
    struct End {
        std::optional<Error> error;
        search::StoreGaps gaps;
        // What may be meant as far as is known here, and whose text is not: for a server to say.
        std::vector<search::StoreHit> unknown;
        std::vector<store::FolderId> incomplete;  // the same of whole folders, StoreSearch::incomplete()
    };

    explicit Searcher(const QString &cachePath, QObject *parent = nullptr);
    ~Searcher() override;  // waits for the row that is being read

    void start(const search::StoreOrder &order);
    void countAlso(const std::vector<store::CopyId> &copies);  // found elsewhere, for the same question
    // What has come or has changed since, for the same question: what of it is meant is found, too.
    void lookAmong(const std::vector<store::CopyId> &copies);
    void cancel();

Q_SIGNALS:
    void found(quint64 serial, const std::vector<search::StoreHit> &hits);  // newest first, in pieces
    void counted(quint64 serial, const search::Facets &facets);             // of all that is found so far
    void ended(quint64 serial, const Searcher::End &end);                   // the last word on it

private:
    struct Job;
    template <typename Signal>
    void tell(const std::shared_ptr<Job> &job, Signal signal);
    void lookThrough(const std::shared_ptr<Job> &job);

    QString m_cachePath;
    QThreadPool m_thread;
    std::shared_ptr<Job> m_job;  // one for each start()
};
