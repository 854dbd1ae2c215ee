// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/safetext.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class SafeTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsSafeToShow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"Hello"_s << u"Hello"_s;
        QTest::newRow("line ends") << u"a\r\nb\tc"_s << u"a b c"_s;
        QTest::newRow("controls") << u"a\x01\x1b[31mb"_s << u"a\xFFFD\xFFFD[31mb"_s;
        QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u'b')
                             << u"a\xFFFD"_s
                                u"b"_s;
        QTest::newRow("override") << u"evil\u202Egpj.exe"_s << u"evilgpj.exe"_s;
        QTest::newRow("isolates and marks") << u"\u2066a\u2069\u200Fb\u200E"_s << u"ab"_s;
        QTest::newRow("blanks pushing the rest away")
            << u"Bank\u2800\u3164\u00A0\u2003\u3000 x"_s << u"Bank x"_s;
        QTest::newRow("only blanks") << u"\u2003 \u2800"_s << QString();
        QTest::newRow("zero width space and BOM") << u"a\u200B\uFEFFb"_s << u"ab"_s;
        QTest::newRow("joiners stay") << u"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"_s
                                      << u"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << u"\uFFFD"_s;
        QTest::newRow("beyond the BMP") << u"\U0001F600"_s << u"\U0001F600"_s;
        QTest::newRow("markup is text") << u"<b>x</b>"_s << u"<b>x</b>"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s << u"a b"_s;
    }

    void aLineIsSafeToShow()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(safetext::line(text), expected);
        QCOMPARE(safetext::line(safetext::line(text)), expected);
    }

    // What has a width and nothing to see, and what has neither: thirty of them are one blank at most.
    void blanksDoNotPushAnAddressAway_data()
    {
        QTest::addColumn<QString>("blank");
        for (const char32_t point :
             {0x0020U, 0x00a0U, 0x1680U, 0x2000U, 0x2001U,  0x2002U,  0x2003U,  0x2004U, 0x2005U,
              0x2006U, 0x2007U, 0x2008U, 0x2009U, 0x200aU,  0x202fU,  0x205fU,  0x3000U, 0x2028U,
              0x2029U, 0x0085U, 0x0009U, 0x00adU, 0x061cU,  0x180eU,  0x200bU,  0x200eU, 0x200fU,
              0x2060U, 0x2061U, 0x2062U, 0x2063U, 0x2064U,  0x206aU,  0x206fU,  0xfeffU, 0x115fU,
              0x1160U, 0x3164U, 0xffa0U, 0x2800U, 0x1d159U, 0xe0001U, 0xe0020U, 0x1d173U})
            QTest::addRow("U+%04X", static_cast<unsigned>(point)) << QString::fromUcs4(&point, 1);
    }

    void blanksDoNotPushAnAddressAway()
    {
        COVERS("SEC-79");
        QFETCH(const QString, blank);
        const QString shown =
            safetext::line(u"ann@bank.example"_s + blank.repeated(30) + u"<eve@evil.example>"_s);
        QVERIFY2(shown == u"ann@bank.example <eve@evil.example>"_s
                     || shown == u"ann@bank.example<eve@evil.example>"_s,
                 qPrintable(QString::number(shown.size())));
    }

    void paragraphsKeepTheirLines()
    {
        QCOMPARE(safetext::paragraphs(u"a\n\tb  c\u202E\x07"_s), u"a\n\tb  c\uFFFD"_s);
    }

    void whatIsQuotedCannotReorderTheSentence()
    {
        QCOMPARE(safetext::quoted(u"a\u202Eb"_s), u"\u2068ab\u2069"_s);
        QCOMPARE(safetext::quoted("gr\xC3\xBC\xC3\x9F"_ba), u"\u2068grüß\u2069"_s);
    }

    void serversAreQuotedInALineOfBoundedLength()
    {
        QCOMPARE(safetext::serverWords("no\r\nway\x1b"_ba), u"no way\uFFFD"_s);
        QCOMPARE(safetext::serverWords(QByteArray(5000, 'x')).size(), 300);
    }

    void fileNamesNeverNameAPlace_data()
    {
        QTest::addColumn<QString>("suggested");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"plan.pdf"_s << u"plan.pdf"_s;
        QTest::newRow("up and away") << u"../../etc/passwd"_s << u"passwd"_s;
        QTest::newRow("absolute") << u"/etc/shadow"_s << u"shadow"_s;
        QTest::newRow("backslashes") << u"..\\..\\autoexec.bat"_s << u"autoexec.bat"_s;
        QTest::newRow("hidden") << u".bashrc"_s << u"bashrc"_s;
        QTest::newRow("an option") << u"--output=x"_s << u"output=x"_s;
        QTest::newRow("dots only") << u".."_s << u"fallback"_s;
        QTest::newRow("nothing") << QString() << u"fallback"_s;
        QTest::newRow("ends in a slash") << u"a/"_s << u"fallback"_s;
        QTest::newRow("trailing dot and blank") << u"cmd.exe. "_s << u"cmd.exe"_s;
        QTest::newRow("reversed extension") << u"annual\u202Efdp.exe"_s << u"annualfdp.exe"_s;
        QTest::newRow("reserved") << u"a:b*c?d\"e<f>g|h"_s << u"a_b_c_d_e_f_g_h"_s;
        QTest::newRow("NUL") << QString(u"a.txt"_s + QChar(0) + u".exe"_s) << u"a.txt_.exe"_s;
        QTest::newRow("line end") << u"a\nb.txt"_s << u"a b.txt"_s;
    }

    void fileNamesNeverNameAPlace()
    {
        QFETCH(QString, suggested);
        QFETCH(QString, expected);
        QCOMPARE(safetext::fileName(suggested, u"fallback"_s), expected);
    }

    void longFileNamesKeepTheirExtension()
    {
        const QString name = safetext::fileName(QString(QString(4096, u'ä') + u".pdf"_s), u"x"_s);
        QVERIFY(name.toUtf8().size() <= 200);
        QVERIFY(name.endsWith(u".pdf"_s));
        QVERIFY(name.startsWith(u"ää"_s));
    }
};

POSTHORN_TEST(SafeTextTest)
#include "tst_safetext.moc"
