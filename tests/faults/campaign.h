// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <map>
#include <memory>

#include "tests/faults/mailserver.h"
#include "tests/support/memoryfolder.h"

namespace faults {

// A way of working, on a fresh set of messages each time.
struct Way {
    const char *name;
    MailServer::Kind server;
    bool fromNothing;                                   // the profile is new
    QByteArrayList (*wishes)(const QByteArray &first);  // with Message-IDs that begin so
    bool othersWork = false;                            // meanwhile the program was not running
};
[[nodiscard]] const std::vector<Way> &ways();

// What came of it, by the kind of call.
struct Tally {
    int points = 0, hits = 0, lost = 0, duplicated = 0, ghosts = 0, diverged = 0, crashed = 0;
    std::map<QByteArray, int> hitKinds;
    QByteArrayList what;

    void add(const Tally &other);
    [[nodiscard]] QByteArray toText() const;
};

// The victim, its profile, its servers. A point: the program works until its fault, starts again without one
// and is left alone; then all evidence is judged. The profile lives on from one point to the next.
class Campaign
{
public:
    // Why there is none; empty: all is well.
    [[nodiscard]] QString prepare();
    [[nodiscard]] bool hasServers() { return server(MailServer::Kind::New).servers().isRunning(); }
    // How many calls of which kind it takes.
    [[nodiscard]] std::map<QByteArray, int> callsOf(const Way &way);
    // `fault` as in shim/faultshim.cpp.
    [[nodiscard]] Tally tryPoint(const Way &way, const QByteArray &fault);

private:
    struct Ended {
        bool wasKilled = false;
        int code = 0;
    };
    [[nodiscard]] MailServer &server(MailServer::Kind kind);
    [[nodiscard]] QString profileOf(const Way &way) const;
    void start(QProcess &process, const Way &way, const QByteArray &fault, const QByteArrayList &wishes);
    [[nodiscard]] Ended work(const Way &way, const QByteArray &fault, const QByteArrayList &wishes);
    // Started again: what is wrong with it, or nothing once it has what the server has.
    [[nodiscard]] QByteArray recover(const Way &way);
    [[nodiscard]] QByteArrayList setOut(const Way &way);
    [[nodiscard]] Evidence collect(const Way &way, const Mailboxes &before);
    [[nodiscard]] QByteArray read(const QString &name) const;

    QTemporaryDir m_folder{inMemory()};
    std::map<MailServer::Kind, std::unique_ptr<MailServer>> m_servers;
    int m_point = 0;
};

}
