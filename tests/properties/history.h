// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

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
// What an environment variable says, where it is a number.
[[nodiscard]] quint32 numberFrom(const char *variable, quint32 otherwise);
