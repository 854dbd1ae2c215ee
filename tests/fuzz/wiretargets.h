// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/framer.h"
#include "core/imap/wire/mailboxname.h"
#include "core/imap/wire/parser.h"
#include "core/imap/wire/section.h"
#include "core/imap/wire/uidset.h"

#include <algorithm>
#include <vector>

#include "tests/core/imap/wire/print.h"

// What must hold for any octets a server can send. Each function is total and says whether its properties
// held; the fuzz targets and the replay of the corpus share them.
namespace fuzz {

struct Outcome {
    std::vector<QByteArray> frames;
    std::vector<Result<imap::Response>> values;
    std::optional<Error::Kind> lost;

    [[nodiscard]] bool isSameAs(const Outcome &other) const
    {
        if (frames != other.frames || lost != other.lost)
            return false;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool isValue = static_cast<bool>(values[i]);
            if (isValue != static_cast<bool>(other.values[i]) || (isValue && *values[i] != *other.values[i]))
                return false;
        }
        return true;
    }
};

inline void drain(imap::ResponseFramer &framer, Outcome &outcome)
{
    while (true) {
        const auto frame = framer.next();
        if (!frame) {
            outcome.lost = frame.error().kind;
            return;
        }
        if (!*frame)
            return;
        outcome.frames.push_back(**frame);
        outcome.values.push_back(imap::parseResponse(**frame));
    }
}

// Feeds the stream in pieces of `size` octets, the first one of `first`.
inline Outcome fed(QByteArrayView stream, qsizetype first, qsizetype size)
{
    imap::ResponseFramer framer({.lineOctets = 64 * 1024, .frameOctets = 256 * 1024});
    Outcome outcome;
    for (qsizetype at = 0, length = first; at < stream.size(); at += length, length = size) {
        length = std::min(length, stream.size() - at);
        framer.feed(stream.sliced(at, length));
        drain(framer, outcome);
    }
    return outcome;
}

// Framer alone: it gives back what it got, cut behind line ends.
inline bool framer(QByteArrayView stream)
{
    imap::ResponseFramer framer({.lineOctets = 1024, .frameOctets = 4096});
    QByteArray handedOut;
    const qsizetype step = stream.isEmpty() ? 1 : 1 + static_cast<unsigned char>(stream.front()) % 64;
    std::vector<QByteArray> frames;  // kept: a later octet must not change an earlier frame
    for (qsizetype at = 0; at < stream.size(); at += step) {
        framer.feed(stream.sliced(at, std::min(step, stream.size() - at)));
        auto frame = framer.next();
        for (; frame && *frame; frame = framer.next()) {
            if (!(*frame)->endsWith("\r\n") || (*frame)->size() > 4096 + 2)
                return false;
            frames.push_back(**frame);
        }
        if (!frame)
            return framer.pending() == 0;
    }
    for (const QByteArray &frame : frames)
        handedOut += frame;
    return stream.startsWith(handedOut) && framer.pending() == stream.size() - handedOut.size();
}

// A value that is printed and read again is the same value.
inline bool survivesPrinting(const Result<imap::Response> &value)
{
    const auto printed = value ? print::response(*value) : std::nullopt;
    if (!printed)
        return true;
    const auto again = imap::parseResponse(*printed);
    return again && *again == *value;
}

// BODYSTRUCTURE and ENVELOPE, whatever stands for them.
inline bool structures(QByteArrayView octets)
{
    const auto isSound = [octets](QByteArray frame) {
        const auto value = imap::parseResponse(frame.append(octets).append(")\r\n"));
        return survivesPrinting(value);
    };
    return isSound("* 1 FETCH (BODYSTRUCTURE ") && isSound("* 1 FETCH (ENVELOPE ");
}

// Framer and parser: the result does not depend on how the octets arrived.
inline bool responses(QByteArrayView stream)
{
    const qsizetype whole = std::max<qsizetype>(1, stream.size());
    const Outcome atOnce = fed(stream, whole, whole);
    if (!std::all_of(atOnce.values.begin(), atOnce.values.end(), survivesPrinting))
        return false;
    if (stream.size() <= 4096 && !fed(stream, 1, 1).isSameAs(atOnce))
        return false;
    const qsizetype cut = stream.isEmpty() ? 1 : 1 + static_cast<unsigned char>(stream.back()) % whole;
    return fed(stream, cut, whole).isSameAs(atOnce) && fed(stream, 7, 13).isSameAs(atOnce);
}

// Sets: ascending, disjoint, not touching; printed and read again they are the same; so are their pieces.
inline bool uidSet(QByteArrayView text)
{
    const auto set = imap::parseUidSet(text);
    if (!set)
        return true;
    quint64 end = 0;
    imap::UidSet added;
    for (const imap::UidRange range : set->ranges()) {
        if (range.first.value == 0 || range.last < range.first || (end > 0 && range.first.value <= end + 1))
            return false;
        end = range.last.value;
        added.add(range);
    }
    const auto again = imap::parseUidSet(set->toText());
    quint64 inPieces = 0;
    for (const imap::UidSet &piece : set->split(40)) {
        if (piece.toText().size() > 40)
            return false;
        inPieces += piece.count();
    }
    return again && *again == *set && added == *set && inPieces == set->count();
}

// Names: what decodes is the only way to write it; display never fails; any text survives encoding.
inline bool mailboxName(QByteArrayView octets)
{
    (void)imap::canonicalSection(octets);
    const QString shown = imap::displayName(octets);
    const auto decoded = imap::decodeModifiedUtf7(octets);
    if (decoded && (imap::encodeModifiedUtf7(*decoded) != octets || shown != *decoded))
        return false;
    const QByteArray written = imap::encodeModifiedUtf7(shown);
    const auto readAgain = imap::decodeModifiedUtf7(written);
    return readAgain && imap::encodeModifiedUtf7(*readAgain) == written;
}

}
