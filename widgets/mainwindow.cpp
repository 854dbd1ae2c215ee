// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "widgets/accounts/accountdesk.h"
#include "widgets/accounts/firstrunpage.h"
#include "widgets/accounts/questions.h"
#include "widgets/composer/composerdesk.h"
#include "widgets/errortext.h"
#include "widgets/folders/folderview.h"
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/noticebar.h"
#include "widgets/operationdesk.h"
#include "widgets/protocol/protocoldock.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/reader/sourcewindow.h"
#include "widgets/receipts/receiptscentre.h"
#include "widgets/receipts/selectionreceipts.h"
#include "widgets/safetext.h"
#include "widgets/statusline.h"

#include <QAction>
#include <QCloseEvent>
#include <QStackedWidget>

MainWindow::MainWindow(const Context &context, QWidget *parent)
    : QMainWindow(parent), d(std::make_unique<MainWindowPrivate>(this, context))
{
    d->setUp();
    if (!d->folder)
        return;
    // The folder of last time was opened before anybody could hear of it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (d->folder)
                Q_EMIT folderOpened(d->folder->id);
        },
        Qt::QueuedConnection);
}

// The dock goes after us, and hides as it does.
MainWindow::~MainWindow()
{
    disconnect(d->composers, &ComposerDesk::draftsChanged, this, nullptr);
    delete d->composers;  // what is being written is told while somebody listens
    d->composers = nullptr;
    delete d->centre;  // they read through what the window is made of
    qDeleteAll(d->selectionPanels());
    qDeleteAll(d->sourceWindows());
    disconnect(d->protocol->toggleViewAction(), nullptr, this, nullptr);
}

void MainWindow::applyChanges(const store::ChangeSet &changes)
{
    d->collector.take(changes);
}

void MainWindow::showOperation(const journal::Entry &entry)
{
    if (!entry.isPending())
        d->collector.flush();  // what it has done is there before it is no longer laid over
    d->operations->show(entry);
    if (entry.state == journal::State::Failed && d->account(journal::accountOf(entry.operation)))
        d->showFailure(entry);
}

void MainWindow::withdrawOperation(qint64 id)
{
    d->operations->withdraw(id);
    d->notice->retract(id);
}

void MainWindow::showOperationFailure(const journal::Operation &operation, const Error &error)
{
    const QString why = ErrorText::sentence(error);
    // A step of what is in the journal, or its withdrawal: it is still pending, and shown so.
    d->showNotice(d->operations->giveUp(operation)
                      ? tr("A change could not be kept and was undone. %1").arg(why)
                      : tr("A step of a change could not be kept; the change stays as it was. %1").arg(why));
}

void MainWindow::forgetOperation(const journal::Operation &operation)
{
    d->operations->giveUp(operation);
}

void MainWindow::showFinalOperation(qint64 id)
{
    d->operations->showFinal(id);
}

void MainWindow::showLedgerEntry(const receipts::LedgerEntry &entry)
{
    d->receiptDesk->setLedgerEntry(entry);
    d->refreshReceipts();
    d->tellCentre();
}

void MainWindow::showReceiptRules(const std::vector<receipts::PolicyRule> &rules)
{
    d->receiptDesk->setRules(rules);
    d->refreshReceipts();
}

void MainWindow::showReceiptFailure(const receipts::RequestKey &key, const Error &error)
{
    d->receiptDesk->showFailure(key);
    d->showNotice(
        tr("The receipt was not sent: your decision could not be kept. %1").arg(ErrorText::sentence(error)));
}

void MainWindow::showStatus(const accounts::Status &status)
{
    using Kind = accounts::Status::Kind;
    const accounts::Status before = d->statuses.value(status.account);
    const bool isSameWork = before.kind == Kind::Busy && status.kind == Kind::Busy
        && before.folder == status.folder && before.total == status.total;
    // Whoever fetches a hundred thousand messages tells of each few; a hundredth is what can be seen.
    if (isSameWork && (status.done - before.done) * 100 < status.total)
        return;
    d->statuses.insert(status.account, status);
    d->showStatus();
}

void MainWindow::showSearchResult(const search::ServerSearchResult &result)
{
    d->messagePane->showSearchResult(result);
}

void MainWindow::showServerLevel(const QUuid &account, accounts::ServerLevel level)
{
    d->levels.insert(account, level);
    d->showStatus();
    d->updateActions();
}

void MainWindow::showServerSendsReceipts(const QUuid &account, bool sends)
{
    if (d->sendingServers.contains(account) == sends)
        return;
    if (sends)
        d->sendingServers.insert(account);
    else
        d->sendingServers.remove(account);
    d->receiptDesk->setSendingServers(d->sendingServers);
    d->refreshReceipts();
}

void MainWindow::showWatched(const QUuid &account, const QByteArrayList &mailboxes)
{
    d->watched.insert(account, mailboxes);
    d->updateActions();
}

bool MainWindow::isSavingData() const
{
    return d->savesData;
}

void MainWindow::showOfflineProgress(const accounts::OfflineProgress &progress)
{
    d->statusLine->showOffline(progress);
}

void MainWindow::showContentProgress(store::CopyId copy, qint64 octets, qint64 of)
{
    d->reading->showProgress(copy, octets, of);
    for (SourceWindow *source : d->sourceWindows())
        source->showProgress(copy, octets, of);
}

void MainWindow::showContentFailure(store::CopyId copy, const Error &error)
{
    d->reading->showFailure(copy, error);
    for (SourceWindow *source : d->sourceWindows())
        source->showFailure(copy, error);
    d->tellCentre(copy);
}

void MainWindow::showTestResult(const accounts::TestResult &result)
{
    d->firstRun->showTestResult(result);
    d->accountDesk->showTestResult(result);
}

void MainWindow::showServerAlert(const QUuid &account, const QByteArray &text)
{
    const auto known = d->account(account);
    const QString words = safetext::serverWords(text);
    if (words.isEmpty())
        return;
    const QString name = known ? known->imap.endpoint.host : tr("The server");
    d->showNotice(tr("%1 says: “%2”").arg(safetext::quoted(name), safetext::quoted(words)));
}

void MainWindow::showAccountNotice(const accounts::Notice &notice)
{
    d->tellFolderState(notice);
    d->showNotice(ErrorText::notice(notice));
}

void MainWindow::showProtocol(const std::vector<accounts::ProtocolLine> &lines)
{
    d->protocol->append(lines);
}

void MainWindow::askAboutCertificate(const accounts::CertificateQuestion &question)
{
    d->questions->askAboutCertificate(question);
}

void MainWindow::askForPassword(const accounts::Account &account, bool earlierOneRefused)
{
    d->questions->askForPassword(account, earlierOneRefused);
}

void MainWindow::showAccountProblems(const QStringList &sentences)
{
    for (const QString &sentence : sentences)
        d->showNotice(safetext::line(sentence));
}

void MainWindow::addAccount(const accounts::Account &account)
{
    d->addAccount(account);
    d->accountDesk->showSaved(account);
    d->firstRun->forgetForm();
    d->pages->setCurrentIndex(1);
    d->showStatus();
}

void MainWindow::removeAccount(const QUuid &account)
{
    d->accountDesk->showRemoved(account);
    d->removeAccount(account);
}

void MainWindow::showDemoProgress(const QString &sentence)
{
    d->firstRun->showDemoProgress(sentence);
}

void MainWindow::raiseFromOtherInstance()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeAnyway()
{
    d->quitsAnyway = true;
    close();
}

void MainWindow::keepWritten()
{
    d->composers->keepAll();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!d->mayQuit()) {
        event->ignore();
        return;
    }
    d->composers->closeAll();
    d->saveState();
    QMainWindow::closeEvent(event);
}
