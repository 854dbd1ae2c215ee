// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/commands/messages.h"
#include "core/imap/session/removal.h"

namespace imap {

// How replacing ended. Whatever went wrong, no message is lost: at worst both are there.
struct ReplaceResult {
    bool isStored = false;  // the new one
    Removed old = Removed::Remains;
    std::optional<code::AppendUid> appended{};  // what the new one is called; nullopt: not told
    Completion why{};
};

// Puts a new message into the place of one in the selected mailbox (a draft that is saved again): REPLACE, or
// where the server lacks it APPEND, and the old one is removed once the new one stands (RFC 8508, 1). The
// session must outlive it or end by closed(); finished() comes once.
class Replacement : public QObject
{
    Q_OBJECT

public:
    Replacement(Session &session, Uid replaced, QByteArray mailbox, NewMessage message,
                QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(const imap::ReplaceResult &result);

private:
    void append();
    void end(const Completion &why);

    Session &m_session;
    Uid m_replaced;
    QByteArray m_mailbox;
    NewMessage m_message;
    ReplaceResult m_result;
};

}

Q_DECLARE_METATYPE(imap::ReplaceResult)
