// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/cmsshape.h"
#include "core/crypto/pgpshape.h"
#include "core/crypto/protection.h"
#include "core/crypto/userid.h"

#include <algorithm>

// What must hold for any octets that say they are signed or encrypted, before GnuPG gets any of them.
namespace fuzz {

inline bool isCanonical(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            return false;
    }
    return true;
}

inline bool isSoundProtection(const mime::ParsedPart &part)
{
    using Kind = crypto::Protection::Kind;
    using Reason = crypto::Judgement::Reason;
    const auto protection = crypto::protectionOf(part);
    if (protection.has_value() != crypto::claimsProtection(part.info))
        return false;
    const bool isCovering =
        protection && protection->kind == Kind::Detached && protection->flaw == Reason::None;
    const bool isSound = !isCovering
        || (isCanonical(protection->covered) && !protection->covered.isEmpty()
            && !protection->data.isEmpty());
    return isSound && std::all_of(part.parts.begin(), part.parts.end(), isSoundProtection);
}

inline bool protections(QByteArrayView octets)
{
    const mime::ParsedPart root = mime::parseMessage(octets.toByteArray()).root;
    const bool isTold = crypto::protectedParts(root.info).isEmpty() || !crypto::claimsProtection(root.info);
    const crypto::UserId id = crypto::readUserId(octets.first(std::min<qsizetype>(octets.size(), 300)));
    const crypto::CmsShape cms = crypto::cmsShape(octets);
    (void)crypto::pgpShape(octets);
    (void)crypto::commonName(octets);
    return isTold && isSoundProtection(root) && (id.address.isEmpty() || id.address.count('@') == 1)
        && cms.signers >= 0;
}

}
