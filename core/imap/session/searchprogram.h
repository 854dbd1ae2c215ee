// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/wire/searchkey.h"

namespace imap {

// What a search asks, as one server takes it: whether it has the extensions, in which charset it is said, and
// for which part of the mailbox. A value.
class SearchProgram
{
public:
    explicit SearchProgram(const SearchKey &key);
    // Criteria in ASCII that somebody else has made.
    explicit SearchProgram(CommandText criteria) : m_keys(std::move(criteria)) {}

    // Nothing is asked that the server does not know; text beyond ASCII only of one that has not refused it.
    [[nodiscard]] bool isSayable(const Capabilities &server) const;
    // "CHARSET UTF-8 TEXT {5}..." behind SEARCH, "UTF-8 TEXT {5}..." behind SORT and THREAD.
    void saySearch(CommandText &text, const Capabilities &server) const;
    void saySort(CommandText &text) const;
    [[nodiscard]] bool namesCharset(const Capabilities &server) const;

    // NO [BADCHARSET (...)] names charsets the server has (RFC 3501, 7.1): true when it is asked in one of
    // them from now on. The text must not lose a letter by that, and each is tried once.
    [[nodiscard]] bool changeCharset(const Completion &refusal);
    // OK [MESSAGELIMIT n uid]: true when the messages below are left to be searched (RFC 9738, 3).
    [[nodiscard]] bool goBelow(const Completion &completion);

private:
    [[nodiscard]] bool isPlainest() const;

    CommandText m_keys;
    std::vector<QByteArray> m_needs;
    bool m_needsUtf8 = false;
    bool m_usesNumbers = false;
    QByteArray m_charset = "UTF-8";
    std::optional<Uid> m_below;
};

}
