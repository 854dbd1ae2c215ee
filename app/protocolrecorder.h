// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/notice.h"
#include "core/base/clock.h"

#include <functional>
#include <memory>
#include <vector>

namespace app {

// Collects the lines of the dialogues and hands them on in batches a few times a second, so that a server
// that never stops talking cannot keep the window busy: of what is too much for one batch the newest lines
// are left out, and a note says how many. One thread.
class ProtocolRecorder
{
public:
    using Deliver = std::function<void(const std::vector<accounts::ProtocolLine> &lines)>;
    ProtocolRecorder(Clock &clock, Deliver deliver) : m_clock(clock), m_deliver(std::move(deliver)) {}

    void setRecording(bool recording);
    [[nodiscard]] bool isRecording() const noexcept { return m_recording; }
    void add(const accounts::ProtocolLine &line);

    static constexpr std::chrono::milliseconds batchEvery{200};
    static constexpr std::size_t batchLines = 1000;

private:
    void deliver();

    Clock &m_clock;
    Deliver m_deliver;
    std::vector<accounts::ProtocolLine> m_lines;
    std::size_t m_leftOut = 0;
    std::unique_ptr<Alarm> m_alarm;
    bool m_recording = false;
};

}

Q_DECLARE_METATYPE(std::vector<accounts::ProtocolLine>)
