// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/requestscan.h"

void RequestScan::start(store::FolderId folder, int piece, Each each, std::function<void()> done)
{
    m_folder = folder;
    m_piece = piece;
    m_each = std::move(each);
    m_done = std::move(done);
    m_passed.reset();
    goOn();
}

void RequestScan::goOn()
{
    m_next.reset();
    std::vector<store::CopyId> found;
    const bool isMore = m_reader.askedIn(m_folder, m_piece, m_passed, found);
    for (const store::CopyId copy : found)
        m_each(copy);
    if (isMore)
        m_next = m_clock.alarm({}, [this] { goOn(); });
    else
        m_done();
}
