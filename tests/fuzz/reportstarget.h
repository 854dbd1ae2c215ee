// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/reportmatch.h"

// What must hold for any message that says it is a report. The fuzz target and the replay of the corpus share
// it.
namespace fuzz {

// The message that every report of the corpus is about, and another.
inline receipts::MatchInput sentMail()
{
    const auto mailboxes = mime::parseAddressList("bob@ex.org, eve@ex.org").mailboxes;
    receipts::MatchInput input;
    input.candidates = {{"<m1@home.example>", "QQ314159", mailboxes, true, false, {}},
                        {"<m2@home.example>", {}, {mailboxes.front()}, false, true, {}}};
    input.aliases = {{mailboxes.front(), mailboxes.back()}};
    return input;
}

inline bool isSound(const receipts::RecipientMatch &match, const receipts::MatchInput &input)
{
    if (match.sent.has_value() != match.recipient.has_value())
        return false;
    if (!match.sent)  // nobody: nothing to be believed
        return !receipts::isBelieved(match.confidence) && !match.learned;
    if (*match.sent >= input.candidates.size())
        return false;
    const receipts::SentMessage &sent = input.candidates[*match.sent];
    const bool isAnswer = match.state > receipts::RecipientState::Failed;
    return *match.recipient < sent.recipients.size()
        && (!isAnswer || sent.asksDisposition || !receipts::isBelieved(match.confidence));
}

inline bool areDistinct(const receipts::ReportDefects &defects)
{
    receipts::ReportDefects again;
    for (const receipts::ReportDefect defect : defects)
        receipts::note(again, defect);
    return again == defects;
}

inline bool reports(QByteArrayView octets)
{
    const auto message = mime::parseMessage(octets.toByteArray());
    const receipts::IncomingReport report = receipts::readReport(message, "mx.home.example");
    const receipts::MatchInput input = sentMail();
    const receipts::ReportMatch match = receipts::match(report, input);
    if (!report.isReport() || std::holds_alternative<receipts::ReportInWords>(report.content))
        return match.recipients.empty() && match.confidence != receipts::Confidence::Certain;
    if (const auto *fields = std::get_if<receipts::DispositionReport>(&report.content)) {
        if (!areDistinct(fields->defects) || match.recipients.size() != 1)
            return false;
    }
    if (const auto *fields = std::get_if<receipts::DeliveryReport>(&report.content)) {
        if (!areDistinct(fields->defects) || match.recipients.size() != fields->recipients.size())
            return false;
    }
    std::vector<receipts::TimelineEntry> timeline;
    for (const receipts::RecipientMatch &recipient : match.recipients) {
        if (!isSound(recipient, input))
            return false;
        timeline.push_back({recipient.state, report.date, recipient.confidence, report.messageId});
    }
    return receipts::matchKeys(report).messageIds.size() <= 3
        && receipts::historyOf(timeline).timeline.size() <= timeline.size();
}

}
