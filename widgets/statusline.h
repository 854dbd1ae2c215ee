// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/offline.h"
#include "core/accounts/status.h"

#include <QObject>

class ElidingLabel;
class QLabel;
class QProgressBar;
class QStatusBar;
class QToolButton;

// The status bar: what is going on, how far it is, and whether the live connection is encrypted.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    explicit StatusLine(QStatusBar *bar);

    void show(const accounts::Status &status);
    void showBadge(const QString &badge);  // what kind of server it is; empty: nothing unusual
    void showOffline(const accounts::OfflineProgress &progress);
    void showMessage(const QString &sentence);     // for a while
    void retractMessage(const QString &sentence);  // it is true no more
    // What the server has not done yet, where that takes long.
    void showWaiting(std::size_t changes, bool isOffline);

    // Mail that has not gone yet; empty: there is none.
    void showOutbox(const QString &summary, bool needsSomebody);

Q_SIGNALS:
    void pauseWanted(bool paused);  // of what is being kept offline
    void outboxWanted();

private:
    void showEncryption(const accounts::Status &status);

    QStatusBar *m_bar;
    QLabel *m_icon;
    ElidingLabel *m_sentence;
    QProgressBar *m_progress;
    QLabel *m_waiting;
    QToolButton *m_outbox;
    QLabel *m_badge;
    QLabel *m_offline;
    QToolButton *m_pause;
    bool m_isPaused = false;
    QLabel *m_lock;
    QLabel *m_encryption;
};
