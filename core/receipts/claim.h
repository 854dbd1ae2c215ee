// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/numbers.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <optional>
#include <variant>

namespace receipts {

// The claim: setting $MDNSent on the server before anything is sent, so that of several clients one alone
// sends (RFC 3503; conditional STORE of RFC 7162, 3.1.3 where the server has it). This class decides and does
// nothing: it is told what the server said and answers with the next step; imap/sync carries the steps out on
// one connection, one after another, and tells what other commands on it bring (flagsOverheard()). A tagged
// OK proves nothing: only the untagged FETCH does.
class Claim
{
public:
    // --- steps for the driver
    struct FetchFlags {};  // UID FETCH n (FLAGS) or (FLAGS MODSEQ)
    struct RecordIntent {  // write ClaimIntent durably, then call intentRecorded()
        std::optional<imap::ModSeq> unchangedSince;
    };
    struct Store {  // UID STORE n [(UNCHANGEDSINCE m)] +FLAGS[.SILENT] ($MDNSent)
        std::optional<imap::ModSeq> unchangedSince;
        bool silent = false;
    };
    struct VerifyFetch {};  // UID FETCH n (FLAGS) after a STORE without FLAGS in its echo
    struct Wait {};         // a short pause, then call retry()
    struct Won {};
    struct Lost {};   // another client has handled it
    struct Refused {  // cannot be stored here
        enum class Why {
            NotPermanent,
            ReadOnly,
            ServerSaidNo,
            NotStored,
            MessageGone,
            Draft
        } why = Why::NotStored;
        QByteArray serverText;
    };
    struct Uncertain {};  // the keyword is there and nobody can tell whose it is
    struct GaveUp {};     // spurious MODIFIED too often: stays pending
    using Step = std::variant<FetchFlags, RecordIntent, Store, VerifyFetch, Wait, Won, Lost, Refused,
                              Uncertain, GaveUp>;

    struct Mailbox {
        bool readOnly = false;
        std::optional<QList<QByteArray>> permanentFlags;  // nullopt: not told
        bool anyKeyword = false;
        bool modSeqs = false;  // CONDSTORE on this mailbox, no NOMODSEQ
        // Dovecot (2.3) looks whether the condition holds at what the session has seen: of two STOREs within
        // a few milliseconds both are OK, with the same MODSEQ, and the second one has changed nothing. With
        // .SILENT it tells FLAGS only to who has not changed them, and so which of the two was the first.
        bool grantsTwice = false;
    };
    // One FETCH for the message as the server sent it.
    struct Echo {
        QList<QByteArray> flags;
        std::optional<imap::ModSeq> modSeq;
        bool hasFlags = true;  // no: MODSEQ alone (the echo of a silent STORE)
    };
    enum class Tagged { Ok, No, Bad };

    explicit Claim(Mailbox mailbox);

    // Whether $MDNSent would stay, by what PERMANENTFLAGS said. Not told means all (RFC 3501, 7.1); the claim
    // verifies.
    [[nodiscard]] static bool keepsKeyword(const std::optional<QList<QByteArray>> &permanentFlags,
                                           bool anyKeyword);

    [[nodiscard]] Step start();
    [[nodiscard]] Step flagsFetched(
        const std::optional<Echo> &fresh);  // nullopt: OK without a FETCH for the UID
    [[nodiscard]] Step intentRecorded();
    // Unsolicited flags of the message seen between the fetch and the STORE's sending (trap 5b: a fake win).
    void flagsOverheard(const Echo &echo);
    [[nodiscard]] Step storeAnswered(Tagged status, bool modifiedNamesUid, const QList<Echo> &echoes,
                                     const QByteArray &text);
    [[nodiscard]] Step verified(const std::optional<Echo> &echo);
    [[nodiscard]] Step retry();

private:
    enum class Stage { Looking, Recording, Storing, Verifying, Waiting };

    [[nodiscard]] Step tryAgain();
    [[nodiscard]] Step storeFailed(Tagged status, const QList<Echo> &echoes, const QByteArray &text);
    [[nodiscard]] Step storeSucceeded(const QList<Echo> &echoes);
    [[nodiscard]] Step silentStoreSucceeded(const QList<Echo> &echoes);
    [[nodiscard]] bool isSilent() const { return m_modSeq && m_mailbox.grantsTwice; }

    Mailbox m_mailbox;
    Stage m_stage = Stage::Looking;
    std::optional<imap::ModSeq> m_modSeq;  // of the fresh FETCH; nullopt: the STORE is unconditional
    QList<QByteArray> m_before;            // the flags of the same
    bool m_isOurs = false;                 // the echo of a silent STORE said so
    bool m_overheardKeyword = false;
    int m_tries = 0;
};

}
