// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/messagebuilder.h"

#include "core/mime/addressprint.h"
#include "core/mime/date.h"
#include "core/mime/encodedword.h"
#include "core/mime/folding.h"
#include "core/mime/headerfields.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"

#include <QCryptographicHash>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

// Only ftext may be in a name (RFC 5322, 2.2); a colon or line end would be another field.
QByteArray fieldName(QByteArrayView name)
{
    QByteArray out;
    std::copy_if(name.begin(), name.end(), std::back_inserter(out),
                 [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
    return out.isEmpty() ? "X-Unnamed"_ba : out;
}

// UTF-8 may stand in a structured field (RFC 6532); other 8-bit octets may not stand anywhere.
QByteArray structured(QByteArrayView value)
{
    QByteArray out = withoutLineEnds(value).trimmed();
    if (!out.isValidUtf8())
        std::replace_if(out.begin(), out.end(), isNotAscii, '?');
    return out;
}

QByteArray fieldLine(const QByteArray &name, const QByteArray &foldedValue)
{
    const bool breaksAtOnce = foldedValue.isEmpty() || foldedValue.startsWith("\r\n");
    return name + (breaksAtOnce ? ":" : ": ") + foldedValue + "\r\n";
}

// Mailboxes behind each other, each whole on its line where it fits.
QByteArray mailboxLines(const std::vector<Mailbox> &list, qsizetype column)
{
    QByteArray out;
    for (const Mailbox &mailbox : list) {
        if (!out.isEmpty()) {
            out += ", ";
            column += 2;
        }
        QByteArray text = printMailboxAt(mailbox, column);
        const qsizetype firstLine = text.contains('\r') ? text.indexOf('\r') : text.size();
        if (!out.isEmpty() && column + firstLine > lineLimit - 1) {
            out.chop(1);
            out += "\r\n ";
            column = 1;
            text = printMailboxAt(mailbox, column);
        }
        out += text;
        const qsizetype lastLine = text.lastIndexOf('\n');
        column = lastLine < 0 ? column + text.size() : text.size() - lastLine - 1;
    }
    return out;
}

// Text that arrives unchanged without an encoding: exactly what quoted-printable has nothing to do on, but
// for the equals sign, which only matters there.
bool isPlainText(QByteArray crlfText)
{
    crlfText.replace('=', 'x');
    return encodeQuotedPrintable(crlfText) == crlfText;
}

QByteArray boundaryFor(QByteArrayView seed, const std::vector<QByteArray> &parts)
{
    for (int attempt = 0;; ++attempt) {
        // "=_" is in no quoted-printable or base64 body.
        const QByteArray digest = QCryptographicHash::hash(
            seed.toByteArray() + '/' + QByteArray::number(attempt), QCryptographicHash::Sha256);
        QByteArray boundary = "=_" + digest.first(15).toHex();
        const bool occurs = std::any_of(parts.begin(), parts.end(),
                                        [&](const QByteArray &part) { return part.contains(boundary); });
        if (!occurs)
            return boundary;
    }
}

}

EntityBuilder &EntityBuilder::field(QByteArrayView name, QByteArrayView asciiValue)
{
    const QByteArray safeName = fieldName(name);
    m_header += fieldLine(safeName, folded(structured(asciiValue), safeName.size() + 2));
    return *this;
}

EntityBuilder &EntityBuilder::text(QByteArrayView name, QStringView value)
{
    const QByteArray safeName = fieldName(name);
    m_header += fieldLine(safeName, encodedTextAt(value, safeName.size() + 2));
    return *this;
}

EntityBuilder &EntityBuilder::mailboxes(QByteArrayView name, const std::vector<Mailbox> &list)
{
    if (list.empty())
        return *this;  // an address field without an address is not allowed (RFC 5322, 3.6.3)
    const QByteArray safeName = fieldName(name);
    m_header += fieldLine(safeName, mailboxLines(list, safeName.size() + 2));
    return *this;
}

EntityBuilder &EntityBuilder::date(QByteArrayView name, const QDateTime &when)
{
    return when.isValid() ? field(name, printDate(when)) : *this;
}

EntityBuilder &EntityBuilder::body(QByteArray octets)
{
    m_body = std::move(octets);
    return *this;
}

EntityBuilder &EntityBuilder::plainTextBody(QStringView text)
{
    const QByteArray octets = withCrlf(text.toUtf8());
    const bool isPlain = isPlainText(octets);
    field("Content-Type", "text/plain; charset=utf-8");
    field("Content-Transfer-Encoding", isPlain ? "7bit" : "quoted-printable");
    m_body = isPlain ? octets : encodeQuotedPrintable(octets);
    return *this;
}

EntityBuilder &EntityBuilder::multipart(QByteArrayView subtypeAndParameters,
                                        const std::vector<EntityBuilder> &parts, QByteArrayView boundarySeed)
{
    std::vector<QByteArray> entities;
    entities.reserve(parts.size());
    for (const EntityBuilder &part : parts)
        entities.push_back(part.build());
    return multipartOf(subtypeAndParameters, entities, boundarySeed);
}

EntityBuilder &EntityBuilder::multipartOf(QByteArrayView subtypeAndParameters,
                                          const std::vector<QByteArray> &entities,
                                          QByteArrayView boundarySeed)
{
    const QByteArray boundary = boundaryFor(boundarySeed, entities);
    field("Content-Type",
          "multipart/" + subtypeAndParameters.toByteArray() + "; boundary=\"" + boundary + '"');
    m_body.clear();
    for (const QByteArray &entity : entities)
        m_body += "--" + boundary + "\r\n" + entity + "\r\n";
    m_body += "--" + boundary + "--\r\n";
    return *this;
}

QByteArray EntityBuilder::build() const
{
    return m_header + "\r\n" + m_body;
}

QByteArray withoutFields(QByteArrayView message, std::span<const QByteArrayView> names)
{
    QByteArray kept;
    kept.reserve(message.size());
    bool isUnwanted = false;
    qsizetype at = 0;
    while (at < message.size()) {
        const qsizetype end = message.indexOf('\n', at);
        const QByteArrayView line = message.sliced(at, (end < 0 ? message.size() : end + 1) - at);
        if (isLineEnd(line.front()))
            break;
        if (!isBlank(line.front())) {
            const QByteArrayView name = line.first(fieldNameLength(line));
            isUnwanted = std::any_of(names.begin(), names.end(), [name](QByteArrayView unwanted) {
                return sameIgnoringCase(name, unwanted);
            });
        }
        if (!isUnwanted)
            kept += line;
        at += line.size();
    }
    kept += message.sliced(at);
    return kept;
}

QByteArray withCrlf(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size() + text.size() / 40);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        if (isLineEnd(text[i]))
            out += "\r\n";
        else
            out += text[i];
    }
    return out;
}

QByteArray makeMessageId(const QByteArray &randomOctets, const QByteArray &domain)
{
    QByteArray ascii = QUrl::toAce(QString::fromUtf8(domain));
    ascii.removeIf([](char c) { return !isLetter(c) && !isDigit(c) && c != '-' && c != '.'; });
    // Without a domain of the sender's: a name that can never be anybody's (RFC 2606, 2).
    const QByteArray right = ascii.isEmpty() ? "posthorn.invalid"_ba : ascii;
    return '<' + randomOctets.toHex() + '@' + right + '>';
}

}
