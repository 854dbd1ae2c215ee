// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that is written: what begins it, and what becomes of it.
#include "core/mime/listpost.h"
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composertext.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/original.h"
#include "widgets/composer/peopleloader.h"
#include "widgets/composer/spellingdesk.h"
#include "widgets/errortext.h"
#include "widgets/mainwindow_p.h"
#include "widgets/noticebar.h"
#include "widgets/outbox/outboxdesk.h"
#include "widgets/people/peopledesk.h"
#include "widgets/reader/latestjob.h"
#include "widgets/reader/linkdialog.h"
#include "widgets/reader/readerpane.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/reader/sourcewindow.h"
#include "widgets/safetext.h"
#include "widgets/statusline.h"
#include "widgets/targets.h"

#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array answers{ActionId::Reply,    ActionId::ReplyAll,        ActionId::ReplyList,
                             ActionId::Forward,  ActionId::ForwardAttached, ActionId::Redirect,
                             ActionId::EditAsNew};

bool isForward(ActionId id)
{
    return id == ActionId::Forward || id == ActionId::ForwardAttached || id == ActionId::Redirect;
}

bool needsWhole(ActionId id)
{
    return id == ActionId::ForwardAttached || id == ActionId::Redirect;
}

// One's own words, all of which can be seen: of formatted text some could be hidden.
bool isPlainText(const store::MessageContent &content)
{
    const mime::PartInfo *text = mime::readablePart(content.structure);
    return text != nullptr && text->isText() && text->subtype == "plain";
}

bool isSealed(const mime::PartInfo &structure)
{
    return structure.subtype == "encrypted" || structure.subtype == "pkcs7-mime"
        || structure.subtype == "x-pkcs7-mime";
}

// As far as can be known of what nobody has opened: CMS that says it is only signed is not secret (RFC
// 8551, 3.2.2).
bool isSecret(const mime::PartInfo &structure)
{
    const bool isOnlySigned =
        structure.parameter("smime-type").compare(u"signed-data"_s, Qt::CaseInsensitive) == 0;
    return isSealed(structure) && !isOnlySigned;
}

compose::Form formOf(const mime::PartInfo &structure)
{
    return structure.isMultipart() ? compose::Form::OpenPgp : compose::Form::Smime;
}

bool takesFiles(ActionId id)
{
    return id == ActionId::Forward || id == ActionId::EditAsNew;
}

bool isReply(ActionId id)
{
    return id == ActionId::Reply || id == ActionId::ReplyAll;
}

// What came encrypted is not answered in the clear, unless somebody switches it off.
void protect(compose::Composition &answer, const ReadingDesk &reading)
{
    const mime::PartInfo &structure = reading.content().structure;
    const bool isSecretStill = !reading.isOpened() && isSecret(structure);
    if ((reading.isDecrypted() || isSecretStill) && !answer.redirected)
        answer.protection = {.isEncrypted = true, .form = formOf(structure)};
}

QString loadingAlong()
{
    return MainWindow::tr("What goes along is being loaded");
}

}

void MainWindowPrivate::makeComposers()
{
    auto *spelling = new SpellingDesk({.dictionaries = spelling::isAvailable()
                                           ? spelling::dictionariesIn(spelling::dictionaryFolders())
                                           : std::vector<spelling::Dictionary>(),
                                       .ownWords = context.paths.config + u"/words.txt"_s,
                                       .settings = context.paths.windowState()},
                                      q);
    composers = new ComposerDesk({context.clock, [this] { return accounts; },
                                  context.gnupg ? context.gnupg() : crypto::makeBackend(), spelling},
                                 q);
    m_peopleJob = new LatestJob(q);
    QObject::connect(reading, &ReadingDesk::opened, q, [this] {
        if (m_answering && reading->current() == m_answering->first)
            answer(m_answering->second);
    });
    QObject::connect(reading, &ReadingDesk::notOpened, q, [this](const QString &why) { giveUpEditing(why); });
    QObject::connect(composers, &ComposerDesk::attachWanted, q, &MainWindow::draftFileWanted);
    QObject::connect(composers, &ComposerDesk::draftWanted, q, &MainWindow::draftWanted);
    QObject::connect(composers, &ComposerDesk::draftLoadWanted, q, &MainWindow::draftLoadWanted);
    QObject::connect(composers, &ComposerDesk::draftDropWanted, q, &MainWindow::draftDropWanted);
    QObject::connect(composers, &ComposerDesk::queueWanted, q, &MainWindow::mailQueued);
    QObject::connect(composers, &ComposerDesk::takeBackWanted, q, &MainWindow::mailTakeBackWanted);
    makeUndoBar();
    QObject::connect(composers, &ComposerDesk::told, q,
                     [this](const QUuid &mail, const QString &sentence, bool edit) {
                         const auto act = [this, mail, edit] {
                             if (edit)
                                 composers->takeBack(mail);
                             else
                                 outbox->open(mail);
                         };
                         notice->say({sentence, noticeOf(mail),
                                      edit ? MainWindow::tr("Edit") : MainWindow::tr("Show outbox"), act});
                     });
    QObject::connect(composers, &ComposerDesk::said, q, [this](const QString &words) { showNotice(words); });
    QObject::connect(composers, &ComposerDesk::draftsChanged, q, [this] {
        if (composers->keptDrafts().empty())
            notice->retract(draftsNotice);
        updateComposing();
    });
    QObject::connect(composers, &ComposerDesk::draftsFound, q, [this](const QString &sentence) {
        notice->retract(draftsNotice);
        notice->say({sentence, draftsNotice, MainWindow::tr("Show"), [this] { showDrafts(); }});
    });
}

void MainWindowPrivate::connectComposing()
{
    makeComposers();
    QObject::connect((*actions)[ActionId::NewMessage], &QAction::triggered, q, [this] {
        meetPeople();
        composers->openNew(currentAccount());
    });
    for (const ActionId id : answers)
        QObject::connect((*actions)[id], &QAction::triggered, q, [this, id] { answer(id); });
    makeOutbox();
    makePeople();
    QObject::connect(reader, &ReaderPane::draftEditWanted, q, [this] { answer(ActionId::EditAsNew); });
    QObject::connect(reader, &ReaderPane::mailtoWanted, q, [this](const QUrl &address) {
        if (!composers->identities().empty())
            q->writeTo(address.toEncoded());
        else
            (new LinkDialog(address, {}, q))->open();
    });
}

void MainWindowPrivate::makePeople()
{
    people = new PeopleDesk(composers->people(), context.clock, context.paths.data, q);
    QObject::connect((*actions)[ActionId::People], &QAction::triggered, q, [this] {
        meetPeople();
        people->open();
    });
    QObject::connect(people, &PeopleDesk::writeWanted, q, [this](const std::vector<mime::Mailbox> &to) {
        composers->openTo(to, currentAccount());
    });
}

// Once, when somebody first writes: until then nobody needs to be known.
void MainWindowPrivate::meetPeople()
{
    people->load();
    if (std::exchange(m_hasMetPeople, true))
        return;
    QList<QUuid> ids;
    for (const accounts::Account &known : std::as_const(accounts))
        ids.append(known.id);
    m_peopleJob->run([path = context.paths.cacheDatabase(), ids] { return peopleInMail(path, ids); },
                     [this](const std::vector<models::Person> &met) {
                         composers->people().meet(met, context.clock.now());
                     });
}

void MainWindowPrivate::updateComposing()
{
    if (composers == nullptr)
        return;  // the window is being made, or goes
    const bool canWrite = isMailShown() && !composers->identities().empty();
    const bool onlyReceives = !accounts.isEmpty() && composers->identities().empty();
    allow(ActionId::NewMessage, canWrite,
          onlyReceives ? MainWindow::tr("No account has a server for sending.") : QString());
    (*actions)[ActionId::Outbox]->setEnabled(isMailShown());
    (*actions)[ActionId::Drafts]->setEnabled(isMailShown() && !composers->keptDrafts().empty());
    (*actions)[ActionId::NewFromTemplate]->setEnabled(canWrite && !composers->templates().empty());
    const bool isShown = canWrite && reading->isDisplayed() && !reading->isGone();
    reader->showDraftBanner(isShown && isDraftShown());
    for (const ActionId id : answers)
        (*actions)[id]->setEnabled(isShown);
    if (!isShown)
        return;
    const auto header = mime::Header::parse(reading->content().header.value_or(QByteArray()));
    (*actions)[ActionId::ReplyList]->setEnabled(!mime::listAddresses(header).empty());
}

QByteArrayList MainWindowPrivate::missingFor(ActionId id) const
{
    const store::MessageContent &shown = reading->shownContent();
    QByteArrayList missing;
    if (needsWhole(id)) {
        const auto content = context.reader.content(*reading->current());
        if (!content || !SourceWindow::octetsOf(*content))
            missing.append("TEXT");
    } else if (takesFiles(id)) {
        for (const mime::PartInfo *part : mime::attachments(shown.structure)) {
            if (!shown.section(part->section))
                missing.append(part->section);
        }
    }
    return missing;
}

void MainWindowPrivate::answer(ActionId id)
{
    if (!reading->isDisplayed() || !reading->current())
        return;
    meetPeople();
    if (id == ActionId::EditAsNew && isOfDrafts(*reading->current()) && isSealed(reading->content().structure)
        && !reading->isOpened()) {
        m_answering.emplace(*reading->current(), id);  // it goes on when GnuPG has opened it
        reading->openForUse();
        return;
    }
    const QByteArrayList missing = missingFor(id);
    if (!missing.isEmpty()) {
        const bool isAgain = m_answering && *m_answering == std::pair(*reading->current(), id);
        m_answering.emplace(*reading->current(), id);
        if (!isAgain)
            statusLine->showMessage(loadingAlong());
        Q_EMIT q->contentWanted(*reading->current(), missing);
        return;
    }
    m_answering.reset();
    statusLine->retractMessage(loadingAlong());
    if (reading->isDecrypted() && !isOfDrafts(*reading->current()))
        askAboutDecrypted(id);
    else
        beginAnswer(id);
}

// GnuPG cannot open the draft that somebody wants to go on with.
void MainWindowPrivate::giveUpEditing(const QString &why)
{
    if (!m_answering || reading->current() != m_answering->first
        || m_answering->second != ActionId::EditAsNew)
        return;
    m_answering.reset();
    showNotice(
        MainWindow::tr("This draft cannot be edited, since it cannot be opened. %1").arg(why).trimmed());
}

bool MainWindowPrivate::isDraftShown() const
{
    return reading->current() && isOfDrafts(*reading->current());
}

bool MainWindowPrivate::isOfDrafts(store::CopyId copy) const
{
    const auto row = context.reader.row(copy);
    const auto in =
        row ? context.reader.folder(row->folder) : std::nullopt;  // not always the one that is open
    return in && in->role == store::FolderRole::Drafts;
}

// A draft is there to be written on, not to be read.
void MainWindowPrivate::openServerDraft(store::CopyId copy)
{
    if (composers->identities().empty() || !isOfDrafts(copy))
        return;
    if (reading->current() == copy && reading->isDisplayed())
        answer(ActionId::EditAsNew);
    else if (reading->current() == copy)
        m_answering.emplace(copy, ActionId::EditAsNew);  // answerWhatIsHere() goes on
}

// What was encrypted is quoted, and could leave unencrypted: only by a decision.
void MainWindowPrivate::askAboutDecrypted(ActionId id)
{
    auto *question = new QMessageBox(
        QMessageBox::NoIcon, MainWindow::tr("The message was encrypted"),
        MainWindow::tr(
            "What you quote is encrypted again when the answer is sent, and as a draft on the server. If you "
            "switch that off in the window, others can read it."),
        QMessageBox::NoButton, q);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    const auto *quotes =
        question->addButton(MainWindow::tr("&Quote it all the same"), QMessageBox::AcceptRole);
    question->setDefaultButton(
        question->addButton(MainWindow::tr("&Do not answer"), QMessageBox::RejectRole));
    // Another message may be open by the time somebody decides.
    QObject::connect(quotes, &QPushButton::clicked, q, [this, id, asked = reading->current()] {
        if (reading->current() == asked && reading->isDisplayed())
            beginAnswer(id);
        else
            showNotice(MainWindow::tr("Another message is open by now; nothing was quoted."));
    });
    question->open();
}

void MainWindowPrivate::beginAnswer(ActionId id)
{
    const auto row = reading->current() ? context.reader.row(*reading->current()) : std::nullopt;
    const auto in = row ? context.reader.folder(row->folder) : std::nullopt;
    if (!in)
        return;
    const bool isDraft = in->role == store::FolderRole::Drafts;
    const bool goesOn = isDraft && id == ActionId::EditAsNew;
    const bool isQuoted = reading->isDecrypted() && !(goesOn && isPlainText(reading->shownContent()));
    compose::Original made =
        original::of(reading->shownContent(), reading->content().header.value_or(QByteArray()), in->account,
                     *reader, isQuoted);
    if (needsWhole(id)) {
        const auto content = context.reader.content(row->id);
        made.octets = content ? SourceWindow::octetsOf(*content).value_or(QByteArray()) : QByteArray();
    }
    const journal::Target target = targets::durable(*row, *in);
    ComposerDesk::Beginning beginning{.lists = mime::listAddresses(made.header)};
    if (id != ActionId::EditAsNew)
        beginning.marks = {
            {journal::Targets::of(target), isForward(id) ? "$Forwarded"_ba : "\\Answered"_ba, true}};
    if (isDraft && composers->openKnown(target.messageId))
        return;  // its words are here, and may be newer
    const bool keepsAll =
        original::isWholly(made, reading->isDecrypted() ? reading->shownContent() : reading->content());
    if (goesOn && keepsAll)
        beginning.origin = target;
    compose::Composition answer = answerOf(id, made, isDraft);
    protect(answer, *reading);
    auto *window = composers->open(answer, beginning);
    if (isReply(id) && compose::losesReplyTo(made.header))
        window->say(MainWindow::tr("The sender wants answers to an address that cannot be read. See to whom "
                                   "this one goes."));
    if (goesOn && !keepsAll)
        window->say(MainWindow::tr("Not all of this draft can be kept as it is: formatting, pictures within "
                                   "the text and signatures are left out. What you write becomes a new "
                                   "draft; the old one stays on the server."));
}

compose::Composition MainWindowPrivate::answerOf(ActionId id, const compose::Original &made,
                                                 bool isDraft) const
{
    using compose::ReplyTo;
    const auto identities = composers->identities();
    const QString attribution = ComposerText::attribution(made.header);
    switch (id) {
    case ActionId::ReplyAll: return compose::replyTo(made, ReplyTo::All, identities, attribution);
    case ActionId::ReplyList: return compose::replyTo(made, ReplyTo::List, identities, attribution);
    case ActionId::Forward:
        return compose::forwardOf(made, identities, ComposerText::forwardHead(made.header));
    case ActionId::ForwardAttached: return compose::forwardAttached({made}, identities);
    case ActionId::Redirect: return compose::redirectOf(made, identities);
    case ActionId::EditAsNew:
        return isDraft ? compose::draftOf(made, identities) : compose::editAsNew(made, identities);
    default: return compose::replyTo(made, ReplyTo::Sender, identities, attribution);
    }
}

void MainWindowPrivate::answerWhatIsHere(const store::ChangeSet &changes)
{
    if (!m_answering || reading->current() != m_answering->first)
        return;
    const auto [copy, id] = *m_answering;
    const bool hasCome =
        std::any_of(changes.folders.begin(), changes.folders.end(), [copy = copy](const auto &change) {
            const auto &arrived = change.contentArrived;
            return std::find(arrived.begin(), arrived.end(), copy) != arrived.end();
        });
    if (hasCome && missingFor(id).isEmpty())
        answer(id);
}

void MainWindow::writeTo(const QByteArray &mailto)
{
    if (d->composers->identities().empty()) {
        d->showNotice(tr("To write mail, add an account with a server for sending first."));
        return;
    }
    d->meetPeople();
    if (!d->composers->openMailto(mailto, d->currentAccount()))
        d->showNotice(tr("Nothing can be written to “%1”.").arg(safetext::quoted(mailto.left(200))));
}

void MainWindow::showDraft(const outbox::Draft &known)
{
    d->composers->showDraft(known);
}

void MainWindow::openDraft(const outbox::Draft &draft, const std::vector<QByteArray> &attachments)
{
    d->composers->openDraft(draft, attachments);
}

void MainWindow::saveDraftWithMessage(const QUuid &draft)
{
    d->composers->saveWithMessage(draft);
}

void MainWindow::showDraftSaved(const QUuid &draft)
{
    d->composers->showDraftSaved(draft);
}

void MainWindow::showDraftRemoved(const QUuid &draft)
{
    d->composers->showDraftRemoved(draft);
}

void MainWindow::showDraftFailure(const QUuid &draft, const Error &error)
{
    d->composers->showDraftFailure(draft);
    if (error.kind == Error::Kind::NotFound) {
        d->showNotice(tr("This draft is not here any more."));
        return;
    }
    d->showNotice(tr("What you are writing could not be kept. %1").arg(ErrorText::sentence(error)));
}
