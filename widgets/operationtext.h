// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"

#include <QCoreApplication>
#include <QString>

#include <functional>

// What an operation is called by people.
class OperationText
{
    Q_DECLARE_TR_FUNCTIONS(OperationText)

public:
    using FolderName = std::function<QString(const QUuid &account, const QByteArray &mailbox)>;

    [[nodiscard]] static QString undo(const journal::Operation &operation);  // of the menu: "Undo move"
    // Why one failed: in our words where we have stopped it ourselves, else the server's, quoted.
    [[nodiscard]] static QString reason(const QByteArray &detail);
    // "Move 3 messages to “Trash”"; never more than one line.
    [[nodiscard]] static QString sentence(const journal::Operation &operation, const FolderName &name);
};
