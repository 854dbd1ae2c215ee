// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/lookups.h"

#include "core/receipts/reporttexts.h"

#include <algorithm>

namespace imap::sync {

namespace {

constexpr int window = 100;    // looked for in the store at a time
constexpr int mostLosses = 2;  // of the line by one message: then it waits for the next start

// A folder that is kept offline is to be whole, and the report's own parts have other names than its leaves.
QByteArrayList sectionsFor(store::LookupKind kind, const store::Folder &folder,
                           const mime::PartInfo &structure)
{
    QByteArrayList sections =
        kind == store::LookupKind::Report ? receipts::reportSections(structure) : QByteArrayList();
    if (!folder.keptOfflineMonths)
        return sections;
    for (const QByteArray &leaf : leafSections(structure)) {
        if (!sections.contains(leaf))
            sections.append(leaf);
    }
    return sections;
}

}

void Lookups::setOnline(bool online)
{
    if (std::exchange(m_isOnline, online) == online)
        return;
    ++m_epoch;
    m_isWorking = false;
    m_tried.clear();
    m_refused.clear();
    look();
}

void Lookups::look()
{
    m_waiting.clear();
    m_passed = {};
    next();
}

void Lookups::next()
{
    if (!m_isOnline || m_isWorking)
        return;
    if (m_waiting.empty())
        refill();
    if (m_waiting.empty())
        return;
    const store::Lookup lookup = m_waiting.front();
    m_waiting.pop_front();
    m_tried.insert(lookup.copy);
    fetch(lookup);
}

// Folder by folder, since each is to be selected.
void Lookups::refill()
{
    std::vector<store::Lookup> found;
    do {
        found = m_source.reader.lookups(m_source.account, m_passed, window);
        if (!found.empty())
            m_passed = found.back().copy;
        for (const store::Lookup &lookup : found) {
            if (!m_tried.contains(lookup.copy) && !m_refused.contains(lookup.folder)
                && m_losses.value(lookup.copy) < mostLosses)
                m_waiting.push_back(lookup);
        }
    } while (m_waiting.empty() && !found.empty());
    std::stable_sort(m_waiting.begin(), m_waiting.end(),
                     [](const auto &a, const auto &b) { return a.folder < b.folder; });
}

void Lookups::fetch(const store::Lookup &lookup)
{
    m_isWorking = true;
    const auto wanted =
        missingText(m_source, lookup.copy,
                    [kind = lookup.kind](const store::Folder &folder, const mime::PartInfo &structure) {
                        return sectionsFor(kind, folder, structure);
                    });
    if (!wanted || (!wanted->header && wanted->sections.isEmpty())) {
        ended(TextHandlers::Outcome::Failed, lookup);
        return;
    }
    bringText(m_source, *wanted, this,
              {[this, epoch = m_epoch] { return m_epoch == epoch; },
               [this](const store::Update &update) { Q_EMIT updateReady(update); },
               [this, lookup](TextHandlers::Outcome outcome) { ended(outcome, lookup); }});
}

// The rest of the event loop first: what the user has asked for meanwhile.
void Lookups::ended(TextHandlers::Outcome outcome, const store::Lookup &lookup)
{
    if (outcome == TextHandlers::Outcome::MailboxRefused) {
        m_refused.insert(lookup.folder);
        std::erase_if(m_waiting, [&](const auto &waiting) { return waiting.folder == lookup.folder; });
    } else if (outcome == TextHandlers::Outcome::LineLost) {
        m_tried.remove(lookup.copy);
        ++m_losses[lookup.copy];
        m_isWorking = false;
        constexpr std::chrono::minutes pause{1};  // the mailbox may have been closed, and the line is there
        m_retry = m_clock.alarm(pause, [this] { look(); });
        return;
    }
    QMetaObject::invokeMethod(
        this,
        [this, epoch = m_epoch] {
            if (m_epoch != epoch)
                return;
            m_isWorking = false;
            next();
        },
        Qt::QueuedConnection);
}

}
