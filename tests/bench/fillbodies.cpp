// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fillbodies.h"

#include "core/search/indexer.h"

#include <QRandomGenerator>

#include <chrono>
#include <cmath>

#include "tests/bench/measures.h"

namespace fillbodies {

using namespace Qt::StringLiterals;

namespace {

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

}

void fill(store::Writer &writer, const QUuid &account, quint32 messages)
{
    writer.apply(
        store::FoldersListed{account, {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox, true, true}}});
    store::MailboxState state;
    state.uidValidity = {7};
    state.exists = messages;
    writer.apply(store::MailboxOpened{account, "INBOX", state});
    Texts texts;
    mime::PartInfo structure;
    structure.section = "1";
    const QByteArray packed = mime::serialize(structure);
    for (quint32 uid = 1; uid <= messages; ++uid) {
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

Indexing index(store::Writer &writer)
{
    using Time = std::chrono::steady_clock;
    Indexing result;
    const auto begun = Time::now();
    for (bool isMore = true; isMore;) {
        const auto slice = Time::now();
        writer.maintain([&](store::Statements &statements, store::ChangeSet &) {
            isMore = search::indexSome(statements, 64);
        });
        result.longestSliceMs = std::max(result.longestSliceMs, measures::milliseconds(Time::now() - slice));
    }
    result.seconds = measures::milliseconds(Time::now() - begun) / 1000;
    return result;
}

}
