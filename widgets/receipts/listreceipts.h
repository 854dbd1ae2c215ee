// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/models/messagecolumns.h"
#include "core/store/reader.h"
#include "widgets/receipts/receiptdesk.h"

#include <QHash>

#include <functional>
#include <optional>

// What the gate is asked about a message.
namespace receiptinput {

// From its header; nullopt: it asks for nothing.
[[nodiscard]] std::optional<receipts::Request> request(const accounts::Account &account,
                                                       const store::MessageContent &content);
[[nodiscard]] ReceiptDesk::Displayed displayed(const receipts::Request &request, const store::MessageRow &row,
                                               const store::Folder &folder, const accounts::Account &account);
// What the answer itself may use of the header.
void addHeader(ReceiptDesk::Displayed &message, const store::MessageContent &content);

}

// How requests stand in the message list: the gate's word where the header is here, else its word on what the
// row and the folder alone tell. In folders of own mail nothing is shown: those requests are the user's own.
class ListReceipts
{
public:
    struct Context {
        const store::Reader &reader;
        const ReceiptDesk &desk;
        std::function<std::optional<accounts::Account>(const QUuid &)> account;
    };
    explicit ListReceipts(Context context) : m_context(std::move(context)) {}

    [[nodiscard]] models::ReceiptView view(const store::MessageRow &row, const store::Folder &folder,
                                           receipts::ColumnState state);
    void forget(store::CopyId copy) { m_requests.remove(copy); }  // more of it is here now
    void forgetAll() { m_requests.clear(); }

private:
    [[nodiscard]] const receipts::Request &request(const store::MessageRow &row,
                                                   const accounts::Account &account);

    Context m_context;
    QHash<store::CopyId, receipts::Request> m_requests;
};
