// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/limits.h"
#include "core/mime/reportparts.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::PartInfo;

namespace {

// "multipart/report[text/plain message/delivery-status]", numbered as IMAP does.
PartInfo part(QByteArrayView &rest)
{
    const auto end =
        std::find_if(rest.begin(), rest.end(), [](char c) { return c == ' ' || c == '[' || c == ']'; });
    const QByteArrayView name = rest.first(end - rest.begin());
    PartInfo info;
    info.type = name.first(name.indexOf('/')).toByteArray();
    info.subtype = name.sliced(name.indexOf('/') + 1).toByteArray();
    info.octets = 100;
    rest = rest.sliced(name.size());
    while (rest.startsWith('[') || (rest.startsWith(' ') && !info.parts.empty())) {
        rest = rest.sliced(1);
        info.parts.push_back(part(rest));
        if (rest.startsWith(']')) {
            rest = rest.sliced(1);
            break;
        }
    }
    return info;
}

PartInfo tree(const QByteArray &text)
{
    QByteArrayView rest = text;
    return part(rest);
}

QByteArray nameOf(const PartInfo *info)
{
    return info == nullptr ? QByteArray("-") : info->type + '/' + info->subtype;
}

QByteArray described(const mime::ReportParts &parts)
{
    return QByteArray(parts.isReport ? "report " : "") + (parts.isMislabelled ? "mislabelled " : "")
        + nameOf(parts.text) + ' ' + nameOf(parts.machine) + ' ' + nameOf(parts.returned);
}

PartInfo leaf(const QByteArray &encoding)
{
    PartInfo info;
    info.type = "message";
    info.subtype = "delivery-status";
    info.encoding = encoding;
    return info;
}

}

class ReportPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThemWhereverTheyStand_data();
    void findsThemWhereverTheyStand();
    void findsAMislabelledPartByItsPlace();
    void splitsBlocksAtEmptyLines_data();
    void splitsBlocksAtEmptyLines();
    void readsTheHeaderThatCameBack();
    void leavesDeepAndManyPartsAlone();
};

void ReportPartsTest::findsThemWhereverTheyStand_data()
{
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *parts, const char *expected) {
        QTest::newRow(parts) << QByteArray(expected);
    };
    row("multipart/report[text/plain message/disposition-notification message/rfc822]",
        "report text/plain message/disposition-notification message/rfc822");
    row("multipart/report[text/plain message/delivery-status text/rfc822-headers]",
        "report text/plain message/delivery-status text/rfc822-headers");
    row("multipart/report[text/html message/global-delivery-status message/global-headers]",
        "report text/html message/global-delivery-status message/global-headers");
    row("multipart/report[text/plain message/global-disposition-notification message/global]",
        "report text/plain message/global-disposition-notification message/global");
    row("multipart/report[multipart/alternative[text/plain text/html] message/disposition-notification]",
        "report text/plain message/disposition-notification -");
    row("multipart/report[message/rfc822 message/delivery-status text/plain]",
        "report text/plain message/delivery-status message/rfc822");
    row("multipart/mixed[multipart/report[text/plain message/delivery-status message/rfc822] text/plain]",
        "report text/plain message/delivery-status message/rfc822");
    row("multipart/signed[multipart/report[text/plain message/disposition-notification] "
        "application/pgp-signature]",
        "report text/plain message/disposition-notification -");
    row("multipart/mixed[text/plain message/disposition-notification]",
        "text/plain message/disposition-notification -");
    row("message/delivery-status", "- message/delivery-status -");
    row("multipart/report[text/plain]", "report text/plain - -");
    row("multipart/report[message/rfc822]", "report - - message/rfc822");
    row("multipart/report[text/rfc822-headers message/delivery-status]",
        "report - message/delivery-status text/rfc822-headers");
    row("multipart/mixed[text/plain message/rfc822[multipart/report[text/plain message/delivery-status]]]",
        "text/plain - message/rfc822");
    row("text/plain", "text/plain - -");
    row("multipart/report[text/plain application/octet-stream]", "report text/plain - -");
}

void ReportPartsTest::findsThemWhereverTheyStand()
{
    QFETCH(QByteArray, expected);
    const PartInfo root = tree(QTest::currentDataTag());
    QCOMPARE(described(mime::reportParts(root)), expected);
}

void ReportPartsTest::findsAMislabelledPartByItsPlace()
{
    PartInfo root = tree("multipart/report[text/html text/plain message/rfc822]");
    root.parameters = {{"report-type", u" Delivery-Status"_s}};
    QCOMPARE(mime::reportParts(root).reportType, "delivery-status"_ba);
    QCOMPARE(described(mime::reportParts(root)), "report mislabelled text/html text/plain message/rfc822"_ba);
    PartInfo nothingReturned = tree("multipart/report[text/html text/plain]");
    nothingReturned.parameters = root.parameters;
    QCOMPARE(described(mime::reportParts(nothingReturned)), "report mislabelled text/html text/plain -"_ba);
    root.parameters = {{"report-type", u"feedback-report"_s}};
    QCOMPARE(described(mime::reportParts(root)), "report text/html - message/rfc822"_ba);
    QCOMPARE(mime::reportParts(tree("multipart/report[message/delivery-status message/delivery-status]"))
                 .machineParts,
             2);
}

void ReportPartsTest::splitsBlocksAtEmptyLines_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QList<int>>("fields");
    QTest::addColumn<int>("defects");
    const auto row = [](const char *name, const QByteArray &octets, const QList<int> &fields, int defects = 0,
                        const QByteArray &encoding = "7bit") {
        QTest::newRow(name) << octets << encoding << fields << defects;
    };
    row("one", "A: b\r\nC: d\r\n", {2});
    row("three", "A: b\r\n\r\nC: d\r\n E: f\r\nG: h\r\n\r\nI: j", {1, 2, 1});
    row("empty lines everywhere", "\n\n\nA: b\n\n\n\nC: d\n\n\n", {1, 1});
    row("bare CR", "A: b\r\rC: d\r", {1, 1});
    row("base64", "QTogYg0KDQpDOiBkDQo=\r\n", {1, 1}, 0, "base64");
    row("quoted-printable", "A: b=\r\n=20\r\n\r\nC=3A d\r\n", {1, 1}, 0, "quoted-printable");
    row("lines that are none", "hello\r\n\r\nA: b\r\nbye\r\n", {0, 1}, 2);
    row("nothing", "", {});
    row("only line ends", "\r\n\r\n\r\n", {});
}

void ReportPartsTest::splitsBlocksAtEmptyLines()
{
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, encoding);
    QFETCH(QList<int>, fields);
    const auto result = mime::fieldBlocks(leaf(encoding), octets);
    QList<int> sizes;
    for (const mime::Header &block : result.blocks)
        sizes.append(static_cast<int>(block.fields().size()));
    QCOMPARE(sizes, fields);
    QTEST(result.defects, "defects");
}

void ReportPartsTest::readsTheHeaderThatCameBack()
{
    PartInfo info = leaf("7bit");
    const QByteArray header("\r\n\r\nFrom: a@b\r\nMessage-ID:\r\n <m@x>\r\n\r\nFrom: not@this\r\n");
    QCOMPARE(mime::returnedHeader(info, header).first("Message-ID").value_or(""), "<m@x>"_ba);
    QCOMPARE(mime::returnedHeader(info, header).count("From"), 1);
    info.encoding = "base64";
    QCOMPARE(mime::returnedHeader(info, header.toBase64()).first("From").value_or(""), "a@b"_ba);
    QVERIFY(mime::returnedHeader(info, {}).fields().empty());
}

void ReportPartsTest::leavesDeepAndManyPartsAlone()
{
    PartInfo deep = tree("message/delivery-status");
    for (int i = 0; i < mime::limits::nesting + 5; ++i) {
        PartInfo around = tree("multipart/mixed");
        around.parts.push_back(std::move(deep));
        deep = std::move(around);
    }
    QVERIFY(mime::reportParts(deep).machine == nullptr);
    PartInfo wide = tree("multipart/report");
    wide.parts.resize(static_cast<std::size_t>(mime::limits::parts) + 10);
    wide.parts.back() = tree("message/delivery-status");
    QVERIFY(mime::reportParts(wide).machine == nullptr);

    const auto blocks =
        mime::fieldBlocks(leaf("7bit"), QByteArray("A: b\n\n").repeated(mime::limits::reportBlocks + 5));
    QCOMPARE(blocks.blocks.size(), static_cast<std::size_t>(mime::limits::reportBlocks));
    QCOMPARE(blocks.defects, 1);
    const auto huge = mime::fieldBlocks(leaf("7bit"), "A: " + QByteArray(mime::limits::reportOctets, 'x'));
    QCOMPARE(huge.defects, 1);
}

POSTHORN_TEST(ReportPartsTest)
#include "tst_reportparts.moc"
