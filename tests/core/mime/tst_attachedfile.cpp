// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/attachedfile.h"
#include "core/mime/filecontent.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::FileKind;
using mime::FileRisk;

namespace {

mime::FileAssessment named(const QString &name, const char *type = "application/octet-stream")
{
    return mime::assessFile({name, name, type, {}});
}

mime::FileAssessment holding(const QString &name, const QByteArray &octets)
{
    return mime::assessFile({name, name, "application/octet-stream", octets});
}

QByteArray zip(const char *entry)
{
    return "PK\x03\x04"_ba + QByteArray(26, '\0') + entry + QByteArray(40, 'x');
}

}

// What is opened, and what is not: by name, by the type that is told, by the octets.
class AttachedFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastExtensionCounts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("extension");
        QTest::newRow("plain") << u"a.PDF"_s << u"pdf"_s;
        QTest::newRow("two") << u"a.tar.gz"_s << u"gz"_s;
        QTest::newRow("none") << u"README"_s << QString();
        QTest::newRow("trailing dots and blanks") << u"cmd.exe. . "_s << u"exe"_s;
        QTest::newRow("a blank within") << u"cmd. exe"_s << u"exe"_s;
        QTest::newRow("reordered") << QString(u"photo"_s + QChar(0x202E) + u"gpj.exe"_s) << u"exe"_s;
        QTest::newRow("reordered within") << QString(u"photo.e"_s + QChar(0x202E) + u"xe"_s) << u"exe"_s;
        QTest::newRow("hidden characters") << QString(u"a.e"_s + QChar(0x200B) + u"xe"_s) << u"exe"_s;
        QTest::newRow("NUL") << QString(u"a.txt"_s + QChar(0) + u".exe"_s) << u"exe"_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("only a dot") << u"."_s << QString();
    }

    void theLastExtensionCounts()
    {
        QFETCH(QString, name);
        QTEST(mime::fileExtension(name), "extension");
    }

    void whatCouldDoHarmIsNeverOpened_data();
    void whatCouldDoHarmIsNeverOpened();
    void whatPeopleSendIsOpened_data();
    void whatPeopleSendIsOpened();
    void theTypeThatIsToldCountsAsWell_data();
    void theTypeThatIsToldCountsAsWell();
    void theOctetsCountMost_data();
    void theOctetsCountMost();
    void namesThatHideWhatTheyAreAreMarked_data();
    void namesThatHideWhatTheyAreAreMarked();

    void anyOctetsAreAnAnswer()
    {
        QByteArray octets;
        for (int length = 0; length < 600; ++length) {
            const auto assessment = holding(u"a.txt"_s, octets);
            QVERIFY(assessment.extension == u"txt"_s);
            octets += static_cast<char>(length * 37);
        }
    }
};

void AttachedFileTest::whatCouldDoHarmIsNeverOpened_data()
{
    QTest::addColumn<FileRisk>("risk");
    const auto rows = [](FileRisk risk, const char *extensions) {
        for (const QByteArray &extension : QByteArray(extensions).split(' ')) {
            const QByteArray name = "invoice." + extension;
            QTest::newRow(name) << risk;
        }
    };
    rows(FileRisk::Program,
         "exe com scr pif cpl dll bat cmd vb vbs vbe js jse mjs ws wsf wsc wsh hta msc msi msp mst msix appx "
         "appinstaller application gadget inf ins isp job reg sct ps1 ps1xml ps2 psc1 psd1 psm1 ade adp "
         "accde mdb "
         "mde hlp chm theme settingcontent-ms xll asp aspx ahk sh bash zsh fish csh ksh run bin out elf so "
         "appimage "
         "deb rpm snap flatpak flatpakref pkg command scpt applescript apk py pyc pyw pyz rb pl php lua tcl "
         "jar jnlp "
         "class war xpi crx service ps eps slk iqy");
    rows(FileRisk::Shortcut,
         "lnk url webloc desktop library-ms search-ms searchconnector-ms rdp ica contact torrent ovpn");
    rows(FileRisk::Disk, "iso img dmg vhd vhdx vmdk qcow2 udf");
    rows(FileRisk::Macros, "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm one onepkg pub");
    rows(FileRisk::Page, "htm html xhtml xht shtml mht mhtml svg svgz xsl xslt swf webarchive");
}

void AttachedFileTest::whatCouldDoHarmIsNeverOpened()
{
    COVERS("SEC-97", "SEC-99");
    QFETCH(FileRisk, risk);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString extension = name.section(u'.', -1);
    for (const QString &form : {name, name.toUpper(), QString(name + u'.'), QString(name + u"  "_s),
                                QString(u"photo.jpg."_s + extension),
                                QString(u"plan.pdf          ."_s + extension), QString(u'.' + extension)}) {
        const auto assessment = named(form);
        QVERIFY2(!assessment.isOpenable(), qPrintable(form));
        QCOMPARE(*assessment.risk, risk);
        QCOMPARE(assessment.extension, extension);
    }
    QVERIFY(named(u"photo.jpg."_s + extension).hidesItsType);
    // An innocent type does not help, nor an innocent name on the disk that was cut off from what was sent.
    QVERIFY(named(name, "text/plain").risk);
    QVERIFY(mime::assessFile({u"invoice", name, "text/plain", {}}).risk);
}

void AttachedFileTest::whatPeopleSendIsOpened_data()
{
    QTest::addColumn<FileKind>("kind");
    const auto rows = [](FileKind kind, const char *extensions) {
        for (const QByteArray &extension : QByteArray(extensions).split(' '))
            QTest::newRow("a." + extension) << kind;
    };
    rows(FileKind::Text, "txt log md csv diff xml json");
    rows(FileKind::Document, "pdf doc docx odt rtf xls xlsx ods ppt pptx odp epub");
    rows(FileKind::Picture, "png jpg jpeg gif webp bmp tiff heic");
    rows(FileKind::Audio, "mp3 ogg flac wav m4a");
    rows(FileKind::Video, "mp4 mkv webm mov avi");
    rows(FileKind::Archive, "zip tar gz 7z rar xz");
    rows(FileKind::Message, "eml");
    rows(FileKind::Calendar, "ics");
    rows(FileKind::Contact, "vcf");
    rows(FileKind::Unknown, "dwg blend unheard-of");
}

void AttachedFileTest::whatPeopleSendIsOpened()
{
    QFETCH(FileKind, kind);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto assessment = named(name);
    QVERIFY(assessment.isOpenable());
    QVERIFY(!assessment.hidesItsType);
    QCOMPARE(assessment.kind, kind);
    QVERIFY(named(u"the plan (final). v2."_s + assessment.extension).isOpenable());
}

void AttachedFileTest::theTypeThatIsToldCountsAsWell_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("name");
    QTest::addColumn<FileKind>("kind");
    QTest::addColumn<int>("risk");  // -1: none
    const auto row = [](const char *type, const char *name, FileKind kind, int risk) {
        QTest::addRow("%s as %s", type, name)
            << QByteArray(type) << QString::fromLatin1(name) << kind << risk;
    };
    row("image/png", "holiday", FileKind::Picture, -1);
    row("application/pdf", "plan", FileKind::Document, -1);
    row("text/html", "plan", FileKind::Page, static_cast<int>(FileRisk::Page));
    row("text/html", "plan.pdf", FileKind::Page, static_cast<int>(FileRisk::Page));
    row("image/svg+xml", "logo.png", FileKind::Page, static_cast<int>(FileRisk::Page));
    row("application/x-msdownload", "plan.pdf", FileKind::Program, static_cast<int>(FileRisk::Program));
    row("application/x-sh", "notes", FileKind::Program, static_cast<int>(FileRisk::Program));
    row("application/vnd.ms-excel.sheet.macroenabled.12", "a.xlsx", FileKind::Document,
        static_cast<int>(FileRisk::Macros));
    // A mail that is called a document is shown as what it is.
    row("message/rfc822", "plan.pdf", FileKind::Message, static_cast<int>(FileRisk::Disguised));
    row("message/rfc822", "note.eml", FileKind::Message, -1);
    row("application/ms-tnef", "winmail.dat", FileKind::Container, -1);
}

void AttachedFileTest::theTypeThatIsToldCountsAsWell()
{
    COVERS("SEC-97");
    QFETCH(QByteArray, type);
    QFETCH(QString, name);
    QFETCH(int, risk);
    const auto assessment = mime::assessFile({name, name, type, {}});
    QTEST(assessment.kind, "kind");
    QCOMPARE(assessment.risk ? static_cast<int>(*assessment.risk) : -1, risk);
}

void AttachedFileTest::theOctetsCountMost_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("risk");
    const auto row = [](const char *what, const QString &name, const QByteArray &octets, int risk) {
        QTest::newRow(what) << name << octets << risk;
    };
    const auto program = static_cast<int>(FileRisk::Program), page = static_cast<int>(FileRisk::Page);
    const auto shortcut = static_cast<int>(FileRisk::Shortcut), macros = static_cast<int>(FileRisk::Macros);
    const auto disguised = static_cast<int>(FileRisk::Disguised), none = -1;
    const QByteArray compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"_ba;
    row("ELF as PDF", u"a.pdf"_s,
        "\x7f"
        "ELF\x02"_ba,
        program);
    row("Windows program as picture", u"a.jpg"_s, "MZ\x90"_ba, program);
    row("script without a name", u"notes"_s, "#!/bin/sh\nrm x\n"_ba, program);
    row("Java class as text", u"a.txt"_s, "\xca\xfe\xba\xbe"_ba, program);
    row("PHP", u"a.txt"_s, "<?php phpinfo();"_ba, program);
    row("PostScript as PDF", u"a.pdf"_s, "%!PS-Adobe-3.0"_ba, program);
    row("Debian's package", u"a.zip"_s, "!<arch>\ndebian-binary"_ba, program);
    row("launcher as text", u"a.txt"_s, "# x\n[Desktop Entry]\nExec=sh"_ba, shortcut);
    row("link of Windows", u"a.doc"_s, QByteArray("L\0\0\0\x01\x14\x02\0", 8), shortcut);
    row("link to a place", u"a.txt"_s, "[InternetShortcut]\r\nURL=file://x"_ba, shortcut);
    row("HTML as PDF", u"a.pdf"_s, "  \r\n<!DOCTYPE html><p>"_ba, page);
    row("HTML with a mark before", u"a"_s, "\xef\xbb\xbf<HTML>"_ba, page);
    row("HTML as a table", u"a.xls"_s, "<html><table>"_ba, page);
    row("SVG as picture", u"a.png"_s, "<?xml version='1.0'?>\n<svg onload='x'>"_ba, page);
    row("XML with a style sheet", u"a.xml"_s, "<?xml version='1.0'?><?xml-stylesheet href='x'?>"_ba, page);
    row("XML alone", u"a.xml"_s, "<?xml version='1.0'?><invoice/>"_ba, none);
    row("ISO image", u"a.pdf"_s, QByteArray(0x8001, '\0') + "CD001", static_cast<int>(FileRisk::Disk));
    row("macros in new documents", u"a.docx"_s, zip("word/vbaProject.bin"), macros);
    row("macros in old documents", u"a.doc"_s,
        compound + QByteArray("_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0", 24), macros);
    row("Java archive as ZIP", u"a.zip"_s, zip("META-INF/MANIFEST.MF"), program);
    row("new document", u"a.docx"_s, zip("word/document.xml"), none);
    row("old document", u"a.doc"_s, compound + "x", none);
    row("archive", u"a.zip"_s, zip("readme.txt"), none);
    row("picture of another kind", u"a.jpg"_s, "\x89PNG\r\n\x1a\n"_ba, none);
    row("picture as PDF", u"a.pdf"_s, "\x89PNG\r\n\x1a\n"_ba, disguised);
    row("archive as picture", u"a.png"_s, zip("x"), disguised);
    row("PDF as text", u"a.txt"_s, "%PDF-1.7"_ba, disguised);
    row("PDF", u"a.pdf"_s, "%PDF-1.7"_ba, none);
    row("text", u"a.txt"_s, "Dear all,\nMZ is not at the beginning"_ba, none);
    row("sound in a box for films", u"a.m4a"_s,
        QByteArray("\0\0\0\x20"
                   "ftypM4A ",
                   12),
        none);
    row("nothing", u"a.pdf"_s, {}, none);
}

void AttachedFileTest::theOctetsCountMost()
{
    COVERS("SEC-97", "SEC-99");
    QFETCH(QString, name);
    QFETCH(QByteArray, octets);
    const auto assessment = holding(name, octets);
    QTEST(assessment.risk ? static_cast<int>(*assessment.risk) : -1, "risk");
}

void AttachedFileTest::namesThatHideWhatTheyAreAreMarked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("hides");
    // Each character that Unicode has for changing the direction of what is read, at four places.
    for (const int control :
         {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C}) {
        for (const int at : {0, 1, 5, 6}) {
            QString name = u"plan.pdf"_s;
            name.insert(at, QChar(control));
            QTest::addRow("U+%04X at %d", static_cast<unsigned>(control), at) << name << true;
        }
    }
    QTest::newRow("blanks") << u"plan.pdf                 .exe"_s << true;
    QTest::newRow("blanks that are letters")
        << QString(u"plan.pdf"_s + QString(9, QChar(0x3164)) + u".txt"_s) << true;
    QTest::newRow("two extensions, the last one harmless") << u"plan.docx.pdf"_s << false;
    QTest::newRow("two extensions, the last one a program") << u"plan.pdf.scr"_s << true;
    QTest::newRow("a program that says so") << u"setup.exe"_s << false;
    QTest::newRow("a name with points") << u"v1.2.final.pdf"_s << false;
    QTest::newRow("Persian with its joiner") << QString(u"می"_s + QChar(0x200C) + u"خواهم.pdf"_s) << false;
}

void AttachedFileTest::namesThatHideWhatTheyAreAreMarked()
{
    COVERS("SEC-96", "SEC-97");
    QFETCH(QString, name);
    QTEST(named(name).hidesItsType, "hides");
}

POSTHORN_TEST(AttachedFileTest)
#include "tst_attachedfile.moc"
