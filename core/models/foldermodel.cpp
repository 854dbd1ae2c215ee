// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/foldermodel.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace models {

struct FolderModel::Node {
    FolderItem item;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] int row() const
    {
        const auto &siblings = parent->children;
        const auto at = std::find_if(siblings.begin(), siblings.end(),
                                     [this](const auto &node) { return node.get() == this; });
        return static_cast<int>(at - siblings.begin());
    }
    [[nodiscard]] Node *childNamed(const QString &segment) const
    {
        for (const auto &child : children) {
            if (child->item.segment == segment)
                return child.get();
        }
        return nullptr;
    }
};

namespace {

int rank(const FolderItem &item)
{
    switch (item.folder ? item.folder->role : store::FolderRole::None) {
    case store::FolderRole::Inbox: return 0;
    case store::FolderRole::Drafts: return 1;
    case store::FolderRole::Sent: return 2;
    case store::FolderRole::Archive: return 3;
    case store::FolderRole::Junk: return 4;
    case store::FolderRole::Trash: return 5;
    case store::FolderRole::None:
    case store::FolderRole::All:
    case store::FolderRole::Flagged: break;
    }
    return 6;
}

// The C locale would compare octets, which is no order for people.
QLocale localeForPeople()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

// Empty levels ("a//b", "/a") are kept: they are names of their own on the server.
QStringList levelsOf(const store::Folder &folder)
{
    if (!folder.delimiter)
        return {folder.name};
    return folder.name.split(QLatin1Char(*folder.delimiter));
}

}

FolderModel::FolderModel(Wording wording, QObject *parent)
    : QAbstractItemModel(parent), m_wording(std::move(wording)), m_collator(localeForPeople()),
      m_root(std::make_unique<Node>())
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

FolderModel::~FolderModel() = default;

void FolderModel::setAccount(const accounts::Account &account)
{
    if (Node *known = findAccount(account.id)) {
        known->item.segment = account.name;
        announce(*known);
        return;
    }
    auto node = std::make_unique<Node>();
    node->item = {FolderItem::Kind::Account, account.id, account.name, std::nullopt};
    node->parent = m_root.get();
    const int at = static_cast<int>(m_root->children.size());  // in the order of the accounts file
    beginInsertRows({}, at, at);
    m_root->children.push_back(std::move(node));
    endInsertRows();
}

void FolderModel::removeAccount(const QUuid &account)
{
    const Node *known = findAccount(account);
    if (known == nullptr)
        return;
    const int row = known->row();
    beginRemoveRows({}, row, row);
    m_root->children.erase(m_root->children.begin() + row);
    endRemoveRows();
}

void FolderModel::setFolders(const QUuid &account, const std::vector<store::Folder> &folders)
{
    for (const store::Folder &folder : folders) {
        if (folder.account == account)
            put(folder);
    }
}

void FolderModel::apply(const store::ChangeSet &changes)
{
    for (const store::FolderId gone : changes.foldersRemoved) {
        if (Node *node = findFolder(gone))
            take(*node);
    }
    for (const store::Folder &folder : changes.foldersChanged)
        put(folder);
}

QModelIndex FolderModel::indexOf(store::FolderId id) const
{
    const Node *node = findFolder(id);
    return node != nullptr ? indexOf(*node) : QModelIndex();
}

QModelIndex FolderModel::indexOfAccount(const QUuid &account) const
{
    const Node *node = findAccount(account);
    return node != nullptr ? indexOf(*node) : QModelIndex();
}

std::optional<store::Folder> FolderModel::folder(store::FolderId id) const
{
    const Node *node = findFolder(id);
    return node != nullptr ? node->item.folder : std::nullopt;
}

QList<QUuid> FolderModel::accounts() const
{
    QList<QUuid> all;
    for (const auto &child : m_root->children)
        all.append(child->item.account);
    return all;
}

std::vector<store::Folder> FolderModel::foldersInOrder(const QUuid &account) const
{
    std::vector<store::Folder> all;
    const auto collect = [&all](const Node &node, const auto &self) -> void {
        if (node.item.folder)
            all.push_back(*node.item.folder);
        for (const auto &child : node.children)
            self(*child, self);
    };
    if (const Node *top = findAccount(account))
        collect(*top, collect);
    return all;
}

std::optional<store::FolderId> FolderModel::folderOfRole(const QUuid &account, store::FolderRole role) const
{
    const auto search = [role](const Node &node, const auto &self) -> std::optional<store::FolderId> {
        if (node.item.folder && node.item.folder->role == role)
            return node.item.folder->id;
        for (const auto &child : node.children) {
            if (const auto found = self(*child, self))
                return found;
        }
        return std::nullopt;
    };
    const Node *top = findAccount(account);
    return top != nullptr ? search(*top, search) : std::nullopt;
}

QModelIndex FolderModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex FolderModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    return indexOf(*nodeOf(child)->parent);
}

int FolderModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int FolderModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

FolderItem FolderModel::shown(const FolderItem &item) const
{
    const auto delta = item.folder ? m_unseenDeltas.find(item.folder->id) : m_unseenDeltas.end();
    if (delta == m_unseenDeltas.end())
        return item;
    FolderItem other = item;
    const qint64 unseen = static_cast<qint64>(item.folder->unseen) + delta->second;
    other.folder->unseen = static_cast<quint32>(std::max<qint64>(0, unseen));
    return other;
}

void FolderModel::setUnseenDeltas(const std::map<store::FolderId, int> &deltas)
{
    const std::map<store::FolderId, int> before = std::exchange(m_unseenDeltas, deltas);
    for (const auto *some : {&before, &deltas}) {
        for (const auto &[id, delta] : *some) {
            if (const Node *node = findFolder(id))
                announce(*node);
        }
    }
}

QVariant FolderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FolderItem item = shown(nodeOf(index)->item);
    switch (role) {
    case Qt::DisplayRole: return m_wording.name ? m_wording.name(item) : item.segment;
    case Qt::AccessibleTextRole:
        return m_wording.accessibleText ? QVariant(m_wording.accessibleText(item)) : QVariant();
    case ItemRole: return QVariant::fromValue(item);
    case FolderIdRole: return item.folder ? QVariant::fromValue(item.folder->id) : QVariant();
    case UnseenRole:
        if (item.folder && !item.folder->countsKnown)
            return {};
        return item.folder ? item.folder->unseen : 0U;
    default: return {};
    }
}

Qt::ItemFlags FolderModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const FolderItem &item = nodeOf(index)->item;
    const bool opens = item.folder && item.folder->selectable;
    return opens ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemFlags(Qt::ItemIsEnabled);
}

FolderModel::Node *FolderModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex FolderModel::indexOf(const Node &node) const
{
    return node.parent != nullptr ? createIndex(node.row(), 0, &node) : QModelIndex();
}

FolderModel::Node *FolderModel::findFolder(store::FolderId id) const
{
    const auto search = [id](Node &node, const auto &self) -> Node * {
        if (node.item.folder && node.item.folder->id == id)
            return &node;
        for (const auto &child : node.children) {
            if (Node *found = self(*child, self))
                return found;
        }
        return nullptr;
    };
    return search(*m_root, search);
}

FolderModel::Node *FolderModel::findAccount(const QUuid &account) const
{
    for (const auto &node : m_root->children) {
        if (node->item.account == account)
            return node.get();
    }
    return nullptr;
}

bool FolderModel::goesBefore(const Node &a, const Node &b) const
{
    if (rank(a.item) != rank(b.item))
        return rank(a.item) < rank(b.item);
    const int order = m_collator.compare(a.item.segment, b.item.segment);
    return order != 0 ? order < 0 : a.item.segment < b.item.segment;
}

FolderModel::Node &FolderModel::insert(Node &parent, std::unique_ptr<Node> child)
{
    auto &siblings = parent.children;
    const auto at = std::find_if(siblings.begin(), siblings.end(),
                                 [&](const auto &sibling) { return goesBefore(*child, *sibling); });
    const int row = static_cast<int>(at - siblings.begin());
    child->parent = &parent;
    beginInsertRows(indexOf(parent), row, row);
    Node &inserted = **siblings.insert(at, std::move(child));
    endInsertRows();
    return inserted;
}

void FolderModel::put(const store::Folder &folder)
{
    Node *known = findFolder(folder.id);
    if (known != nullptr) {
        const store::Folder &old = *known->item.folder;
        if (old.name == folder.name && old.delimiter == folder.delimiter && old.role == folder.role) {
            known->item.folder = folder;
            announce(*known);
            return;
        }
        take(*known);  // renamed or of another use: it may belong elsewhere
    }
    Node *account = findAccount(folder.account);
    if (account == nullptr)
        return;  // not an account of this window
    QStringList levels = levelsOf(folder);
    auto node = std::make_unique<Node>();
    node->item = {FolderItem::Kind::Folder, folder.account, levels.takeLast(), folder};
    Node &parent = parentFor(folder, levels, *account);
    Node *placeholder = parent.childNamed(node->item.segment);
    if (placeholder == nullptr) {
        insert(parent, std::move(node));
    } else if (known == nullptr && rank(node->item) == rank(placeholder->item)) {
        placeholder->item = node->item;
        announce(*placeholder);
    } else {
        replace(*placeholder, std::move(node));
    }
}

FolderModel::Node &FolderModel::parentFor(const store::Folder &folder, const QStringList &levels,
                                          Node &account)
{
    Node *at = &account;
    for (const QString &segment : levels) {
        Node *next = at->childNamed(segment);
        if (next == nullptr) {
            auto node = std::make_unique<Node>();
            node->item = {FolderItem::Kind::Placeholder, folder.account, segment, std::nullopt};
            next = &insert(*at, std::move(node));
        }
        at = next;
    }
    return *at;
}

// The new node's place among its siblings is another: it comes with what is below the old one.
void FolderModel::replace(Node &placeholder, std::unique_ptr<Node> node)
{
    Node &inserted = insert(*placeholder.parent, std::move(node));
    if (!placeholder.children.empty()) {
        const int last = static_cast<int>(placeholder.children.size()) - 1;
        beginMoveRows(indexOf(placeholder), 0, last, indexOf(inserted), 0);
        inserted.children = std::exchange(placeholder.children, {});
        for (const auto &child : inserted.children)
            child->parent = &inserted;
        endMoveRows();
    }
    take(placeholder);
}

void FolderModel::take(Node &node)
{
    if (!node.children.empty()) {  // others are below it: the level stays
        node.item.kind = FolderItem::Kind::Placeholder;
        node.item.folder.reset();
        announce(node);
        return;
    }
    Node &parent = *node.parent;
    const int row = node.row();
    beginRemoveRows(indexOf(parent), row, row);
    parent.children.erase(parent.children.begin() + row);
    endRemoveRows();
    if (parent.item.kind == FolderItem::Kind::Placeholder && parent.parent != nullptr
        && parent.children.empty())
        take(parent);
}

void FolderModel::setGhost(store::FolderId id, bool isGhost)
{
    Node *node = findFolder(id);
    if (node == nullptr || node->item.isGhost == isGhost)
        return;
    node->item.isGhost = isGhost;
    announce(*node);
}

void FolderModel::announce(const Node &node)
{
    const QModelIndex at = indexOf(node);
    Q_EMIT dataChanged(at, at);
}

}
