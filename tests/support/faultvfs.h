// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <vector>

// A disk that fails when a test wants it to: while it lives, every database that is opened lies on it. It
// counts the calls that change a file (writing, syncing, truncating, deleting, growing) and can fail one of
// them, or all from one on. It also remembers what has been synced, and so knows what a power cut would
// leave. It syncs nothing itself.
class FaultVfs
{
public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs &) = delete;
    FaultVfs &operator=(const FaultVfs &) = delete;

    enum class Fault {
        DiskFull,  // ENOSPC
        IoError,   // EIO, EDQUOT: to SQLite they are one
        ReadOnly,  // EROFS
    };
    // The `call`-th from now, counted from 1; and those after it.
    void failAt(int call, Fault fault, bool forGood);
    void heal() { m_failAt = 0; }
    [[nodiscard]] int calls() const { return m_calls; }  // since failAt() or the beginning
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    void setOnCall(std::function<void()> call) { m_onCall = std::move(call); }  // before each of them

    // The files of `folder` as a power cut would leave them now, put into another folder: of what was written
    // and not synced some is there and some is not, sector by sector.
    void cutPower(const QString &folder, const QString &into, quint32 seed) const;

private:
    friend struct FaultFile;
    struct Change {
        qint64 offset;
        QByteArray octets;
        bool isTruncation = false;
    };
    struct Image {
        QByteArray synced;
        std::vector<Change> since;
    };

    [[nodiscard]] bool fails();
    [[nodiscard]] int codeFor(int ioError) const;
    static void apply(QByteArray &image, const Change &change);

    QHash<QString, Image> m_images;
    std::function<void()> m_onCall;
    int m_calls = 0, m_failAt = 0;
    Fault m_fault = Fault::IoError;
    bool m_forGood = false, m_failed = false;
};
