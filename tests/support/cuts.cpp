// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cuts.h"

#include <QElapsedTimer>
#include <QMetaMethod>

#include <cstdio>

#include "tests/support/testcase.h"

namespace posthorn_test {

namespace {

// What one test function may take for all of its cuts; where that is not enough, every second, third … is
// left out.
constexpr qint64 msecsForAllCuts = 250;

QStringList functionsOf(const QObject &test)
{
    QStringList names;
    const QMetaObject &meta = *test.metaObject();
    for (int i = meta.methodOffset(); i < meta.methodCount(); ++i) {
        const QMetaMethod method = meta.method(i);
        const QString name = QString::fromLatin1(method.name());
        if (method.access() == QMetaMethod::Private && method.methodType() == QMetaMethod::Slot
            && method.parameterCount() == 0 && !name.endsWith(QLatin1String("_data"))
            && !name.startsWith(QLatin1String("init")) && !name.startsWith(QLatin1String("cleanup")))
            names.append(name);
    }
    return names;
}

struct Cuts {
    int runs = 0;
    qsizetype leftOut = 0;
};

// False: failed, and said so.
bool passes(QObject &test, const QString &function, const QString &report, Cuts &cuts)
{
    Cut &cut = posthorn_test::cut();
    cut = {};
    QElapsedTimer time;
    qsizetype step = 1;
    for (cut.at = 1; cut.at <= std::max<qsizetype>(cut.longest, 1); cut.at += step) {
        time.start();
        ++cuts.runs;
        const QStringList arguments{QStringLiteral("test"), function, QStringLiteral("-o"),
                                    report + QLatin1String(",txt")};
        if (QTest::qExec(&test, arguments) != 0) {
            std::printf("FAIL!  : %s, cut at %lld: see %s\n", qPrintable(function),
                        static_cast<long long>(cut.at), qPrintable(report));
            return false;
        }
        if (cut.at == 1 && cut.longest > 1) {
            const qint64 most = msecsForAllCuts / (time.elapsed() + 1);
            step = most > 0 ? (cut.longest + most - 1) / most : cut.longest;
            cuts.leftOut += cut.longest - cut.longest / step;
        }
    }
    return true;
}

}

Cut &cut()
{
    static Cut value;
    return value;
}

int runAtEveryCut(const QString &only)
{
    qunsetenv("POSTHORN_ROWS_RECORD");  // once is enough
    const QString report = QStringLiteral("cuts-%1.txt").arg(QCoreApplication::applicationPid());
    Cuts cuts;
    for (const auto &entry : posthorn_test::registry()) {
        if (!only.isEmpty() && only != QLatin1String(entry.name))
            continue;
        const std::unique_ptr<QObject> test = entry.make();
        for (const QString &function : functionsOf(*test)) {
            if (!passes(*test, function, report, cuts))
                return 1;
        }
    }
    QFile::remove(report);
    std::printf("%d runs of test functions, each with another cut; %lld cuts of slow ones were left out\n",
                cuts.runs, static_cast<long long>(cuts.leftOut));
    return 0;
}

}
