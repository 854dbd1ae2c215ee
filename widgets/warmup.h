// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

// Does early, in small slices with an event of its own for each, what the first painted row would do all at
// once: finding and loading the fonts of the scripts that mail comes in, rendering icons, the first layout of
// a text. Nothing depends on it. It begins while the databases are being opened, before there is a window.
class WarmUp : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WarmUp)

public:
    explicit WarmUp(QObject *parent = nullptr);
    ~WarmUp() override;

    void start();
    [[nodiscard]] bool isDone() const noexcept { return m_next == m_slices.size(); }

private:
    void addTexts();
    void addIcons();
    void runSlice();

    std::vector<std::function<void()>> m_slices;
    std::size_t m_next = 0;
    QTimer m_timer;
};
