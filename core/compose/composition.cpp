// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/composition.h"

#include <QCryptographicHash>

#include <algorithm>

namespace compose {

namespace {

constexpr qsizetype longestLocalPart = 64;
constexpr qsizetype longestDomain = 255;

bool isControlOctet(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool isOrdinary(const QByteArray &part, qsizetype longest)
{
    return !part.isEmpty() && part.size() <= longest && part.isValidUtf8()
        && std::none_of(part.begin(), part.end(), isControlOctet);
}

}

Attachment attachmentOf(const QByteArray &octets, const QString &name, const QByteArray &type)
{
    const QByteArray key = QCryptographicHash::hash(octets, QCryptographicHash::Sha256);
    return {.key = key, .name = name, .type = type, .contentId = {}, .size = octets.size(), .octets = octets};
}

std::vector<Recipient> recipientsOf(const Composition &composition)
{
    std::vector<Recipient> all = composition.to;
    all.insert(all.end(), composition.cc.begin(), composition.cc.end());
    all.insert(all.end(), composition.bcc.begin(), composition.bcc.end());
    return all;
}

bool hasContent(const Composition &composition)
{
    return !recipientsOf(composition).empty() || !composition.subject.trimmed().isEmpty()
        || !composition.text.trimmed().isEmpty() || !composition.attachments.empty()
        || composition.redirected.has_value();
}

bool isUsable(const mime::Mailbox &mailbox)
{
    const bool hasBlank = mailbox.domain.contains(' ') || mailbox.domain.contains('@');
    return isOrdinary(mailbox.localPart, longestLocalPart) && isOrdinary(mailbox.domain, longestDomain)
        && !hasBlank;
}

}
