// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>

#include "tests/live/imap/imapserver.h"
#include "tests/live/sync/gate.h"
#include "tests/support/fakeclock.h"

namespace live {

// The engine and the store as in the program, but on one thread, and any number of accounts that are all
// alice's on one real server. Time goes as it does outside, and faster where a test waits long. Whatever is
// shown or kept of a message is held against what the message is (know()) the moment it is written.
class LiveWorld
{
public:
    explicit LiveWorld(const ImapServer &server);
    ~LiveWorld();
    LiveWorld(const LiveWorld &) = delete;
    LiveWorld &operator=(const LiveWorld &) = delete;

    // Online at once. `hidden`: capabilities the server seems not to have.
    QUuid addAccount(const QByteArrayList &hidden = {});
    void hide(const QUuid &account, const QByteArrayList &hidden);  // from the next connection on
    void cut(const QUuid &account);                                 // its lines are lost

    [[nodiscard]] bool waitFor(const std::function<bool()> &come);
    // The same, and time passes by minutes whenever nobody has had anything to say for a moment.
    [[nodiscard]] bool waitLong(const std::function<bool()> &come);

    // Until nobody has anything to say; if that does not come, failure() tells who still speaks.
    [[nodiscard]] bool settle();
    void pass(std::chrono::seconds time);

    // False: that folder is not known here.
    bool openFolder(const QUuid &account, const QByteArray &mailbox);
    // The next command with one of these words in it waits for release(), with what is behind it on its line.
    void holdNext(const QByteArrayList &texts);
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    void release();

    // There is such a message; by its subject all of it is known.
    void know(const QByteArray &message);
    // What was written and is not so: a row with another size, half a text, a message nobody has sent.
    [[nodiscard]] const QByteArrayList &untruths() const { return m_untruths; }
    // Told of each change before it is looked at.
    std::function<void(const store::ChangeSet &)> onChange;

    // "UID subject flags" of each message that is kept there, ascending.
    [[nodiscard]] QByteArrayList kept(const QUuid &account, const QByteArray &mailbox) const;
    [[nodiscard]] std::optional<journal::Target> targetOf(const QUuid &account, const QByteArray &mailbox,
                                                          const QByteArray &subject) const;
    [[nodiscard]] std::optional<store::CopyId> find(const QUuid &account, const QByteArray &mailbox,
                                                    const QByteArray &subject) const;
    // Appends it, and gives its entry as it was told last once it has ended.
    [[nodiscard]] std::optional<journal::Entry> carryOut(const journal::Operation &operation,
                                                         const std::function<void()> &meanwhile = {});

    [[nodiscard]] app::Engine &engine() { return *m_engine; }
    [[nodiscard]] app::StoreRoom &room() { return *m_room; }
    [[nodiscard]] const store::Reader &reader() const { return *m_reader; }
    [[nodiscard]] const std::vector<accounts::Notice> &notices() const { return m_notices; }
    [[nodiscard]] int refusedTexts() const { return m_refusedTexts; }
    [[nodiscard]] const QByteArray &failure() const { return m_failure; }

private:
    struct Client {
        accounts::Account account;
        QByteArrayList hidden;
    };
    void build();
    [[nodiscard]] std::unique_ptr<net::Transport> makeTransport(const net::Endpoint &endpoint);
    void tick();
    [[nodiscard]] bool isWaiting() const;  // for a server
    [[nodiscard]] bool isQuiet() const;
    void look(const store::ChangeSet &changes);
    void look(store::CopyId copy);

    const ImapServer &m_server;
    QTemporaryDir m_folder;
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>(QDateTime::currentDateTimeUtc());
    QElapsedTimer m_time, m_silence;
    std::map<QString, Client> m_clients;  // by the host of their endpoint
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    std::vector<std::pair<QString, QPointer<Gate>>> m_gates;  // by host
    QByteArrayList m_toHold;
    bool m_isHeld = false;
    QByteArrayList m_untruths;
    std::vector<accounts::Notice> m_notices;
    int m_refusedTexts = 0, m_hosts = 0;
    QByteArray m_failure;
};

}
