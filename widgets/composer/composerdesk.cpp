// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composerdesk.h"

#include "core/compose/mailto.h"
#include "core/models/peoplemodel.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/draftfiles.h"
#include "widgets/composer/mailsealer.h"
#include "widgets/displaytext.h"
#include "widgets/safetext.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using compose::Composition;

namespace {

// For files that are being read when the program ends; a session does not wait much longer.
constexpr std::chrono::milliseconds patienceAtEnd{3000};

compose::Identity identityOf(const accounts::Account &account, const QByteArray &address)
{
    const auto read = mime::parseAddressList(address).mailboxes;
    compose::Identity identity{.account = account.id, .signature = account.signature};
    identity.signsMail = account.signsMail;
    identity.encryptsMail = account.encryptsMail;
    const auto answers = mime::parseAddressList(account.replyTo.toUtf8()).mailboxes;
    if (!answers.empty()
        && !mime::sameAddress(answers.front(), read.empty() ? mime::Mailbox() : read.front()))
        identity.replyTo = answers.front();
    if (!read.empty())
        identity.from = {account.personName, read.front().localPart, read.front().domain};
    return identity;
}

ComposerDesk::Kept keptOf(const QUuid &draft, const Composition &composition)
{
    ComposerDesk::Kept kept{.draft = draft, .subject = composition.subject};
    for (const compose::Recipient &each : compose::recipientsOf(composition))
        kept.recipients.append(each.mailbox.display());
    return kept;
}

}

ComposerDesk::ComposerDesk(Context context, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_people(new models::PeopleModel(this)),
      m_sealer(m_context.gnupg ? new MailSealer(std::move(m_context.gnupg), m_context.clock, this) : nullptr)
{
    if (m_sealer != nullptr)
        connect(m_sealer, &MailSealer::sealed, this, &ComposerDesk::showSealed);
}

ComposerDesk::~ComposerDesk()
{
    const auto open = windows();
    for (ComposerWindow *window : open) {
        window->close();  // what is worth keeping is told while we still listen
        delete window;
    }
}

std::vector<compose::Identity> ComposerDesk::identities() const
{
    std::vector<compose::Identity> all;
    const auto accounts = m_context.accounts();
    for (const accounts::Account &account : accounts) {
        if (account.smtp.endpoint.host.isEmpty())
            continue;  // it only receives
        for (const QByteArray &address : accounts::ownAddresses(account)) {
            compose::Identity identity = identityOf(account, address);
            if (compose::isUsable(identity.from))
                all.push_back(std::move(identity));
        }
    }
    return all;
}

QList<ComposerWindow *> ComposerDesk::windows() const
{
    QList<ComposerWindow *> open;
    for (const Written &each : m_written) {
        if (each.window)
            open.append(each.window);
    }
    return open;
}

compose::Stamp ComposerDesk::stamp() const
{
    std::array<quint32, 6> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return {.now = m_context.clock.now(),
            .random = QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random))};
}

ComposerWindow *ComposerDesk::open(const compose::Composition &composition, const Beginning &beginning)
{
    const QUuid draft = beginning.draft.isNull() ? QUuid::createUuid() : beginning.draft;
    if (m_sealer != nullptr)
        m_sealer->forgetKeys();
    auto *window =
        new ComposerWindow({.clock = m_context.clock,
                            .identities = identities(),
                            .people = *m_people,
                            .lists = beginning.lists,
                            .isKept = !beginning.draft.isNull() || beginning.origin.has_value(),
                            .isTouched = beginning.isNowhere,
                            .sizeLimit = [this](const QUuid &id) { return m_sizeLimits.value(id); },
                            .sealer = m_sealer,
                            .spelling = m_context.spelling},
                           composition);
    m_written.insert(draft,
                     {.window = window,
                      .number = ++m_opened,
                      .beginning = beginning,
                      .isUnkept = beginning.isNowhere,
                      .isOriginSecret = beginning.draft.isNull() && composition.protection.isEncrypted});
    if (!beginning.marks.empty())
        m_marks.insert(draft, beginning.marks);
    connectWindow(window, draft);
    window->plan(beginning.notBefore);
    if (beginning.origin)
        m_drafts[draft].messageId = beginning.origin->messageId;
    window->show();
    Q_EMIT draftsChanged();
    return window;
}

void ComposerDesk::connectWindow(ComposerWindow *window, const QUuid &draft)
{
    connect(window, &ComposerWindow::changed, this,
            [this, draft](const compose::Composition &mail) { save(draft, mail, false); });
    connect(window, &ComposerWindow::saveWanted, this,
            [this, draft](const compose::Composition &mail) { save(draft, mail, true); });
    connect(window, &ComposerWindow::sendWanted, this,
            [this, draft](const compose::Composition &mail, const QDateTime &notBefore) {
                send(draft, mail, notBefore);
            });
    connect(window, &ComposerWindow::sealingGivenUp, this, [this, draft] { giveUpSealing(draft); });
    connect(window, &ComposerWindow::templateWanted, this, &ComposerDesk::saveTemplate);
    connect(window, &ComposerWindow::discarded, this, [this, draft] { drop(draft); });
    // Another window may have been opened for it meanwhile.
    connect(window, &QObject::destroyed, this, [this, draft, number = m_opened] {
        if (m_written.contains(draft) && m_written.value(draft).number == number)
            m_written.remove(draft);
        if (m_drafts.contains(draft) && m_drafts.value(draft).words.draft.isNull())
            m_drafts.remove(draft);  // of the server, and never kept here
        Q_EMIT draftsChanged();
    });
}

void ComposerDesk::openNew(const QUuid &account)
{
    const auto all = identities();
    for (const compose::Identity &each : all) {
        if (each.account == account || account.isNull()) {
            open(compose::newMail(each), {});
            return;
        }
    }
}

void ComposerDesk::openTo(const std::vector<mime::Mailbox> &people, const QUuid &account)
{
    const auto all = identities();
    const compose::Identity *identity = compose::identityFor({}, all, account);
    if (identity == nullptr)
        return;
    compose::Composition mail = compose::newMail(*identity);
    for (const mime::Mailbox &each : people)
        mail.to.push_back({.mailbox = each});
    open(mail, {});
}

bool ComposerDesk::openMailto(const QByteArray &address, const QUuid &account)
{
    const auto wanted = compose::parseMailto(address);
    const auto all = identities();
    if (!wanted || all.empty())
        return false;
    const compose::Identity *identity = compose::identityFor({}, all, account);
    open(compose::withMailto(compose::newMail(*identity), *wanted), {});
    return true;
}

void ComposerDesk::save(const QUuid &draft, const compose::Composition &composition, bool onServer)
{
    const auto written = m_written.find(draft);
    if (written == m_written.end())
        return;
    compose::Composition mail = composition;
    for (const compose::Attachment *file : draftfiles::filesOf(mail)) {
        if (written->attached.contains(file->key))
            continue;
        written->attached.insert(file->key);
        Q_EMIT attachWanted(draft, file->octets);
    }
    outbox::Draft kept{.id = draft, .account = mail.account, .composition = compose::serialize(mail)};
    kept.attachments = draftfiles::digestsOf(mail);
    // What is named no longer is kept no longer, and given again when it comes back.
    written->attached = {kept.attachments.begin(), kept.attachments.end()};
    kept.marks = written->beginning.marks;
    if (written->window)
        m_times.insert(draft, written->window->planned());
    kept.isSecret = mail.protection.isEncrypted;
    if (onServer && !kept.isSecret)
        kept.message = compose::messageOf(mail, stamp());
    if (!written->isSaved)
        kept.origin = written->beginning.origin;
    kept.isOriginSecret = written->isOriginSecret;
    written->isSaved = true;
    m_saving.insert(draft, {composition, written->beginning});
    Q_EMIT draftWanted(kept);
    if (m_sealedDrafts.contains(draft))
        m_sealedDrafts.insert(draft, kept);
    if (onServer && kept.isSecret)
        sealForServer(kept, mail);
}

void ComposerDesk::drop(const QUuid &draft)
{
    const auto written = m_written.constFind(draft);
    if (written == m_written.cend())
        return;
    // What is on the server goes with a draft of ours that has its place.
    if (written->beginning.origin && !written->isSaved && written->window)
        save(draft, written->window->composition(), false);
    m_sealedDrafts.remove(draft);
    if (m_written.value(draft).isSaved || !m_written.value(draft).beginning.draft.isNull())
        Q_EMIT draftDropWanted(draft);
}

void ComposerDesk::showDraft(const outbox::Draft &known)
{
    Draft &draft = m_drafts[known.id];
    draft.account = known.account;
    draft.words = keptOf(known.id, compose::deserialize(known.composition).value_or(Composition()));
    draft.words.changed = known.changed;
    if (known.origin)
        draft.messageId = known.origin->messageId;
    draft.isTemplate = known.isTemplate;
    if (isToBeSent(known.id) || m_written.contains(known.id))
        return;
    if (known.isTemplate) {
        Q_EMIT draftsChanged();
        return;
    }
    Q_EMIT draftsFound(
        tr("There is mail you have begun to write: %n.", nullptr, static_cast<int>(keptDrafts().size())));
    Q_EMIT draftsChanged();
}

void ComposerDesk::showDraftSaved(const QUuid &draft)
{
    const auto saved = m_saving.constFind(draft);
    if (saved == m_saving.cend())
        return;
    Draft &known = m_drafts[draft];
    known.account = saved->composition.account;
    known.words = keptOf(draft, saved->composition);
    known.words.changed = m_context.clock.now();
    if (known.isTemplate)
        Q_EMIT said(tr("“%1” was saved as a template.")
                        .arg(safetext::quoted(DisplayText::subject(saved->composition.subject))));
    m_saving.erase(saved);
    if (const auto written = m_written.find(draft); written != m_written.end())
        written->isUnkept = false;
    Q_EMIT draftsChanged();
}

void ComposerDesk::showDraftRemoved(const QUuid &draft)
{
    m_drafts.remove(draft);
    m_sealedDrafts.remove(draft);
    m_attempts.remove(draft);
    m_marks.remove(draft);
    m_times.remove(draft);
    Q_EMIT draftsChanged();
}

void ComposerDesk::showOnServer(const QUuid &draft, const QByteArray &messageId)
{
    if (const auto known = m_drafts.find(draft); known != m_drafts.end())
        known->messageId = messageId;
}

void ComposerDesk::showChangedElsewhere(const QUuid &draft)
{
    const QString sentence =
        tr("Another program has changed or removed the copy of this draft on the server. "
           "What it has saved is kept there; what is written here is saved beside it.");
    const auto written = m_written.constFind(draft);
    if (written != m_written.cend() && written->window)
        written->window->say(sentence);
    else
        Q_EMIT said(
            tr("“%1”: %2")
                .arg(safetext::quoted(DisplayText::subject(m_drafts.value(draft).words.subject)), sentence));
}

std::vector<ComposerDesk::Kept> ComposerDesk::keptDrafts() const
{
    std::vector<Kept> kept;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        const bool isKept = !draft->words.draft.isNull() && !draft->isTemplate;
        if (isKept && !m_written.contains(draft.key()) && !isToBeSent(draft.key()))
            kept.push_back(draft->words);
    }
    std::sort(kept.begin(), kept.end(), [](const Kept &a, const Kept &b) { return a.changed > b.changed; });
    return kept;
}

bool ComposerDesk::openKnown(const QByteArray &messageId)
{
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend() && !messageId.isEmpty(); ++draft) {
        if (draft->messageId != messageId)
            continue;
        const auto written = m_written.constFind(draft.key());
        if (written == m_written.cend() || !written->window) {
            // A second one would be sent as well.
            if (isToBeSent(draft.key())) {
                Q_EMIT said(tr("This draft is on its way: it waits in the outbox and can be edited there."));
                return true;
            }
            if (draft->words.draft.isNull())
                continue;  // it was never kept here
            Q_EMIT draftLoadWanted(draft.key());
        } else {
            written->window->raise();
            written->window->activateWindow();
        }
        return true;
    }
    return false;
}

int ComposerDesk::draftsOf(const QUuid &account) const
{
    return static_cast<int>(std::count_if(m_drafts.cbegin(), m_drafts.cend(), [&](const Draft &draft) {
        return draft.account == account && !draft.words.draft.isNull() && !draft.isTemplate;
    }));
}

void ComposerDesk::showDraftFailure(const QUuid &draft)
{
    if (const auto mail = takenBackFor(draft); mail && !m_takingBack.value(*mail).loaded) {
        m_takingBack.remove(*mail);
        Q_EMIT said(tr("What was written cannot be opened, so the mail stays in the outbox."));
    }
    if (!m_saving.contains(draft))
        return;
    if (m_drafts.value(draft).isTemplate) {  // its words are where it was made of them
        m_saving.remove(draft);
        m_drafts.remove(draft);
        return;
    }
    const Saving unkept = m_saving.take(draft);
    const auto written = m_written.find(draft);
    if (written != m_written.end() && written->window) {
        written->attached.clear();  // they may be what could not be written
        written->isUnkept = true;
    }
    bool isOnItsWay = false;
    for (Sending &mail : m_sending) {
        if (mail.beginning.draft != draft)
            continue;
        mail.beginning.isNowhere = true;  // but with the mail
        isOnItsWay = true;
    }
    if (isOnItsWay || (written != m_written.end() && written->window))
        return;
    Beginning beginning = unkept.beginning;
    beginning.draft = draft;
    openUnkept(unkept.composition, beginning);
}

// It has no window any more, and no other place.
void ComposerDesk::openUnkept(const Composition &composition, Beginning beginning)
{
    beginning.isNowhere = true;
    open(composition, beginning)
        ->say(tr("What you have written could not be kept. It is here, and nowhere else."));
}

int ComposerDesk::unkept() const
{
    return static_cast<int>(std::count_if(m_written.cbegin(), m_written.cend(), [](const Written &each) {
        return each.isUnkept && each.window && each.window->isWorthKeeping();
    }));
}

void ComposerDesk::closeAll()
{
    const QDeadlineTimer deadline(patienceAtEnd);
    const auto open = windows();
    for (ComposerWindow *window : open) {
        window->finishReading(std::chrono::milliseconds(deadline.remainingTime()));
        window->close();
    }
}

void ComposerDesk::keepAll()
{
    for (auto each = m_written.cbegin(); each != m_written.cend(); ++each) {
        if (each->window && each->window->isWorthKeeping())
            save(each.key(), each->window->composition(), false);
    }
}

void ComposerDesk::openDraft(const outbox::Draft &draft, const std::vector<QByteArray> &attachments)
{
    if (draft.isTemplate) {
        openTemplate(draft, attachments);
        return;
    }
    const auto mail = takenBackFor(draft.id);
    auto composition = compose::deserialize(draft.composition);
    if (m_written.contains(draft.id))
        return;
    if (!mail && isToBeSent(draft.id)) {
        Q_EMIT said(tr("This mail is to be sent. It can be edited again from the outbox."));
        return;
    }
    if (!composition) {
        if (mail)
            m_takingBack.remove(*mail);
        Q_EMIT said(
            tr("This draft was written by a later version of Posthorn and cannot be opened by this one. It "
               "stays as it is."));
        return;
    }
    if (!draft.marks.empty())
        m_marks.insert(draft.id, draft.marks);
    const QStringList lost = draftfiles::fill(*composition, attachments);
    if (!mail) {
        openLoaded(*composition, draft.id, lost);
        return;
    }
    m_takingBack[*mail].loaded = std::move(composition);
    m_takingBack[*mail].lost = lost;
    Q_EMIT takeBackWanted(*mail);
}

void ComposerDesk::openLoaded(const Composition &composition, const QUuid &draft, const QStringList &lost)
{
    ComposerWindow *window =
        open(composition, {.marks = m_marks.value(draft), .draft = draft, .notBefore = m_times.value(draft)});
    if (!lost.isEmpty())
        window->say(tr("These files could not be found any more: %1").arg(lost.join(tr(", "))));
}

void ComposerDesk::saveWithMessage(const QUuid &draft)
{
    const auto written = m_written.constFind(draft);
    if (written == m_written.cend() || !written->window || written->window->isUndecided())
        return;
    const Composition mail = written->window->composition();
    // Where it cannot be encrypted it stays here; it is kept, and another saving would only ask again.
    const bool isInVain = mail.protection.isEncrypted
        && (!isSealableForServer(mail)
            || (m_attempts.value(draft).hasFailed
                && m_attempts.value(draft).composition == compose::serialize(mail)));
    if (!isInVain)
        save(draft, mail, true);
}
