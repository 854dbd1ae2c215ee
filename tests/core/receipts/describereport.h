// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/incomingreport.h"

#include <array>

// A report in one line, for tables of known answers: what is not there is left out.
namespace receipt_test {

inline QByteArray nameOf(receipts::ReportDefect defect)
{
    static constexpr std::array names{"NotInReport",
                                      "Mislabelled",
                                      "SeveralReports",
                                      "BrokenLines",
                                      "TooMany",
                                      "SplitFields",
                                      "RunTogether",
                                      "RepeatedField",
                                      "MissingDisposition",
                                      "MalformedDisposition",
                                      "MissingRecipient",
                                      "MalformedAddress",
                                      "MissingAddressType",
                                      "MalformedMessageId",
                                      "MissingAction",
                                      "UnknownAction",
                                      "MissingStatus",
                                      "MalformedStatus",
                                      "Contradiction",
                                      "MalformedDate",
                                      "LegacyDisposition",
                                      "LegacyField"};
    return names.at(static_cast<std::size_t>(defect));
}

class Line
{
public:
    void add(const QByteArray &word, const QByteArray &value)
    {
        if (!value.isEmpty())
            add(word + ' ' + value);
    }
    void add(const QByteArray &text) { m_text += m_text.isEmpty() ? text : "; " + text; }
    void add(const QByteArray &word, const receipts::TypedText &value)
    {
        if (!value.isEmpty())
            add(word + ' ' + value.type + ':' + value.text);
    }
    void add(const QByteArray &word, const std::optional<receipts::ReportAddress> &address)
    {
        if (!address)
            return;
        const bool isPlain = address->type == "rfc822" && !address->mailbox.isEmpty();
        const QByteArray value = address->mailbox.isEmpty() ? address->text : address->mailbox.addrSpec();
        add(word + ' ' + (isPlain ? QByteArray() : address->type + ':') + value);
    }
    void add(const QByteArray &word, const QDateTime &date)
    {
        add(word, date.isValid() ? date.toUTC().toString(u"yyyy-MM-dd hh:mm:ss").toLatin1() : QByteArray());
    }
    void add(const QByteArray &word, const std::vector<QString> &texts)
    {
        for (const QString &text : texts)
            add(word, text.toUtf8());
    }
    void add(const std::vector<mime::HeaderField> &fields)
    {
        for (const mime::HeaderField &field : fields)
            add(field.name + '=' + field.value);
    }
    void add(const receipts::ReportDefects &defects)
    {
        for (const receipts::ReportDefect defect : defects)
            add('!' + nameOf(defect));
    }
    [[nodiscard]] QByteArray text() const { return m_text; }

private:
    QByteArray m_text;
};

inline QByteArray nameOf(const receipts::Disposition &disposition)
{
    static constexpr std::array actions{"?", "manual", "automatic"};
    static constexpr std::array types{"?",         "Displayed", "Deleted", "Dispatched",
                                      "Processed", "Denied",    "Failed"};
    QByteArray text = types.at(static_cast<std::size_t>(disposition.type));
    if (disposition.type == receipts::DispositionType::Unknown)
        text += disposition.typeWord;
    for (const QByteArray &modifier : disposition.modifiers)
        text += '/' + modifier;
    return text + ' ' + actions.at(static_cast<std::size_t>(disposition.action)) + ','
        + actions.at(static_cast<std::size_t>(disposition.sent));
}

inline void describe(Line &line, const receipts::DispositionReport &report)
{
    line.add(nameOf(report.disposition));
    line.add("final", report.finalRecipient);
    line.add("original", report.originalRecipient);
    line.add("id", report.originalMessageId);
    line.add("ua",
             report.userAgent + (report.userAgentProduct.isEmpty() ? "" : "|" + report.userAgentProduct));
    line.add("gateway", report.gateway);
    line.add("error", report.errors);
    line.add("failure", report.failures);
    line.add("warning", report.warnings);
    if (report.contentMic)
        line.add("mic", report.contentMic->digest + '|' + report.contentMic->algorithm);
    line.add(report.extensions);
    line.add(report.defects);
}

inline void describe(Line &line, const receipts::RecipientStatus &status)
{
    static constexpr std::array actions{"?", "Failed", "Delayed", "Delivered", "Relayed", "Expanded"};
    line.add("-> " + QByteArray(actions.at(static_cast<std::size_t>(status.action))) + ' '
             + QByteArray::number(status.status.kind) + '.' + QByteArray::number(status.status.subject) + '.'
             + QByteArray::number(status.status.detail));
    line.add("final", status.finalRecipient);
    line.add("original", status.originalRecipient);
    line.add("remote", status.remoteMta);
    line.add("said", status.diagnostic);
    line.add("last", status.lastAttempt);
    line.add("until", status.willRetryUntil);
    line.add("log", status.finalLogId);
    line.add(status.extensions);
}

inline void describe(Line &line, const receipts::DeliveryReport &report)
{
    line.add("by", report.reportingMta);
    line.add("gateway", report.gateway);
    line.add("from", report.receivedFrom);
    line.add("arrived", report.arrival);
    line.add("envelope", report.envelopeId);
    line.add(report.extensions);
    for (const receipts::RecipientStatus &status : report.recipients)
        describe(line, status);
    line.add(report.defects);
}

inline QByteArray described(const receipts::IncomingReport &report)
{
    Line line;
    if (!report.isReport())
        return "none";
    if (const auto *words = std::get_if<receipts::ReportInWords>(&report.content))
        line.add(words->isDisposition ? "words of a receipt" : "words");
    if (const auto *disposition = std::get_if<receipts::DispositionReport>(&report.content))
        describe(line, *disposition);
    if (const auto *delivery = std::get_if<receipts::DeliveryReport>(&report.content))
        describe(line, *delivery);
    line.add(report.defects);
    line.add("refers", report.references.empty() ? QByteArray() : report.references.front());
    line.add("returned", report.returnedMessageId);
    return line.text();
}

}
