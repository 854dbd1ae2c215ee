// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QFileInfo>
#include <QProcess>

#include <testpaths.h>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// What a desktop or a web page can put on our command line.
class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsOwnOptions_data();
    void knowsItsOwnOptions();
    void takesAnAddress_data();
    void takesAnAddress();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void theProgramTakesNoOptionOfQt_data();
    void theProgramTakesNoOptionOfQt();
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
};

namespace {

QString program()
{
    return QStringLiteral(POSTHORN_BUILD_DIR "/app/posthorn");
}

struct Ran {
    int exitCode = -1;
    bool crashed = true;
    QByteArray out, err;
};

// Without a display, a session bus or a home that holds anything.
Ran runProgram(const QStringList &arguments)
{
    constexpr int patience = 30000;
    const QTemporaryDir home;
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"QT_DEBUG_PLUGINS"_s, u"1"_s);  // tells every folder plug-ins are looked for in
    environment.insert(u"LSAN_OPTIONS"_s, qEnvironmentVariable("LSAN_OPTIONS"));
    process.setProcessEnvironment(environment);
    process.start(program(), arguments);
    if (!process.waitForFinished(patience))
        return {};
    return {process.exitCode(), process.exitStatus() != QProcess::NormalExit, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

}

void CommandLineTest::knowsItsOwnOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("profile");
    QTest::newRow("none") << QStringList{} << QString();
    QTest::newRow("a profile") << QStringList{u"--profile"_s, u"/p"_s} << u"/p"_s;
    QTest::newRow("joined") << QStringList{u"--profile=/p"_s} << u"/p"_s;
    QTest::newRow("relative") << QStringList{u"--profile"_s, u"p/../q"_s} << u"/here/q"_s;
    QTest::newRow("with a dash, joined") << QStringList{u"--profile=-p"_s} << u"/here/-p"_s;
    QTest::newRow("the last one counts") << QStringList{u"--profile=a"_s, u"--profile=/b"_s} << u"/b"_s;
    QTest::newRow("nothing after --") << QStringList{u"--profile=/p"_s, u"--"_s} << u"/p"_s;
}

void CommandLineTest::knowsItsOwnOptions()
{
    QFETCH(QStringList, arguments);
    const auto parsed = app::parseCommandLine(arguments, u"/here"_s);
    QVERIFY(std::holds_alternative<app::Run>(parsed));
    QTEST(std::get<app::Run>(parsed).profile, "profile");
}

void CommandLineTest::refusesEverythingElse_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const QStringList &arguments) { QTest::newRow(name) << arguments; };
    row("plug-ins of a platform", {u"-platformpluginpath"_s, u"/tmp/evil"_s});
    row("with two dashes", {u"--platformpluginpath"_s, u"/tmp/evil"_s});
    row("joined", {u"-platformpluginpath=/tmp/evil"_s});
    row("a platform", {u"-platform"_s, u"vnc"_s});
    row("a platform theme", {u"-platformtheme"_s, u"x"_s});
    row("a plug-in", {u"-plugin"_s, u"evdev"_s});
    row("a style", {u"-style"_s, u"/tmp/evil.so"_s});
    row("a style sheet", {u"-stylesheet"_s, u"/tmp/evil.qss"_s});
    row("a style sheet, joined", {u"-stylesheet=/tmp/evil.qss"_s});
    row("the debugger", {u"-qmljsdebugger=port:1234,block"_s});
    row("a geometry", {u"-geometry"_s, u"1x1+0+0"_s});
    row("a display", {u"-display"_s, u"evil:0"_s});
    row("a session", {u"-session"_s, u"x"_s});
    row("right to left", {u"-reverse"_s});
    row("a window's title", {u"-qwindowtitle"_s, u"Bank"_s});
    row("an icon", {u"-qwindowicon"_s, u"/dev/zero"_s});
    row("no grabs", {u"-nograb"_s});
    row("behind our own option", {u"--profile"_s, u"/p"_s, u"-stylesheet"_s, u"/tmp/evil.qss"_s});
    row("a profile without a folder", {u"--profile"_s});
    row("a profile with nothing", {u"--profile="_s});
    row("a profile of no name", {u"--profile"_s, QString()});
    row("an option as the profile", {u"--profile"_s, u"-style"_s});
    row("something like our option", {u"--profiles"_s, u"/p"_s});
    row("our option with one dash", {u"-profile"_s, u"/p"_s});
    row("a lone dash", {u"-"_s});
    row("an empty argument", {QString()});
    row("three dashes", {u"---"_s});
    row("an option behind --", {u"--"_s, u"-stylesheet"_s, u"/tmp/evil.qss"_s});
    row("our option behind --", {u"--"_s, u"--version"_s});
    row("nothing behind --", {u"--"_s, QString()});
    row("two addresses", {u"mailto:a@example.org"_s, u"mailto:b@example.org"_s});
    row("an option behind an address", {u"mailto:a@example.org"_s, u"-style"_s});
    row("an address without its scheme", {u"--"_s, u"a@example.org"_s});
    row("another scheme", {u"--"_s, u"file:///etc/passwd"_s});
    row("an endless address", {u"mailto:"_s + QString(app::longestAddress, u'x')});
    row("a file", {u"/etc/passwd"_s});
    row("very long", {u"-"_s + QString(100000, u'x')});
    row("a line end", {u"-style\n--version"_s});
    row("the other way round", {u"-\u202Eelyts\u202C"_s});
    row("an escape sequence", {u"-\x1b[2J"_s});
    row("a placeholder", {u"-%1%n%s"_s});
    row("capitals", {u"--HELP"_s});
    row("help, joined", {u"--help=x"_s});
}

void CommandLineTest::takesAnAddress_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("mailto");
    QTest::newRow("alone") << QStringList{u"mailto:a@example.org"_s} << QByteArray("mailto:a@example.org");
    QTest::newRow("as desktops do") << QStringList{u"--"_s, u"MAILTO:a@example.org?subject=x"_s}
                                    << QByteArray("MAILTO:a@example.org?subject=x");
    QTest::newRow("with a profile") << QStringList{u"--profile"_s, u"/p"_s, u"mailto:a@example.org"_s}
                                    << QByteArray("mailto:a@example.org");
}

void CommandLineTest::takesAnAddress()
{
    QFETCH(QStringList, arguments);
    const auto parsed = app::parseCommandLine(arguments, u"/here"_s);
    QVERIFY(std::holds_alternative<app::Run>(parsed));
    QTEST(std::get<app::Run>(parsed).mailto, "mailto");
}

void CommandLineTest::refusesEverythingElse()
{
    QFETCH(QStringList, arguments);
    const auto parsed = app::parseCommandLine(arguments, u"/here"_s);
    QVERIFY(std::holds_alternative<app::BadUsage>(parsed));
    QVERIFY(!std::get<app::BadUsage>(parsed).sentence.isEmpty());
}

void CommandLineTest::theProgramTakesNoOptionOfQt_data()
{
    refusesEverythingElse_data();
}

void CommandLineTest::theProgramTakesNoOptionOfQt()
{
    COVERS("SEC-130");
    QFETCH(QStringList, arguments);
    QVERIFY2(QFileInfo(program()).isExecutable(), "the program is built before its tests");
    const Ran ran = runProgram(arguments);
    QVERIFY(!ran.crashed);
    QCOMPARE(ran.exitCode, 2);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(!ran.err.contains("QFactoryLoader") && !ran.err.contains("checking directory"), ran.err);
}

void CommandLineTest::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("help") << u"--help"_s << QByteArray("Usage: posthorn");
    QTest::newRow("version") << u"--version"_s << QByteArray("Posthorn " POSTHORN_VERSION "\n");
}

void CommandLineTest::helpAndVersionNeedNoDisplay()
{
    QFETCH(QString, option);
    QFETCH(QByteArray, words);
    const Ran ran = runProgram({option});
    QVERIFY(!ran.crashed);
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(ran.out.startsWith(words), ran.out);
}

POSTHORN_TEST(CommandLineTest)

#include "tst_commandline.moc"
