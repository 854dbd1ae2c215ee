// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operationtext.h"

#include "core/base/overloaded.h"
#include "core/journal/outcome.h"
#include "widgets/errortext.h"
#include "widgets/safetext.h"

#include <array>
#include <utility>

using journal::MoveMessages;

namespace {

int countOf(const journal::Targets &targets)
{
    return static_cast<int>(targets.messages.size());
}

bool isFlag(const journal::ChangeFlags &change, const char *flag)
{
    return change.flag.compare(flag, Qt::CaseInsensitive) == 0;
}

}

QString OperationText::undo(const journal::Operation &operation)
{
    return std::visit(overloaded{
                          [](const journal::ChangeFlags &) { return tr("&Undo mark"); },
                          [](const MoveMessages &move) {
                              switch (move.wish) {
                              case MoveMessages::Wish::Delete: return tr("&Undo delete");
                              case MoveMessages::Wish::Archive: return tr("&Undo archive");
                              case MoveMessages::Wish::Junk: return tr("&Undo junk");
                              case MoveMessages::Wish::Move: break;
                              }
                              return tr("&Undo move");
                          },
                          [](const journal::CopyMessages &) { return tr("&Undo copy"); },
                          [](const journal::RemoveMessages &) { return tr("&Undo delete for good"); },
                          [](const journal::RenameFolder &folder) {
                              return folder.isDeletion ? tr("&Undo delete folder") : tr("&Undo rename");
                          },
                          [](const journal::DeleteFolder &) { return tr("&Undo delete folder"); },
                          [](const journal::CreateFolder &) { return tr("&Undo new folder"); },
                          [](const auto &) { return tr("&Undo"); },
                      },
                      operation);
}

// What the core writes down where no server has said anything.
QString OperationText::reason(const QByteArray &detail)
{
    if (detail.startsWith(journal::mailboxIsMissing)) {
        const QString words =
            ErrorText::serverSays(detail.sliced(QByteArrayView(journal::mailboxIsMissing).size()));
        return words.isEmpty() ? tr("The server has no such folder.")
                               : tr("The server has no such folder. %1").arg(words);
    }
    static constexpr auto ours = std::to_array<std::pair<const char *, const char *>>({
        {"the mailbox is read-only", QT_TR_NOOP("The folder is read-only.")},
        {"it is not clear any more which message this is",
         QT_TR_NOOP("It is no longer clear which message was meant.")},
        {"the copies have not arrived", QT_TR_NOOP("The copies have not arrived in the other folder.")},
        {"the server has not handed out the message",
         QT_TR_NOOP("The server has not handed out the message.")},
        {"the mailbox was renumbered",
         QT_TR_NOOP("The server has numbered the messages of the folder anew.")},
        {"this profile was restored from a copy",
         QT_TR_NOOP("Posthorn’s files were restored from a copy: it may have been done already.")},
        {"the mailbox is called otherwise", QT_TR_NOOP("The folder is called otherwise by now.")},
        {"INBOX stays what it is", QT_TR_NOOP("The inbox can be neither renamed nor deleted.")},
        {"a mailbox cannot be below itself", QT_TR_NOOP("A folder cannot be moved into itself.")},
    });
    for (const auto &[octets, sentence] : ours) {
        if (detail == octets)
            return tr(sentence);
    }
    return ErrorText::serverSays(detail);
}

QString OperationText::sentence(const journal::Operation &operation, const FolderName &name)
{
    const auto quoted = [&](const QByteArray &mailbox) {
        return safetext::quoted(name(journal::accountOf(operation), mailbox));
    };
    return std::visit(
        overloaded{
            [](const journal::ChangeFlags &change) {
                const int count = countOf(change.targets);
                if (isFlag(change, "\\Seen"))
                    return change.set ? tr("Mark %n message(s) as read", nullptr, count)
                                      : tr("Mark %n message(s) as unread", nullptr, count);
                if (isFlag(change, "\\Flagged"))
                    return change.set ? tr("Star %n message(s)", nullptr, count)
                                      : tr("Remove the star of %n message(s)", nullptr, count);
                return tr("Mark %n message(s)", nullptr, count);
            },
            [&](const MoveMessages &move) {
                return tr("Move %n message(s) to “%1”", nullptr, countOf(move.targets)).arg(quoted(move.to));
            },
            [&](const journal::CopyMessages &copy) {
                return tr("Copy %n message(s) to “%1”", nullptr, countOf(copy.targets)).arg(quoted(copy.to));
            },
            [&](const journal::TransferMessages &transfer) {
                const int count = countOf(transfer.targets);
                const QString to = safetext::quoted(name(transfer.toAccount, transfer.to));
                return transfer.move
                    ? tr("Move %n message(s) to “%1” of another account", nullptr, count).arg(to)
                    : tr("Copy %n message(s) to “%1” of another account", nullptr, count).arg(to);
            },
            [](const journal::RemoveMessages &removal) {
                return tr("Delete %n message(s) for good", nullptr, countOf(removal.targets));
            },
            [&](const journal::AppendMessage &append) {
                return tr("Save a message in “%1”").arg(quoted(append.mailbox));
            },
            [&](const journal::CreateFolder &folder) {
                return tr("Create the folder “%1”").arg(quoted(folder.mailbox));
            },
            [&](const journal::RenameFolder &folder) {
                return folder.isDeletion ? tr("Delete the folder “%1”").arg(quoted(folder.mailbox))
                                         : tr("Rename the folder “%1”").arg(quoted(folder.mailbox));
            },
            [&](const journal::DeleteFolder &folder) {
                return tr("Delete the folder “%1” for good").arg(quoted(folder.mailbox));
            },
            [&](const journal::SubscribeFolder &folder) {
                return folder.subscribed ? tr("Subscribe to “%1”").arg(quoted(folder.mailbox))
                                         : tr("Unsubscribe from “%1”").arg(quoted(folder.mailbox));
            },
        },
        operation);
}
