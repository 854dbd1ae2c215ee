// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/response.h"

#include <chrono>
#include <cstdint>
#include <set>

// Habits of real servers that follow the grammar (for those that do not: wire/quirks.h) and still are not
// what the standards say. Each has a name. Strict is the default; when a habit is made allowance for, the log
// says which. What a habit spoils and nobody relies on (RFC822, CLOSE) needs none, and is only named here.
namespace imap {

enum class ServerQuirk : std::uint8_t {
    WantsIdentity,
    FindsEverything,
    RefusesSets,
    Throttles,
    NotConnected,
    AnswersWithoutData,
    SurrogateMessage,
    ExpungesTheUnknown,
    DeletesAtOnce,
    ExpungesDuringFetch,
    OneMessageManyFolders,
    ThrottlesSilently,
    WantsWebSignIn,
    OwnModSeqs,
    SearchFails,
    EndlessBye,
    EmptySection,
    SearchesCoarsely,
    EmptyRfc822,
    UntrueQresync,
    OneLoginAConnection,
    WrongLiteralSize,
    LiteralNeverEnds,
    InventsMessages,
    AlertBeforeGreeting,
    EmptiesRenamedMailbox,
    DiesOfNamespace,
    EmptyReturnOptions,
    ListForgetsInbox,
    RefusesExtendedList,
    WrongMessageSize,
    OnlyUntaggedBad,
    MarksReceiptsItself,
    CloseKeepsDeleted,
    NamesInAnyCase,
    UnknownMechanism,
    SpeaksBeforeTls,
    GrantsConditionTwice,
    SendsReceipts,
    CopiesWithoutKeyword,
};

struct ServerQuirkRow {
    ServerQuirk quirk;
    const char *habit;
    const char *seenAt;
};

[[nodiscard]] const ServerQuirkRow &rowOf(ServerQuirk quirk) noexcept;
// Says at debug level that the habit was met, and so that something is done about it.
void noteHabit(ServerQuirk quirk);

// The habits that must be known before they show, by the server's greeting and capabilities.
using ServerQuirks = std::set<ServerQuirk>;
[[nodiscard]] ServerQuirks quirksOf(QByteArrayView greeting, const std::vector<QByteArray> &capabilities);
// The capabilities without those that must not be used with such a server.
[[nodiscard]] std::vector<QByteArray> usable(const ServerQuirks &quirks,
                                             std::vector<QByteArray> capabilities);

// How long a server wants to be left alone, by what it answers ("Suggested Backoff Time: 299961
// milliseconds",
// "[THROTTLED]"); zero: it does not say so. Never longer than an hour, whatever it claims.
[[nodiscard]] std::chrono::milliseconds throttleOf(const ResponseText &text);

// The text that a server sends in the place of one it cannot give; somebody may have written just that, too.
[[nodiscard]] std::optional<ServerQuirk> inventionIn(QByteArrayView text);

}
