// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that is still to be sent, and drafts that are kept: where people see them, and what they decide.
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/draftsdialog.h"
#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/mainwindow_p.h"
#include "widgets/noticebar.h"
#include "widgets/operationdesk.h"
#include "widgets/outbox/outboxdesk.h"
#include "widgets/outbox/undobar.h"
#include "widgets/safetext.h"
#include "widgets/statusline.h"

#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

// Notices are called by numbers; those of the journal's operations are positive.
qint64 MainWindowPrivate::noticeOf(const QUuid &mail)
{
    const auto known = m_mailNotices.constFind(mail);
    return known != m_mailNotices.cend()
        ? *known
        : *m_mailNotices.insert(mail, draftsNotice - 1 - m_mailNotices.size());
}

void MainWindowPrivate::makeUndoBar()
{
    undoBar = new UndoBar(context.clock, notice->parentWidget());
    QObject::connect(undoBar, &UndoBar::undoWanted, composers, &ComposerDesk::takeBack);
    QObject::connect(undoBar, &UndoBar::changed, q, [this] { updateActions(); });
    QObject::connect(composers, &ComposerDesk::undoOffered, q, [this](const outbox::OutboxEntry &mail) {
        m_undoableBefore = operations->newestUndoable();
        undoBar->offer(mail);
    });
    QObject::connect(composers, &ComposerDesk::settled, q, [this](const QUuid &mail) {
        undoBar->retract(mail);
        notice->retract(noticeOf(mail));
    });
}

// Of sending a mail and what was done with messages, what was done last.
bool MainWindowPrivate::undoesSending() const
{
    return undoBar->newest() && operations->newestUndoable() <= m_undoableBefore;
}

void MainWindowPrivate::undo()
{
    if (undoesSending())
        undoBar->undo();
    else
        operations->undo();
}

void MainWindowPrivate::makeOutbox()
{
    outbox = new OutboxDesk(context.clock, q);
    QObject::connect(outbox, &OutboxDesk::summaryChanged, statusLine, &StatusLine::showOutbox);
    QObject::connect(outbox, &OutboxDesk::sendNowWanted, q, &MainWindow::mailSendNowWanted);
    QObject::connect(outbox, &OutboxDesk::editWanted, composers, &ComposerDesk::takeBack);
    QObject::connect(outbox, &OutboxDesk::othersWanted, q, &MainWindow::mailOthersWanted);
    QObject::connect(outbox, &OutboxDesk::againWanted, q, &MainWindow::mailRetryWanted);
    QObject::connect(outbox, &OutboxDesk::giveUpWanted, q, &MainWindow::mailGiveUpWanted);
    QObject::connect(statusLine, &StatusLine::outboxWanted, q, [this] { outbox->open(); });
    QObject::connect((*actions)[ActionId::Outbox], &QAction::triggered, q, [this] { outbox->open(); });
    QObject::connect((*actions)[ActionId::Drafts], &QAction::triggered, q, [this] { showDrafts(); });
    QObject::connect((*actions)[ActionId::NewFromTemplate], &QAction::triggered, q,
                     [this] { showTemplates(); });
}

void MainWindowPrivate::showDrafts()
{
    notice->retract(draftsNotice);
    auto *dialog =
        new DraftsDialog(DraftsDialog::Kind::Drafts, composers->keptDrafts(), context.clock.now(), q);
    QObject::connect(dialog, &DraftsDialog::openWanted, q, &MainWindow::draftLoadWanted);
    QObject::connect(dialog, &DraftsDialog::discardWanted, q, &MainWindow::draftDropWanted);
    QObject::connect(composers, &ComposerDesk::draftsChanged, dialog,
                     [this, dialog] { dialog->setDrafts(composers->keptDrafts()); });
    dialog->open();
}

void MainWindowPrivate::showTemplates()
{
    auto *dialog =
        new DraftsDialog(DraftsDialog::Kind::Templates, composers->templates(), context.clock.now(), q);
    QObject::connect(dialog, &DraftsDialog::openWanted, q, [this, dialog](const QUuid &draft) {
        meetPeople();
        dialog->close();
        Q_EMIT q->draftLoadWanted(draft);
    });
    QObject::connect(dialog, &DraftsDialog::discardWanted, q, &MainWindow::draftDropWanted);
    QObject::connect(composers, &ComposerDesk::draftsChanged, dialog,
                     [this, dialog] { dialog->setDrafts(composers->templates()); });
    dialog->open();
}

void MainWindow::showOutboxEntry(const outbox::OutboxEntry &entry)
{
    d->outbox->show(entry);
    d->composers->showEntry(entry);
}

void MainWindow::showOutboxRemoved(const QUuid &mail)
{
    d->outbox->remove(mail);
    d->composers->showRemoved(mail);
}

void MainWindow::showTakenBack(const outbox::QueuedMail &mail)
{
    d->composers->showTakenBack(mail);
}

void MainWindow::showNotQueued(const QUuid &mail, const Error &error)
{
    d->composers->showNotQueued(mail);
    d->showNotice(tr("The mail was not sent. %1").arg(ErrorText::sentence(error)));
}

void MainWindow::showOutboxFailure(const QUuid &mail, const Error &error)
{
    d->composers->showNotTakenBack(mail);
    d->showNotice(tr("What becomes of a mail on its way could not be written down. %1")
                      .arg(ErrorText::sentence(error)));
}

void MainWindow::showDraftOnServer(const QUuid &draft, const QByteArray &messageId)
{
    d->composers->showOnServer(draft, messageId);
}

void MainWindow::showDraftChangedElsewhere(const QUuid &draft)
{
    d->composers->showChangedElsewhere(draft);
}

void MainWindow::showCopyNotKept(const outbox::OutboxEntry &mail)
{
    d->showNotice(tr("“%1” was sent. No copy was kept: the account has no folder for sent mail.")
                      .arg(safetext::quoted(DisplayText::subject(mail.subject))));
}

void MainWindow::showSizeLimit(const QUuid &account, qint64 octets)
{
    d->composers->setSizeLimit(account, octets);
}

// What is lost with an account, in a sentence; empty: nothing.
QString MainWindowPrivate::lossesOf(const QUuid &account) const
{
    constexpr qsizetype mostNamed = 3;
    QStringList sentences;
    const QStringList unsent = outbox->subjectsOf(account);
    if (!unsent.isEmpty()) {
        QStringList named;
        for (const QString &subject : unsent.first(std::min(unsent.size(), mostNamed)))
            named.append(MainWindow::tr("“%1”").arg(safetext::quoted(subject)));
        sentences +=
            MainWindow::tr("%n mail(s) have not been sent and never will be: %1.", nullptr,
                           static_cast<int>(unsent.size()))
                .arg(named.join(MainWindow::tr(", ")) + (unsent.size() > mostNamed ? u" …"_s : QString()));
    }
    if (const int drafts = composers->draftsOf(account); drafts > 0)
        sentences += MainWindow::tr("%n draft(s) are deleted here; what is in the folder for drafts on the "
                                    "server stays.",
                                    nullptr, drafts);
    return sentences.join(u'\n');
}

// False: it asks first.
bool MainWindowPrivate::mayQuit()
{
    const int unsent = composers->unsent();
    const int unkept = composers->unkept();
    const int beingSealed = composers->beingSealed();
    if (quitsAnyway || (unsent == 0 && unkept == 0 && beingSealed == 0))
        return true;
    QStringList facts;
    if (unkept > 0)
        facts += MainWindow::tr("%n mail(s) you are writing could not be kept and would be lost.", nullptr,
                                unkept);
    if (beingSealed > 0)
        facts += MainWindow::tr("%n mail(s) are still being signed or encrypted. They are not sent when you "
                                "quit now, and stay drafts.",
                                nullptr, beingSealed);
    if (unsent > 0)
        facts += MainWindow::tr("%n mail(s) have not been sent yet.", nullptr, unsent);
    auto *question = new QMessageBox(QMessageBox::NoIcon, MainWindow::tr("Quit"), facts.join(u'\n'),
                                     QMessageBox::NoButton, q);
    if (unsent > 0)
        question->setInformativeText(MainWindow::tr("What has not been sent goes when Posthorn is started "
                                                    "again."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *quits = question->addButton(MainWindow::tr("&Quit"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(MainWindow::tr("&Stay"), QMessageBox::RejectRole));
    QObject::connect(quits, &QPushButton::clicked, q, [this] { q->closeAnyway(); });
    question->open();
    return false;
}
