// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/anchors.h"
#include "core/html/cleaner.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class AnchorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreWhatALinkOfTheMessageNames_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("names");
        QTest::newRow("an id") << u"<a href='#x'>go</a><p id=x>there"_s << u"x"_s;
        QTest::newRow("before the link") << u"<p id=x>there<a href='#x'>go</a>"_s << u"x"_s;
        QTest::newRow("an old name") << u"<a href='#x'>go</a><a name=x>there</a>"_s << u"x"_s;
        QTest::newRow("an encoded name") << u"<a href='#a%20b'>go</a><p id='a b'>there"_s << u"a b"_s;
        QTest::newRow("the first of two") << u"<a href='#x'>go</a><p id=x>1<p id=x>2"_s << u"x"_s;
        QTest::newRow("in the document's order")
            << u"<a href='#b'>go</a><a href='#a'>go</a><p id=a>1<p id=b>2"_s << u"a b"_s;
        QTest::newRow("nobody leads there")
            << u"<p id=x>there<a href='https://a.example/#x'>go</a>"_s << QString();
        QTest::newRow("nowhere") << u"<a href='#x'>go</a><a href='#'>top</a><p id=''>"_s << QString();
    }

    void placesAreWhatALinkOfTheMessageNames()
    {
        QFETCH(QString, source);
        QStringList names;
        int last = -1;
        for (const html::Anchor &anchor : html::anchorsOf(html::clean(source))) {
            QVERIFY(anchor.node > last);
            last = anchor.node;
            names += anchor.name;
        }
        QTEST(names.join(u' '), "names");
    }
};

POSTHORN_TEST(AnchorsTest)
#include "tst_anchors.moc"
