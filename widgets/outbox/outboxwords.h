// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/outboxmodel.h"

#include <QCoreApplication>

// What is said about mail that is still to be sent, in a row and in full.
class OutboxWords
{
    Q_DECLARE_TR_FUNCTIONS(OutboxWords)

public:
    [[nodiscard]] static QString heading(models::OutboxModel::Column column);
    [[nodiscard]] static QString cell(const outbox::OutboxEntry &entry, models::OutboxModel::Column column,
                                      const QDateTime &now);
    [[nodiscard]] static QString state(const outbox::OutboxEntry &entry);
    // Why it waits or has failed, in sentences; empty: there is nothing to say.
    [[nodiscard]] static QString why(const outbox::OutboxEntry &entry, const QDateTime &now);
    // A line for each recipient with whom it is not like with all others, and the server's words about each.
    [[nodiscard]] static QStringList recipients(const outbox::OutboxEntry &entry);
    // A moment to come: the time, with the day where that is another.
    [[nodiscard]] static QString moment(const QDateTime &time, const QDateTime &now);
    // In the status line, about all of them; empty: none is worth a word.
    [[nodiscard]] static QString summary(int waiting, int forUser);

    // Held by the wish to send it later, not only so that it can be undone.
    [[nodiscard]] static bool isScheduled(const outbox::OutboxEntry &entry);
};
