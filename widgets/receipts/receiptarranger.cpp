// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptarranger.h"

#include <utility>

using models::ReceiptOrder;

namespace {

constexpr int piece = 64;  // requests whose header is read and judged in one go: some ten milliseconds

constexpr std::size_t mostRead = 500;  // of what comes in, one by one

}

ReceiptArranger::ReceiptArranger(Context context, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_scan(m_context.reader, m_context.clock)
{}

void ReceiptArranger::putRequestsFirst(bool first)
{
    m_wanted.requestsFirst = first;
    look();
}

void ReceiptArranger::show(unsigned states)
{
    m_wanted.shown = states;
    look();
}

void ReceiptArranger::folderChanged()
{
    m_wanted.shown = 0;
    look();
}

void ReceiptArranger::look()
{
    m_scan.cancel();
    m_found.clear();
    if (m_wanted.isPlain() || m_context.model.folder() == store::FolderId()) {
        m_context.model.arrange({}, {});
        Q_EMIT changed();
        return;
    }
    const auto each = [this](store::CopyId copy) {
        if (const auto row = m_context.reader.row(copy))
            m_found.emplace_back(copy, m_context.state(*row));
    };
    m_scan.start(m_context.model.folder(), piece, each, [this] { tell(); });
    if (m_scan.isGoing())
        Q_EMIT changed();
}

void ReceiptArranger::tell()
{
    m_context.model.arrange(m_wanted, models::ReceiptStates(std::exchange(m_found, {})));
    Q_EMIT changed();
}

void ReceiptArranger::heed(const store::ChangeSet &changes)
{
    if (m_wanted.isPlain())
        return;
    std::vector<models::ReceiptStates::State> states;
    for (const store::FolderChange &change : changes.folders) {
        if (change.folder != m_context.model.folder())
            continue;
        if (change.inserted.size() > mostRead) {  // the folder fills
            look();
            return;
        }
        for (const store::InsertedCopy &copy : change.inserted) {
            const auto row = m_context.reader.row(copy.id);
            if (row && row->asksForReceipt)
                states.emplace_back(copy.id, m_context.state(*row));
        }
    }
    if (m_scan.isGoing())
        m_found.insert(m_found.end(), states.begin(), states.end());
    else
        m_context.model.learn(states);
}
