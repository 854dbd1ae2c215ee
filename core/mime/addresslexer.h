// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace mime {

// One lexical token of an address field (RFC 5322, 3.2). White space is no token: it is a property of the
// next one.
struct AddressToken {
    enum class Kind {
        Word,     // atom, dots included, or an encoded word
        Quoted,   // text without its quotes and escapes
        Comment,  // likewise
        Literal,  // domain literal with its brackets
        Special,  // one of < > @ , ; :
    };
    Kind kind = Kind::Word;
    QByteArray text;
    bool spaceBefore = false;

    [[nodiscard]] bool is(char special) const { return kind == Kind::Special && text.front() == special; }
    [[nodiscard]] bool isWord() const { return kind == Kind::Word || kind == Kind::Quoted; }
};

// Total and linear: that a quote has no end is found out once, then quotes are ordinary characters.
class AddressLexer
{
public:
    explicit AddressLexer(QByteArrayView raw) noexcept : m_rest(raw) {}

    // nullopt: the end
    std::optional<AddressToken> next();

private:
    AddressToken quotedString();
    AddressToken comment();
    AddressToken domainLiteral();
    AddressToken word();

    QByteArrayView m_rest;
    bool m_quotesEnd = true;  // false: there is an opening quote without an end
};

}
