// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/downloader.h"

#include "core/imap/sync/backgroundtext.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

// Looked for in the store at a time.
constexpr int window = 500;

}

Downloader::Downloader(Context context, QObject *parent) : QObject(parent), m_context(std::move(context)) {}

void Downloader::keep(const QByteArray &mailbox, std::optional<int> months)
{
    m_whole.remove(mailbox);
    if (months) {
        m_wishes[mailbox] = *months;
        lookAgain(mailbox);
        return;
    }
    m_wishes.erase(mailbox);
    std::erase(m_toDo, mailbox);
    if (m_mailbox == mailbox) {
        interrupt();
        m_mailbox.clear();
        next();
    }
}

void Downloader::lookAgain(const QByteArray &mailbox)
{
    const bool isWaiting = std::find(m_toDo.begin(), m_toDo.end(), mailbox) != m_toDo.end();
    if (!m_wishes.contains(mailbox) || isWaiting || (m_mailbox == mailbox && m_isWorking))
        return;
    m_toDo.push_back(mailbox);
    next();
}

void Downloader::setOnline(bool online)
{
    if (std::exchange(m_isOnline, online) == online)
        return;
    if (!online) {
        interrupt();
        return;
    }
    m_toDo.clear();
    m_mailbox.clear();
    m_whole.clear();
    for (const auto &[mailbox, months] : m_wishes)
        m_toDo.push_back(mailbox);
    next();
}

void Downloader::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) == paused)
        return;
    if (paused)
        interrupt();
    tell();
    if (!paused)
        next();
}

void Downloader::setMetered(bool metered)
{
    if (std::exchange(m_isMetered, metered) == metered || !m_isOnline)
        return;
    m_isOnline = false;  // everything from the beginning, by the other rule
    interrupt();
    setOnline(true);
}

// What is under way comes to its end by itself, and nothing follows it.
void Downloader::interrupt()
{
    ++m_epoch;
    m_isWorking = false;
    if (!m_mailbox.isEmpty() && m_wishes.contains(m_mailbox))
        m_toDo.push_front(m_mailbox);
    m_mailbox.clear();
    m_missing.clear();
}

// The line is gone, or the mailbox was closed, or somebody was first: setOnline() does not come for all of
// that.
void Downloader::postpone()
{
    constexpr std::chrono::minutes pause{1};
    interrupt();
    m_retry = m_context.clock.alarm(pause, [this] { next(); });
}

void Downloader::next()
{
    if (!mayWork() || m_isWorking || m_toDo.empty())
        return;
    m_mailbox = m_toDo.front();
    m_toDo.pop_front();
    m_isWorking = true;
    m_passed.reset();
    m_missing.clear();
    m_hasFailed = false;
    m_done = m_total = 0;
    m_context.look(m_mailbox, [self = QPointer(this), epoch = m_epoch](bool isInStep) {
        if (self.isNull() || self->m_epoch != epoch)
            return;
        if (!isInStep || self->m_isMetered)
            self->finishMailbox();
        else
            self->collect();
    });
}

void Downloader::collect()
{
    const auto folder = m_context.reader.folder(m_context.account, m_mailbox);
    const auto wish = m_wishes.find(m_mailbox);
    if (!folder || !folder->state || wish == m_wishes.end()) {
        finishMailbox();
        return;
    }
    const qint64 since = wish->second == 0
        ? std::numeric_limits<qint64>::min()
        : m_context.clock.now().addMonths(-wish->second).toMSecsSinceEpoch();
    std::vector<store::InsertedCopy> found;
    const bool isMore = m_context.reader.withoutText(folder->id, since, window, m_passed, found);
    for (const store::InsertedCopy &copy : found)
        m_missing.push_back(copy.id);
    m_total += static_cast<qint64>(found.size());
    if (!m_missing.empty()) {
        fetchNext();
    } else if (isMore && !m_whole.contains(m_mailbox)) {
        later(&Downloader::collect);  // a window a turn: others have work in this thread
    } else {
        if (!m_hasFailed)
            m_whole.insert(m_mailbox);  // what is new is at the top: the next pass goes so far and no further
        finishMailbox();
    }
}

void Downloader::fetchNext()
{
    tell();
    if (m_missing.empty()) {
        collect();
        return;
    }
    const store::CopyId copy = m_missing.front();
    m_missing.pop_front();
    fetch(copy);
}

void Downloader::fetch(store::CopyId copy)
{
    using Outcome = TextHandlers::Outcome;
    const TextSource source{m_context.account, m_context.reader, m_context.withMailbox, m_context.suspects};
    const auto wanted = missingText(source, copy, [](const store::Folder &, const mime::PartInfo &structure) {
        return leafSections(structure);
    });
    if (!wanted) {
        fetched();
        return;
    }
    bringText(source, *wanted, this,
              {[this, epoch = m_epoch] { return m_epoch == epoch; },
               [this](const store::Update &update) { Q_EMIT updateReady(update); },
               [this](Outcome outcome) {
                   if (outcome == Outcome::MailboxRefused) {
                       finishMailbox();
                   } else if (outcome == Outcome::LineLost) {
                       postpone();
                   } else {
                       if (outcome == Outcome::Failed)
                           noteFailure();  // not kept, and asked for again another time
                       fetched();
                   }
               }});
}

// The rest of the event loop first: what the user has asked for meanwhile.
void Downloader::fetched()
{
    ++m_done;
    later(&Downloader::fetchNext);
}

void Downloader::later(void (Downloader::*step)())
{
    QMetaObject::invokeMethod(
        this,
        [this, step, epoch = m_epoch] {
            if (m_epoch == epoch)
                (this->*step)();
        },
        Qt::QueuedConnection);
}

void Downloader::noteFailure()
{
    m_hasFailed = true;
    m_whole.remove(m_mailbox);
}

void Downloader::finishMailbox()
{
    m_isWorking = false;
    m_done = m_total = 0;
    tell();
    m_mailbox.clear();
    next();
}

void Downloader::tell()
{
    Q_EMIT progressed({m_context.account, displayName(m_mailbox), m_done, m_total, m_isPaused});
}

}
