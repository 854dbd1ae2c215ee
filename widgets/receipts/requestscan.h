// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/reader.h"

#include <functional>
#include <memory>

// Goes through the messages of a folder that ask for a receipt, a little at a time, so that the window never
// waits for a folder full of them. Window thread.
class RequestScan
{
public:
    RequestScan(const store::Reader &reader, Clock &clock) : m_reader(reader), m_clock(clock) {}

    // `each` for every one of them, `done` at the end; the first piece is gone through at once. What was
    // under way is given up. `piece`: how many requests are looked at before the window is let do something
    // else.
    using Each = std::function<void(store::CopyId)>;
    void start(store::FolderId folder, int piece, Each each, std::function<void()> done);
    void cancel() { m_next.reset(); }
    [[nodiscard]] bool isGoing() const noexcept { return m_next != nullptr; }

private:
    void goOn();

    const store::Reader &m_reader;
    Clock &m_clock;
    store::FolderId m_folder;
    int m_piece = 0;
    Each m_each;
    std::function<void()> m_done;
    std::optional<store::Reader::AskedCursor> m_passed;
    std::unique_ptr<Alarm> m_next;
};
