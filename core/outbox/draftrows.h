// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/outbox/drafts.h"
#include "core/store/database.h"

// The drafts' tables of user.db. Each call is one transaction, durable when it returns.
namespace outbox {

struct DraftRecord {
    Draft draft;  // without its message, which is never kept here
    // What may be of it in the folder for drafts, oldest first: more than one only while it is being
    // replaced.
    std::vector<journal::Target> copies;
    bool areSecret = false;  // nothing of it was given to the server but what is encrypted
};

[[nodiscard]] Result<std::vector<DraftRecord>> loadDrafts(const store::Database &user);
// Null: it is lost.
[[nodiscard]] Result<std::vector<QByteArray>> loadAttachments(const store::Database &user,
                                                              const Draft &draft);

// The text and the names of the attachments, whose octets are not written again.
[[nodiscard]] Result<void> writeDraft(const store::Database &user, const DraftRecord &record);
[[nodiscard]] Result<void> writeAttachment(const store::Database &user, const QUuid &draft,
                                           const QByteArray &octets);
// With whatever was attached to it and to no other draft.
[[nodiscard]] Result<void> removeDraft(const store::Database &user, const QUuid &draft);

}
