// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/messagelistmodel.h"
#include "widgets/receipts/requestscan.h"

#include <QObject>

// Puts the message list in order by how requests for receipts stand, or shows only some of them. What the
// column says depends on the gate, so each request of the folder is looked at first; the list is changed
// once, when all are known. Whether requests come first holds for every folder that is opened, what is shown
// for this one.
class ReceiptArranger : public QObject
{
    Q_OBJECT

public:
    struct Context {
        const store::Reader &reader;
        models::MessageListModel &model;
        Clock &clock;
        // What the column says of a row of the open folder.
        std::function<receipts::ColumnState(const store::MessageRow &)> state;
    };
    explicit ReceiptArranger(Context context, QObject *parent = nullptr);

    void putRequestsFirst(bool first);
    void show(unsigned states);  // ReceiptOrder::shown
    [[nodiscard]] const models::ReceiptOrder &wanted() const noexcept { return m_wanted; }
    void folderChanged();  // the model shows another one
    // Before the model has them: what comes in goes to its place.
    void heed(const store::ChangeSet &changes);
    [[nodiscard]] bool isLooking() const noexcept { return m_scan.isGoing(); }

Q_SIGNALS:
    void changed();  // what is wanted, or whether it is shown already

private:
    void look();
    void tell();

    Context m_context;
    models::ReceiptOrder m_wanted;
    RequestScan m_scan;
    std::vector<models::ReceiptStates::State> m_found;
};
