// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>
#include <QString>

#include <utility>
#include <vector>

namespace mime {

using ParameterList =
    std::vector<std::pair<QByteArray, QString>>;  // names lower case; values decoded (RFC 2231, 2047)

// What is known of one part of a message without its octets: made from BODYSTRUCTURE or from parsing the
// message. The two are never mixed (their part numbers may differ). A value; serialisable (see below).
struct PartInfo {
    QByteArray type = "text", subtype = "plain";  // lower case
    ParameterList parameters;                     // of Content-Type
    QByteArray encoding = "7bit";                 // Content-Transfer-Encoding, lower case
    QByteArray disposition;                       // lower case; empty: none given
    QString fileName;                             // decoded; not safe as a path
    QByteArray contentId;                         // without angle brackets
    QString description;
    QByteArray section;  // IMAP part number: "1", "2.1"; "" for a multipart at the top (RFC 3501, 6.4.5)
    qint64 octets = 0;   // encoded
    std::vector<PartInfo> parts;

    [[nodiscard]] bool isMultipart() const { return type == "multipart"; }
    [[nodiscard]] QString parameter(QByteArrayView name) const;
    [[nodiscard]] bool isText() const { return type == "text"; }
    friend bool operator==(const PartInfo &, const PartInfo &) = default;
};

[[nodiscard]] QByteArray serialize(const PartInfo &root);  // compact, versioned
[[nodiscard]] PartInfo deserializePartInfo(
    const QByteArray &octets);  // total: garbage gives a plain text part

// Which part to show first: text/plain before text/html inside alternative, first readable part otherwise;
// null when the message has none. The pointer is into `root`.
[[nodiscard]] const PartInfo *readablePart(const PartInfo &root);
// The parts a person would call attachments: everything with a name or disposition attachment, embedded
// messages, and other leaves that are not the shown text, its alternatives or its inline pictures (related).
[[nodiscard]] std::vector<const PartInfo *> attachments(const PartInfo &root);
[[nodiscard]] bool hasAttachments(const PartInfo &root);
// Pictures that belong to the HTML form and that attachments() leaves out: for a reader that shows text alone
// they are to be seen nowhere else.
[[nodiscard]] std::vector<const PartInfo *> inlinePictures(const PartInfo &root);
// Size a person would expect: base64 counted as three quarters.
[[nodiscard]] qint64 decodedSizeEstimate(const PartInfo &part);

// A whole message parsed: views into one buffer that it owns.
struct ParsedPart {
    PartInfo info;
    Header header;
    QByteArray body;  // encoded octets (shared with the message's buffer where possible)
    std::vector<ParsedPart> parts;
    Defects defects;  // of this part alone
};
struct ParsedMessage {
    ParsedPart root;
    Defects defects;  // of all parts
};
// RFC 2045, 2046; bounded nesting and part count; total.
[[nodiscard]] ParsedMessage parseMessage(const QByteArray &octets);

// Transfer decoding (RFC 2045, 6): tolerant (chunked or unpadded base64, garbage skipped, lower-case hex,
// trailing blanks). Unknown encodings give the octets unchanged.
[[nodiscard]] QByteArray decodeTransfer(QByteArrayView octets, QByteArrayView encoding);
// Quoted-printable for text we send, CRLF line ends, lines of at most 76 octets.
[[nodiscard]] QByteArray encodeQuotedPrintable(QByteArrayView text);
[[nodiscard]] QByteArray encodeBase64Lines(QByteArrayView octets);

// Octets of a charset to text; unknown or wrong labels by guess (UTF-8 if valid, else windows-1252). Total.
[[nodiscard]] QString decodeCharset(QByteArrayView octets, QByteArrayView charset);

// A text part for reading: transfer and charset decoded, format=flowed joined (RFC 3676), HTML turned to
// plain text, line ends LF. `octets` are encoded as fetched; `charset`: what somebody chose instead of the
// label (textpart.h).
[[nodiscard]] QString readableText(const PartInfo &part, QByteArrayView octets, QByteArrayView charset = {});
// A total, small HTML-to-text conversion: paragraphs, lists, links as "text <url>", entities; scripts and
// styles dropped.
[[nodiscard]] QString plainTextOfHtml(QStringView html);

}

Q_DECLARE_METATYPE(mime::PartInfo)
