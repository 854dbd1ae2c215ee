// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/searchplan.h"
#include "core/imap/session/session.h"

namespace imap {

// A search of the selected mailbox in whatever words its server has: one UID SEARCH, or on servers without
// UIDs the questions of a SearchPlan. The session must outlive it or end by closed(); finished() comes once.
class CombinedSearch : public QObject
{
    Q_OBJECT

public:
    CombinedSearch(Session &session, SearchKey key, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    // Not OK: nothing is known.
    void finished(const imap::Completion &completion, const imap::Found &found);

private:
    void ask(std::size_t index);
    void askAtOnce();

    Session &m_session;
    SearchKey m_key;
    SearchPlan m_plan;
    std::vector<std::optional<UidSet>> m_answers;
    UidSet m_everything;  // when the first question was asked: what comes later was not searched
};

}
