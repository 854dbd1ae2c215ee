// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/richtext.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using compose::Paragraph;
using compose::RichText;

namespace {

QString bodyOf(const RichText &text)
{
    return compose::htmlOf(text).section("<body>\n"_L1, 1).section("</body>"_L1, 0, 0);
}

const RichText lists{{{.kind = Paragraph::Kind::Number, .runs = {{.text = u"one"_s}}},
                      {.kind = Paragraph::Kind::Bullet, .level = 1, .runs = {{.text = u"inner"_s}}},
                      {.kind = Paragraph::Kind::Number, .runs = {{.text = u"two"_s}}},
                      {.runs = {{.text = u"end"_s}}}}};

}

class RichTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesListsWithinLists()
    {
        QCOMPARE(bodyOf(lists),
                 u"<ol>\n<li>one</li>\n<ul>\n<li>inner</li>\n</ul>\n<li>two</li>\n</ol>\n"
                 "<div>end</div>\n"_s);
        QCOMPARE(compose::plainTextOf(lists), u"1. one\n  * inner\n2. two\nend\n"_s);
    }

    void writesQuotations()
    {
        const RichText text{{{.quote = 2, .runs = {{.text = u"a"_s}}}, {.runs = {{.text = u"b"_s}}}}};
        QCOMPARE(bodyOf(text),
                 u"<blockquote type=\"cite\">\n<blockquote type=\"cite\">\n<div>a</div>\n"
                 "</blockquote>\n</blockquote>\n<div>b</div>\n"_s);
        QCOMPARE(compose::plainTextOf(text), u">> a\nb\n"_s);
    }

    void writesNoMarkupOfOthers()
    {
        const RichText text{{{.runs = {{.text = u"<script>\"&'  x"_s, .isBold = true, .isItalic = true}}}}};
        QCOMPARE(bodyOf(text), u"<div><b><i>&lt;script&gt;&quot;&amp;' &nbsp;x</i></b></div>\n"_s);
    }

    void linksToTheWebAlone()
    {
        const RichText text{{{.runs = {{.text = u"here"_s, .link = u"https://e.example/\"><b>"_s},
                                       {.text = u"bad"_s, .link = u"javascript:alert(1)"_s},
                                       {.text = u"a@b.example"_s, .link = u"mailto:a@b.example"_s}}}}};
        const QString html = bodyOf(text);
        QVERIFY(html.contains("<a href=\"https://e.example/&quot;&gt;&lt;b&gt;\">here</a>"_L1));
        QVERIFY(html.contains("bad"_L1) && !html.contains("javascript"_L1));
        QVERIFY(compose::plainTextOf(text).contains("a@b.example\n"_L1));
    }

    void showsEmptyLines()
    {
        QCOMPARE(bodyOf({{Paragraph{}}}), u"<div><br></div>\n"_s);
        QCOMPARE(bodyOf({{{.runs = {{.text = u"a\nb"_s}}}}}), u"<div>a<br>b</div>\n"_s);
    }

    void standsInForPictures()
    {
        const RichText text{{{.runs = {{.text = u"cat\""_s, .picture = "c@d"}}}}};
        QCOMPARE(bodyOf(text), u"<div><img src=\"cid:c@d\" alt=\"cat&quot;\"></div>\n"_s);
        QCOMPARE(compose::plainTextOf(text), u"[cat\"]\n"_s);
    }

    void beginsWithPlainText()
    {
        const QString plain = u"a\n> b\n>> c\n\nd\n"_s;
        const RichText text = compose::richTextOf(plain);
        QCOMPARE(text.paragraphs.size(), 5U);
        QCOMPARE(text.paragraphs[2].quote, 2);
        QCOMPARE(compose::plainTextOf(text), plain);
    }
};

POSTHORN_TEST(RichTextTest)
#include "tst_richtext.moc"
