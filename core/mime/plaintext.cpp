// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/charset.h"
#include "core/mime/charsetguess.h"
#include "core/mime/flowed.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"
#include "core/mime/textpart.h"
#include "core/mime/transferencoding.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

// <meta charset=…> or <meta http-equiv … content="…charset=…"> in the first 1024 octets, where browsers look,
// too.
QByteArray charsetOfHtml(QByteArrayView html)
{
    const QByteArray head = html.first(std::min<qsizetype>(html.size(), 1024)).toByteArray().toLower();
    const qsizetype meta = head.indexOf("<meta");
    qsizetype at = meta < 0 ? -1 : head.indexOf("charset", meta);
    if (at < 0)
        return {};
    at += 7;
    while (at < head.size()
           && (isSpace(head.at(at)) || head.at(at) == '=' || head.at(at) == '"' || head.at(at) == '\''))
        ++at;
    qsizetype end = at;
    while (
        end < head.size()
        && (isLetter(head.at(end)) || isDigit(head.at(end)) || QByteArrayView("-_.:").contains(head.at(end))))
        ++end;
    const QByteArray name = head.sliced(at, end - at);
    // A label that could be read as ASCII is no UTF-16 (the HTML standard says the same).
    return name.startsWith("utf-16") ? "utf-8"_ba : name;
}

// CRLF and bare CR to LF; NUL is nothing a text view can show. In its own place and from CR to CR: texts are
// large.
QString withLf(QString text)
{
    text.remove(QChar(u'\0'));
    qsizetype cr = text.indexOf(u'\r');
    if (cr < 0)
        return text;
    QChar *const begin = text.data();
    QChar *out = begin + cr;
    while (cr >= 0) {
        const bool isCrLf = cr + 1 < text.size() && text.at(cr + 1) == u'\n';
        if (!isCrLf)
            *out++ = u'\n';
        const qsizetype from = cr + 1, next = text.indexOf(u'\r', from);
        const qsizetype length = (next < 0 ? text.size() : next) - from;
        std::memmove(out, begin + from, static_cast<size_t>(length) * sizeof(QChar));
        out += length;
        cr = next;
    }
    text.truncate(out - begin);
    return text;
}

bool isHtml(const PartInfo &part)
{
    return part.subtype == "html" || part.subtype == "xhtml+xml";
}

// Two characters of several octets each: chance does not make these of another charset's letters.
bool isSurelyUtf8(QByteArrayView octets)
{
    return octets.isValidUtf8()
        && std::count_if(octets.begin(), octets.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; })
        >= 2;
}

// Is it impossible, or next to it, that these octets are in that charset?
bool isWrong(const QByteArray &name, QByteArrayView octets)
{
    if (name == "utf-8")
        return !octets.isValidUtf8() && !hasUtf8Character(octets);
    if (name.startsWith("windows-125") || name.startsWith("iso-8859-"))
        return isSurelyUtf8(octets);
    if (name.startsWith("utf-16") || name.startsWith("utf-32"))
        return octets.size() > 1 && !octets.contains('\0') && octets.isValidUtf8();
    return false;
}

QByteArray labelOf(const PartInfo &part, QByteArrayView octets)
{
    QByteArray name = canonicalCharset(part.parameter("charset").toLatin1());
    if (name.isEmpty() && isHtml(part))
        name = canonicalCharset(charsetOfHtml(octets));
    return isHtml(part) && name == "utf-7" ? QByteArray() : name;
}

QByteArray charsetOf(const PartInfo &part, QByteArrayView octets, QByteArrayView chosen, Defects &defects)
{
    if (!chosen.isEmpty())
        return canonicalCharset(chosen);
    QByteArray name = labelOf(part, octets);
    if (name.isEmpty())
        return guessedCharset(octets);
    if (!isKnownCharset(name))
        defects.note(Defect::UnknownCharset);
    else if (isWrong(name, octets))
        defects.note(Defect::WrongCharset);
    else
        return name;
    return guessedCharset(octets);
}

// The byte order mark is no character of the text.
QString withoutMark(QString text)
{
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text.remove(0, 1);
    return text;
}

}

TextContent decodedTextPart(const PartInfo &part, QByteArrayView octets, QByteArrayView chosen)
{
    const QByteArrayView encoding = part.encoding.isEmpty() ? QByteArrayView("7bit") : part.encoding;
    const bool isCoded = isTransferCoded(encoding);
    const QByteArray own = isCoded ? decodeTransfer(octets, encoding) : QByteArray();
    const QByteArrayView decoded = isCoded ? QByteArrayView(own) : octets;  // texts are large: no copy
    TextContent content;
    content.defects = transferDefects(octets, encoding);
    content.charset = charsetOf(part, decoded, chosen, content.defects);
    content.text = withLf(withoutMark(decodeCharset(decoded, content.charset)));
    return content;
}

QString readableText(const PartInfo &part, QByteArrayView octets, QByteArrayView chosen)
{
    QString text = decodedTextPart(part, octets, chosen).text;
    if (isHtml(part))
        return plainTextOfHtml(text);
    const auto is = [&](QByteArrayView name, QLatin1StringView value) {
        return part.parameter(name).compare(value, Qt::CaseInsensitive) == 0;
    };
    if (part.subtype == "plain" && is("format", "flowed"_L1))
        return unflowed(text, is("delsp", "yes"_L1) ? DelSp::Remove : DelSp::Keep);
    return text;
}

}
