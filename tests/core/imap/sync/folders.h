// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/folderchanges.h"
#include "core/imap/sync/foldersync.h"

#include "tests/core/imap/sync/line.h"

// The folder list of one account on one connection, and what the store was told, a line each.
class Folders
{
public:
    explicit Folders(const QByteArray &capabilities)
        : sync(QUuid::createUuid(), line.connection),
          changes(sync, [this](const QByteArray &mailbox, imap::sync::Connection::Use use) {
              left.append(mailbox);
              line.connection.withMailbox({}, std::move(use));
          })
    {
        QObject::connect(&sync, &imap::sync::FolderSync::updateReady, &sync,
                         [this](const store::Update &update) { note(update); });
        QObject::connect(&sync, &imap::sync::FolderSync::failed, &sync,
                         [this](const Error &why) { told.append("failed " + why.detail); });
        line.open(capabilities);
    }
    void change(const imap::sync::FolderChange &change)
    {
        changes.carryOut(change, [this](const std::optional<Error> &error) {
            told.append(error ? "refused " + error->detail : QByteArray("done"));
        });
    }
    // Lists these: "INBOX", "foo", "\\Noselect foo"; subscribed all, or those given.
    [[nodiscard]] bool know(const QByteArrayList &mailboxes)
    {
        sync.list(line.connection);
        QByteArray script = "C: a1 LIST \"\" \"*\"\n", subscribed;
        for (const QByteArray &mailbox : mailboxes) {
            const QByteArrayList words = mailbox.split(' ');
            script += "S: * LIST (" + (words.size() > 1 ? words.front() : QByteArray()) + ") \"/\" "
                + words.back() + '\n';
            subscribed += "S: * LSUB () \"/\" " + words.back() + '\n';
        }
        const bool ok =
            line.play((script + "S: a1 OK\nC: a2 LSUB \"\" \"*\"\n" + subscribed + "S: a2 OK\n").constData());
        told.clear();
        return ok;
    }

    Line line;
    imap::sync::FolderSync sync;
    imap::sync::FolderChanges changes;
    QByteArrayList told, left;

private:
    static QByteArray number(std::optional<quint32> number)
    {
        return number ? QByteArray::number(*number) : QByteArray("?");
    }
    void note(const store::Update &update)
    {
        if (const auto *list = std::get_if<store::FoldersListed>(&update)) {
            QByteArrayList names;
            for (const store::ListedFolder &folder : list->folders)
                names.append(folder.mailbox + (folder.selectable ? "" : "-")
                             + (folder.subscribed ? "" : "!"));
            told.append("list " + names.join(' '));
        }
        if (const auto *count = std::get_if<store::FolderCounted>(&update))
            told.append("count " + count->mailbox + ' ' + number(count->messages) + ' '
                        + number(count->unseen));
        if (const auto *renamed = std::get_if<store::FoldersRenamed>(&update)) {
            for (const auto &name : renamed->names)
                told.append("renamed " + name.from + ' ' + name.to + ' ' + name.name.toUtf8());
        }
    }
};
