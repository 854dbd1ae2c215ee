// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/fetchitems.h"
#include "core/imap/wire/uidset.h"
#include "core/store/rows.h"

namespace imap::sync {

// What becomes of messages whose data was refused, did not come, or is hollow (RFC 2180, 4.1 to 4.3): the
// server may have expunged them and not been able to say so yet. It is given the occasion (NOOP), what went
// is forgotten, what is still there is asked for again, a bounded number of times; a value that stands after
// that was meant. Pure: it names the next step, whoever drives it tells what came of it. Messages are UIDs
// throughout; no number is kept from one command to the next.
class Resolver
{
public:
    enum class Kind {
        Noop,    // answered by nooped()
        Pause,   // a second, then the same as Noop
        Probe,   // UID FETCH (UID FLAGS), answered by probed()
        Fetch,   // again, answered by fetched()
        Single,  // the same, one message at a time
        Done,
    };
    struct Step {
        Kind kind = Kind::Done;
        UidSet uids;
        friend bool operator==(const Step &, const Step &) = default;
    };

    // `refused`: the command ended with NO, which may mean that more is gone than has been told.
    Resolver(UidSet missing, UidSet hollow, bool refused);

    [[nodiscard]] Step begin();
    [[nodiscard]] Step nooped(const UidSet &gone);   // all that went by EXPUNGE or VANISHED so far
    [[nodiscard]] Step probed(const UidSet &alive);  // those that were answered
    [[nodiscard]] Step fetched(const UidSet &answered, const UidSet &hollow);

    // After Done: hollow values that were meant, messages the server knows nothing of, and those that it has
    // and does not give.
    [[nodiscard]] const UidSet &genuine() const noexcept { return m_genuine; }
    [[nodiscard]] const UidSet &unknown() const noexcept { return m_unknown; }
    [[nodiscard]] const UidSet &failed() const noexcept { return m_failed; }

private:
    [[nodiscard]] UidSet doubtful() const;
    [[nodiscard]] Step askAgain();

    UidSet m_missing, m_hollow;
    UidSet m_genuine, m_unknown, m_failed, m_alive;
    bool m_refused;
    bool m_singly = false;
    int m_noops = 0, m_issues = 0;
};

// Static data never changes (RFC 3501, 2.3.1.1). Before a message is taken away for good it is asked for once
// more: a server that has renumbered without another UIDVALIDITY would have us take another one.
inline constexpr char identityItems[] =
    "UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID SUBJECT FROM DATE)]";
enum class Identity { Same, Another, Unknown };  // Unknown: not answered, or nothing to compare
[[nodiscard]] Identity compareIdentity(const store::MessageRow &kept, const FetchItems &told);

}
