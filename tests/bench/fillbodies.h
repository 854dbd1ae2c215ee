// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/writer.h"

#include <QUuid>

// A folder of mail with texts, as a search finds it: words as often as words are, one in three messages with
// the word "meeting", and all of them to Alice Morgan.
namespace fillbodies {

inline constexpr qsizetype bodyOctets = 2090;

// INBOX of `account`, in the transactions of the writer.
void fill(store::Writer &writer, const QUuid &account, quint32 messages);
struct Indexing {
    double seconds = 0, longestSliceMs = 0;
};
[[nodiscard]] Indexing index(store::Writer &writer);  // all that has been filled in

}
