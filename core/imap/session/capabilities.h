// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/dialect.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace imap {

// What the server says it can do, as of its last word (RFC 3501, 7.2.1). Names compare without regard to
// case.
class Capabilities
{
public:
    Capabilities() = default;
    explicit Capabilities(const std::vector<QByteArray> &names);

    [[nodiscard]] bool has(QByteArrayView name) const noexcept;
    [[nodiscard]] bool isKnown() const noexcept { return !m_names.empty(); }
    [[nodiscard]] std::vector<QByteArray> authMechanisms() const;  // from AUTH=…, upper case
    [[nodiscard]] const std::vector<QByteArray> &names() const noexcept
    {
        return m_names;
    }  // upper case, sorted

    // How old the server is; the session keeps it true, whatever list it was or was not told.
    [[nodiscard]] const Dialect &dialect() const noexcept { return m_dialect; }
    void speak(const Dialect &dialect) noexcept { m_dialect = dialect; }

    [[nodiscard]] bool condstore() const noexcept { return has("CONDSTORE") || has("QRESYNC"); }
    [[nodiscard]] bool literalPlus() const noexcept { return has("LITERAL+"); }
    [[nodiscard]] bool literalMinus() const noexcept { return has("LITERAL-") || has("IMAP4REV2"); }
    [[nodiscard]] bool specialUse() const noexcept { return has("SPECIAL-USE"); }
    [[nodiscard]] bool unselect() const noexcept { return has("UNSELECT") || has("IMAP4REV2"); }
    [[nodiscard]] bool idle() const noexcept { return has("IDLE") || has("IMAP4REV2"); }
    [[nodiscard]] bool saslIr() const noexcept { return has("SASL-IR") || has("IMAP4REV2"); }
    [[nodiscard]] bool move() const noexcept { return has("MOVE") || has("IMAP4REV2"); }
    [[nodiscard]] bool esearch() const noexcept { return has("ESEARCH") || has("IMAP4REV2"); }
    // The largest message an APPEND may bring, for all mailboxes (RFC 7889); nullopt: not told, or by
    // mailbox.
    [[nodiscard]] std::optional<quint64> appendLimit() const;
    [[nodiscard]] bool uidPlus() const noexcept { return has("UIDPLUS") || has("IMAP4REV2"); }

private:
    std::vector<QByteArray> m_names;
    Dialect m_dialect;
};

}
