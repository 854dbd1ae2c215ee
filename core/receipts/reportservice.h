// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/journal/operation.h"
#include "core/receipts/sentmail.h"
#include "core/store/reader.h"
#include "core/store/writer.h"

#include <QHash>
#include <QObject>

#include <deque>

namespace receipts {

// What is shown of a mail of ours and one of its recipients.
struct SentRow {
    QUuid account;
    QByteArray messageId;
    QString subject;
    QDateTime sentAt;
    mime::Mailbox recipient;
    RecipientHistory history;
    bool isRecipient = true;            // false: a report names somebody to whom it did not go
    int surplus = 0;                    // reports about the mail that say nothing else, and are not kept
    std::optional<store::CopyId> mail;  // where the mail lies
    QHash<QByteArray, store::CopyId> reports;  // by the source in the history
};
// Rows of whole mails, the newest first.
struct SentQuery {
    enum class Which { Sent, Unmatched } which = Which::Sent;  // Unmatched: reports about nothing we know
    int serial = 0;
    int limit = 200;  // mails
    std::optional<SentCursor> before;
};
struct SentPage {
    int serial = 0;
    std::vector<SentRow> rows;
    std::optional<SentCursor> next;  // nullopt: there is no more
};

// What comes back about our own mail, from finding it in the store to what is shown of it. It sends nothing
// and asks nobody. Lives in the store thread; works a few messages a turn, so that the user's wishes go in
// between. Whatever ends in between goes on at the next start: a message is looked up until what it says is
// in the database.
class ReportService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReportService)

public:
    struct Account {
        QUuid id;
        QByteArrayList addresses;         // the person's own
        QByteArray authenticationServer;  // accounts::Account
    };
    static constexpr int atATime = 20;

    // `user`, `cache` and `clock` outlive the service; `reader` is of its thread.
    ReportService(const store::Database &user, store::Writer &cache, store::Reader reader, Clock &clock,
                  QObject *parent = nullptr);
    ~ReportService() override;

    void setAccount(const Account &account);
    void restore();  // at the start: takes up what was broken off

public Q_SLOTS:
    void heed(const store::ChangeSet &changes);
    void tellSent(const receipts::SentQuery &query);
    // Reports that are believed go there from INBOX if they come from now on, each once; empty: they stay.
    void fileInto(const QUuid &account, const QByteArray &mailbox);
    void forgetAccount(const QUuid &account);

Q_SIGNALS:
    void textsWanted(const QUuid &account);  // of what is to be looked up
    void sentMailKnown(const receipts::SentPage &page);
    void changed();  // what tellSent() told may be otherwise now
    void filingWanted(const journal::Operation &move);
    void foldersKnown(const QHash<QUuid, QByteArray> &folders);
    void failed(const Error &why);  // user.db could not be read or written
    void turn(QPrivateSignal);      // to itself, by way of the event loop

private:
    void lookAt(store::CopyId copy);
    void workSome();
    void work(store::CopyId copy);
    void takeSent(store::CopyId copy, const store::Folder &folder, const store::MessageRow &row,
                  const store::MessageContent &content);
    void takeReport(store::CopyId copy, const store::Folder &folder, const store::MessageRow &row,
                    const store::MessageContent &content);
    [[nodiscard]] std::optional<store::ReportRow> matched(const IncomingReport &report,
                                                          const store::MessageRow &row,
                                                          const Account &account, QByteArrayList &names);
    [[nodiscard]] QDateTime receivedAt(store::CopyId copy);
    void file(const store::ReportRow &report, const store::Folder &folder, const store::MessageRow &row);
    void drop(store::CopyId copy);
    void tellFolders();
    [[nodiscard]] SentPage sentPage(const SentQuery &query);
    [[nodiscard]] SentPage unmatchedPage(const SentQuery &query) const;

    const store::Database &m_user;
    store::Writer &m_cache;
    store::Reader m_reader;
    Clock &m_clock;
    QHash<QUuid, Account> m_accounts;
    QHash<QUuid, ReportFolder> m_folders;
    std::deque<store::CopyId> m_due;
    bool m_isScheduled = false;
};

}

Q_DECLARE_METATYPE(receipts::SentQuery)
Q_DECLARE_METATYPE(receipts::SentPage)
