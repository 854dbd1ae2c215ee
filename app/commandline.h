// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <variant>

namespace app {

// What the command line asked for. Only our own options exist: Qt's ("-platformpluginpath", "-stylesheet" …)
// are refused like any unknown one, because a desktop hands us addresses from web pages.
struct Run {
    QString profile;         // absolute; empty: the XDG folders
    QByteArray mailto = {};  // an address of RFC 6068 that is to be written to; empty: none
};
struct PrintAndLeave {
    QString text;
};
struct BadUsage {
    QString sentence;
};
using CommandLine = std::variant<Run, PrintAndLeave, BadUsage>;

[[nodiscard]] bool isMailto(const QString &argument);
inline constexpr qsizetype longestAddress = 60'000;  // more is no link of anybody's

// `arguments` without the program's name. Everything after "--" is an argument, never an option.
[[nodiscard]] CommandLine parseCommandLine(const QStringList &arguments, const QString &currentFolder);

}
