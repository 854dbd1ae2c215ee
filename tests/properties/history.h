// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/properties/modelworld.h"

// A random history of one server: what several clients do to it, ours among them, and what becomes of the
// lines. Each step is a value, so that steps can be left out of a history that fails without changing the
// others.
struct Step {
    enum class Kind {
        Append,
        Expunge,
        Flag,
        Move,
        Create,
        Delete,
        Rename,
        Renumber,
        Drop,          // the lines of one account
        Capabilities,  // of one account's next connections
        Open,          // another folder on screen
        Mark,          // our own client sets a keyword
        Time,
    };
    Kind kind = Kind::Append;
    quint32 a = 0, b = 0, c = 0;
    int rounds = 0;  // of octets that go back and forth behind it; -1: until all is said
};
struct History {
    quint32 seed = 0;
    std::vector<Step> steps;
};

[[nodiscard]] History drawHistory(quint32 seed);
[[nodiscard]] QByteArray toText(const Step &step);

struct Verdict {
    QByteArray what;  // empty: everything is as it must be
    int marks = 0;    // keywords of ours that reached the server
    int copies = 0;   // that were compared
};
// In a world that may have seen others before.
[[nodiscard]] Verdict carryOut(ModelWorld &world, const History &history);
// The shortest history found that still fails, by leaving steps out.
[[nodiscard]] History shrink(const History &history, int mostTries = 150);
