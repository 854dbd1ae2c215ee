// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/indexer.h"
#include "core/search/queryparser.h"
#include "core/search/storesearch.h"

#include "tests/core/store/storefixture.h"

namespace searchstore {

using namespace Qt::StringLiterals;
using search::StoreHit;

inline search::DateContext context()
{
    return {QDateTime(QDate(2024, 3, 15), QTime(11, 0), Qt::UTC), QTimeZone("Europe/Berlin")};
}

inline mime::PartInfo textPart(const QByteArray &section, const QByteArray &subtype = "plain")
{
    mime::PartInfo part;
    part.subtype = subtype;
    part.section = section;
    part.parameters = {{"charset", u"utf-8"_s}};
    part.encoding = "8bit";
    return part;
}

// A cache with folders INBOX, Work and All, its indexer, and the questions that are asked of it.
struct Fixture {
    Fixture()
    {
        temp.apply(store::FoldersListed{temp.account,
                                        {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true},
                                         {"Work", u"Work"_s, '/', {}, true, true},
                                         {"All", u"All"_s, '/', store::FolderRole::All, true, true}}});
        for (const char *mailbox : {"INBOX", "Work", "All"})
            temp.open(0, 1, 7, mailbox);
    }
    void text(quint32 uid, std::optional<QByteArray> header,
              std::vector<std::pair<QByteArray, QByteArray>> sections, const QByteArray &mailbox = "INBOX")
    {
        temp.apply(
            store::ContentFetched{temp.account, mailbox, {7}, {uid}, std::move(header), std::move(sections)});
    }
    // Everything that is due, a slice at a time.
    void index()
    {
        bool isMore = true;
        while (isMore) {
            QVERIFY(temp.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
                isMore = search::indexSome(statements, 3);
            }));
        }
    }
    [[nodiscard]] qint64 count(const char *sql)
    {
        qint64 number = -1;
        temp.writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
            statements.first(sql, [&](const store::Statement &row) { number = row.integer(0); });
        });
        return number;
    }
    [[nodiscard]] std::vector<search::NamedFolder> folders() const
    {
        std::vector<search::NamedFolder> named;
        for (const store::Folder &folder : temp.reader->folders(temp.account))
            named.push_back({folder.id, {folder.name, folder.delimiter, folder.role, {u"home"_s}}});
        return named;
    }
    [[nodiscard]] std::vector<StoreHit> hits(const search::StoreOrder &order) const
    {
        auto search = search::StoreSearch::open(temp.path());
        const std::atomic<bool> wanted = true;
        std::vector<StoreHit> all;
        const auto done = search->run(order, wanted, [&](const std::vector<StoreHit> &piece) {
            all.insert(all.end(), piece.begin(), piece.end());
        });
        if (!done)
            qWarning() << done.error().detail;
        return done ? all : std::vector<StoreHit>(1);  // no such hit
    }
    // The UIDs of what is found, in the order in which it is.
    [[nodiscard]] QList<quint32> found(const QString &text, const QByteArray &mailbox = {}) const
    {
        search::StoreOrder order{1, search::parseQuery(text).query, folders(), {}, context(), {}};
        if (!mailbox.isEmpty())
            order.scope = {temp.folderNow(mailbox).id};
        QList<quint32> uids;
        for (const StoreHit &hit : hits(order))
            uids.append(hit.uid.value);
        return uids;
    }

    TempStore temp;
};

}
