// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"

namespace imap {

// Keeps Session::selected() true: what SELECT told, and what the server has told since (RFC 3501, 6.3.1, 7.1
// to 7.4). What comes while a SELECT is under way counts for the new mailbox only, and not before [CLOSED]
// (RFC 7162, 3.2.11).
class MailboxBook
{
public:
    explicit MailboxBook(std::optional<SelectedMailbox> &selected) : m_selected(selected) {}

    void beginOpening(const QByteArray &mailbox, bool examining);  // from now on none is selected
    void apply(const Untagged &data);
    void applyTagged(const ResponseText &text);
    void open(const ResponseText &tagged);  // SELECT's OK
    void close();                           // UNSELECT's OK, a failed SELECT, an unasked [CLOSED]

    [[nodiscard]] bool isOpening() const noexcept { return m_opening.has_value(); }
    // About the messages of a mailbox: means nothing, and is nobody's, while none is selected.
    [[nodiscard]] static bool isAboutMailbox(const Untagged &data) noexcept;

private:
    SelectedMailbox *current();
    void applyCode(const ResponseCode &code);

    std::optional<SelectedMailbox> &m_selected;
    std::optional<SelectedMailbox> m_opening;
    bool m_examining = false;  // EXAMINE: read-only whatever is said (RFC 3501, 6.3.2)
};

}
