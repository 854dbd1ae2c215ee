// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"

#include <QFile>
#include <QSet>
#include <QSocketNotifier>

#include <memory>
#include <optional>

// The program without its window, as a process of its own, for whom somebody else may be quicker. On its
// input: "await ID", answered by "here ID" once INBOX has that message; "send ID": the user has agreed to the
// receipt, answered by "sent ID", "elsewhere ID" or "state ID N" with the ledger's number. Its time is the
// real one. With POSTHORN_TRACE in its environment it tells its dialogues on standard error.
class Claimant : public QObject
{
    Q_OBJECT

public:
    struct Orders {
        QString profile;
        net::Endpoint imap, smtp;
    };
    explicit Claimant(Orders orders);
    ~Claimant() override;

    [[nodiscard]] bool start();

Q_SIGNALS:
    void ended(int code);

private:
    static void trace(const std::vector<accounts::ProtocolLine> &lines);
    void readOrders();
    void carryOut(const QByteArray &verb, const QByteArray &id);
    void openInbox();
    void look();
    void tell(const receipts::LedgerEntry &entry);
    [[nodiscard]] std::optional<receipts::Decision> decisionOf(const QByteArray &id) const;

    Orders m_orders;
    SystemClock m_clock;
    accounts::Account m_account;
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    QSocketNotifier *m_input = nullptr;
    QByteArray m_unread;  // less than a line
    QHash<QByteArray, imap::Uid> m_known;
    QSet<QByteArray> m_awaited;
    QHash<QByteArray, QByteArray> m_ids;  // a request's key → the Message-ID it was asked by
    std::unique_ptr<Alarm> m_end;
    bool m_isOpen = false;
};
