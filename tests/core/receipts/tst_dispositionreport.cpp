// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/dispositionreport.h"

#include <map>

#include "tests/core/receipts/describereport.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipts::DispositionReport;

namespace {

DispositionReport readFields(const QByteArray &fields)
{
    return receipts::readDisposition({mime::Header::parse(fields)});
}

QByteArrayList defectsOf(const DispositionReport &report)
{
    QByteArrayList names;
    for (const receipts::ReportDefect defect : report.defects)
        names.append(receipt_test::nameOf(defect));
    return names;
}

// What a report says of this field.
QByteArray told(const DispositionReport &report, const QByteArray &field)
{
    const std::map<QByteArray, QByteArray> values{
        {"Reporting-UA", report.userAgent},
        {"MDN-Gateway", report.gateway.text},
        {"Original-Recipient", report.originalRecipient ? report.originalRecipient->text : QByteArray()},
        {"Final-Recipient", report.finalRecipient ? report.finalRecipient->text : QByteArray()},
        {"Original-Message-ID", report.originalMessageId},
        {"Disposition", report.disposition.typeWord},
        {"Received-content-MIC", report.contentMic ? report.contentMic->digest : QByteArray()},
    };
    return values.at(field);
}

}

// The fields of RFC 8098, 3.2.
class DispositionReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOfAFieldThatStandsTwiceCounts_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        const auto row = [](const char *field, const char *one, const char *other) {
            QTest::newRow(field) << QByteArray(field) << QByteArray(one) << QByteArray(other);
        };
        row("Reporting-UA", "one", "other");
        row("MDN-Gateway", "dns; one.example", "dns; other.example");
        row("Original-Recipient", "rfc822; one@ex.org", "rfc822; other@ex.org");
        row("Final-Recipient", "rfc822; one@ex.org", "rfc822; other@ex.org");
        row("Original-Message-ID", "<one@ex.org>", "<other@ex.org>");
        row("Disposition", "manual-action/MDN-sent-manually; displayed",
            "manual-action/MDN-sent-manually; deleted");
        row("Received-content-MIC", "Q2hlY2s=, sha1", "b3RoZXI=, sha1");
    }
    void theFirstOfAFieldThatStandsTwiceCounts()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        const auto once = readFields(field + ": " + one + "\n");
        const auto twice = readFields(field + ": " + one + "\n" + field + ": " + other + "\n");
        QVERIFY(!told(once, field).isEmpty());
        QCOMPARE(told(twice, field), told(once, field));
        QVERIFY(!defectsOf(once).contains("RepeatedField"));
        QVERIFY(defectsOf(twice).contains("RepeatedField"));
    }
    void whatMayStandOftenIsKeptInItsOrder()
    {
        const auto report = readFields("Error: a\nError: b\nFailure: c\nFailure: d\nWarning: e\nWarning: f\n"
                                       "Disposition: x/y; displayed\nFinal-Recipient: rfc822; a@b\n");
        QCOMPARE(report.errors, (std::vector<QString>{u"a"_s, u"b"_s}));
        QCOMPARE(report.failures, (std::vector<QString>{u"c"_s, u"d"_s}));
        QCOMPARE(report.warnings, (std::vector<QString>{u"e"_s, u"f"_s}));
        QVERIFY(!defectsOf(report).contains("RepeatedField"));
    }
    void fieldsInSeveralBlocksAreRead()
    {
        const auto report = receipts::readDisposition({mime::Header::parse("Final-Recipient: rfc822; a@b\n"),
                                                       mime::Header::parse("Disposition: x/y; displayed\n")});
        QCOMPARE(report.disposition.typeWord, QByteArray("displayed"));
        QVERIFY(report.finalRecipient.has_value());
        QVERIFY(defectsOf(report).contains("SplitFields"));
    }
};

POSTHORN_TEST(DispositionReportTest)
#include "tst_dispositionreport.moc"
