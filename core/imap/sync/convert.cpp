// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"

#include "core/imap/wire/flags.h"
#include "core/imap/wire/mailboxname.h"
#include "core/mime/address.h"
#include "core/mime/date.h"
#include "core/mime/header.h"
#include "core/mime/parameter.h"
#include "core/receipts/request.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

namespace imap::sync {

namespace {

mime::ParameterList parameterList(const Parameters &raw)
{
    mime::RawParameters lower;
    lower.reserve(raw.size());
    for (const auto &[name, value] : raw)
        lower.emplace_back(name.toLower(), value);
    return mime::decodeParameters(lower);
}

QByteArray withoutBrackets(const QByteArray &id)
{
    const QByteArray text = id.trimmed();
    const qsizetype open = text.indexOf('<');
    const qsizetype close = text.indexOf('>', open + 1);
    return open >= 0 && close > open ? text.sliced(open + 1, close - open - 1) : text;
}

QByteArrayList messageIds(const QByteArray &field)
{
    QByteArrayList ids;
    for (qsizetype open = field.indexOf('<'); open >= 0; open = field.indexOf('<', open + 1)) {
        const qsizetype close = field.indexOf('>', open);
        if (close < 0)
            break;
        ids.append(field.sliced(open + 1, close - open - 1));
    }
    return ids;
}

mime::PartInfo leaf(const BodyStructure &body, const QByteArray &section)
{
    mime::PartInfo part;
    part.type = body.type.toLower();
    part.subtype = body.subtype.toLower();
    part.parameters = parameterList(body.parameters);
    part.encoding = body.encoding.toLower();
    part.octets = static_cast<qint64>(body.octets);
    part.section = section;
    if (body.id)
        part.contentId = withoutBrackets(*body.id);
    if (body.description)
        part.description = mime::decodedText(*body.description);
    if (body.disposition) {
        part.disposition = body.disposition->type.toLower();
        part.fileName = mime::parameterValue(parameterList(body.disposition->parameters), "filename");
    }
    if (part.fileName.isEmpty())
        part.fileName = mime::parameterValue(part.parameters, "name");
    return part;
}

// Part numbers (RFC 3501, 6.4.5): the parts of a multipart count from 1 below its own number; a multipart
// directly inside message/rfc822 shares that message's number; a message that is one leaf is part 1.
mime::PartInfo numbered(const BodyStructure &body, const QByteArray &prefix)
{
    mime::PartInfo part = leaf(body, prefix);
    const auto below = [&prefix](std::size_t i) {
        const QByteArray number = QByteArray::number(qulonglong{i} + 1);
        return prefix.isEmpty() ? number : prefix + '.' + number;
    };
    if (body.isMultipart()) {
        for (std::size_t i = 0; i < body.parts.size(); ++i)
            part.parts.push_back(numbered(body.parts[i], below(i)));
    } else if (body.isEmbeddedMessage()) {
        const BodyStructure &inner = body.parts.front();
        part.parts.push_back(numbered(inner, inner.isMultipart() ? prefix : below(0)));
    }
    return part;
}

// The Date field when it is a date a person can have meant, else when the server received the message
// (I4-162).
QDateTime saneDate(const std::optional<QByteArray> &field, const QDateTime &received)
{
    if (!field)
        return received;
    const auto date = mime::parseDate(*field);
    return date && date->date().year() >= 1970 && date->date().year() < 2100 ? date->toUTC() : received;
}

void readFields(const QByteArray &octets, const OwnAddress &ownAddress, store::FetchedMessage &message)
{
    const auto header = mime::Header::parse(octets);
    message.subject = header.text("Subject");
    if (const auto field = header.first("From")) {
        const auto from = mime::parseAddressList(*field).mailboxes;
        if (!from.empty()) {
            message.from =
                from.front().name.isEmpty() ? QString::fromUtf8(from.front().addrSpec()) : from.front().name;
            message.fromAddress = from.front().addrSpec();
        } else {
            message.from = mime::decodedText(*field);
        }
    }
    if (const auto field = header.first("To")) {
        QStringList names;
        for (const auto &to : mime::parseAddressList(*field).mailboxes)
            names.append(to.name.isEmpty() ? QString::fromUtf8(to.addrSpec()) : to.name);
        message.to = names.join(QStringLiteral(", "));
    }
    message.date = saneDate(header.first("Date"), message.internalDate);
    if (const auto field = header.first("Message-ID"))
        message.messageId = withoutBrackets(*field);
    if (const auto field = header.first("In-Reply-To"))
        message.inReplyTo = messageIds(*field).value(0);
    if (const auto field = header.first("References"))
        message.references = messageIds(*field);
    message.asksForReceipt = receipts::asksForReceipt(header);
    if (message.asksForReceipt)
        message.receiptKey = receipts::requestKey(header, ownAddress(header)).value;
}

}

std::optional<store::FetchedMessage> fetchedMessage(const FetchItems &items, const OwnAddress &ownAddress)
{
    const auto fields = std::find_if(items.sections.begin(), items.sections.end(), [](const auto &section) {
        return section.section.startsWith("HEADER.FIELDS");
    });
    if (!items.uid || items.uid->value == 0 || fields == items.sections.end() || !fields->data)
        return std::nullopt;
    if (items.size.value_or(0) == 0 && fields->data->trimmed().isEmpty())
        return std::nullopt;

    store::FetchedMessage message;
    message.uid = *items.uid;
    message.internalDate = items.internalDate ? items.internalDate->toQDateTime().toUTC() : QDateTime();
    message.octets = static_cast<qint64>(items.size.value_or(0));
    if (items.flags)
        message.flags = storeFlags(*items.flags);
    if (items.modSeq)
        message.modSeq = *items.modSeq;
    if (items.bodyStructure) {
        message.structure = partInfo(*items.bodyStructure);
        message.hasAttachment = mime::hasAttachments(message.structure);
    }
    readFields(*fields->data, ownAddress, message);
    return message;
}

store::Flags storeFlags(std::span<const QByteArray> flags)
{
    return store::flagsFromNames(QByteArrayList(flags.begin(), flags.end()));
}

store::MailboxState mailboxState(const SelectedMailbox &selected)
{
    store::MailboxState state;
    state.uidValidity = selected.uidValidity;
    state.uidNext = selected.uidNext;
    state.highestModSeq = selected.noModSeq ? ModSeq{} : selected.highestModSeq;
    state.exists = selected.exists;
    state.readOnly = selected.readOnly;
    state.noModSeq = selected.noModSeq || selected.highestModSeq.value == 0;
    if (selected.permanentFlags) {
        state.permanentFlags.emplace();
        for (const QByteArray &flag : selected.permanentFlags->flags)
            state.permanentFlags->append(flag.toLower());
        state.anyKeyword = selected.permanentFlags->anyKeyword;
    }
    return state;
}

mime::PartInfo partInfo(const BodyStructure &root)
{
    return numbered(root, root.isMultipart() ? QByteArray() : QByteArrayLiteral("1"));
}

store::ListedFolder listedFolder(const ListData &data)
{
    struct Use {
        const char *attribute;
        store::FolderRole role;
    };
    static constexpr auto uses = std::to_array<Use>({
        // RFC 6154, 2
        {"\\Drafts", store::FolderRole::Drafts},
        {"\\Sent", store::FolderRole::Sent},
        {"\\Junk", store::FolderRole::Junk},
        {"\\Trash", store::FolderRole::Trash},
        {"\\Archive", store::FolderRole::Archive},
        {"\\All", store::FolderRole::All},
        {"\\Flagged", store::FolderRole::Flagged},
    });
    const auto has = [&data](QByteArrayView attribute) {
        return std::any_of(data.attributes.begin(), data.attributes.end(),
                           [&](const QByteArray &a) { return sameFlag(a, attribute); });
    };
    store::ListedFolder folder;
    folder.mailbox = data.mailbox;
    folder.name = displayName(data.mailbox);
    folder.delimiter = data.delimiter;
    folder.selectable = !has("\\Noselect") && !has("\\NonExistent");
    if (isInbox(data.mailbox)) {
        folder.mailbox = "INBOX";  // one name in any case (RFC 3501, 5.1)
        folder.role = store::FolderRole::Inbox;
        return folder;
    }
    for (const Use &use : uses) {
        if (has(use.attribute))
            folder.role = use.role;
    }
    return folder;
}

}
