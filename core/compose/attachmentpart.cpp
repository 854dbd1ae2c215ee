// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/attachmentpart.h"

#include "core/mime/lookalike.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

constexpr qsizetype longestName = 180;
constexpr qsizetype longestExtension = 12;
constexpr qsizetype longestPlainName = 40;  // in one piece on a line, behind "Content-Type: …; name="
constexpr qsizetype longestNameWithBlanks = 30;
constexpr qsizetype pieceOctets = 45;   // of a name that is cut, with its percent signs
constexpr qsizetype longestLine = 998;  // RFC 5322, 2.1.1

// attribute-char (RFC 2231, 7)
bool isAttributeOctet(char c)
{
    return mime::isLetter(c) || mime::isDigit(c) || QByteArrayView("!#$&+-.^_`{|}~").contains(c);
}

// The name as pieces that each fit a line, none cut within an octet.
QByteArrayList encodedPieces(const QString &name)
{
    QByteArrayList pieces{QByteArray()};
    for (const char c : name.toUtf8()) {
        const QByteArray next =
            isAttributeOctet(c) ? QByteArray(1, c) : '%' + QByteArray(1, c).toHex().toUpper();
        if (pieces.back().size() + next.size() > pieceOctets)
            pieces.append(QByteArray());
        pieces.back() += next;
    }
    return pieces;
}

// One with blanks must fit behind "Content-Disposition: attachment": where a quoted string is folded, not
// every reader unfolds it.
bool isPlainName(const QString &name)
{
    const qsizetype longest = name.contains(u' ') ? longestNameWithBlanks : longestPlainName;
    return name.size() <= longest && std::all_of(name.begin(), name.end(), [](QChar c) {
               return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\' && c != u'%' && c != u'\'';
           });
}

// parameter = attribute "=" value, or its pieces (RFC 2231, 3 and 4)
QByteArray fileNameParameter(const QString &name)
{
    if (isPlainName(name))
        return "; filename=\"" + name.toLatin1() + '"';
    const QByteArrayList pieces = encodedPieces(name);
    if (pieces.size() == 1)
        return "; filename*=utf-8''" + pieces.front();
    QByteArray out;
    for (qsizetype i = 0; i < pieces.size(); ++i)
        out += "; filename*" + QByteArray::number(i) + "*=" + (i == 0 ? "utf-8''" : "") + pieces[i];
    return out;
}

// For the name in Content-Type, which nobody needs who reads RFC 2183: its letters without their marks.
QByteArray plainNameOf(const QString &name)
{
    QByteArray out;
    for (const QChar c : name.normalized(QString::NormalizationForm_D)) {
        if (c.isMark() || c.isLowSurrogate())
            continue;
        const bool isPlain = c > u' ' && c < u'\x7f' && c != u'"' && c != u'\\' && c != u'%';
        out += isPlain ? c.toLatin1() : '_';
    }
    if (out.size() <= longestPlainName)
        return out;
    const qsizetype dot = out.lastIndexOf('.');
    const QByteArray extension =
        dot > 0 && out.size() - dot <= longestExtension ? out.sliced(dot) : QByteArray();
    return out.first(longestPlainName - extension.size()) + extension;
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
        return mime::isLetter(c) || mime::isDigit(c) || QByteArrayView("!#$&-^_.+").contains(c);
    });
}

// type "/" subtype; whatever is none, or has parts of its own, goes as octets.
QByteArray safeType(const QByteArray &type)
{
    const qsizetype slash = type.indexOf('/');
    const QByteArray main = type.first(std::max<qsizetype>(slash, 0)).toLower();
    const bool isSimple = slash > 0 && isToken(main) && isToken(QByteArrayView(type).sliced(slash + 1))
        && main != "multipart" && main != "message";
    return isSimple ? type.toLower() : "application/octet-stream"_ba;
}

bool hasLongLine(QByteArrayView crlfText)
{
    qsizetype length = 0;
    return std::any_of(crlfText.begin(), crlfText.end(), [&](char c) {
        length = c == '\n' ? 0 : length + 1;
        return length > longestLine + 1;  // with the CR
    });
}

// A message may not be encoded (RFC 2046, 5.2.1). One that cannot go as it is goes as a file.
std::optional<mime::EntityBuilder> messagePart(const Attachment &attachment, const QByteArray &disposition,
                                               bool isSigned)
{
    const QByteArray octets = mime::withCrlf(attachment.octets);
    if (octets.isEmpty() || octets.contains('\0') || hasLongLine(octets)
        || (isSigned && !canGoAsItIs(octets, longestLine, true)))
        return std::nullopt;
    mime::EntityBuilder part;
    part.field("Content-Type", "message/rfc822")
        .field("Content-Transfer-Encoding", mime::isAscii(octets) ? "7bit" : "8bit")
        .field("Content-Disposition", disposition)
        .body(octets);
    return part;
}

}

QString fileNameToSend(const QString &name)
{
    QString clean = name.section(u'/', -1).section(u'\\', -1);
    clean.removeIf([](QChar c) {
        return c.category() == QChar::Other_Control || mime::hasDirectionControls(QString(c));
    });
    clean = clean.trimmed();
    if (clean.size() > longestName) {
        const qsizetype dot = clean.lastIndexOf(u'.');
        const bool hasExtension = dot > 0 && clean.size() - dot <= longestExtension;
        const QString extension = hasExtension ? clean.sliced(dot) : QString();
        clean = clean.left(longestName - extension.size()) + extension;
    }
    return clean.isEmpty() ? u"attachment"_s : clean;
}

bool canGoAsItIs(QByteArrayView crlfText, qsizetype longest, bool isSigned)
{
    qsizetype length = 0;
    for (qsizetype i = 0; i < crlfText.size(); ++i) {
        const char c = crlfText[i];
        if (length == 0 && (crlfText.sliced(i).startsWith("From ") || c == '.'))
            return false;
        if (mime::isNotAscii(c) || (mime::isControl(c) && !mime::isSpace(c)))
            return false;
        const bool isLast = i + 1 == crlfText.size() || crlfText[i + 1] == '\r';
        if (isSigned && isLast && (c == ' ' || c == '\t'))
            return false;
        length = c == '\n' ? 0 : length + 1;
        if (length > longest + 1)  // with the CR
            return false;
    }
    return true;
}

mime::EntityBuilder attachmentPart(const Attachment &attachment, bool isSigned)
{
    const QString name = fileNameToSend(attachment.name);
    const bool isPicture = !attachment.contentId.isEmpty();
    const QByteArray disposition = (isPicture ? "inline" : "attachment") + fileNameParameter(name)
        + "; size=" + QByteArray::number(attachment.octets.size());
    if (attachment.type == "message/rfc822") {
        if (auto message = messagePart(attachment, disposition, isSigned))
            return *message;
    }
    mime::EntityBuilder part;
    part.field("Content-Type", safeType(attachment.type) + "; name=\"" + plainNameOf(name) + '"')
        .field("Content-Transfer-Encoding", "base64")
        .field("Content-Disposition", disposition);
    if (isPicture)
        part.field("Content-ID", '<' + attachment.contentId + '>');
    part.body(mime::encodeBase64Lines(attachment.octets));
    return part;
}

}
