// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/vcard.h"

#include "core/mime/charset.h"
#include "core/mime/part.h"
#include "core/mime/transferencoding.h"

#include <QStringConverter>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <utility>

namespace contacts {

namespace {

constexpr qsizetype longestLine = qsizetype{1024} * 1024;  // octets, unfolded; a photograph, which we leave
constexpr std::size_t mostAddresses = 50;                  // of one card
constexpr qsizetype longestName = 500;                     // letters
constexpr qsizetype foldAt = 75;                           // octets, without the line end (RFC 6350, 3.2)

// One property: [group "."] name *(";" param) ":" value                               (RFC 6350, 3.3)
struct Property {
    QByteArray name;  // upper case
    QByteArray charset;
    bool isQuotedPrintable = false;
    QByteArray value;
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

// Where a character is that is not within quotes; -1: nowhere.
qsizetype findBare(QByteArrayView text, char wanted, qsizetype from = 0)
{
    bool isQuoted = false;
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text[at] == '"')
            isQuoted = !isQuoted;
        else if (text[at] == wanted && !isQuoted)
            return at;
    }
    return -1;
}

// The lines as they are meant: folded ones are one (RFC 6350, 3.2), also in the folds of quoted-printable,
// which 2.1 has.
class Lines
{
public:
    explicit Lines(QByteArrayView octets) : m_rest(octets) {}

    // Nullopt: that was all. What is too long is cut.
    std::optional<QByteArray> next()
    {
        if (m_rest.isEmpty())
            return std::nullopt;
        QByteArray line = physical().toByteArray();
        // Told by a parameter; a name may have that word in it.
        const QByteArray head = line.first(std::max<qsizetype>(findBare(line, ':'), 0)).toUpper();
        const bool isSoft = head.contains("QUOTED-PRINTABLE");
        while (!m_rest.isEmpty()) {
            const bool goesOn = isSoft && line.endsWith('=');
            if (!goesOn && !isBlank(m_rest.front()))
                break;
            QByteArrayView more = physical();
            if (goesOn)
                line.chop(1);
            else
                more = more.sliced(1);
            if (line.size() + more.size() <= longestLine)
                line += more;
        }
        return line;
    }

private:
    QByteArrayView physical()
    {
        const auto isEnd = [](char c) { return c == '\r' || c == '\n'; };
        const qsizetype end = std::find_if(m_rest.begin(), m_rest.end(), isEnd) - m_rest.begin();
        const QByteArrayView line = m_rest.first(end);
        const bool isPair = end + 1 < m_rest.size() && m_rest[end] == '\r' && m_rest[end + 1] == '\n';
        m_rest = m_rest.sliced(std::min<qsizetype>(end + (isPair ? 2 : 1), m_rest.size()));
        return line;
    }

    QByteArrayView m_rest;
};

// 2.1 has values without a name: "QUOTED-PRINTABLE" alone.
void takeParameter(Property &property, QByteArrayView parameter)
{
    const qsizetype equals = parameter.indexOf('=');
    const QByteArray name = parameter.first(std::max<qsizetype>(equals, 0)).toByteArray().toUpper().trimmed();
    const QByteArray value = parameter.sliced(equals + 1).toByteArray().trimmed();
    if (name == "CHARSET")
        property.charset = value;
    else if (name.isEmpty() || name == "ENCODING")
        property.isQuotedPrintable |= value.compare("QUOTED-PRINTABLE", Qt::CaseInsensitive) == 0;
}

std::optional<Property> parseProperty(const QByteArray &line)
{
    const qsizetype colon = findBare(line, ':');
    if (colon <= 0)
        return std::nullopt;
    const QByteArrayView head = QByteArrayView(line).first(colon);
    Property property;
    qsizetype end = findBare(head, ';');
    const QByteArrayView name = end < 0 ? head : head.first(end);
    property.name = name.sliced(name.lastIndexOf('.') + 1).toByteArray().toUpper().trimmed();
    while (end >= 0) {
        const qsizetype next = findBare(head, ';', end + 1);
        takeParameter(property, head.sliced(end + 1, (next < 0 ? head.size() : next) - end - 1));
        end = next;
    }
    property.value = line.sliced(colon + 1);
    return property;
}

QString textOf(const Property &property)
{
    const QByteArray octets =
        property.isQuotedPrintable ? mime::decodeQuotedPrintable(property.value) : property.value;
    return property.charset.isEmpty() ? mime::guessedText(octets)
                                      : mime::decodeCharset(octets, property.charset);
}

// Components between bare semicolons, without the escapes of RFC 6350, 3.4.
QStringList componentsOf(const QString &value)
{
    QStringList all{QString()};
    for (qsizetype at = 0; at < value.size(); ++at) {
        const QChar c = value[at];
        if (c == u'\\' && at + 1 < value.size()) {
            const QChar escaped = value[++at];
            all.back() += escaped == u'n' || escaped == u'N' ? QChar(u' ') : escaped;
        } else if (c == u';') {
            all.append(QString());
        } else {
            all.back() += c;
        }
    }
    return all;
}

QString inOneLine(QString name)
{
    for (QChar &c : name) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return name.simplified().left(longestName);
}

QString unescaped(const QString &value)
{
    return inOneLine(componentsOf(value).join(u';'));
}

// Family; given; additional; prefixes; suffixes, each a list                         (RFC 6350, 6.2.2)
QString nameOfParts(const QString &value)
{
    const QStringList parts = componentsOf(value);
    QStringList inOrder;
    for (const int place : {3, 1, 2, 0, 4})
        inOrder.append(QString(parts.value(place)).replace(u',', u' '));
    return inOneLine(inOrder.join(u' '));
}

std::optional<mime::Mailbox> mailboxOf(const QString &value)
{
    QString address = unescaped(value);
    if (address.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive))
        address.remove(0, 7);
    const auto read = mime::parseAddressList(address.toUtf8()).mailboxes;
    if (read.size() != 1 || read.front().localPart.isEmpty() || read.front().domain.isEmpty())
        return std::nullopt;
    return mime::Mailbox{{}, read.front().localPart, read.front().domain};
}

// What is read of one card until its end.
struct OpenCard {
    Card card;
    QString parts;  // of its name, for one without FN, as in 2.1
};

void take(OpenCard &open, const Property &property, CardFile &file)
{
    if (property.name == "FN" && open.card.name.isEmpty()) {
        open.card.name = unescaped(textOf(property));
    } else if (property.name == "N" && open.parts.isEmpty()) {
        open.parts = nameOfParts(textOf(property));
    } else if (property.name == "EMAIL" && open.card.addresses.size() < mostAddresses) {
        const auto mailbox = mailboxOf(textOf(property));
        if (!mailbox)
            ++file.defects;
        else if (std::find(open.card.addresses.begin(), open.card.addresses.end(), *mailbox)
                 == open.card.addresses.end())
            open.card.addresses.push_back(*mailbox);
    }
}

void close(OpenCard &&open, CardFile &file)
{
    if (open.card.name.isEmpty())
        open.card.name = open.parts;
    if (open.card.addresses.empty())
        ++file.withoutAddress;
    else if (file.cards.size() < mostCards)
        file.cards.push_back(std::move(open.card));
    else
        file.isCut = true;
}

// UTF-16 with its mark, as some programs write it; else as it is.
QByteArray asUtf8(const QByteArray &octets)
{
    const auto encoding = QStringConverter::encodingForData(octets);
    if (!encoding || *encoding == QStringConverter::Utf8)
        return octets.startsWith("\xef\xbb\xbf") ? octets.sliced(3) : octets;
    const QString text = QStringDecoder(*encoding)(octets);
    return text.toUtf8();
}

// At 75 octets and never within a character.
QByteArray folded(const QByteArray &line)
{
    QByteArray out;
    qsizetype begin = 0;
    qsizetype room = foldAt;
    while (line.size() - begin > room) {
        qsizetype end = begin + room;
        while (end > begin + 1 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80)
            --end;
        out += line.sliced(begin, end - begin) + "\r\n ";
        begin = end;
        room = foldAt - 1;
    }
    return out + line.sliced(begin) + "\r\n";
}

QByteArray escaped(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c == u'\\' || c == u',' || c == u';')
            out += u'\\';
        out += c;
    }
    return out.toUtf8();
}

}

CardFile readCards(const QByteArray &octets)
{
    CardFile file;
    file.isCut = octets.size() > largestFile;
    const QByteArray text = asUtf8(octets.first(std::min(octets.size(), largestFile)));
    Lines lines(text);
    std::optional<OpenCard> open;
    while (const auto line = lines.next()) {
        const auto property = parseProperty(*line);
        const bool isMark = property && property->value.trimmed().compare("VCARD", Qt::CaseInsensitive) == 0;
        if (!property) {
            file.defects += line->trimmed().isEmpty() ? 0 : 1;
        } else if (isMark && property->name == "BEGIN") {
            file.defects += open ? 1 : 0;
            open.emplace();
        } else if (isMark && property->name == "END" && open) {
            close(*std::exchange(open, std::nullopt), file);
        } else if (open) {
            take(*open, *property, file);
        }
    }
    file.defects += open ? 1 : 0;
    return file;
}

QByteArray writeCards(const std::vector<Card> &cards)
{
    QByteArray out;
    for (const Card &card : cards) {
        if (card.addresses.empty())
            continue;
        const QString name = inOneLine(card.name);
        // FN must be there and must say something (RFC 6350, 6.2.1).
        const QString shown = name.isEmpty() ? card.addresses.front().display() : name;
        out += "BEGIN:VCARD\r\nVERSION:4.0\r\n" + folded("FN:" + escaped(inOneLine(shown)));
        for (const mime::Mailbox &address : card.addresses)
            out += folded("EMAIL:" + escaped(inOneLine(QString::fromUtf8(address.addrSpec()))));
        out += "END:VCARD\r\n";
    }
    return out;
}

}
