// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>
#include <memory>

// A pending call. Destroying it (or assigning another) cancels it.
class Alarm
{
public:
    Alarm() = default;
    Alarm(const Alarm &) = delete;
    Alarm &operator=(const Alarm &) = delete;
    virtual ~Alarm() = default;
};

// Where time comes from. Nothing in the core reads the system's time or starts a timer by other means, so
// that a test can move time instead of sleeping. One Clock may be shared by all threads; an Alarm rings in
// the thread that asked for it, from its event loop, and must be destroyed in that thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    // Wall-clock time in UTC. It may jump.
    [[nodiscard]] virtual QDateTime now() const = 0;
    // Milliseconds since some fixed point; never goes back.
    [[nodiscard]] virtual std::chrono::milliseconds monotonic() const = 0;
    // Calls `ring` once after `delay`, unless the Alarm is destroyed first.
    [[nodiscard]] virtual std::unique_ptr<Alarm> alarm(std::chrono::milliseconds delay,
                                                       std::function<void()> ring) = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::milliseconds monotonic() const override;
    [[nodiscard]] std::unique_ptr<Alarm> alarm(std::chrono::milliseconds delay,
                                               std::function<void()> ring) override;
};
