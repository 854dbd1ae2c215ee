// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/writequeue.h"

#include "tests/core/store/storefixture.h"

using store::WriteQueue;

// What overtakes what, and how much is written at a time.
class WriteQueueTest : public QObject
{
    Q_OBJECT

private:
    // An INBOX, a queue before its writer, and what happened in which order.
    struct Fixture {
        TempStore temp;
        WriteQueue queue{*temp.writer};
        QByteArrayList order;

        Fixture()
        {
            temp.list();
            temp.open(1000, 1001);
            QObject::connect(temp.writer.get(), &store::Writer::changed, &queue,
                             [this](const store::ChangeSet &changes) {
                                 for (const store::FolderChange &change : changes.folders)
                                     order.append(change.contentArrived.empty() ? "slice" : "text");
                             });
        }
        void add(quint32 first, quint32 count)
        {
            store::MessagesFetched fetched{temp.account, "INBOX", {7}, {}};
            for (quint32 uid = first; uid < first + count; ++uid) {
                store::FetchedMessage message;
                message.uid = {uid};
                fetched.messages.push_back(message);
            }
            queue.add(fetched);
        }
        void turn()
        {
            for (int round = 0; round < 20; ++round)
                QCoreApplication::sendPostedEvents();
        }
    };

private Q_SLOTS:
    void aClickIsServedBetweenTwoSlices()
    {
        Fixture it;
        it.add(1, 5 * WriteQueue::sliceMessages);
        QMetaObject::invokeMethod(
            &it.queue, [&] { it.order.append("click"); }, Qt::QueuedConnection);
        it.turn();
        QCOMPARE(it.order, (QByteArrayList{"slice", "click", "slice", "slice", "slice", "slice"}));
        QCOMPARE(it.temp.reader->copies(it.temp.reader->folder(it.temp.account, "INBOX")->id).size(),
                 5 * WriteQueue::sliceMessages);
    }
    void whatIsFirstIsThereAtOnceAndOfTheRestAFewSlicesTogether()
    {
        constexpr auto slice = WriteQueue::sliceMessages;
        Fixture it;
        std::vector<std::size_t> there;
        const auto folder = it.temp.folderNow().id;
        QObject::connect(it.temp.writer.get(), &store::Writer::changed, &it.queue,
                         [&] { there.push_back(it.temp.reader->copies(folder).size()); });
        it.add(1, 7 * slice);
        it.turn();
        QCOMPARE(there,
                 (std::vector<std::size_t>{slice, 6 * slice, 6 * slice, 6 * slice, 6 * slice, 6 * slice,
                                           7 * slice}));
    }
    void textThatIsWaitedForOvertakes()
    {
        Fixture it;
        it.add(1, 1);
        it.turn();
        it.add(2, 3 * WriteQueue::sliceMessages);
        it.queue.add(
            store::ContentFetched{it.temp.account, "INBOX", {7}, {1}, QByteArray("A: b\r\n\r\n"), {}});
        it.turn();
        QCOMPARE(it.order, (QByteArrayList{"slice", "text", "slice", "slice", "slice"}));
    }
    void flagsAndVanishedMessagesComeInSlicesToo()
    {
        Fixture it;
        const auto count = static_cast<quint32>(2 * WriteQueue::sliceMessages);
        it.add(1, count);
        it.turn();
        store::FlagsFetched flags{it.temp.account, "INBOX", {7}, {}};
        store::MessagesVanished gone{it.temp.account, "INBOX", {7}, {}};
        for (quint32 uid = 1; uid <= count; ++uid) {
            flags.flags.push_back({{uid}, store::flagsFromNames({"\\Seen"}), {}});
            gone.uids.push_back({uid});
        }
        it.order.clear();
        it.queue.add(flags);
        it.queue.add(gone);
        it.turn();
        QCOMPARE(it.order.count("slice"), 4);
        QVERIFY(it.temp.reader->copies(it.temp.reader->folder(it.temp.account, "INBOX")->id).empty());
    }
    void whatComesAfterComesAfter()
    {
        Fixture it;
        it.add(1, 2 * WriteQueue::sliceMessages);
        it.queue.after([&] { it.order.append("then"); });
        it.add(1001, 1);
        it.turn();
        QCOMPARE(it.order, (QByteArrayList{"slice", "slice", "then", "slice"}));
        it.queue.after([&] { it.order.append("at last"); });
        it.turn();
        QCOMPARE(it.order.constLast(), "at last");
    }
    void nothingIsLeftAtTheEnd()
    {
        Fixture it;
        it.add(1, 3 * WriteQueue::sliceMessages);
        it.queue.drain();
        QVERIFY(it.queue.isEmpty());
        QCOMPARE(it.order.count("slice"), 3);
        it.turn();
        QCOMPARE(it.order.count("slice"), 3);
    }
};

POSTHORN_TEST(WriteQueueTest)

#include "tst_writequeue.moc"
