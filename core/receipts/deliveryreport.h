// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/reportfields.h"

namespace receipts {

enum class DeliveryAction { Unknown, Failed, Delayed, Delivered, Relayed, Expanded };  // RFC 3464, 2.3.3

// status-code (RFC 3463): what kind of success or failure it was.
struct StatusCode {
    int kind = 0;  // 2, 4 or 5; 0: not given
    int subject = 0, detail = 0;
    friend bool operator==(const StatusCode &, const StatusCode &) = default;
};

// What became of the message for one recipient (RFC 3464, 2.3).
struct RecipientStatus {
    std::optional<ReportAddress> originalRecipient;
    std::optional<ReportAddress> finalRecipient;
    DeliveryAction action = DeliveryAction::Unknown;  // also when action and status contradict each other
    StatusCode status;
    TypedText remoteMta;
    TypedText diagnostic;  // a server's words
    QDateTime lastAttempt, willRetryUntil;
    QByteArray finalLogId;
    std::vector<mime::HeaderField> extensions;
};

// A delivery report: message/delivery-status (RFC 3464, 2). It says what a program claims, and proves
// nothing.
struct DeliveryReport {
    QByteArray envelopeId;  // the ENVID of our submission (RFC 3461, 4.4)
    TypedText reportingMta, gateway, receivedFrom;
    QDateTime arrival;
    std::vector<RecipientStatus> recipients;
    std::vector<mime::HeaderField> extensions;
    ReportDefects defects;
};

[[nodiscard]] DeliveryReport readDelivery(const std::vector<mime::Header> &blocks);

}
