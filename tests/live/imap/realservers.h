// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/imap/client.h"
#include "tests/live/script.h"
#include "tests/support/testcase.h"

namespace live {

// What each of the servers is known to do, in the words of the table; "a|b" for either, as time would have
// it.
struct Known {
    const char *dovecot;
    const char *cyrus;
    const char *courier;
    const char *mailutils;
};
constexpr Known everywhere(const char *how)
{
    return {how, how, how, how};
}
// What the table says of a server without the extension that a row is about.
inline const QString notOffered = QStringLiteral("not offered");

// The frame of a live suite: every test function runs once with each server, which is started when it is
// first wanted and shared by all classes of the program. Each function uses folders of its own. What servers
// do differently is no failure of theirs or ours, but it is known: a row that says something else of a server
// than it used to fails, and so does one that a server is missing from. The table is printed when the class
// is done.
class RealServers : public QObject
{
    Q_OBJECT

protected:
    // The server of this row.
    [[nodiscard]] static const ImapServer &server();
    // A row of the table; the complaint is empty when the server did what it is known to do. See TELL.
    [[nodiscard]] QByteArray tell(const QString &what, const QString &how, const Known &known);
    [[nodiscard]] static QString inWords(bool yes)
    {
        return yes ? QStringLiteral("yes") : QStringLiteral("no");
    }
    [[nodiscard]] static QString inWords(const QString &how) { return how; }
    // The end of a command in a word or two: "NO [TRYCREATE]", "closed".
    [[nodiscard]] static QString endOf(const imap::Completion &completion);

public:
    // A new folder of the client's, or empty when the server refused.
    [[nodiscard]] static QByteArray makeFolder(Client &client, QStringView words);
    [[nodiscard]] static bool put(Client &client, const QByteArray &folder, const QByteArray &message,
                                  std::vector<QByteArray> flags = {});
    [[nodiscard]] static imap::Completion remove(Client &client, const QByteArray &folder);
    [[nodiscard]] static std::vector<imap::ListData> list(Client &client, const QByteArray &pattern);
    [[nodiscard]] static std::optional<imap::StatusData> status(Client &client, const QByteArray &folder);
    [[nodiscard]] static bool select(Client &client, const QByteArray &folder);
    // UID FETCH first:* of the selected mailbox, in the order it came.
    struct Fetched {
        std::vector<imap::Fetch> messages;
        imap::Completion end;
    };
    [[nodiscard]] static Fetched fetch(Client &client, const QByteArray &items, quint32 first = 1);
    [[nodiscard]] static quint32 exists(Client &client) { return client.session().selected()->exists; }

private Q_SLOTS:
    void initTestCase_data();
    void cleanup();
    void cleanupTestCase();

private:
    void printTable() const;

    QStringList m_rows;                               // in the order they were noted
    QHash<QString, QHash<QString, QString>> m_notes;  // what → server → how
    QSet<ImapServer::Kind> m_seen;                    // servers for which functions have run
    bool m_hasFailed = false;
};

[[nodiscard]] QByteArray message(const QByteArray &subject, const QByteArray &body,
                                 const QByteArray &fields = {});

}

// One row of the table, and a failure when the server of this run does not do what it is known to do:
// TELL(u"MOVE"_s, client.has("MOVE"), {"yes", "yes", "no", "no"});
#define TELL(what, how, ...)                                                                                 \
    do {                                                                                                     \
        const QByteArray complaint = tell((what), inWords(how), live::Known __VA_ARGS__);                    \
        QVERIFY2(complaint.isEmpty(), complaint.constData());                                                \
    } while (false)

// First statement of a live test: leaves it when the server is not there, else a client of it is logged in.
#define OPEN_CLIENT(client)                                                                                  \
    if (!server().isRunning() && !live::areServersRequired())                                                \
        QSKIP("no servers: app/demo/servers and tests/live/imapservers fetch build/servers");                \
    QVERIFY2(server().isRunning(), qPrintable(server().reason()));                                           \
    live::Client client(server());                                                                           \
    QVERIFY2((client).open(), (client).whyClosed().constData())
