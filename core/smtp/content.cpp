// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/content.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace smtp {

namespace {

constexpr qsizetype longestPath =
    1000;  // RFC 5321, 4.5.3.1.3 says 254; longer ones are the server's to refuse

// Spaces and brackets may only stand in a quoted local part, and there "\" takes the next octet with it.
bool isPath(QByteArrayView address) noexcept
{
    if (address.size() > longestPath)
        return false;
    bool isQuoted = false;
    for (qsizetype i = 0; i < address.size(); ++i) {
        const auto octet = static_cast<quint8>(address[i]);
        if (octet < 0x20 || octet == 0x7F)
            return false;
        if (octet == '"') {
            isQuoted = !isQuoted;
        } else if (isQuoted && octet == '\\') {
            ++i;
            if (i < address.size() && static_cast<quint8>(address[i]) < 0x20)
                return false;
        } else if (!isQuoted && (octet == ' ' || octet == '<' || octet == '>')) {
            return false;
        }
    }
    return !isQuoted;
}

}

bool hasBareLineEnd(QByteArrayView message) noexcept
{
    for (qsizetype i = 0; i < message.size(); ++i) {
        if (message[i] == '\r') {
            if (i + 1 == message.size() || message[i + 1] != '\n')
                return true;
            ++i;
        } else if (message[i] == '\n') {
            return true;
        }
    }
    return false;
}

Result<QByteArray> dataText(const QByteArray &message)
{
    if (hasBareLineEnd(message))
        return Error{Error::Kind::Syntax, "bare CR or LF in the message"_ba};
    QByteArray text;
    text.reserve(message.size() + message.size() / 64 + 8);
    qsizetype at = 0;
    while (at < message.size()) {
        const qsizetype end = message.indexOf('\n', at);
        const qsizetype next = end < 0 ? message.size() : end + 1;
        if (message.at(at) == '.')
            text += '.';
        text += QByteArrayView(message).sliced(at, next - at);
        at = next;
    }
    if (!text.isEmpty() && !text.endsWith("\r\n"))
        text += "\r\n";
    text += ".\r\n";
    return text;
}

bool isEightBit(QByteArrayView octets) noexcept
{
    return std::any_of(octets.begin(), octets.end(), [](char c) { return static_cast<quint8>(c) > 127; });
}

bool hasEightBitHeader(QByteArrayView message) noexcept
{
    const qsizetype end = message.indexOf("\r\n\r\n");
    return isEightBit(end < 0 ? message : message.first(end));
}

bool isUsable(const Envelope &envelope)
{
    const auto isRecipient = [](const Recipient &each) {
        return !each.address.isEmpty() && isPath(each.address);
    };
    return isPath(envelope.sender) && !envelope.recipients.empty()
        && std::all_of(envelope.recipients.begin(), envelope.recipients.end(), isRecipient);
}

}
