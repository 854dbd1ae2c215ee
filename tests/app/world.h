// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"
#include "core/receipts/receiptservice.h"

#include <QPointer>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <source_location>

#include "tests/core/receipts/invariants.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

// The engine and the store of one account, wired as in the program but on one thread, in a profile of their
// own, with servers played by the test:
//
//     S: / C:    the connection with the folder on screen, a line each; "␍␊" is a line end inside a literal
//     MS: / MC:  the submission server
//     U: step    runs the step of that name
//     T: 5s      time passes
//     X / MX     that server closes
//     A          the connection with the folder on screen, made anew, comes up
//
// The other IMAP connection (folder list, counts, Sent) is answered by itself; what was appended there is
// kept.
class World
{
public:
    World();
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    // Greeted with PREAUTH and these capabilities; ENABLE CONDSTORE is answered when it is among them.
    void goOnline(const QByteArray &capabilities = "IMAP4rev1 CONDSTORE ENABLE UNSELECT IDLE");
    // The folder list is in the store as from an earlier start, unless a test forgets it before it goes
    // online.
    void forgetFolders() { m_foldersKnown = false; }
    void play(const char *script, const std::source_location &where = std::source_location::current());
    void playOn(const char *script, const std::source_location &where = std::source_location::current());
    void on(const QByteArray &step, std::function<void()> act) { m_steps[step] = std::move(act); }
    // The submission server wants a login from now on; for the accounts that are entered after this.
    void requireSubmissionLogin() { m_account.smtp.user = QStringLiteral("me"); }
    // An agreed exception; for the accounts that are entered after this.
    void putAddressOnReceipts() { m_account.receiptsFromAddress = true; }
    // What the server that files copies answers to the next APPEND instead of OK.
    void refuseNextAppend(const QByteArray &answer = "NO [OVERQUOTA] full") { m_refuseAppend = answer; }
    // The server lets in one connection at a time.
    void allowOneConnection() { m_refuseWork = true; }
    // What it offers on the other connection, from the next one on.
    void offerOnTheOther(const QByteArray &capability) { m_workCapabilities += ' ' + capability; }
    void loseTheOther();
    // That mailbox is not there until it is created.
    void lose(const QByteArray &mailbox) { m_lost = mailbox; }
    // What is listed on the other connection, and kept from an earlier start when that is said before
    // goOnline(). Sent is for sent mail.
    void haveFolders(QByteArrayList names) { m_folderNames = std::move(names); }
    // What STATUS of it answers there: "(MESSAGES 1 UNSEEN 0)", or "NO …".
    void answerStatus(const QByteArray &mailbox, const QByteArray &answer) { m_status[mailbox] = answer; }
    [[nodiscard]] const std::vector<accounts::Notice> &notices() const { return m_notices; }
    void refuseNextList() { m_refuseList = true; }
    // The store and the engine again on the same profile, as after a crash: nothing is told to the old ones.
    void restart();

    [[nodiscard]] app::Engine &engine() { return *m_engine; }
    [[nodiscard]] app::StoreRoom &room() { return *m_room; }
    [[nodiscard]] store::Reader &reader() { return *m_reader; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }
    // One that listens to a mailbox which is not on screen: nothing comes up or is answered by itself.
    [[nodiscard]] FakeTransport *watcher() const { return m_watch.transport; }
    // The connection with the folder on screen; null while there is none.
    [[nodiscard]] FakeTransport *server() const { return m_view.transport; }
    // What was sent there and no line of a script has expected.
    [[nodiscard]] QByteArray takeSent() { return std::exchange(m_view.written, {}); }
    [[nodiscard]] int connections() const { return m_connections; }  // to the IMAP server so far
    [[nodiscard]] const accounts::Account &account() const { return m_account; }
    [[nodiscard]] QString profile() const { return m_folder.path(); }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

    // What happened, in order: "claim intent", "ledger Claimed", …
    [[nodiscard]] const std::vector<receipts::LedgerEntry> &ledger() const { return m_ledger; }
    [[nodiscard]] std::vector<receipts::LedgerState> ledgerStates() const;
    [[nodiscard]] const QByteArrayList &appended() const
    {
        return m_appended;
    }                                                                // command line, then the message
    [[nodiscard]] int submissions() const { return m_submissions; }  // connections to the submission server
    [[nodiscard]] const QByteArray &everythingSent() const
    {
        return m_everythingSent;
    }                                                             // by us, on all connections
    [[nodiscard]] QByteArray lastMail() const { return m_mail; }  // between DATA and the final dot, as sent
    [[nodiscard]] const std::vector<store::ChangeSet> &changes() const { return m_changes; }
    [[nodiscard]] const std::vector<accounts::Status> &statuses() const { return m_statuses; }
    void settle();  // queued calls and deletions

private:
    struct Server {
        QPointer<FakeTransport> transport;
        QByteArray written;
        qsizetype literal = -1;  // octets still to come of a literal the answering machine asked for
        QByteArray command;
    };
    void build();
    [[nodiscard]] std::unique_ptr<net::Transport> makeTransport(const net::Endpoint &endpoint);
    void playLine(const QByteArray &line);
    void collect();
    void watch(const Server &server, const QByteArray &octets);
    void answerWork();
    void answerWorkLine(const QByteArray &line);
    [[nodiscard]] bool wasAppended(const QByteArray &messageId) const;
    [[nodiscard]] static QByteArray whoIs(const QByteArray &messageId);
    void expect(Server &server, const QByteArray &octets);
    void takeMail();
    void fail(const QByteArray &why);

    QTemporaryDir m_folder;
    receipt_test::Invariants m_invariants;
    FakeClock m_clock;
    accounts::Account m_account;
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    Server m_view, m_work, m_watch, m_mailServer;
    QByteArray m_capabilities, m_mail, m_everythingSent, m_line;
    QByteArray m_workCapabilities = "IMAP4rev1 UNSELECT SPECIAL-USE";
    QByteArrayList m_appended;
    QByteArray m_searched;  // the Message-ID
    std::vector<receipts::LedgerEntry> m_ledger;
    std::vector<store::ChangeSet> m_changes;
    std::vector<accounts::Status> m_statuses;
    std::vector<accounts::Notice> m_notices;
    QByteArrayList m_folderNames{"INBOX", "Sent"};
    std::map<QByteArray, QByteArray> m_status{{"Sent", "(MESSAGES 0 UNSEEN 0)"}};
    std::map<QByteArray, std::function<void()>> m_steps;
    int m_submissions = 0, m_connections = 0;
    QByteArray m_refuseAppend, m_lost;
    bool m_refuseWork = false, m_refuseList = false;
    bool m_failed = false;
    bool m_awaitsTaking = false;  // the final dot was sent
    bool m_foldersKnown = true;
    std::source_location m_where;
};
