// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/knownwords.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

namespace imap {

namespace {

// Where the "]" is that ends a code, given what follows its "[". Quoted strings, literals and parentheses may
// hold one; -1 when they do not add up.
qsizetype endOfWellFormedCode(QByteArrayView text)
{
    Cursor in(text);
    qsizetype depth = 0;
    while (!in.atEnd()) {
        const char c = in.peek();
        if (c == ']' && depth <= 0)
            return text.size() - in.rest().size();
        if (in.isStringNext()) {
            (void)in.string();
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        in.accept(c);
    }
    return -1;
}

qsizetype endOfCode(QByteArrayView text)
{
    const qsizetype end = endOfWellFormedCode(text);
    return end >= 0 ? end : text.indexOf(']');
}

}

// resp-text = ["[" resp-text-code "]" SP] text                                               (RFC 3501, 9)
// The text may be missing; a "[" without "]" is text.
ResponseText responseText(Cursor &in)
{
    ResponseText result;
    QByteArrayView text = in.takeRest();
    if (text.startsWith('[')) {
        const QByteArrayView behind = text.sliced(1);
        if (const qsizetype end = endOfCode(behind); end >= 0) {
            result.code = responseCode(behind.first(end));
            text = behind.sliced(end + 1);
            if (text.startsWith(' '))
                text = text.sliced(1);
            else
                tolerate(Quirk::MissingConditionText);
        }
    }
    result.text = text.toByteArray();
    return result;
}

// capability-data = "CAPABILITY" *(SP capability) SP "IMAP4rev1" *(SP capability)            (RFC 3501, 9)
// The words up to the end. "LITERAL +" has been seen for "LITERAL+".
std::vector<QByteArray> wordList(Cursor &in)
{
    std::vector<QByteArray> words;
    while (in.acceptSpaces() && !in.atEnd()) {
        const QByteArrayView word = in.acceptUntil(' ');
        if (word == "+" && !words.empty()) {
            tolerate(Quirk::SpaceInCapability);
            words.back().append('+');
        } else {
            words.push_back(word.toByteArray());
        }
        in.boundList(words.size());
    }
    return words;
}

std::vector<QByteArray> astringsToEnd(Cursor &in)
{
    std::vector<QByteArray> words;
    while (in.acceptSpaces() && !in.atEnd()) {
        words.push_back(in.astring().kept());
        in.boundList(words.size());
    }
    return words;
}

}
