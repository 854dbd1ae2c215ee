// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/message.h"

#include "core/compose/attachmentpart.h"
#include "core/mime/fieldsyntax.h"
#include "core/mime/flowed.h"
#include "core/mime/header.h"
#include "core/mime/lookalike.h"
#include "core/mime/messagebuilder.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

using mime::EntityBuilder;
using mime::Mailbox;

constexpr qsizetype longestTextLine = 78;  // RFC 5322, 2.1.1
constexpr qsizetype longestFieldName = 60;

// Where the local part is ASCII the domain is, too, so that only those need SMTPUTF8 who cannot do without.
Mailbox forTheWire(const Mailbox &mailbox)
{
    Mailbox out = mailbox;
    if (mime::isAscii(out.localPart))
        out.domain = mime::asciiDomain(out.domain).toUtf8();
    std::replace_if(
        out.name.begin(), out.name.end(), [](QChar c) { return c.category() == QChar::Other_Control; },
        QChar(u' '));
    out.name = out.name.simplified();
    return out;
}

std::vector<Mailbox> forTheWire(const std::vector<Recipient> &recipients)
{
    std::vector<Mailbox> out;
    for (const Recipient &each : recipients) {
        if (isUsable(each.mailbox))
            out.push_back(forTheWire(each.mailbox));
    }
    return out;
}

// 7bit where nothing needs more, else the shorter one; quoted-printable where it does not matter, since it
// can be read as it is.
EntityBuilder textPart(const QByteArray &contentType, const QString &text, bool isSigned)
{
    const QByteArray octets = mime::withCrlf(text.toUtf8());
    EntityBuilder part;
    part.field("Content-Type", contentType);
    if (canGoAsItIs(octets, longestTextLine, isSigned))
        return part.field("Content-Transfer-Encoding", "7bit").body(octets);
    const QByteArray quoted = mime::encodeQuotedPrintable(octets);
    const QByteArray base64 = mime::encodeBase64Lines(octets);
    const bool isShorter = 7 * base64.size() < 4 * quoted.size();
    return part.field("Content-Transfer-Encoding", isShorter ? "base64" : "quoted-printable")
        .body(isShorter ? base64 : quoted);
}

EntityBuilder plainPart(const QString &text, bool isSigned)
{
    const mime::FlowedText lines = mime::flowed(text);
    QByteArray type = "text/plain; charset=utf-8; format=flowed";
    if (lines.delSp == mime::DelSp::Remove)
        type += "; delsp=yes";
    return textPart(type, lines.text, isSigned);
}

class MessageWriter
{
public:
    MessageWriter(const Composition &composition, const Stamp &stamp) : m_mail(composition), m_stamp(stamp) {}

    [[nodiscard]] QByteArray message()
    {
        EntityBuilder whole;
        writeAddresses(whole);
        whole.text("Subject", m_mail.subject);
        whole.date("Date", m_stamp.now.toUTC()).field("Message-ID", messageId());
        writeThread(whole);
        writeWishes(whole);
        whole.field("MIME-Version", "1.0");
        // Its fields stand behind those of the message, its body is the message's.
        return withoutEnd(whole) + content().build();
    }
    [[nodiscard]] QByteArray redirected(const QByteArray &octets) const
    {
        EntityBuilder resent;
        resent.date("Resent-Date", m_stamp.now.toUTC());
        if (isUsable(m_mail.from))
            resent.mailboxes("Resent-From", {forTheWire(m_mail.from)});
        resent.mailboxes("Resent-To", forTheWire(m_mail.to))
            .mailboxes("Resent-Cc", forTheWire(m_mail.cc))
            .mailboxes("Resent-Bcc", forTheWire(m_mail.bcc));
        resent.field("Resent-Message-ID", messageId());
        QByteArray passedOn = mime::withCrlf(octets);
        passedOn.removeIf([](char c) { return c == '\0'; });  // which SMTP has no way for (RFC 5321, 4.5.2)
        return withoutEnd(resent) + passedOn;
    }

private:
    [[nodiscard]] static QByteArray withoutEnd(const EntityBuilder &fields)
    {
        QByteArray header = fields.build();
        header.chop(2);  // the empty line
        return header;
    }
    [[nodiscard]] QByteArray messageId() const
    {
        const auto given = mime::messageId(m_mail.messageId);
        return given.isEmpty() ? mime::makeMessageId(m_stamp.random, m_mail.from.domain) : given;
    }
    void writeAddresses(EntityBuilder &whole) const
    {
        std::vector<Mailbox> answers;
        for (const Mailbox &each : m_mail.replyTo) {
            if (isUsable(each))
                answers.push_back(forTheWire(each));
        }
        if (isUsable(m_mail.from))
            whole.mailboxes("From", {forTheWire(m_mail.from)});
        whole.mailboxes("Reply-To", answers)
            .mailboxes("To", forTheWire(m_mail.to))
            .mailboxes("Cc", forTheWire(m_mail.cc))
            .mailboxes("Bcc", forTheWire(m_mail.bcc));
    }
    void writeThread(EntityBuilder &whole) const
    {
        if (const QByteArray answered = mime::messageId(m_mail.inReplyTo); !answered.isEmpty())
            whole.field("In-Reply-To", answered);
        QByteArrayList ids;
        for (const QByteArray &each : m_mail.references) {
            if (const QByteArray id = mime::messageId(each); !id.isEmpty())
                ids.append(id);
        }
        if (!ids.isEmpty())
            whole.field("References", ids.join(' '));
    }
    void writeWishes(EntityBuilder &whole) const
    {
        if (m_mail.priority != Priority::Normal) {
            const bool isHigh = m_mail.priority == Priority::High;
            whole.field("Importance", isHigh ? "high" : "low");  // RFC 2156, 5.3.6
            whole.field("X-Priority", isHigh ? "1" : "5");       // what most programs look at
        }
        for (const ExtraField &each : m_mail.fields) {
            if (mayBeWritten(each.name))
                whole.text(each.name, each.value);
        }
    }
    [[nodiscard]] EntityBuilder content()
    {
        std::vector<EntityBuilder> parts{readablePart()};
        for (const Attachment &each : m_mail.attachments) {
            if (!isInText(each))
                parts.push_back(attachmentPart(each, m_mail.protection.isSigned));
        }
        return parts.size() == 1 ? parts.front() : around("mixed", parts);
    }
    [[nodiscard]] EntityBuilder readablePart()
    {
        if (!m_mail.rich)
            return plainPart(m_mail.text, m_mail.protection.isSigned);
        std::vector<EntityBuilder> forms{plainPart(plainTextOf(*m_mail.rich), m_mail.protection.isSigned),
                                         htmlPart()};
        return around("alternative", forms);
    }
    [[nodiscard]] EntityBuilder htmlPart()
    {
        const EntityBuilder html =
            textPart("text/html; charset=utf-8", htmlOf(*m_mail.rich), m_mail.protection.isSigned);
        std::vector<EntityBuilder> parts{html};
        for (const Attachment &each : m_mail.attachments) {
            if (isInText(each))
                parts.push_back(attachmentPart(each, m_mail.protection.isSigned));
        }
        return parts.size() == 1 ? html : around("related; type=\"text/html\"", parts);
    }
    // A picture that the text no longer has is a file.
    [[nodiscard]] bool isInText(const Attachment &attachment) const
    {
        if (attachment.contentId.isEmpty() || !m_mail.rich)
            return false;
        const auto shows = [&](const Run &run) { return run.picture == attachment.contentId; };
        return std::any_of(
            m_mail.rich->paragraphs.begin(), m_mail.rich->paragraphs.end(),
            [&](const Paragraph &each) { return std::any_of(each.runs.begin(), each.runs.end(), shows); });
    }
    [[nodiscard]] EntityBuilder around(QByteArrayView type, const std::vector<EntityBuilder> &parts)
    {
        EntityBuilder multipart;
        multipart.multipart(type, parts, m_stamp.random + QByteArray::number(++m_multiparts));
        return multipart;
    }

    const Composition &m_mail;
    const Stamp &m_stamp;
    int m_multiparts = 0;
};

}

bool mayBeWritten(const QByteArray &fieldName)
{
    static constexpr auto ours = std::to_array<QByteArrayView>({"From",
                                                                "Sender",
                                                                "Reply-To",
                                                                "To",
                                                                "Cc",
                                                                "Bcc",
                                                                "Subject",
                                                                "Date",
                                                                "Message-ID",
                                                                "In-Reply-To",
                                                                "References",
                                                                "MIME-Version",
                                                                "Importance",
                                                                "X-Priority",
                                                                "Received",
                                                                "Return-Path",
                                                                "Delivered-To",
                                                                "Authentication-Results",
                                                                "DKIM-Signature",
                                                                "Disposition-Notification-To",
                                                                "Disposition-Notification-Options",
                                                                "Return-Receipt-To",
                                                                "X-Confirm-Reading-To",
                                                                "X-PMRQC",
                                                                "Original-Recipient",
                                                                "Newsgroups"});
    const bool isName = !fieldName.isEmpty() && fieldName.size() <= longestFieldName
        && std::all_of(fieldName.begin(), fieldName.end(),
                       [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
    const QByteArray lower = fieldName.toLower();
    return isName && !lower.startsWith("content-") && !lower.startsWith("resent-")
        && !lower.startsWith("arc-") && std::none_of(ours.begin(), ours.end(), [&](QByteArrayView each) {
               return mime::sameIgnoringCase(each, fieldName);
           });
}

QByteArray messageOf(const Composition &composition, const Stamp &stamp)
{
    MessageWriter writer(composition, stamp);
    return composition.redirected ? writer.redirected(composition.redirected->octets) : writer.message();
}

qint64 sizeOf(const Composition &composition)
{
    constexpr qint64 perHeader = 1000;
    const auto encoded = [](qint64 octets) { return octets / 57 * 78 + perHeader; };
    if (composition.redirected)
        return composition.redirected->size + perHeader;
    qint64 size = perHeader + encoded(2 * qint64{composition.text.size()});
    for (const Attachment &each : composition.attachments)
        size += encoded(each.size);
    return size;
}

}
