// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wiring.h"

#include "app/engine.h"
#include "app/storeroom.h"

namespace app {

namespace {

void connectJournal(Engine &engine, StoreRoom &room)
{
    journal::Journal *journal = room.journal();
    QObject::connect(journal, &journal::Journal::appended, &engine, &Engine::runOperation);
    QObject::connect(&room, &StoreRoom::operationRestored, &engine, &Engine::runOperation);
    QObject::connect(journal, &journal::Journal::stateChanged, &engine, &Engine::operationChanged);
    QObject::connect(journal, &journal::Journal::withdrawn, &engine, &Engine::withdrawOperation);
    QObject::connect(&engine, &Engine::operationWanted, journal, &journal::Journal::append);
    QObject::connect(&engine, &Engine::operationHandedOver, journal, &journal::Journal::handOver);
    QObject::connect(&engine, &Engine::operationStateReached, &room, &StoreRoom::recordOperation);
}

void connectReceipts(Engine &engine, StoreRoom &room)
{
    using receipts::ReceiptService;
    ReceiptService *service = room.receipts();
    QObject::connect(service, &ReceiptService::claimRequested, &engine, &Engine::claim);
    QObject::connect(service, &ReceiptService::intentRecorded, &engine, &Engine::intentRecorded);
    QObject::connect(service, &ReceiptService::failed, &engine, &Engine::intentFailed);
    QObject::connect(service, &ReceiptService::submitRequested, &engine, &Engine::submit);
    QObject::connect(service, &ReceiptService::filingRequested, &engine, &Engine::file);
    QObject::connect(&engine, &Engine::requestAnswered, service, &ReceiptService::rememberAnswered);
    QObject::connect(&engine, &Engine::claimIntended, service, &ReceiptService::claimIntended);
    QObject::connect(&engine, &Engine::claimEnded, service, &ReceiptService::claimEnded);
    QObject::connect(&engine, &Engine::submitEnded, service, &ReceiptService::submitEnded);
    QObject::connect(&engine, &Engine::filed, service, &ReceiptService::filed);
    QObject::connect(&engine, &Engine::accountOnline, service, &ReceiptService::accountOnline);
}

void connectOutbox(Engine &engine, StoreRoom &room)
{
    using outbox::Outbox;
    Outbox *box = room.outbox();
    QObject::connect(box, &Outbox::submitRequested, &engine, &Engine::submitMail);
    QObject::connect(box, &Outbox::lookRequested, &engine, &Engine::lookForMail);
    QObject::connect(&engine, &Engine::mailSubmitted, box, &Outbox::submitEnded);
    QObject::connect(&engine, &Engine::mailLookedFor, box, &Outbox::lookEnded);
    QObject::connect(&engine, &Engine::accountOnline, box, &Outbox::accountOnline);
    // Each knows its own by their id.
    QObject::connect(room.drafts(), &outbox::Drafts::lookRequested, &engine, &Engine::lookForMail);
    QObject::connect(&engine, &Engine::mailLookedFor, room.drafts(), &outbox::Drafts::lookEnded);
}

}

void connectEngineToStore(Engine &engine, StoreRoom &room)
{
    // One copy on its way to the store thread, where a queued signal makes one for each who is connected.
    QObject::connect(
        &engine, &Engine::updateReady, room.writes(),
        [&room, queue = room.writes()](const store::Update &update) {
            QMetaObject::invokeMethod(queue, [&room, queue, update = store::Update(update)]() mutable {
                room.journal()->heed(update);
                room.heed(update);
                queue->add(std::move(update));
            });
        },
        Qt::DirectConnection);
    QObject::connect(&engine, &Engine::barrierWanted, &room, &StoreRoom::passBarrier);
    QObject::connect(&room, &StoreRoom::barrierPassed, &engine, &Engine::barrierPassed);
    QObject::connect(&room, &StoreRoom::offlineWished, &engine, &Engine::keepOffline);
    QObject::connect(&room, &StoreRoom::foldersWatched, &engine, &Engine::watchMailboxes);
    QObject::connect(room.writer(), &store::Writer::folderLacks, &engine, &Engine::fetchAgainLater);
    QObject::connect(&engine, &Engine::accountKnown, &room, &StoreRoom::knowAccount);
    QObject::connect(room.reports(), &receipts::ReportService::textsWanted, &engine, &Engine::lookUp);
    connectJournal(engine, room);
    connectReceipts(engine, room);
    connectOutbox(engine, room);
}

}
