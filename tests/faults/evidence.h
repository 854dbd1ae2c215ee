// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <map>
#include <tuple>
#include <vector>

// What is known after a program was killed and started again, and what follows from it.
namespace faults {

struct Place {
    QByteArray mailbox;
    quint32 uid = 0;
    friend bool operator==(const Place &, const Place &) = default;
    friend bool operator<(const Place &a, const Place &b)
    {
        return std::tie(a.mailbox, a.uid) < std::tie(b.mailbox, b.uid);
    }
};
struct Mail {
    QByteArray messageId;
    QByteArray flags;  // in lower case, sorted, without \Recent
    friend bool operator==(const Mail &, const Mail &) = default;
};
using Mailboxes = std::map<Place, Mail>;

// One line of the server's ledger: "save", "copy", "expunge", "flag_change", "delete", "undelete".
struct Effect {
    QByteArray event, mailbox, messageId;
    friend bool operator==(const Effect &, const Effect &) = default;
};

struct Evidence {
    Mailboxes before, after;      // on the server
    std::vector<Effect> effects;  // of what the program did, from the server's ledger
    QByteArrayList asked;         // wishes as victim.h words them
    QByteArrayList durable;       // those of them it was told are
};

struct Findings {
    QByteArrayList lost, duplicated, ghosts;
    [[nodiscard]] QByteArrayList all() const { return lost + duplicated + ghosts; }
};

// Each wish that was durable has happened once, each that was asked for at most once and not by half, and
// nothing else has.
[[nodiscard]] Findings judge(const Evidence &evidence);
// The ledger tells how `after` came to be: nothing is missing in it.
[[nodiscard]] bool isComplete(const Evidence &evidence);

[[nodiscard]] std::vector<Effect> parseLedger(const QByteArray &log, const QByteArray &exceptProcess);

}
