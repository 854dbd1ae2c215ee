// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"
#include "core/imap/wire/searchkey.h"

namespace imap {

// A search whose answer stays true: a server with CONTEXT=SEARCH tells what comes to it and what goes (RFC
// 5267, 4.3). Without it, or when the server has no room for another one ([NOUPDATE]), it is a search like
// any other, and isLive() is false. It ends with the selection of the mailbox; the session must outlive it or
// end by closed().
class SearchContext : public QObject
{
    Q_OBJECT

public:
    SearchContext(Session &session, const SearchKey &key, QObject *parent = nullptr);
    void start();
    void stop();  // CANCELUPDATE; what was found stays as it is

    [[nodiscard]] const UidSet &found() const noexcept { return m_found; }
    [[nodiscard]] bool isLive() const noexcept { return m_isLive; }

Q_SIGNALS:
    void finished(const imap::Completion &completion);  // the first answer, once
    void changed();                                     // found() is another set now
    void ended();                                       // it is not live any more, and not by stop()

private:
    void take(const Untagged &data);

    Session &m_session;
    SearchKey m_key;
    QByteArray m_tag;
    UidSet m_found;
    bool m_isLive = false;
};

}
