// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/listreceipts.h"

#include "core/mime/part.h"
#include "core/receipts/ownaddress.h"
#include "widgets/receipts/receipttexts.h"
#include "widgets/targets.h"

#include <algorithm>

using receipts::ColumnState;
using receipts::Verdict;

namespace {

constexpr qsizetype mostRequests = 2000;  // more are read again

mime::Mailbox mailboxOf(const QByteArray &address)
{
    const auto parsed = mime::parseAddressList(address).mailboxes;
    return parsed.empty() ? mime::Mailbox{} : parsed.front();
}

// What a row knows: that it asks, and who wrote it. The rest is taken for harmless until the header is here.
receipts::Request requestOf(const store::MessageRow &row)
{
    receipts::Request request;
    request.key = {row.receiptKey};
    request.requestFields = 1;
    request.from = mailboxOf(row.fromAddress);
    request.notifyTo = {request.from};
    request.returnPathKind = receipts::Request::ReturnPath::One;
    request.returnPath = request.from;
    return request;
}

// Of the text to read, as far as it is here: enough to know its language by. A piece of base64 that is cut
// off gives all that is whole.
QString beginningOf(const store::MessageContent &content)
{
    constexpr qsizetype enough = 16'000;  // octets
    const mime::PartInfo *part = mime::readablePart(content.structure);
    const auto octets = part != nullptr ? content.section(part->section) : std::nullopt;
    return octets ? mime::readableText(*part, QByteArrayView(*octets).first(std::min(octets->size(), enough)))
                  : QString();
}

}

std::optional<receipts::Request> receiptinput::request(const accounts::Account &account,
                                                       const store::MessageContent &content)
{
    if (!content.header)
        return std::nullopt;
    const auto header = mime::Header::parse(*content.header);
    auto request = receipts::readRequest(
        header, receipts::ownAddressFor(header, accounts::ownAddresses(account), account.id),
        account.authenticationServer.toUtf8());
    // A notification may also be a part further down (RFC 8098, 2.1).
    if (request)
        request->isReport |= receipts::hasNotificationPart(content.structure);
    return request;
}

ReceiptDesk::Displayed receiptinput::displayed(const receipts::Request &request, const store::MessageRow &row,
                                               const store::Folder &folder, const accounts::Account &account)
{
    ReceiptDesk::Displayed message;
    message.input.request = request;
    message.input.flags = row.flags;
    message.input.mailbox = folder.state;
    message.input.role = folder.role;
    message.input.ownAddresses = accounts::ownAddresses(account);
    message.input.condstore =
        folder.state && !folder.state->noModSeq && folder.state->highestModSeq.value > 0;
    message.target = targets::of(row, folder);
    message.target.fingerprint = request.fingerprint;
    message.account = account.id;
    message.answerFrom = mailboxOf(account.address.toUtf8());
    message.personName = account.personName;
    message.hasSender = account.receiptsFromAddress;
    return message;
}

void receiptinput::addHeader(ReceiptDesk::Displayed &message, const store::MessageContent &content)
{
    message.header = content.header.value_or(QByteArray());
    message.language = receipttexts::likelyLanguage(mime::Header::parse(message.header), beginningOf(content),
                                                    message.input.request.from.domain);
}

models::ReceiptView ListReceipts::view(const store::MessageRow &row, const store::Folder &folder,
                                       ColumnState state)
{
    const auto account = m_context.account(folder.account);
    if (targets::isOwnMail(folder))
        return {};
    if (!account || (state != ColumnState::Requested && state != ColumnState::Blocked))
        return {state};
    const ReceiptCase known =
        m_context.desk.evaluate(receiptinput::displayed(request(row, *account), row, folder, *account));
    if (known.verdict.kind == Verdict::Kind::Nothing)
        return {};
    if (known.verdict.kind != Verdict::Kind::Blocked)
        return {state};
    return {ColumnState::Blocked, ReceiptWords::block(known.verdict.blocks.first(), known)};
}

const receipts::Request &ListReceipts::request(const store::MessageRow &row, const accounts::Account &account)
{
    const auto known = m_requests.constFind(row.id);
    if (known != m_requests.cend())
        return *known;
    if (m_requests.size() >= mostRequests)
        m_requests.clear();
    const auto content = m_context.reader.header(row.id);
    const auto read = content ? receiptinput::request(account, *content) : std::nullopt;
    return *m_requests.insert(row.id, read.value_or(requestOf(row)));
}
