// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/mailto.h"

#include "core/mime/fieldsyntax.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

constexpr qsizetype longestAddress = 64 * qsizetype{1024};
constexpr std::size_t mostRecipients = 100;
constexpr qsizetype longestSubject = 500;
constexpr qsizetype longestBody = 20'000;

bool isControlOctet(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// Comma-separated, each percent-encoded on its own: an encoded comma is part of an address (2).
void addRecipients(std::vector<mime::Mailbox> &list, QByteArrayView encoded)
{
    for (const QByteArray &each : encoded.toByteArray().split(',')) {
        const QByteArray decoded = QByteArray::fromPercentEncoding(each);
        if (std::any_of(decoded.begin(), decoded.end(), isControlOctet))
            continue;
        const mime::AddressList read = mime::parseAddressList(decoded);
        if (read.mailboxes.size() == 1 && isUsable(read.mailboxes.front()) && list.size() < mostRecipients)
            list.push_back(read.mailboxes.front());
    }
}

QString decodedText(QByteArrayView encoded)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(encoded.toByteArray()));
}

QString oneLine(QString text)
{
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, QChar(u' '));
    return text.simplified().left(longestSubject);
}

// Lines end with %0D%0A (5).
QString lines(QString text)
{
    text.replace("\r\n"_L1, "\n"_L1);
    text.replace(u'\r', u'\n');
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    return text.left(longestBody);
}

void takeField(Mailto &mail, QByteArrayView field)
{
    const qsizetype equals = field.indexOf('=');
    if (equals < 0)
        return;
    const QByteArray name = QByteArray::fromPercentEncoding(field.first(equals).toByteArray()).toLower();
    const QByteArrayView value = field.sliced(equals + 1);
    if (name == "to")
        addRecipients(mail.to, value);
    else if (name == "cc")
        addRecipients(mail.cc, value);
    else if (name == "bcc")
        addRecipients(mail.bcc, value);
    else if (name == "subject")
        mail.subject = oneLine(decodedText(value));
    else if (name == "body")
        mail.body += (mail.body.isEmpty() ? QString() : u"\n"_s) + lines(decodedText(value));
    else if (name == "in-reply-to")
        mail.inReplyTo = mime::messageId(QByteArray::fromPercentEncoding(value.toByteArray()));
}

void append(std::vector<Recipient> &list, const std::vector<mime::Mailbox> &more)
{
    for (const mime::Mailbox &mailbox : more)
        list.push_back({.mailbox = mailbox});
}

}

// mailtoURI = "mailto:" [ to ] [ hfields ]; hfields = "?" hfield *( "&" hfield )                 (RFC 6068,
// 2)
std::optional<Mailto> parseMailto(QByteArrayView address)
{
    constexpr QByteArrayView scheme = "mailto:";
    if (address.size() > longestAddress
        || address.first(std::min(scheme.size(), address.size())).compare(scheme, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    QByteArrayView rest = address.sliced(scheme.size());
    if (const qsizetype fragment = rest.indexOf('#'); fragment >= 0)
        rest = rest.first(fragment);
    const qsizetype question = rest.indexOf('?');
    Mailto mail;
    addRecipients(mail.to, question < 0 ? rest : rest.first(question));
    if (question < 0)
        return mail;
    for (const QByteArray &field : rest.sliced(question + 1).toByteArray().split('&'))
        takeField(mail, field);
    mail.body = mail.body.left(longestBody);
    return mail;
}

Composition withMailto(Composition mail, const Mailto &wanted)
{
    append(mail.to, wanted.to);
    append(mail.cc, wanted.cc);
    append(mail.bcc, wanted.bcc);
    if (!wanted.subject.isEmpty())
        mail.subject = wanted.subject;
    mail.text = wanted.body + mail.text;
    if (!wanted.inReplyTo.isEmpty()) {
        mail.inReplyTo = wanted.inReplyTo;
        mail.references = {wanted.inReplyTo};
    }
    return mail;
}

}
