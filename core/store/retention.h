// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/rows.h"
#include "core/store/writer.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace store {

// The housekeeping of cache.db, in slices between which the store thread does what else there is to do.
//
// - Text stays when it has been read: headers and sections up to a quota of octets, those used last. What is
// to be kept
//   offline (KeepOffline) neither counts nor goes. Above the quota, what was used least recently goes until a
//   tenth is free, so that it does not begin again with the next message.
// - Contents whose copies have gone one by one are removed.
// - Messages that an earlier version has stored get their conversations, and ids that no message is in a
// conversation
//   with any more are forgotten (threading.h).
//
// Lives in the store thread. When a text was last used is written once a minute, not with each click.
class Retention : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Retention)

public:
    static constexpr qint64 defaultQuota = qint64{2} * 1024 * 1024 * 1024;

    Retention(Writer &writer, Clock &clock, QObject *parent = nullptr);  // both outlive this
    ~Retention() override;

    void start();  // the first round at once, then one each minute

public Q_SLOTS:
    void setQuota(qint64 octets);
    void use(const QUuid &account, store::CopyId copy);  // its text is being read
    void flush();                                        // write what was used; before the end of the program

Q_SIGNALS:
    void sliceDue(QPrivateSignal);  // to itself, by way of the event loop
    void rested();                  // nothing more to do for now

private:
    enum class Phase { Resting, Unused, OldMessages, OldIds, Measuring, Evicting };

    void beginRound();
    void workOneSlice();
    [[nodiscard]] Phase nextPhase(Statements &statements, ChangeSet &changes);
    [[nodiscard]] bool isOverQuota(Statements &statements);
    [[nodiscard]] bool measure(Statements &statements);
    [[nodiscard]] bool evict(Statements &statements);

    Writer &m_writer;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_alarm;
    QHash<QUuid, QList<CopyId>> m_used;  // the last one last
    qint64 m_quota = defaultQuota;
    Phase m_phase = Phase::Resting;
    bool m_oldDone = false;
    qint64 m_at = 0;    // where the phase has come to
    QByteArray m_kept;  // the folders whose text is kept offline
    std::chrono::milliseconds m_measured{0};
    qint64 m_pinned = 0, m_loose = 0;  // octets, as measured last
};

}
