// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/answer.h"
#include "core/models/foldermodel.h"
#include "core/models/messagelistmodel.h"
#include "core/search/completion.h"
#include "widgets/actions.h"
#include "widgets/changecollector.h"
#include "widgets/mainwindow.h"
#include "widgets/reader/senderforms.h"
#include "widgets/receipts/askedtab.h"
#include "widgets/receipts/listreceipts.h"
#include "widgets/receipts/requestscan.h"
#include "widgets/search/searchdesk.h"

#include <QHash>
#include <QKeySequence>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QStringList>

class AccountDesk;
class AttachmentDesk;
class ComposerDesk;
class FirstRunPage;
class FolderBanner;
class FolderLoader;
class ListSorter;
class FolderView;
class LatestJob;
class MessagePane;
class NoticeBar;
class OperationDesk;
class OutboxDesk;
class PaneSplitter;
class PeopleDesk;
class PictureDesk;
class ProtocolDock;
class QMenu;
class QSettings;
class QStackedWidget;
class Questions;
class ReaderPane;
class ReadingDesk;
class ReceiptArranger;
class ReceiptsCentre;
class SavedSearchDesk;
class SelectionReceipts;
class SourceWindow;
class StatusLine;
class UndoBar;
class UnsubscribeDesk;

// What the window is made of, and what its parts do with one another. Its parts are children of the window.
class MainWindowPrivate
{
public:
    MainWindowPrivate(MainWindow *window, MainWindow::Context context);

    void setUp();
    void saveState() const;

    void addAccount(const accounts::Account &account);
    void removeAccount(const QUuid &account);
    void openAccountSettings();
    [[nodiscard]] std::optional<accounts::Account> account(const QUuid &id) const;
    [[nodiscard]] bool isOffline(const QUuid &account) const;
    void showStatus();
    void showNotice(const QString &sentence);
    void showFailure(const journal::Entry &entry);
    void tellFolderState(const accounts::Notice &notice);
    [[nodiscard]] bool isMailShown() const;
    void updateActions();
    void showShortcuts();
    void showAbout();
    void refreshTarget(const journal::Operation &operation);
    void refreshReceipts();
    void showReceiptRules();
    void showReceiptsCentre();
    void act(ReceiptAction action);  // on what is chosen
    [[nodiscard]] bool mayActOnReceipts() const;
    void showReceiptHelp();
    [[nodiscard]] QList<SelectionReceipts *> selectionPanels() const;
    void tellCentre();  // the ledger has changed
    void tellCentre(const store::ChangeSet &changes);
    void tellCentre(store::CopyId notFetched);
    void openMessage(store::CopyId copy);
    void showReportCard();
    void meetPeople();
    [[nodiscard]] QUuid currentAccount() const;
    [[nodiscard]] QUuid accountShown() const;  // of the message that is open, else the current one
    [[nodiscard]] QList<SourceWindow *> sourceWindows() const;

    MainWindow *q;
    MainWindow::Context context;
    QList<accounts::Account> accounts;
    QHash<QUuid, accounts::Status> statuses;
    QHash<QUuid, accounts::ServerLevel> levels;
    QSet<QUuid> sendingServers;            // receipts by themselves
    std::optional<store::Folder> folder;   // that is open
    ChangeCollector collector;             // on their way to the models
    QHash<QUuid, QByteArrayList> watched;  // by the user's wish
    bool savesData = false;
    bool quitsAnyway = false;  // with mail that has not been sent

    Actions *actions = nullptr;
    models::FolderModel *folders = nullptr;
    models::MessageListModel *messages = nullptr;
    Questions *questions = nullptr;
    AccountDesk *accountDesk = nullptr;
    ReceiptDesk *receiptDesk = nullptr;
    std::optional<ListReceipts> listReceipts;
    ReadingDesk *reading = nullptr;
    AttachmentDesk *attachments = nullptr;
    PictureDesk *pictures = nullptr;
    UnsubscribeDesk *unsubscribing = nullptr;
    StatusLine *statusLine = nullptr;
    OperationDesk *operations = nullptr;
    ComposerDesk *composers = nullptr;
    OutboxDesk *outbox = nullptr;
    UndoBar *undoBar = nullptr;
    PeopleDesk *people = nullptr;

    QStackedWidget *pages = nullptr;
    FirstRunPage *firstRun = nullptr;
    NoticeBar *notice = nullptr;
    FolderBanner *folderBanner = nullptr;
    PaneSplitter *splitter = nullptr;
    FolderView *folderView = nullptr;
    SavedSearchDesk *savedSearches = nullptr;
    MessagePane *messagePane = nullptr;
    ReaderPane *reader = nullptr;
    ProtocolDock *protocol = nullptr;
    QPointer<ReceiptsCentre> centre;
    ReceiptArranger *arranger = nullptr;
    ListSorter *sorter = nullptr;
    QPointer<SelectionReceipts> selectionReceipts;  // the newest
    std::unique_ptr<RequestScan> scan;              // for the next
    QHash<QUuid, QByteArray> reportFolders;

    [[nodiscard]] bool mayQuit();  // false: it asks first

private:
    void makeModels();
    void makeSorter();  // after the arranger
    void showSorting();
    void updateSorting();
    void makePanes();
    [[nodiscard]] QWidget *makeFolderPane();
    void makeSavedSearches();
    void tellSearches(const store::ChangeSet &changes);
    void makeDesks();
    void makeProtocolDock();
    void connectPanes();
    void connectReceiptDesk();
    void connectQuestions();
    void connectActions();
    void connectListActions();
    void connectReaderActions();
    void connectPrinting();
    void updateReaderActions();
    void searchOrFind();
    void pressInFocus(QKeySequence::StandardKey key);
    void chooseForm(BodyForm form);
    void rememberForm(bool always);
    void zoom(int steps);
    void showSource();
    void giveUp(store::CopyId copy);
    [[nodiscard]] QByteArray senderShown() const;  // of the message that is open
    void saveReaderState(QSettings &settings) const;
    void restoreReaderState(const QSettings &settings);
    void restoreState();
    void openStartFolder();

    void applyChanges(const store::ChangeSet &changes);
    void refreshFolder(const store::Folder &changed);
    void openFolder(store::FolderId id);
    void showCopies(store::FolderId id);
    void closeFolder();
    void showFolderState();
    void tellRemovals(const store::ChangeSet &changes);
    void selectionChanged();
    void markSeen(const store::MessageRow &row, const store::Folder &in);
    void makeComposers();
    void connectComposing();
    void makeOutbox();
    void makeUndoBar();
    [[nodiscard]] bool undoesSending() const;  // not what was done with messages
    void undo();
    void showDrafts();
    void showTemplates();
    void makePeople();
    [[nodiscard]] QString lossesOf(const QUuid &account) const;
    [[nodiscard]] bool isOfDrafts(store::CopyId copy) const;
    void openServerDraft(store::CopyId copy);
    void giveUpEditing(const QString &why);
    [[nodiscard]] bool isDraftShown() const;
    void updateComposing();
    void answer(ActionId id);
    void askAboutDecrypted(ActionId id);
    void beginAnswer(ActionId id);
    [[nodiscard]] compose::Composition answerOf(ActionId id, const compose::Original &made,
                                                bool isDraft) const;
    [[nodiscard]] QByteArrayList missingFor(ActionId id) const;
    void answerWhatIsHere(const store::ChangeSet &changes);
    [[nodiscard]] qint64 noticeOf(const QUuid &mail);
    void connectWeb();
    void openForWeb(const store::Folder &in);
    void connectOperations();
    void connectOperationActions();
    void showFolderMenu(const QPoint &at);
    // That commands are for: whose menu is open, else the current one.
    [[nodiscard]] std::optional<store::Folder> folderInHand() const;
    void refreshOverlay();
    void refreshCounts();
    void updateFolderActions();
    void updateSeenActions(bool isPossible, const QString &whyNot);
    void updateWatching(const std::optional<store::Folder> &current);
    void allow(ActionId id, bool isPossible, const QString &whyNot = {});
    void watchFolder(bool wanted);
    void focusNextPane();
    void goOnline();
    void refresh();
    void openWhatIsThere();
    void actOnReport(int action);
    void choosePlaceForReports(const QUuid &account);
    void makeArranger();
    void showMessageMenu(const QPoint &at);
    [[nodiscard]] AskedTab::Context askedContext();
    [[nodiscard]] SearchDesk::Context searchContext();
    [[nodiscard]] search::Vocabulary vocabulary();
    void connectSearch();
    void moreLikeThis();
    void saveSearchState(QSettings &settings) const;
    void restoreSearchState(const QSettings &settings);
    // The folder that all messages on show are in; nullopt: they are from many.
    [[nodiscard]] std::optional<store::Folder> wholeFolder() const;
    [[nodiscard]] models::FolderLook lookOf(store::FolderId id) const;
    [[nodiscard]] bool isChosenReadOnly() const;
    [[nodiscard]] QString whyNoReceipts() const;
    void openSelectionReceipts(const QList<store::CopyId> &asking, qsizetype chosen, ReceiptAction action);
    void addOfflineMenu(QMenu *menu, const QModelIndex &at);
    void askForFolderName();
    void openNamed(const QUuid &account, const QString &name);
    [[nodiscard]] models::ReceiptView receiptView(const store::MessageRow &row, receipts::ColumnState state);
    void refreshListReceipts(const store::ChangeSet &changes);
    void setCorrespondent();

    QByteArray m_startMailbox;  // open when the window was last closed
    QUuid m_startAccount;
    QUuid m_problemOf;                   // whose problem the message pane shows
    QPointer<QMenu> m_folderMenu;        // that is open
    QPersistentModelIndex m_menuFolder;  // on this row of the tree
    int m_zoomSteps = 0;                 // of the reader's text, an eighth each
    BodyForm m_form = BodyForm::Html;    // where none is remembered for the sender
    bool m_folderChosen = false;
    bool m_hasOverlay = false;
    bool m_hasMetPeople = false;
    bool m_hasAway = false;
    SenderForms m_senderForms;
    std::unique_ptr<Alarm> m_refresh, m_refreshCounts;
    std::pair<QUuid, QString> m_named;  // to be opened as soon as it is there
    FolderLoader *m_loader = nullptr;
    static constexpr qint64 draftsNotice = -1;  // what the notice about kept drafts is called
    QHash<QUuid, qint64> m_mailNotices;
    qint64 m_undoableBefore = 0;  // the newest operation when the newest mail was sent
    LatestJob *m_peopleJob = nullptr;
    std::optional<std::pair<store::CopyId, ActionId>> m_answering;  // as soon as all of it is there
    std::optional<store::CopyId> m_toOpen;                          // as soon as its row is there
    LatestJob *m_searchPeopleJob = nullptr;                         // made when a search is typed first
    std::vector<search::Person> m_searchPeople;
};
