// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

namespace imap {

namespace {

ListWishes usualWishes()
{
    ListWishes wishes;
    wishes.specialUse = true;
    wishes.subscribed = true;
    return wishes;
}

void addWord(QByteArray &words, const QByteArray &word, bool isWanted)
{
    if (isWanted)
        words += words.isEmpty() ? word : ' ' + word;
}

}

ListCommand::ListCommand(QByteArray reference, QByteArray pattern, QObject *parent)
    : Command(parent), m_reference(std::move(reference)), m_patterns{std::move(pattern)},
      m_wishes(usualWishes())
{}

ListCommand::ListCommand(Form form, QObject *parent) : ListCommand({}, "*", parent)
{
    m_form = form;
}

ListCommand::ListCommand(ListWishes wishes, std::vector<QByteArray> patterns, QObject *parent)
    : Command(parent), m_patterns(std::move(patterns)), m_wishes(std::move(wishes))
{
    if (m_patterns.empty())
        m_patterns.emplace_back("*");
}

// list-select-opts = "(" [(*(list-select-opt SP) list-select-base-opt …)] ")"                  (RFC 5258, 6)
QByteArray ListCommand::selection(const Capabilities &server) const
{
    QByteArray words;
    addWord(words, "SUBSCRIBED", m_wishes.onlySubscribed);
    addWord(words, "REMOTE", m_wishes.alsoRemote);
    // It needs one that chooses by what a name is.
    addWord(words, "RECURSIVEMATCH", m_wishes.parentsOfMatches && m_wishes.onlySubscribed);
    addWord(words, "SPECIAL-USE", m_wishes.onlySpecialUse && server.specialUse());
    return words;
}

// list-return-opts = "RETURN" SP "(" [return-option *(SP return-option)] ")"                   (RFC 5258, 6)
CommandText ListCommand::returns(const Capabilities &server) const
{
    QByteArray words;
    addWord(words, "SPECIAL-USE", m_wishes.specialUse && server.specialUse());
    addWord(words, "SUBSCRIBED", m_wishes.subscribed);
    addWord(words, "CHILDREN", m_wishes.children);
    addWord(words, "MYRIGHTS", m_wishes.myRights && server.has("LIST-MYRIGHTS"));
    const QByteArray items = statusItemList(m_wishes.status, server);
    addWord(words, "STATUS " + items, !items.isEmpty() && tellsStatus(server));
    CommandText text;
    if (!words.isEmpty())  // an empty list is legal, and more than one server cannot read it
        text.raw(" RETURN (").raw(words).raw(")");
    return text;
}

void ListCommand::appendPatterns(CommandText &text) const
{
    if (m_patterns.size() == 1) {
        text.string(m_patterns.front());
        return;
    }
    text.raw("(");
    for (std::size_t i = 0; i < m_patterns.size(); ++i)
        text.raw(i == 0 ? "" : " ").string(m_patterns[i]);
    text.raw(")");
}

void ListCommand::prepare(const Capabilities &server, const SelectedMailbox *, const Numbering &)
{
    m_saysAll = saysExtended(server);
}

CommandText ListCommand::text(const Capabilities &server) const
{
    if (!server.dialect().hasList()) {
        QByteArray pattern = m_reference + m_patterns.front();
        pattern.replace('%', '*');
        return CommandText(server.dialect().mayUse(Feature::FindAll) ? "FIND ALL.MAILBOXES "
                                                                     : "FIND MAILBOXES ")
            .raw(pattern);
    }
    // Servers without the extension tell special uses unasked, if at all.
    if (!saysExtended(server)) {
        CommandText text(m_wishes.onlySubscribed ? "LSUB " : "LIST ");
        return text.string(m_reference).space().string(m_patterns.front());
    }
    CommandText text("LIST ");
    if (const QByteArray words = selection(server); !words.isEmpty())
        text.raw("(").raw(words).raw(") ");
    text.string(m_reference).space();
    appendPatterns(text);
    return text.append(returns(server));
}

bool ListCommand::goesOn(const Completion &completion)
{
    if (m_saysAll || !completion.ok() || m_patterns.size() < 2)
        return false;
    m_patterns.erase(m_patterns.begin());
    for (const ListData &each : m_mailboxes)
        m_told.insert(each.mailbox);
    return true;
}

bool ListCommand::isNeedless(const Capabilities &server) const
{
    const Dialect &dialect = server.dialect();
    return !dialect.hasList() && !dialect.mayUse(Feature::FindAll) && !dialect.mayUse(Feature::Find);
}

std::optional<Feature> ListCommand::tries(const Capabilities &server) const
{
    const Dialect &dialect = server.dialect();
    if (dialect.hasList())
        return std::nullopt;
    return dialect.mayUse(Feature::FindAll) ? Feature::FindAll : Feature::Find;
}

Command::Claim ListCommand::offer(const Untagged &data)
{
    if (const auto *status = std::get_if<StatusData>(&data)) {
        if (m_wishes.status.empty() || m_statuses.size() >= limits::mailboxes)
            return Claim::Passed;
        m_statuses.push_back(*status);
        return Claim::Taken;
    }
    if (const auto *rights = std::get_if<MyRightsData>(&data)) {
        if (!m_wishes.myRights || m_rights.size() >= limits::mailboxes)
            return Claim::Passed;
        m_rights.push_back(*rights);
        return Claim::Taken;
    }
    const auto *list = std::get_if<ListData>(&data);
    if (list == nullptr || (list->command == ListData::Command::Lsub && !m_wishes.onlySubscribed))
        return Claim::Passed;
    if (m_told.contains(list->mailbox))
        return Claim::Taken;
    if (m_mailboxes.size() < limits::mailboxes)
        m_mailboxes.push_back(*list);
    else
        m_cut = true;
    return Claim::Taken;
}

StatusCommand::StatusCommand(QByteArray mailbox, QObject *parent)
    : StatusCommand(std::move(mailbox),
                    {StatusItem::Messages, StatusItem::UidNext, StatusItem::UidValidity, StatusItem::Unseen,
                     StatusItem::HighestModSeq},
                    parent)
{}

StatusCommand::StatusCommand(QByteArray mailbox, std::vector<StatusItem> items, QObject *parent)
    : Command(parent), m_mailbox(std::move(mailbox)), m_items(std::move(items))
{}

CommandText StatusCommand::text(const Capabilities &server) const
{
    CommandText text("STATUS ");
    const QByteArray items = statusItemList(m_items, server);
    if (items.isEmpty())
        text.refuse();  // an empty list asks for nothing
    return text.mailbox(m_mailbox).space().raw(items);
}

Command::Claim StatusCommand::offer(const Untagged &data)
{
    const auto *status = std::get_if<StatusData>(&data);
    if (status == nullptr || !sameMailbox(status->mailbox, m_mailbox))
        return Claim::Passed;
    m_status = *status;
    return Claim::Taken;
}

}
