// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/arrivals.h"

#include <algorithm>

namespace imap::sync {

Arrivals::News Arrivals::note(const store::Update &update)
{
    if (const auto *opened = std::get_if<store::MailboxOpened>(&update))
        open(*opened);
    if (const auto *fetched = std::get_if<store::MessagesFetched>(&update))
        return arrive(*fetched);
    if (const auto *copied = std::get_if<store::MessagesCopied>(&update)) {
        for (const auto &place : copied->places)
            m_marks[copied->to].ours.insert(place.to.value);
    }
    if (const auto *renamed = std::get_if<store::FoldersRenamed>(&update)) {
        for (const auto &name : renamed->names) {
            if (auto moved = m_marks.extract(name.from)) {
                moved.key() = name.to;
                m_marks.insert(std::move(moved));
            }
        }
    }
    return {};
}

void Arrivals::open(const store::MailboxOpened &opened)
{
    Mark &mark = m_marks[opened.mailbox];
    const UidValidity validity = opened.state.uidValidity;
    if (mark.validity == validity && mark.next.value != 0)
        return;  // selected once more
    const Known known = m_look(opened.mailbox);
    const bool isSame = known.validity == validity && validity.value != 0;
    mark.validity = validity;
    mark.next = isSame ? known.next : opened.state.uidNext;
    mark.highest = {};
}

void Arrivals::looked(const QByteArray &mailbox)
{
    const auto found = m_marks.find(mailbox);
    if (found != m_marks.end() && found->second.next.value == 0)
        found->second.next = Uid{found->second.highest.value + 1};
}

Arrivals::News Arrivals::arrive(const store::MessagesFetched &fetched)
{
    News news{fetched.mailbox, {}};
    Mark &mark = m_marks[fetched.mailbox];
    for (const store::FetchedMessage &message : fetched.messages) {
        mark.highest = std::max(mark.highest, message.uid);
        const bool isNew =
            mark.next.value != 0 && message.uid >= mark.next && mark.validity == fetched.validity;
        if (isNew && !message.flags.has(store::Flags::Seen) && !mark.ours.contains(message.uid.value))
            news.uids.push_back(message.uid);
    }
    if (mark.next.value != 0)
        mark.next = std::max(mark.next, Uid{mark.highest.value + 1});
    mark.ours.removeIf([next = mark.next.value](quint32 uid) { return uid < next; });  // nobody asks again
    std::sort(news.uids.begin(), news.uids.end());
    return news;
}

}
