// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/receiptmarks.h"

#include "core/base/logging.h"
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/connection.h"
#include "core/receipts/claim.h"

namespace imap::sync {

namespace {

// The command was not answered, or the answer is to ask again later.
bool isNoAnswer(const Completion &completion)
{
    return isLineLost(completion) || (!completion.ok() && throttleOf(completion.text).count() > 0);
}

}

bool keepsMark(const Session &session)
{
    const auto &selected = session.selected();
    if (!selected || selected->readOnly)
        return false;
    if (!selected->permanentFlags)
        return true;
    const auto &flags = selected->permanentFlags->flags;
    return receipts::Claim::keepsKeyword(QList<QByteArray>(flags.begin(), flags.end()),
                                         selected->permanentFlags->anyKeyword);
}

ReceiptMarks::ReceiptMarks(Session &session, const journal::Targets &copies, Uid lowest,
                           OwnAddress ownAddress, QObject *parent)
    : QObject(parent), m_session(session), m_copies(copies), m_lowest(lowest),
      m_ownAddress(std::move(ownAddress))
{}

void ReceiptMarks::start()
{
    auto *search = new TargetSearch(m_session, m_copies, TargetSearch::Trust::Nothing, m_lowest, this);
    connect(search, &TargetSearch::finished, this, [this, search](const Completion &completion) {
        if (isNoAnswer(completion)) {
            Q_EMIT finished(completion);
            return;
        }
        for (const auto &[uid, index] : search->there()) {
            if (!search->marked().contains(uid))
                m_lacking.add(uid);
        }
        if (m_lacking.isEmpty())
            Q_EMIT finished({});
        else if (keepsMark(m_session))
            store();
        else
            leave(m_lacking);
    });
    search->start();
}

void ReceiptMarks::store()
{
    noteHabit(ServerQuirk::CopiesWithoutKeyword);
    auto *command = m_session.run(
        std::make_unique<StoreCommand>(m_lacking, FlagChange::Add, std::vector<QByteArray>{"$MDNSent"}));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        for (const Fetch &echo : command->echoes())
            takeFlags(echo);
        const UidSet lacking = without(m_lacking, m_restored);
        if (isNoAnswer(completion) || lacking.isEmpty())
            Q_EMIT finished(isNoAnswer(completion) ? completion : Completion());
        else if (completion.ok())
            verify();
        else
            leave(lacking);
    });
}

void ReceiptMarks::verify()
{
    auto *command =
        m_session.run(std::make_unique<FetchCommand>(without(m_lacking, m_restored), "UID FLAGS"));
    command->shareFlags();
    connect(command, &FetchCommand::fetched, this, &ReceiptMarks::takeFlags);
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        const UidSet lacking = without(m_lacking, m_restored);
        if (isNoAnswer(completion) || lacking.isEmpty())
            Q_EMIT finished(isNoAnswer(completion) ? completion : Completion());
        else
            leave(lacking);
    });
}

void ReceiptMarks::takeFlags(const Fetch &told)
{
    const auto &selected = m_session.selected();
    if (!told.items.flags || !told.items.uid || !m_lacking.contains(*told.items.uid) || !selected)
        return;
    const Uid uid = *told.items.uid;
    const store::Flags flags = storeFlags(*told.items.flags);
    if (flags.has(store::Flags::MdnSent))
        m_restored.add(uid);
    Q_EMIT updateReady(store::FlagsFetched{m_copies.account,
                                           m_copies.mailbox,
                                           selected->uidValidity,
                                           {{uid, flags, told.items.modSeq.value_or(ModSeq{})}}});
}

// The mark cannot be had there. What it said is asked of the copy, for the ledger.
void ReceiptMarks::leave(const UidSet &lacking)
{
    qCInfo(logReceipts, "%llu copies remain without $MDNSent",
           static_cast<unsigned long long>(lacking.count()));
    if (!m_ownAddress) {
        Q_EMIT finished({});
        return;
    }
    auto *command = m_session.run(std::make_unique<FetchCommand>(lacking, "UID BODY.PEEK[HEADER]"));
    connect(command, &FetchCommand::fetched, this, &ReceiptMarks::tellRequest);
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        Q_EMIT finished(isNoAnswer(completion) ? completion : Completion());
    });
}

void ReceiptMarks::tellRequest(const Fetch &told)
{
    if (!told.items.uid || told.items.sections.empty())
        return;
    const auto header = mime::Header::parse(told.items.sections.front().data.value_or(QByteArray()));
    const auto request = receipts::readRequest(header, m_ownAddress(header), {});
    if (!request)
        return;
    Q_EMIT answered(request->key,
                    {m_copies.account, m_copies.mailbox, m_copies.validity, *told.items.uid,
                     request->messageId, request->fingerprint});
}

}
