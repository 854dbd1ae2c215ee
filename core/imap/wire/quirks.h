// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>

// Deviations from the grammar that real servers produce and that we take as if they were correct. Each has a
// name, so that a log line tells which server habit was met; the table in quirks.cpp says where it was seen.
namespace imap {

enum class Quirk : std::uint8_t {
    BareContinuation,
    ExtraSpace,
    SizeNotANumber,
    NegativeModSeq,
    MissingConditionText,
    CodeWithoutCondition,
    MalformedCode,
    TaggedBye,
    ZeroForNonZero,
    ExtraFetchParenthesis,
    UnclosedFetch,
    SectionWithoutValue,
    ShortEnvelope,
    HollowEnvelope,
    LongAddress,
    ShortAddress,
    StrayNilAddress,
    AddressListIsString,
    EmptyMultipart,
    MultipartCutShort,
    MissingSubtype,
    DispositionIsString,
    DescriptionTwice,
    BodyFieldOutOfPlace,
    ParametersIsString,
    NilParameter,
    UnquotedMailbox,
    DelimiterNotAQuotedChar,
    BracketedModSeq,
    SpaceInCapability,
    OldDate,
    StoreForFetch,
    NumberBeforeEnvelope,
    ExpungedForExpunge,
    MeaninglessMailboxId,
};

struct QuirkRow {
    Quirk quirk;
    const char *deviation;
    const char *seenAt;
};

// The row of a quirk; the table is complete and in the order of the enumerators (proved at compile time).
[[nodiscard]] const QuirkRow &rowOf(Quirk quirk) noexcept;
// Says at debug level that a deviation was tolerated.
void tolerate(Quirk quirk);

}
