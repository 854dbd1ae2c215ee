// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace imap {

// A list within a FETCH response. Use it like the vector it is, by `auto` or std::span.
template <typename T>
using List = std::vector<T>;

}
