// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/asking.h"

#include "core/journal/savedmessage.h"
#include "core/mime/date.h"
#include "core/mime/messagebuilder.h"
#include "core/mime/part.h"
#include "core/receipts/addresses.h"
#include "core/receipts/fieldsyntax.h"
#include "core/receipts/request.h"

#include <QCryptographicHash>
#include <QHash>

#include <algorithm>
#include <array>

namespace receipts {

namespace {

using Kind = AskingWarning::Kind;

constexpr qsizetype fewestRandomOctets = 16;
constexpr auto requestField = "Disposition-Notification-To";

// What a message says about receipts is said by us alone; the last three are older or foreign words for it.
// Return-Path and Original-Recipient are for the server that delivers (RFC 5321, 4.4; RFC 8098, 2.3).
constexpr auto ourFields = std::to_array<QByteArrayView>(
    {"Message-ID", requestField, "Disposition-Notification-Options", "Original-Recipient", "Return-Path",
     "Return-Receipt-To", "X-Confirm-Reading-To", "X-PMRQC"});
constexpr auto blindFields = std::to_array<QByteArrayView>({"Bcc", "Resent-Bcc"});

bool isIn(const mime::Mailbox &mailbox, const std::vector<mime::Mailbox> &list)
{
    const QByteArray key = addressKey(mailbox).toLower();
    return std::any_of(list.begin(), list.end(),
                       [&](const mime::Mailbox &each) { return addressKey(each).toLower() == key; });
}

// Of the header alone: a report stays one, however broken its parts are.
bool isReport(const mime::ParsedPart &root)
{
    const QByteArray type = withoutComments(root.header.first("Content-Type").value_or(QByteArray()));
    return splitOutsideQuotes(type, ';').front().toLower() == "multipart/report"
        || hasNotificationPart(root.info);
}

class Planner
{
public:
    explicit Planner(const OutgoingMail &mail) : m_mail(mail), m_root(mime::parseMessage(mail.message).root)
    {}

    [[nodiscard]] Result<AskingPlan> plan();

private:
    void takeRecipients();
    void decide();
    [[nodiscard]] std::optional<Kind> silencing() const;
    [[nodiscard]] QByteArray messageIdToUse() const;
    [[nodiscard]] QByteArray withFields(const QByteArray &rest, bool asks) const;
    void addTransactions(const QByteArray &message, const QByteArray &seed,
                         const std::vector<AskedRecipient> &recipients);
    [[nodiscard]] std::vector<AskedRecipient> readersOf(std::size_t version) const;
    [[nodiscard]] std::optional<SentMail> recordOf(const Transaction &transaction,
                                                   const std::vector<AskedRecipient> &recipients) const;
    [[nodiscard]] bool isAnyAsked() const;

    const OutgoingMail &m_mail;
    mime::ParsedPart m_root;
    mime::Mailbox m_sender;
    std::vector<AskedRecipient> m_recipients;  // each once
    AskingPlan m_plan;
};

Result<AskingPlan> Planner::plan()
{
    if (m_root.info.type == "message" && m_root.info.subtype == "partial")
        return Error{Error::Kind::Unsupported, "message/partial"};
    takeRecipients();
    if (m_recipients.empty() || m_mail.random.size() < fewestRandomOctets)
        return Error{Error::Kind::Syntax, "a mail without recipients, or without a name"};
    m_sender = withAsciiDomain(m_mail.sender);
    m_sender.name.clear();
    m_plan.messageId = messageIdToUse();
    decide();
    if (m_mail.versions.empty())
        addTransactions(m_mail.message, {}, m_recipients);
    for (std::size_t i = 0; i < m_mail.versions.size(); ++i)
        addTransactions(m_mail.versions[i].message, QByteArray::number(i), readersOf(i));
    std::size_t reached = 0;
    for (const Transaction &each : m_plan.transactions)
        reached += each.recipients.size();
    if (reached != m_recipients.size())
        return Error{Error::Kind::Syntax, "a recipient without a version of the mail"};
    m_plan.copy = withFields(mime::withoutFields(m_mail.message, ourFields),
                             m_plan.transactions.front().asksDisposition);
    return m_plan;
}

// An address in To and in Bcc is one recipient, who is asked when one of the two is.
void Planner::takeRecipients()
{
    QHash<QByteArray, std::size_t> places;
    for (const AskedRecipient &recipient : m_mail.recipients) {
        const QByteArray key = addressKey(recipient.mailbox);
        if (recipient.mailbox.isEmpty())
            continue;
        if (const auto known = places.constFind(key); known != places.cend()) {
            m_recipients[*known].disposition |= recipient.disposition;
            m_recipients[*known].delivery |= recipient.delivery;
            m_recipients[*known].evenOfList |= recipient.evenOfList;
            continue;
        }
        places.insert(key, m_recipients.size());
        m_recipients.push_back(recipient);
    }
}

bool Planner::isAnyAsked() const
{
    return std::any_of(m_recipients.begin(), m_recipients.end(),
                       [](const AskedRecipient &each) { return each.disposition || each.delivery; });
}

// Why nobody can be asked for a read receipt.
std::optional<Kind> Planner::silencing() const
{
    if (m_sender.isEmpty())
        return Kind::NullSender;
    if (isReport(m_root))
        return Kind::Notification;
    if (m_root.header.count("Newsgroups") > 0)
        return Kind::Newsgroup;
    return isResent(m_root.header) ? std::optional(Kind::Redirected) : std::nullopt;
}

void Planner::decide()
{
    if (!isAnyAsked())
        return;
    if (const auto why = silencing()) {
        m_plan.warnings.push_back({*why});
        for (AskedRecipient &recipient : m_recipients) {
            recipient.disposition = false;
            recipient.delivery &= *why == Kind::Newsgroup || *why == Kind::Redirected;
        }
        return;
    }
    for (AskedRecipient &recipient : m_recipients) {
        if (!recipient.disposition || !isIn(recipient.mailbox, m_mail.lists))
            continue;
        recipient.disposition = recipient.evenOfList;
        m_plan.warnings.push_back(
            {recipient.evenOfList ? Kind::MailingListAsked : Kind::MailingList, recipient.mailbox});
    }
}

// Always one, so that receipts find back (RFC 8098, 2.1); the same in all copies.
QByteArray Planner::messageIdToUse() const
{
    const auto given = m_root.header.all("Message-ID");
    const QByteArray id = given.size() == 1 ? messageId(given.front()) : QByteArray();
    return id.isEmpty() ? mime::makeMessageId(m_mail.random, m_sender.domain) : id;
}

QByteArray Planner::withFields(const QByteArray &rest, bool asks) const
{
    mime::EntityBuilder fields;
    fields.field("Message-ID", m_plan.messageId);
    if (asks)
        fields.mailboxes(requestField, {m_sender});
    QByteArray header = fields.build();
    header.chop(2);  // the empty line is the message's own
    return header + rest;
}

// Whoever is in several reads the first of them.
std::vector<AskedRecipient> Planner::readersOf(std::size_t version) const
{
    std::vector<AskedRecipient> readers;
    for (const AskedRecipient &each : m_recipients) {
        const auto first = std::find_if(
            m_mail.versions.begin(), m_mail.versions.end(),
            [&](const OutgoingMail::Version &one) { return isIn(each.mailbox, one.recipients); });
        if (first - m_mail.versions.begin() == static_cast<std::ptrdiff_t>(version))
            readers.push_back(each);
    }
    return readers;
}

void Planner::addTransactions(const QByteArray &message, const QByteArray &seed,
                              const std::vector<AskedRecipient> &recipients)
{
    const QByteArray bare = mime::withoutFields(mime::withoutFields(message, ourFields), blindFields);
    for (const bool asks : {true, false}) {
        std::vector<AskedRecipient> wanted;
        std::copy_if(recipients.begin(), recipients.end(), std::back_inserter(wanted),
                     [&](const AskedRecipient &each) { return each.disposition == asks; });
        if (wanted.empty())
            continue;
        Transaction transaction;
        for (const AskedRecipient &each : wanted)
            transaction.recipients.push_back({withAsciiDomain(each.mailbox).addrSpec(), each.delivery});
        transaction.sender = m_sender.isEmpty() ? QByteArray() : m_sender.addrSpec();
        transaction.asksDisposition = asks;
        const QByteArray name = m_mail.random + (asks ? "asked" : "not asked") + seed;
        transaction.envelopeId = QCryptographicHash::hash(name, QCryptographicHash::Sha256).first(16).toHex();
        transaction.message = withFields(bare, asks);
        transaction.record = recordOf(transaction, wanted);
        m_plan.transactions.push_back(std::move(transaction));
    }
}

// Whoever was asked for nothing has nothing to answer.
std::optional<SentMail> Planner::recordOf(const Transaction &transaction,
                                          const std::vector<AskedRecipient> &recipients) const
{
    SentMail mail;
    for (const AskedRecipient &recipient : recipients) {
        if (recipient.disposition || recipient.delivery)
            mail.message.recipients.push_back(recipient.mailbox);
        mail.message.asksDelivery |= recipient.delivery;
    }
    if (mail.message.recipients.empty())
        return std::nullopt;
    mail.account = m_mail.account;
    mail.message.messageId = m_plan.messageId;
    mail.message.envelopeId = transaction.envelopeId;
    mail.message.asksDisposition = transaction.asksDisposition;
    mail.message.sentAt =
        mime::parseDate(m_root.header.first("Date").value_or(QByteArray())).value_or(QDateTime());
    mail.subject = m_root.header.text("Subject");
    return mail;
}

}

Result<AskingPlan> planAsking(const OutgoingMail &mail)
{
    return Planner(mail).plan();
}

journal::AppendMessage copyForSent(const AskingPlan &plan, const QUuid &account, const QByteArray &mailbox,
                                   const QDateTime &when)
{
    const QByteArray bare = plan.messageId.sliced(1, plan.messageId.size() - 2);
    return {account, mailbox, journal::flagsOf(journal::SavedAs::Sent), when, bare, plan.copy};
}

}
