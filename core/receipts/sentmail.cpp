// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/sentmail.h"

#include "core/mime/date.h"
#include "core/receipts/addresses.h"
#include "core/receipts/fieldsyntax.h"
#include "core/receipts/request.h"
#include "core/store/statements.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace receipts {

namespace {

// A report names few, and a message has seldom more; whoever writes to more gets no matrix of all.
constexpr std::size_t mostRecipients = 1000;
constexpr std::size_t mostAnswers = 100;
constexpr qsizetype longestSubject = 1000;

std::vector<mime::Mailbox> recipientsOf(const mime::Header &header)
{
    std::vector<mime::Mailbox> recipients;
    QSet<QByteArray> seen;
    for (const char *field : {"To", "Cc", "Bcc"}) {
        for (const QByteArray &value : header.all(field)) {
            for (mime::Mailbox &mailbox : mime::parseAddressList(value).mailboxes) {
                const QByteArray key = addressKey(mailbox);
                if (seen.contains(key) || recipients.size() >= mostRecipients)
                    continue;
                seen.insert(key);
                recipients.push_back(std::move(mailbox));
            }
        }
    }
    return recipients;
}

mime::Mailbox storedMailbox(const QByteArray &address, const QString &name)
{
    const auto mailboxes = mime::parseAddressList(address).mailboxes;
    mime::Mailbox mailbox = mailboxes.empty() ? mime::Mailbox() : mailboxes.front();
    mailbox.name = name;
    return mailbox;
}

constexpr auto columns = "SELECT id, account, message_id, envelope_id, sent_at, subject, asks_disposition,"
                         " asks_delivery FROM sent ";

SentMail mailOf(const store::Statement &row)
{
    SentMail mail;
    mail.id = row.integer(0);
    mail.account = QUuid::fromRfc4122(row.blob(1));
    mail.message.messageId = row.blob(2);
    mail.message.envelopeId = row.blob(3);
    mail.message.sentAt = QDateTime::fromMSecsSinceEpoch(row.integer(4), Qt::UTC);
    mail.subject = row.text(5);
    mail.message.asksDisposition = row.integer(6) != 0;
    mail.message.asksDelivery = row.integer(7) != 0;
    return mail;
}

void readRecipients(store::Statements &statements, std::vector<SentMail> &mails)
{
    for (SentMail &mail : mails) {
        statements.each(
            "SELECT address, name FROM sent_recipient WHERE sent = ?1 ORDER BY place",
            [&](const store::Statement &row) {
                mail.message.recipients.push_back(storedMailbox(row.blob(0), row.text(1)));
            },
            mail.id);
    }
}

void addRecipients(store::Statements &statements, qint64 sent, const std::vector<mime::Mailbox> &recipients)
{
    QSet<QByteArray> known;
    statements.each(
        "SELECT address FROM sent_recipient WHERE sent = ?1 ORDER BY place",
        [&](const store::Statement &row) { known.insert(addressKey(storedMailbox(row.blob(0), {}))); }, sent);
    qint64 place = known.size();
    for (const mime::Mailbox &recipient : recipients) {
        if (!known.contains(addressKey(recipient)))
            statements.run("INSERT INTO sent_recipient (sent, place, address, name) VALUES (?1, ?2, ?3, ?4)",
                           sent, place++, recipient.addrSpec(), recipient.name.left(longestSubject));
    }
}

// What was concluded from a copy in Sent.
void forgetFound(store::Statements &statements, const QByteArray &messageId)
{
    statements.run("DELETE FROM sent_recipient WHERE sent IN"
                   " (SELECT id FROM sent WHERE message_id = ?1 AND envelope_id = x'')",
                   messageId);
    statements.run("DELETE FROM sent WHERE message_id = ?1 AND envelope_id = x''", messageId);
}

}

std::optional<SentMail> sentMail(const mime::Header &header, const QByteArrayList &ownAddresses)
{
    SentMail mail;
    for (const QByteArray &value : header.all("Disposition-Notification-To")) {
        for (const mime::Mailbox &mailbox : mime::parseAddressList(value).mailboxes)
            mail.message.asksDisposition = mail.message.asksDisposition || isOneOf(mailbox, ownAddresses);
    }
    mail.message.messageId = messageId(header.first("Message-ID").value_or(QByteArray()));
    if (!mail.message.asksDisposition || mail.message.messageId.isEmpty())
        return std::nullopt;
    mail.message.recipients = recipientsOf(header);
    mail.message.sentAt = mime::parseDate(header.first("Date").value_or(QByteArray())).value_or(QDateTime());
    mail.subject = header.text("Subject");
    return mail;
}

Result<bool> rememberSent(const store::Database &user, const SentMail &mail)
{
    bool isNew = false;
    const SentMessage &message = mail.message;
    const auto done = store::transact(user, [&](store::Statements &statements) {
        qint64 id = 0;
        if (message.envelopeId.isEmpty()) {
            const bool isSubmitted = statements.first(
                "SELECT id FROM sent WHERE message_id = ?1 AND envelope_id <> x''",
                [](const store::Statement &) {}, message.messageId);
            if (isSubmitted)
                return;  // who submitted it knew who was asked, which the copy cannot say
        } else {
            forgetFound(statements, message.messageId);
        }
        const auto take = [&](const store::Statement &row) { id = row.integer(0); };
        isNew = !statements.first("SELECT id FROM sent WHERE message_id = ?1 AND envelope_id = ?2", take,
                                  message.messageId, message.envelopeId);
        if (isNew) {
            statements.run("INSERT INTO sent (account, message_id, envelope_id, sent_at, subject,"
                           " asks_disposition, asks_delivery) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                           mail.account.toRfc4122(), message.messageId, message.envelopeId,
                           message.sentAt.isValid() ? message.sentAt.toMSecsSinceEpoch() : 0,
                           mail.subject.left(longestSubject), message.asksDisposition, message.asksDelivery);
            id = statements.lastInsertId();
        }
        addRecipients(statements, id, message.recipients);
    });
    return done ? Result<bool>(isNew) : Result<bool>(done.error());
}

Result<std::vector<SentMessage>> sentFor(const store::Database &user, const MatchKeys &keys)
{
    store::Statements statements(user);
    std::vector<SentMail> mails;
    const auto take = [&](const store::Statement &row) {
        const qint64 id = row.integer(0);
        if (std::none_of(mails.begin(), mails.end(), [id](const auto &known) { return known.id == id; }))
            mails.push_back(mailOf(row));
    };
    static const QByteArray byMessage = QByteArray(columns) + "WHERE message_id = ?1 ORDER BY id";
    static const QByteArray byEnvelope =
        QByteArray(columns) + "WHERE envelope_id = ?1 AND envelope_id <> x'' ORDER BY id";
    for (const QByteArray &id : keys.messageIds)
        statements.each(byMessage.constData(), take, id);
    if (!keys.envelopeId.isEmpty()) {
        statements.each(byEnvelope.constData(), take, keys.envelopeId);
        if (const auto decoded = xtextDecoded(keys.envelopeId))
            statements.each(byEnvelope.constData(), take, *decoded);
    }
    readRecipients(statements, mails);
    if (auto error = statements.takeError())
        return *error;
    std::vector<SentMessage> messages;
    messages.reserve(mails.size());
    for (SentMail &mail : mails)
        messages.push_back(std::move(mail.message));
    return messages;
}

Result<std::vector<SentMail>> sentBefore(const store::Database &user, int limit,
                                         const std::optional<SentCursor> &before)
{
    store::Statements statements(user);
    std::vector<SentMail> mails;
    const auto take = [&](const store::Statement &row) { mails.push_back(mailOf(row)); };
    static const QByteArray newest = QByteArray(columns) + "ORDER BY sent_at DESC, id DESC LIMIT ?1";
    static const QByteArray older =
        QByteArray(columns) + "WHERE (sent_at, id) < (?2, ?3) ORDER BY sent_at DESC, id DESC LIMIT ?1";
    if (before)
        statements.each(older.constData(), take, limit, before->at, before->id);
    else
        statements.each(newest.constData(), take, limit);
    readRecipients(statements, mails);
    if (auto error = statements.takeError())
        return *error;
    return mails;
}

Result<std::vector<Alias>> aliasesFor(const store::Database &user, const std::vector<mime::Mailbox> &answers,
                                      const std::vector<SentMessage> &candidates)
{
    QSet<QByteArray> asked;
    for (const SentMessage &message : candidates) {
        for (const mime::Mailbox &recipient : message.recipients)
            asked.insert(addressKey(recipient));
    }
    store::Statements statements(user);
    std::vector<Alias> aliases;
    for (std::size_t i = 0; i < std::min(answers.size(), mostAnswers); ++i) {
        statements.each(
            "SELECT asked FROM alias WHERE answers = ?1 ORDER BY asked",
            [&](const store::Statement &row) {
                const mime::Mailbox mailbox = storedMailbox(row.blob(0), {});
                if (asked.contains(addressKey(mailbox)))
                    aliases.push_back({mailbox, answers[i]});
            },
            addressKey(answers[i]));
    }
    if (auto error = statements.takeError())
        return *error;
    return aliases;
}

Result<void> learn(const store::Database &user, const Alias &alias)
{
    return store::transact(user, [&](store::Statements &statements) {
        statements.run("INSERT OR IGNORE INTO alias (answers, asked) VALUES (?1, ?2)",
                       addressKey(alias.answers), alias.asked.addrSpec());
    });
}

Result<void> forgetSent(const store::Database &user, const QUuid &account)
{
    return store::transact(user, [&](store::Statements &statements) {
        const QByteArray uuid = account.toRfc4122();
        statements.run("DELETE FROM sent_recipient WHERE sent IN (SELECT id FROM sent WHERE account = ?1)",
                       uuid);
        statements.run("DELETE FROM sent WHERE account = ?1", uuid);
        statements.run("DELETE FROM alias WHERE asked NOT IN (SELECT address FROM sent_recipient)");
        statements.run("DELETE FROM report_folders WHERE account = ?1", uuid);
        statements.run("DELETE FROM filed_reports WHERE account = ?1", uuid);
    });
}

Result<QHash<QUuid, ReportFolder>> reportFolders(const store::Database &user)
{
    store::Statements statements(user);
    QHash<QUuid, ReportFolder> folders;
    statements.each("SELECT account, mailbox, since FROM report_folders", [&](const store::Statement &row) {
        folders.insert(QUuid::fromRfc4122(row.blob(0)),
                       {row.blob(1), QDateTime::fromMSecsSinceEpoch(row.integer(2), Qt::UTC)});
    });
    if (auto error = statements.takeError())
        return *error;
    return folders;
}

Result<void> putReportsInto(const store::Database &user, const QUuid &account, const ReportFolder &folder)
{
    return store::transact(user, [&](store::Statements &statements) {
        if (folder.mailbox.isEmpty())
            statements.run("DELETE FROM report_folders WHERE account = ?1", account.toRfc4122());
        else
            statements.run(
                "INSERT OR REPLACE INTO report_folders (account, mailbox, since) VALUES (?1, ?2, ?3)",
                account.toRfc4122(), folder.mailbox, folder.since.toMSecsSinceEpoch());
    });
}

Result<bool> noteFiled(const store::Database &user, const QUuid &account, const QByteArray &key,
                       const QDateTime &at)
{
    constexpr int mostKept = 20'000;
    bool isNew = false;
    const auto done = store::transact(user, [&](store::Statements &statements) {
        const QByteArray uuid = account.toRfc4122();
        isNew = !statements.first(
            "SELECT 1 FROM filed_reports WHERE account = ?1 AND key = ?2", [](const store::Statement &) {},
            uuid, key);
        if (!isNew)
            return;
        statements.run("INSERT INTO filed_reports (account, key, at) VALUES (?1, ?2, ?3)", uuid, key,
                       at.toMSecsSinceEpoch());
        statements.run("DELETE FROM filed_reports WHERE at <"
                       " (SELECT at FROM filed_reports ORDER BY at DESC LIMIT 1 OFFSET ?1)",
                       mostKept);
    });
    return done ? Result<bool>(isNew) : Result<bool>(done.error());
}

}
