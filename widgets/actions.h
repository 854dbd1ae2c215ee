// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <array>

class QMainWindow;
class QMenu;

// Everything a person can ask the window to do: one table for the menu bar, the toolbar, the shortcuts and
// their list.
enum class ActionId {
    AddAccount,
    AccountSettings,
    OpenAttachment,
    SaveAttachment,
    SaveAllAttachments,
    OpenedKinds,
    Print,
    PrintPreview,
    SavePdf,
    GoOnline,
    SaveData,
    Refresh,
    Quit,
    Undo,
    Copy,
    SelectAll,
    Search,
    ClearSearch,
    SelectConversation,
    FindInMessage,
    FindNext,
    FindPrevious,
    ComfortableList,
    CompactList,
    RequestsFirst,
    OnlyRequests,
    SortBy,
    Conversations,
    FoldAll,
    UnfoldAll,
    AllHeaders,
    ShowHtml,
    ShowSimplified,
    ShowPlain,
    AlwaysThisForm,
    FixedWidth,
    TextEncoding,
    MessageSource,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ProtocolLog,
    ReceiptsCentre,
    Outbox,
    People,
    NextMessage,
    PreviousMessage,
    NextUnread,
    NextConversation,
    NextPane,
    OpenFolder,
    NewFolder,
    RenameFolder,
    DeleteFolder,
    SubscribeFolder,
    UnsubscribeFolder,
    WatchFolder,
    NewMessage,
    Reply,
    ReplyAll,
    ReplyList,
    Forward,
    ForwardAttached,
    Redirect,
    EditAsNew,
    Drafts,
    NewFromTemplate,
    MarkRead,
    MarkUnread,
    Star,
    Delete,
    DeleteForGood,
    Archive,
    Junk,
    MoveTo,
    CopyTo,
    MoreLike,
    SendReceipt,
    DeclineReceipt,
    ReceiptNotNow,
    NeverReceipts,
    ReceiptRules,
    RemotePictures,
    NotDone,
    SearchHelp,
    ReceiptHelp,
    Shortcuts,
    About,
};
inline constexpr std::size_t actionCount = static_cast<std::size_t>(ActionId::About) + 1;

class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QMainWindow *window);

    [[nodiscard]] QAction *operator[](ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }
    void buildMenuBar();
    void buildToolBar();

private:
    QMainWindow *m_window;
    std::array<QAction *, actionCount> m_actions{};
};
