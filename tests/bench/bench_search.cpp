// SPDX-License-Identifier: GPL-3.0-or-later
// bench_search FOLDER [MESSAGES]: fills a cache.db in FOLDER with made-up mail (100,000 messages with 2 KB of
// text each), indexes it, and asks for a common word, for a rare one, and for one with a condition. Prints
// one JSON object.
#include "core/search/indexer.h"
#include "core/search/queryparser.h"
#include "core/search/storesearch.h"
#include "core/store/writer.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <chrono>
#include <cmath>
#include <cstdio>

#include "tests/bench/measures.h"

using namespace Qt::StringLiterals;
using Time = std::chrono::steady_clock;

namespace {

constexpr qsizetype bodyOctets = 2090;
constexpr int vocabulary = 60'000;

// Words as often as words are: the n-th one with a frequency of about 1/n.
class Texts
{
public:
    QByteArray body(bool hasCommonWord)
    {
        QByteArray text = hasCommonWord ? "meeting " : "";
        while (text.size() < bodyOctets)
            text += word() + (m_random.bounded(12) == 0 ? ".\r\n" : " ");
        return text;
    }
    QByteArray word()
    {
        auto number =
            static_cast<quint32>(std::exp(m_random.generateDouble() * std::log(double{vocabulary})));
        number = number * 2654435761U % 11'881'376U;  // five letters
        QByteArray letters;
        for (quint32 left = number + 1; left > 0; left /= 26)
            letters += static_cast<char>('a' + left % 26);
        return letters;
    }
    bool isOneOf(int many) { return m_random.bounded(many) == 0; }

private:
    QRandomGenerator m_random{4711};
};

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

void fill(store::Writer &writer, quint32 count)
{
    writer.apply(
        store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true}}});
    store::MailboxState state;
    state.uidValidity = {7};
    state.exists = count;
    writer.apply(store::MailboxOpened{account, "INBOX", state});
    Texts texts;
    mime::PartInfo structure;
    structure.section = "1";
    const QByteArray packed = mime::serialize(structure);
    for (quint32 uid = 1; uid <= count; ++uid) {
        store::FetchedMessage message;
        message.uid = {uid};
        message.subject = QString::fromLatin1(texts.word() + ' ' + texts.word() + ' ' + texts.word());
        message.from = QString::fromLatin1(texts.word());
        message.fromAddress = texts.word() + "@example.org";
        message.to = u"Alice Morgan"_s;
        message.date = QDateTime(QDate(2016, 1, 1), QTime(0, 0), Qt::UTC).addSecs(qint64{uid} * 3000);
        message.internalDate = message.date;
        message.octets = bodyOctets + 500;
        message.messageId = "m" + QByteArray::number(uid) + "@example.org";
        message.structure = packed;
        const QByteArray header = "From: " + message.from.toLatin1() + " <" + message.fromAddress
            + ">\r\nTo: Alice Morgan <alice@example.org>\r\n\r\n";
        writer.gather(store::MessagesFetched{account, "INBOX", {7}, {message}});
        writer.gather(store::ContentFetched{
            account, "INBOX", {7}, {uid}, header, {{"1", texts.body(texts.isOneOf(3))}}});
        if (uid % 400 == 0)
            writer.settle();
    }
    writer.settle();
}

void measure(const QString &path, const QString &text, const QString &name, QJsonObject &result)
{
    const auto begun = Time::now();
    auto search = search::StoreSearch::open(path);
    const std::atomic<bool> wanted = true;
    const search::DateContext now{QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC), QTimeZone::utc(), {}};
    qint64 hits = 0;
    const auto take = [&](const std::vector<search::StoreHit> &piece) {
        if (std::exchange(hits, hits + static_cast<qint64>(piece.size())) == 0)
            result[name + u"_first_ms"_s] = measures::milliseconds(Time::now() - begun);
    };
    if (!search || !search->run({1, search::parseQuery(text).query, {}, {}, now, {}}, wanted, take))
        qFatal("bench_search: the search failed");
    result[name + u"_count_ms"_s] = measures::milliseconds(Time::now() - begun);
    result[name + u"_hits"_s] = hits;
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".") + u"/cache.db"_s;
    const quint32 count = argc > 2 ? QByteArray(argv[2]).toUInt() : 100'000;
    auto cache = store::openCache(path);
    if (!cache)
        qFatal("bench_search: no cache");
    store::Writer writer(std::move(cache->database));
    fill(writer, count);
    QJsonObject result{{u"scenario"_s, u"search"_s}};
    const qint64 before = QFileInfo(path).size();
    const auto begun = Time::now();
    double longest = 0;
    for (bool isMore = true; isMore;) {
        const auto slice = Time::now();
        writer.maintain([&](store::Statements &statements, store::ChangeSet &) {
            isMore = search::indexSome(statements, 64);
        });
        longest = std::max(longest, measures::milliseconds(Time::now() - slice));
    }
    result[u"index_s"_s] = measures::milliseconds(Time::now() - begun) / 1000;
    result[u"slice_max_ms"_s] = longest;
    result[u"index_bytes"_s] = static_cast<double>(QFileInfo(path).size() - before) / count;
    for (int run = 0; run < 2; ++run) {  // the second one counts: the pages are warm
        measure(path, u"meeting"_s, u"common"_s, result);
        measure(path, u"\"meeting\""_s, u"phrase"_s, result);
        measure(path, u"m"_s, u"letter"_s, result);
        measure(path, u"meeting is:unread larger:1k"_s, u"narrowed"_s, result);
        measure(path, u"is:unread"_s, u"wordless"_s, result);
    }
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return 0;
}
