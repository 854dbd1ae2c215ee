// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

// Reads files that are to go along, those of one call one after the other in a thread of their own: a slow
// disk never holds up the window, not even when it is closed. What comes after that is forgotten.
class FileReader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileReader)

public:
    static constexpr qint64 largestFile = qint64{200} * 1024 * 1024;

    explicit FileReader(QObject *parent = nullptr);
    ~FileReader() override;

    void read(const QList<QUrl> &files);
    [[nodiscard]] bool isReading() const noexcept { return m_waiting > 0; }
    // The program ends: what is being read is waited for here, so long at most. What has come by then is
    // told.
    void finish(std::chrono::milliseconds atMost);

Q_SIGNALS:
    void wasRead(const compose::Attachment &file);
    void failed(const QString &name);  // it is none, cannot be read, or is too large

private:
    void takeWhatCame();

    struct Line;  // between us and the threads

    std::shared_ptr<Line> m_line;
    int m_waiting = 0;
};
