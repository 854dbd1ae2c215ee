// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/address.h"
#include "core/html/cleaner.h"
#include "core/html/limits.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// What is left of a document when it has been cleaned.
class CleanerTest : public QObject
{
    Q_OBJECT

private:
    static QString bodyOf(const QString &source)
    {
        QString printed = html::toHtml(html::clean(source));
        printed = printed.mid(printed.indexOf("<body>"_L1) + 6);
        return printed.first(printed.indexOf("</body>"_L1));
    }

private Q_SLOTS:
    void aPictureInTheTextMayBeAsLargeAsThat()
    {
        const auto read = [](qsizetype octets) {
            const QByteArray coded = QByteArray(octets, 'x').toBase64();
            return html::embeddedPicture(u"data:image/png;base64,"_s + QString::fromLatin1(coded));
        };
        QCOMPARE(read(html::limits::pictureOctets - 10).value_or(QByteArray()).size(),
                 html::limits::pictureOctets - 10);
        QVERIFY(!read(html::limits::pictureOctets + 300));
    }

    void keepsWhatCanDoNothing_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *name, const char *source, const char *clean) {
            QTest::newRow(name) << QString::fromUtf8(source) << QString::fromUtf8(clean);
        };
        row("words", "<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>");
        row("a script", "a<script>alert(1)</script>b", "ab");
        row("a script in capitals and cut", "a<SCRIPT SRC=x>alert(1)", "a");
        row("a handler", "<p onclick=\"x()\" title=\"t\">a</p>", "<p title=\"t\">a</p>");
        row("a frame", "<iframe srcdoc=\"<p>x\"></iframe>a", "a");
        row("an object", "<object data=x><p>fallback</p></object>a", "a");
        row("a form",
            "<form action=\"https://e.example/\"><p>a<input name=p autofocus></p><button>b</button></form>",
            "<p>a</p>b");
        row("a drawing", "<svg><a href=\"https://e.example/\"><text>x</text></a></svg>a", "a");
        row("mathematics", "<math><mtext><img src=x onerror=y></mtext></math>a", "a");
        row("a refresh", "<meta http-equiv=refresh content=\"0;url=https://e.example/\">a", "a");
        row("a base", "<base href=\"https://e.example/\"><a href=\"x\">a</a>", "<a>a</a>");
        row("preconnect", "<link rel=preconnect href=\"https://e.example/\">a", "a");
        row("a link that is followed by a ping",
            "<a href=\"https://e.example/\" ping=\"https://f.example/\">a</a>",
            "<a href=\"https://e.example/\">a</a>");
        row("a program for an address", "<a href=\"java\nscript:alert(1)\">a</a>", "<a>a</a>");
        row("a document for an address", "<a href=\"data:text/html,x\">a</a>", "<a>a</a>");
        row("a file for an address", "<a href=\"file:///etc/passwd\">a</a>", "<a>a</a>");
        row("another machine's file", "<a href=\"\\\\e.example\\x\">a</a>", "<a>a</a>");
        row("a place in the document", "<a href=\"#top\">a</a>", "<a href=\"#top\">a</a>");
        row("a mailbox", "<a href=\"mailto:ann@example.org\">a</a>",
            "<a href=\"mailto:ann@example.org\">a</a>");
        row("a file for a picture", "<img src=\"file:///etc/passwd\" alt=x>", "<img alt=\"x\">");
        row("a part for a picture", "<img src=\"cid:a%40b\">", "<img src=\"cid:a@b\">");
        row("pictures to choose from", "<img srcset=\"https://e.example/ 2x\" alt=x>", "<img alt=\"x\">");
        row("a drawing for a picture", "<img src=\"data:image/svg+xml;base64,PHN2Zz4=\" alt=x>",
            "<img alt=\"x\">");
        row("an element nobody knows", "<blink><foo>a</foo></blink>", "a");
        row("what Word writes", "<o:p>a</o:p><v:shape>b</v:shape>", "a");
        row("conditional comments", "<!--[if mso]><p>a</p><![endif]-->b<![if !mso]>c<![endif]>", "bc");
        row("overrides of direction", "a\u202eb\u202dc", "abc");
        row("attributes that end early", "<p title='\"><script>x</script>'>a</p>",
            "<p title=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">a</p>");
        row("a tag in a tag", "<scr<script>ipt>alert(1)</script>a", "ipt&gt;alert(1)a");
        row("text that is raw elsewhere",
            "<noscript><p title=\"</noscript><img src=x onerror=y>\"></noscript>a",
            "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=y&gt;\">a</p>");
    }
    void keepsWhatCanDoNothing()
    {
        QFETCH(QString, source);
        QFETCH(QString, clean);
        COVERS("SEC-105", "SEC-106", "SEC-107", "SEC-111", "SEC-112");
        const QString printed = bodyOf(source);
        QCOMPARE(printed, clean);
        QCOMPARE(bodyOf(html::toHtml(html::clean(source))), printed);
    }

    void whatIsCleanStaysAsItIs()
    {
        COVERS("SEC-113");
        const QString source =
            u"<p>a<b>b</b><table><tr><td bgcolor=red>c</td></tr></table><img src='https://e.example/x.png' "
            "width=1 height=1><img src='data:image/png;base64,iVBORw0KGgo='><pre>\n x</pre>"_s;
        const QString once = html::toHtml(html::clean(source));
        QCOMPARE(html::toHtml(html::clean(once)), once);
    }

    void remotePicturesAreNamedWithTheirHosts()
    {
        COVERS("SEC-103", "SEC-104");
        const auto document = html::clean(
            u"<img src='https://B.example/1.png'><img src='//a.example/2'><img src='http://b.example/3'>"
            "<table background='https://c.example/4'><tr><td style='background:url(https://d.example/5)'></table>"_s);
        QCOMPARE(document.hosts(), QStringList({u"a.example"_s, u"b.example"_s}));
        QCOMPARE(document.remotes.at(1).address, u"https://a.example/2"_s);
        QCOMPARE(document.nodes.at(1).attribute(u"src"), u"remote:0"_s);
    }

    void picturesOfTheMessageAndInItsTextAreKept()
    {
        const auto document =
            html::clean(u"<img src='CID:x@y'><img src='cid:x@y'><img src='data:image/gif;base64,R0lG'>"_s);
        QCOMPARE(document.cids, QStringList(u"x@y"_s));
        QCOMPARE(document.embedded.size(), 1U);
        QCOMPARE(document.embedded.front(), "GIF"_ba);
    }

    void textThatClaimsAnotherHostIsFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("claimed");
        const auto row = [](const char *text, const char *target, const char *claimed) {
            QTest::addRow("%s -> %s", text, target)
                << QString::fromUtf8(text) << QString::fromUtf8(target) << QString::fromUtf8(claimed);
        };
        row("https://bank.example/login", "https://evil.example/", "bank.example");
        row("www.bank.example", "https://evil.example/www.bank.example", "www.bank.example");
        row("bank.example/a", "http://203.0.113.9/", "bank.example");
        row("<b>bank</b>.example", "https://bank.example.evil.example/", "bank.example");
        row("HTTPS://Bank.Example", "https://b\u0430nk.example/", "bank.example");
        row("https://bank.example@evil.example/", "https://bank.example/", "evil.example");
        row("bank.example", "https://www.bank.example/x", "");
        row("www.bank.example", "https://bank.example/x", "");
        row("bank.example", "https://login.bank.example/", "");
        row("Read more", "https://evil.example/", "");
        row("ann@bank.example", "mailto:ann@bank.example", "");
        row("version 1.2.3", "https://evil.example/", "");
        row("bank.example is safe", "https://evil.example/", "");
    }
    void textThatClaimsAnotherHostIsFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, target);
        COVERS("SEC-92");
        const auto document = html::clean(u"<a href=\""_s + target + u"\">"_s + text + u"</a>"_s);
        QCOMPARE(document.links.size(), 1U);
        QTEST(document.links.front().claimedHost, "claimed");
    }

    void limitsHoldAndAreTold_data()
    {
        QTest::addColumn<QString>("source");
        const auto times = [](int n, const char *text) { return QString::fromLatin1(text).repeated(n); };
        QTest::newRow("nesting") << times(100'000, "<div>") + u"x"_s;
        QTest::newRow("nesting that ends") << times(100'000, "<div>") + times(100'000, "</div>");
        QTest::newRow("nested tables") << times(20'000, "<table><tr><td>");
        QTest::newRow("nested tables behind a style sheet")
            << u"<style>p{}</b></style>"_s + times(20'000, "<table><tr><td>");
        QTest::newRow("nested formatting") << times(100'000, "<b><div></b>");
        QTest::newRow("end tags that end nothing") << times(50'000, "<span><div></span>");
        QTest::newRow("behind a wall")
            << times(300, "<div>") + times(3000, "<object><div></object></div>") + times(60'000, "<ul>");
        QTest::newRow("drawings") << u"<svg><style>"_s + times(100'000, "<g>");
        QTest::newRow("elements") << times(200'000, "<i></i>");
        QTest::newRow("too long") << times(3'000'000, "a");
        QTest::newRow("a long attribute") << u"<p title=\""_s + times(10'000, "a") + u"\">"_s;
        QTest::newRow("a large sheet") << u"<style>"_s + times(100'000, "p{}\n") + u"</style>"_s;
        QString fonts;
        for (int i = 0; i < 2000; ++i)
            fonts += u"<font size=%1>"_s.arg(i);
        QTest::newRow("formatting made anew") << u"<p>"_s + fonts + times(20'000, "</p><p>x");
    }
    void limitsHoldAndAreTold()
    {
        QFETCH(QString, source);
        COVERS("SEC-73");
        const auto document = html::clean(source);
        QVERIFY(document.isTruncated);
        QVERIFY(!document.nodes.empty());
        QVERIFY(document.nodes.size() <= static_cast<std::size_t>(html::limits::nodes));
        int deepest = 0;
        std::vector<int> depth(document.nodes.size());
        for (std::size_t i = 1; i < document.nodes.size(); ++i) {
            depth[i] = depth[static_cast<std::size_t>(document.nodes[i].parent)] + 1;
            deepest = std::max(deepest, depth[i]);
        }
        QVERIFY(deepest <= html::limits::depth + 1);
    }

    void aFrameSetIsNoReasonToDestroyATree()
    {
        const auto document =
            html::clean(u"<div>"_s.repeated(500) + u"<frameset><frame src='https://e.example/'>x"_s);
        QVERIFY(html::toHtml(document).contains(u"x"_s));
        QVERIFY(document.remotes.empty());
    }

    void paragraphsAndListsThatAreNeverClosedAreNotNested()
    {
        const auto document =
            html::clean(u"<p>a"_s.repeated(3000) + u"<ul>"_s + u"<li>b"_s.repeated(3000) + u"</ul><table>"_s
                        + u"<tr><td>c<td>d"_s.repeated(3000) + u"</table>"_s);
        QVERIFY(!document.isTruncated);
        QVERIFY(document.nodes.size() > 15'000);
    }
};

POSTHORN_TEST(CleanerTest)
#include "tst_cleaner.moc"
