// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/request.h"

#include "core/mime/date.h"
#include "core/mime/octets.h"
#include "core/mime/reportparts.h"
#include "core/receipts/addresses.h"
#include "core/receipts/fieldsyntax.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace receipts {

namespace {

constexpr auto requestField = "Disposition-Notification-To";

// --- the key

QByteArray hashOf(std::initializer_list<QByteArray> values)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &value : values) {
        hash.addData(QByteArray::number(value.size()) + ':');  // so that no value can pretend to be two
        hash.addData(value);
    }
    return hash.result();
}

// All fields of a name with their white space made equal: relays fold anew.
QByteArray canonical(const mime::Header &header, const char *name)
{
    QByteArray joined;
    for (const QByteArray &value : header.all(name))
        joined += value.simplified() + '\n';
    return joined;
}

QByteArray withLowerCaseDomain(const QByteArray &address)
{
    const qsizetype at = address.lastIndexOf('@');
    return at < 0 ? address : address.first(at) + address.sliced(at).toLower();
}

// The Message-ID, if it can tell this message from others: one, with both its halves (RFC 5322, 3.6.4). Words
// such as "<NO MESSAGE ID>" are in many messages, and of two nobody knows which the others go by.
QByteArray identifyingMessageId(const mime::Header &header)
{
    QByteArray found;
    for (const QByteArray &field : header.all("Message-ID")) {
        const QByteArray id = messageId(field);
        const qsizetype at = id.lastIndexOf('@');
        const bool isWhole = at > 1 && at < id.size() - 2;
        if (!isWhole || (!found.isEmpty() && id != found))
            return {};
        found = id;
    }
    return found;
}

// --- addresses

mime::AddressList addresses(const mime::Header &header, const char *name)
{
    mime::AddressList all;
    for (const QByteArray &value : header.all(name)) {
        mime::AddressList list = mime::parseAddressList(value);
        all.groups += list.groups;
        all.defects += list.defects;
        for (const mime::Mailbox &mailbox : list.mailboxes)
            all.mailboxes.push_back(withAsciiDomain(mailbox));
    }
    return all;
}

bool holds(const std::vector<mime::Mailbox> &list, const mime::Mailbox &wanted)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const auto &mailbox) { return mime::sameAddress(mailbox, wanted); });
}

void readNotifyTo(const mime::Header &header, Request &request)
{
    request.requestFields = static_cast<int>(header.count(requestField));
    const mime::AddressList list = addresses(header, requestField);
    request.malformedAddresses = list.defects;
    for (const mime::Mailbox &mailbox : list.mailboxes) {
        if (mailbox.localPart.isEmpty() || mailbox.domain.isEmpty())
            ++request.malformedAddresses;
        else if (!holds(request.notifyTo, mailbox))
            request.notifyTo.push_back(mailbox);
    }
    request.hasNonAsciiAddress =
        std::any_of(request.notifyTo.begin(), request.notifyTo.end(), [](const auto &mailbox) {
            return !mime::isAscii(mailbox.localPart) || !mime::isAscii(mailbox.domain);
        });
}

// Only the topmost can be the one that our server wrote at delivery; the sender may have put others below.
void readReturnPath(const mime::Header &header, Request &request)
{
    const auto fields = header.all("Return-Path");
    if (fields.empty())
        return;
    const mime::Path path = mime::parsePath(fields.front());
    if (path.isNull) {
        request.returnPathKind = Request::ReturnPath::Null;
        return;
    }
    request.returnPathKind = fields.size() > 1 ? Request::ReturnPath::Several : Request::ReturnPath::One;
    if (path.isValid)
        request.returnPath = withAsciiDomain(path.mailbox);
}

// --- other fields

QByteArray firstWithoutComments(const mime::Header &header, const char *name)
{
    return withoutComments(header.first(name).value_or(QByteArray()));
}

// "type" of "type; parameters", in lower case.
QByteArray leadingToken(const QByteArray &value)
{
    return splitOutsideQuotes(value, ';').front().toLower();
}

bool hasParameter(const QByteArray &value, QByteArrayView name, QByteArrayView wanted)
{
    const auto pieces = splitOutsideQuotes(value, ';');
    return std::any_of(pieces.begin() + 1, pieces.end(), [&](QByteArray piece) {
        piece.removeIf([](char c) { return c == ' ' || c == '"'; });
        return piece.toLower() == name.toByteArray() + '=' + wanted.toByteArray();
    });
}

void readContentType(const mime::Header &header, Request &request)
{
    const QByteArray value = firstWithoutComments(header, "Content-Type");
    QByteArray type = leadingToken(value);
    type.removeIf([](char c) { return c == ' '; });
    request.isReport = type == "multipart/report" || type == "message/disposition-notification"
        || type == "message/global-disposition-notification" || type == "message/delivery-status"
        || type == "message/global-delivery-status";
    request.isFragment = type == "message/partial";
    const bool isSmime = type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime";
    const bool isOnlySigned =
        hasParameter(value, "smime-type", "signed-data") || hasParameter(value, "smime-type", "certs-only");
    request.isEncrypted =
        type == "multipart/encrypted" || type == "application/pgp-encrypted" || (isSmime && !isOnlySigned);
}

// attribute "=" importance "," values, separated by ";" (RFC 8098, 2.2). No attribute is defined, so we know
// none.
bool hasRequiredOption(const mime::Header &header)
{
    const auto fields = header.all("Disposition-Notification-Options");
    return std::any_of(fields.begin(), fields.end(), [](const QByteArray &field) {
        const auto options = splitOutsideQuotes(withoutComments(field), ';');
        return std::any_of(options.begin(), options.end(), [](const QByteArray &option) {
            const qsizetype equals = option.indexOf('=');
            const QByteArray importance = splitOutsideQuotes(option.sliced(equals + 1), ',').front();
            return equals >= 0 && importance.compare("required", Qt::CaseInsensitive) == 0;
        });
    });
}

bool isAutomaticMessage(const mime::Header &header)
{
    return isAutoSubmitted(header) || leadingToken(firstWithoutComments(header, "Precedence")) == "junk";
}

bool isMailingListMessage(const mime::Header &header)
{
    static constexpr std::array fields{"List-Id",      "List-Post",  "List-Unsubscribe", "List-Subscribe",
                                       "List-Archive", "List-Owner", "List-Help"};  // RFC 2919, RFC 2369
    const QByteArray precedence = leadingToken(firstWithoutComments(header, "Precedence"));
    return precedence == "list" || precedence == "bulk"
        || std::any_of(fields.begin(), fields.end(),
                       [&](const char *name) { return header.count(name) > 0; });
}

// Taken over only when there is exactly one, in the form "address-type;address" (RFC 8098, 3.2.3).
std::optional<QByteArray> readOriginalRecipient(const mime::Header &header)
{
    const auto fields = header.all("Original-Recipient");
    if (fields.size() != 1)
        return std::nullopt;
    const QByteArray value = fields.front().trimmed();
    const qsizetype semicolon = value.indexOf(';');
    const QByteArray type = value.first(std::max<qsizetype>(semicolon, 0)).trimmed();
    const bool isType = !type.isEmpty() && std::all_of(type.begin(), type.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
    const bool isSafe = value.size() <= 900 && printableAscii(value) == value.simplified();
    if (!isType || !isSafe || value.sliced(semicolon + 1).trimmed().isEmpty())
        return std::nullopt;
    return value;
}

}

std::optional<Request> readRequest(const mime::Header &header, const QByteArray &ownAddress,
                                   const QByteArray &authenticationServer)
{
    if (!asksForReceipt(header))
        return std::nullopt;
    Request request;
    request.key = requestKey(header, ownAddress);
    request.fingerprint = requestFingerprint(header);
    readNotifyTo(header, request);
    readReturnPath(header, request);
    readContentType(header, request);
    if (const auto from = addresses(header, "From").mailboxes; !from.empty())
        request.from = from.front();
    request.to = addresses(header, "To").mailboxes;
    request.cc = addresses(header, "Cc").mailboxes;
    request.subject = header.text("Subject");
    request.date = mime::parseDate(header.first("Date").value_or(QByteArray())).value_or(QDateTime());
    request.messageId = messageId(header.first("Message-ID").value_or(QByteArray()));
    request.references = header.first("References").value_or(QByteArray()).trimmed();
    request.originalRecipient = readOriginalRecipient(header);
    request.requiredOption = hasRequiredOption(header);
    request.isAutomatic = isAutomaticMessage(header);
    request.isMailingList = isMailingListMessage(header);
    request.listId = header.first("List-Id").value_or(QByteArray()).simplified();
    request.isNewsgroup = header.count("Newsgroups") > 0;
    request.isResent = isResent(header);
    request.authentication = readAuthentication(header, authenticationServer);
    return request;
}

bool hasNotificationPart(const mime::PartInfo &root)
{
    const mime::ReportParts parts = mime::reportParts(root);
    return parts.isReport || parts.machine != nullptr;
}

QByteArray requestFingerprint(const mime::Header &header)
{
    return hashOf({"fingerprint 1", canonical(header, "From"), canonical(header, requestField),
                   canonical(header, "Date"), canonical(header, "Subject")});
}

bool isResent(const mime::Header &header)
{
    return std::any_of(header.fields().begin(), header.fields().end(), [](const mime::HeaderField &field) {
        return field.name.toLower().startsWith("resent-");
    });
}

bool asksForReceipt(const mime::Header &header)
{
    return header.count(requestField) > 0;
}

RequestKey requestKey(const mime::Header &header, const QByteArray &ownAddress)
{
    const QByteArray own = withLowerCaseDomain(ownAddress);
    if (const QByteArray id = identifyingMessageId(header); !id.isEmpty())
        return {hashOf({"key 1", id, own})};
    return {hashOf({"key 1 without Message-ID", requestFingerprint(header), canonical(header, "To"), own})};
}

RequestKey reusedKey(const RequestKey &taken, const QByteArray &fingerprint)
{
    return {hashOf({"key 1 reused", taken.value, fingerprint})};
}

}
