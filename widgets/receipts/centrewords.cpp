// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/centrewords.h"

#include "widgets/displaytext.h"
#include "widgets/safetext.h"

#include <QStringList>

#include <algorithm>

using receipts::Confidence;
using receipts::LedgerEvent;
using receipts::LedgerState;
using receipts::MatchReason;
using receipts::RecipientState;

QString CentreWords::state(RecipientState state)
{
    switch (state) {
    case RecipientState::None: return tr("Unclear");
    case RecipientState::Requested: return tr("No answer");
    case RecipientState::Submitted: return tr("Submitted");
    case RecipientState::Delayed: return tr("Delayed");
    case RecipientState::Relayed: return tr("Passed on");
    case RecipientState::Expanded: return tr("Sent to a list");
    case RecipientState::Delivered: return tr("Delivered");
    case RecipientState::Failed: return tr("Not delivered");
    case RecipientState::ReportedFailure: return tr("Failed there");
    case RecipientState::Declined: return tr("Declined");
    case RecipientState::Dispatched: return tr("Forwarded");
    case RecipientState::Processed: return tr("Processed");
    case RecipientState::Deleted: return tr("Deleted");
    case RecipientState::Displayed: return tr("Displayed");
    }
    return {};
}

QString CentreWords::belief(Confidence confidence)
{
    switch (confidence) {
    case Confidence::ForgedLooking: return tr("Looks forged");
    case Confidence::Unmatched: return tr("About nothing we know");
    case Confidence::Likely: return tr("Likely");
    case Confidence::Certain: return tr("Exact match");
    }
    return {};
}

QString CentreWords::reason(MatchReason reason)
{
    switch (reason) {
    case MatchReason::ByOriginalMessageId: return tr("It names your message.");
    case MatchReason::ByEnvelopeId: return tr("It names the envelope of your message.");
    case MatchReason::ByReturnedMessage: return tr("Your message came back with it.");
    case MatchReason::ByReference: return tr("It is an answer to your message.");
    case MatchReason::ByOriginalRecipient: return tr("It names the recipient you wrote to.");
    case MatchReason::ByFinalRecipient: return tr("It names the recipient.");
    case MatchReason::BySender: return tr("It comes from the recipient.");
    case MatchReason::ByAlias: return tr("It comes from another address of the recipient.");
    case MatchReason::BySoleRecipient: return tr("There was only one recipient.");
    case MatchReason::NothingToMatchBy: return tr("It does not say which message it is about.");
    case MatchReason::MessageUnknown: return tr("It is about a message that was not found among yours.");
    case MatchReason::RecipientUnknown: return tr("It names somebody to whom the message did not go.");
    case MatchReason::NotAskedFor: return tr("Nobody asked for it.");
    case MatchReason::IdsDisagree: return tr("It names two different messages.");
    case MatchReason::EnvelopeDiffers: return tr("It names another envelope.");
    case MatchReason::RecipientsDisagree: return tr("It names two different recipients.");
    case MatchReason::SenderDiffers: return tr("It comes from another address than the recipient's.");
    case MatchReason::SpeaksForAnother: return tr("It comes from another recipient of the same message.");
    case MatchReason::FailedAuthentication:
        return tr("Your mail server could not confirm where it comes from.");
    case MatchReason::SenderNotNull: return tr("It was not sent the way mail servers send reports.");
    case MatchReason::DatedBeforeSending: return tr("It is dated before your message was sent.");
    }
    return {};
}

// --- My sent mail

QString CentreWords::heading(models::SentMailModel::Column column)
{
    using Model = models::SentMailModel;
    switch (column) {
    case Model::MailColumn: return tr("Message");
    case Model::RecipientColumn: return tr("Recipient");
    case Model::TimelineColumn: return tr("What came back");
    case Model::StateColumn: return tr("State");
    case Model::BeliefColumn: return tr("Match");
    case Model::ColumnCount: break;
    }
    return {};
}

QString CentreWords::cell(const receipts::SentRow &row, models::SentMailModel::Column column,
                          const QDateTime &now)
{
    using Model = models::SentMailModel;
    const auto &timeline = row.history.timeline;
    switch (column) {
    case Model::MailColumn:
        return row.messageId.isEmpty() ? tr("(none of yours)")
                                       : DisplayText::subject(safetext::line(row.subject));
    case Model::RecipientColumn:
        return safetext::line(row.recipient.name.isEmpty() ? QString::fromUtf8(row.recipient.addrSpec())
                                                           : row.recipient.name);
    case Model::TimelineColumn:
        return timeline.empty() ? QString() : DisplayText::listDate(timeline.back().at, now);
    case Model::StateColumn: return state(row.history.state);
    case Model::BeliefColumn: {
        const bool hasAnswer = row.history.state > RecipientState::Submitted;
        QString words = hasAnswer || row.messageId.isEmpty() ? belief(row.history.confidence) : QString();
        if (row.history.doubtful == 0 || row.messageId.isEmpty())
            return words;
        const QString doubtful = tr("%n not believed", nullptr, row.history.doubtful);
        return words.isEmpty() ? doubtful : tr("%1, %2").arg(words, doubtful);
    }
    case Model::ColumnCount: break;
    }
    return {};
}

QString CentreWords::spoken(const receipts::SentRow &row, models::SentMailModel::Column column,
                            const QDateTime &now)
{
    using Model = models::SentMailModel;
    const QString words = column == Model::TimelineColumn ? timeline(row).replace(u'\n', QLatin1String("; "))
        : column == Model::RecipientColumn                ? safetext::line(row.recipient.display())
                                                          : cell(row, column, now);
    return heading(column) + QLatin1String(": ") + words;
}

QString CentreWords::timeline(const receipts::SentRow &row)
{
    QStringList lines;
    for (const receipts::TimelineEntry &entry : row.history.timeline) {
        const QString what =
            entry.state == RecipientState::Requested ? tr("Receipt asked for") : state(entry.state);
        QString line = entry.at.isValid() ? tr("%1: %2").arg(DisplayText::fullDate(entry.at), what) : what;
        if (!receipts::isBelieved(entry.confidence))
            line = tr("%1 (%2)").arg(line, belief(entry.confidence));
        lines.append(line);
    }
    if (!row.isRecipient && !row.messageId.isEmpty())
        lines.append(tr("The message did not go to this address."));
    if (row.surplus > 0)
        lines.append(tr("%n more statements about this message were only counted.", nullptr, row.surplus));
    return lines.join(u'\n');
}

namespace {

QString claimOf(RecipientState state, const QString &who, const QString &when)
{
    switch (state) {
    case RecipientState::Displayed:
        return CentreWords::tr("%1's program says that your message was displayed (%2).").arg(who, when);
    case RecipientState::Deleted:
        return CentreWords::tr("%1's program says that your message was deleted, perhaps unread (%2).")
            .arg(who, when);
    case RecipientState::Declined:
        return CentreWords::tr("%1 declined to send a receipt (%2).").arg(who, when);
    case RecipientState::Delivered:
        return CentreWords::tr("Your message was delivered to %1 (%2).").arg(who, when);
    case RecipientState::Failed:
        return CentreWords::tr("Your message was not delivered to %1 (%2).").arg(who, when);
    case RecipientState::Delayed:
        return CentreWords::tr("Your message to %1 is delayed (%2).").arg(who, when);
    case RecipientState::None:
        return CentreWords::tr("A machine says something about a message to %1 (%2).").arg(who, when);
    default: return CentreWords::tr("%1: %2 (%3).").arg(who, CentreWords::state(state), when);
    }
}

}

BannerContent CentreWords::card(const store::ReportRow &report, bool mailIsHere, bool isFiled)
{
    BannerContent card{theme::Signal::Calm, QStringLiteral("receipt-sent"), {}};
    if (report.matches.empty())
        return card;
    QStringList why;
    auto worst = Confidence::Certain;
    for (const store::ReportMatchRow &match : report.matches) {
        worst = std::min(worst, static_cast<Confidence>(match.confidence));
        why.append(claimOf(static_cast<RecipientState>(match.state), safetext::quoted(match.recipient),
                           DisplayText::fullDate(match.at)));
        for (const char reason : match.reasons)
            why.append(QStringLiteral("– ") + CentreWords::reason(static_cast<MatchReason>(reason)));
    }
    why.append(tr("A receipt says what a program claims, and proves nothing."));
    const qsizetype others = static_cast<qsizetype>(report.matches.size()) - 1;
    card.sentence = others > 0
        ? tr("%1 And about %n more.", nullptr, static_cast<int>(others)).arg(why.first())
        : why.first();
    if (!receipts::isBelieved(worst)) {
        card.signal = theme::Signal::Amber;
        card.icon = QStringLiteral("warning");
        card.sentence = tr("%1: %2").arg(belief(worst), card.sentence);
    }
    card.why = why.join(u'\n');
    if (mailIsHere)
        card.actions.append({static_cast<int>(CardAction::ShowMail), tr("Show your message")});
    card.actions.append({static_cast<int>(CardAction::FileReports),
                         isFiled ? tr("Leave reports in the inbox") : tr("Move reports to a folder…")});
    return card;
}

// --- Asked of me

QString CentreWords::heading(models::AskedModel::Column column)
{
    using Model = models::AskedModel;
    switch (column) {
    case Model::StateColumn: return tr("State");
    case Model::SenderColumn: return tr("Asked by");
    case Model::SubjectColumn: return tr("Message");
    case Model::PlaceColumn: return tr("Folder");
    case Model::DateColumn: return tr("Date");
    case Model::ColumnCount: break;
    }
    return {};
}

// --- Activity

QString CentreWords::heading(models::ActivityModel::Column column)
{
    using Model = models::ActivityModel;
    switch (column) {
    case Model::TimeColumn: return tr("Time");
    case Model::EventColumn: return tr("What happened");
    case Model::SenderColumn: return tr("Asked by");
    case Model::MessageColumn: return tr("Message");
    case Model::RecipientColumn: return tr("Receipt to");
    case Model::ServerColumn: return tr("The server's words");
    case Model::ColumnCount: break;
    }
    return {};
}

QString CentreWords::event(int event)
{
    switch (event) {
    case static_cast<int>(LedgerEvent::SecondConsent): return tr("You agreed to send it again");
    case static_cast<int>(LedgerEvent::IntentToDeny): return tr("Marking as declined on the server");
    case static_cast<int>(LedgerEvent::ClaimGivenUp): return tr("Marking on the server was given up");
    default: break;
    }
    switch (static_cast<LedgerState>(event)) {
    case LedgerState::None: return tr("Nothing decided");
    case LedgerState::Snoozed: return tr("Not now");
    case LedgerState::Approved: return tr("Sending was agreed to");
    case LedgerState::ClaimIntent: return tr("Marking as answered on the server");
    case LedgerState::ClaimUncertain: return tr("Unclear whose mark it is");
    case LedgerState::Claimed: return tr("Marked on the server: ours to send");
    case LedgerState::Sending: return tr("Handing over to the mail server");
    case LedgerState::SendUncertain: return tr("Unclear whether it was sent");
    case LedgerState::SendFailed: return tr("The mail server refused it");
    case LedgerState::Sent: return tr("Sent");
    case LedgerState::Filed: return tr("Copy saved in Sent");
    case LedgerState::Denying: return tr("Declining was decided");
    case LedgerState::Denied: return tr("Declined");
    case LedgerState::DeniedLocal: return tr("Declined, known on this computer only");
    case LedgerState::HandledElsewhere: return tr("Answered by another program");
    case LedgerState::Blocked: return tr("Not sent: it could not be marked");
    }
    return tr("Unknown event %1").arg(event);
}

QString CentreWords::cell(const receipts::Activity &line, models::ActivityModel::Column column)
{
    using Model = models::ActivityModel;
    switch (column) {
    case Model::TimeColumn: return DisplayText::fullDate(line.at);
    case Model::EventColumn: return event(line.event);
    case Model::SenderColumn: return safetext::address(line.askedBy.sender);
    case Model::MessageColumn:
        return line.askedBy.sender.isEmpty() ? safetext::address(line.messageId)
                                             : DisplayText::subject(line.askedBy.subject);
    case Model::RecipientColumn: {
        QStringList addresses;
        for (const QByteArray &address : line.recipients)
            addresses.append(safetext::address(address));
        return addresses.join(QLatin1String(", "));
    }
    case Model::ServerColumn: return safetext::serverWords(line.serverText);
    case Model::ColumnCount: break;
    }
    return {};
}
