// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/reporttexts.h"

#include "tests/support/testcase.h"

namespace {

struct Returned {
    QByteArray type, encoding;
    qint64 octets = 0;
};

mime::PartInfo part(const QByteArray &type, const QByteArray &section, qint64 octets,
                    const QByteArray &encoding = "7bit")
{
    mime::PartInfo info;
    info.type = type.left(type.indexOf('/'));
    info.subtype = type.mid(type.indexOf('/') + 1);
    info.section = section;
    info.octets = octets;
    info.encoding = encoding;
    return info;
}

mime::PartInfo report(qint64 machine, const Returned &returned)
{
    mime::PartInfo root = part("multipart/report", {}, 0);
    root.parameters = {{"report-type", QStringLiteral("disposition-notification")}};
    root.parts = {part("text/plain", "1", 100), part("message/disposition-notification", "2", machine)};
    if (!returned.type.isEmpty())
        root.parts.push_back(part(returned.type, "3", returned.octets, returned.encoding));
    return root;
}

}

// What is asked for of a report: what is for programs, and of what came back no more than its header.
class ReportTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForNoMoreThanItNeeds_data()
    {
        QTest::addColumn<qint64>("machine");
        QTest::addColumn<Returned>("returned");
        QTest::addColumn<QByteArrayList>("sections");
        constexpr qint64 mega = qint64{1024} * 1024, header = qint64{64} * 1024;
        const auto row = [](const char *name, qint64 machine, const Returned &returned,
                            const QByteArrayList &sections) {
            QTest::newRow(name) << machine << returned << sections;
        };
        row("no message", 300, {}, {"2"});
        row("the whole message", 300, {"message/rfc822", "7bit", 50 * mega}, {"2", "3.HEADER"});
        row("of eight bits", 300, {"message/global", "8bit", 50 * mega}, {"2", "3.HEADER"});
        row("in base64, small", 300, {"message/global", "base64", header}, {"2", "3"});
        row("in base64, large", 300, {"message/global", "base64", header + 1}, {"2"});
        row("quoted-printable, small", 300, {"message/rfc822", "quoted-printable", header}, {"2", "3"});
        row("quoted-printable, large", 300, {"message/rfc822", "quoted-printable", header + 1}, {"2"});
        row("its header", 300, {"text/rfc822-headers", "7bit", header}, {"2", "3"});
        row("a header without end", 300, {"text/rfc822-headers", "7bit", header + 1}, {"2"});
        row("many recipients", mega, {}, {"2"});
        row("no end of recipients", mega + 1, {"message/rfc822", "7bit", 500}, {"3.HEADER"});
    }
    void asksForNoMoreThanItNeeds()
    {
        QFETCH(qint64, machine);
        QFETCH(Returned, returned);
        QTEST(receipts::reportSections(report(machine, returned)), "sections");
    }
};

POSTHORN_TEST(ReportTextsTest)
#include "tst_reporttexts.moc"
