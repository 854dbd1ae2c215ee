// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/commands/messages.h"
#include "core/imap/session/searchprogram.h"

#include <QDateTime>

#include <span>
#include <vector>

namespace imap {

// NOOP (RFC 3501, 6.1.2): the server tells what has changed.
class NoopCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    // CHECK instead: for old servers that look for new mail at no other time (IMAP2bis).
    void sayCheck() { m_asCheck = true; }
    Claim offer(const Untagged &data) override;
    [[nodiscard]] bool hasToldNews() const noexcept { return m_hasToldNews; }  // NOOP is enough
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    bool m_asCheck = false, m_hasToldNews = false;
};

// IDLE (RFC 2177). done() ends it; the session ends it by itself when another command is queued and before 29
// minutes.
class IdleCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    std::optional<CommandText> answer(const Continuation &continuation) override;
    [[nodiscard]] std::optional<CommandText> ending() const override;
    void done() { Q_EMIT endingWanted(); }
    [[nodiscard]] bool isIdling() const noexcept { return m_idling; }  // "+" has come: DONE may be sent

private:
    bool m_idling = false;
};

// UNSELECT (RFC 3691); the caller checks Capabilities::unselect() and otherwise selects another mailbox,
// which expunges nothing either (RFC 3501, 6.4.2).
class UnselectCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return server.unselect(); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Event> consequence() const override { return Event::MailboxClosed; }
};

// UID SEARCH (RFC 3501, 6.4.4). Text the server refuses in UTF-8 is asked once more in a charset that it
// names
// ([BADCHARSET]). A refusal that remains, NO [BADCHARSET] or Unsupported, says that no way is left but to
// search what is kept here.
class SearchCommand final : public Command
{
    Q_OBJECT

public:
    explicit SearchCommand(const SearchKey &key, QObject *parent = nullptr);
    explicit SearchCommand(CommandText criteria,
                           QObject *parent = nullptr);  // ASCII, by who knows the grammar
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    // Before IMAP4 there was no CHARSET, and no agreement about "\" in quoted strings.
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const UidSet &found() const;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    // On servers without UIDs: the messages there were when it was sent.
    [[nodiscard]] const UidSet &everything() const noexcept { return m_everything; }

private:
    void include(std::span<const UidRange> more);

    SearchProgram m_program;
    mutable UidSet m_found;
    mutable std::vector<UidRange> m_parts;  // not yet in m_found, in any order
    UidSet m_everything;
};

// APPEND (RFC 3501, 6.3.11): one message, CRLF line ends; see isAppendable() for what is never sent.
class AppendCommand final : public Command
{
    Q_OBJECT

public:
    AppendCommand(QByteArray mailbox, std::vector<QByteArray> flags, QDateTime internalDate,
                  QByteArray message, QObject *parent = nullptr);
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &server) const override;

private:
    QByteArray m_mailbox;
    NewMessage m_message;
};

}
