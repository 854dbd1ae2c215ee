// SPDX-License-Identifier: GPL-3.0-or-later
// The main function of every test program: runs all registered classes, or those named with --only CLASS.
// With POSTHORN_CUT=1 many times, each with the servers' lines cut in another place.
// A campaign in one test function may take longer than Qt's five minutes.
#include "tests/support/cuts.h"
#include "tests/support/testcase.h"

#ifdef POSTHORN_GUI_TESTS
#include <QApplication>
#endif
#include <cstdio>
#include <cstring>

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
#ifdef POSTHORN_GUI_TESTS
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QApplication application(argc, argv);
#else
    const QCoreApplication application(argc, argv);
#endif
    QStringList arguments = QCoreApplication::arguments();
    QString only;
    if (const qsizetype at = arguments.indexOf(QStringLiteral("--only"));
        at > 0 && at + 1 < arguments.size()) {
        only = arguments.at(at + 1);
        arguments.remove(at, 2);
    }
    for (const char *campaign :
         {"POSTHORN_HISTORIES", "POSTHORN_CUTS", "POSTHORN_KILLS", "POSTHORN_FAILURES", "POSTHORN_RACES"}) {
        if (qEnvironmentVariableIsSet(campaign) && !qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
            qputenv("QTEST_FUNCTION_TIMEOUT", "86400000");
    }
    if (qEnvironmentVariableIsSet("POSTHORN_CUT"))
        return posthorn_test::runAtEveryCut(only);
    int failed = 0;
    for (const auto &entry : posthorn_test::registry()) {
        if (only.isEmpty() || only == QLatin1String(entry.name))
            failed += QTest::qExec(entry.make().get(), arguments);
    }
    return failed == 0 ? 0 : 1;
}
