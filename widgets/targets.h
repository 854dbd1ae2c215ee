// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"
#include "core/store/rows.h"

namespace targets {

// How the journal names the message of this row: durable, without row ids.
[[nodiscard]] inline journal::Target of(const store::MessageRow &row, const store::Folder &folder)
{
    return {folder.account, folder.mailbox, folder.state ? folder.state->uidValidity : imap::UidValidity{},
            row.uid,        row.messageId,  {}};
}

// Where a person's own mail is kept: its other side is the recipients. Servers name no special use for an
// outbox (RFC 6154), so that one goes by its name.
[[nodiscard]] inline bool isOwnMail(const store::Folder &folder)
{
    const QString name =
        folder.delimiter ? folder.name.section(QLatin1Char(*folder.delimiter), -1) : folder.name;
    return folder.role == store::FolderRole::Sent || folder.role == store::FolderRole::Drafts
        || (folder.role == store::FolderRole::None
            && name.compare(QLatin1String("Outbox"), Qt::CaseInsensitive) == 0);
}

// The same for what is written down: with a hash by which the message is known again should its UID be given
// to another one.
[[nodiscard]] inline journal::Target durable(const store::MessageRow &row, const store::Folder &folder)
{
    journal::Target target = of(row, folder);
    target.fingerprint = journal::fingerprintOf(row.fromAddress, row.date, row.subject, row.octets);
    return target;
}

}
