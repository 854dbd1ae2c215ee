// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "widgets/reader/latestjob.h"

#include <functional>

// Unpacks what the parts of a message hold (mime::unpacked()): little at once, much in a thread of its own.
// Only the last one is told. Window thread.
class ContentUnpacker
{
public:
    using Then = std::function<void(const store::MessageContent &content)>;

    void unpack(const store::MessageContent &content, const Then &then);
    void giveUp() { m_job.giveUp(); }

private:
    LatestJob m_job;
};
