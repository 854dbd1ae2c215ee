// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/mailoctets.h"

#include <QDataStream>
#include <QIODevice>

namespace outbox {

namespace {

// The second has the versions of an encrypted mail at its end; without those the first is written, which
// older programs send as well.
constexpr quint8 mailVersion = 1, encryptedMailVersion = 2;
constexpr quint8 detailsVersion = 1;
constexpr quint8 marksVersion = 1;
constexpr auto streamVersion = QDataStream::Qt_6_4;

void save(QDataStream &out, const mime::Mailbox &mailbox)
{
    out << mailbox.name << mailbox.localPart << mailbox.domain;
}

void load(QDataStream &in, mime::Mailbox &mailbox)
{
    in >> mailbox.name >> mailbox.localPart >> mailbox.domain;
}

void save(QDataStream &out, const receipts::AskedRecipient &recipient)
{
    save(out, recipient.mailbox);
    out << recipient.disposition << recipient.delivery << recipient.evenOfList;
}

void load(QDataStream &in, receipts::AskedRecipient &recipient)
{
    load(in, recipient.mailbox);
    in >> recipient.disposition >> recipient.delivery >> recipient.evenOfList;
}

void save(QDataStream &out, const journal::ChangeFlags &mark)
{
    out << journal::serialize(mark);
}

void load(QDataStream &in, journal::ChangeFlags &mark)
{
    QByteArray octets;
    in >> octets;
    const auto operation = journal::deserialize(octets);
    const auto *change = operation ? std::get_if<journal::ChangeFlags>(&*operation) : nullptr;
    if (change == nullptr)
        in.setStatus(QDataStream::ReadCorruptData);
    else
        mark = *change;
}

void save(QDataStream &out, const receipts::OutgoingMail::Version &version);
void load(QDataStream &in, receipts::OutgoingMail::Version &version);

template <typename Value>
void saveAll(QDataStream &out, const std::vector<Value> &list)
{
    out << static_cast<quint32>(list.size());
    for (const Value &value : list)
        save(out, value);
}

// The length is not believed: a damaged one would be reserved at once.
template <typename Value>
void loadAll(QDataStream &in, std::vector<Value> &list)
{
    quint32 count = 0;
    in >> count;
    for (; count > 0 && in.status() == QDataStream::Ok; --count)
        load(in, list.emplace_back());
}

void save(QDataStream &out, const receipts::OutgoingMail::Version &version)
{
    saveAll(out, version.recipients);
    out << version.message;
}

void load(QDataStream &in, receipts::OutgoingMail::Version &version)
{
    loadAll(in, version.recipients);
    in >> version.message;
}

}

QByteArray serialize(const QueuedMail &mail)
{
    const bool isEncrypted = !mail.mail.versions.empty();
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    out << (isEncrypted ? encryptedMailVersion : mailVersion) << mail.id << mail.notBefore << mail.draft
        << mail.mail.account << mail.mail.message << mail.mail.random;
    save(out, mail.mail.sender);
    saveAll(out, mail.mail.recipients);
    saveAll(out, mail.mail.lists);
    saveAll(out, mail.marks);
    if (isEncrypted)
        saveAll(out, mail.mail.versions);
    return octets;
}

std::optional<QueuedMail> mailOf(const QByteArray &octets)
{
    QDataStream in(octets);
    in.setVersion(streamVersion);
    quint8 version = 0;
    in >> version;
    if (version != mailVersion && version != encryptedMailVersion)
        return std::nullopt;
    QueuedMail mail;
    in >> mail.id >> mail.notBefore >> mail.draft >> mail.mail.account >> mail.mail.message
        >> mail.mail.random;
    load(in, mail.mail.sender);
    loadAll(in, mail.mail.recipients);
    loadAll(in, mail.mail.lists);
    loadAll(in, mail.marks);
    if (version == encryptedMailVersion)
        loadAll(in, mail.mail.versions);
    return in.status() == QDataStream::Ok && in.atEnd() ? std::optional(std::move(mail)) : std::nullopt;
}

QByteArray serialize(const std::vector<journal::ChangeFlags> &marks)
{
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    out << marksVersion;
    saveAll(out, marks);
    return octets;
}

std::vector<journal::ChangeFlags> marksOf(const QByteArray &octets)
{
    QDataStream in(octets);
    in.setVersion(streamVersion);
    quint8 version = 0;
    in >> version;
    std::vector<journal::ChangeFlags> marks;
    if (version == marksVersion)
        loadAll(in, marks);
    if (in.status() != QDataStream::Ok)
        marks.clear();
    return marks;
}

QByteArray serializeDetails(const OutboxRecord &record)
{
    const OutboxEntry &entry = record.entry;
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    out << detailsVersion << entry.subject << entry.messageId << qint32(entry.attempts)
        << static_cast<quint8>(entry.trouble) << entry.serverText << entry.sizeLimit << entry.draft
        << record.firstAttempt << record.recipientsAtMost << record.isScheduled << record.isDivided
        << record.looksFirst << record.isMarked << record.isFiled;
    return octets;
}

bool readDetails(const QByteArray &octets, OutboxRecord &record)
{
    OutboxEntry &entry = record.entry;
    QDataStream in(octets);
    in.setVersion(streamVersion);
    quint8 version = 0;
    quint8 trouble = 0;
    qint32 attempts = 0;
    in >> version;
    if (version != detailsVersion)
        return false;
    in >> entry.subject >> entry.messageId >> attempts >> trouble >> entry.serverText >> entry.sizeLimit
        >> entry.draft >> record.firstAttempt >> record.recipientsAtMost >> record.isScheduled
        >> record.isDivided >> record.looksFirst >> record.isMarked >> record.isFiled;
    if (in.status() != QDataStream::Ok || trouble > static_cast<quint8>(Trouble::RecipientsRefused))
        return false;
    entry.attempts = attempts;
    entry.trouble = static_cast<Trouble>(trouble);
    return true;
}

}
