// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// What this process has allocated and not freed, in octets, touched or not. Resident memory would count what
// a sanitizer keeps of freed memory, and would miss what was asked for and never written.
[[nodiscard]] qint64 heapOctets();
