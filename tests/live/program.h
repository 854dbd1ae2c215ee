// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"

#include <QAbstractItemView>

#include <functional>

#include "tests/live/servers.h"

namespace live {

// The program as main() builds it, on a profile of its own: alice's account on these servers.
class Program
{
public:
    using Change = std::function<void(accounts::Account &)>;
    // `change`: what is to be otherwise about the account.
    explicit Program(const Servers &servers, const QByteArray &password = "secret",
                     const Change &change = {});

    // Before the start: a second account on these servers, bob's.
    [[nodiscard]] bool addBob();
    [[nodiscard]] bool start();
    [[nodiscard]] MainWindow *window() const { return m_application->window(); }
    // Of the window; null while there is none.
    template <typename T>
    [[nodiscard]] T *find(const QString &name = {}) const
    {
        return window() == nullptr ? nullptr : window()->findChild<T *>(name);
    }
    [[nodiscard]] QAbstractItemView *list() const;  // of messages
    [[nodiscard]] int rows() const;
    // By keyboard: to the first row, and open it.
    void openNewest() const;
    // The action of that text, without "&" and "…".
    [[nodiscard]] QAction *action(const QString &text) const;

private:
    QTemporaryDir m_folder;
    accounts::Account m_account;
    SystemClock m_clock;
    store::ProfilePaths m_paths;
    std::unique_ptr<app::Application> m_application;
    bool m_prepared = false;
};

}
