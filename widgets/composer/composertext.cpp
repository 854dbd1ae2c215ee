// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composertext.h"

#include "core/mime/date.h"
#include "widgets/displaytext.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/safetext.h"

using namespace Qt::StringLiterals;

namespace {

QString people(const mime::Header &header, const char *field)
{
    QStringList all;
    for (const QByteArray &value : header.all(field)) {
        for (const mime::Mailbox &mailbox : mime::parseAddressList(value).mailboxes)
            all.append(safetext::line(mailbox.display()));
    }
    return all.join(", "_L1);
}

QDateTime dateOf(const mime::Header &header)
{
    return mime::parseDate(header.first("Date").value_or(QByteArray())).value_or(QDateTime()).toLocalTime();
}

}

QString ComposerText::reminder(const compose::Reminder &reminder)
{
    using Kind = compose::Reminder::Kind;
    const QString address = safetext::quoted(reminder.mailbox.addrSpec());
    switch (reminder.kind) {
    case Kind::NoRecipient: return tr("Nobody is named to whom the mail goes.");
    case Kind::NotAnAddress:
        return tr("“%1” is no e-mail address.")
            .arg(reminder.mailbox.name.isEmpty() ? address : safetext::quoted(reminder.mailbox.name));
    case Kind::NoSubject: return tr("The mail has no subject.");
    case Kind::AttachmentMissing:
        return tr("The text says “%1”, but no file is attached.").arg(safetext::quoted(reminder.text));
    case Kind::LooksLike:
        return tr("%1 looks like an address at %2, but it is another one.")
            .arg(address, safetext::quoted(reminder.text));
    case Kind::NeverWrittenTo: return tr("You have never written to %1.").arg(address);
    case Kind::ManySeeEachOther:
        return tr("%n people will see each other's addresses. Bcc hides them.", nullptr, reminder.count);
    case Kind::TooLarge:
        return tr("The mail has about %1; the server takes %2.")
            .arg(DisplayText::size(reminder.size), DisplayText::size(reminder.limit));
    }
    return {};
}

QString ComposerText::warning(const receipts::AskingWarning &warning)
{
    using Kind = receipts::AskingWarning::Kind;
    const QString address = safetext::quoted(warning.mailbox.addrSpec());
    switch (warning.kind) {
    case Kind::MailingList:
        return tr("%1 is a mailing list. Its members are not asked for a receipt.").arg(address);
    case Kind::Newsgroup: return tr("The mail goes to a newsgroup, too: nobody is asked for a receipt.");
    case Kind::Redirected:
        return tr("Receipts of a mail that is passed on would come to you. Nobody is asked.");
    case Kind::Notification: return tr("This is a report. A report never asks for a receipt.");
    case Kind::NullSender: return tr("The mail has no sender, so no receipt could come back.");
    case Kind::MailingListAsked:
        return tr("%1 is a mailing list. All its members are asked for a receipt.").arg(address);
    }
    return {};
}

QString ComposerText::attribution(const mime::Header &header)
{
    const auto authors = mime::parseAddressList(header.first("From").value_or(QByteArray())).mailboxes;
    const mime::Mailbox author = authors.empty() ? mime::Mailbox() : authors.front();
    const QString name = safetext::line(author.name.isEmpty() ? author.display() : author.name);
    const QDateTime date = dateOf(header);
    return date.isValid() ? tr("On %1, %2 wrote:").arg(DisplayText::fullDate(date), name)
                          : tr("%1 wrote:").arg(name);
}

QString ComposerText::forwardHead(const mime::Header &header)
{
    QString head = tr("-------- Forwarded message --------") + u'\n';
    const auto add = [&head](const QString &label, const QString &value) {
        if (!value.isEmpty())
            head += label + u' ' + value + u'\n';
    };
    add(tr("Subject:"), safetext::line(header.text("Subject")));
    const QDateTime date = dateOf(header);
    add(tr("Date:"), date.isValid() ? DisplayText::fullDate(date) : QString());
    add(tr("From:"), people(header, "From"));
    add(tr("To:"), people(header, "To"));
    add(tr("Cc:"), people(header, "Cc"));
    return head;
}

QString ComposerText::windowTitle(const QString &subject)
{
    const QString shown = safetext::line(subject);
    return shown.isEmpty() ? tr("New message") : shown;
}

QString ComposerText::held(const outbox::OutboxEntry &entry, const QDateTime &now)
{
    if (OutboxWords::isScheduled(entry))
        return tr("“%1” is sent later: %2. Until then it is in the outbox.")
            .arg(safetext::quoted(DisplayText::subject(entry.subject)),
                 OutboxWords::moment(entry.dueAt, now));
    const QString subject = safetext::quoted(DisplayText::subject(entry.subject));
    const qint64 left = entry.dueAt.isValid() ? (now.msecsTo(entry.dueAt) + 999) / 1000 : 0;
    return left > 0 ? tr("“%1” is sent in %n second(s).", nullptr, static_cast<int>(left)).arg(subject)
                    : tr("“%1” is about to be sent.").arg(subject);
}

QString ComposerText::trouble(const outbox::OutboxEntry &entry)
{
    const QString subject = safetext::quoted(DisplayText::subject(entry.subject));
    if (entry.state == outbox::MailState::Uncertain)
        return tr("Nobody knows whether “%1” has been sent: the line was lost at the very end. It is not "
                  "sent "
                  "again by itself.")
            .arg(subject);
    const QString words = safetext::serverWords(entry.serverText);
    const QString sentence = entry.isPartlySent() ? tr("“%1” was sent to some recipients only.").arg(subject)
                                                  : tr("“%1” was not sent.").arg(subject);
    return words.isEmpty() ? sentence : tr("%1 The server says: “%2”").arg(sentence, safetext::quoted(words));
}
