// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/facets.h"
#include "core/search/storequery.h"
#include "core/store/database.h"
#include "core/store/statements.h"

#include <QHash>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace search {

// A question to what is kept here.
struct StoreOrder {
    quint64 serial = 0;  // ties the answers to it
    Query query;
    std::vector<NamedFolder> folders;    // all there are, for in: and account:
    std::vector<store::FolderId> scope;  // where to look; empty: everywhere
    DateContext context;
    QHash<QByteArray, ReceiptState> receipts;  // by receipt key; what is not in it waits
};

struct StoreHit {
    store::CopyId copy;
    store::FolderId folder;
    imap::Uid uid;
    qint64 date = 0;  // ms since the epoch, as the list shows it; 0: nobody knows
    friend bool operator==(const StoreHit &, const StoreHit &) = default;
};

// How much of what was to be looked through could not be.
struct StoreGaps {
    qint64 messages = 0;     // copies in the scope
    qint64 withoutText = 0;  // of these: known by what the list shows alone
    qint64 unindexed = 0;    // messages in the scope whose words are still to be read
    friend bool operator==(const StoreGaps &, const StoreGaps &) = default;
};

// Runs questions over cache.db through a read-only connection of its own. Slow: not for the window's thread.
// A message whose copies lie in a folder that has all mail and in another one is told once, in the other,
// unless the question names folders.
class StoreSearch
{
public:
    [[nodiscard]] static Result<StoreSearch> open(const QString &cachePath);

    // Hits in pieces, the newest first (by the hour or so), a small one first; each copy once. All of these
    // end soon and without an error when *wanted becomes false.
    using TakeHits = std::function<void(std::vector<StoreHit>)>;
    // `counter`: counts each of them before it is taken.
    [[nodiscard]] Result<void> run(const StoreOrder &order, const std::atomic<bool> &wanted,
                                   const TakeHits &take, FacetCounter *counter = nullptr);
    // The same for copies that were found elsewhere.
    [[nodiscard]] Result<void> count(const StoreOrder &order, const std::vector<store::CopyId> &copies,
                                     const std::atomic<bool> &wanted, FacetCounter &counter);
    // Which of these copies are meant, as they are now: those that have just come, or have changed, whether
    // their words are indexed yet or not.
    [[nodiscard]] Result<void> runAmong(const StoreOrder &order, const std::vector<store::CopyId> &copies,
                                        const std::atomic<bool> &wanted, const TakeHits &take,
                                        FacetCounter *counter = nullptr);
    // Copies whose words are not all here, and that may be meant as far as all else says: what a server can
    // tell of, and nobody else. None when the question is not about words.
    [[nodiscard]] Result<void> runUnknown(const StoreOrder &order, const std::atomic<bool> &wanted,
                                          const TakeHits &take);
    // Folders in the scope of which not even all that a list shows is here: a server knows of more. Not those
    // that show what lies elsewhere once more, unless nothing else is looked through.
    [[nodiscard]] Result<std::vector<store::FolderId>> incomplete(const StoreOrder &order,
                                                                  const std::atomic<bool> &wanted);
    [[nodiscard]] Result<StoreGaps> gaps(const std::vector<store::FolderId> &scope,
                                         const std::atomic<bool> &wanted);

    static constexpr std::size_t firstHits = 200, moreHits = 5000;

private:
    explicit StoreSearch(store::Database database);
    enum class Among { All, Unknown };
    [[nodiscard]] Result<void> run(const StoreOrder &order, Among among, const std::atomic<bool> &wanted,
                                   const TakeHits &take, FacetCounter *counter);
    [[nodiscard]] bool isShownElsewhere(const StoreOrder &order, const StoreHit &hit, qint64 message);
    [[nodiscard]] bool isMeant(const StoreOrder &order, const StoreHit &hit, qint64 message);

    std::unique_ptr<store::Database> m_database;  // where m_statements can find it
    store::Statements m_statements;
};

}
