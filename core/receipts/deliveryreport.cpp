// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/deliveryreport.h"

#include "core/mime/octets.h"
#include "core/receipts/fieldsyntax.h"

#include <algorithm>
#include <array>
#include <set>

namespace receipts {

namespace {

constexpr std::size_t mostRecipients = 10'000;

TypedText mtaName(const QByteArray &value)
{
    TypedText name = typedText(value);
    name.text = withoutComments(name.text);
    return name;
}

// "5.1.1", perhaps with more behind it. Of a malformed one the kind alone is taken.
StatusCode readStatus(const QByteArray &value, ReportDefects &defects)
{
    const QByteArray code = withoutComments(value).split(' ').front();
    const auto pieces = code.split('.');
    const bool hasKind =
        code.size() > 1 && code[1] == '.' && (code[0] == '2' || code[0] == '4' || code[0] == '5');
    StatusCode status;
    if (hasKind)
        status.kind = code[0] - '0';
    const bool isWhole = hasKind && pieces.size() == 3
        && std::all_of(pieces.begin(), pieces.end(), [](const QByteArray &piece) {
                             return !piece.isEmpty() && piece.size() <= 3
                                 && std::all_of(piece.begin(), piece.end(), mime::isDigit);
                         });
    if (!isWhole)
        note(defects, ReportDefect::MalformedStatus);
    else
        status = {status.kind, pieces[1].toInt(), pieces[2].toInt()};
    return status;
}

DeliveryAction readAction(const QByteArray &value, ReportDefects &defects)
{
    static constexpr std::array words{"failed", "delayed", "delivered", "relayed", "expanded"};
    const QByteArray word = withoutComments(value).toLower();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        note(defects, ReportDefect::UnknownAction);
    return found == words.end() ? DeliveryAction::Unknown
                                : static_cast<DeliveryAction>(1 + (found - words.begin()));
}

// --- one function for each field

template <typename Target>
struct Rule {
    const char *name;  // lower case
    void (*set)(const QByteArray &value, Target &target, ReportDefects &defects);
};

constexpr std::array messageRules{
    Rule<DeliveryReport>{"original-envelope-id",
                         [](const QByteArray &v, DeliveryReport &r, ReportDefects &) { r.envelopeId = v; }},
    Rule<DeliveryReport>{
        "reporting-mta",
        [](const QByteArray &v, DeliveryReport &r, ReportDefects &) { r.reportingMta = mtaName(v); }},
    Rule<DeliveryReport>{
        "dsn-gateway",
        [](const QByteArray &v, DeliveryReport &r, ReportDefects &) { r.gateway = mtaName(v); }},
    Rule<DeliveryReport>{
        "received-from-mta",
        [](const QByteArray &v, DeliveryReport &r, ReportDefects &) { r.receivedFrom = mtaName(v); }},
    Rule<DeliveryReport>{
        "arrival-date",
        [](const QByteArray &v, DeliveryReport &r, ReportDefects &d) { r.arrival = reportedDate(v, d); }},
};

constexpr std::array recipientRules{
    Rule<RecipientStatus>{"original-recipient",
                          [](const QByteArray &v, RecipientStatus &r, ReportDefects &d) {
                              r.originalRecipient = reportAddress(v, d);
                          }},
    Rule<RecipientStatus>{"final-recipient",
                          [](const QByteArray &v, RecipientStatus &r, ReportDefects &d) {
                              r.finalRecipient = reportAddress(v, d);
                          }},
    Rule<RecipientStatus>{
        "action",
        [](const QByteArray &v, RecipientStatus &r, ReportDefects &d) { r.action = readAction(v, d); }},
    Rule<RecipientStatus>{
        "status",
        [](const QByteArray &v, RecipientStatus &r, ReportDefects &d) { r.status = readStatus(v, d); }},
    Rule<RecipientStatus>{
        "remote-mta",
        [](const QByteArray &v, RecipientStatus &r, ReportDefects &) { r.remoteMta = mtaName(v); }},
    Rule<RecipientStatus>{
        "diagnostic-code",
        [](const QByteArray &v, RecipientStatus &r, ReportDefects &) { r.diagnostic = typedText(v); }},
    Rule<RecipientStatus>{"last-attempt-date",
                          [](const QByteArray &v, RecipientStatus &r, ReportDefects &d) {
                              r.lastAttempt = reportedDate(v, d);
                          }},
    Rule<RecipientStatus>{"final-log-id",
                          [](const QByteArray &v, RecipientStatus &r, ReportDefects &) { r.finalLogId = v; }},
    Rule<RecipientStatus>{"will-retry-until",
                          [](const QByteArray &v, RecipientStatus &r, ReportDefects &d) {
                              r.willRetryUntil = reportedDate(v, d);
                          }},
};

template <typename Rules>
auto ruleFor(const Rules &rules, const QByteArray &name)
{
    return std::find_if(rules.begin(), rules.end(), [&](const auto &rule) { return name == rule.name; });
}

// Takes the blocks field by field: programs forget the empty lines between recipients, so what begins a
// recipient is also a recipient field that comes once more.
class Reader
{
public:
    DeliveryReport read(const std::vector<mime::Header> &blocks)
    {
        for (const mime::Header &block : blocks) {
            finishRecipient();
            m_isFirstBlock = &block == &blocks.front();
            m_holdsSeveral = block.count("Final-Recipient") > 1;
            for (const mime::HeaderField &field : flatFields(block))
                take(field);
        }
        finishRecipient();
        if (m_report.recipients.empty())
            note(m_report.defects, ReportDefect::MissingRecipient);
        return std::move(m_report);
    }

private:
    void take(const mime::HeaderField &field)
    {
        const QByteArray name = field.name.toLower();
        if (const auto rule = ruleFor(recipientRules, name); rule != recipientRules.end()) {
            if (const bool isNext = startsNext(name); isNext || (m_seen.empty() && m_sawMessageField)) {
                note(m_report.defects, ReportDefect::RunTogether);
                finishRecipient();
            }
            if (m_seen.insert(name).second)
                rule->set(field.value, m_recipient, m_report.defects);
            else
                note(m_report.defects, ReportDefect::RepeatedField);
        } else if (const auto about = ruleFor(messageRules, name); about != messageRules.end()) {
            m_sawMessageField |= m_isFirstBlock;
            if (m_seenOfMessage.insert(name).second)
                about->set(field.value, m_report, m_report.defects);
            else
                note(m_report.defects, ReportDefect::RepeatedField);
        } else {
            const bool isOfMessage = m_isFirstBlock && m_seen.empty();
            addExtension(isOfMessage ? m_report.extensions : m_recipient.extensions, field, m_report.defects);
        }
    }

    [[nodiscard]] bool startsNext(const QByteArray &name) const
    {
        const bool hasFinal = m_seen.count("final-recipient") > 0;
        return m_holdsSeveral
            && ((name == "final-recipient" && hasFinal)
                || (name == "original-recipient" && (hasFinal || m_seen.count(name) > 0)));
    }

    void finishRecipient()
    {
        m_sawMessageField = false;
        if (!m_seen.empty())
            addRecipient();
        m_recipient = {};
        m_seen.clear();
    }

    void addRecipient()
    {
        if (m_report.recipients.size() < mostRecipients) {
            judge();
            m_report.recipients.push_back(std::move(m_recipient));
        } else {
            note(m_report.defects, ReportDefect::TooMany);
        }
    }

    void judge()
    {
        ReportDefects &defects = m_report.defects;
        if (!m_recipient.finalRecipient)
            note(defects, ReportDefect::MissingRecipient);
        if (m_seen.count("action") == 0)
            note(defects, ReportDefect::MissingAction);
        if (m_seen.count("status") == 0)
            note(defects, ReportDefect::MissingStatus);
        const bool isSuccess = m_recipient.action == DeliveryAction::Delivered
            || m_recipient.action == DeliveryAction::Relayed
            || m_recipient.action == DeliveryAction::Expanded;
        const bool isRefusal = m_recipient.status.kind > 2;
        if ((isSuccess && isRefusal)
            || (m_recipient.action == DeliveryAction::Failed && m_recipient.status.kind == 2)) {
            note(defects, ReportDefect::Contradiction);
            m_recipient.action = DeliveryAction::Unknown;
            m_recipient.status = {};
        } else if (m_recipient.action == DeliveryAction::Unknown && isRefusal) {
            // What the status says of itself (RFC 3463, 2); of success it does not say which one it was.
            m_recipient.action =
                m_recipient.status.kind == 5 ? DeliveryAction::Failed : DeliveryAction::Delayed;
        }
    }

    DeliveryReport m_report;
    RecipientStatus m_recipient;
    std::set<QByteArray> m_seen, m_seenOfMessage;
    bool m_isFirstBlock = true;
    bool m_holdsSeveral = false;     // more than one recipient without an empty line between them
    bool m_sawMessageField = false;  // in the block that is being read
};

}

DeliveryReport readDelivery(const std::vector<mime::Header> &blocks)
{
    return Reader().read(blocks);
}

}
