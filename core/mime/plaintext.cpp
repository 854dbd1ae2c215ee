// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/flowed.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"

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

// CRLF and bare CR to LF; NUL is nothing a text view can show.
QString withLf(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (!c.isNull())
            out += c == u'\r' ? QChar(u'\n') : c;
    }
    return out;
}

}

QString readableText(const PartInfo &part, QByteArrayView octets)
{
    const QByteArray decoded =
        decodeTransfer(octets, part.encoding.isEmpty() ? QByteArrayView("7bit") : part.encoding);
    const bool isHtml = part.subtype == "html";
    QByteArray charset = part.parameter("charset").toLatin1();
    if (charset.isEmpty() && isHtml)
        charset = charsetOfHtml(decoded);
    QString text = withLf(decodeCharset(decoded, charset));
    if (isHtml)
        return plainTextOfHtml(text);
    const auto is = [&](QByteArrayView name, QLatin1StringView value) {
        return part.parameter(name).compare(value, Qt::CaseInsensitive) == 0;
    };
    if (part.subtype == "plain" && is("format", "flowed"_L1))
        return unflowed(text, is("delsp", "yes"_L1) ? DelSp::Remove : DelSp::Keep);
    return text;
}

}
