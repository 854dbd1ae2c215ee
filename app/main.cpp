// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline.h"
#include "app/quitsignals.h"
#include "app/singleinstance.h"
#include "widgets/translation.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QLocale>
#include <QMessageBox>

#include <cstdio>
#include <sys/stat.h>

namespace {

constexpr int exitUsage = 2;
constexpr int exitFailure = 1;

void complain(const QString &sentence)
{
    std::fputs(qPrintable(sentence + QLatin1Char('\n')), stderr);
}

// Where the program was started from may be a folder full of what others have sent. Nothing is looked for
// there, whatever relative paths the environment names: no plug-in, no helper.
void leaveStartFolder()
{
    if (!QDir::setCurrent(QDir::homePath()))
        QDir::setCurrent(QDir::rootPath());
}

int run(QApplication &application, const app::Run &options)
{
    const auto paths =
        options.profile.isEmpty() ? store::ProfilePaths::xdg() : store::ProfilePaths::in(options.profile);
    if (const auto done = paths.prepare(); !done) {
        complain(QCoreApplication::translate("Start", "Posthorn cannot use its folder %1: %2.")
                     .arg(paths.data, QString::fromUtf8(done.error().detail)));
        return exitFailure;
    }
    app::SingleInstance instance(paths.state);
    if (!instance.acquire(options.mailto))
        return 0;
    SystemClock clock;
    app::Application posthorn(paths, clock);
    QObject::connect(
        &posthorn, &app::Application::cannotStart, &application, [&application](const QString &sentence) {
            complain(sentence);
            auto *box = new QMessageBox(QMessageBox::Critical, QStringLiteral("Posthorn"), QString());
            box->setTextFormat(Qt::PlainText);
            box->setText(sentence);
            box->setAttribute(Qt::WA_DeleteOnClose);
            QObject::connect(box, &QMessageBox::finished, &application,
                             [] { QCoreApplication::exit(exitFailure); });
            box->open();
        });
    QObject::connect(&instance, &app::SingleInstance::raiseRequested, &posthorn, &app::Application::raise);
    QObject::connect(&instance, &app::SingleInstance::writeRequested, &posthorn, &app::Application::writeTo);
    if (!options.mailto.isEmpty())
        posthorn.writeTo(options.mailto);
    const app::QuitSignals signalled;
    QObject::connect(&signalled, &app::QuitSignals::quitWanted, &application, [&posthorn] {
        posthorn.endWindow();  // a question would keep the session from ending
        QCoreApplication::quit();
    });
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &posthorn,
                     &app::Application::keepWritten);
    posthorn.start();
    return QApplication::exec();
}

}

int main(int argc, char **argv)
{
    ::umask(S_IRWXG | S_IRWXO);  // whatever is written belongs to this user alone
    // Qt sees none of the arguments: its own options ("-platformpluginpath" …) are not for whoever made us
    // open a link.
    int one = 1;
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    // Help and mistakes need no display.
    const app::CommandLine commandLine = app::parseCommandLine(arguments, QDir::currentPath());
    if (const auto *print = std::get_if<app::PrintAndLeave>(&commandLine)) {
        std::fputs(qPrintable(print->text), stdout);
        return 0;
    }
    if (const auto *bad = std::get_if<app::BadUsage>(&commandLine)) {
        complain(bad->sentence);
        return exitUsage;
    }
    leaveStartFolder();
    QApplication application(one, argv);
    QApplication::setApplicationName(QStringLiteral("posthorn"));
    QApplication::setApplicationDisplayName(QStringLiteral("Posthorn"));
    QApplication::setApplicationVersion(QStringLiteral(POSTHORN_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.posthorn.posthorn"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/org.posthorn.posthorn.svg")));
    installTranslations(application, QLocale());
    return run(application, std::get<app::Run>(commandLine));
}
