// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"
#include "core/mime/part.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace mime {

// The part of a report that is for programs: message/disposition-notification (RFC 8098),
// message/delivery-status (RFC 3464), and their international forms (RFC 6533).
[[nodiscard]] bool isDispositionNotification(const PartInfo &part);
[[nodiscard]] bool isDeliveryStatus(const PartInfo &part);

// The parts of a report (RFC 6522, 3) wherever it stands: lists and scanners wrap one into multipart/mixed or
// multipart/signed, and some senders forget the multipart/report. What is inside an embedded message belongs
// to that message. The pointers are into the tree that was searched.
struct ReportParts {
    bool isReport = false;               // there is a multipart/report
    QByteArray reportType;               // its parameter, lower case; empty: not given
    const PartInfo *text = nullptr;      // for people
    const PartInfo *machine = nullptr;   // for programs
    const PartInfo *returned = nullptr;  // the original message, or its header alone
    bool isMislabelled = false;          // `machine` is called something else, and was found by its place
    int machineParts = 0;                // more than one: the first counts
};
[[nodiscard]] ReportParts reportParts(const PartInfo &root);

// The blocks of fields in a machine part, which empty lines separate (RFC 3464, 2.1). `octets` are encoded,
// as fetched. Total, and bounded by limits.h.
struct FieldBlocks {
    std::vector<Header> blocks;
    int defects = 0;  // lines that are no field, and what lies beyond the bounds
};
[[nodiscard]] FieldBlocks fieldBlocks(const PartInfo &part, QByteArrayView octets);
// The header of what was returned: of a message/rfc822 or message/global, or text/rfc822-headers and
// message/global-headers themselves. `octets` are encoded; the beginning is enough.
[[nodiscard]] Header returnedHeader(const PartInfo &part, QByteArrayView octets);

}
