// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/deliveryparameters.h"

#include "core/smtp/content.h"

#include <algorithm>

namespace smtp {

namespace {

constexpr qsizetype longestId = 100;        // RFC 3461, 4.4
constexpr qsizetype longestOriginal = 500;  // RFC 3461, 4.2

bool isAllPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

QByteArray hex(quint8 octet)
{
    return QByteArray(1, static_cast<char>(octet)).toHex().toUpper();
}

// For the address type "utf-8" (RFC 6533, 3), to a server with SMTPUTF8: its characters as they are, but for
// those that would end the parameter.
QByteArray unitext(QByteArrayView address)
{
    QByteArray text;
    for (const char c : address) {
        const auto octet = static_cast<quint8>(c);
        if (octet <= ' ' || octet == 0x7F || c == '\\' || c == '+' || c == '=')
            text += "\\x{" + hex(octet) + '}';
        else
            text += c;
    }
    return text;
}

QByteArray originalRecipient(const QByteArray &address)
{
    return isEightBit(address) ? "utf-8;" + unitext(address) : "rfc822;" + xtext(address);
}

// NEVER stands alone (RFC 3461, 4.1).
QByteArray notifyWords(Notify notify)
{
    switch (notify) {
    case Notify::Unsaid: break;
    case Notify::Never: return "NEVER";
    case Notify::Failures: return "FAILURE,DELAY";
    case Notify::Everything: return "SUCCESS,FAILURE,DELAY";
    }
    return {};
}

}

QByteArray xtext(QByteArrayView octets)
{
    QByteArray text;
    for (const char c : octets) {
        const bool isItself = c > ' ' && c <= '~' && c != '+' && c != '=';
        text += isItself ? QByteArray(1, c) : '+' + hex(static_cast<quint8>(c));
    }
    return text;
}

QByteArray mailParameters(const Envelope &envelope)
{
    QByteArray text;
    if (envelope.ret != Envelope::Return::Unsaid)
        text += envelope.ret == Envelope::Return::Headers ? " RET=HDRS" : " RET=FULL";
    const QByteArray id = xtext(envelope.id);
    if (!id.isEmpty() && id.size() <= longestId && isAllPrintable(envelope.id))
        text += " ENVID=" + id;
    return text;
}

QByteArray recipientParameters(const Recipient &recipient)
{
    QByteArray text;
    if (const QByteArray words = notifyWords(recipient.notify); !words.isEmpty())
        text += " NOTIFY=" + words;
    const QByteArray original = originalRecipient(recipient.address);
    if (recipient.isNamed && original.size() <= longestOriginal)
        text += " ORCPT=" + original;
    return text;
}

}
