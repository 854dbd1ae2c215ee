// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

#include <QDateTime>

// What brings messages from one mailbox to another, or out of it.
namespace imap {

// UID COPY (RFC 3501, 6.4.7). NO [TRYCREATE]: the mailbox is not there. Flags and INTERNALDATE go along on
// most servers.
class CopyCommand final : public Command
{
public:
    CopyCommand(UidSet uids, QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_uids(std::move(uids)), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;

private:
    UidSet m_uids;
    UidSet m_numbers;  // on servers without UIDs
    QByteArray m_mailbox;
};

// UID MOVE (RFC 6851). See move.h for servers that lack it.
class MoveCommand final : public Command
{
public:
    MoveCommand(UidSet uids, QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_uids(std::move(uids)), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    // COPYUID comes in an untagged OK before the EXPUNGEs (RFC 6851, 4.3).
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<code::CopyUid> &copied() const noexcept { return m_copied; }

private:
    UidSet m_uids;
    QByteArray m_mailbox;
    std::optional<code::CopyUid> m_copied;
};

// UID EXPUNGE (RFC 4315, 2.1). There is no EXPUNGE without UIDs here: it would remove what others have
// marked.
class ExpungeCommand final : public Command
{
public:
    explicit ExpungeCommand(UidSet uids, QObject *parent = nullptr) : Command(parent), m_uids(std::move(uids))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    UidSet m_uids;
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

// Several messages in one APPEND (RFC 3502): all of them, or none. appendAll() makes one command each
// for servers that lack it.
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

// UID REPLACE (RFC 8508): the new message stands, and the old is gone, in one step.
class ReplaceCommand final : public Command
{
public:
    ReplaceCommand(Uid replaced, QByteArray mailbox, NewMessage message, QObject *parent = nullptr)
        : Command(parent), m_replaced(replaced), m_mailbox(std::move(mailbox)), m_message(std::move(message))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    Uid m_replaced;
    QByteArray m_mailbox;
    NewMessage m_message;
};

}
