// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxwords.h"

#include "core/outbox/outbox.h"
#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/safetext.h"

using namespace Qt::StringLiterals;
using models::OutboxModel;
using outbox::MailState;
using outbox::OutboxEntry;
using outbox::RecipientState;
using outbox::Trouble;

namespace {

using Kind = RecipientState::Kind;

QString addresses(const OutboxEntry &entry)
{
    QStringList all;
    for (const RecipientState &each : entry.recipients)
        all.append(safetext::address(each.address));
    return all.join(", "_L1);
}

}

bool OutboxWords::isScheduled(const OutboxEntry &entry)
{
    return entry.state == MailState::Held
        && entry.dueAt > entry.queuedAt.addDuration(outbox::Outbox::undoFor);
}

QString OutboxWords::heading(OutboxModel::Column column)
{
    switch (column) {
    case OutboxModel::StateColumn: return tr("State");
    case OutboxModel::RecipientsColumn: return tr("To");
    case OutboxModel::SubjectColumn: return tr("Subject");
    case OutboxModel::TimeColumn: return tr("When");
    case OutboxModel::ColumnCount: break;
    }
    return {};
}

QString OutboxWords::cell(const OutboxEntry &entry, OutboxModel::Column column, const QDateTime &now)
{
    switch (column) {
    case OutboxModel::StateColumn: return state(entry);
    case OutboxModel::RecipientsColumn: return addresses(entry);
    case OutboxModel::SubjectColumn: return safetext::line(DisplayText::subject(entry.subject));
    case OutboxModel::TimeColumn:
        return entry.dueAt.isValid() ? moment(entry.dueAt, now) : DisplayText::listDate(entry.queuedAt, now);
    case OutboxModel::ColumnCount: break;
    }
    return {};
}

QString OutboxWords::state(const OutboxEntry &entry)
{
    switch (entry.state) {
    case MailState::Held: return isScheduled(entry) ? tr("To be sent later") : tr("About to be sent");
    case MailState::Queued:
        if (entry.trouble == Trouble::NotAuthenticated)
            return tr("Waits for a password");
        return entry.trouble == Trouble::None ? tr("Waits to be sent") : tr("Will be tried again");
    case MailState::Sending: return tr("Being sent");
    case MailState::Uncertain: return tr("Perhaps sent");
    case MailState::Sent: return tr("Sent, being filed");
    case MailState::Failed: return entry.isPartlySent() ? tr("Sent to some only") : tr("Not sent");
    }
    return {};
}

static QString reason(const OutboxEntry &entry)
{
    switch (entry.trouble) {
    case Trouble::None: return {};
    case Trouble::TryLater:
        return OutboxWords::tr("The server could not be reached, or takes no mail for now.");
    case Trouble::NotAuthenticated: return OutboxWords::tr("The server does not accept the password.");
    case Trouble::Rejected: return OutboxWords::tr("The server does not take this mail.");
    case Trouble::TooLarge:
        return entry.sizeLimit == 0 ? OutboxWords::tr("The mail is too large for the server.")
                                    : OutboxWords::tr("The mail is too large: the server takes at most %1.")
                                          .arg(DisplayText::size(static_cast<qint64>(entry.sizeLimit)));
    case Trouble::NeedsUtf8: return OutboxWords::tr("An address has letters that the server cannot handle.");
    case Trouble::NeedsEightBit:
        return OutboxWords::tr("The mail holds another one in a form that the server cannot handle.");
    case Trouble::Unsendable:
        return OutboxWords::tr("It cannot be sent as it is. Edit it: an address may be incomplete.");
    case Trouble::RecipientsRefused:
        return entry.state == MailState::Failed
            ? OutboxWords::tr(
                "The server refuses some of the recipients. Nobody gets it twice, whatever you choose.")
            : OutboxWords::tr("The server does not take it for some of the recipients just now.");
    }
    return {};
}

QString OutboxWords::why(const OutboxEntry &entry, const QDateTime &now)
{
    QStringList sentences;
    if (entry.state == MailState::Uncertain)
        sentences +=
            tr("The line was lost at the very end, so nobody knows whether it has been sent. It is not "
               "sent again by itself.");
    if (entry.state == MailState::Sent)
        sentences += tr("It has been sent. Its copy is still to be saved in the folder for sent mail.");
    if (isScheduled(entry))
        sentences += tr("It goes at the time you have chosen: %1.").arg(moment(entry.dueAt, now));
    if (const QString sentence = reason(entry); !sentence.isEmpty())
        sentences += sentence;
    if (const QString words = ErrorText::serverSays(entry.serverText); !words.isEmpty())
        sentences += words;
    if (entry.state == MailState::Queued && entry.dueAt.isValid())
        sentences += tr("Next try: %1.").arg(moment(entry.dueAt, now));
    return sentences.join(u' ');
}

static QString fate(const RecipientState &each)
{
    switch (each.kind) {
    case Kind::Waiting:
        return each.code == 0 ? OutboxWords::tr("waits") : OutboxWords::tr("not taken for now");
    case Kind::Sending: return OutboxWords::tr("being sent");
    case Kind::Uncertain: return OutboxWords::tr("perhaps sent");
    case Kind::Accepted: return OutboxWords::tr("sent");
    case Kind::Refused: return OutboxWords::tr("refused");
    case Kind::LeftOut: return OutboxWords::tr("left out");
    }
    return {};
}

QStringList OutboxWords::recipients(const OutboxEntry &entry)
{
    QStringList lines;
    for (const RecipientState &each : entry.recipients) {
        const QString line = tr("%1: %2").arg(safetext::quoted(each.address), fate(each));
        QByteArray words = each.code == 0 ? QByteArray() : QByteArray::number(each.code);
        for (const QByteArray &part : {each.enhanced, each.text}) {
            if (!part.isEmpty())
                words += ' ' + part;
        }
        const QString said = ErrorText::serverSays(words);
        lines += said.isEmpty() ? line : tr("%1. %2").arg(line, said);
    }
    return lines;
}

QString OutboxWords::moment(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    QString clock = DisplayText::locale().toString(local.time(), QLocale::ShortFormat);
    const qint64 days = now.toLocalTime().date().daysTo(local.date());
    if (days == 0)
        return clock;
    return days == 1 ? tr("tomorrow, %1").arg(clock) : DisplayText::fullDate(time);
}

QString OutboxWords::summary(int waiting, int forUser)
{
    if (forUser > 0)
        return tr("%n mail(s) could not be sent", nullptr, forUser);
    return waiting == 0 ? QString() : tr("%n mail(s) wait to be sent", nullptr, waiting);
}
