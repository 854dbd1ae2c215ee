// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/fieldsyntax.h"

#include <algorithm>
#include <utility>

namespace mime {

namespace {

// Longer ones do not fit a line of 998 octets beside their field name (RFC 5322, 2.1.1).
constexpr qsizetype longestMessageId = 900;

bool isPrintable(char c) noexcept
{
    return c > ' ' && c < 0x7f;
}

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

std::vector<QByteArray> messageIds(QByteArrayView raw)
{
    std::vector<QByteArray> ids;
    const QByteArray text = withoutComments(raw);
    qsizetype open = text.indexOf('<');
    while (open >= 0) {
        const qsizetype close = text.indexOf('>', open);
        if (close < 0)
            break;
        QByteArray bracketed = text.sliced(open, close - open + 1);
        bracketed.removeIf([](char c) { return c == ' ' || c == '\t'; });  // obsolete syntax: CFWS inside
        const QByteArrayView id = QByteArrayView(bracketed).sliced(1).chopped(1);
        if (!id.isEmpty() && id.size() <= longestMessageId && !id.contains('<')
            && std::all_of(id.begin(), id.end(), isPrintable))
            ids.push_back(bracketed);
        open = text.indexOf('<', close);
    }
    return ids;
}

QByteArray messageId(QByteArrayView raw)
{
    if (auto ids = messageIds(raw); !ids.empty())
        return ids.front();
    const QByteArray bare = withoutComments(raw);
    const bool isOneToken = !bare.isEmpty() && bare.size() <= longestMessageId
        && std::all_of(bare.begin(), bare.end(),
                       [](char c) { return isPrintable(c) && c != '<' && c != '>'; });
    return isOneToken ? '<' + bare + '>' : QByteArray();
}

}
