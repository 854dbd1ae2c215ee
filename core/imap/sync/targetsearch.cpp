// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/targetsearch.h"

#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/convert.h"

#include <algorithm>
#include <set>

namespace imap::sync {

namespace {

// More are looked for by asking all messages who they are.
constexpr std::size_t fewEnoughToSearch = 20;

Likeness likenessOf(const store::FetchedMessage &message)
{
    return {message.uid, message.messageId,
            journal::fingerprintOf(message.fromAddress, message.date, message.subject, message.octets)};
}

}

bool isSame(const journal::Targets::Message &wanted, const Likeness &found)
{
    if (!wanted.messageId.isEmpty())
        return wanted.messageId == found.messageId;
    return wanted.fingerprint.isEmpty() || wanted.fingerprint == found.fingerprint;
}

TargetSearch::TargetSearch(Session &session, const journal::Targets &targets, Trust trust, Uid lowest,
                           QObject *parent)
    : QObject(parent), m_session(session), m_targets(targets), m_trust(trust), m_lowest(lowest)
{}

UidSet TargetSearch::uids() const
{
    UidSet uids;
    for (const auto &[uid, index] : m_there)
        uids.add(uid);
    return uids;
}

void TargetSearch::start()
{
    const auto &selected = m_session.selected();
    m_isRenumbered = !selected || selected->uidValidity != m_targets.validity;
    UidSet named;
    for (Index i = 0; i < m_targets.messages.size(); ++i) {
        const Uid uid = m_targets.messages[i].uid;
        if (m_isRenumbered || uid.value == 0)
            m_toFind.push_back(i);
        else if (m_trust == Trust::Uids)
            m_there.emplace(uid, i);
        else
            named.add(uid);
    }
    if (named.isEmpty())
        searchNext();
    else
        identify(named, [this] { compare(); });
}

void TargetSearch::identify(const UidSet &uids, std::function<void()> then)
{
    m_identities.clear();
    m_byMessageId.clear();
    auto *command = m_session.run(std::make_unique<FetchCommand>(uids, likenessItems));
    command->shareFlags();
    connect(command, &FetchCommand::fetched, this, [this](const Fetch &fetch) {
        const auto message = fetchedMessage(fetch.items, [](const mime::Header &) { return QByteArray(); });
        if (!message)
            return;
        m_identities.push_back(likenessOf(*message));
        if (message->flags.has(store::Flags::MdnSent))
            m_marked.add(message->uid);
    });
    connect(command, &Command::finished, this, [this, then = std::move(then)](const Completion &completion) {
        // NO may mean that some are gone (RFC 2180, 4.1.2): those that answered are there.
        const bool isAnswered = completion.ok() || completion.status == Completion::Status::No;
        if (!isAnswered) {
            Q_EMIT finished(completion);
            return;
        }
        std::ranges::sort(m_identities, {}, &Likeness::uid);
        for (std::size_t i = 0; i < m_identities.size(); ++i)
            m_byMessageId.insert(m_identities[i].messageId, i);
        then();
    });
}

// Who answered to the UID of one that is wanted: the same, another one, or nobody. Nobody means that it is
// gone, unless another one tells that the UIDs mean something else now.
void TargetSearch::compare()
{
    std::vector<Index> silent;
    bool isRenumbered = false;
    for (Index i = 0; i < m_targets.messages.size(); ++i) {
        const journal::Targets::Message &wanted = m_targets.messages[i];
        if (wanted.uid.value == 0)
            continue;  // is looked for already
        const auto first = std::ranges::lower_bound(m_identities, wanted.uid, {}, &Likeness::uid);
        const auto last = std::ranges::upper_bound(m_identities, wanted.uid, {}, &Likeness::uid);
        if (first == last) {
            silent.push_back(i);
        } else if (std::any_of(first, last,
                               [&wanted](const Likeness &found) { return isSame(wanted, found); })) {
            m_there.emplace(wanted.uid, i);
        } else {
            isRenumbered = true;
            m_toFind.push_back(i);
        }
    }
    auto &others = isRenumbered ? m_toFind : m_absent;
    others.insert(others.end(), silent.begin(), silent.end());
    searchNext();
}

void TargetSearch::searchNext()
{
    std::erase_if(m_toFind, [this](Index i) {
        const journal::Targets::Message &wanted = m_targets.messages[i];
        if (!wanted.messageId.isEmpty() || (m_lowest.value != 0 && !wanted.fingerprint.isEmpty()))
            return false;
        // There is nothing to know it by. Its UID is gone, unless the UIDs mean something else now.
        (m_isRenumbered ? m_ambiguous : m_absent).push_back(i);
        return true;
    });
    if (m_toFind.empty()) {
        Q_EMIT finished({});
        return;
    }
    if (m_toFind.size() > fewEnoughToSearch || m_lowest.value != 0) {
        settleAll();
        return;
    }
    const Index index = m_toFind.back();
    CommandText criteria;
    criteria.raw("HEADER Message-ID ").string(m_targets.messages[index].messageId);
    auto *command = m_session.run(std::make_unique<SearchCommand>(criteria));
    connect(command, &Command::finished, this, [this, command, index](const Completion &completion) {
        if (!completion.ok()) {
            Q_EMIT finished(completion);
            return;
        }
        m_toFind.pop_back();
        m_identities.clear();
        if (command->found().isEmpty()) {
            m_absent.push_back(index);
            searchNext();
            return;
        }
        identify(command->found(), [this, index] {
            settle(index);
            searchNext();
        });
    });
}

void TargetSearch::settleAll()
{
    UidSet all;
    all.add(UidRange{std::max(m_lowest, Uid{1}), Uid{0xFFFFFFFFU}});
    identify(all, [this] {
        for (const Index index : std::exchange(m_toFind, {}))
            settle(index);
        searchNext();
    });
}

// SEARCH finds parts of a field too, and every message where it does not really search. A copy that came by
// way of a list has the same Message-ID as the one that came directly, and seldom the same size.
void TargetSearch::settle(Index index)
{
    const journal::Targets::Message &wanted = m_targets.messages[index];
    std::set<Uid> same;
    const auto hits = std::as_const(m_byMessageId).equal_range(wanted.messageId);
    for (auto hit = hits.first; hit != hits.second; ++hit) {
        const Likeness &found = m_identities[*hit];
        const bool isEqual = wanted.fingerprint.isEmpty() || wanted.fingerprint == found.fingerprint;
        if (isEqual && found.uid >= m_lowest && !m_there.contains(found.uid))
            same.insert(found.uid);
    }
    if (same.size() == 1)
        m_there.emplace(*same.begin(), index);
    else
        (same.empty() ? m_absent : m_ambiguous).push_back(index);
}

}
