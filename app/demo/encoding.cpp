// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/encoding.h"

#include <QStringEncoder>
#include <QStringList>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

bool isAscii(const QString &text)
{
    for (const QChar c : text) {
        if (c.unicode() > 126 || (c.unicode() < 32 && c != u'\n' && c != u'\t'))
            return false;
    }
    return true;
}

// One encoded word. B for scripts that Q would make three times as long.
QByteArray encodedWord(const QByteArray &octets, const QByteArray &charset)
{
    qsizetype special = 0;
    QByteArray q;
    for (const char c : octets) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (plain) {
            q += c;
        } else if (c == ' ') {
            q += '_';
        } else {
            q += '=' + QByteArray(1, c).toHex().toUpper();
            ++special;
        }
    }
    const bool asQ = special * 3 <= octets.size();
    return "=?" + charset.toUpper() + (asQ ? "?Q?" + q : "?B?" + octets.toBase64()) + "?=";
}

}

QByteArray inCharset(const QString &text, const QByteArray &charset)
{
    QStringEncoder encoder(charset.constData());
    if (!encoder.isValid())
        return {};
    QByteArray octets = encoder.encode(text);
    if (encoder.hasError())
        return {};
    // ISO-2022-JP ends in ASCII (RFC 1468); the encoder leaves the last escape to its caller.
    if (charset == "iso-2022-jp" && octets.lastIndexOf("\x1b$") > octets.lastIndexOf("\x1b("))
        octets += "\x1b(B";
    QStringDecoder decoder(charset.constData());
    const QString back = decoder.decode(octets);
    return back == text ? octets : QByteArray();
}

QByteArray charsetFor(const QString &text, const QByteArray &wanted)
{
    if (isAscii(text))
        return "us-ascii"_ba;
    return inCharset(text, wanted).isEmpty() ? "utf-8"_ba : wanted;
}

QByteArray headerText(const QString &text, const QByteArray &charset)
{
    if (isAscii(text)) {
        QByteArray folded = text.toLatin1();
        for (qsizetype start = 0; folded.size() - start > 68;) {
            const qsizetype space = folded.lastIndexOf(' ', start + 66);
            if (space <= start)
                break;
            folded.insert(space, '\n');
            start = space + 1;
        }
        return folded;
    }
    const QByteArray name = charsetFor(text, charset);
    QByteArrayList words;
    // Each word is whole in itself: no character and no escape sequence is cut, and none is too long (RFC
    // 2047, 2 and 5).
    for (qsizetype at = 0; at < text.size();) {
        qsizetype length = qMin<qsizetype>(40, text.size() - at);
        QByteArray word;
        for (;; --length) {
            if (at + length < text.size() && text.at(at + length).isLowSurrogate())
                continue;
            word = encodedWord(inCharset(text.mid(at, length), name), name);
            if (word.size() <= 66 || length <= 2)
                break;
        }
        words += word;
        at += length;
    }
    return words.join("\n ");
}

QByteArray displayName(const QString &name, const QByteArray &charset)
{
    if (!isAscii(name))
        return headerText(name, charset);
    QString bare = name;
    bare.remove(u'"');
    for (const QChar c : std::as_const(bare)) {
        if (!c.isLetterOrNumber() && c != u' ' && c != u'-' && c != u'\'' && c != u'&')
            return '"' + bare.toLatin1() + '"';
    }
    return bare.toLatin1();
}

QByteArray parameter(const QByteArray &name, const QString &value)
{
    if (isAscii(value) && value.size() < 50)
        return "; " + name + "=\"" + value.toLatin1() + '"';
    const QByteArray encoded = value.toUtf8().toPercentEncoding({}, "'()*");
    if (encoded.size() < 50)
        return ";\n " + name + "*=utf-8''" + encoded;
    QByteArray all;
    for (qsizetype at = 0, section = 0; at < encoded.size(); ++section) {
        qsizetype length = qMin<qsizetype>(45, encoded.size() - at);
        if (at + length < encoded.size()) {  // a %XX stays whole
            const qsizetype percent = encoded.lastIndexOf('%', at + length - 1);
            if (percent > at + length - 3)
                length = percent - at;
        }
        all += ";\n " + name + '*' + QByteArray::number(section) + "*=" + (section == 0 ? "utf-8''" : "")
            + encoded.mid(at, length);
        at += length;
    }
    return all;
}

QByteArray quotedPrintable(const QByteArray &octets)
{
    QByteArray out;
    qsizetype column = 0;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        const char c = octets.at(i);
        if (c == '\n') {
            out += c;
            column = 0;
            continue;
        }
        const bool atEnd = i + 1 == octets.size() || octets.at(i + 1) == '\n';
        const bool plain = c >= 33 && c <= 126 && c != '=';
        const QByteArray unit = plain || ((c == ' ' || c == '\t') && !atEnd)
            ? QByteArray(1, c)
            : '=' + QByteArray(1, c).toHex().toUpper();
        if (column + unit.size() > 75) {
            out += "=\n";
            column = 0;
        }
        out += unit;
        column += unit.size();
    }
    return out;
}

QByteArray base64Lines(const QByteArray &octets)
{
    const QByteArray all = octets.toBase64();
    QByteArray out;
    for (qsizetype at = 0; at < all.size(); at += 76)
        out += all.mid(at, 76) + '\n';
    return out;
}

QByteArray modifiedUtf7(const QString &name)
{
    QByteArray out, pending;
    const auto flush = [&] {
        if (!pending.isEmpty())
            out += '&' + pending.toBase64(QByteArray::OmitTrailingEquals).replace('/', ',') + '-';
        pending.clear();
    };
    for (const QChar c : name) {
        if (c.unicode() < 32 || c.unicode() > 126) {
            pending += static_cast<char>(c.row());
            pending += static_cast<char>(c.cell());
            continue;
        }
        flush();
        out += c == u'&' ? "&-"_ba : QByteArray(1, c.toLatin1());
    }
    flush();
    return out;
}

}
