// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelserver.h"

#include <algorithm>

namespace model {

namespace {

QByteArrayList keptOf(QByteArrayList flags, bool keepsKeywords)
{
    if (!keepsKeywords)
        flags.removeIf([](const QByteArray &flag) { return !flag.startsWith('\\'); });
    return flags;
}

QByteArray testIdOf(const QByteArray &octets)
{
    const QByteArray id = fieldOf(octets, "X-Test-Id");
    return id.isEmpty() ? fieldOf(octets, "Message-ID") : id;
}

}

const Message *Mailbox::find(quint32 uid) const
{
    const auto found =
        std::lower_bound(messages.begin(), messages.end(), uid,
                         [](const Message &each, quint32 wanted) { return each.uid < wanted; });
    return found != messages.end() && found->uid == uid ? &*found : nullptr;
}

Message *Mailbox::find(quint32 uid)
{
    return const_cast<Message *>(std::as_const(*this).find(uid));
}

Model::Model()
{
    create("INBOX");
}

std::shared_ptr<Mailbox> Model::find(const QByteArray &name) const
{
    const auto found = m_mailboxes.find(name.toUpper() == "INBOX" ? "INBOX" : name);
    return found == m_mailboxes.end() ? nullptr : found->second;
}

void Model::note(Act act, const Mailbox &mailbox, quint32 uid, const QByteArray &testId,
                 const QByteArray &detail, int client)
{
    m_ledger.push_back({act, mailbox.name, uid, testId, detail, client});
}

bool Model::create(const QByteArray &name, int client, const QByteArray &specialUse)
{
    if (find(name) != nullptr || name.isEmpty())
        return false;
    auto mailbox = std::make_shared<Mailbox>();
    mailbox->name = name.toUpper() == "INBOX" ? QByteArray("INBOX") : name;
    mailbox->id = "box" + QByteArray::number(++m_lastId);
    mailbox->uidValidity = ++m_lastValidity;
    mailbox->specialUse = specialUse;
    note(Act::Created, *mailbox, 0, {}, {}, client);
    m_mailboxes[mailbox->name] = mailbox;
    return true;
}

bool Model::remove(const QByteArray &name, int client)
{
    const auto mailbox = find(name);
    if (mailbox == nullptr || mailbox->name == "INBOX")
        return false;
    note(Act::Deleted, *mailbox, 0, {}, {}, client);
    mailbox->isGone = true;
    m_mailboxes.erase(mailbox->name);
    return true;
}

bool Model::rename(const QByteArray &from, const QByteArray &to, int client)
{
    if (find(from) == nullptr || find(to) != nullptr || to.isEmpty() || from == "INBOX"
        || to.startsWith(from + '/'))
        return false;
    std::vector<std::shared_ptr<Mailbox>> moved;
    for (const auto &[name, mailbox] : m_mailboxes) {
        if (name == from || name.startsWith(from + '/'))
            moved.push_back(mailbox);
    }
    for (const auto &mailbox : moved) {
        const QByteArray name = to + mailbox->name.mid(from.size());
        note(Act::Renamed, *mailbox, 0, {}, name, client);
        m_mailboxes.erase(mailbox->name);
        mailbox->name = name;
        m_mailboxes[name] = mailbox;
    }
    return true;
}

quint32 Model::append(Mailbox &mailbox, const QByteArray &octets, const QByteArrayList &flags,
                      qint64 internalDate, int client)
{
    const bool areKept = client == 0 || (mailbox.keepsKeywords && !lies.copiesWithoutKeywords);
    Message message{mailbox.uidNext++, keptOf(flags, areKept), ++mailbox.highestModSeq, internalDate, octets,
                    testIdOf(octets)};
    std::sort(message.flags.begin(), message.flags.end());
    note(Act::Appended, mailbox, message.uid, message.testId, {}, client);
    mailbox.messages.push_back(message);
    return message.uid;
}

quint32 Model::copy(const Message &message, Mailbox &to, int client)
{
    Message other = message;
    other.flags = keptOf(message.flags, to.keepsKeywords && !lies.copiesWithoutKeywords);
    other.uid = to.uidNext++;
    other.modSeq = ++to.highestModSeq;
    note(Act::Copied, to, other.uid, other.testId, {}, client);
    to.messages.push_back(other);
    return other.uid;
}

void Model::expunge(Mailbox &mailbox, quint32 uid, int client)
{
    const Message *message = mailbox.find(uid);
    if (message == nullptr)
        return;
    note(Act::Expunged, mailbox, uid, message->testId, {}, client);
    mailbox.expunged.emplace_back(uid, ++mailbox.highestModSeq);
    std::erase_if(mailbox.messages, [uid](const Message &each) { return each.uid == uid; });
}

void Model::changeFlag(Mailbox &mailbox, quint32 uid, const QByteArray &flag, bool set, int client)
{
    Message *message = mailbox.find(uid);
    if (message == nullptr || message->flags.contains(flag) == set
        || (client != 0 && keptOf({flag}, mailbox.keepsKeywords).isEmpty()))
        return;
    if (set) {
        message->flags.append(flag);
        std::sort(message->flags.begin(), message->flags.end());
    } else {
        message->flags.removeAll(flag);
    }
    message->modSeq = ++mailbox.highestModSeq;
    note(set ? Act::Flagged : Act::Unflagged, mailbox, uid, message->testId, flag, client);
}

void Model::renumber(const QByteArray &name, quint32 firstUid)
{
    const auto old = find(name);
    if (old == nullptr)
        return;
    auto mailbox = std::make_shared<Mailbox>(*old);
    old->isGone = old->isNumberedAnew = true;
    mailbox->uidValidity = ++m_lastValidity;
    mailbox->uidNext = firstUid;
    mailbox->expunged.clear();
    for (Message &message : mailbox->messages)
        message.uid = mailbox->uidNext++;
    note(Act::Renumbered, *mailbox, 0, {}, QByteArray::number(mailbox->uidValidity), 0);
    m_mailboxes[mailbox->name] = mailbox;
}

QByteArray makeMessage(const QByteArray &testId, int lines)
{
    QByteArray octets = "Date: Thu, 1 Jan 2026 12:00:00 +0000\r\nFrom: Anna <anna@home.example>\r\n"
                        "To: me@home.example\r\nSubject: About "
        + testId + "\r\nMessage-ID: <" + testId + "@test.example>\r\nX-Test-Id: " + testId
        + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n";
    for (int i = 0; i < lines; ++i)
        octets += "Line " + QByteArray::number(i) + " of " + testId + ".\r\n";
    return octets;
}

QByteArray fieldOf(const QByteArray &octets, const QByteArray &name)
{
    const QByteArray header = "\r\n" + octets.left(octets.indexOf("\r\n\r\n") + 2);
    const qsizetype at = header.toLower().indexOf("\r\n" + name.toLower() + ':');
    if (at < 0)
        return {};
    qsizetype end = header.indexOf("\r\n", at + 2);
    while (end + 2 < header.size() && (header[end + 2] == ' ' || header[end + 2] == '\t'))
        end = header.indexOf("\r\n", end + 2);
    QByteArray value = header.mid(at + 3 + name.size(), end - at - 3 - name.size());
    return value.replace("\r\n", "").trimmed();
}

QByteArray toText(const Effect &effect)
{
    static const char *const names[] = {"appended", "copied",  "expunged", "flagged",   "unflagged",
                                        "created",  "deleted", "renamed",  "renumbered"};
    return QByteArray(names[static_cast<int>(effect.act)]) + ' ' + effect.mailbox + ' '
        + QByteArray::number(effect.uid) + ' ' + effect.testId + ' ' + effect.detail + " by "
        + QByteArray::number(effect.client);
}

}
