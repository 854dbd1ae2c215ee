// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are made of attachments: their names, their places, their modes.
#include "widgets/displaytext.h"
#include "widgets/reader/attachmentsaver.h"
#include "widgets/reader/boundedpicture.h"
#include "widgets/reader/privatecopies.h"
#include "widgets/safetext.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// Each way to name another place, before and after each usual name.
QStringList hostileNames()
{
    const QStringList before{u"../"_s,
                             u"../../../../"_s,
                             u"/"_s,
                             u"//host/share/"_s,
                             u"..\\..\\"_s,
                             u"C:\\Windows\\"_s,
                             u"\\\\host\\c$\\"_s,
                             u"~/"_s,
                             u"./"_s,
                             u"-"_s,
                             u"--output="_s,
                             u"."_s,
                             u"..."_s,
                             u" "_s,
                             u"file:///etc/"_s,
                             u"a/b/../../"_s,
                             u"\n"_s,
                             u"\r\n/"_s,
                             u"%2e%2e%2f"_s,
                             QString(QChar(0x202E)),
                             QString(QChar(0)),
                             u"|"_s,
                             u"$(touch x)/"_s,
                             u"`touch x`"_s,
                             u"\u2215"_s,
                             u"\uFF0F"_s};
    const QStringList names{u"a.txt"_s,
                            u"passwd"_s,
                            u".bashrc"_s,
                            u".."_s,
                            u"autostart.desktop"_s,
                            u"a\0b"_s,
                            u"CON"_s,
                            QString(4096, u'x') + u".pdf"_s};
    QStringList all;
    for (const QString &first : before) {
        for (const QString &name : names)
            all.append(first + name);
    }
    return all;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesBelow(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        found += files.next().mid(folder.size() + 1);
    found.sort();
    return found;
}

QByteArray picture(const QSize &size, const char *format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray octets;
    QBuffer buffer(&octets);
    image.save(&buffer, format);
    return octets;
}

// A PNG that says to be of that size and holds nothing.
QByteArray emptyPng(quint32 width, quint32 height)
{
    QByteArray octets = picture({1, 1}, "PNG");
    for (int i = 0; i < 4; ++i) {
        octets[16 + i] = static_cast<char>(width >> (24 - 8 * i));
        octets[20 + i] = static_cast<char>(height >> (24 - 8 * i));
    }
    quint32 crc = 0xFFFFFFFF;
    for (int i = 12; i < 29; ++i) {
        crc ^= static_cast<unsigned char>(octets[i]);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
    }
    crc = ~crc;
    for (int i = 0; i < 4; ++i)
        octets[29 + i] = static_cast<char>(crc >> (24 - 8 * i));
    return octets;
}

}

class AttachmentFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noNameLeavesTheFolder()
    {
        COVERS("SEC-98");
        const QStringList names = hostileNames();
        QVERIFY(names.size() >= 200);
        const QTemporaryDir top;
        const QString folder = top.filePath(u"a/b/c"_s);
        QVERIFY(QDir().mkpath(folder));
        const QStringList before = filesBelow(top.path());
        for (const QString &sent : names) {
            mime::PartInfo part;
            part.type = "application";
            part.fileName = sent;
            const QString name = DisplayText::attachmentName(part);
            QVERIFY2(!name.isEmpty() && !name.startsWith(u'.') && !name.startsWith(u'-'), qPrintable(sent));
            QVERIFY2(name.toUtf8().size() <= 200 && !name.contains(u'/') && !name.contains(u'\\'),
                     qPrintable(sent));
            const auto written = attachmentfiles::writeNew(folder, name, "x");
            QVERIFY2(written, qPrintable(sent));
            QVERIFY(QFile::remove(folder + u'/' + *written));
        }
        QCOMPARE(filesBelow(top.path()), before);
    }

    void aNameKeepsTheExtensionThatCounts()
    {
        COVERS("SEC-96");
        for (const int control :
             {0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F}) {
            for (const QString &hidden : {u"exe"_s, u"scr"_s, u"desktop"_s, u"js"_s}) {
                mime::PartInfo part;
                part.fileName = u"annual report"_s + QChar(control) + u"fdp."_s + hidden;
                QCOMPARE(DisplayText::attachmentName(part), QString(u"annual reportfdp."_s + hidden));
            }
        }
    }

    void ofManyWithOneNameEachHasItsOwn()
    {
        COVERS("SEC-102");
        const QTemporaryDir folder, elsewhere;
        const QString victim = elsewhere.filePath(u"victim"_s);
        QVERIFY(QFile::link(victim, folder.filePath(u"a (3).txt"_s)));
        for (int i = 0; i < 500; ++i)
            QVERIFY(attachmentfiles::writeNew(folder.path(), u"a.txt"_s, QByteArray::number(i)));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 500);
        QVERIFY(!QFile::exists(victim));
        QCOMPARE(contentOf(folder.filePath(u"a.txt"_s)), "0"_ba);
        QCOMPARE(contentOf(folder.filePath(u"a (2).txt"_s)), "1"_ba);
        QCOMPARE(contentOf(folder.filePath(u"a (4).txt"_s)), "2"_ba);
    }

    void copiesForOthersCanOnlyBeRead()
    {
        COVERS("SEC-99");
        const QTemporaryDir top;
        const QString folder = top.filePath(u"opened"_s);
        QString path;
        {
            const PrivateCopies copies(folder);
            const auto first = copies.make(u"plan.pdf"_s, "one");
            const auto second = copies.make(u"plan.pdf"_s, "two");
            QVERIFY(first && second && *first != *second);
            path = *first;
            QCOMPARE(QFileInfo(path).fileName(), u"plan.pdf"_s);
            QCOMPARE(contentOf(path), "one"_ba);
            const auto forUser = QFile::ReadUser | QFile::WriteUser | QFile::ExeUser;
            QCOMPARE(QFile::permissions(path) & ~forUser, QFile::ReadOwner);
            for (const QString &above : {folder, QFileInfo(path).path()})
                QCOMPARE(QFile::permissions(above) & ~forUser,
                         QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        QVERIFY(!QFile::exists(path));
        QVERIFY(!QFile::exists(folder));
    }

    void whatACrashHasLeftIsRemovedAndNothingElse()
    {
        const QTemporaryDir top;
        const QString folder = top.filePath(u"opened"_s);
        QVERIFY(QDir().mkpath(folder + u"/old"_s));
        QVERIFY(QDir().mkpath(top.filePath(u"mine"_s)));
        QVERIFY(QFile::link(top.filePath(u"mine"_s), folder + u"/old/link"_s));
        QVERIFY(attachmentfiles::writeNew(top.filePath(u"mine"_s), u"a"_s, "x"));
        {
            const PrivateCopies copies(folder);
            QVERIFY(!QFile::exists(folder));
        }
        QVERIFY(QFile::exists(top.filePath(u"mine/a"_s)));
        // A link in the folder's own place is taken away, not followed.
        QVERIFY(QFile::link(top.filePath(u"mine"_s), folder));
        {
            const PrivateCopies copies(folder);
            const auto made = copies.make(u"a.txt"_s, "y");
            QVERIFY(made);
            QCOMPARE(filesBelow(top.filePath(u"mine"_s)), QStringList{u"a"_s});
        }
        QVERIFY(QFile::exists(top.filePath(u"mine/a"_s)));
    }

    void picturesAreDecodedWithinBounds_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<bool>("isShown");
        QTest::newRow("PNG") << picture({40, 30}, "PNG") << true;
        QTest::newRow("JPEG") << picture({40, 30}, "JPEG") << true;
        QTest::newRow("a picture that is too large by its own words") << emptyPng(50'000, 50'000) << false;
        QTest::newRow("and by far") << emptyPng(0x7fffffff, 0x7fffffff) << false;
        QTest::newRow("and long") << emptyPng(1, 0x7fffffff) << false;
        QTest::newRow("a size of nothing") << emptyPng(0, 0) << false;
        QTest::newRow("a drawing") << "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"_ba
                                   << false;
        QTest::newRow("a drawing that is packed") << "\x1f\x8b\x08"_ba << false;
        QTest::newRow("a bitmap, which nobody sends") << picture({4, 4}, "BMP") << false;
        QTest::newRow("XPM is a program's text") << "/* XPM */ static char *a[] = {"_ba << false;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("a beginning alone") << "\x89PNG\r\n\x1a\n"_ba << false;
        QTest::newRow("GIF of nothing") << "GIF89a\xff\xff\xff\xff"_ba << false;
        QTest::newRow("WebP of nothing") << "RIFF\xff\xff\xff\xffWEBPVP8L"_ba << false;
        // Broken at thirty places.
        for (int i = 0; i < 30; ++i) {
            QByteArray broken = picture({64, 64}, i % 2 == 0 ? "PNG" : "JPEG");
            broken.truncate(24 + i * 3);
            QTest::addRow("cut %d", i) << broken << false;
        }
    }

    void picturesAreDecodedWithinBounds()
    {
        COVERS("SEC-72");
        QFETCH(QByteArray, octets);
        const QImage image = boundedPicture(octets, 20);
        if (QByteArrayView(QTest::currentDataTag()).startsWith("cut"))
            QVERIFY(image.width() <= 20);  // what there was of it may be shown
        else
            QTEST(!image.isNull(), "isShown");
        QVERIFY(image.width() <= 20);
    }
};

POSTHORN_TEST(AttachmentFilesTest)
#include "tst_attachmentfiles.moc"
