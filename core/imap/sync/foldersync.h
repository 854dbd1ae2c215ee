// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/statusitems.h"
#include "core/imap/sync/connection.h"
#include "core/imap/sync/folderlisting.h"
#include "core/store/changes.h"

#include <QObject>

#include <deque>

namespace imap::sync {

// Keeps the folder list and the counts of folders that are not open: LIST once a connection, then the counts
// whenever refreshCounts() asks, with one LIST (LIST-STATUS, RFC 5819) or with STATUS of each, one at a time;
// never of the mailbox that is selected (RFC 3501, 6.3.10). Where the server tells changes by itself (NOTIFY,
// RFC 5465), nothing is asked for. One thread.
class FolderSync : public QObject
{
    Q_OBJECT

public:
    // Counts are asked for on `connection`, and told there.
    FolderSync(QUuid account, Connection &connection, QObject *parent = nullptr);

    // Where the counts are asked for from now on.
    void countOn(Connection &connection);
    void list(Connection &on);
    void listAgain() { list(*m_connection); }
    [[nodiscard]] bool isListed() const noexcept { return m_listed; }
    void forget();  // all may be another on the next connection
    void refreshCounts(const QByteArray &exceptMailbox);
    // As listed last, without what is nobody's mailbox.
    [[nodiscard]] const std::vector<store::ListedFolder> &folders() const noexcept { return m_folders; }
    // The mailbox has another name, and so has what is below it. To be told before the list is asked for
    // anew.
    void rename(const QByteArray &from, const QByteArray &to);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void listed();
    void cut();  // the server lists more than limits::mailboxes
    void failed(const Error &why);

private:
    void takeList(const FolderListing::Told &told);
    [[nodiscard]] bool mayCount(const QByteArray &mailbox) const;
    void tellCount(const QByteArray &mailbox, const StatusData &status);
    void watch();
    void overhear(const Untagged &data);
    void countAll();
    void countByList(std::shared_ptr<Lease> lease);
    void nextCount();
    void count(const QByteArray &mailbox, std::shared_ptr<Lease> lease, std::size_t items);
    void takeCount(const QByteArray &mailbox, std::size_t items, const Completion &completion,
                   const std::optional<StatusData> &status, std::shared_ptr<Lease> lease);

    QUuid m_account;
    Connection *m_connection;
    std::vector<store::ListedFolder> m_folders;
    QByteArray m_except;  // the folder on screen
    std::deque<QByteArray> m_toCount;
    std::size_t m_items;  // so many of the items for counts the server can read
    bool m_listed = false;
    bool m_listsStatus = true;  // and has not refused it
    enum class Watch { Untried, Asked, On, Off };
    Watch m_watch = Watch::Untried;
};

}
