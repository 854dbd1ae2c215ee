// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/datetime.h"
#include "core/imap/wire/list.h"
#include "core/imap/wire/types.h"

#include <QByteArray>

#include <optional>
#include <utility>

namespace imap {

// address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")"   (RFC 3501, 9)
// Raw octets as the server sent them; nullopt is NIL. host NIL with a mailbox starts a group, both NIL ends
// it.
struct EnvelopeAddress {
    std::optional<QByteArray> name, adl, mailbox, host;
    friend bool operator==(const EnvelopeAddress &, const EnvelopeAddress &) = default;
};

// RFC 3501, 7.4.2. Strings are raw header text: RFC 2047 words are not decoded here.
struct Envelope {
    std::optional<QByteArray> date, subject;
    List<EnvelopeAddress> from, sender, replyTo, to, cc, bcc;
    std::optional<QByteArray> inReplyTo, messageId;
    friend bool operator==(const Envelope &, const Envelope &) = default;
};

using Parameters = List<std::pair<QByteArray, QByteArray>>;  // names in upper case, values raw

struct Disposition {
    QByteArray type;  // upper case
    Parameters parameters;
    friend bool operator==(const Disposition &, const Disposition &) = default;
};

// body (RFC 3501, 9). One type for a leaf and for a multipart: `parts` is empty for a leaf other than
// message/rfc822, which has exactly one. type, subtype and encoding are upper case.
struct BodyStructure {
    QByteArray type, subtype;
    Parameters parameters;
    std::optional<QByteArray> id, description;
    QByteArray encoding;
    quint64 octets = 0;  // of the encoded form
    quint64 lines = 0;   // text and message/rfc822 only
    std::optional<Disposition> disposition;
    List<QByteArray> languages;
    std::optional<QByteArray> location, md5;
    List<Envelope> envelope;  // message/rfc822: exactly one
    List<BodyStructure> parts;

    [[nodiscard]] bool isMultipart() const { return type == "MULTIPART"; }
    [[nodiscard]] bool isEmbeddedMessage() const
    {
        return type == "MESSAGE" && subtype == "RFC822" && !parts.empty();
    }
    friend bool operator==(const BodyStructure &, const BodyStructure &) = default;
};

// BODY[section]<origin>: the section is upper case and canonical: "", "HEADER", "1.MIME", "HEADER.FIELDS
// (DATE FROM)". data is nullopt for NIL, which is not the same as an empty part (RFC 2180, 4.1.3).
struct BodySection {
    QByteArray section{};
    std::optional<quint64> origin{};
    std::optional<QByteArray> data{};
    bool isDecoded = false;  // of BINARY[section]: without its transfer encoding (RFC 3516, 4.2)
    friend bool operator==(const BodySection &, const BodySection &) = default;
};

struct BinarySize {  // BINARY.SIZE[section]: of the decoded part (RFC 3516, 4.2)
    QByteArray section;
    quint64 octets = 0;
    friend bool operator==(const BinarySize &, const BinarySize &) = default;
};

struct Preview {  // RFC 8970; nullopt is NIL: not made yet (LAZY). UTF-8.
    std::optional<QByteArray> text;
    friend bool operator==(const Preview &, const Preview &) = default;
};

// msg-att: what one FETCH or UIDFETCH response said. Absent means "not said", never "empty".
struct FetchItems {
    std::optional<Uid> uid;
    std::optional<List<QByteArray>> flags;  // as sent; compared without regard to case
    std::optional<DateTime> internalDate;   // with its offset
    std::optional<DateTime> saveDate;       // RFC 8514; NIL, not kept in this mailbox, is not said
    std::optional<quint64> size;            // RFC822.SIZE
    std::optional<Envelope> envelope;
    std::optional<BodyStructure> bodyStructure;
    std::optional<ModSeq> modSeq;
    std::optional<QByteArray> emailId, threadId;  // RFC 8474
    std::optional<Preview> preview;
    std::optional<quint64> gmailMessage, gmailThread;  // X-GM-MSGID, X-GM-THRID
    std::optional<List<QByteArray>> gmailLabels;       // X-GM-LABELS; raw, in modified UTF-7
    List<BinarySize> binarySizes;
    List<BodySection> sections;  // also RFC822.HEADER ("HEADER"), RFC822.TEXT ("TEXT"), RFC822 ("")

    friend bool operator==(const FetchItems &, const FetchItems &) = default;
};

}
