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
    // Named, or part of something that is: IMAP4rev2 brings SEARCHRES along (RFC 9051, appendix E), QRESYNC
    // brings CONDSTORE.
    [[nodiscard]] bool offers(QByteArrayView name) const noexcept;
    [[nodiscard]] bool isKnown() const noexcept { return !m_names.empty(); }
    [[nodiscard]] std::vector<QByteArray> authMechanisms() const;  // from AUTH=…, upper case
    [[nodiscard]] const std::vector<QByteArray> &names() const noexcept
    {
        return m_names;
    }  // upper case, sorted

    // How old the server is; the session keeps it true, whatever list it was or was not told.
    [[nodiscard]] const Dialect &dialect() const noexcept { return m_dialect; }
    void speak(const Dialect &dialect) noexcept { m_dialect = dialect; }

    // What ENABLE has switched on (RFC 5161), by the server's "* ENABLED": its OK alone is no promise, and
    // what is not on is not used (iCloud answers ENABLE QRESYNC with OK and nothing else).
    [[nodiscard]] bool isEnabled(QByteArrayView name) const noexcept;
    void setEnabled(std::vector<QByteArray> names) { m_enabled = std::move(names); }
    [[nodiscard]] bool qresync() const noexcept { return isEnabled("QRESYNC"); }
    [[nodiscard]] bool uidOnly() const noexcept { return isEnabled("UIDONLY"); }
    // Strings are UTF-8 now, and no charset is named any more (RFC 6855, 3; RFC 9051, 6.4.4).
    [[nodiscard]] bool utf8() const noexcept { return isEnabled("UTF8=ACCEPT") || isEnabled("IMAP4REV2"); }

    // Mod-sequences mean something, also in the mailbox that is selected ([NOMODSEQ]; RFC 7162, 3.1.2.2).
    [[nodiscard]] bool modSeqs() const noexcept { return condstore() && !m_noModSeq; }
    void setModSeqs(bool kept) noexcept { m_noModSeq = !kept; }

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
    // How many messages one command may be about (RFC 9738); nullopt: as many as there are.
    [[nodiscard]] std::optional<quint32> messageLimit() const;
    [[nodiscard]] bool uidPlus() const noexcept { return has("UIDPLUS") || has("IMAP4REV2"); }

private:
    [[nodiscard]] std::optional<quint64> numberBehind(QByteArrayView prefix) const;

    std::vector<QByteArray> m_names;
    std::vector<QByteArray> m_enabled;  // upper case
    bool m_noModSeq = false;
    Dialect m_dialect;
};

}
