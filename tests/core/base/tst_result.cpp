// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/base/result.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{Error::Kind::Refused, "odd"_ba};
    return number / 2;
}

}

class ResultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAnError()
    {
        const auto good = half(4), bad = half(3);
        QVERIFY(good);
        QCOMPARE(*good, 2);
        QVERIFY(!bad);
        QVERIFY(bad.error().kind == Error::Kind::Refused);
        QCOMPARE(bad.error().detail, "odd"_ba);
    }

    void holdsAnErrorAsAnyOtherKindOfFailure()
    {
        Result<QByteArray> result = Error{Error::Kind::Storage, "full"_ba};
        QVERIFY(!result);
        result = "text"_ba;
        QVERIFY(result);
        QCOMPARE(result->size(), 4);
    }

    void givesItsValueAwayWithoutACopy()
    {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
        QVERIFY(result);
        const std::unique_ptr<int> value = *std::move(result);
        QCOMPARE(*value, 7);
    }

    void isGoodWithoutAValueWhenThereIsNothingToGive()
    {
        const Result<void> good, bad = Error{Error::Kind::Timeout, {}};
        QVERIFY(good);
        QVERIFY(!bad);
        QVERIFY(bad.error().kind == Error::Kind::Timeout);
    }

    void comparesErrorsByKindAndDetail()
    {
        const Error a{Error::Kind::Syntax, "x"_ba};
        QVERIFY((a == Error{Error::Kind::Syntax, "x"_ba}));
        QVERIFY((a != Error{Error::Kind::Refused, "x"_ba}));
        QVERIFY((a != Error{Error::Kind::Syntax, "y"_ba}));
    }

    void visitsEveryAlternativeWithItsOwnLambda()
    {
        const std::variant<int, QByteArray> number = 3, text = "abc"_ba;
        const auto size =
            overloaded{[](int n) { return qsizetype{n}; }, [](const QByteArray &t) { return 10 * t.size(); }};
        QCOMPARE(std::visit(size, number), 3);
        QCOMPARE(std::visit(size, text), 30);
    }
};

POSTHORN_TEST(ResultTest)
#include "tst_result.moc"
