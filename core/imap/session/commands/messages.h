// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/session/messageset.h"

#include <QDateTime>

// What brings messages from one mailbox to another, or out of it.
namespace imap {

// UID COPY (RFC 3501, 6.4.7). NO [TRYCREATE]: the mailbox is not there. Flags and INTERNALDATE go along on
// most servers. One that refuses so many at once (MESSAGELIMIT; RFC 9738) gets them in several commands.
class CopyCommand final : public Command
{
public:
    CopyCommand(MessageSet messages, QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_messages(std::move(messages)), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    // What has arrived as what, of all commands that it took; nullopt: not told (UIDPLUS).
    [[nodiscard]] const std::optional<code::CopyUid> &copied() const noexcept { return m_copied; }

private:
    MessageSet m_messages;
    MessageSet m_later;
    quint32 m_most = 0;  // at once, when it has said so
    UidSet m_numbers;    // on servers without UIDs
    QByteArray m_mailbox;
    std::optional<code::CopyUid> m_copied;
};

// UID MOVE (RFC 6851). See move.h for servers that lack it.
class MoveCommand final : public Command
{
    Q_OBJECT

public:
    MoveCommand(MessageSet messages, QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_messages(std::move(messages)), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    // COPYUID comes in an untagged OK before the EXPUNGEs (RFC 6851, 4.3).
    Claim offer(const Untagged &data) override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    [[nodiscard]] const std::optional<code::CopyUid> &copied() const noexcept { return m_copied; }

Q_SIGNALS:
    void told(const imap::code::CopyUid &copied);  // in a line of its own, before they are gone here

private:
    MessageSet m_messages;
    QByteArray m_mailbox;
    std::optional<code::CopyUid> m_copied;
};

// UID EXPUNGE (RFC 4315, 2.1). There is no EXPUNGE without UIDs here: it would remove what others have
// marked.
class ExpungeCommand final : public Command
{
public:
    explicit ExpungeCommand(MessageSet messages, QObject *parent = nullptr)
        : Command(parent), m_messages(std::move(messages))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;

private:
    MessageSet m_messages;
};

// One message on its way to the server.
struct NewMessage {
    std::vector<QByteArray> flags;
    QDateTime internalDate;  // invalid: the time of arrival
    QByteArray octets;       // CRLF line ends
};

// Whether it can be sent at all: not empty, which would cancel (RFC 3502, 3), no \Recent, NUL only as a
// literal8 (BINARY; RFC 3516, 4.4), and not beyond what the server says it takes (APPENDLIMIT; RFC 7889).
[[nodiscard]] bool isAppendable(const NewMessage &message, const Capabilities &server);
// Its flags, date and text behind the mailbox of APPEND. One with UTF-8 in its header says so once
// UTF8=ACCEPT is enabled (RFC 6855, 4); before that it goes like any other.
void sayMessage(CommandText &text, const NewMessage &message, const Capabilities &server);

// Several messages in one APPEND (RFC 3502): all of them, or none. appendAll() makes one command each
// for servers that lack it, and several for those that take only so many at once (RFC 9738).
class MultiAppendCommand final : public Command
{
public:
    MultiAppendCommand(QByteArray mailbox, std::vector<NewMessage> messages, QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox)), m_messages(std::move(messages))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    QByteArray m_mailbox;
    std::vector<NewMessage> m_messages;
};
[[nodiscard]] std::vector<std::unique_ptr<Command>> appendAll(const QByteArray &mailbox,
                                                              const std::vector<NewMessage> &messages,
                                                              const Capabilities &server);

// UID REPLACE (RFC 8508): the new message stands, and the old is gone, in one step. See replacement.h for
// servers that lack it.
class ReplaceCommand final : public Command
{
public:
    ReplaceCommand(Uid replaced, QByteArray mailbox, NewMessage message, QObject *parent = nullptr)
        : Command(parent), m_replaced(replaced), m_mailbox(std::move(mailbox)), m_message(std::move(message))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    // What the new one is called; nullopt: not told (UIDPLUS), or only in the tagged OK.
    [[nodiscard]] const std::optional<code::AppendUid> &appended() const noexcept { return m_appended; }

private:
    Uid m_replaced;
    QByteArray m_mailbox;
    NewMessage m_message;
    std::optional<code::AppendUid> m_appended;
};

}
