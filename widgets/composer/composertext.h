// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/answer.h"
#include "core/compose/reminders.h"
#include "core/outbox/queuedmail.h"
#include "core/receipts/asking.h"

#include <QCoreApplication>

// What is said about a mail that is being written, and the words that an answer begins with.
class ComposerText
{
    Q_DECLARE_TR_FUNCTIONS(ComposerText)

public:
    [[nodiscard]] static QString reminder(const compose::Reminder &reminder);
    [[nodiscard]] static QString warning(const receipts::AskingWarning &warning);
    // "On …, Ann wrote:", above what is quoted.
    [[nodiscard]] static QString attribution(const mime::Header &header);
    // Who wrote it, when, to whom, about what: above what is forwarded.
    [[nodiscard]] static QString forwardHead(const mime::Header &header);
    // Of a mail that can still be taken back, and of one that somebody has to look at.
    [[nodiscard]] static QString held(const outbox::OutboxEntry &entry, const QDateTime &now);
    [[nodiscard]] static QString trouble(const outbox::OutboxEntry &entry);
    [[nodiscard]] static QString windowTitle(const QString &subject);
};
