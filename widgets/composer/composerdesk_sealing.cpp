// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that is signed or encrypted before anything of it is queued, and drafts before they go to the server.
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/mailsealer.h"
#include "widgets/composer/outgoing.h"
#include "widgets/composer/sealingtext.h"

#include <algorithm>
#include <utility>

// What is queued is what GnuPG has made: until then the window stays, and nothing is anywhere else.
void ComposerDesk::seal(const QUuid &draft, const compose::Composition &composition,
                        const QDateTime &notBefore)
{
    save(draft, composition, false);  // it may take long, and somebody may quit meanwhile
    const auto written = m_written.constFind(draft);
    if (written == m_written.cend() || !written->window)
        return;
    const sealing::Plan plan = m_sealer != nullptr ? m_sealer->planOf(composition) : sealing::Plan();
    if (!plan.isReady()) {
        written->window->showNotSent(SealingText::failure({crypto::Failure::KeyMissing, {}, {}}));
        return;
    }
    const compose::Stamp made = stamp();
    const QUuid mail = QUuid::createUuid();
    m_sealings.insert(mail, {draft, composition, notBefore, made});
    m_sealer->seal(mail, sealing::requestOf(composition, plan, made));
}

void ComposerDesk::giveUpSealing(const QUuid &draft)
{
    for (auto mail = m_sealings.begin(); mail != m_sealings.end();) {
        if (mail->draft != draft) {
            ++mail;
            continue;
        }
        m_sealer->giveUp(mail.key());
        mail = m_sealings.erase(mail);
    }
}

int ComposerDesk::beingSealed() const
{
    const auto awaitsKeys = std::count_if(m_written.cbegin(), m_written.cend(), [](const Written &each) {
        return each.window && each.window->isAwaitingKeys();
    });
    return static_cast<int>(m_sealings.size() + awaitsKeys);
}

// Never without a key of one's own: what is to be encrypted lies on no server unencrypted.
bool ComposerDesk::isSealableForServer(const compose::Composition &composition) const
{
    return m_sealer != nullptr
        && m_sealer->planOf(composition).own.state == sealing::AddressKey::State::Found;
}

void ComposerDesk::sealForServer(const outbox::Draft &draft, const compose::Composition &composition)
{
    if (!isSealableForServer(composition))
        return;
    m_sealer->giveUp(draft.id);  // of an earlier state
    m_sealedDrafts.insert(draft.id, draft);
    m_attempts[draft.id].composition = draft.composition;
    m_sealer->seal(draft.id, sealing::draftRequestOf(composition, m_sealer->planOf(composition), stamp()));
}

// What was written meanwhile goes with it: the copy on the server may be older than what is kept here.
void ComposerDesk::showDraftSealed(const QUuid &draft, const crypto::Sealed &sealed)
{
    outbox::Draft kept = m_sealedDrafts.take(draft);
    if (sealed.failure) {
        showNotOnServer(draft, sealed);
        return;
    }
    m_attempts.remove(draft);
    if (isToBeSent(draft))
        return;  // it is kept here
    kept.message = sealed.messages.front();
    Q_EMIT draftWanted(kept);
}

// Said once, however often what is written then is tried.
void ComposerDesk::showNotOnServer(const QUuid &draft, const crypto::Sealed &sealed)
{
    Attempt &attempt = m_attempts[draft];
    const bool isKnown = std::exchange(attempt.hasFailed, true);
    const auto written = m_written.constFind(draft);
    if (!isKnown && written != m_written.cend() && written->window)
        written->window->say(SealingText::draftFailure(sealed));
}

void ComposerDesk::showSealed(const QUuid &id, const crypto::Sealed &sealed)
{
    if (m_sealedDrafts.contains(id)) {
        showDraftSealed(id, sealed);
        return;
    }
    if (!m_sealings.contains(id))
        return;
    const Sealing mail = m_sealings.take(id);
    const auto written = m_written.constFind(mail.draft);
    if (written == m_written.cend() || !written->window)
        return;
    const QPointer<ComposerWindow> window = written->window;
    if (sealed.failure) {
        window->showNotSent(SealingText::failure(sealed));
        return;
    }
    const auto outgoing = outgoingMail(mail.composition, mail.stamp, written->beginning.lists);
    queue(mail.draft, mail.composition, mail.notBefore,
          sealing::sealedMail(outgoing, mail.composition, sealed));
    if (window)
        window->showSent();
}
