// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace live {

struct ScriptRun {
    bool good = false;
    QByteArray output;
    QString complaint;  // when it was not good
};

// Runs one of the scripts that keep the servers, with their folder for what it prints; blocks. `script` is
// its path in the source tree.
[[nodiscard]] ScriptRun runScript(const QString &script, const QStringList &arguments, const QString &folder,
                                  const QByteArray &input = {});
[[nodiscard]] QString scriptPath(const QString &script);

// $POSTHORN_SERVERS or <build>/../servers: where the servers are unpacked.
[[nodiscard]] QString unpackedServers();
// tests/run sets POSTHORN_REQUIRE_LIVE: then a test without servers fails, else it is skipped.
[[nodiscard]] bool areServersRequired();

}
