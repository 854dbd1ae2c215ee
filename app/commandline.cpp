// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCoreApplication>
#include <QDir>

namespace app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
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

}

CommandLine parseCommandLine(const QStringList &arguments, const QString &currentFolder)
{
    Run run;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QStringLiteral("--help"))
            return PrintAndLeave{usage()};
        if (argument == QStringLiteral("--version"))
            return PrintAndLeave{QStringLiteral("Posthorn %1\n").arg(QStringLiteral(POSTHORN_VERSION))};
        const bool last = i + 1 == arguments.size();
        if (argument == QStringLiteral("--")) {
            if (!last)
                return BadUsage{tr("Posthorn takes no file or address yet, but “%1” was given.")
                                    .arg(arguments.at(i + 1))};
            break;
        }
        if (argument == QStringLiteral("--profile") || argument.startsWith(QStringLiteral("--profile="))) {
            const bool joined = argument != QStringLiteral("--profile");
            const QString folder = joined ? argument.mid(10) : (last ? QString() : arguments.at(++i));
            if (folder.isEmpty() || (!joined && folder.startsWith(QLatin1Char('-'))))
                return BadUsage{tr("The option --profile needs a folder.")};
            run.profile = QDir::cleanPath(QDir(currentFolder).absoluteFilePath(folder));
            continue;
        }
        if (argument.startsWith(QLatin1Char('-')))
            return unknown(argument);
        return BadUsage{tr("Posthorn takes no file or address yet, but “%1” was given.").arg(argument)};
    }
    return run;
}

}
