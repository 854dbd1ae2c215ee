// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/store/changes.h"

#include <QObject>

#include <deque>

namespace imap::sync {

// Keeps the folder list and the counts of folders that are not open: LIST once a connection, then STATUS of
// each, one at a time, whenever refreshCounts() asks (never for the mailbox that is selected: RFC 3501,
// 6.3.10). One thread.
class FolderSync : public QObject
{
    Q_OBJECT

public:
    // Counts are asked for on `connection`.
    FolderSync(QUuid account, Connection &connection, QObject *parent = nullptr);

    void list(Connection &on);
    [[nodiscard]] bool isListed() const noexcept { return m_listed; }
    void forget() noexcept { m_listed = false; }  // the list may be another one on the next connection
    void refreshCounts(const QByteArray &exceptMailbox);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void listed();
    void cut();  // the server lists more than limits::mailboxes
    void failed(const Error &why);

private:
    void ask(std::shared_ptr<Lease> lease, bool plainly, std::vector<ListData> before);
    void takeList(const Completion &completion, const std::vector<ListData> &mailboxes);
    void nextCount();
    void count(const QByteArray &mailbox, std::shared_ptr<Lease> lease);
    void takeCount(const QByteArray &mailbox, const Completion &completion,
                   const std::optional<StatusData> &status);

    QUuid m_account;
    Connection &m_connection;
    std::vector<QByteArray> m_selectable;
    std::deque<QByteArray> m_toCount;
    bool m_listed = false;
};

}
