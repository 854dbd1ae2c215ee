// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

// The printing half of MIME, on its own: the demo must not test the product with the product's code.
namespace demo {

// The octets of a text in a charset; empty where the charset lacks a character of it.
[[nodiscard]] QByteArray inCharset(const QString &text, const QByteArray &charset);
// A charset that can say the text: the wanted one, else UTF-8.
[[nodiscard]] QByteArray charsetFor(const QString &text, const QByteArray &wanted);

// Unstructured header text as encoded words where it needs them (RFC 2047), folded.
[[nodiscard]] QByteArray headerText(const QString &text, const QByteArray &charset);
// A display name: atom, quoted string or encoded words.
[[nodiscard]] QByteArray displayName(const QString &name, const QByteArray &charset);
// A parameter with its leading "; ", in RFC 2231 form where the value needs it.
[[nodiscard]] QByteArray parameter(const QByteArray &name, const QString &value);

// Content-Transfer-Encodings (RFC 2045, 6.7 and 6.8); lines end in LF.
[[nodiscard]] QByteArray quotedPrintable(const QByteArray &octets);
[[nodiscard]] QByteArray base64Lines(const QByteArray &octets);

// A mailbox name in modified UTF-7 (RFC 3501, 5.1.3).
[[nodiscard]] QByteArray modifiedUtf7(const QString &name);

}
