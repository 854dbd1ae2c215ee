// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/reportfields.h"

#include <QString>

namespace receipts {

// disposition-type (RFC 8098, 3.2.6.2); the last two are RFC 2298's, which old programs still send.
enum class DispositionType { Unknown, Displayed, Deleted, Dispatched, Processed, Denied, Failed };
enum class ActionMode { Unknown, Manual, Automatic };
enum class SentMode { Unknown, Manually, Automatically };

struct Disposition {
    ActionMode action = ActionMode::Unknown;
    SentMode sent = SentMode::Unknown;
    DispositionType type = DispositionType::Unknown;
    QByteArray typeWord;  // lower case, as sent: for what we do not know
    std::vector<QByteArray>
        modifiers;  // lower case; unknown ones are kept, and mean nothing (RFC 8098, 3.2.6.3)

    [[nodiscard]] bool hasError() const;  // the one modifier that is defined
    friend bool operator==(const Disposition &, const Disposition &) = default;
};

// Received-content-MIC (RFC 3335, 7.4.3), from programs that trade documents by mail.
struct ContentMic {
    QByteArray digest;  // base64, as sent
    QByteArray algorithm;
    friend bool operator==(const ContentMic &, const ContentMic &) = default;
};

// A read receipt that somebody sent to us: message/disposition-notification (RFC 8098, 3.1, also as RFC 2298
// and RFC 3798 had it). It says what a program claims, and proves nothing (RFC 8098, 6.1).
struct DispositionReport {
    QByteArray userAgent;         // Reporting-UA: ua-name
    QByteArray userAgentProduct;  // and ua-product
    TypedText gateway;
    std::optional<ReportAddress> originalRecipient;
    std::optional<ReportAddress> finalRecipient;
    QByteArray originalMessageId;  // "<…>"; empty: none that could be one
    Disposition disposition;
    std::vector<QString> errors, failures, warnings;
    std::optional<ContentMic> contentMic;
    std::vector<mime::HeaderField> extensions;
    ReportDefects defects;
};

[[nodiscard]] DispositionReport readDisposition(const std::vector<mime::Header> &blocks);

}
