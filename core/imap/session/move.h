// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/removal.h"

namespace imap {

// How moving ended. Whatever went wrong, no message is lost: at worst it is in both mailboxes.
struct MoveResult {
    using Source = Removed;
    Source source = Source::Remains;  // `why` says what was refused; `isCopied` whether there is a copy
    bool isCopied = false;
    bool mayBeBare = false;  // the copies may lack flags and date: servers before IMAP4 need not keep them
    std::optional<code::CopyUid> copied;
    Completion why;
};

// Moves messages of the selected mailbox: MOVE, or where the server lacks it COPY, +FLAGS (\Deleted) and UID
// EXPUNGE (RFC 6851, 3.3). Never EXPUNGE alone, which would remove what other clients have marked. The
// session must outlive it or end by closed(); finished() comes once.
class Move : public QObject
{
    Q_OBJECT

public:
    Move(Session &session, UidSet uids, QByteArray mailbox, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(const imap::MoveResult &result);

private:
    void copy();
    void removeCopied();
    void end(MoveResult::Source source, const Completion &why);

    Session &m_session;
    UidSet m_uids;
    QByteArray m_mailbox;
    MoveResult m_result;
};

}

Q_DECLARE_METATYPE(imap::MoveResult)
