// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/wire/parser.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

struct Told {
    QByteArrayList events;
    std::optional<imap::SelectedMailbox> mailbox;  // before the goodbye
    qsizetype octets = 0;
    bool failed = false;
};

// A whole session, from the greeting in clear to the goodbye, with literals that look like protocol.
Told tellAll(const std::function<void(Dialogue &)> &prepare)
{
    imap::SessionOptions options{.security = net::Security::StartTls};
    Dialogue d(options);
    d.feed(Dialogue::Feed::Whole);
    prepare(d);
    std::optional<imap::SelectedMailbox> mailbox;
    d.session().provideCredentials({"bob"_ba, Secret("secret"_ba)});
    const auto uids = imap::UidSet::single({7});
    d.on("list", [&] { d.run<imap::ListCommand>(); });
    d.on("select", [&] { d.run<imap::SelectCommand>("a b"_ba); });
    d.on("fetch", [&] {
        d.run<imap::FetchCommand>(imap::Uid{1}, "UID FLAGS ENVELOPE");
        d.run<imap::FetchCommand>(uids, "BODY.PEEK[]");
    });
    d.on("store", [&] { d.run<imap::StoreCommand>(uids, imap::FlagChange::Add, std::vector{"\\Seen"_ba}); });
    d.on("search", [&] { d.run<imap::SearchCommand>(imap::CommandText("UNSEEN")); });
    d.on("append",
         [&] { d.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba); });
    d.on("idle", [&] { d.run<imap::IdleCommand>(); });
    d.on("logout", [&] {
        mailbox = d.session().selected();
        d.session().logout();
    });
    d.play(R"(
        S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
        C: a1 STARTTLS
        S: a1 OK go
        TLS
        C: a2 CAPABILITY
        S: * CAPABILITY IMAP4rev1 AUTH=PLAIN
        S: a2 OK done
        C: a3 AUTHENTICATE PLAIN
        S: + 
        C: AGJvYgBzZWNyZXQ=
        S: a3 OK [CAPABILITY IMAP4rev1 CONDSTORE ENABLE ID UNSELECT IDLE] in
        C: a4 ID ("name" "Posthorn")
        S: * ID NIL
        S: a4 OK done
        C: a5 ENABLE CONDSTORE
        S: * ENABLED CONDSTORE
        S: a5 OK done
        U: list
        C: a6 LIST "" "*"
        S: * LIST (\HasNoChildren) "/" {5}
        S: INBOX
        S: * LIST () NIL "a b"
        S: a6 OK done
        U: select
        C: a7 SELECT "a b" (CONDSTORE)
        S: * FLAGS (\Seen \Deleted)
        S: * 2 EXISTS
        S: * OK [UIDVALIDITY 9] x
        S: * OK [UIDNEXT 8] x
        S: * OK [HIGHESTMODSEQ 5]
        S: a7 OK [READ-WRITE] done
        U: fetch
        C: a8 UID FETCH 1:* (UID FLAGS ENVELOPE)
        C: a9 UID FETCH 7 (BODY.PEEK[])
        S: * 1 FETCH (UID 6 FLAGS () ENVELOPE (NIL {12}
        S! a8 OK done\r\n)
        S:  NIL NIL NIL NIL NIL NIL NIL NIL))
        S: * 3 EXISTS
        S: * 2 FETCH (UID 7 BODY[] {17}
        S! * 1 EXPUNGE\r\n{9}
        S: )
        S: a9 OK second
        S: a8 OK first
        U: store
        C: a10 UID STORE 7 +FLAGS (\Seen)
        S: * 2 FETCH (UID 7 FLAGS (\Seen) MODSEQ (6))
        S: a10 OK done
        U: search
        C: a11 UID SEARCH UNSEEN
        S: * SEARCH 6 
        S: a11 OK done
        U: append
        C: a12 APPEND Sent {1}
        S: +
        C: x
        S: a12 OK [APPENDUID 3 4] done
        U: idle
        C: a13 IDLE
        S: + idling
        S: * 1 EXPUNGE
        S: * OK [ALERT] quota
        U: logout
        C: DONE
        C: a14 LOGOUT
        S: a13 OK done
        S: * BYE see you
        S: a14 OK done
    )");
    return {d.events(), mailbox, d.serverOctets(), d.hasFailed()};
}

Told tellAll(Dialogue::Feed feed, qsizetype splitAt)
{
    return tellAll([=](Dialogue &d) {
        d.feed(feed);
        d.splitAt(splitAt);
    });
}

// What a server may say at any time (RFC 3501, 7), true in this state of the session.
QByteArray unasked(const QByteArray &kind, const imap::Session &session)
{
    const auto &mailbox = session.selected();
    if (kind == "CAPABILITY") {
        const auto &names = session.capabilities().names();
        return "* CAPABILITY " + QByteArrayList(names.begin(), names.end()).join(' ') + "\r\n";
    }
    if (kind == "EXISTS")
        return "* " + QByteArray::number(mailbox ? mailbox->exists : 2) + " EXISTS\r\n";
    if (kind == "FLAGS") {
        const auto flags = mailbox ? mailbox->flags : std::vector{"\\Seen"_ba, "\\Deleted"_ba};
        return "* FLAGS (" + QByteArrayList(flags.begin(), flags.end()).join(' ') + ")\r\n";
    }
    return kind + "\r\n";
}

QByteArray eventOf(const QByteArray &response)
{
    const auto parsed = imap::parseResponse(response);
    const auto *data = parsed ? std::get_if<imap::Untagged>(&*parsed) : nullptr;
    return data != nullptr ? "untagged " + describe(*data) : QByteArray();
}

// The same, but for one event more or none.
bool isSameButFor(const QByteArray &event, const QByteArrayList &told, const QByteArrayList &before)
{
    if (told == before)
        return true;
    for (qsizetype i = 0; i < told.size(); ++i) {
        if (told.at(i) != event)
            continue;
        QByteArrayList rest = told;
        rest.removeAt(i);
        if (rest == before)
            return true;
    }
    return false;
}

}

class TestFragments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheSameHoweverTheOctetsArrive()
    {
        COVERS("I4-001", "I4-019");
        const Told whole = tellAll(Dialogue::Feed::Whole, -1);
        QVERIFY(!whole.failed);
        QVERIFY(whole.events.contains("ready"));
        QVERIFY(whole.events.contains("finished ok second"));
        QCOMPARE(tellAll(Dialogue::Feed::Octets, -1).events, whole.events);
        for (qsizetype cut = 1; cut < whole.octets; ++cut)
            QCOMPARE(tellAll(Dialogue::Feed::Whole, cut).events, whole.events);
    }

    // Before each line of the dialogue, whoever says it: in front of TLS, during each command, between them.
    void newsMayComeAtAnyTime_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind :
             {"FLAGS", "EXISTS", "CAPABILITY", "* 0 RECENT", "* 1 FETCH (FLAGS (\\Answered))",
              "* LIST (\\Marked) \"/\" Other", "* STATUS Other (MESSAGES 5 UNSEEN 1)", "* OK still here",
              "* NO nearly full", "* BAD what was that", "* OK [PARSE] odd header", "* XNEWS {3}\r\nabc)"})
            QTest::newRow(kind) << QByteArray(kind);
    }
    void newsMayComeAtAnyTime()
    {
        COVERS("I4-076");
        QFETCH(QByteArray, kind);
        int places = 0;
        const Told whole = tellAll([&places](Dialogue &d) {
            d.verbatim();
            d.beforeEachLine([&places] { ++places; });
        });
        QVERIFY(!whole.failed && places > 60 && whole.mailbox->flags.size() == 2);
        for (int place = 1; place < places; ++place) {  // 0: nobody is connected
            int now = 0;
            QByteArray event;
            const Told told = tellAll([&](Dialogue &d) {
                d.verbatim();
                d.beforeEachLine([&] {
                    // Behind the OK to STARTTLS nothing may come.
                    if (now++ != place || d.transport().tlsStarted() != d.session().isEncrypted())
                        return;
                    const QByteArray response = unasked(kind, d.session());
                    event = eventOf(response);
                    d.serverSends(response);
                });
            });
            QVERIFY2(!told.failed, QByteArray::number(place).constData());
            QVERIFY2(isSameButFor(event, told.events, whole.events), QByteArray::number(place).constData());
            QVERIFY(told.mailbox && told.mailbox->exists == whole.mailbox->exists
                    && told.mailbox->flags == whole.mailbox->flags);
        }
    }
};

#include "tst_fragments.moc"
POSTHORN_TEST(TestFragments)
