// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <vector>

// What a client sends, taken apart as RFC 9051, 9 writes it, and pieces of the answer written as it asks.
namespace model {

struct Argument {
    enum class Kind { Atom, String, List };
    Kind kind = Kind::Atom;
    QByteArray text;
    std::vector<Argument> list;

    [[nodiscard]] bool is(const char *word) const { return kind == Kind::Atom && text.toUpper() == word; }
};

struct Command {
    QByteArray tag;
    QByteArray verb;  // upper case; "UID FETCH"
    std::vector<Argument> arguments;
};

// How much of `octets` is one whole command, line end included; 0: more must come. `asked` counts the
// synchronising literals that wait for "+".
struct Extent {
    qsizetype octets = 0;
    int asked = 0;
};
[[nodiscard]] Extent extentOf(const QByteArray &octets);
// A whole command without its last CRLF; nullopt: it is none.
[[nodiscard]] std::optional<Command> parseCommand(const QByteArray &octets);

// "1:3,7", "5:*"; `last` stands for "*". nullopt: no set, or one with a zero.
using NumberRanges = std::vector<std::pair<quint32, quint32>>;
[[nodiscard]] std::optional<NumberRanges> parseSet(const QByteArray &text, quint32 last);
[[nodiscard]] bool contains(const NumberRanges &ranges, quint32 number);
[[nodiscard]] QByteArray setText(const std::vector<quint32> &ascending);

[[nodiscard]] QByteArray quoted(const QByteArray &text);
[[nodiscard]] QByteArray literal(const QByteArray &octets);
[[nodiscard]] QByteArray nstring(const QByteArray &text);      // quoted where it can be; empty: NIL
[[nodiscard]] QByteArray mailboxText(const QByteArray &name);  // an atom where it can be

}
