// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/serverquirks.h"

#include "core/base/logging.h"
#include "core/imap/session/capabilities.h"

#include <algorithm>
#include <array>

namespace imap {

namespace {

constexpr auto table = std::to_array<ServerQuirkRow>({
    {ServerQuirk::WantsIdentity, "lets nobody SELECT who has not said ID", "NetEase (163, 126, 188)"},
    {ServerQuirk::FindsEverything, "a SEARCH finds the whole mailbox", "QQ"},
    {ServerQuirk::RefusesSets, "BAD or NO to a FETCH for one of its messages", "QQ, Yahoo"},
    {ServerQuirk::Throttles, "asks for a pause in the text of an answer", "Exchange Online"},
    {ServerQuirk::NotConnected, "a login without a mailbox behind it", "Exchange"},
    {ServerQuirk::AnswersWithoutData, "OK to a FETCH of text, without the text", "Exchange"},
    {ServerQuirk::SurrogateMessage, "a message about a message that could not be converted", "Exchange"},
    {ServerQuirk::ExpungesTheUnknown, "EXPUNGE of a number that was never there", "Exchange"},
    {ServerQuirk::DeletesAtOnce, "\\Deleted removes or archives at once", "Gmail"},
    {ServerQuirk::ExpungesDuringFetch, "EXPUNGE and new UIDs inside the answer to a FETCH", "Gmail"},
    {ServerQuirk::OneMessageManyFolders, "one message is in many folders", "Gmail"},
    {ServerQuirk::ThrottlesSilently, "OK, [THROTTLED]", "Gmail"},
    {ServerQuirk::WantsWebSignIn, "[WEBALERT]: a login on the web first", "Gmail"},
    {ServerQuirk::OwnModSeqs, "mod-sequences under a name of its own", "Yahoo"},
    {ServerQuirk::SearchFails, "NO or BAD to a SEARCH that is legal", "Yahoo, QQ, Yandex, Cyrus"},
    {ServerQuirk::EndlessBye, "BYE without end", "Yandex"},
    {ServerQuirk::EmptySection, "a section without its value", "Yandex"},
    {ServerQuirk::SearchesCoarsely, "a SEARCH finds more than was asked for", "Yandex, Domino"},
    {ServerQuirk::EmptyRfc822, "RFC822 is answered without data", "iCloud"},
    {ServerQuirk::UntrueQresync, "QRESYNC tells of messages as gone that are not", "iCloud"},
    {ServerQuirk::OneLoginAConnection, "a refused login is the last on its connection", "iCloud"},
    {ServerQuirk::WrongLiteralSize, "a literal of another size than announced", "Domino"},
    {ServerQuirk::LiteralNeverEnds, "a literal longer than what is ever sent", "several"},
    {ServerQuirk::InventsMessages, "a text of its own for a message that is gone", "Courier"},
    {ServerQuirk::AlertBeforeGreeting, "a line in front of the greeting", "Courier"},
    {ServerQuirk::EmptiesRenamedMailbox, "a mailbox that was renamed or deleted looks emptied", "Cyrus"},
    {ServerQuirk::DiesOfNamespace, "NAMESPACE ends the connection", "Exchange 2003"},
    {ServerQuirk::EmptyReturnOptions, "RETURN () returns nothing", "Office 365"},
    {ServerQuirk::ListForgetsInbox, "LIST with RETURN leaves INBOX out", "iCloud, Strato"},
    {ServerQuirk::RefusesExtendedList, "BAD to an extended LIST that is offered", "Proton Bridge"},
    {ServerQuirk::WrongMessageSize, "RFC822.SIZE is not the size", "hMailServer, Exchange"},
    {ServerQuirk::OnlyUntaggedBad, "an untagged BAD is all the answer there is", "interia.pl"},
    {ServerQuirk::MarksReceiptsItself, "$MDNSent where no receipt was sent, and none where one was",
     "Exchange"},
    {ServerQuirk::CloseKeepsDeleted, "CLOSE does not expunge", "Exchange"},
    {ServerQuirk::NamesInAnyCase, "names that differ in case are one mailbox", "Exchange"},
    {ServerQuirk::UnknownMechanism, "AUTH= of a mechanism nobody else knows", "GroupWise"},
    {ServerQuirk::SpeaksBeforeTls, "octets in clear where TLS should begin", "proxies"},
    {ServerQuirk::GrantsConditionTwice, "two conditional STOREs of one moment are both OK", "Dovecot"},
    {ServerQuirk::SendsReceipts, "sends read receipts by itself, unless that is switched off", "Exchange"},
    {ServerQuirk::CopiesWithoutKeyword, "COPY and APPEND leave a keyword out and are OK", "Dovecot"},
});

constexpr bool isComplete()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].quirk) != i)
            return false;
    }
    return table.size() == static_cast<std::size_t>(ServerQuirk::CopiesWithoutKeyword) + 1;
}
static_assert(isComplete(), "one row for each quirk, in order");

}

const ServerQuirkRow &rowOf(ServerQuirk quirk) noexcept
{
    return table[static_cast<std::size_t>(quirk)];
}

void noteHabit(ServerQuirk quirk)
{
    const ServerQuirkRow &row = rowOf(quirk);
    qCDebug(logSession, "habit met: %s (seen at %s)", row.habit, row.seenAt);
}

ServerQuirks quirksOf(QByteArrayView greeting, const std::vector<QByteArray> &capabilities)
{
    const Capabilities offered(capabilities);
    ServerQuirks quirks;
    if (greeting.contains("Coremail"))
        quirks.insert(ServerQuirk::WantsIdentity);
    if (greeting.contains("Microsoft Exchange Server 2003"))
        quirks.insert(ServerQuirk::DiesOfNamespace);
    // In the greeting of all versions; where that is another, by words that only Exchange Online has.
    if (greeting.contains("Microsoft Exchange") || offered.has("CLIENTACCESSRULES")
        || offered.has("BACKENDAUTHENTICATE"))
        quirks.insert(ServerQuirk::SendsReceipts);
    if (offered.has("AUTH=XGWTRUSTEDAPP"))
        quirks.insert(ServerQuirk::UnknownMechanism);
    // Others offer push by that name as well; the old word for the protocol beside it is iCloud's alone.
    if (offered.has("XAPPLEPUSHSERVICE") && offered.has("IMAP4"))
        quirks.insert({ServerQuirk::UntrueQresync, ServerQuirk::OneLoginAConnection});
    if (offered.has("X-GM-EXT-1"))
        quirks.insert({ServerQuirk::DeletesAtOnce, ServerQuirk::OneMessageManyFolders});
    if (offered.has("XYMHIGHESTMODSEQ"))
        quirks.insert(ServerQuirk::OwnModSeqs);
    // Dovecot names itself nowhere among them. Cyrus has the first one, too.
    if (offered.has("THREAD=REFS") && offered.has("I18NLEVEL=1") && !offered.has("MAILBOX-REFERRALS"))
        quirks.insert(ServerQuirk::GrantsConditionTwice);
    return quirks;
}

std::vector<QByteArray> usable(const ServerQuirks &quirks, std::vector<QByteArray> capabilities)
{
    const auto without = [&](ServerQuirk quirk, QByteArrayView name) {
        if (!quirks.contains(quirk) || !Capabilities(capabilities).has(name))
            return;
        noteHabit(quirk);
        std::erase_if(capabilities, [name](const QByteArray &each) {
            return name.compare(each, Qt::CaseInsensitive) == 0;
        });
    };
    without(ServerQuirk::UntrueQresync, "QRESYNC");
    without(ServerQuirk::DiesOfNamespace, "NAMESPACE");
    return capabilities;
}

std::chrono::milliseconds throttleOf(const ResponseText &text)
{
    using std::chrono::milliseconds;
    constexpr QByteArrayView suggested("suggested backoff time:");
    constexpr milliseconds longest = std::chrono::hours(1);
    constexpr milliseconds unsaid = std::chrono::seconds(30);
    const QByteArray lower = text.text.toLower();
    if (const qsizetype at = lower.indexOf(suggested); at >= 0) {
        const QByteArray number = lower.sliced(at + suggested.size()).trimmed().split(' ').front();
        bool isNumber = false;
        const qlonglong said = number.toLongLong(&isNumber);
        return isNumber && said >= 0 ? std::min(milliseconds(said), longest) : unsaid;
    }
    const bool isThrottled = text.has(code::Atom::Kind::Throttled) || lower.contains("[throttled]")
        || lower.contains("request is throttled");
    return isThrottled ? unsaid : milliseconds(0);
}

std::optional<ServerQuirk> inventionIn(QByteArrayView text)
{
    const QByteArrayView said = text.trimmed();
    if (said == "This message is no longer available on the server.")
        return ServerQuirk::InventsMessages;
    const bool isExchange =
        said.startsWith("Retrieval using the IMAP4 protocol failed for the following message")
        || said.startsWith("The message could not be retrieved using the IMAP4 protocol");
    return isExchange ? std::optional(ServerQuirk::SurrogateMessage) : std::nullopt;
}

}
