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

}
