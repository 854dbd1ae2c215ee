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
    return tr("Usage: posthorn [--profile FOLDER] [mailto:ADDRESS]\n\n"
              "  --profile FOLDER  keep accounts, mail and settings in FOLDER alone\n"
              "  --version         print the version\n"
              "  --help            print this text\n"
              "  mailto:ADDRESS    open a window to write to that address\n");
}

BadUsage unknown(const QString &option)
{
    return {tr("Posthorn does not know the option “%1”. Try “posthorn --help”.").arg(option)};
}

BadUsage unexpected(const QString &argument)
{
    return {
        tr("Posthorn takes a single address that begins with “mailto:”, but “%1” was given.").arg(argument)};
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

bool isMailto(const QString &argument)
{
    return argument.startsWith(QStringLiteral("mailto:"), Qt::CaseInsensitive);
}

// What is left is at most one address; that it is a sound one, the composer finds out.
static CommandLine withAddress(Run run, const QStringList &rest)
{
    if (rest.isEmpty())
        return run;
    if (rest.size() > 1 || !isMailto(rest.first()) || rest.first().size() > longestAddress)
        return unexpected(rest.size() > 1 && isMailto(rest.first()) ? rest.at(1) : rest.first().left(200));
    run.mailto = rest.first().toUtf8();
    return run;
}

CommandLine parseCommandLine(const QStringList &arguments, const QString &currentFolder)
{
    Run run;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QStringLiteral("--"))
            return withAddress(std::move(run), arguments.sliced(i + 1));
        if (isMailto(argument))
            return withAddress(std::move(run), arguments.sliced(i));
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
