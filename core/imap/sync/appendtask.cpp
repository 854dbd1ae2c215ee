// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/folderrecognition.h"
#include "core/imap/sync/operationtask.h"
#include "core/imap/sync/receiptmarks.h"

#include <algorithm>

namespace imap::sync {

namespace {

bool isMark(const QByteArray &flag)
{
    return flag.compare("$MDNSent", Qt::CaseInsensitive) == 0;
}

bool isKept(const QByteArray &flag, const std::optional<code::PermanentFlags> &kept)
{
    return flag.startsWith('\\') || !kept || kept->anyKeyword
        || std::ranges::any_of(kept->flags, [&flag](const QByteArray &each) {
               return each.compare(flag, Qt::CaseInsensitive) == 0;
           });
}

// The search for it comes always, not only after a lost line: an earlier run may have saved it and died
// before anybody wrote that down, and some servers keep a copy of what they send by themselves. One that is
// to carry $MDNSent is looked after when it is there (ReceiptMarks).
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
            m_append.account, m_append.mailbox, {}, {{Uid{}, m_append.messageId, m_append.fingerprint}}};
        search(wanted, TargetSearch::Trust::Nothing, [this](const TargetSearch &found) {
            // Rather once more than not at all: what was moved here will be removed where it was.
            const bool isThere = m_append.source ? found.there().size() == 1
                                                 : !found.there().empty() || !found.ambiguous().empty();
            if (!isThere)
                takePlaceOrAppend();
            else if (found.there().size() == 1)
                lookAfterMark(found.there().begin()->first, {});
            else
                done();
        });
    }

    [[nodiscard]] bool isMarked() const
    {
        return std::any_of(m_append.flags.begin(), m_append.flags.end(), isMark);
    }

    // A keyword that the mailbox does not keep is left out: some servers refuse the message with it.
    [[nodiscard]] std::vector<QByteArray> flags() const
    {
        std::vector<QByteArray> flags(m_append.flags.begin(), m_append.flags.end());
        const auto &selected = session()->selected();
        if (!selected || selected->readOnly)
            return flags;
        std::erase_if(flags, [&](const QByteArray &flag) {
            return isMark(flag) ? !keepsMark(*session()) : !isKept(flag, selected->permanentFlags);
        });
        return flags;
    }

    // `uid` 0: it is nowhere below `lowest`.
    void lookAfterMark(Uid uid, Uid lowest)
    {
        const auto &selected = session() == nullptr ? std::nullopt : session()->selected();
        const bool isKnown = uid.value != 0 || (lowest.value != 0 && !m_append.messageId.isEmpty());
        if (!isMarked() || !selected || selected->sessionLocal || !isKnown) {
            done();
            return;
        }
        const journal::Targets saved{
            m_append.account, m_append.mailbox, selected->uidValidity, {{uid, m_append.messageId, {}}}};
        // Of what we made ourselves nobody is asked for a receipt.
        const IfLost ifLost = m_append.fingerprint.isEmpty() ? IfLost::SayNothing : IfLost::TellWhose;
        keepMarks(saved, lowest, ifLost, [this] { done(); });
    }

    // What takes the place of another one in its mailbox (a draft that is saved again) does so in one step
    // where the server can (RFC 8508). Otherwise the older one is removed afterwards, as with what is moved
    // here.
    void takePlaceOrAppend()
    {
        const auto &older = m_append.source;
        const bool isHere = older && older->account == m_append.account && older->mailbox == m_append.mailbox
            && session()->selected() && !isReadOnly();
        if (!isHere || !session()->capabilities().has("REPLACE")) {
            append();
            return;
        }
        search(journal::Targets::of(*older), TargetSearch::Trust::Nothing, [this](const TargetSearch &found) {
            if (found.there().size() == 1)
                replace(found.there().begin()->first);
            else
                append();
        });
    }

    void replace(Uid older)
    {
        const auto &selected = session()->selected();
        m_lowest = selected ? selected->uidNext : Uid{};
        const store::MessagesVanished gone{
            m_append.account, m_append.mailbox, selected ? selected->uidValidity : UidValidity{}, {older}};
        auto *command = session()->run(std::make_unique<ReplaceCommand>(
            older, m_append.mailbox, NewMessage{flags(), m_append.internalDate, m_append.message}));
        connect(command, &Command::finished, this, [this, command, gone](const Completion &completion) {
            const auto told = command->appended();
            if (!completion.ok()) {
                takeAppended(completion, 0);
                return;
            }
            Q_EMIT updateReady(gone);
            const bool isOne = told && told->uids.count() == 1;
            lookAfterMark(isOne ? told->uids.ranges().front().first : Uid{}, m_lowest);
        });
    }

    void append()
    {
        const auto &selected = session()->selected();
        const quint32 existsBefore = selected ? selected->exists : 0;
        m_lowest = selected ? selected->uidNext : Uid{};
        auto *command = session()->run(std::make_unique<AppendCommand>(
            m_append.mailbox, flags(), m_append.internalDate, m_append.message));
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
            const auto *told = completion.text.as<code::AppendUid>();
            const bool isOne = told != nullptr && told->uids.count() == 1;
            lookAfterMark(isOne ? told->uids.ranges().front().first : Uid{}, m_lowest);
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
    Uid m_lowest;  // it is nowhere below
    bool m_isRenamed = false;
};

}

std::unique_ptr<OperationTask> makeAppendTask(const journal::AppendMessage &append,
                                              OperationTask::Context context)
{
    return std::make_unique<AppendTask>(append, std::move(context));
}

}
