// SPDX-License-Identifier: GPL-3.0-or-later
// What a search may know of accounts, folders and receipts.
#include "core/receipts/gate.h"
#include "widgets/mainwindow_p.h"
#include "widgets/receipts/receiptdesk.h"

namespace {

// What became of a request, in the words of a search; nullopt: it still waits.
std::optional<search::ReceiptState> stateOf(const receipts::LedgerEntry &entry)
{
    switch (receipts::columnState(true, {}, entry.state)) {
    case receipts::ColumnState::Sent:
    case receipts::ColumnState::AnsweredElsewhere: return search::ReceiptState::Sent;
    case receipts::ColumnState::Denied: return search::ReceiptState::Denied;
    case receipts::ColumnState::Blocked: return search::ReceiptState::Blocked;
    case receipts::ColumnState::None:
    case receipts::ColumnState::Requested:
    case receipts::ColumnState::Waiting: break;
    }
    return std::nullopt;
}

}

SearchDesk::Context MainWindowPrivate::searchContext()
{
    const auto allFolders = [this] {
        std::vector<search::NamedFolder> named;
        for (const accounts::Account &known : std::as_const(accounts)) {
            for (const store::Folder &one : context.reader.folders(known.id))
                named.push_back({one.id, {one.name, one.delimiter, one.role, {known.name, known.address}}});
        }
        return named;
    };
    const auto states = [this] {
        QHash<QByteArray, search::ReceiptState> found;
        for (const receipts::LedgerEntry &entry : receiptDesk->ledger()) {
            if (const auto state = stateOf(entry))
                found.insert(entry.key.value, *state);
        }
        return found;
    };
    return {context.paths.cacheDatabase(), allFolders, states};
}
