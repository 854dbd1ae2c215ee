// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"
#include "core/imap/wire/uidset.h"
#include "core/journal/operation.h"

#include <QMultiHash>
#include <QObject>

#include <map>
#include <vector>

namespace imap::sync {

inline constexpr char likenessItems[] =
    "UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE SUBJECT FROM MESSAGE-ID)]";

// What a message in the selected mailbox says of itself.
struct Likeness {
    Uid uid;
    QByteArray messageId;
    QByteArray fingerprint;
    friend bool operator==(const Likeness &, const Likeness &) = default;
};
// The Message-ID counts; the fingerprint where there is none, or to tell several apart. Of a message of which
// nothing was written down nothing is asked but to be there.
[[nodiscard]] bool isSame(const journal::Targets::Message &wanted, const Likeness &found);

// Finds the messages of an operation in the selected mailbox. Their UIDs are trusted as long as the
// UIDVALIDITY is what it was (`Trust::Uids`), or what is there is asked who it is first (`Trust::Nothing`),
// since servers have been seen to give the UIDs of one message to another. Only where something tells of
// other UIDs (the UIDVALIDITY, or one that answers as somebody else) is a message looked for under another
// one: else it is gone, and what has the same Message-ID is another copy. It is known again by its Message-ID
// and its fingerprint; nothing is ever guessed. Under `lowest`, if given, nothing is looked for. The session
// must outlive it or end by closed(); finished() comes once.
class TargetSearch : public QObject
{
    Q_OBJECT

public:
    enum class Trust { Uids, Nothing };
    TargetSearch(Session &session, const journal::Targets &targets, Trust trust, Uid lowest,
                 QObject *parent = nullptr);
    void start();

    using Index = std::size_t;  // in Targets::messages
    [[nodiscard]] const std::map<Uid, Index> &there() const noexcept { return m_there; }
    // Somebody has taken them away. Others may be the one that is meant, or not.
    [[nodiscard]] const std::vector<Index> &absent() const noexcept { return m_absent; }
    [[nodiscard]] const std::vector<Index> &ambiguous() const noexcept { return m_ambiguous; }
    [[nodiscard]] UidSet uids() const;
    // Those that carry $MDNSent, of all that were asked who they are.
    [[nodiscard]] const UidSet &marked() const noexcept { return m_marked; }

Q_SIGNALS:
    void finished(const imap::Completion &why);

private:
    void identify(const UidSet &uids, std::function<void()> then);
    void compare();
    void searchNext();
    void settleAll();
    void settle(Index index);

    Session &m_session;
    journal::Targets m_targets;
    Trust m_trust;
    Uid m_lowest;
    bool m_isRenumbered = false;
    std::vector<Likeness> m_identities;  // by UID
    UidSet m_marked;
    QMultiHash<QByteArray, std::size_t> m_byMessageId;
    std::vector<Index> m_toFind;
    std::vector<Index> m_absent, m_ambiguous;
    std::map<Uid, Index> m_there;
};

}
