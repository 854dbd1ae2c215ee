// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/addressprint.h"

#include "core/mime/address.h"
#include "core/mime/charset.h"
#include "core/mime/encodedword.h"
#include "core/mime/folding.h"
#include "core/mime/octets.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

constexpr qsizetype longestName =
    60;  // as one piece on a line; longer ones become encoded words, which can be folded

// atext (RFC 5322, 3.2.3; RFC 6532, 3.2)
bool isAtomOctet(char c) noexcept
{
    return isLetter(c) || isDigit(c) || isNotAscii(c) || QByteArrayView("!#$%&'*+-/=?^_`{|}~").contains(c);
}

// dot-atom: no dot at an end, none doubled
bool isDotAtom(QByteArrayView text) noexcept
{
    char before = '.';
    for (const char c : text) {
        if (c == '.' ? before == '.' : !isAtomOctet(c))
            return false;
        before = c;
    }
    return before != '.';
}

QByteArray quoted(QByteArrayView text)
{
    QByteArray out("\"");
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

QByteArray withoutControls(QByteArrayView text)
{
    QByteArray out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return !isControl(c); });
    return out;
}

// Only what can stand in a domain; the rest would be syntax in a header or in an SMTP command.
QByteArray safeDomain(const QByteArray &domain)
{
    const bool isLiteral = domain.startsWith('[') && domain.endsWith(']');
    QByteArray out;
    std::copy_if(domain.begin(), domain.end(), std::back_inserter(out), [&](char c) {
        return isAtomOctet(c) || c == '.' || (isLiteral && (c == ':' || c == '[' || c == ']'));
    });
    return out;
}

// The display name as a phrase: atoms, a quoted string, or encoded words.
QByteArray phrase(const QString &name, qsizetype column)
{
    const auto isPrintable = [](QChar c) { return c >= u' ' && c < u'\x7f'; };
    if (!std::all_of(name.begin(), name.end(), isPrintable) || name.contains("=?"_L1)
        || name.size() > longestName)
        return encodedWordsAt(name, column);
    const QByteArray plain = name.toLatin1();
    const bool atoms =
        std::all_of(plain.begin(), plain.end(), [](char c) { return isAtomOctet(c) || c == ' '; })
        && plain == plain.simplified();
    return atoms ? plain : quoted(plain);
}

}

QByteArray Mailbox::addrSpec() const
{
    const QByteArray local = withoutControls(localPart);
    return (isDotAtom(local) ? local : quoted(local)) + '@' + safeDomain(domain);
}

QString Mailbox::display() const
{
    const QString address = guessedText(localPart) + u'@' + guessedText(domain);
    return name.isEmpty() ? address : name + u" <"_s + address + u'>';
}

QString namesOf(const std::vector<Mailbox> &mailboxes)
{
    QStringList names;
    for (const Mailbox &mailbox : mailboxes)
        names.append(mailbox.name.isEmpty() ? mailbox.display() : mailbox.name);
    return names.join(u", "_s);
}

QByteArray printMailboxAt(const Mailbox &mailbox, qsizetype column)
{
    QByteArray address = mailbox.addrSpec();
    if (mailbox.name.isEmpty())
        return address;
    const QByteArray name = phrase(mailbox.name, column);
    const qsizetype line = name.lastIndexOf('\n');
    const qsizetype used = line < 0 ? column + name.size() : name.size() - line - 1;
    const bool fits = used + address.size() + 3 <= lineLimit;
    return name + (fits ? " <" : "\r\n <") + address + '>';
}

QByteArray printMailbox(const Mailbox &mailbox)
{
    return printMailboxAt(mailbox, 0);
}

}
