// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QProcess>

#include <sys/inotify.h>
#include <testpaths.h>
#include <unistd.h>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// What is opened in a folder, and in those below it that are there when it begins.
class OpenedFiles
{
public:
    explicit OpenedFiles(const QString &folder) : m_handle(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        QStringList folders{folder};
        for (const QString &below : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders.append(folder + u'/' + below);
        m_isWatching = m_handle >= 0;
        for (const QString &each : folders)
            m_isWatching = m_isWatching
                && ::inotify_add_watch(m_handle, QFile::encodeName(each).constData(), IN_OPEN | IN_ACCESS)
                    >= 0;
    }
    OpenedFiles(const OpenedFiles &) = delete;
    OpenedFiles &operator=(const OpenedFiles &) = delete;
    ~OpenedFiles() { ::close(m_handle); }

    [[nodiscard]] bool isWatching() const { return m_isWatching; }
    // The names, since the last time; "." for a folder itself.
    [[nodiscard]] QByteArrayList take() const
    {
        QByteArrayList names;
        alignas(inotify_event) char room[4096];
        for (ssize_t size = 0; (size = ::read(m_handle, room, sizeof room)) > 0;) {
            for (ssize_t at = 0; at < size;) {
                const auto *event = reinterpret_cast<const inotify_event *>(room + at);
                names.append(event->len > 0 ? QByteArray(event->name) : "."_ba);
                at += static_cast<ssize_t>(sizeof(inotify_event)) + event->len;
            }
        }
        return names;
    }

private:
    int m_handle;
    bool m_isWatching = false;
};

void plant(const QString &folder, const QStringList &names)
{
    QVERIFY(QDir().mkpath(folder));
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\ntouch \"$HOME/hijacked\"\n");
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
}

}

// The program is started in a folder that somebody else has filled, with paths that lead there.
class StartFolderTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home, m_folder;

    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_home.path());
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        environment.insert(u"PATH"_s, u".:"_s + qEnvironmentVariable("PATH"));
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_PLUGIN_PATH"_s, u"."_s);
        environment.insert(u"LSAN_OPTIONS"_s, qEnvironmentVariable("LSAN_OPTIONS"));
        return environment;
    }
    void start(QProcess &process) const
    {
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(POSTHORN_BUILD_DIR "/app/posthorn"),
                      {u"--profile="_s + m_home.filePath(u"p"_s)});
    }

private Q_SLOTS:
    void nothingIsOpenedInIt()
    {
        COVERS("SEC-136");
        constexpr int patience = 60'000;
        const QString folder = m_folder.path();
        plant(folder,
              {u"gpg"_s, u"gpgconf"_s, u"gpgsm"_s, u"sh"_s, u"xdg-open"_s, u"qt.conf"_s, u"posthorn.ini"_s,
               u"fonts.conf"_s, u"libgpgme.so.11"_s, u"libQt6Svg.so.6"_s, u"posthorn_de.qm"_s});
        plant(folder + u"/platforms"_s, {u"libqoffscreen.so"_s, u"libqminimal.so"_s});
        plant(folder + u"/imageformats"_s, {u"libqsvg.so"_s, u"libqjpeg.so"_s});
        plant(folder + u"/iconengines"_s, {u"libqsvgicon.so"_s});
        plant(folder + u"/styles"_s, {u"libqevilstyle.so"_s});
        plant(folder + u"/tls"_s, {u"libqopensslbackend.so"_s});
        const OpenedFiles opened(folder);
        QVERIFY(opened.isWatching());
        QFile planted(folder + u"/gpg"_s);
        QVERIFY(planted.open(QIODevice::ReadOnly));
        QCOMPARE(opened.take(), QByteArrayList{"gpg"});  // it would be seen

        QProcess first, second;
        start(first);
        QVERIFY(first.waitForStarted(patience));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_home.filePath(u"p/running.lock"_s)), patience);
        start(second);  // it ends when the first one's window has been asked to come up
        QVERIFY(second.waitForFinished(patience));
        QCOMPARE(second.exitCode(), 0);
        first.terminate();
        QVERIFY(first.waitForFinished(patience));
        QCOMPARE(first.exitStatus(), QProcess::NormalExit);
        QCOMPARE(opened.take(), QByteArrayList());
        QVERIFY(!QFile::exists(m_home.filePath(u"hijacked"_s)));
    }
};

POSTHORN_TEST(StartFolderTest)
#include "tst_startfolder.moc"
