// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"

namespace imap {

// How far messages are gone from the selected mailbox.
enum class Removed {
    Gone,     // as wanted
    Marked,   // \Deleted: the server cannot remove single messages (no UIDPLUS), or would not
    Remains,  // not even that
};

// Removes messages of which there is a copy by now: +FLAGS (\Deleted) and UID EXPUNGE, never EXPUNGE alone,
// which would remove what other clients have marked (RFC 4315, 2.1). The session must outlive it or end by
// closed(); finished() comes once.
class Removal : public QObject
{
    Q_OBJECT

public:
    Removal(Session &session, UidSet uids, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(imap::Removed removed, const imap::Completion &why);

private:
    void expunge();

    Session &m_session;
    UidSet m_uids;
};

}
