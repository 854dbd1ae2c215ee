// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/attachmentmodel.h"

#include <QAbstractItemModelTester>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using models::AttachmentModel;

namespace {

mime::PartInfo part(const QByteArray &type, const QByteArray &subtype, const QByteArray &section,
                    const QString &name)
{
    mime::PartInfo made;
    made.type = type;
    made.subtype = subtype;
    made.section = section;
    made.fileName = name;
    if (!name.isEmpty())
        made.disposition = "attachment";
    return made;
}

mime::PartInfo mixed()
{
    mime::PartInfo root = part("multipart", "mixed", {}, {});
    auto picture = part("image", "png", "2", u"cat.png"_s);
    picture.encoding = "base64";
    picture.octets = 4000;
    root.parts = {part("text", "plain", "1", {}), picture, part("application", "pdf", "3", u"plan.pdf"_s)};
    return root;
}

}

class AttachmentModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatIsAttachedAndNotTheText()
    {
        AttachmentModel model({[](const mime::PartInfo &p) { return p.fileName; }});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setStructure(mixed());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data().toString(), u"cat.png"_s);
        QCOMPARE(model.index(0).data(AttachmentModel::TypeRole).toByteArray(), "image/png"_ba);
        QCOMPARE(model.index(1).data(AttachmentModel::SectionRole).toByteArray(), "3"_ba);
        QCOMPARE(model.index(0).data(AttachmentModel::SizeRole).toLongLong(),
                 mime::decodedSizeEstimate(*model.partAt(0)));
        QVERIFY(model.partAt(2) == nullptr);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void namesAreWordedOutside()
    {
        AttachmentModel model({[](const mime::PartInfo &) { return u"a name"_s; },
                               [](const models::AttachmentItem &) { return u"a sentence"_s; }});
        model.setStructure(mixed());
        QCOMPARE(model.index(0).data().toString(), u"a name"_s);
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), u"a sentence"_s);
    }
};

POSTHORN_TEST(AttachmentModelTest)
#include "tst_attachmentmodel.moc"
