// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/capabilities.h"
#include "core/imap/wire/uidset.h"

namespace imap {

// Which messages of the selected mailbox a command is about: UIDs, everything from one UID on, or "$", what
// the last search that saved its result has found (RFC 5182). A value.
class MessageSet
{
public:
    MessageSet() = default;
    MessageSet(UidSet uids) : m_uids(std::move(uids)) {}  // NOLINT(google-explicit-constructor): it is one
    // "first:*": also what arrives in the meantime.
    [[nodiscard]] static MessageSet from(Uid first);
    [[nodiscard]] static MessageSet saved();

    [[nodiscard]] bool isSaved() const noexcept { return m_isSaved; }
    [[nodiscard]] bool isOpen() const noexcept { return m_isOpen; }
    // As far as we know: what "$" holds only the server does.
    [[nodiscard]] bool contains(Uid uid) const noexcept { return m_isSaved || m_uids.contains(uid); }
    [[nodiscard]] const UidSet &uids() const noexcept { return m_uids; }  // empty for "$"

    // It names something, and "$" is understood.
    [[nodiscard]] bool isSayable(const Capabilities &server) const noexcept;
    void sayTo(CommandText &text, const Capabilities &server) const;

    // A server with a limit does the messages with the highest UIDs first and tells the last it has done (RFC
    // 9738, 3): true when others are left, which this names from now on.
    [[nodiscard]] bool keepBelow(Uid done);
    // Where it does nothing rather than a part (COPY): so many go, and the rest comes back.
    [[nodiscard]] MessageSet splitOff(quint32 most);

private:
    UidSet m_uids;
    bool m_isSaved = false;
    bool m_isOpen = false;
};

// `all` without `some`.
[[nodiscard]] UidSet without(const UidSet &all, const UidSet &some);

}
