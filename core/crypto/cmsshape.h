// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace crypto {

// What CMS octets are (RFC 5652), told before GnuPG sees them: a signature that brings its own content says
// nothing of a text beside it, and one without a signer says nothing at all.
struct CmsShape {
    enum class Kind {
        SignedData,
        EnvelopedData,      // encrypted; what it hides can be changed unseen
        AuthEnvelopedData,  // encrypted and protected (RFC 5083)
        CompressedData,     // RFC 3274
        Other               // also: no CMS, broken, or followed by something else
    };
    Kind kind = Kind::Other;
    // of SignedData
    bool hasContent = false;
    bool isContentPlain = false;  // its content is of type id-data: mail, not another CMS message
    int signers = 0;              // at most limits::signers

    friend bool operator==(const CmsShape &, const CmsShape &) = default;
};

// BER (X.690) as well as DER, since senders stream; pure, total, and bounded by limits::berNesting.
[[nodiscard]] CmsShape cmsShape(QByteArrayView octets);

}
