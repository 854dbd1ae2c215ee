// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/quirks.h"

#include "core/base/logging.h"

#include <array>

namespace imap {

namespace {

constexpr auto table = std::to_array<QuirkRow>({
    {Quirk::BareContinuation, "'+' without a space and text", "public-inbox"},
    {Quirk::ExtraSpace, "more than one space, or one at the end", "Yahoo, Exchange 5.5"},
    {Quirk::SizeNotANumber, "a size written as 9.3e+06, quoted, negative or NIL", "mail.ru"},
    {Quirk::NegativeModSeq, "MODSEQ -1 or beyond 63 bits", "Zoho"},
    {Quirk::MissingConditionText, "OK, NO or BAD without text", "Gmail"},
    {Quirk::CodeWithoutCondition, "a response code without OK in front", "home.pl"},
    {Quirk::MalformedCode, "a known response code with arguments we cannot read", "Outlook.com"},
    {Quirk::TaggedBye, "a tagged BYE", "wp.pl"},
    {Quirk::ZeroForNonZero, "0 where a number must be positive", "several"},
    {Quirk::ExtraFetchParenthesis, "superfluous '(' in FETCH data", "Domino"},
    {Quirk::UnclosedFetch, "FETCH data without its last ')'", "the examples of RFC 2180"},
    {Quirk::SectionWithoutValue, "BODY[...] without a value", "Yandex"},
    {Quirk::ShortEnvelope, "an envelope with fewer than ten fields", "several"},
    {Quirk::HollowEnvelope, "ENVELOPE NIL", "IMAP2bis servers"},
    {Quirk::LongAddress, "an address with more than four fields", "several"},
    {Quirk::ShortAddress, "an address with fewer than four fields", "several"},
    {Quirk::StrayNilAddress, "NIL as an element of an address list", "SmarterMail"},
    {Quirk::AddressListIsString, "a string where an address list belongs", "several"},
    {Quirk::EmptyMultipart, "a multipart that has no part", "several"},
    {Quirk::MultipartCutShort, "a nested multipart of which only the subtype is left", "Gmail, QQ, Yandex"},
    {Quirk::MissingSubtype, "a media type of one string", "several"},
    {Quirk::DispositionIsString, "a disposition as a bare string", "Exchange"},
    {Quirk::DescriptionTwice, "a second description before the encoding", "Exchange"},
    {Quirk::BodyFieldOutOfPlace, "a body field of the wrong kind", "several"},
    {Quirk::ParametersIsString, "a string where a parameter list belongs", "several"},
    {Quirk::NilParameter, "NIL as the name or value of a parameter", "several"},
    {Quirk::UnquotedMailbox, "an unquoted mailbox name with spaces or controls", "Exchange"},
    {Quirk::DelimiterNotAQuotedChar, "a hierarchy delimiter that is not one quoted character", "several"},
    {Quirk::BracketedModSeq, "results in parentheses in ESEARCH", "an unnamed server"},
    {Quirk::SpaceInCapability, "\"LITERAL +\" with a space", "several"},
    {Quirk::OldDate, "a date-time in an older form", "IMAP2 and IMAP2bis servers"},
    {Quirk::StoreForFetch, "'* n STORE' for '* n FETCH'", "IMAP2 servers"},
    {Quirk::NumberBeforeEnvelope, "a number in front of an envelope", "IMAP2 servers for MacMS"},
    {Quirk::ExpungedForExpunge, "'* n EXPUNGED' for '* n EXPUNGE'", "Mailutils 3.15"},
    {Quirk::MeaninglessMailboxId, "a MAILBOXID of octets that no id has", "Cyrus 3.6, in LIST-STATUS"},
});

constexpr bool isComplete()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].quirk) != i)
            return false;
    }
    return table.size() == static_cast<std::size_t>(Quirk::MeaninglessMailboxId) + 1;
}
static_assert(isComplete(), "one row for each quirk, in order");

}

const QuirkRow &rowOf(Quirk quirk) noexcept
{
    return table[static_cast<std::size_t>(quirk)];
}

void tolerate(Quirk quirk)
{
    const QuirkRow &row = rowOf(quirk);
    qCDebug(logWire, "tolerated: %s (seen at %s)", row.deviation, row.seenAt);
}

}
