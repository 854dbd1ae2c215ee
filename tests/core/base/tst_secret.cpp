// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <QDataStream>
#include <QDebug>
#include <QVariant>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

template <typename T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};
template <typename T>
concept Streamable = requires(QDataStream &stream, const T &value)
{
    stream << value;
};
template <typename T>
concept ConvertsToText = std::is_convertible_v<T, QByteArray> || std::is_convertible_v<T, QString>;

}

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The compiler is what keeps a password out of the log.
    void cannotBePrintedStreamedOrConverted()
    {
        QVERIFY(Printable<QByteArray> && Streamable<QByteArray>);  // the question itself works
        QVERIFY(!Printable<Secret>);
        QVERIFY(!Streamable<Secret>);
        QVERIFY(!ConvertsToText<Secret>);
        QVERIFY(!(std::is_convertible_v<QByteArray, Secret>));
    }

    void isNotShownThroughAVariantEither()
    {
        const QVariant variant = QVariant::fromValue(Secret("canary-password"_ba));
        QVERIFY(variant.toString().isEmpty());
        QVERIFY(variant.toByteArray().isEmpty());
        QString log;
        QDebug(&log) << variant;
        QVERIFY(!log.contains("canary"_L1));
    }

    void revealsItselfOnlyWhenAsked()
    {
        QVERIFY(Secret().isEmpty());
        const Secret secret("hunter2"_ba);
        QVERIFY(!secret.isEmpty());
        QCOMPARE(secret.reveal(), "hunter2"_ba);
    }
};

POSTHORN_TEST(SecretTest)
#include "tst_secret.moc"
