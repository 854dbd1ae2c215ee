// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that others are begun with: kept like a draft, but never on the server, and opened as a new mail.
#include "widgets/composer/composerdesk.h"
#include "widgets/composer/composerwindow.h"
#include "widgets/composer/draftfiles.h"

#include <algorithm>

void ComposerDesk::saveTemplate(const compose::Composition &composition)
{
    compose::Composition kept = composition;
    // What belongs to one conversation alone is nothing to begin another with.
    kept.messageId.clear();
    kept.inReplyTo.clear();
    kept.references.clear();
    const QUuid id = QUuid::createUuid();
    for (const compose::Attachment &file : kept.attachments)
        Q_EMIT attachWanted(id, file.octets);
    m_saving.insert(id, {kept, {.draft = id}});
    m_drafts[id].isTemplate = true;
    Q_EMIT draftWanted({.id = id,
                        .account = kept.account,
                        .composition = compose::serialize(kept),
                        .attachments = draftfiles::digestsOf(kept),
                        .isTemplate = true});
}

std::vector<ComposerDesk::Kept> ComposerDesk::templates() const
{
    std::vector<Kept> kept;
    for (const Draft &draft : m_drafts) {
        if (draft.isTemplate && !draft.words.draft.isNull())
            kept.push_back(draft.words);
    }
    std::sort(kept.begin(), kept.end(),
              [](const Kept &a, const Kept &b) { return a.subject.localeAwareCompare(b.subject) < 0; });
    return kept;
}

void ComposerDesk::openTemplate(const outbox::Draft &kept, const std::vector<QByteArray> &attachments)
{
    auto composition = compose::deserialize(kept.composition);
    if (!composition) {
        Q_EMIT said(tr("This template was written by a later version of Posthorn and cannot be opened by "
                       "this one. It stays as it is."));
        return;
    }
    const QStringList lost = draftfiles::fill(*composition, attachments);
    ComposerWindow *window = open(*composition, {});
    if (!lost.isEmpty())
        window->say(tr("These files could not be found any more: %1").arg(lost.join(tr(", "))));
}
