// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"

#include "core/imap/wire/flags.h"
#include "core/imap/wire/mailboxname.h"
#include "core/mime/address.h"
#include "core/mime/date.h"
#include "core/mime/header.h"
#include "core/mime/partdescription.h"
#include "core/mime/partsections.h"
#include "core/receipts/fieldsyntax.h"
#include "core/receipts/ownaddress.h"
#include "core/receipts/request.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

namespace imap::sync {

namespace {

mime::RawParameters rawParameters(const Parameters &parameters)
{
    return {parameters.begin(), parameters.end()};
}

// As the store names messages; empty when the field has none that could be repeated.
QByteArray withoutBrackets(const QByteArray &id)
{
    return id.size() > 2 ? id.sliced(1, id.size() - 2) : QByteArray();
}

QByteArrayList messageIds(const QByteArray &field)
{
    QByteArrayList ids;
    for (const QByteArray &id : receipts::messageIds(field))
        ids.append(withoutBrackets(id));
    return ids;
}

// Nesting is bounded where BODYSTRUCTURE is read.
mime::PartInfo described(const BodyStructure &body)
{
    mime::PartFields fields;
    fields.type = body.type;
    fields.subtype = body.subtype;
    fields.parameters = rawParameters(body.parameters);
    fields.encoding = body.encoding;
    fields.contentId = body.id.value_or(QByteArray());
    fields.description = body.description.value_or(QByteArray());
    fields.octets = static_cast<qint64>(body.octets);
    if (body.disposition) {
        fields.disposition = body.disposition->type;
        fields.dispositionParameters = rawParameters(body.disposition->parameters);
    }
    mime::PartInfo part = mime::describedPart(fields);
    part.parts.reserve(body.parts.size());
    for (const BodyStructure &child : body.parts)
        part.parts.push_back(described(child));
    return part;
}

// The Date field when it is a date a person can have meant, else when the server received the message
// (I4-162). Nothing is received before it was written, but for clocks that are a little wrong: a date that
// lies later would only be there to stay on top of the list.
QDateTime saneDate(const std::optional<QByteArray> &field, const QDateTime &received)
{
    constexpr int firstMail = 1970, firstImap = 1986;  // years: what was received earlier says nothing
    if (!field)
        return received;
    const auto date = mime::parseDate(*field);
    if (!date || date->date().year() < firstMail || date->date().year() >= 2100)
        return received;
    const bool isReceiptKnown = received.isValid() && received.date().year() >= firstImap;
    return isReceiptKnown && *date > received.addDays(1) ? received : date->toUTC();
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
    if (const auto field = header.first("To"))
        message.to = mime::namesOf(mime::parseAddressList(*field).mailboxes);
    message.date = saneDate(header.first("Date"), message.internalDate);
    if (const auto field = header.first("Message-ID"))
        message.messageId = withoutBrackets(receipts::messageId(*field));
    if (const auto field = header.first("In-Reply-To"))
        message.inReplyTo = messageIds(*field).value(0);
    if (const auto field = header.first("References"))
        message.references = messageIds(*field);
    message.asksForReceipt = receipts::asksForReceipt(header);
    if (message.asksForReceipt)
        message.receiptKey = receipts::requestKey(header, ownAddress(header)).value;
}

const BodySection *headerFields(const FetchItems &items)
{
    const auto fields = std::find_if(items.sections.begin(), items.sections.end(), [](const auto &section) {
        return section.section.startsWith("HEADER.FIELDS");
    });
    return fields != items.sections.end() ? &*fields : nullptr;
}

// What Courier tells of a message that is gone, in the words of its source.
bool isCouriersInvention(const FetchItems &items, const QByteArray &fields)
{
    constexpr quint64 octets = 129;
    if (items.size.value_or(octets) != octets || !fields.contains("message unavailable"))
        return false;
    const auto header = mime::Header::parse(fields);
    return header.text("Subject") == u"message unavailable" && !header.first("Date")
        && !header.first("Message-ID") && header.first("From").value_or("").contains("root@localhost");
}

}

OwnAddress ownAddressOf(const accounts::Account &account)
{
    return [own = accounts::ownAddresses(account), id = account.id](const mime::Header &header) {
        return receipts::ownAddressFor(header, own, id);
    };
}

bool isWithoutOctets(const FetchItems &items)
{
    const BodySection *fields = headerFields(items);
    return items.size.value_or(0) == 0 && fields != nullptr
        && fields->data.value_or(QByteArray()).trimmed().isEmpty();
}

bool isHollow(const FetchItems &items)
{
    const BodySection *fields = headerFields(items);
    if (fields == nullptr)
        return false;
    if (!fields->data || isWithoutOctets(items))
        return true;
    if (items.internalDate && !items.internalDate->toQDateTime().isValid())
        return true;
    return isCouriersInvention(items, *fields->data);
}

std::optional<store::FetchedMessage> fetchedMessage(const FetchItems &items, const OwnAddress &ownAddress,
                                                    Trust trust)
{
    const BodySection *fields = headerFields(items);
    if (!items.uid || items.uid->value == 0 || fields == nullptr)
        return std::nullopt;
    if (trust == Trust::None && isHollow(items))
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
        const mime::PartInfo structure = partInfo(*items.bodyStructure);
        message.hasAttachment = mime::hasAttachments(structure);
        message.structure = mime::serialize(structure);
    }
    readFields(fields->data.value_or(QByteArray()), ownAddress, message);
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
    state.mailboxId = selected.mailboxId;
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
    mime::PartInfo part = described(root);
    mime::assignSections(part);
    return part;
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
