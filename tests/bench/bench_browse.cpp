// SPDX-License-Identifier: GPL-3.0-or-later
// bench_browse PROFILE [MESSAGES]: a folder of 100,000 messages with texts in the real window, without a
// server. A word is typed above its list, letter by letter, and then one that all of them have: how long
// after the last letter the first ones are in the list and all of them, how long until it is counted what
// they have in common, and what the window's thread is kept from meanwhile. Prints one JSON object.
#include "core/accounts/accountstore.h"
#include "core/models/messagelistmodel.h"
#include "core/store/profile.h"
#include "widgets/search/searchbar.h"
#include "widgets/search/searchdesk.h"

#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

#include "tests/bench/fillbodies.h"
#include "tests/bench/measures.h"
#include "tests/bench/scalerig.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Time = ScaleRig::Time;

namespace {

constexpr auto betweenLetters = 120ms;  // of somebody who types quickly

bool makeProfile(const QString &profile, quint32 messages)
{
    QDir(profile).removeRecursively();
    const auto paths = store::ProfilePaths::in(profile);
    accounts::Account account;
    account.id = QUuid(u"6f1d2c3a-8b57-4e0e-9a41-d3f0c5b7a211"_s);
    account.name = u"Bench"_s;
    account.address = u"me@home.example"_s;
    account.imap.endpoint = account.smtp.endpoint = {u"127.0.0.1"_s, 1, net::Security::ImplicitTls, {}};
    account.imap.user = account.smtp.user = u"me"_s;
    account.passwordSource = accounts::PasswordSource::Command;
    account.passwordCommand = u"echo secret"_s;
    if (!paths.prepare() || !accounts::saveAccount(paths.accountsFile(), account))
        return false;
    auto cache = store::openCache(paths.cacheDatabase());
    if (!cache || !cache->database.execute("PRAGMA synchronous = OFF"))
        return false;
    store::Writer writer(std::move(cache->database));
    fillbodies::fill(writer, account.id, messages);
    (void)fillbodies::index(writer);
    return true;
}

class BrowseBench : public QObject
{
public:
    BrowseBench(const QString &profile, int messages) : m_rig(profile, 0)
    {
        m_rig.wantedRows = messages;
        m_letters.setInterval(betweenLetters);
        connect(&m_letters, &QTimer::timeout, this, &BrowseBench::typeNext);
    }

    void start()
    {
        m_rig.start([this] { m_rig.whenQuiet([this] { begin(); }); });
    }

private:
    void begin()
    {
        m_edit = m_rig.window()->findChild<SearchBar *>()->findChild<QLineEdit *>();
        m_desk = m_rig.window()->findChild<SearchDesk *>();
        if (m_rig.model()->rowCount() != m_rig.wantedRows)
            qFatal("bench_browse: the folder is not open");
        connect(m_rig.model(), &QAbstractItemModel::modelReset, this, &BrowseBench::listed);
        connect(m_rig.model(), &QAbstractItemModel::rowsInserted, this, &BrowseBench::listed);
        connect(m_desk, &SearchDesk::changed, this, &BrowseBench::changed);
        connect(m_desk, &SearchDesk::counted, this, [this] {
            if (m_desk->facets().messages > 0 && m_firstCount == Time::time_point())
                m_firstCount = Time::now();
            m_lastCount = Time::now();
        });
        m_rig.startProbes();
        type(u"meeting"_s, u"filter"_s);
    }
    void type(const QString &text, const QString &name)
    {
        m_edit->clear();
        m_text = text;
        m_name = name;
        m_letters.start();
    }
    void typeNext()
    {
        const QString letter = m_text.first(1);
        m_text.remove(0, 1);
        m_firstRows = m_lastRows = m_firstCount = m_lastCount = {};
        m_typed = Time::now();
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, letter);
        QApplication::sendEvent(m_edit, &press);
        if (m_text.isEmpty())
            m_letters.stop();
    }
    void listed()
    {
        if (!m_rig.model()->isNarrowed())
            return;
        m_lastRows = Time::now();
        if (m_firstRows == Time::time_point())
            m_firstRows = m_lastRows;
    }
    void changed()
    {
        if (m_letters.isActive() || m_name.isEmpty() || m_desk->state().text != m_edit->text()
            || m_desk->state().here != SearchState::Stage::Done)
            return;
        m_result[m_name + u"_first_ms"_s] = measures::milliseconds(m_firstRows - m_typed);
        m_result[m_name + u"_all_ms"_s] = measures::milliseconds(m_lastRows - m_typed);
        m_result[m_name + u"_told_ms"_s] = measures::milliseconds(Time::now() - m_typed);
        m_result[m_name + u"_facet_first_ms"_s] = measures::milliseconds(m_firstCount - m_typed);
        m_result[m_name + u"_facet_all_ms"_s] = measures::milliseconds(m_lastCount - m_typed);
        m_result[m_name + u"_rows"_s] = m_rig.model()->rowCount();
        m_name.clear();
        m_rig.whenQuiet([this] { next(); });
    }
    void next()
    {
        if (++m_done == 1)
            type(u"to:alice"_s, u"everyone"_s);
        else
            end();
    }
    void end()
    {
        m_rig.stopProbes(m_result);
        m_result[u"scenario"_s] = u"browse"_s;
        m_result[u"pss_mb"_s] = measures::proportionalMegabytes();
        std::puts(QJsonDocument(m_result).toJson(QJsonDocument::Compact).constData());
        QApplication::exit(0);
    }

    ScaleRig m_rig;
    QTimer m_letters;
    QLineEdit *m_edit = nullptr;
    SearchDesk *m_desk = nullptr;
    QString m_text, m_name;  // letters to be typed, and what their figures are called
    Time::time_point m_typed, m_firstRows, m_lastRows, m_firstCount, m_lastCount;
    int m_done = 0;
    QJsonObject m_result;
};

}

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc < 2) {
        std::fputs("usage: bench_browse PROFILE [MESSAGES]\n", stderr);
        return 2;
    }
    const QString profile = QCoreApplication::arguments().at(1);
    const int messages = argc > 2 ? QByteArray(argv[2]).toInt() : 100'000;
    if (!makeProfile(profile, static_cast<quint32>(messages))) {
        std::fputs("bench_browse: the profile could not be made\n", stderr);
        return 1;
    }
    QTimer::singleShot(5min, &application, [] {
        std::fputs("bench_browse: no result within five minutes\n", stderr);
        ::_exit(1);
    });
    BrowseBench bench(profile, messages);
    bench.start();
    return QApplication::exec();
}
