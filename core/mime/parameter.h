// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

#include <QByteArray>
#include <QByteArrayView>

#include <utility>
#include <vector>

namespace mime {

// Parameters as they stand in a field or in a BODYSTRUCTURE: name and value, quotes removed, nothing decoded.
using RawParameters = std::vector<std::pair<QByteArray, QByteArray>>;

// RFC 2231: continuations put together (in the order of their numbers, plain and percent-encoded ones mixed),
// charsets decoded; RFC 2047 words in plain values, which no standard allows and most senders write; raw
// 8-bit by guess. When a name comes both ways, the RFC 2231 form counts; of equal forms the first.
[[nodiscard]] ParameterList decodeParameters(const RawParameters &raw);

// value *(";" attribute "=" value) of Content-Type and Content-Disposition (RFC 2045, 5.1; RFC 2183),
// tolerant: comments, missing semicolons, unquoted blanks in values, quoted strings without an end.
struct StructuredValue {
    QByteArray value;  // lower case, no comments or blanks
    ParameterList parameters;
};
[[nodiscard]] StructuredValue parseStructuredValue(QByteArrayView raw);

[[nodiscard]] QString parameterValue(const ParameterList &parameters, QByteArrayView name);

}
