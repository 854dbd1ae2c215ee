// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCoreApplication>
#include <QDir>

namespace app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("app", text);
}

QString usage()
{
    return tr("Usage: posthorn [--profile FOLDER]\n\n"
              "  --profile FOLDER  keep accounts, mail and settings in FOLDER alone\n"
              "  --version         print the version\n"
              "  --help            print this text\n");
}

BadUsage unknown(const QString &option)
{
    return {tr("Posthorn does not know the option “%1”. Try “posthorn --help”.").arg(option)};
}

BadUsage unexpected(const QString &argument)
{
    return {tr("Posthorn takes no file or address yet, but “%1” was given.").arg(argument)};
}

// The folder of "--profile FOLDER" or "--profile=FOLDER" at `i`, which moves to the last argument used; empty
// if there is none.
QString profileFolder(const QStringList &arguments, qsizetype &i)
{
    const QString &option = arguments.at(i);
    if (const qsizetype equals = option.indexOf(QLatin1Char('=')); equals >= 0)
        return option.mid(equals + 1);
    const QString folder = i + 1 < arguments.size() ? arguments.at(++i) : QString();
    return folder.startsWith(QLatin1Char('-')) ? QString() : folder;
}

// What is neither an option with a value nor one that goes on: the last word on the command line's meaning.
CommandLine lastWord(const QString &argument)
{
    if (argument == QStringLiteral("--help"))
        return PrintAndLeave{usage()};
    if (argument == QStringLiteral("--version"))
        return PrintAndLeave{QStringLiteral("Posthorn %1\n").arg(QStringLiteral(POSTHORN_VERSION))};
    if (argument.startsWith(QLatin1Char('-')))
        return unknown(argument);
    return unexpected(argument);
}

}

CommandLine parseCommandLine(const QStringList &arguments, const QString &currentFolder)
{
    Run run;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QStringLiteral("--")) {
            if (i + 1 < arguments.size())
                return unexpected(arguments.at(i + 1));
            break;
        }
        if (argument != QStringLiteral("--profile") && !argument.startsWith(QStringLiteral("--profile=")))
            return lastWord(argument);
        const QString folder = profileFolder(arguments, i);
        if (folder.isEmpty())
            return BadUsage{tr("The option --profile needs a folder.")};
        run.profile = QDir::cleanPath(QDir(currentFolder).absoluteFilePath(folder));
    }
    return run;
}

}
