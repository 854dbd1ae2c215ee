// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"
#include "core/models/foldermodel.h"
#include "core/store/reader.h"
#include "widgets/folders/folderchooser.h"
#include "widgets/pendingoperations.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>
#include <vector>

class FailuresDialog;
class QWidget;

// What a person does with the chosen messages and with folders, as operations for the journal: how they look
// until they are done, what can be undone, and what could not be done. Window thread.
class OperationDesk : public QObject
{
    Q_OBJECT

public:
    struct Context {
        store::Reader &reader;
        models::FolderModel &folders;
        // The folder on screen; nullopt: none, or messages of many, of which each is in its own.
        std::function<std::optional<store::Folder>()> open;
        std::function<QList<store::CopyId>()> chosen;          // of its messages
        std::function<std::optional<store::Folder>()> folder;  // that is current in the tree
    };
    OperationDesk(Context context, QWidget *window);

    // --- The chosen messages
    void changeFlag(const QByteArray &flag, bool set);
    // Also to a folder of another account.
    void moveTo(const store::Folder &folder, journal::MoveMessages::Wish wish);
    void copyTo(const store::Folder &folder);
    void remove();  // to Trash; what is there already, or has none: for good
    void removeForGood();
    void moveToRole(store::FolderRole role, journal::MoveMessages::Wish wish);
    void chooseTarget(bool copy);
    // --- The current folder
    void createFolder();
    void renameFolder();
    void deleteFolder();
    void subscribe(bool wanted);

    void undo();
    [[nodiscard]] bool canUndo() const noexcept { return !m_undoable.empty(); }
    [[nodiscard]] QString undoText() const;
    // The operation that undo() is about; 0: none.
    [[nodiscard]] qint64 newestUndoable() const { return canUndo() ? m_undoable.back().id : 0; }
    void showFailures();
    // "Move 3 messages to “Work”": the folder is to be made for it?
    [[nodiscard]] QString folderQuestion(const journal::Entry &failure) const;
    void createAndRetry(const QList<qint64> &failures);  // the folders they go to, and then everything
    [[nodiscard]] std::size_t failures() const noexcept { return m_failures.size(); }

    // Not by a person's word, and not to be undone: opening a message marks it.
    void request(const journal::Operation &operation);
    [[nodiscard]] store::Flags effectiveFlags(const store::MessageRow &row) const;
    [[nodiscard]] std::vector<imap::Uid> hidden(const store::Folder &folder) const;
    [[nodiscard]] std::vector<store::InsertedCopy> arriving(const store::Folder &folder) const;
    [[nodiscard]] std::vector<store::CopyId> away() const;  // hidden() of all folders

    // Before arriving() is asked again: what it has found is kept while its folders stay as they are.
    void heed(const store::ChangeSet &changes);

    // How many more of a folder are unread than the server says, or fewer.
    [[nodiscard]] std::map<store::FolderId, int> unseenDeltas() const;
    [[nodiscard]] std::size_t waiting() const noexcept { return m_pending.count(); }

    // --- From the journal
    void show(const journal::Entry &entry);
    void withdraw(qint64 id);
    // What was asked for and is not in the journal; false: nothing of that kind, what is pending stays.
    bool giveUp(const journal::Operation &operation);
    void showFinal(qint64 id);

Q_SIGNALS:
    void wanted(const journal::Operation &operation);
    void undoWanted(qint64 id);
    void retryWanted(qint64 id);
    void forgetWanted(qint64 id);
    void changed(const journal::Operation &operation);  // what is shown of these messages
    void listsChanged();                                // what can be undone, what failed
    void said(const QString &sentence);
    void noticed(const QString &sentence);

private:
    struct Group {
        store::Folder folder;
        journal::Targets targets;
    };
    void ask(const journal::Operation &operation);
    void move(const Group &group, const store::Folder &to, journal::MoveMessages::Wish wish);
    [[nodiscard]] FolderChooser::Folders possibleTargets(const store::Folder &open, bool copy) const;
    [[nodiscard]] std::vector<Group> groups(
        const std::function<bool(const store::MessageRow &)> &wanted) const;
    [[nodiscard]] std::optional<store::Folder> folderOf(const store::MessageRow &row) const;
    [[nodiscard]] std::optional<store::Folder> role(const QUuid &account, store::FolderRole role) const;
    [[nodiscard]] QString sentenceFor(const journal::Operation &operation) const;
    [[nodiscard]] QString folderName(const QUuid &account, const QByteArray &mailbox) const;
    void showFailureList();
    void tellIfLess(const journal::Entry &entry);
    void askForName(const QString &title, const QString &label, const QString &old,
                    const std::function<void(const QString &)> &then);

    struct Arriving {
        QUuid account;
        QByteArray mailbox;
        std::vector<store::FolderId> sources;
        std::vector<store::InsertedCopy> copies;
    };
    Context m_context;
    QWidget *m_window;
    mutable std::optional<Arriving> m_arriving;
    mutable std::optional<std::vector<store::CopyId>> m_away;
    PendingOperations m_pending;
    std::vector<journal::Operation> m_asked;  // by a person, not durable yet
    std::vector<journal::Entry> m_undoable;
    std::vector<journal::Entry> m_failures;
    QPointer<FailuresDialog> m_dialog;
};
