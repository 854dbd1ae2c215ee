// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/folderlisting.h"

#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/wire/flags.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap::sync {

namespace {

// Of a tree that has to be asked for by levels: some minutes' worth.
constexpr int mostQuestions = 1000;

bool has(const ListData &data, QByteArrayView attribute)
{
    return std::any_of(data.attributes.begin(), data.attributes.end(),
                       [attribute](const QByteArray &each) { return sameFlag(each, attribute); });
}

bool mayHaveChildren(const ListData &data)
{
    return data.delimiter && !data.mailbox.isEmpty() && !has(data, "\\HasNoChildren")
        && !has(data, "\\NoInferiors");
}

ListWishes wishesForLevel()
{
    ListWishes wishes;
    wishes.specialUse = wishes.subscribed = wishes.children = true;
    return wishes;
}

}

int levelsOf(const ListData &data)
{
    return data.delimiter ? static_cast<int>(data.mailbox.count(*data.delimiter)) + 1 : 1;
}

FolderListing::FolderListing(std::shared_ptr<Lease> lease, Done done, QObject *parent)
    : QObject(parent), m_lease(std::move(lease)), m_done(std::move(done))
{}

void FolderListing::start()
{
    askForAll(ListCommand::Form::AsOffered);
}

void FolderListing::askForAll(ListCommand::Form form)
{
    auto *command = m_lease->session()->run(std::make_unique<ListCommand>(form));
    connect(command, &Command::finished, this,
            [this, command, form](const Completion &completion) { takeAll(*command, form, completion); });
}

// Some servers refuse an extended LIST they offer, others leave INBOX out of its answer: then the plain one
// counts as well, and what both told is one list.
void FolderListing::takeAll(const ListCommand &command, ListCommand::Form form, const Completion &completion)
{
    if (isLineLost(completion) || m_lease->isLost()) {
        end(completion);
        return;
    }
    m_told.mailboxes.insert(m_told.mailboxes.end(), command.mailboxes().begin(), command.mailboxes().end());
    const Capabilities &server = m_lease->session()->capabilities();
    const bool isExtended = form == ListCommand::Form::AsOffered && ListCommand::isExtended(server);
    if (isExtended && (!completion.ok() || !toldInbox())) {
        noteHabit(completion.ok() ? ServerQuirk::ListForgetsInbox : ServerQuirk::RefusesExtendedList);
        askForAll(ListCommand::Form::Plain);
    } else if (completion.ok() && command.isCut()) {
        m_told.isCut = true;
        m_told.mailboxes.clear();
        m_levels.push_back({});
        askForLevel();
    } else if (completion.ok() && !isExtended && server.dialect().hasList()) {
        askForSubscribed();
    } else {
        if (isExtended)
            m_told.subscribed.emplace();  // and the attributes
        end(completion);
    }
}

bool FolderListing::toldInbox() const
{
    return std::any_of(m_told.mailboxes.begin(), m_told.mailboxes.end(),
                       [](const ListData &each) { return isInbox(each.mailbox); });
}

// LSUB's names count, its attributes do not (RFC 3501, 6.3.9). Without an answer nothing is known.
void FolderListing::askForSubscribed()
{
    auto *command = m_lease->session()->run(std::make_unique<LsubCommand>());
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        if (completion.ok())
            m_told.subscribed.emplace(command->subscribed().begin(), command->subscribed().end());
        end(isLineLost(completion) ? completion : Completion{});
    });
}

void FolderListing::askForLevel()
{
    if (m_levels.empty() || ++m_asked > mostQuestions) {
        end({});
        return;
    }
    const Level level = m_levels.front();
    m_levels.pop_front();
    auto *command = m_lease->session()->run(
        std::make_unique<ListCommand>(wishesForLevel(), std::vector<QByteArray>{level.prefix + '%'}));
    connect(command, &Command::finished, this, [this, command, level](const Completion &completion) {
        if (isLineLost(completion) || m_lease->isLost()) {
            end(completion);
            return;
        }
        takeLevel(*command, level);  // a level that is refused is an empty one
        askForLevel();
    });
}

void FolderListing::takeLevel(const ListCommand &command, const Level &level)
{
    for (const ListData &data : command.mailboxes()) {
        if (m_told.mailboxes.size() >= limits::mailboxes)
            return;
        m_told.mailboxes.push_back(data);
        // Wildcards in a name cannot be asked for as such.
        const bool isAskable = !data.mailbox.contains('%') && !data.mailbox.contains('*');
        if (level.depth < mostLevels && mayHaveChildren(data) && isAskable
            && data.mailbox.startsWith(level.prefix) && data.mailbox != level.prefix)
            m_levels.push_back({data.mailbox + *data.delimiter, level.depth + 1});
    }
}

void FolderListing::end(const Completion &completion)
{
    m_told.completion = completion;
    if (m_told.subscribed) {
        for (const ListData &data : m_told.mailboxes) {
            if (has(data, "\\Subscribed"))
                m_told.subscribed->insert(data.mailbox);
        }
    }
    m_lease.reset();
    deleteLater();
    m_done(m_told);
}

}
