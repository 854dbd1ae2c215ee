// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <testpaths.h>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// The house rules that a machine can read from the sources: who may include whom, who may see which library,
// sizes, and constructs that are never right here. ARCHITECTURE.md explains them.
class LayeringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void roomsIncludeOnlyTheRoomsTheyMay();
    void librariesStayBehindTheirDoor_data();
    void librariesStayBehindTheirDoor();
    void filesStaySmall();
    void sourcesDoNotUse_data();
    void sourcesDoNotUse();
    void everyFileNamesItsLicence();

private:
    struct Source {
        QString path;  // from the top of the tree
        QStringList lines;
    };
    [[nodiscard]] static QString roomOf(const QString &path);
    std::vector<Source> m_sources;
};

namespace {

// Room → rooms it may include, beside itself.
const QHash<QString, QStringList> allowed{
    {u"core/base"_s, {}},
    {u"core/mime"_s, {u"core/base"_s}},
    {u"core/compose"_s, {u"core/mime"_s, u"core/base"_s}},
    {u"core/html"_s, {u"core/base"_s}},
    {u"core/crypto"_s, {u"core/compose"_s, u"core/mime"_s, u"core/base"_s}},
    {u"core/spelling"_s, {u"core/base"_s}},
    {u"core/contacts"_s, {u"core/mime"_s, u"core/base"_s}},
    {u"core/imap/wire"_s, {u"core/base"_s}},
    {u"core/net"_s, {u"core/base"_s}},
    {u"core/store"_s, {u"core/mime"_s, u"core/base"_s}},
    {u"core/journal"_s, {u"core/store"_s, u"core/base"_s}},
    {u"core/accounts"_s, {u"core/net"_s, u"core/base"_s}},
    {u"core/smtp"_s, {u"core/net"_s, u"core/journal"_s, u"core/mime"_s, u"core/base"_s}},
    {u"core/receipts"_s, {u"core/journal"_s, u"core/store"_s, u"core/mime"_s, u"core/base"_s}},
    {u"core/outbox"_s,
     {u"core/receipts"_s, u"core/journal"_s, u"core/store"_s, u"core/mime"_s, u"core/base"_s}},
    {u"core/search"_s, {u"core/store"_s, u"core/mime"_s, u"core/base"_s}},
    {u"core/imap/session"_s, {u"core/imap/wire"_s, u"core/net"_s, u"core/base"_s}},
    {u"core/imap/sync"_s,
     {u"core/imap/session"_s, u"core/imap/wire"_s, u"core/net"_s, u"core/receipts"_s, u"core/journal"_s,
      u"core/store"_s, u"core/search"_s, u"core/mime"_s, u"core/accounts"_s, u"core/base"_s}},
    {u"core/models"_s,
     {u"core/outbox"_s, u"core/receipts"_s, u"core/search"_s, u"core/compose"_s, u"core/accounts"_s,
      u"core/store"_s, u"core/mime"_s, u"core/base"_s}},
    {u"widgets"_s,
     {u"core/compose"_s, u"core/models"_s, u"core/journal"_s, u"core/outbox"_s, u"core/receipts"_s,
      u"core/accounts"_s, u"core/search"_s, u"core/html"_s, u"core/crypto"_s, u"core/spelling"_s,
      u"core/contacts"_s, u"core/mime"_s, u"core/store"_s, u"core/base"_s}},
};

}

QString LayeringTest::roomOf(const QString &path)
{
    if (path.startsWith(u"widgets/"_s))
        return u"widgets"_s;
    if (path.startsWith(u"app/"_s))
        return u"app"_s;
    const QStringList parts = path.split(u'/');
    if (parts.size() > 3 && parts.at(1) == u"imap"_s)
        return parts.mid(0, 3).join(u'/');
    return parts.mid(0, 2).join(u'/');
}

void LayeringTest::initTestCase()
{
    const QString top = QStringLiteral(POSTHORN_SOURCE_DIR) + u'/';
    for (const QString &folder : {u"core"_s, u"widgets"_s, u"app"_s, u"tests"_s}) {
        QDirIterator files(top + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            m_sources.push_back(
                {file.fileName().mid(top.size()), QString::fromUtf8(file.readAll()).split(u'\n')});
        }
    }
    QVERIFY(m_sources.size() > 100);
}

void LayeringTest::roomsIncludeOnlyTheRoomsTheyMay()
{
    static const QRegularExpression include(u"^#include \"((?:core|widgets|app|tests)/[^\"]+)\""_s);
    QStringList forbidden;
    for (const Source &source : m_sources) {
        const QString room = roomOf(source.path);
        if (!allowed.contains(room) && !room.startsWith(u"core/"_s))
            continue;  // app is the composition root, tests may see all
        for (const QString &line : source.lines) {
            const auto match = include.match(line);
            if (!match.hasMatch())
                continue;
            const QString other = roomOf(match.captured(1));
            if (other != room && !allowed.value(room).contains(other))
                forbidden.append(room + u" → "_s + other + u" in "_s + source.path);
        }
    }
    QVERIFY2(forbidden.isEmpty(), qPrintable(forbidden.join(u'\n')));
}

void LayeringTest::librariesStayBehindTheirDoor_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("only");
    QTest::newRow("one file knows QSslSocket")
        << u"#include <QSslSocket>"_s << u"core/net/ssltransport.cpp"_s;
    QTest::newRow("one file asks web servers")
        << u"#include <QNetworkAccessManager>"_s << u"core/net/webclient.cpp"_s;
    QTest::newRow("one folder knows SQLite") << u"#include <sqlite3.h>"_s << u"core/store/"_s;
    QTest::newRow("one file knows gsasl") << u"#include <gsasl.h>"_s << u"core/net/"_s;
    QTest::newRow("one folder knows gumbo") << u"#include <gumbo.h>"_s << u"core/html/"_s;
    QTest::newRow("three files know GPGME") << u"#include <gpgme.h>"_s << u"core/crypto/gpgme"_s;
    QTest::newRow("one file knows Hunspell")
        << u"#include <hunspell/hunspell.hxx>"_s << u"core/spelling/hunspellspeller.cpp"_s;
    QTest::newRow("the core has no widgets")
        << u"#include <(QWidget|QApplication|QtWidgets|QIcon|QFont|QColor|QPixmap)"_s << u"(widgets|app)/"_s;
}

void LayeringTest::librariesStayBehindTheirDoor()
{
    QFETCH(QString, pattern);
    QFETCH(QString, only);
    const QRegularExpression include(u'^' + pattern);
    const QRegularExpression door(u'^' + only);
    QStringList outside;
    int inside = 0;
    for (const Source &source : m_sources) {
        if (source.path.startsWith(u"tests/"_s))
            continue;
        const auto hit = std::find_if(source.lines.begin(), source.lines.end(),
                                      [&](const QString &line) { return include.match(line).hasMatch(); });
        if (hit == source.lines.end())
            continue;
        if (door.match(source.path).hasMatch())
            ++inside;
        else
            outside.append(source.path);
    }
    QVERIFY2(outside.isEmpty(), qPrintable(outside.join(u'\n')));
    QVERIFY2(inside > 0, "the rule looks for something that nobody includes");
}

void LayeringTest::filesStaySmall()
{
    QStringList large;
    for (const Source &source : m_sources) {
        if (source.lines.size() > 601)
            large.append(u"%1: %2 lines"_s.arg(source.path).arg(source.lines.size()));
    }
    QVERIFY2(large.isEmpty(), qPrintable(large.join(u'\n')));
}

void LayeringTest::sourcesDoNotUse_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("except");
    QTest::newRow("nested event loops")
        << u"(\\.|->)exec\\(\\)|QEventLoop |processEvents\\("_s << u"^(app/main\\.cpp|app/demo/)"_s;
    QTest::newRow("sleeping") << u"QThread::m?sleep|qSleep\\(|sleep_for|\\busleep\\("_s
                              << u"^tests/(live|soak|bench)/"_s;
    QTest::newRow("ignoring all TLS errors") << u"ignoreSslErrors\\(\\)"_s << u"^$"_s;
    QTest::newRow("a replacing STORE") << u"STORE[^\"]*[\" ]FLAGS(\\.SILENT)? ?\\("_s << u"^tests/"_s;
    // A signal on the bus has no member pointer.
    QTest::newRow("string signals and slots") << u"\\b(SIGNAL|SLOT)\\("_s << u"^app/networkwatch\\.cpp$"_s;
    QTest::newRow("reading a body without PEEK")
        << u"\"[^\"]*[ (]BODY\\["_s << u"^(tests/|core/imap/wire/)"_s;
    // What comes by mail is never run, and one place hands files to the desktop's programs, another
    // addresses.
    QTest::newRow("running programs")
        << u"QProcess|startDetached|[^:\\w]system\\(|\\bpopen\\(|\\bexec[lv]p?e?\\("_s
        << u"^(tests/|app/|core/accounts/)"_s;
    QTest::newRow("handing over to the desktop")
        << u"QDesktopServices::openUrl"_s << u"^(tests/|widgets/reader/(desktop|linkdialog)\\.cpp$)"_s;
    QTest::newRow("time from elsewhere than the Clock")
        << u"QDateTime::currentDateTime|currentMSecsSinceEpoch|QElapsedTimer|QTimer "_s
        << u"^(core/base/clock|tests/|app/demo/)"_s;
}

void LayeringTest::sourcesDoNotUse()
{
    QFETCH(QString, pattern);
    QFETCH(QString, except);
    const QRegularExpression wrong(pattern);
    const QRegularExpression exempt(except);
    QStringList found;
    for (const Source &source : m_sources) {
        if (exempt.match(source.path).hasMatch() || source.path == u"tests/architecture/tst_layering.cpp"_s)
            continue;
        for (qsizetype i = 0; i < source.lines.size(); ++i) {
            const QString code = source.lines.at(i).section(u"//"_s, 0, 0);
            if (wrong.match(code).hasMatch())
                found.append(u"%1:%2: %3"_s.arg(source.path).arg(i + 1).arg(source.lines.at(i).trimmed()));
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void LayeringTest::everyFileNamesItsLicence()
{
    QStringList without;
    for (const Source &source : m_sources) {
        if (!source.lines.first().contains(u"SPDX-License-Identifier: GPL-3.0-or-later"_s))
            without.append(source.path);
    }
    QVERIFY2(without.isEmpty(), qPrintable(without.join(u'\n')));
}

POSTHORN_TEST(LayeringTest)

#include "tst_layering.moc"
