// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/contentwriter.h"
#include "core/store/reader.h"
#include "core/store/writer.h"

#include <memory>

#include "tests/support/testcase.h"

// A cache of its own in a temporary folder, its writer, and a reader beside it.
class TempStore
{
public:
    TempStore()
    {
        auto cache = store::openCache(path());
        if (!cache)
            qFatal("no cache: %s", cache.error().detail.constData());
        writer = std::make_unique<store::Writer>(std::move(cache->database));
        QObject::connect(writer.get(), &store::Writer::changed, writer.get(),
                         [this](const store::ChangeSet &changes) { last = changes; });
        QObject::connect(writer.get(), &store::Writer::failed, writer.get(), [this](const Error &error) {
            ++failures;
            lastError = error;
        });
        auto opened = store::Reader::open(path());
        if (!opened)
            qFatal("no reader: %s", opened.error().detail.constData());
        reader = std::make_unique<store::Reader>(std::move(*opened));
    }

    [[nodiscard]] QString path() const { return folder.path() + QStringLiteral("/cache.db"); }

    // The change set, or an empty one after a failure.
    store::ChangeSet apply(const store::Update &update)
    {
        last = {};
        writer->apply(update);
        return last;
    }
    store::Folder list(const QByteArray &mailbox = "INBOX")
    {
        apply(store::FoldersListed{account, {{mailbox, QString::fromLatin1(mailbox), '/', {}, true, true}}});
        return reader->folder(account, mailbox).value_or(store::Folder());
    }
    store::ChangeSet open(quint32 exists, quint32 uidNext = 1, quint32 validity = 7,
                          const QByteArray &mailbox = "INBOX")
    {
        store::MailboxState state;
        state.uidValidity = {validity};
        state.uidNext = {uidNext};
        state.exists = exists;
        return apply(store::MailboxOpened{account, mailbox, state});
    }
    store::ChangeSet fetch(const std::vector<store::FetchedMessage> &messages, quint32 validity = 7,
                           const QByteArray &mailbox = "INBOX")
    {
        return apply(store::MessagesFetched{account, mailbox, {validity}, messages});
    }
    store::ChangeSet flags(std::vector<store::FlagsSeen> seen, quint32 validity = 7)
    {
        return apply(store::FlagsFetched{account, "INBOX", {validity}, std::move(seen)});
    }
    store::ChangeSet vanish(std::vector<imap::Uid> uids, quint32 validity = 7)
    {
        return apply(store::MessagesVanished{account, "INBOX", {validity}, std::move(uids)});
    }
    // Upkeep, as it comes within a minute: what no copy shows any more is gone from the disk.
    void sweep()
    {
        bool more = true;
        while (more && writer->maintain([&](store::Statements &statements, store::ChangeSet &) {
            more = store::removeUnusedContents(statements, 1);
        })) {}
    }
    [[nodiscard]] store::Folder folderNow(const QByteArray &mailbox = "INBOX") const
    {
        return reader->folder(account, mailbox).value_or(store::Folder());
    }

    QTemporaryDir folder;
    const QUuid account = QUuid(QStringLiteral("{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"));
    std::unique_ptr<store::Writer> writer;
    std::unique_ptr<store::Reader> reader;
    store::ChangeSet last;
    int failures = 0;
    Error lastError;
};

inline mime::PartInfo someStructure()
{
    mime::PartInfo part;
    part.section = "1";
    part.octets = 4000;
    return part;
}

// A message whose every field follows from its UID.
inline store::FetchedMessage someMessage(quint32 uid, const QByteArrayList &flags = {})
{
    store::FetchedMessage message;
    message.uid = {uid};
    message.subject = QStringLiteral("Re: minutes of the meeting, part %1").arg(uid);
    message.from = QStringLiteral("Ann Example");
    message.fromAddress = "ann@example.org";
    message.to = QStringLiteral("Bob Example, Carol Example");
    message.date = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC).addSecs(qint64{uid} * 60);
    message.internalDate = message.date.addSecs(5);
    message.octets = 4321 + uid;
    message.flags = store::flagsFromNames(flags);
    message.modSeq = {uid};
    message.messageId = "20200101." + QByteArray::number(uid) + ".4711@mail.example.org";
    message.structure = mime::serialize(someStructure());
    return message;
}
