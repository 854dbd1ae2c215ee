// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/protection.h"
#include "core/compose/richtext.h"
#include "core/mime/address.h"

#include <QByteArrayList>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <optional>
#include <vector>

namespace compose {

// A file that goes along, or a picture within the text.
struct Attachment {
    QByteArray key{};        // SHA-256 of the octets: what they are stored under, once
    QString name{};          // as the sender calls it; no path
    QByteArray type{};       // "image/png"
    QByteArray contentId{};  // of a picture within the text, without brackets; empty: a file
    qint64 size = 0;         // octets, not encoded
    QByteArray octets{};     // empty in a draft until they are fetched by the key

    friend bool operator==(const Attachment &, const Attachment &) = default;
};
[[nodiscard]] Attachment attachmentOf(const QByteArray &octets, const QString &name, const QByteArray &type);

enum class Priority { Normal, High, Low };

struct Recipient {
    mime::Mailbox mailbox{};
    bool isExempt = false;  // not asked for a receipt, although the mail asks

    friend bool operator==(const Recipient &, const Recipient &) = default;
};

struct ExtraField {
    QByteArray name{};
    QString value{};

    friend bool operator==(const ExtraField &, const ExtraField &) = default;
};

// A mail that is being written, all of it: what an editor shows, a draft keeps and a message is made of.
struct Composition {
    QUuid account{};
    mime::Mailbox from{};
    std::vector<mime::Mailbox> replyTo{};
    std::vector<Recipient> to{}, cc{}, bcc{};
    QString subject{};
    QString text{};  // LF; what is quoted begins with ">". Where there is `rich`, it is made of that
    std::optional<RichText> rich{};
    std::vector<Attachment> attachments{};
    QByteArray messageId{};  // "<…>"; empty: it gets one when it is made
    QByteArray inReplyTo{};  // "<…>"
    QByteArrayList references{};
    bool asksReceipt = false;   // RFC 8098
    bool asksDelivery = false;  // RFC 3461
    Priority priority = Priority::Normal;
    std::vector<ExtraField> fields{};
    Protection protection{};
    // Somebody's message that is passed on as it is (RFC 5322, 3.6.6): then nothing else is written but to
    // whom.
    std::optional<Attachment> redirected{};

    friend bool operator==(const Composition &, const Composition &) = default;
};

// To, Cc and Bcc, in this order.
[[nodiscard]] std::vector<Recipient> recipientsOf(const Composition &composition);
[[nodiscard]] bool hasContent(const Composition &composition);  // worth keeping as a draft

// Can it be written to: a local part and a domain of sizes that SMTP takes (RFC 5321, 4.5.3.1)?
[[nodiscard]] bool isUsable(const mime::Mailbox &mailbox);

// A draft as octets: versioned, everything but the octets of attachments, which are kept once under their
// keys.
[[nodiscard]] QByteArray serialize(const Composition &composition);
// Total; nullopt: that is no draft of ours, or of a version that is not known.
[[nodiscard]] std::optional<Composition> deserialize(const QByteArray &octets);

}

Q_DECLARE_METATYPE(compose::Composition)
