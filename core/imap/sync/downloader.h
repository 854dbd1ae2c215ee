// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/offline.h"
#include "core/imap/sync/connection.h"
#include "core/imap/sync/suspects.h"
#include "core/store/changes.h"
#include "core/store/reader.h"

#include <QObject>
#include <QSet>

#include <deque>
#include <functional>
#include <map>

namespace imap::sync {

// Brings the text of folders that are to be kept for reading offline, one folder after another: first the
// headers of all, then the texts, newest first, one message at a time, so that whatever the user wants
// meanwhile goes in between. What a server invents or empties is not kept. Where it stops, it goes on the
// next time: what is here already is not asked for. One thread.
class Downloader : public QObject
{
    Q_OBJECT

public:
    struct Context {
        QUuid account;
        store::Reader &reader;
        Clock &clock;
        std::function<void(const QByteArray &mailbox, Connection::Use use)> withMailbox;
        // Brings the headers of a mailbox in step; `done` says whether they are.
        std::function<void(const QByteArray &mailbox, std::function<void(bool)> done)> look;
        Suspects &suspects;
    };
    explicit Downloader(Context context, QObject *parent = nullptr);

    void keep(const QByteArray &mailbox, std::optional<int> months);  // nullopt: no longer
    void setOnline(bool online);
    void setPaused(bool paused);    // by the user
    void setMetered(bool metered);  // headers only
    // There is something new in it.
    void lookAgain(const QByteArray &mailbox);
    [[nodiscard]] bool isWorking() const noexcept { return m_isWorking; }
    [[nodiscard]] const std::map<QByteArray, int> &wishes() const noexcept { return m_wishes; }

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void progressed(const accounts::OfflineProgress &progress);

private:
    [[nodiscard]] bool mayWork() const noexcept { return m_isOnline && !m_isPaused; }
    void next();
    void collect();
    void fetchNext();
    void fetch(store::CopyId copy);
    void fetched();
    void finishMailbox();
    void interrupt();
    void postpone();
    void later(void (Downloader::*step)());
    void noteFailure();
    void tell();

    Context m_context;
    std::map<QByteArray, int> m_wishes;  // mailbox → months
    std::deque<QByteArray> m_toDo;
    QByteArray m_mailbox;  // under way
    std::deque<store::CopyId> m_missing;
    std::optional<store::InsertedCopy> m_passed;
    qint64 m_done = 0, m_total = 0;
    int m_epoch = 0;  // answers from before an interruption are late
    bool m_isOnline = false, m_isPaused = false, m_isMetered = false;
    bool m_isWorking = false;
    bool m_hasFailed = false;  // something in this pass
    QSet<QByteArray> m_whole;  // mailboxes of which nothing is missing but what is new
    std::unique_ptr<Alarm> m_retry;
};

}
