// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"
#include "core/imap/session/messageset.h"

namespace imap {

enum class FlagChange { Add, Remove };
enum class StoreEcho { Flags, OnlyModSeq };

// UID STORE +FLAGS or -FLAGS (RFC 3501, 6.4.6), never the replacing form, which would wipe what other clients
// set. The untagged FETCH is the only evidence that anything was stored (RFC 4314, 4): .SILENT is for a
// conditional one alone, whose MODSEQ is told all the same (RFC 7162, 3.1.3), and with FLAGS only if somebody
// else has changed them. With `unchangedSince` it is conditional (RFC 7162, 3.1.3); value 0 is refused, it
// never succeeds anywhere. A server that does a part only (MESSAGELIMIT) is asked for the rest, unless it is
// conditional: then Completion::limit tells.
class StoreCommand final : public Command
{
    Q_OBJECT

public:
    StoreCommand(MessageSet messages, FlagChange change, std::vector<QByteArray> flags,
                 std::optional<ModSeq> unchangedSince = std::nullopt, StoreEcho echo = StoreEcho::Flags,
                 QObject *parent = nullptr);

    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    void prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                 const Numbering &numbering) override;
    [[nodiscard]] bool isNeedless(const Capabilities &server) const override;
    [[nodiscard]] bool goesOn(const Completion &completion) override;
    Claim offer(const Untagged &data) override;
    // FETCH responses for the set between sending and the tagged response, in order. They also reach
    // Session::untagged(), since they are news about flags like any other.
    [[nodiscard]] const std::vector<Fetch> &echoes() const noexcept { return m_echoes; }

private:
    MessageSet m_messages;
    FlagChange m_change;
    std::vector<QByteArray> m_flags;
    std::optional<ModSeq> m_unchangedSince;
    StoreEcho m_echo;
    quint64 m_mostEchoes;
    std::vector<Fetch> m_echoes;
    UidSet m_numbers;              // as prepared, for servers without UIDs
    bool m_isRefusedHere = false;  // as prepared: read-only, a keyword that an old server has no place for,
                                   // or messages whose numbers are lost
};

}
