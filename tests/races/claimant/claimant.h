// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"

#include <QSet>
#include <QSocketNotifier>

#include <map>
#include <memory>
#include <optional>

// The program without its window, as a process of its own, for whom somebody else may be quicker, and which
// may die. On its input, a line each:
//
//     await ID MAILBOX          answered by "here ID" once it has that message (MAILBOX: INBOX unless said)
//     send ID MAILBOX           the user has agreed to the receipt; answered by "sent ID", "elsewhere ID" or
//                               "state ID N" with the ledger's number, or "unknown ID"
//     deny ID MAILBOX           or has not
//     again ID                  and agrees a second time
//     copy | move ID MAILBOX    from INBOX; answered by "done ID" or "failed ID"
//     save ID MAILBOX           a message of our own, sent with this Message-ID; answered likewise
//
// "ledger ID N" tells every state a request of whose message it knows takes, also at the start. Its time is
// the real one. With POSTHORN_TRACE in its environment it tells its dialogues on standard error. It dies when
// POSTHORN_DIE says so: "ledger N" with the first time a request is in that state, or "imap" or "smtp" and
// what Tripwire shall wait for there.
class Claimant : public QObject
{
    Q_OBJECT

public:
    struct Orders {
        QString profile;
        net::Endpoint imap, smtp;
        QByteArrayList ids;  // known from before
    };
    explicit Claimant(Orders orders);
    ~Claimant() override;

    [[nodiscard]] bool start();

Q_SIGNALS:
    void ended(int code);

private:
    static void trace(const std::vector<accounts::ProtocolLine> &lines);
    void connectAll();
    void readOrders();
    void carryOut(const QByteArrayList &words);
    void await(const QByteArray &id, const QByteArray &mailbox);
    void decide(receipts::Decision::Kind kind, const QByteArray &id, const QByteArray &mailbox);
    void transfer(const QByteArray &verb, const QByteArray &id, const QByteArray &mailbox);
    void save(const QByteArray &id, const QByteArray &mailbox);
    void know(const QByteArray &id);
    void openAwaited();
    void look();
    void tell(const receipts::LedgerEntry &entry);
    void tellOperation(const journal::Entry &entry) const;
    [[nodiscard]] std::optional<journal::Target> find(const QByteArray &id, const QByteArray &mailbox) const;
    [[nodiscard]] std::optional<receipts::Request> requestOf(const QByteArray &id) const;
    [[nodiscard]] std::optional<receipts::Decision> decisionOf(const QByteArray &id,
                                                               const QByteArray &mailbox) const;

    Orders m_orders;
    QByteArray m_death;
    SystemClock m_clock;
    accounts::Account m_account;
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    QSocketNotifier *m_input = nullptr;
    QByteArray m_unread;                               // less than a line
    std::map<QByteArray, QSet<QByteArray>> m_awaited;  // by mailbox
    QHash<QByteArray, QByteArray> m_ids;               // a request's key → the Message-ID it was asked by
    QSet<QByteArray> m_asked;                          // whose end is to be told
    QByteArray m_open;                                 // the mailbox
    std::unique_ptr<Alarm> m_end;
};
