// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"

#include "core/receipts/gate.h"

#include <QMimeData>

#include <algorithm>

namespace models {

namespace {

constexpr int cachedRows = 2048;  // some forty screens

}

MessageListModel::MessageListModel(Hooks hooks, QObject *parent)
    : QAbstractTableModel(parent), m_hooks(std::move(hooks)), m_rows(cachedRows)
{
    Q_ASSERT(m_hooks.row);
}

MessageListModel::~MessageListModel() = default;

void MessageListModel::setFolder(store::FolderId folder, const std::vector<store::InsertedCopy> &copies,
                                 Extent extent)
{
    beginResetModel();
    m_folder = folder;
    m_all = entriesOf(copies);
    m_hiddenUids.clear();
    m_hidden.clear();
    m_arriving.clear();
    m_arrivingIds = IdSet({});
    m_shown.clear();
    m_gone.reset();
    if (extent == Extent::Newest)
        m_gone.emplace();
    m_narrowed.reset();
    leaveFound();
    m_order = {};
    m_states = {};
    m_sort = {};
    m_ranks = {};
    m_folded.clear();
    m_rows.clear();
    endResetModel();
}

void MessageListModel::expect(quint32 messages)
{
    constexpr std::size_t notable = 10000;
    if (messages > m_all.capacity() + notable)
        m_all.reserve(messages);
}

void MessageListModel::append(const std::vector<store::InsertedCopy> &copies, bool isLast)
{
    if (!m_gone)
        return;  // emptied meanwhile: this was read before
    Entries entries = entriesOf(copies);
    if (!m_gone->empty()) {
        const IdSet gone(*m_gone);
        std::erase_if(entries, [&gone](const auto &entry) { return gone.contains(entry.id); });
    }
    if (isLast)
        m_gone.reset();
    if (!entries.empty())
        insert(std::move(entries));
}

void MessageListModel::setCorrespondent(Correspondent correspondent)
{
    if (m_correspondent == correspondent)
        return;
    m_correspondent = correspondent;
    const int column = columnIndex(MessageColumn::Sender);
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
    refreshAll();
}

void MessageListModel::apply(const store::FolderChange &change)
{
    if (m_isWide)
        removeFound(change.removed);
    if (change.folder != m_folder) {
        if (m_isWide)
            announceChanged(change.changed);
        return;
    }
    if (change.emptied) {
        beginResetModel();
        m_all = m_arriving;
        m_hidden.clear();
        if (!m_isWide)
            m_shown.clear();
        m_gone.reset();
        m_rows.clear();
        endResetModel();
    }
    if (!change.removed.empty())
        remove(change.removed);
    if (!change.inserted.empty())
        insert(entriesOf(change.inserted), true);
    if (!change.changed.empty())
        announceChanged(change.changed);
}

void MessageListModel::narrow(std::vector<imap::Uid> uids)
{
    std::sort(uids.begin(), uids.end());
    beginResetModel();
    leaveFound();
    m_narrowed = std::move(uids);
    refilter();
    endResetModel();
}

void MessageListModel::widen()
{
    if (!isNarrowed())
        return;
    beginResetModel();
    leaveFound();
    m_narrowed.reset();
    refilter();
    endResetModel();
}

void MessageListModel::arrange(const ReceiptOrder &order, ReceiptStates states)
{
    if (order.isPlain() && m_order.isPlain())
        return;
    if (m_isWide) {  // for the folder, when it is shown again
        m_order = order;
        m_states = std::move(states);
        return;
    }
    beginResetModel();
    m_order = order;
    m_states = std::move(states);
    refilter();
    endResetModel();
}

void MessageListModel::learn(const std::vector<ReceiptStates::State> &states)
{
    m_states.add(states);
}

EntryOrder MessageListModel::entryOrder() const noexcept
{
    return {m_order.requestsFirst ? &m_states : nullptr, isRanked() ? &m_ranks : nullptr,
            m_sort.isByDate() && !m_sort.descending};
}

void MessageListModel::refresh(store::CopyId id)
{
    const int row = rowOf(id);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void MessageListModel::refreshAll()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::optional<store::CopyId> MessageListModel::copyAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return shown()[static_cast<std::size_t>(row)].id;
}

int MessageListModel::rowOf(store::CopyId id) const
{
    const auto at =
        std::find_if(shown().begin(), shown().end(), [id](const auto &entry) { return entry.id == id; });
    return at == shown().end() ? -1 : static_cast<int>(at - shown().begin());
}

std::vector<int> MessageListModel::rowsOf(const QList<store::CopyId> &ids) const
{
    std::vector<int> rows;
    for (const auto &[first, last] : rangesOf(shown(), IdSet({ids.begin(), ids.end()}))) {
        for (int row = first; row <= last; ++row)
            rows.push_back(row);
    }
    return rows;
}

std::optional<MessageItem> MessageListModel::itemAt(int row) const
{
    const auto id = copyAt(row);
    auto item = id ? itemOf(*id) : std::nullopt;
    if (item && m_sort.threaded) {
        const MessageEntry &entry = shown()[static_cast<std::size_t>(row)];
        item->depth = placeData(entry, DepthRole).toInt();
        item->conversation = placeData(entry, ConversationRole).toInt();
        item->isFolded = placeData(entry, FoldedRole).toBool();
        item->hasUnread = item->isFolded && hasUnreadFolded(entry.id);
    }
    return item;
}

std::optional<MessageItem> MessageListModel::itemOf(store::CopyId id) const
{
    const store::MessageRow *known = m_rows.object(id);
    if (known == nullptr) {
        auto read = m_hooks.row(id);
        if (!read)
            return std::nullopt;
        auto kept = std::make_unique<store::MessageRow>(*std::move(read));
        known = kept.get();
        m_rows.insert(id, kept.release());  // the cache owns it, and it fits: the cost is one
    }
    MessageItem item{*known, known->flags};
    item.toOthers = m_correspondent == Correspondent::Recipients;
    if (m_isWide && m_hooks.folder) {
        FolderLook look = m_hooks.folder(known->folder);
        item.toOthers = look.isOwnMail;
        item.folder = std::move(look.name);
    }
    if (m_hooks.effectiveFlags)
        item.flags = m_hooks.effectiveFlags(*known);
    const auto ledger =
        m_hooks.ledgerState ? m_hooks.ledgerState(known->receiptKey) : receipts::LedgerState::None;
    item.receipt = receipts::columnState(known->asksForReceipt, known->flags, ledger);
    if (m_hooks.receiptView && item.receipt != receipts::ColumnState::None) {
        ReceiptView view = m_hooks.receiptView(*known, item.receipt);
        item.receipt = view.state;
        item.receiptReason = std::move(view.reason);
    }
    return item;
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(shown().size());
}

int MessageListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(messageColumns.size());
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &entry = shown()[static_cast<std::size_t>(index.row())];
    if (role == CopyIdRole)
        return QVariant::fromValue(entry.id);
    if (role == UidRole)
        return entry.uid.value;
    if (role >= ArrivingRole)
        return placeData(entry, role);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && (role < ItemRole || role > HollowRole))
        return {};  // nothing that needs the row

    const auto item = itemAt(index.row());
    if (role == HollowRole)
        return !item.has_value();
    if (!item)
        return {};
    switch (role) {
    case Qt::DisplayRole: return messageColumns[static_cast<std::size_t>(index.column())].display(*item);
    case Qt::AccessibleTextRole:
        return m_hooks.accessibleText ? QVariant(m_hooks.accessibleText(*item)) : QVariant();
    case ItemRole: return QVariant::fromValue(*item);
    case UnreadRole: return item->hasUnread || !item->flags.has(store::Flags::Seen);
    case FlaggedRole: return item->flags.has(store::Flags::Flagged);
    case ReceiptRole: return QVariant::fromValue(item->receipt);
    default: return {};
    }
}

QVariant MessageListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()
        || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const MessageColumnSpec &column = messageColumns[static_cast<std::size_t>(section)];
    const bool isRecipients =
        column.id == MessageColumn::Sender && m_correspondent == Correspondent::Recipients && !m_isWide;
    return QCoreApplication::translate(
        "MessageColumn", isRecipients ? QT_TRANSLATE_NOOP("MessageColumn", "To") : column.title);
}

Qt::ItemFlags MessageListModel::flags(const QModelIndex &index) const
{
    const auto base = QAbstractTableModel::flags(index);
    return index.isValid() ? base | Qt::ItemNeverHasChildren | Qt::ItemIsDragEnabled : base;
}

QStringList MessageListModel::mimeTypes() const
{
    return {QString::fromLatin1(dragType)};
}

QMimeData *MessageListModel::mimeData(const QModelIndexList & /*indexes*/) const
{
    auto data = std::make_unique<QMimeData>();
    data->setData(QString::fromLatin1(dragType), {});
    return data.release();  // whoever drags takes it
}

bool MessageListModel::passes(const MessageEntry &entry) const
{
    if (m_isWide)
        return false;  // nobody has looked at it
    const bool isFound = !m_narrowed || std::binary_search(m_narrowed->begin(), m_narrowed->end(), entry.uid);
    return isFound && (m_order.shown == 0 || m_order.shows(m_states.of(entry.id)));
}

MessageListModel::Entries MessageListModel::filtered() const
{
    if (isPlain())
        return {};
    if (!m_narrowed && m_sort.isPlain())
        return ordered(m_all, m_order, m_states);
    Entries entries;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(entries),
                 [this](const auto &entry) { return passes(entry); });
    if (m_order.requestsFirst)
        return ordered(entries, m_order, m_states);
    if (isRanked())
        return inOrder(entries, m_ranks);
    if (!m_sort.descending)
        std::reverse(entries.begin(), entries.end());
    return entries;
}

void MessageListModel::remove(const std::vector<store::CopyId> &ids)
{
    if (m_gone)
        m_gone->insert(m_gone->end(), ids.begin(), ids.end());
    if (!m_hidden.empty()) {
        const IdSet removed(ids);
        std::erase_if(m_hidden, [&removed](const auto &entry) { return removed.contains(entry.id); });
    }
    take(ids);
}

// Out of what is shown, whatever the store has.
void MessageListModel::take(const std::vector<store::CopyId> &ids)
{
    const IdSet gone(ids);
    for (const store::CopyId id : ids)
        m_rows.remove(id);
    unfoldWithout(gone);
    const auto isGone = [&gone](const auto &entry) { return gone.contains(entry.id); };
    if (isPlain()) {
        removeShown(m_all, rangesOf(m_all, gone));
        return;
    }
    m_all.erase(std::remove_if(m_all.begin(), m_all.end(), isGone), m_all.end());
    if (m_isWide)
        return;
    removeShown(m_shown, rangesOf(m_shown, gone));
}

void MessageListModel::removeShown(Entries &entries, const RowRanges &ranges)
{
    if (ranges.size() > maxRanges) {
        Entries left = without(entries, ranges);
        beginResetModel();
        entries = std::move(left);
        endResetModel();
        return;
    }
    for (auto range = ranges.rbegin(); range != ranges.rend();
         ++range) {  // from the end: earlier rows stay in place
        beginRemoveRows({}, range->first, range->second);
        entries.erase(entries.begin() + range->first, entries.begin() + range->second + 1);
        endRemoveRows();
    }
}

void MessageListModel::insert(Entries copies, bool areNew)
{
    keepHidden(copies);
    if (copies.empty() || appendShown(copies))
        return;
    // A folder is read while its last ChangeSets are still on their way: what was read already is left alone.
    // What is only on its way has no UID to be told apart by.
    std::erase_if(copies, [this](const auto &copy) {
        const auto [first, last] = std::equal_range(m_all.begin(), m_all.end(), copy, newerFirst);
        return std::any_of(first, last,
                           [&copy](const auto &known) { return copy.uid.value != 0 || known.id == copy.id; });
    });
    if (isPlain()) {
        insertShown(m_all, copies, {});
        return;
    }
    m_all = merged(m_all, copies);
    std::erase_if(copies, [this](const auto &copy) { return !passes(copy); });
    if (areNew)
        keepWaiting(copies);
    keepFolded(copies);
    if (m_order.requestsFirst || !m_sort.isPlain())
        std::sort(copies.begin(), copies.end(), entryOrder());
    insertShown(m_shown, copies, entryOrder());
}

// What is older than everything, as while a folder fills, newest first.
bool MessageListModel::appendShown(const Entries &copies)
{
    if (!isPlain() || copies.empty() || (!m_all.empty() && !newerFirst(m_all.back(), copies.front())))
        return false;
    const int first = static_cast<int>(m_all.size());
    beginInsertRows({}, first, first + static_cast<int>(copies.size()) - 1);
    m_all.insert(m_all.end(), copies.begin(), copies.end());
    endInsertRows();
    return true;
}

void MessageListModel::insertShown(Entries &entries, const Entries &sorted, EntryOrder order)
{
    const auto runs = runsOf(entries, sorted, order);
    if (runs.size() > maxRanges) {
        beginResetModel();
        entries = merged(entries, sorted, order);
        endResetModel();
        return;
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {  // from the end: earlier places stay valid
        beginInsertRows({}, static_cast<int>(run->at),
                        static_cast<int>(run->at + run->last - run->first) - 1);
        entries.insert(entries.begin() + run->at, sorted.begin() + run->first, sorted.begin() + run->last);
        endInsertRows();
    }
}

void MessageListModel::announceChanged(const std::vector<store::CopyId> &ids)
{
    for (const store::CopyId id : ids)
        m_rows.remove(id);
    const auto ranges = rangesOf(shown(), IdSet(ids));
    if (ranges.size() > maxRanges) {
        refreshAll();
        return;
    }
    for (const auto &[first, last] : ranges)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    announceFolded(IdSet(ids));
}

}
