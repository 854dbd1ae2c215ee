// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/messagecolumns.h"
#include "core/models/messageentries.h"
#include "core/models/receiptorder.h"
#include "core/models/sortorder.h"
#include "core/store/changes.h"

#include <QAbstractTableModel>
#include <QCache>

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace models {

// The messages of one folder, or what was found in many, newest first: a vector of (id, UID, date), 16 octets
// a message, that is changed only by the store's ChangeSets, and where only some are shown, or in another
// order, a second one. What a row says is read by primary key when it is looked at, through `Hooks::row`, and
// kept in a bounded cache; a row that cannot be read is hollow: shown, but empty. Window thread; no network,
// no sorting of what is read.
class MessageListModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageListModel)

public:
    enum Role {
        ItemRole = Qt::UserRole + 1,  // MessageItem; invalid for a hollow row
        CopyIdRole,
        UidRole,
        UnreadRole,
        FlaggedRole,
        ReceiptRole,  // receipts::ColumnState
        HollowRole,
        ArrivingRole,      // shown before the server has it here
        DepthRole,         // in its conversation: how many messages are above it
        ConversationRole,  // of the first of a conversation: how many messages it has; else 0
        FoldedRole,        // bool: the others of that conversation are not shown
    };

    // What the model is told from outside, as plain functions: it knows neither the journal nor words for
    // people.
    struct Hooks {
        std::function<std::optional<store::MessageRow>(store::CopyId)> row;  // required
        // Server truth with the pending operations over it; missing: server truth.
        std::function<store::Flags(const store::MessageRow &)> effectiveFlags = {};
        std::function<receipts::LedgerState(const QByteArray &receiptKey)> ledgerState = {};
        // What the receipt column says, given what row and ledger say; missing: that.
        std::function<ReceiptView(const store::MessageRow &, receipts::ColumnState)> receiptView = {};
        // Asked where rows of many folders are shown.
        std::function<FolderLook(store::FolderId)> folder = {};
        // A whole sentence for screen readers.
        std::function<QString(const MessageItem &)> accessibleText = {};
    };

    explicit MessageListModel(Hooks hooks, QObject *parent = nullptr);
    ~MessageListModel() override;

    // Shows another folder. `copies` are in the store's order (newest first); {} and nothing: no folder. Of a
    // large folder these may be the newest only: append() brings the rest, until `isComplete`.
    enum class Extent { Whole, Newest };
    void setFolder(store::FolderId folder, const std::vector<store::InsertedCopy> &copies,
                   Extent extent = Extent::Whole);
    // As they were read; what has been taken away since the folder was set is left out.
    void append(const std::vector<store::InsertedCopy> &copies, bool isLast);
    void expect(quint32 messages);  // room for so many, so that the vector does not grow by doubling
    // In a folder of own mail the recipients are shown in the sender's place.
    enum class Correspondent { Sender, Recipients };
    void setCorrespondent(Correspondent correspondent);
    [[nodiscard]] store::FolderId folder() const noexcept { return m_folder; }

    // Exact row operations, batched by contiguous ranges; above `maxRanges` of them one reset, which is
    // cheaper for the views. Changes that were already read with the folder are recognised. O(n + k log k).
    void apply(const store::FolderChange &change);
    static constexpr std::size_t maxRanges = 64;

    // Shows only these UIDs until widen(); messages that arrive meanwhile stay out unless they are among
    // them.
    void narrow(std::vector<imap::Uid> uids);
    void widen();
    [[nodiscard]] bool isNarrowed() const noexcept { return m_isWide || m_narrowed.has_value(); }

    // Shows what was found in whatever folders, each copy once, in the place of the open folder's rows, until
    // widen(). What is added goes between the rows that are there; what goes from the store goes here, too.
    // Of a folder that is emptied the rows become hollow: whoever searched asks again.
    void showFound(const std::vector<store::InsertedCopy> &copies);
    void addFound(const std::vector<store::InsertedCopy> &copies);
    [[nodiscard]] bool isWide() const noexcept { return m_isWide; }
    // As setOverlay() does for the open folder: these are on their way to somewhere else.
    void hideFound(const std::vector<store::CopyId> &hidden);

    // By how requests stand, until another folder is set. It counts how they stood then: a message that is
    // answered stays where it is, so that nothing moves under anybody's hands. What arrives is told of first,
    // by learn(), and goes to its place.
    void arrange(const ReceiptOrder &order, ReceiptStates states);
    void learn(const std::vector<ReceiptStates::State> &states);
    [[nodiscard]] const ReceiptOrder &order() const noexcept { return m_order; }

    // By a column, until another folder is set. `ranks` are the places of those there were when the order was
    // made; by date none are needed. Those without a place stand first, so that nothing is missing whatever
    // could not be read. What comes without one waits, unseen, for rank(): nothing appears in one place to
    // jump to another.
    void sortBy(const SortOrder &order, SortRanks ranks = {});
    void rank(SortRanks ranks);  // of an order that was made since
    [[nodiscard]] const SortOrder &sortOrder() const noexcept { return m_sort; }
    // By conversations: of one that is folded the first message alone is shown, and counts as unread while
    // any of it is. What a search has found is shown whatever is folded. `row`: of any of its messages.
    void fold(int row, bool folded);
    void foldAll(bool folded);
    [[nodiscard]] int beginningOf(int row) const;  // the row of the first one; `row` where there are none
    [[nodiscard]] std::vector<int> conversationAt(int row) const;  // its rows that are shown

    // What the user has done and the server has not yet: these are hidden though the store has them, and
    // those are shown, by their copy in another folder and without a UID, as if they had arrived.
    void setOverlay(std::vector<imap::Uid> hidden, const std::vector<store::InsertedCopy> &arriving);
    [[nodiscard]] bool isArriving(store::CopyId id) const;

    // The overlay or the ledger has changed for this copy, or for the request with this key.
    void refresh(store::CopyId id);
    void refreshAll();

    [[nodiscard]] std::optional<store::CopyId> copyAt(int row) const;
    [[nodiscard]] int rowOf(store::CopyId id) const;                               // -1: not shown
    [[nodiscard]] std::vector<int> rowsOf(const QList<store::CopyId> &ids) const;  // of those shown; one pass
    [[nodiscard]] std::optional<MessageItem> itemAt(int row) const;
    [[nodiscard]] qsizetype totalCount() const noexcept { return static_cast<qsizetype>(m_all.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    // Dragging is of what is chosen, within this window: no data goes along but that it is messages.
    static constexpr char dragType[] = "application/x-posthorn-messages";
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override
    {
        return Qt::MoveAction | Qt::CopyAction;
    }

private:
    using Entries = MessageEntries;

    [[nodiscard]] bool isPlain() const noexcept
    {
        return !isNarrowed() && m_order.isPlain() && m_sort.isPlain();
    }
    [[nodiscard]] bool isFoldable() const noexcept { return m_sort.threaded && isRanked() && !isNarrowed(); }
    [[nodiscard]] QVariant placeData(const MessageEntry &entry, int role) const;
    [[nodiscard]] bool hasUnreadFolded(store::CopyId first) const;
    void refilter();  // within a reset
    void foldShown();
    void keepWaiting(Entries &copies) const;
    void keepFolded(Entries &copies);
    void unfoldWithout(const IdSet &gone);
    void announceFolded(const IdSet &changed);
    [[nodiscard]] quint32 beginningAt(int row) const;  // 0: of none
    [[nodiscard]] int endOf(int row) const;            // behind the last row of that conversation
    [[nodiscard]] std::optional<MessageItem> itemOf(store::CopyId id) const;
    [[nodiscard]] bool isRanked() const noexcept
    {
        return !m_isWide && !m_order.requestsFirst && !m_sort.isByDate();
    }
    [[nodiscard]] const Entries &shown() const noexcept { return isPlain() ? m_all : m_shown; }
    [[nodiscard]] bool passes(const MessageEntry &entry) const;
    [[nodiscard]] Entries filtered() const;
    [[nodiscard]] EntryOrder entryOrder() const noexcept;
    void remove(const std::vector<store::CopyId> &ids);
    void removeShown(Entries &entries, const RowRanges &ranges);
    // New ones: those that come while the folder is shown, for which rank() will be called.
    void insert(Entries copies, bool areNew = false);
    [[nodiscard]] bool isHidden(imap::Uid uid) const;
    void keepHidden(Entries &copies);
    void hide(const std::vector<imap::Uid> &uids);
    void take(const std::vector<store::CopyId> &ids);
    [[nodiscard]] bool appendShown(const Entries &copies);
    void insertShown(Entries &entries, const Entries &sorted, EntryOrder order);
    void announceChanged(const std::vector<store::CopyId> &ids);
    void removeFound(const std::vector<store::CopyId> &ids);
    void leaveFound();

    Hooks m_hooks;
    store::FolderId m_folder;
    Correspondent m_correspondent = Correspondent::Sender;
    Entries m_all;                                     // newest first
    std::optional<std::vector<store::CopyId>> m_gone;  // while a folder is read: removed meanwhile
    Entries m_shown;  // unless isPlain(): those of m_all that pass, or what was found
    std::optional<std::vector<imap::Uid>> m_narrowed;  // ascending
    ReceiptOrder m_order;
    ReceiptStates m_states;
    SortOrder m_sort;
    SortRanks m_ranks;
    // By the id of the first message of each that is folded: the others, as far as that can be.
    std::map<store::CopyId, Entries> m_folded;
    std::vector<imap::Uid> m_hiddenUids;  // ascending
    Entries m_hidden;                     // those of the store that are not in m_all
    Entries m_arriving;                   // those of m_all that are not in the store
    IdSet m_arrivingIds{{}};
    mutable QCache<store::CopyId, store::MessageRow> m_rows;
    bool m_isWide = false;  // what was found, in whatever folders
    IdSet m_awayIds{{}};    // of what may be found: on its way to somewhere else
    Entries m_away;         // of what was found
};

}
