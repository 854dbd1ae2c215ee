// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/fieldsyntax.h"

#include <algorithm>
#include <utility>

namespace mime {

namespace {

// The octets of a header field with the two things that hide others from view: quoted strings and comments.
struct Scanner {
    bool quoted = false;
    bool escaped = false;
    int depth = 0;

    // True: `c` belongs to a comment.
    bool take(char c)
    {
        const bool wasEscaped = std::exchange(escaped, false);
        if (wasEscaped)
            return depth > 0;
        if (c == '\\' && (quoted || depth > 0)) {
            escaped = true;
            return depth > 0;
        }
        if (quoted) {
            quoted = c != '"';
            return false;
        }
        if (c == '(') {
            ++depth;
            return true;
        }
        if (c == ')' && depth > 0) {
            --depth;
            return true;
        }
        quoted = c == '"' && depth == 0;
        return depth > 0;
    }
};

}

QByteArray withoutComments(QByteArrayView raw)
{
    const bool isPlain =
        std::none_of(raw.begin(), raw.end(), [](char c) { return c == '(' || c == '"' || c == '\\'; });
    if (isPlain)
        return raw.trimmed().toByteArray();  // as nearly always
    QByteArray plain;
    Scanner scanner;
    for (const char c : raw) {
        const bool inComment = scanner.take(c);
        if (!inComment)
            plain += c;
        else if (scanner.depth == 0)
            plain += ' ';
    }
    return plain.trimmed();
}

std::vector<QByteArray> splitOutsideQuotes(QByteArrayView text, char separator)
{
    std::vector<QByteArray> pieces(1);
    Scanner scanner;
    for (const char c : text) {
        const bool inComment = scanner.take(c);
        if (c == separator && !scanner.quoted && !inComment)
            pieces.emplace_back();
        else
            pieces.back() += c;
    }
    for (QByteArray &piece : pieces)
        piece = piece.trimmed();
    return pieces;
}

}
