// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/capabilities.h"

#include <cstdint>
#include <vector>

namespace imap {

// What STATUS can tell of a mailbox (RFC 3501, 6.3.10; RFC 9051, 6.3.11), least dispensable first. RECENT is
// not among them: nothing is decided by it, and IMAP4rev2 knows it no more.
enum class StatusItem : std::uint8_t {
    Messages,
    Unseen,
    UidNext,
    UidValidity,
    HighestModSeq,   // RFC 7162
    Size,            // RFC 8438
    Deleted,         // RFC 9051; RFC 9208
    DeletedStorage,  // RFC 9208
    MailboxId,       // RFC 8474
    AppendLimit,     // RFC 7889, where each mailbox has its own
};

[[nodiscard]] bool isOffered(StatusItem item, const Capabilities &server);
// Those the server offers, as STATUS and LIST … RETURN (STATUS …) take them: "(MESSAGES UNSEEN)". Empty:
// none.
[[nodiscard]] QByteArray statusItemList(const std::vector<StatusItem> &items, const Capabilities &server);

}
