// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/peoplemodel.h"

#include <QMainWindow>

class EmptyState;
class PeopleTable;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTreeView;

// Who is known from the mail that is here, and from address books: found by name or address, written to, and
// forgotten. It asks by signal. Stays open beside the work.
class PeopleWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleWindow)

public:
    using Mailboxes = std::vector<mime::Mailbox>;

    // `people` outlives the window.
    PeopleWindow(const models::PeopleModel &people, const QDateTime &now, QWidget *parent);
    ~PeopleWindow() override;

    void say(const QString &sentence);  // below the list
    [[nodiscard]] QTreeView *view() const { return m_view; }
    [[nodiscard]] QLineEdit *searchLine() const { return m_search; }

Q_SIGNALS:
    void writeWanted(const std::vector<mime::Mailbox> &to);
    void forgetWanted(const std::vector<mime::Mailbox> &people);
    void importWanted(const QString &path);
    void exportWanted(const QString &path, const std::vector<mime::Mailbox> &people);

private:
    void build();
    void makeActions();
    QAction *add(const QString &text, const QString &icon, const QKeySequence &key,
                 void (PeopleWindow::*act)());
    [[nodiscard]] Mailboxes chosen() const;
    void write();
    void askBeforeForget();
    void chooseImport();
    void chooseExport();
    void search(const QString &text);
    void showState();
    void showMenu(const QPoint &at);

    PeopleTable *m_table;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_search;
    QStackedWidget *m_stack;
    QTreeView *m_view;
    EmptyState *m_empty;
    QLabel *m_said;
    QAction *m_write = nullptr;
    QAction *m_forget = nullptr;
};
