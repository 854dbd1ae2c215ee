// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/uidplus.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/quirks.h"
#include "core/imap/wire/sets.h"

namespace imap {

namespace {

quint64 countOf(const std::vector<UidRange> &ranges)
{
    quint64 count = 0;
    for (const UidRange range : ranges)
        count += quint64{range.last.value} - range.first.value + 1;
    return count;
}

std::vector<Uid> expanded(const std::vector<UidRange> &ranges, quint64 count)
{
    std::vector<Uid> uids;
    uids.reserve(static_cast<std::size_t>(count));
    for (const UidRange range : ranges) {
        for (quint64 value = range.first.value; value <= range.last.value; ++value)
            uids.push_back(Uid{static_cast<quint32>(value)});
    }
    return uids;
}

// Outlook.com sends "[COPYUID 1  ]".
std::vector<UidRange> rangesIfThere(Cursor &in)
{
    in.acceptSpaces();
    return in.isDigitNext() ? uidRanges(in) : std::vector<UidRange>();
}

}

// resp-code-apnd = "APPENDUID" SP nz-number SP append-uid                                    (RFC 4315, 4)
ResponseCode appendUid(Cursor &in)
{
    in.space();
    code::AppendUid code;
    code.validity = UidValidity{in.nonZeroNumber()};
    in.acceptSpaces();
    if (in.isDigitNext())
        code.uids = uidSet(in);
    return code;
}

// resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set                              (RFC 4315, 4)
// The two sets pair by position; sets that do not pair, or that nobody could have copied, tell nothing.
ResponseCode copyUid(Cursor &in)
{
    in.space();
    code::CopyUid code;
    code.validity = UidValidity{in.nonZeroNumber()};
    const auto source = rangesIfThere(in);
    const auto destination = rangesIfThere(in);
    const quint64 count = countOf(source);
    if (in.failed() || count != countOf(destination) || count > limits::copiedMessages) {
        tolerate(Quirk::MalformedCode);
        return code;
    }
    code.source = expanded(source, count);
    code.destination = expanded(destination, count);
    return code;
}

}
