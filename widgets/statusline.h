// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/status.h"

#include <QObject>

class ElidingLabel;
class QLabel;
class QProgressBar;
class QStatusBar;

// The status bar: what is going on, how far it is, and whether the live connection is encrypted.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    explicit StatusLine(QStatusBar *bar);

    void show(const accounts::Status &status);
    void showMessage(const QString &sentence);  // for a while
    void showWaiting(std::size_t changes);      // what the server has not done yet, where that takes long

private:
    void showEncryption(const accounts::Status &status);

    QStatusBar *m_bar;
    QLabel *m_icon;
    ElidingLabel *m_sentence;
    QProgressBar *m_progress;
    QLabel *m_waiting;
    QLabel *m_lock;
    QLabel *m_encryption;
};
