// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

// Mailbox names between octets and people (RFC 3501, 5.1.3). The server's octets are the key and are sent
// back unchanged; the decoded form is for display only.
namespace imap {

// nullopt: not valid modified UTF-7.
[[nodiscard]] std::optional<QString> decodeModifiedUtf7(QByteArrayView name);
[[nodiscard]] QByteArray encodeModifiedUtf7(QStringView name);
// For display: modified UTF-7, else UTF-8 (8-bit names seen in the wild), else Latin-1. Never fails.
[[nodiscard]] QString displayName(QByteArrayView name);
// INBOX in any case is one name (RFC 3501, 5.1).
[[nodiscard]] bool isInbox(QByteArrayView name) noexcept;
// Whether two raw names are one mailbox: the same octets, or INBOX twice. LIST and STATUS of one answer may
// differ in its case.
[[nodiscard]] bool sameMailbox(QByteArrayView a, QByteArrayView b) noexcept;

}
