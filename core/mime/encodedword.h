// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

// encoded-word = "=?" charset [ "*" language ] "?" encoding "?" encoded-text "?="     (RFC 2047, 2; RFC 2231,
// 5) decodedText() and encodedText(), the whole-field functions made of these, are in header.h.
namespace mime {

struct EncodedWord {
    QByteArrayView charset;  // without the language
    bool isBase64 = false;   // else "Q"
    QByteArrayView text;     // still encoded
    qsizetype size = 0;      // of the whole word

    [[nodiscard]] QByteArray octets() const;
};

// The encoded word at the very start of `raw`, if there is one. Blanks inside the encoded text are accepted
// (broken encoders), a line end is not. Looks at no more than `reach` octets.
[[nodiscard]] std::optional<EncodedWord> encodedWordAtStart(QByteArrayView raw, qsizetype reach);

// encodedText() for a line that already holds `column` octets: the first line of the result is that much
// shorter.
[[nodiscard]] QByteArray encodedTextAt(QStringView text, qsizetype column);
// The encoded words alone, whatever the text is (a phrase that must not be read as syntax).
[[nodiscard]] QByteArray encodedWordsAt(QStringView text, qsizetype column);

}
