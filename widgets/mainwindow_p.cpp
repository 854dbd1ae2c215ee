// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow_p.h"

#include "widgets/accounts/accountdesk.h"
#include "widgets/accounts/firstrunpage.h"
#include "widgets/accounts/questions.h"
#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/folders/folderbanner.h"
#include "widgets/folders/folderview.h"
#include "widgets/hairline.h"
#include "widgets/icons.h"
#include "widgets/messages/folderloader.h"
#include "widgets/messages/listsorter.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/noticebar.h"
#include "widgets/operationdesk.h"
#include "widgets/panesplitter.h"
#include "widgets/protocol/protocoldock.h"
#include "widgets/reader/attachmentdesk.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/reader/sourcewindow.h"
#include "widgets/receipts/receiptarranger.h"
#include "widgets/search/searchbar.h"
#include "widgets/serverlevels.h"
#include "widgets/statusline.h"
#include "widgets/targets.h"

#include <QFile>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using accounts::Status;

namespace {

const QString geometryKey = u"window/geometry"_s;
const QString stateKey = u"window/state"_s;
const QString splitterKey = u"window/splitter"_s;
const QString saveDataKey = u"network/saveData"_s;
const QString sendingServersKey = u"receipts/sendingServers"_s;
const QString accountKey = u"folder/account"_s;
const QString mailboxKey = u"folder/mailbox"_s;

constexpr int newestMessages = 1000;  // read at once: many screens

// What the receipt gate asks of a folder.
std::tuple<store::FolderRole, bool, bool, bool> keeping(const store::Folder &folder)
{
    const auto state = folder.state.value_or(store::MailboxState());
    return {folder.role, folder.state.has_value(), state.readOnly, state.anyKeyword || !state.permanentFlags};
}

enum Page { FirstRunPageIndex, MailPageIndex };

}

MainWindowPrivate::MainWindowPrivate(MainWindow *window, MainWindow::Context windowContext)
    : q(window), context(std::move(windowContext)),
      collector(
          context.clock, [this](const store::ChangeSet &set) { applyChanges(set); },
          [this] { return messages->rowCount(); })
{}

void MainWindowPrivate::setUp()
{
    q->setWindowTitle(MainWindow::tr("Posthorn"));
    q->setWindowIcon(icons::applicationIcon());
    actions = new Actions(q);
    actions->buildMenuBar();
    actions->buildToolBar();
    makeModels();
    makePanes();
    makeDesks();
    makeProtocolDock();
    connectPanes();
    connectQuestions();
    connectWeb();
    connectOperations();
    connectActions();
    restoreState();
    protocol->hide();
    for (const accounts::Account &known : context.accounts)
        addAccount(known);
    pages->setCurrentIndex(context.accounts.empty() ? FirstRunPageIndex : MailPageIndex);
    if (context.accounts.empty())
        firstRun->showWelcome();
    showStatus();
    updateActions();
}

void MainWindowPrivate::makeModels()
{
    folders = new models::FolderModel({DisplayText::folderName, DisplayText::folderSentence}, q);
    m_loader = new FolderLoader(context.paths.cacheDatabase(), q);
    QObject::connect(m_loader, &FolderLoader::loaded, q,
                     [this](store::FolderId id, const std::vector<store::InsertedCopy> &copies, bool isLast) {
                         if (id == messages->folder())
                             messages->append(copies, isLast);
                         openWhatIsThere();
                     });
    messages = new models::MessageListModel(
        {[this](store::CopyId id) { return context.reader.row(id); },
         [this](const store::MessageRow &row) { return operations->effectiveFlags(row); },
         [this](const QByteArray &key) {
             return receiptDesk != nullptr ? receiptDesk->ledgerState(key) : receipts::LedgerState::None;
         },
         [this](const store::MessageRow &row, receipts::ColumnState state) {
             return receiptView(row, state);
         },
         [this](store::FolderId id) { return lookOf(id); },
         [this](const models::MessageItem &item) {
             const QString sentence = DisplayText::messageSentence(item, context.clock.now());
             return messages->isArriving(item.row.id) ? MainWindow::tr("%1, on its way").arg(sentence)
                                                      : sentence;
         }},
        q);
}

void MainWindowPrivate::makePanes()
{
    pages = new QStackedWidget(q);
    firstRun = new FirstRunPage(pages);
    auto *mail = new QWidget(pages);
    notice = new NoticeBar(mail);
    folderBanner = new FolderBanner(mail);
    splitter = new PaneSplitter(Qt::Horizontal, mail);
    QWidget *folderPane = makeFolderPane();
    messagePane = new MessagePane(
        *messages, searchContext(), [this] { return vocabulary(); }, context.clock, splitter);
    reader = new ReaderPane(context.clock, splitter);
    const int unit = theme::step(q);
    folderPane->setMinimumWidth(36 * unit);
    messagePane->setMinimumWidth(56 * unit);
    reader->setMinimumWidth(70 * unit);
    splitter->setSizes({52 * unit, 92 * unit, 150 * unit});
    for (int pane = 0; pane < splitter->count(); ++pane)
        splitter->setStretchFactor(pane, pane == 2 ? 1 : 0);

    auto *layout = new QVBoxLayout(mail);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(notice);
    layout->addWidget(folderBanner);
    layout->addWidget(splitter, 1);
    layout->addWidget(new Hairline(mail));
    pages->insertWidget(FirstRunPageIndex, firstRun);
    pages->insertWidget(MailPageIndex, mail);
    q->setCentralWidget(pages);
    statusLine = new StatusLine(q->statusBar());
    theme::resizeWithin(q, {300, 180});
}

void MainWindowPrivate::makeDesks()
{
    questions = new Questions(q);
    accountDesk = new AccountDesk([this](const QUuid &id) { return lossesOf(id); }, q);
    operations = new OperationDesk({context.reader, *folders, [this] { return wholeFolder(); },
                                    [this] { return messagePane->view()->selectedCopies(); },
                                    [this] { return folderInHand(); }},
                                   q);
    receiptDesk = new ReceiptDesk(context.clock, q);
    receiptDesk->setIsOldServer(
        [this](const QUuid &id) { return levels.value(id) != accounts::ServerLevel::Current; });
    listReceipts.emplace(
        ListReceipts::Context{context.reader, *receiptDesk, [this](const QUuid &id) { return account(id); }});
    makeArranger();
    makeSorter();
    attachments = new AttachmentDesk({q, context.clock, context.paths, context.desktop,
                                      [this] { return reader->bodyForm(); },
                                      [this](store::CopyId copy) { return context.reader.content(copy); }},
                                     q);
    reading = new ReadingDesk({context.reader, *reader, *receiptDesk, *attachments,
                               [this](const QUuid &id) { return account(id); },
                               [this](const QUuid &id) { return isOffline(id); }, context.clock,
                               context.gnupg ? context.gnupg() : crypto::makeBackend()},
                              q);
}

// Closed at every start: recording what is said is a decision, not a state.
void MainWindowPrivate::makeProtocolDock()
{
    protocol = new ProtocolDock(
        [this](const QUuid &id) {
            const auto known = account(id);
            return known ? known->name : QString();
        },
        q);
    q->addDockWidget(Qt::BottomDockWidgetArea, protocol);
    protocol->hide();
    QAction *shown = (*actions)[ActionId::ProtocolLog];
    QObject::connect(shown, &QAction::triggered, protocol, &QWidget::setVisible);
    QObject::connect(protocol->toggleViewAction(), &QAction::toggled, shown, &QAction::setChecked);
    QObject::connect(protocol->toggleViewAction(), &QAction::toggled, q, &MainWindow::protocolWanted);
    QObject::connect(protocol, &ProtocolDock::failed, q, [this](const Error &why) {
        showNotice(MainWindow::tr("The protocol log was not saved. %1").arg(ErrorText::sentence(why)));
    });
}

void MainWindowPrivate::connectPanes()
{
    MessageView *view = messagePane->view();
    QObject::connect(folderView, &FolderView::folderChosen, q,
                     [this](store::FolderId id) { openFolder(id); });
    QObject::connect(statusLine, &StatusLine::pauseWanted, q, &MainWindow::downloadPauseWanted);
    QObject::connect(view, &MessageView::shown, q,
                     [this](store::CopyId copy) { reading->open(copy, ReceiptDesk::Shown::Passing); });
    QObject::connect(view, &MessageView::opened, q,
                     [this](store::CopyId copy) { reading->open(copy, ReceiptDesk::Shown::Opened); });
    QObject::connect(view, &MessageView::entered, q, [this](store::CopyId copy) { openServerDraft(copy); });
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(view, &QWidget::customContextMenuRequested, q,
                     [this](const QPoint &at) { showMessageMenu(at); });
    QObject::connect(view, &MessageView::nothingShown, q, [this] {
        if (!reading->isGone())
            reading->close();
    });
    QObject::connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, q,
                     [this] { selectionChanged(); });
    QObject::connect(messages, &QAbstractItemModel::dataChanged, q, [this] { updateActions(); });
    QObject::connect(messagePane, &MessagePane::searchWanted, q, &MainWindow::searchWanted);
    QObject::connect(messagePane, &MessagePane::searchGivenUp, q, &MainWindow::searchGivenUp);
    QObject::connect(messagePane, &MessagePane::refreshWanted, q, [this] { refresh(); });
    QObject::connect(messagePane, &MessagePane::goOnlineWanted, q, [this] { goOnline(); });
    QObject::connect(messagePane, &MessagePane::accountSettingsWanted, q, [this] { openAccountSettings(); });
    QObject::connect(reading, &ReadingDesk::contentWanted, q, &MainWindow::contentWanted);
    QObject::connect(reading, &ReadingDesk::contentGivenUp, q, [this](store::CopyId copy) { giveUp(copy); });
    QObject::connect(reading, &ReadingDesk::displayed, q,
                     [this](const store::MessageRow &row, const store::Folder &in) {
                         if (m_answering && m_answering->first != row.id)
                             m_answering.reset();  // somebody reads on
                         markSeen(row, in);
                         showReportCard();
                         Q_EMIT q->contentRead(in.account, row.id);
                         updateActions();
                     });
    connectReceiptDesk();
    QObject::connect(reader, &ReaderPane::retryWanted, q, [this] {
        if (isOffline(accountShown()))
            Q_EMIT q->goOnlineWanted(accountShown());
        reading->retry();
    });
    QObject::connect(reader->headerPanel(), &HeaderPanel::expandedChanged, (*actions)[ActionId::AllHeaders],
                     &QAction::setChecked);
    QObject::connect(attachments, &AttachmentDesk::progressed, statusLine, &StatusLine::showMessage);
    QObject::connect(attachments, &AttachmentDesk::failed, q,
                     [this](const QString &words) { showNotice(words); });
    connectSearch();
}

void MainWindowPrivate::connectReceiptDesk()
{
    QObject::connect(receiptDesk, &ReceiptDesk::bannerChanged, q,
                     [this](const std::optional<BannerContent> &content) {
                         reader->showReceiptBanner(content);
                         updateActions();
                     });
    QObject::connect(receiptDesk, &ReceiptDesk::decided, q, &MainWindow::receiptDecided);
    QObject::connect(receiptDesk, &ReceiptDesk::sendAnywayWanted, q, &MainWindow::receiptSendAnywayWanted);
    QObject::connect(receiptDesk, &ReceiptDesk::ruleWanted, q, &MainWindow::receiptRuleWanted);
    QObject::connect(receiptDesk, &ReceiptDesk::rulesForManyWanted, q, &MainWindow::receiptRulesWanted);
    QObject::connect(receiptDesk, &ReceiptDesk::ruleDropWanted, q, &MainWindow::receiptRuleDropWanted);
    QObject::connect(receiptDesk, &ReceiptDesk::rulesWanted, q, [this] { showReceiptRules(); });
    QObject::connect(reader, &ReaderPane::receiptActionWanted, q,
                     [this](int id) { receiptDesk->act(static_cast<ReceiptAction>(id)); });
    QObject::connect(reader, &ReaderPane::reportActionWanted, q, [this](int id) { actOnReport(id); });
}

void MainWindowPrivate::connectQuestions()
{
    QObject::connect(questions, &Questions::certificateDecided, q, &MainWindow::certificateDecided);
    QObject::connect(questions, &Questions::passwordGiven, q, &MainWindow::passwordGiven);
    QObject::connect(questions, &Questions::passwordRefused, q, &MainWindow::passwordRefused);
    const auto test = [this](const accounts::Account &entered, const Secret &password) {
        questions->forgetRefusals();
        Q_EMIT q->accountTestWanted(entered, password);
    };
    QObject::connect(firstRun, &FirstRunPage::testWanted, q, test);
    QObject::connect(accountDesk, &AccountDesk::testWanted, q, test);
    QObject::connect(accountDesk, &AccountDesk::entered, q,
                     [this](const accounts::Account &entered, const Secret &password) {
                         questions->forgetRefusals();
                         Q_EMIT q->accountEntered(entered, password);
                     });
    QObject::connect(accountDesk, &AccountDesk::removalWanted, q, &MainWindow::accountRemovalWanted);
    QObject::connect(firstRun, &FirstRunPage::entered, q, &MainWindow::accountEntered);
    QObject::connect(firstRun, &FirstRunPage::demoWanted, q, &MainWindow::demoWanted);
    QObject::connect(firstRun, &FirstRunPage::leftForm, q, [this] {
        if (!accounts.isEmpty())
            pages->setCurrentIndex(MailPageIndex);
    });
}

void MainWindowPrivate::addAccount(const accounts::Account &added)
{
    const auto known = std::find_if(accounts.begin(), accounts.end(),
                                    [&](const accounts::Account &one) { return one.id == added.id; });
    if (known != accounts.end())
        *known = added;
    else
        accounts.append(added);
    if (listReceipts)
        listReceipts->forgetAll();  // its addresses may be others now
    folders->setAccount(added);
    folders->setFolders(added.id, context.reader.folders(added.id));
    folderView->expandAll();
    openStartFolder();
}

void MainWindowPrivate::removeAccount(const QUuid &removed)
{
    accounts.removeIf([&](const accounts::Account &known) { return known.id == removed; });
    statuses.remove(removed);
    if (folder && folder->account == removed)
        closeFolder();
    folders->removeAccount(removed);
    if (accounts.isEmpty()) {
        pages->setCurrentIndex(FirstRunPageIndex);
        firstRun->showWelcome();
    }
    openStartFolder();
    showStatus();
    updateActions();
}

std::optional<accounts::Account> MainWindowPrivate::account(const QUuid &id) const
{
    for (const accounts::Account &known : accounts) {
        if (known.id == id)
            return known;
    }
    return std::nullopt;
}

bool MainWindowPrivate::isOffline(const QUuid &id) const
{
    const Status::Kind kind = statuses.value(id).kind;
    return kind != Status::Kind::Online && kind != Status::Kind::Busy && kind != Status::Kind::Connecting;
}

void MainWindowPrivate::applyChanges(const store::ChangeSet &changes)
{
    operations->heed(changes);
    const auto shown = folder ? std::optional(folder->id) : std::nullopt;
    {
        // A row that goes, or moves because it has another name, is not the user choosing its neighbour.
        const QSignalBlocker quiet(folderView);
        folders->apply(changes);
    }
    if (shown && folders->indexOf(*shown).isValid() && folderView->currentFolder() != shown)
        folderView->select(*shown);
    for (const store::Folder &changed : changes.foldersChanged) {
        if (folder && changed.id == folder->id)
            refreshFolder(changed);
    }
    for (const store::FolderId gone : changes.foldersRemoved) {
        if (folder && gone == folder->id) {
            m_startMailbox.clear();  // the inbox, rather
            closeFolder();
        }
    }
    tellRemovals(changes);
    for (const store::Folder &changed : changes.foldersChanged) {
        if (changed.account == m_named.first && changed.name == m_named.second)
            openNamed(changed.account, changed.name);
    }
    refreshListReceipts(changes);
    arranger->heed(changes);
    sorter->heed(changes);
    for (const store::FolderChange &change : changes.folders)
        messages->apply(change);
    tellSearches(changes);
    refreshOverlay();
    if (operations->waiting() > 0)
        refreshCounts();
    reading->apply(changes);
    answerWhatIsHere(changes);
    for (SourceWindow *source : sourceWindows())
        source->apply(changes);
    tellCentre(changes);
    openStartFolder();
    updateActions();
}

// The open folder is another than it was, or is called otherwise.
void MainWindowPrivate::refreshFolder(const store::Folder &changed)
{
    const bool gateSaysTheSame = keeping(*folder) == keeping(changed);
    folder = changed;
    messages->expect(changed.messages);
    setCorrespondent();
    if (!gateSaysTheSame)
        messages->refreshAll();
    messagePane->showFolder(folder, DisplayText::folderName({{}, {}, changed.name, changed}));
    q->setWindowTitle(
        MainWindow::tr("%1 — Posthorn").arg(folders->indexOf(changed.id).data(Qt::DisplayRole).toString()));
    showFolderState();
}

void MainWindowPrivate::setCorrespondent()
{
    using Correspondent = models::MessageListModel::Correspondent;
    messages->setCorrespondent(folder && targets::isOwnMail(*folder) ? Correspondent::Recipients
                                                                     : Correspondent::Sender);
}

// The folder that was open last, else an inbox: until the user has chosen one.
void MainWindowPrivate::openStartFolder()
{
    if (m_folderChosen || folder || context.opensNothing)
        return;
    std::optional<store::FolderId> start;
    if (const auto last = context.reader.folder(m_startAccount, m_startMailbox))
        start = last->id;
    for (const accounts::Account &known : std::as_const(accounts)) {
        if (!start)
            start = folders->folderOfRole(known.id, store::FolderRole::Inbox);
    }
    if (!start || !folders->indexOf(*start).isValid())
        return;
    folderView->select(*start);
    openFolder(*start);  // it may have been the current one already
}

void MainWindowPrivate::openFolder(store::FolderId id)
{
    if (folder && folder->id == id) {
        if (messages->isWide())
            messagePane->searchBar()->clear();
        return;
    }
    m_folderChosen = true;
    folder = context.reader.folder(id);
    if (!folder)
        return;
    reading->close();
    // The search belongs to the folder that is left; the model is not narrowed any more.
    const QString name = folders->indexOf(id).data(Qt::DisplayRole).toString();
    setCorrespondent();
    showCopies(id);
    refreshOverlay();
    arranger->folderChanged();
    showSorting();
    messagePane->showFolder(folder, name);
    q->setWindowTitle(MainWindow::tr("%1 — Posthorn").arg(name));
    showStatus();
    Q_EMIT q->folderOpened(id);
    showFolderState();
}

// The newest at once; below them nothing moves while the rest is read.
void MainWindowPrivate::showCopies(store::FolderId id)
{
    using models::MessageListModel;
    collector.flush();
    const auto newest = context.reader.copies(id, newestMessages);
    const bool isWhole = newest.size() < newestMessages;
    messages->setFolder(id, newest,
                        isWhole ? MessageListModel::Extent::Whole : MessageListModel::Extent::Newest);
    messages->expect(folder->messages);
    if (isWhole)
        m_loader->cancel();
    else
        m_loader->start(id, newest.back());
}

void MainWindowPrivate::closeFolder()
{
    m_loader->cancel();
    folder.reset();
    m_folderChosen = false;
    reading->close();
    messages->setFolder({}, {});
    arranger->folderChanged();
    showSorting();
    messagePane->showFolder({}, {});
    q->setWindowTitle(MainWindow::tr("Posthorn"));
    showFolderState();
}

void MainWindowPrivate::selectionChanged()
{
    const qsizetype count = messagePane->view()->selectionModel()->selectedRows().size();
    const auto current = messagePane->view()->currentCopy();
    if (count > 1)
        reading->closeForSelection(count);
    else if (count == 1 && current && !reading->current())
        reading->open(*current, ReceiptDesk::Shown::Passing);
    updateActions();
}

void MainWindowPrivate::showStatus()
{
    const QUuid shown = currentAccount();
    const Status status = statuses.value(shown, Status{shown, {}, {}, {}, {}, {}, {}, {}});
    statusLine->show(status);
    statusLine->showWaiting(operations->waiting(), isOffline(shown));
    statusLine->showBadge(ServerLevels::badge(levels.value(shown)));
    const bool offline = isOffline(shown);
    messagePane->setOffline(offline);
    // What was wrong is said until it is better, also while it is being tried again.
    const auto known = account(shown);
    if (status.kind != Status::Kind::Connecting || m_problemOf != shown || !known)
        messagePane->setProblem(known ? ErrorText::problem(status, *known) : std::nullopt);
    m_problemOf = shown;
    messagePane->setLoading(status.kind == Status::Kind::Busy || status.kind == Status::Kind::Connecting);
    (*actions)[ActionId::GoOnline]->setEnabled(offline && !accounts.isEmpty());
}

void MainWindowPrivate::showNotice(const QString &sentence)
{
    if (!notice->say({sentence}))
        return;
    accountDesk->showProblem(sentence);
    if (pages->currentIndex() == FirstRunPageIndex)
        firstRun->showProblem(sentence);
}

void MainWindowPrivate::showFolderState()
{
    folderBanner->showFolder(folder);
    updateActions();
}

// Rows that go while they are shown are not of our doing: what the user takes away is hidden at once.
void MainWindowPrivate::tellRemovals(const store::ChangeSet &changes)
{
    qsizetype removed = 0;
    for (const store::FolderChange &change : changes.folders) {
        const bool isShown = messages->isWide() || (folder && change.folder == folder->id);
        if (!isShown || change.emptied)
            continue;
        removed +=
            static_cast<qsizetype>(messages->rowsOf({change.removed.begin(), change.removed.end()}).size());
        if (const auto current = reading->current(); current && messages->rowOf(*current) >= 0
            && std::find(change.removed.begin(), change.removed.end(), *current) != change.removed.end())
            reading->keepGone();
    }
    if (removed > 0)
        statusLine->showMessage(MainWindow::tr("%n message(s) were removed by another program", nullptr,
                                               static_cast<int>(removed)));
}

void MainWindowPrivate::saveState() const
{
    QSettings settings(context.paths.windowState(), QSettings::IniFormat);
    settings.setValue(geometryKey, q->saveGeometry());
    settings.setValue(stateKey, q->saveState());
    settings.setValue(splitterKey, splitter->saveState());
    saveReaderState(settings);
    settings.setValue(saveDataKey, savesData);
    QStringList sending;
    for (const QUuid &id : sendingServers)
        sending.append(id.toString(QUuid::WithoutBraces));
    settings.setValue(sendingServersKey, sending);
    messagePane->view()->saveColumns(settings);
    saveSearchState(settings);
    if (folder) {
        settings.setValue(accountKey, folder->account.toString(QUuid::WithoutBraces));
        settings.setValue(mailboxKey, folder->mailbox);
    }
    settings.sync();
    QFile::setPermissions(settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
}

void MainWindowPrivate::restoreState()
{
    const QSettings settings(context.paths.windowState(), QSettings::IniFormat);
    q->restoreGeometry(settings.value(geometryKey).toByteArray());
    q->restoreState(settings.value(stateKey).toByteArray());
    splitter->restoreState(settings.value(splitterKey).toByteArray());
    restoreReaderState(settings);
    savesData = settings.value(saveDataKey).toBool();
    const QStringList sending = settings.value(sendingServersKey).toStringList();
    for (const QString &id : sending)
        sendingServers.insert(QUuid(id));
    receiptDesk->setSendingServers(sendingServers);
    (*actions)[ActionId::SaveData]->setChecked(savesData);
    messagePane->view()->restoreColumns(settings);
    restoreSearchState(settings);
    m_startAccount = QUuid(settings.value(accountKey).toString());
    m_startMailbox = settings.value(mailboxKey).toByteArray();
}

QUuid MainWindowPrivate::currentAccount() const
{
    if (folder)
        return folder->account;
    return accounts.isEmpty() ? QUuid() : accounts.first().id;
}
