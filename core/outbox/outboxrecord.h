// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/queuedmail.h"

namespace outbox {

// A mail as the outbox itself knows it: what the window is told, and what it needs to go on after a restart.
struct OutboxRecord {
    OutboxEntry entry{};
    QDateTime firstAttempt{};      // of those that ended with "try later"; invalid: none
    quint32 recipientsAtMost = 0;  // in one transaction, as the server wants it; 0: no limit is known
    bool isScheduled = false;      // Held by the wish to send it later, not for the undo time
    bool isDivided = false;        // whoever was refused for now goes in a later transaction
    bool looksFirst = false;       // into the folder for sent mail, before what is uncertain is repeated
    bool isMarked = false;         // what it answers has been marked
    bool isFiled = false;          // its copy has been saved

    friend bool operator==(const OutboxRecord &, const OutboxRecord &) = default;
};

}
