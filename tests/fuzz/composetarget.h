// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/mailto.h"
#include "core/compose/message.h"
#include "core/mime/header.h"

#include <QTimeZone>

// What must hold for any octets that come as a mailto: address or as a draft. The fuzz targets and the
// replay of their corpora share it.
namespace fuzz {

// Lines that end with CRLF alone, and a header of fields that are ours, each once.
inline bool isSoundMessage(const compose::Composition &mail)
{
    const compose::Stamp stamp{.now = QDateTime(QDate(2026, 11, 22), QTime(12, 0), QTimeZone::utc()),
                               .random = QByteArray(16, 'x')};
    const QByteArray octets = compose::messageOf(mail, stamp);
    const QByteArray rest = QByteArray(octets).replace("\r\n", "");
    if (rest.contains('\r') || rest.contains('\n') || rest.contains('\0'))
        return false;
    if (mail.redirected)
        return true;  // its header is somebody else's
    const mime::Header header = mime::Header::parse(octets);
    static const QByteArrayList ours{
        "From",       "Reply-To",   "To",           "Cc",           "Bcc",
        "Subject",    "Date",       "Message-ID",   "In-Reply-To",  "References",
        "Importance", "X-Priority", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};
    for (const mime::HeaderField &field : header.fields()) {
        const bool isOurs = ours.contains(field.name);
        if (isOurs ? header.count(field.name) != 1 : !compose::mayBeWritten(field.name))
            return false;
    }
    return header.defects() == 0;
}

inline bool mailto(QByteArrayView octets)
{
    const auto wanted = compose::parseMailto("mailto:" + octets.toByteArray());
    if (!wanted)
        return true;
    const compose::Composition mail = compose::withMailto({.from = {{}, "me", "home.example"}}, *wanted);
    return mail.attachments.empty() && mail.fields.empty() && !mail.redirected && mail.from.localPart == "me"
        && isSoundMessage(mail);
}

inline bool draft(QByteArrayView octets)
{
    const auto mail = compose::deserialize(octets.toByteArray());
    return !mail || (compose::deserialize(compose::serialize(*mail)) == mail && isSoundMessage(*mail));
}

}
