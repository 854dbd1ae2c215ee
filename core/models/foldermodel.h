// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/store/changes.h"

#include <QAbstractItemModel>
#include <QCollator>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace models {

// What a row of the folder tree is, for its delegate and for wording.
struct FolderItem {
    enum class Kind {
        Account,
        Folder,
        Placeholder,  // a level of the hierarchy that the server did not list
    };
    Kind kind = Kind::Folder;
    QUuid account;
    QString segment;  // the last level of the name; of an account: what the user calls it
    std::optional<store::Folder> folder;
    bool isGhost = false;  // the server has it no more; it is open here until it is left
};

// Accounts, and below each its folders by their hierarchy delimiter (RFC 3501, 5.1.1): INBOX, Drafts, Sent,
// Archive, Junk, Trash, then the rest by locale. Values only, changed by ChangeSets in exact row operations.
// Window thread.
class FolderModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderModel)

public:
    enum Role {
        ItemRole = Qt::UserRole + 1,  // FolderItem
        FolderIdRole,                 // store::FolderId; invalid when there is none
        UnseenRole,                   // invalid: the server does not say
    };
    struct Wording {
        std::function<QString(const FolderItem &)> name = {};  // missing: the segment
        std::function<QString(const FolderItem &)> accessibleText = {};
    };

    explicit FolderModel(Wording wording, QObject *parent = nullptr);
    ~FolderModel() override;

    // Adds the account, or replaces what is known of it; its folders stay.
    void setAccount(const accounts::Account &account);
    void removeAccount(const QUuid &account);  // with its folders
    // The account's folders as the store has them at the start.
    void setFolders(const QUuid &account, const std::vector<store::Folder> &folders);
    void apply(const store::ChangeSet &changes);
    // What the user has done and the server has not yet makes more messages unread, or fewer.
    void setUnseenDeltas(const std::map<store::FolderId, int> &deltas);
    void setGhost(store::FolderId id, bool isGhost);

    [[nodiscard]] QModelIndex indexOf(store::FolderId id) const;
    [[nodiscard]] QModelIndex indexOfAccount(const QUuid &account) const;
    [[nodiscard]] std::optional<store::Folder> folder(store::FolderId id) const;
    [[nodiscard]] QList<QUuid> accounts() const;  // in that order, too
    // The account's folders in the order in which they are shown.
    [[nodiscard]] std::vector<store::Folder> foldersInOrder(const QUuid &account) const;
    // The first folder of that role, for "go to the inbox"; nullopt: the account has none.
    [[nodiscard]] std::optional<store::FolderId> folderOfRole(const QUuid &account,
                                                              store::FolderRole role) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Node;

    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node &node) const;
    [[nodiscard]] Node *findFolder(store::FolderId id) const;
    [[nodiscard]] Node *findAccount(const QUuid &account) const;
    [[nodiscard]] bool goesBefore(const Node &a, const Node &b) const;
    Node &insert(Node &parent, std::unique_ptr<Node> child);
    void put(const store::Folder &folder);
    Node &parentFor(const store::Folder &folder, const QStringList &levels, Node &account);
    void replace(Node &placeholder, std::unique_ptr<Node> node);
    void take(Node &node);  // removed, or left as a placeholder while others are below it
    void announce(const Node &node);

    [[nodiscard]] FolderItem shown(const FolderItem &item) const;

    Wording m_wording;
    std::map<store::FolderId, int> m_unseenDeltas;
    QCollator m_collator;
    std::unique_ptr<Node> m_root;
};

}

Q_DECLARE_METATYPE(models::FolderItem)
