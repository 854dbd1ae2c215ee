// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What every test file includes: QtTest, registration, and the coverage of conformance rows.

#include <QCoreApplication>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <initializer_list>
#include <memory>
#include <vector>

namespace posthorn_test {

using Factory = std::unique_ptr<QObject> (*)();

struct Registered {
    const char *name;
    Factory make;
};

// All test classes of this program, in link order.
std::vector<Registered> &registry();
bool enroll(const char *name, Factory make);

// Counts of the running test function, kept by the check macros below.
int &checks();
bool &skipped();

// Names the conformance rows a test function (or one of its data rows) covers. They are written to the record
// when the guard goes out of scope, and only if the function has passed with at least one check and was not
// skipped; so it must be the first statement of the function. At most five IDs.
class Coverage
{
public:
    explicit Coverage(std::initializer_list<const char *> ids);
    explicit Coverage(const QString &ids);  // separated by spaces, for a data row's column
    Coverage(const Coverage &) = delete;
    Coverage &operator=(const Coverage &) = delete;
    ~Coverage();

private:
    QStringList m_ids;
    int m_checksBefore;
};

}

#define POSTHORN_TEST(Class)                                                                                 \
    namespace {                                                                                              \
    [[maybe_unused]] const bool enrolled##Class =                                                            \
        posthorn_test::enroll(#Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); });   \
    }

#define COVERS(...)                                                                                          \
    const posthorn_test::Coverage coverageOfThisFunction                                                     \
    {                                                                                                        \
        __VA_ARGS__                                                                                          \
    }

// QtTest does not tell how many checks a function made: the macros count them on the way.
#undef QVERIFY
#define QVERIFY(statement)                                                                                   \
    do {                                                                                                     \
        ++posthorn_test::checks();                                                                           \
        if (!QTest::qVerify(static_cast<bool>(statement), #statement, "", __FILE__, __LINE__))               \
            return;                                                                                          \
    } while (false)
#undef QVERIFY2
#define QVERIFY2(statement, description)                                                                     \
    do {                                                                                                     \
        ++posthorn_test::checks();                                                                           \
        if (statement) {                                                                                     \
            if (!QTest::qVerify(true, #statement, "", __FILE__, __LINE__))                                   \
                return;                                                                                      \
        } else {                                                                                             \
            if (!QTest::qVerify(false, #statement, static_cast<const char *>(description), __FILE__,         \
                                __LINE__))                                                                   \
                return;                                                                                      \
        }                                                                                                    \
    } while (false)
#undef QCOMPARE
#define QCOMPARE(actual, expected)                                                                           \
    do {                                                                                                     \
        ++posthorn_test::checks();                                                                           \
        if (!QTest::qCompare(actual, expected, #actual, #expected, __FILE__, __LINE__))                      \
            return;                                                                                          \
    } while (false)
#undef QSKIP
#define QSKIP(...)                                                                                           \
    do {                                                                                                     \
        posthorn_test::skipped() = true;                                                                     \
        QTest::qSkip(__VA_ARGS__, __FILE__, __LINE__);                                                       \
        return;                                                                                              \
    } while (false)
// A failure that is expected is no proof of anything.
#undef QEXPECT_FAIL
#define QEXPECT_FAIL(dataIndex, comment, mode)                                                               \
    do {                                                                                                     \
        posthorn_test::skipped() = true;                                                                     \
        if (!QTest::qExpectFail(dataIndex, comment, QTest::mode, __FILE__, __LINE__))                        \
            return;                                                                                          \
    } while (false)
