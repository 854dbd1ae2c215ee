// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/statusitems.h"
#include "core/imap/sync/connection.h"
#include "core/imap/sync/folderlisting.h"
#include "core/imap/sync/folderrecognition.h"
#include "core/store/changes.h"

#include <QObject>

#include <array>
#include <deque>

namespace imap::sync {

// What a row shows of a folder that is not open. The first is the one that every server can tell.
inline constexpr std::array statusCountItems{StatusItem::Messages, StatusItem::Unseen};

// Keeps the folder list and the counts of folders that are not open: LIST once a connection and now and then,
// then the counts whenever refreshCounts() asks, with one LIST (LIST-STATUS, RFC 5819) or with STATUS of
// each, one at a time and not too many a minute; never of the mailbox that is selected (RFC 3501, 6.3.10).
// Where the server tells changes by itself (NOTIFY, RFC 5465), nothing is asked for. What the list has no
// more is looked for under other names before it is given up. One thread.
class FolderSync : public QObject
{
    Q_OBJECT

public:
    // Counts are asked for on `connection`, and told there.
    FolderSync(QUuid account, Connection &connection, QObject *parent = nullptr);

    // What is here from before.
    struct Known {
        std::function<std::vector<store::Folder>()> folders;
        std::function<Uid(store::FolderId)> highestUid;
        // It is open in a session that goes on, whatever the list says (RFC 2180, 3.2 and 3.4).
        std::function<bool(const QByteArray &mailbox)> isOpen;
    };
    void setKnown(Known known) { m_known = std::move(known); }

    // Where the counts are asked for from now on.
    void countOn(Connection &connection);
    void list(Connection &on);
    void listAgain() { list(*m_connection); }
    [[nodiscard]] bool isListed() const noexcept { return m_listed; }
    [[nodiscard]] bool isTold() const noexcept { return m_watch == Watch::On; }  // of changes, by NOTIFY
    void forget();                          // all may be another on the next connection
    void lineLost(const Connection &line);  // and with it what the server was to tell by itself there
    void refreshCounts(const QByteArray &exceptMailbox);
    // Others whose counts come by themselves.
    void setWatched(QSet<QByteArray> mailboxes) { m_watched = std::move(mailboxes); }
    // As listed last, without what is nobody's mailbox.
    [[nodiscard]] const std::vector<store::ListedFolder> &folders() const noexcept { return m_folders; }
    // The mailbox has another name, and so has what is below it. To be told before the list is asked for
    // anew. All that have another name now.
    std::vector<MailboxRenaming> rename(const QByteArray &from, const QByteArray &to);
    // The server has said, by NEWNAME, what a mailbox is called now: believed once the list shows it.
    void suggest(const MailboxRenaming &renaming) { m_suggested.push_back(renaming); }
    // It is deleted by ourselves.
    void expectGone(const QByteArray &mailbox) { m_expectedGone.insert(mailbox); }
    // The user knows of it, though the server may not list it: it stays in the list.
    void addTyped(const QByteArray &mailbox);
    bool dropTyped(const QByteArray &mailbox);  // false: it was none
    // Asks for the list anew and tells what the mailbox is called now.
    struct Whereabouts {
        enum class Kind { There, Gone, LineLost, Unknown /* the server would not say */ };
        Kind kind = Kind::Unknown;
        QByteArray name = {};  // There
    };
    using Found = std::function<void(const Whereabouts &)>;
    void lookFor(const QByteArray &mailbox, Found found);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void listed();
    void statusTold(const StatusData &status);  // by the server, unasked: of any mailbox, the open one too
    void renamed(const QByteArray &from, const QByteArray &to);  // by others
    void gone(const QByteArray &mailbox);     // deleted by others; after the list has been told
    void ghosted(const QByteArray &mailbox);  // the same, but for us it is still open; with every list
    void cut();                               // the server lists more than limits::mailboxes
    void failed(const Error &why);

private:
    void takeList(const FolderListing::Told &told, Connection &on);
    [[nodiscard]] std::vector<store::Folder> missingFrom(const store::FoldersListed &list) const;
    void recogniseMissing(store::FoldersListed list, std::vector<store::Folder> missing, Connection &on);
    [[nodiscard]] std::vector<MailboxIdentity> identitiesOf(const std::vector<store::Folder> &folders) const;
    void heedSuggestions(const std::vector<store::Folder> &missing, std::vector<MailboxRenaming> &renamings);
    void finishList(store::FoldersListed list, const std::vector<store::Folder> &missing,
                    std::vector<MailboxRenaming> renamings);
    void answerLookers();
    void failLookers(bool isLineLost);
    [[nodiscard]] bool sparesMissing(const std::vector<store::Folder> &missing,
                                     const std::vector<MailboxRenaming> &renamings);
    [[nodiscard]] std::vector<UidValidity> validities() const;
    [[nodiscard]] bool mayCount(const QByteArray &mailbox) const;
    void tellCount(const QByteArray &mailbox, const StatusData &status);
    void watch();
    void stopWatching();
    [[nodiscard]] bool hasToldOfAll() const;
    void overhear(const Untagged &data);
    void overhearCount(const StatusData &status);
    void heedName(const QByteArray &mailbox);
    void takeRename(const QByteArray &from, const QByteArray &to);
    void countAll();
    void countByList(std::shared_ptr<Lease> lease);
    void nextCount();
    [[nodiscard]] bool isTooFast();
    void count(const QByteArray &mailbox, std::shared_ptr<Lease> lease, std::size_t items);
    void takeCount(const QByteArray &mailbox, std::size_t items, const Completion &completion,
                   const std::optional<StatusData> &status, std::shared_ptr<Lease> lease);
    void lookInto(const QByteArray &mailbox, const Completion &refusal, std::shared_ptr<Lease> lease);
    void countRefused(const QByteArray &mailbox);
    void countedOne(const QByteArray &mailbox);

    QUuid m_account;
    Connection *m_connection;
    Known m_known;
    std::vector<store::ListedFolder> m_folders;
    std::vector<store::ListedFolder> m_typed;
    std::vector<MailboxRenaming> m_suggested;
    std::vector<MailboxRenaming> m_renamed;  // since the program started, by others
    std::vector<std::pair<QByteArray, Found>> m_lookers;
    QSet<QByteArray> m_expectedGone;
    QSet<QByteArray> m_uncounted;  // there, and the server refuses to count it
    QSet<QByteArray> m_watched;
    QSet<QByteArray> m_toldOf;    // in answer to NOTIFY
    QSet<QByteArray> m_unlisted;  // told of on this line, and not in the list
    QByteArray m_except;          // the folder on screen
    std::deque<QByteArray> m_toCount;
    std::size_t m_items;   // so many of the items for counts the server can read
    int m_countedNow = 0;  // since m_pace was set
    std::chrono::milliseconds m_paceBegan{0};
    std::unique_ptr<Alarm> m_pace;
    std::unique_ptr<Alarm> m_secondList;  // much was missing from the last one
    bool m_mayBelieve = false;            // what the next list lacks is gone
    bool m_isPartial = false;             // the list at hand is the beginning of a longer one
    bool m_listed = false;
    bool m_isListingAgain = false;  // for the sake of one that was not in the list
    bool m_listsStatus = true;      // and has not refused it
    enum class Watch { Untried, Asked, On, Off };
    Watch m_watch = Watch::Untried;
};

}
