// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/properties/referencesession.h"

#include <algorithm>

namespace {

constexpr int ourselves = 1;

QByteArrayList capabilities(ReferenceSession::Server server)
{
    if (server == ReferenceSession::Server::Old)
        return {"IMAP4rev1", "IDLE", "UIDPLUS"};
    return {"IMAP4rev1", "AUTH=PLAIN", "SASL-IR",       "ENABLE",      "CONDSTORE",
            "QRESYNC",   "IDLE",       "UIDPLUS",       "MOVE",        "ID",
            "UNSELECT",  "ESEARCH",    "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE"};
}

}

model::Model referenceModel()
{
    model::Model model;
    model.create("Sent", 0, "\\Sent");
    model.create("Archive", 0, "\\Archive");
    model.create("Trash", 0, "\\Trash");
    for (int i = 1; i <= ReferenceSession::messages; ++i)
        model.append(*model.find("INBOX"), model::makeMessage("m" + QByteArray::number(i), i % 7));
    return model;
}

ReferenceSession::ReferenceSession(ModelWorld &world, model::Model &model, Server server)
    : m_world(world), m_model(model), m_server(server)
{}

void ReferenceSession::run()
{
    m_account = m_world.addAccount(m_model, capabilities(m_server), ourselves, true);
    m_world.settle();
    readAndMark();
    m_world.settle();
    save();
    m_world.settle();
    tidyUp();
    m_world.settle();
    m_world.clock().advance(journal::Journal::holdFor);
    m_world.settle();
    othersWork();
    m_world.settle();
    m_world.drop(m_account);
    m_world.clock().advance(std::chrono::minutes(2));
    m_world.settle();
}

void ReferenceSession::ask(model::Act act, const QByteArray &testId, const QByteArray &mailbox,
                           const QByteArray &detail)
{
    m_asked.push_back({act, testId, mailbox, detail});
}

// What is not on the screen nobody can mark, move or remove.
void ReferenceSession::setKeyword(quint32 uid, const QByteArray &keyword)
{
    const auto target = m_world.targetOf(m_account, "INBOX", uid);
    if (!target)
        return;
    m_world.room().journal()->append(journal::ChangeFlags{journal::Targets::of(*target), keyword, true});
    ask(model::Act::Flagged, m_model.find("INBOX")->find(uid)->testId, "INBOX", keyword);
}

void ReferenceSession::transfer(quint32 uid, const QByteArray &to, bool isMove)
{
    const auto target = m_world.targetOf(m_account, "INBOX", uid);
    if (!target)
        return;
    const auto targets = journal::Targets::of(*target);
    if (isMove)
        m_world.room().journal()->append(journal::MoveMessages{targets, to});
    else
        m_world.room().journal()->append(journal::CopyMessages{targets, to});
    const QByteArray testId = m_model.find("INBOX")->find(uid)->testId;
    ask(model::Act::Copied, testId, to);
    if (isMove)
        ask(model::Act::Expunged, testId, "INBOX");
}

void ReferenceSession::remove(quint32 uid)
{
    const auto target = m_world.targetOf(m_account, "INBOX", uid);
    if (!target)
        return;
    m_world.room().journal()->append(journal::RemoveMessages{journal::Targets::of(*target)});
    ask(model::Act::Expunged, m_model.find("INBOX")->find(uid)->testId, "INBOX");
}

void ReferenceSession::readAndMark()
{
    if (const auto folder = m_world.reader().folder(m_account, "INBOX")) {
        if (const auto copy = m_world.reader().find(folder->id, imap::Uid{messages}))
            m_world.engine().fetchContent(*copy, {});
    }
    setKeyword(messages, "\\Seen");
    setKeyword(3, "\\Flagged");
    setKeyword(4, "blue");
}

void ReferenceSession::save()
{
    const QByteArray octets = model::makeMessage("kept");
    m_world.room().journal()->append(journal::AppendMessage{
        m_account, "Sent", {"\\Seen"}, m_world.clock().now(), "kept@test.example", octets});
    ask(model::Act::Appended, "kept", "Sent");
}

void ReferenceSession::tidyUp()
{
    constexpr quint32 moved = 8, copied = 9, binned = 10, removed = 11, movedLater = 12;
    transfer(moved, "Archive", true);
    m_world.settle();
    transfer(movedLater, "Archive", true);  // where somebody still is
    transfer(copied, "Archive", false);
    transfer(binned, "Trash", true);
    remove(removed);
}

void ReferenceSession::othersWork()
{
    const auto inbox = m_model.find("INBOX");
    m_model.append(*inbox, model::makeMessage("late1"));
    m_model.changeFlag(*inbox, 5, "\\Answered", true);
    m_world.settle();
    m_model.expunge(*inbox, 6);
    m_model.append(*inbox, model::makeMessage("late2"));
    m_world.settle();
}

QByteArray ReferenceSession::judge()
{
    m_world.quieten();
    QByteArray told = judgeLedger() + judgeText();
    const auto mailboxes = m_model.mailboxes();
    for (const auto &[name, mailbox] : mailboxes) {
        if (!m_world.openFolder(m_account, name))
            told += name + " is not known\n";
        m_world.settle();
        m_world.clock().advance(std::chrono::minutes(1));
        m_world.settle();
        if (const QByteArray difference = m_world.differs(m_account, *mailbox); !difference.isEmpty())
            told += "diverged: " + difference + '\n';
    }
    for (const QByteArray &complaint : m_model.complaints())
        told += "complaint: " + complaint + '\n';
    if (!m_world.failure().isEmpty())
        told += m_world.failure() + '\n';
    return told;
}

QByteArray ReferenceSession::judgeLedger() const
{
    QByteArray told;
    std::vector<int> seen(m_asked.size());
    for (const model::Effect &effect : m_model.ledger()) {
        if (effect.client != ourselves)
            continue;
        const auto asked = std::find_if(m_asked.begin(), m_asked.end(), [&effect](const Asked &each) {
            return each.act == effect.act && each.testId == effect.testId && each.mailbox == effect.mailbox
                && each.detail == effect.detail;
        });
        const bool isOnTheWay =
            effect.detail == "\\Deleted" && std::ranges::any_of(m_asked, [&](const Asked &each) {
                return each.act == model::Act::Expunged && each.testId == effect.testId;
            });
        if (isOnTheWay)
            continue;
        if (asked == m_asked.end())
            told += "ghost: " + model::toText(effect) + '\n';
        else if (++seen[static_cast<std::size_t>(asked - m_asked.begin())] > 1)
            told += "duplicated: " + model::toText(effect) + '\n';
    }
    for (std::size_t i = 0; i < m_asked.size(); ++i) {
        if (seen[i] == 0)
            told += "lost: " + m_asked[i].testId + ' ' + m_asked[i].mailbox + ' ' + m_asked[i].detail + '\n';
    }
    return told;
}

// What is here of a text is all of it.
QByteArray ReferenceSession::judgeText() const
{
    const auto folder = m_world.reader().folder(m_account, "INBOX");
    const auto copy = folder ? m_world.reader().find(folder->id, imap::Uid{messages}) : std::nullopt;
    const auto content = copy ? m_world.reader().content(*copy) : std::nullopt;
    const model::Message *message = m_model.find("INBOX")->find(messages);
    if (!content || message == nullptr)
        return "the message is not here\n";
    const QByteArray whole = message->octets;
    const qsizetype end = whole.indexOf("\r\n\r\n") + 4;
    const auto text = content->section("1");
    QByteArray told;
    if (text && *text != whole.mid(end))
        told += "diverged: the text is cut short\n";
    if (content->header && *content->header != whole.left(end))
        told += "diverged: the header is cut short\n";
    return told;
}
