// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/statements.h"

#include <QByteArrayList>

#include <optional>
#include <vector>

namespace store {

// Conversations, made when a message is inserted and kept with it, the same on every server and across the
// folders of an account.
//
// A message names itself (Message-ID) and its ancestors (References, In-Reply-To; RFC 5322, 3.6.4). All that
// are named together are one conversation: the connected parts of a graph, which do not depend on the order
// in which their edges are told. So a reply that comes before what it replies to, or two halves whose link
// comes last, end in the same conversation as if they had come in order, and a message that names itself, its
// own descendant or the same ancestor twice changes nothing. What was joined stays joined when the link is
// deleted: nothing jumps apart under the reader.
//
// Subjects join nothing. JWZ's last step does it for "Re:", for mail of programs that set no References;
// those have died out, while "Re: invoice" from different people has not.
//
// An id is kept as a number, a hash of it and its account: 56 bits, which for a million ids meet once in
// 140,000 such accounts, and then two conversations are shown as one.
using ThreadKey = qint64;
[[nodiscard]] ThreadKey threadKey(qint64 accountId, const QByteArray &messageId);

struct Lineage {
    std::optional<ThreadKey> own;
    std::vector<ThreadKey> ancestors;  // the first one first, none twice, at most maxAncestors, not `own`
};
// A message with thousands of references names the whole conversation by the first and its place by the last
// ones.
constexpr qsizetype maxAncestors = 33;
[[nodiscard]] Lineage lineageOf(qint64 accountId, const QByteArray &messageId,
                                const QByteArrayList &references, const QByteArray &inReplyTo);
[[nodiscard]] QByteArray packed(const std::vector<ThreadKey> &ancestors);  // for the database
[[nodiscard]] std::vector<ThreadKey> unpacked(const QByteArray &octets);

// Finds or makes the conversations of new messages. Lives as long as one update of the writer: finish()
// writes the last number given.
class Threading
{
public:
    // New ids wait for so many to be merged in their order, from the lowest to the highest, a part with each
    // update: so that none takes long.
    struct Merging {
        qint64 mostFresh = 50'000;
        qint64 part = 4000;  // and at least twice of what is new, so that a merge comes to its end
    };
    // What outlives this; joined conversations are told in `changes`.
    Threading(Statements &statements, ChangeSet &changes, Merging merging)
        : m_statements(statements), m_changes(changes), m_merging(merging)
    {}
    Threading(Statements &statements, ChangeSet &changes) : Threading(statements, changes, Merging()) {}

    [[nodiscard]] ThreadId place(const Lineage &lineage);
    void finish();

private:
    [[nodiscard]] ThreadId rootOf(ThreadId thread);
    [[nodiscard]] std::optional<ThreadId> find(ThreadKey key);
    [[nodiscard]] ThreadId makeThread();
    [[nodiscard]] ThreadId join(ThreadId one, ThreadId other);
    void mergeWhenMany();
    [[nodiscard]] qint64 tally(const char *name);
    void setTally(const char *name, qint64 value);
    [[nodiscard]] qint64 mergePart(ThreadKey from, qint64 &fresh);
    [[nodiscard]] bool isLarger(ThreadId one, ThreadId other);

    Statements &m_statements;
    ChangeSet &m_changes;
    std::optional<qint64> m_last;  // number given
    bool m_given = false;
    Merging m_merging;
    qint64 m_fresh = 0;  // ids made since finish()
};

// Finds the conversations of messages that were stored before there were any, `limit` of them; false: none is
// left.
[[nodiscard]] bool placeOldMessages(Statements &statements, ChangeSet &changes, int limit);

// Forgets the ids, `limit` of them behind `after`, that no message is in a conversation with any more. The
// last one looked at; nullopt: there are no others.
[[nodiscard]] std::optional<ThreadKey> sweepThreads(Statements &statements, ThreadKey after, int limit);

}
