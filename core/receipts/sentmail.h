// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/mime/header.h"
#include "core/receipts/reportmatch.h"
#include "core/store/database.h"

#include <QByteArrayList>
#include <QString>
#include <QUuid>

namespace receipts {

// Mail of ours that asked for an answer. It is found in Sent, or comes from a submission.
struct SentMail {
    qint64 id = 0;  // in user.db; 0: not there yet
    QUuid account;
    SentMessage message;
    QString subject;
};

// From a header in Sent. nullopt: it asks for nothing that would come to one of `ownAddresses`, or nothing
// could be matched with it, since it has no Message-ID.
[[nodiscard]] std::optional<SentMail> sentMail(const mime::Header &header,
                                               const QByteArrayList &ownAddresses);

// The tables of user.db. Store thread; each call is one transaction.

// False: it was known already, and stays as it is but for recipients that are new (a copy in Sent may lack
// those of Bcc). What comes from a submission, which has an ENVID, takes the place of what was found in Sent.
[[nodiscard]] Result<bool> rememberSent(const store::Database &user, const SentMail &mail);
// What a report may be about.
[[nodiscard]] Result<std::vector<SentMessage>> sentFor(const store::Database &user, const MatchKeys &keys);
// The newest first, behind `before`.
struct SentCursor {
    qint64 at = 0, id = 0;
};
[[nodiscard]] Result<std::vector<SentMail>> sentBefore(const store::Database &user, int limit,
                                                       const std::optional<SentCursor> &before);
// Who of `candidates` has answered as one of `answers`.
[[nodiscard]] Result<std::vector<Alias>> aliasesFor(const store::Database &user,
                                                    const std::vector<mime::Mailbox> &answers,
                                                    const std::vector<SentMessage> &candidates);
[[nodiscard]] Result<void> learn(const store::Database &user, const Alias &alias);
[[nodiscard]] Result<void> forgetSent(const store::Database &user, const QUuid &account);

// Where reports are to be put as they come, from when on; no mailbox: they stay where they are.
struct ReportFolder {
    QByteArray mailbox;
    QDateTime since;
};
[[nodiscard]] Result<QHash<QUuid, ReportFolder>> reportFolders(const store::Database &user);
[[nodiscard]] Result<void> putReportsInto(const store::Database &user, const QUuid &account,
                                          const ReportFolder &folder);
// Before a report is put there, by its key (reporttexts.h). False: it was once before, and whoever has put it
// back wants it there.
[[nodiscard]] Result<bool> noteFiled(const store::Database &user, const QUuid &account, const QByteArray &key,
                                     const QDateTime &at);

}
