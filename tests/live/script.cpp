// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/script.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <testpaths.h>

namespace live {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

QString scriptPath(const QString &script)
{
    return QStringLiteral(POSTHORN_SOURCE_DIR) + u'/' + script;
}

ScriptRun runScript(const QString &script, const QStringList &arguments, const QString &folder,
                    const QByteArray &input)
{
    QProcess process;
    // The servers outlive the command that starts them and would keep a pipe open: they get files.
    const QString output = folder + u"/command.out"_s;
    const QString errors = folder + u"/command.err"_s;
    process.setStandardOutputFile(output);
    process.setStandardErrorFile(errors);
    process.start(scriptPath(script), arguments);
    process.write(input);
    process.closeWriteChannel();
    ScriptRun run;
    run.good = process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
    run.output = contents(output);
    if (!run.good)
        run.complaint = arguments.first() + u": "_s + QString::fromLocal8Bit(contents(errors)).trimmed();
    return run;
}

QString unpackedServers()
{
    const QString chosen = qEnvironmentVariable("POSTHORN_SERVERS");
    return chosen.isEmpty() ? QDir::cleanPath(QStringLiteral(POSTHORN_BUILD_DIR) + u"/../servers"_s) : chosen;
}

bool areServersRequired()
{
    return qEnvironmentVariableIsSet("POSTHORN_REQUIRE_LIVE");
}

}
