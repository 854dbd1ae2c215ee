// SPDX-License-Identifier: GPL-3.0-or-later
// Mail on its way: given to the outbox, told of, and taken back.
#include "core/models/peoplemodel.h"
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composertext.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/outgoing.h"
#include "widgets/outbox/outboxwords.h"

#include <algorithm>

using outbox::MailState;

void ComposerDesk::send(const QUuid &draft, const compose::Composition &composition,
                        const QDateTime &notBefore)
{
    if (composition.protection.isAny())
        seal(draft, composition, notBefore);
    else
        queue(draft, composition, notBefore,
              outgoingMail(composition, stamp(), m_written.value(draft).beginning.lists));
}

// The draft first: whatever happens to the mail, its words are here.
void ComposerDesk::queue(const QUuid &draft, const compose::Composition &composition,
                         const QDateTime &notBefore, receipts::OutgoingMail outgoing)
{
    const auto written = m_written.constFind(draft);
    if (written == m_written.cend())
        return;
    Beginning beginning = written->beginning;
    save(draft, composition, false);
    beginning.draft = draft;
    beginning.isNowhere = false;  // showDraftFailure() tells
    beginning.notBefore = notBefore;
    outbox::QueuedMail mail{.id = QUuid::createUuid(), .mail = std::move(outgoing)};
    mail.marks = beginning.marks;
    mail.draft = draft;
    mail.notBefore = notBefore.toUTC();
    std::vector<models::Person> people;
    for (const compose::Recipient &each : compose::recipientsOf(composition)) {
        m_people->remember(each.mailbox);
        people.push_back({.mailbox = each.mailbox, .last = m_context.clock.now(), .written = 1});
    }
    m_people->meet(people, m_context.clock.now());
    m_sending.insert(mail.id, {composition, beginning});
    Q_EMIT queueWanted(mail);
}

bool ComposerDesk::isToBeSent(const QUuid &draft) const
{
    const auto isOfDraft = [&](const outbox::OutboxEntry &mail) { return mail.draft == draft; };
    const auto becomesIt = [&](const Sending &mail) { return mail.beginning.draft == draft; };
    return std::any_of(m_outbox.cbegin(), m_outbox.cend(), isOfDraft)
        || std::any_of(m_sending.cbegin(), m_sending.cend(), becomesIt);
}

int ComposerDesk::unsent() const
{
    return static_cast<int>(std::count_if(m_outbox.cbegin(), m_outbox.cend(), [](const auto &mail) {
        return (mail.state == MailState::Held && !OutboxWords::isScheduled(mail))
            || mail.state == MailState::Queued || mail.state == MailState::Sending;
    }));
}

void ComposerDesk::showEntry(const outbox::OutboxEntry &entry)
{
    m_outbox.insert(entry.id, entry);
    m_takingBack.remove(entry.id);  // told instead of taking it back: it is too late for that
    Q_EMIT draftsChanged();
    if (entry.state == MailState::Held && m_sending.contains(entry.id)) {
        Q_EMIT undoOffered(entry);
        return;
    }
    Q_EMIT settled(entry.id);
    if (entry.state == MailState::Sent)
        m_sending.remove(entry.id);
    if (entry.state == MailState::Failed || entry.state == MailState::Uncertain)
        Q_EMIT told(entry.id, ComposerText::trouble(entry), entry.canBeTakenBack());
}

// Given up, its words are a draft again; where that could not be kept, they are here alone.
void ComposerDesk::showRemoved(const QUuid &mail)
{
    m_outbox.remove(mail);
    Q_EMIT settled(mail);
    if (!m_takingBack.contains(mail) && m_sending.contains(mail)) {
        const Sending givenUp = m_sending.take(mail);
        if (givenUp.beginning.isNowhere)
            openUnkept(givenUp.composition, givenUp.beginning);
    }
    Q_EMIT draftsChanged();
}

void ComposerDesk::takeBack(const QUuid &mail)
{
    if (m_sending.contains(mail)) {
        m_takingBack.insert(mail, {});
        Q_EMIT takeBackWanted(mail);
        return;
    }
    const QUuid draft = m_outbox.value(mail).draft;
    if (draft.isNull()) {
        Q_EMIT said(tr("What was written is not here any more as a draft, so that it cannot be edited. "
                       "The mail stays in the outbox."));
        return;
    }
    m_takingBack.insert(mail, {.draft = draft});
    Q_EMIT draftLoadWanted(draft);
}

void ComposerDesk::showNotTakenBack(const QUuid &mail)
{
    m_takingBack.remove(mail);
}

std::optional<QUuid> ComposerDesk::takenBackFor(const QUuid &draft) const
{
    for (auto mail = m_takingBack.cbegin(); mail != m_takingBack.cend(); ++mail) {
        if (!draft.isNull() && mail->draft == draft && m_outbox.contains(mail.key()))
            return mail.key();
    }
    return std::nullopt;
}

void ComposerDesk::showTakenBack(const outbox::QueuedMail &mail)
{
    Q_EMIT settled(mail.id);
    const TakingBack taking = m_takingBack.take(mail.id);
    if (m_sending.contains(mail.id)) {
        const Sending again = m_sending.take(mail.id);
        open(again.composition, again.beginning);
        return;
    }
    m_marks.insert(mail.draft, mail.marks);
    m_times.insert(mail.draft, mail.notBefore);
    if (taking.loaded)
        openLoaded(*taking.loaded, mail.draft, taking.lost);
    else
        Q_EMIT draftLoadWanted(mail.draft);
}

void ComposerDesk::showNotQueued(const QUuid &mail)
{
    if (!m_sending.contains(mail))
        return;
    Sending again = m_sending.take(mail);
    again.beginning.isNowhere = true;
    open(again.composition, again.beginning)
        ->say(tr("The mail was not sent: it could not be written down. Nothing is lost; it is here."));
}
