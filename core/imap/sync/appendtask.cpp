// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/folderrecognition.h"
#include "core/imap/sync/operationtask.h"

#include <algorithm>

namespace imap::sync {

namespace {

// The search for it comes always, not only after a lost line: an earlier run may have saved it and died
// before anybody wrote that down, and some servers keep a copy of what they send by themselves.
class AppendTask final : public OperationTask
{
public:
    AppendTask(journal::AppendMessage append, Context context)
        : OperationTask(std::move(context)), m_append(std::move(append))
    {}

    void start() override
    {
        // An APPEND needs no selected mailbox, the search before it does.
        withMailbox(m_append.mailbox, [this] { lookFor(); });
    }

private:
    void refused(const QByteArray &mailbox, const Error &why) override
    {
        seek(mailbox, why.detail, IfGone::AskWhetherToCreate);
    }

    void lookFor()
    {
        if (m_append.messageId.isEmpty()) {
            append();
            return;
        }
        // What SEARCH finds is asked who it is: some servers find every message.
        const journal::Targets wanted{
            m_append.account, m_append.mailbox, {}, {{Uid{}, m_append.messageId, {}}}};
        search(wanted, TargetSearch::Trust::Nothing, [this](const TargetSearch &found) {
            if (found.there().empty() && found.ambiguous().empty())
                append();
            else
                done();
        });
    }

    void append()
    {
        const auto &selected = session()->selected();
        const quint32 existsBefore = selected ? selected->exists : 0;
        auto *command = session()->run(std::make_unique<AppendCommand>(
            m_append.mailbox, std::vector<QByteArray>(m_append.flags.begin(), m_append.flags.end()),
            m_append.internalDate, m_append.message));
        connect(command, &Command::finished, this, [this, existsBefore](const Completion &completion) {
            takeAppended(completion, existsBefore);
        });
    }

    void takeAppended(const Completion &completion, quint32 existsBefore)
    {
        if (completion.ok()) {
            // The server need not tell its EXISTS before it is asked for news (RFC 3501, 6.3.11).
            if (session() != nullptr && session()->selected()
                && session()->selected()->exists <= existsBefore)
                session()->run(std::make_unique<NoopCommand>());
            done();
            return;
        }
        if (isInterrupted(completion))
            return;
        // A hint, believed only after the list has confirmed it.
        const auto named = newNameIn(completion.text);
        if (named && named->from == m_append.mailbox && !std::exchange(m_isRenamed, true))
            confirm(named->to, completion.text.text);
        else if (completion.text.has(code::Atom::Kind::TryCreate)
                 || completion.text.has(code::Atom::Kind::NonExistent))
            seek(m_append.mailbox, completion.text.text, IfGone::AskWhetherToCreate);
        else
            fail(completion.text.text);
    }

    void confirm(const QByteArray &newName, const QByteArray &why)
    {
        auto *command = session()->run(std::make_unique<ListCommand>(QByteArray(), newName));
        connect(command, &Command::finished, this,
                [this, command, newName, why](const Completion &completion) {
                    if (isInterrupted(completion))
                        return;
                    const auto &listed = command->mailboxes();
                    const bool isThere = std::any_of(listed.begin(), listed.end(), [&](const ListData &data) {
                        return data.mailbox == newName;
                    });
                    if (!isThere) {
                        fail(why);
                        return;
                    }
                    m_append.mailbox = newName;
                    start();
                });
    }

    journal::AppendMessage m_append;
    bool m_isRenamed = false;
};

}

std::unique_ptr<OperationTask> makeAppendTask(const journal::AppendMessage &append,
                                              OperationTask::Context context)
{
    return std::make_unique<AppendTask>(append, std::move(context));
}

}
