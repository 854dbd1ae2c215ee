// SPDX-License-Identifier: GPL-3.0-or-later
// bench_sort FOLDER [MESSAGES]: fills a cache.db in FOLDER with made-up mail (a million messages, without
// texts) and sorts the list of it by date and by subject, as the window does. Prints one JSON object.
#include "core/models/messagelistmodel.h"
#include "core/store/reader.h"
#include "core/store/writer.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <chrono>
#include <cstdio>

#include "tests/bench/measures.h"

using namespace Qt::StringLiterals;
using Time = std::chrono::steady_clock;

namespace {

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

// Half of them answers, one of eight not in plain letters.
QString subject(QRandomGenerator &random)
{
    static const QStringList words{u"minutes"_s, u"Meeting"_s, u"offer"_s,   u"Rechnung"_s, u"question"_s,
                                   u"build"_s,   u"Re"_s,      u"lunch"_s,   u"report"_s,   u"invoice"_s,
                                   u"travel"_s,  u"Entwurf"_s, u"reminder"_s};
    QString text = random.bounded(2) == 0 ? u"Re: "_s : QString();
    for (int i = 0; i < 4; ++i)
        text += words.at(random.bounded(static_cast<int>(words.size()))) + u' ';
    if (random.bounded(8) == 0)
        text += u"für Zoë "_s;
    return text + QString::number(random.bounded(100'000));
}

void fill(store::Writer &writer, quint32 count)
{
    writer.apply(
        store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true}}});
    store::MailboxState state;
    state.uidValidity = {7};
    state.exists = count;
    writer.apply(store::MailboxOpened{account, "INBOX", state});
    QRandomGenerator random(4711);
    constexpr quint32 piece = 1000;
    for (quint32 uid = 1; uid <= count;) {
        std::vector<store::FetchedMessage> messages;
        for (quint32 end = uid + piece; uid < end && uid <= count; ++uid) {
            store::FetchedMessage message;
            message.uid = {uid};
            message.subject = subject(random);
            message.from = u"Person %1"_s.arg(random.bounded(5000));
            message.date = QDateTime(QDate(2006, 1, 1), QTime(0, 0), Qt::UTC).addSecs(qint64{uid} * 600);
            message.internalDate = message.date;
            message.octets = random.bounded(1'000'000);
            message.messageId = "m" + QByteArray::number(uid) + "@example.org";
            if (uid > 100 && message.subject.startsWith("Re: "_L1))
                message.inReplyTo = "m" + QByteArray::number(uid - 1 - random.bounded(100U)) + "@example.org";
            messages.push_back(std::move(message));
        }
        writer.apply(store::MessagesFetched{account, "INBOX", {7}, std::move(messages)});
    }
}

double since(Time::time_point begun)
{
    return measures::milliseconds(Time::now() - begun);
}

void measure(const store::Reader &reader, store::FolderId folder, QJsonObject &result)
{
    using models::MessageColumn;
    models::MessageListModel model({.row = [&](store::CopyId id) { return reader.row(id); }});
    model.setFolder(folder, reader.copies(folder));
    auto begun = Time::now();
    model.sortBy({MessageColumn::Date, false});
    result[u"date_ms"_s] = since(begun);
    model.sortBy({});
    const std::atomic<bool> isWanted = true;
    for (const auto &[column, name] :
         {std::pair(MessageColumn::Subject, u"subject"_s), std::pair(MessageColumn::Size, u"size"_s)}) {
        begun = Time::now();
        const auto ids = models::sortedCopies(reader, folder, {column, false}, false, isWanted);
        const auto made = Time::now();
        model.sortBy({column, false}, models::SortRanks(ids));
        result[name + u"_window_ms"_s] = since(made);
        result[name + u"_all_ms"_s] = since(begun);
    }
    begun = Time::now();
    models::SortRanks conversations(models::conversationsOf(reader, folder, isWanted));
    const auto made = Time::now();
    model.sortBy({MessageColumn::Date, true, true}, std::move(conversations));
    result[u"conversations_window_ms"_s] = since(made);
    result[u"conversations_all_ms"_s] = since(begun);
    result[u"rows"_s] = model.rowCount();
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".") + u"/cache.db"_s;
    const quint32 count = argc > 2 ? QByteArray(argv[2]).toUInt() : 1'000'000;
    auto cache = store::openCache(path);
    if (!cache)
        qFatal("bench_sort: no cache");
    store::Writer writer(std::move(cache->database));
    fill(writer, count);
    const auto reader = store::Reader::open(path);
    const auto folder = reader ? reader->folder(account, "INBOX") : std::nullopt;
    if (!folder)
        qFatal("bench_sort: no folder");
    QJsonObject result{{u"scenario"_s, u"sort"_s}};
    for (int run = 0; run < 2; ++run)  // the second one counts: the pages are warm
        measure(*reader, folder->id, result);
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
}
