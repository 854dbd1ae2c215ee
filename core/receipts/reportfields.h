// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"
#include "core/mime/header.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>
#include <vector>

// What the fields of incoming reports are made of (RFC 8098, 3; RFC 3464, 2). Total: any octets give a value
// and what is wrong with them.
namespace receipts {

// How a report differs from what its standard asks for. None makes it unreadable.
enum class ReportDefect {
    NotInReport,     // its part stands outside multipart/report
    Mislabelled,     // its part has another type
    SeveralReports,  // more than one such part: the first counts
    BrokenLines,     // lines that are no field, or more octets than are read
    TooMany,         // fields or recipients beyond the bounds: left out
    SplitFields,     // empty lines among the fields of one notification
    RunTogether,     // no empty line between two recipients, or before the first
    RepeatedField,   // the first counts
    MissingDisposition,
    MalformedDisposition,
    MissingRecipient,
    MalformedAddress,
    MissingAddressType,
    MalformedMessageId,
    MissingAction,
    UnknownAction,
    MissingStatus,
    MalformedStatus,
    Contradiction,  // success by the action, failure by the status
    MalformedDate,
    LegacyDisposition,  // "denied" or "failed" of RFC 2298
    LegacyField,        // Failure or Warning of RFC 2298 and RFC 3798
};
using ReportDefects = std::vector<ReportDefect>;  // each once, in the order found
void note(ReportDefects &defects, ReportDefect defect);

// type ";" text, as in Reporting-MTA, Diagnostic-Code …
struct TypedText {
    QByteArray type;  // lower case; empty: not given
    QByteArray text;
    [[nodiscard]] bool isEmpty() const { return type.isEmpty() && text.isEmpty(); }
    friend bool operator==(const TypedText &, const TypedText &) = default;
};
[[nodiscard]] TypedText typedText(const QByteArray &value);

// A recipient field. `mailbox` is empty when the address is none of the Internet's (X.400, a local name).
struct ReportAddress {
    QByteArray type;  // lower case; empty: not given
    QByteArray text;  // as written
    mime::Mailbox mailbox;
    friend bool operator==(const ReportAddress &, const ReportAddress &) = default;
};
[[nodiscard]] ReportAddress reportAddress(const QByteArray &value, ReportDefects &defects);
// xtext of ORCPT (RFC 3461, 4), which some servers forget to undo: nullopt when it is none, or nothing is
// encoded.
[[nodiscard]] std::optional<QByteArray> xtextDecoded(const QByteArray &text);

// A msg-id as "<…>", or empty.
[[nodiscard]] QByteArray reportedMessageId(const QByteArray &value, ReportDefects &defects);
[[nodiscard]] QDateTime reportedDate(const QByteArray &value, ReportDefects &defects);

// The fields of a block with their values unfolded and trimmed.
[[nodiscard]] std::vector<mime::HeaderField> flatFields(const mime::Header &block);

inline constexpr std::size_t mostExtensionFields = 100;  // of one block
void addExtension(std::vector<mime::HeaderField> &extensions, const mime::HeaderField &field,
                  ReportDefects &defects);

}
