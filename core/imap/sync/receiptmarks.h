// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"
#include "core/imap/sync/convert.h"
#include "core/imap/sync/targetsearch.h"
#include "core/receipts/request.h"

namespace imap::sync {

// Whether the selected mailbox keeps $MDNSent, as far as the server has told.
[[nodiscard]] bool keepsMark(const Session &session);

// Looks after copies in the selected mailbox that are to carry $MDNSent (RFC 3503, 3.2): a server may leave
// it out of a copy, and say nothing (RFC 4314, 4). One that lacks it gets it where the mailbox keeps it, and
// nothing else with it; FETCH tells whether it has, not the tagged OK. What is not known to be the copy is
// left alone. The session must outlive it or end by closed(); finished() comes once, and is no error where a
// copy remains without.
class ReceiptMarks : public QObject
{
    Q_OBJECT

public:
    // `lowest` as for TargetSearch. With `ownAddress` answered() tells whose mark was lost.
    ReceiptMarks(Session &session, const journal::Targets &copies, Uid lowest, OwnAddress ownAddress,
                 QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void updateReady(const store::Update &update);
    // Nobody could tell any more by this copy that the request has been answered.
    void answered(const receipts::RequestKey &key, const journal::Target &copy);
    void finished(const imap::Completion &why);  // not ok: the line was lost, or the server wants a pause

private:
    void store();
    void verify();
    void takeFlags(const Fetch &told);
    void leave(const UidSet &lacking);
    void tellRequest(const Fetch &told);

    Session &m_session;
    journal::Targets m_copies;
    Uid m_lowest;
    OwnAddress m_ownAddress;
    UidSet m_lacking, m_restored;
};

}
