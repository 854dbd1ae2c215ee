// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/clock.h"
#include "core/compose/answer.h"
#include "core/compose/message.h"
#include "core/crypto/sealing.h"
#include "core/outbox/drafts.h"
#include "core/outbox/queuedmail.h"
#include "core/store/reader.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>

class ComposerWindow;
class MailSealer;
class SpellingDesk;

namespace models {
class PeopleModel;
}

// All mail that is being written in this program: opens a window for each, has what is written in it kept as
// a draft, gives it to the outbox when it is to go, and opens it again when it was taken back. A mail leaves
// its window only when its words are on their way to user.db. Window thread.
class ComposerDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComposerDesk)

public:
    struct Context {
        Clock &clock;
        std::function<QList<accounts::Account>()> accounts;
        std::unique_ptr<crypto::Backend> gnupg = {};  // null: nothing is signed or encrypted
        SpellingDesk *spelling = nullptr;             // outlives the desk; nullptr: none is checked
    };
    // A draft that is kept and not open, as people know it again.
    struct Kept {
        QUuid draft = {};
        QString subject = {};
        QStringList recipients = {};
        QDateTime changed = {};
    };
    // What goes with a mail and is none of its words.
    struct Beginning {
        std::vector<mime::Mailbox> lists = {};         // mailing lists that are known
        std::vector<journal::ChangeFlags> marks = {};  // of what it answers, once it has gone
        std::optional<journal::Target> origin = {};    // the draft on the server that it is made of
        QUuid draft = {};                              // it is one already; null: a new one
        QDateTime notBefore = {};                      // when it is to go, as somebody has chosen
        bool isNowhere = false;                        // what is in it could not be kept
    };
    explicit ComposerDesk(Context context, QObject *parent);
    ~ComposerDesk() override;  // what is open is kept as drafts

    // As whom one can write, the account's own address first.
    [[nodiscard]] std::vector<compose::Identity> identities() const;
    [[nodiscard]] models::PeopleModel &people() { return *m_people; }
    [[nodiscard]] QList<ComposerWindow *> windows() const;

    ComposerWindow *open(const compose::Composition &composition, const Beginning &beginning);
    void openNew(const QUuid &account);
    void openTo(const std::vector<mime::Mailbox> &people, const QUuid &account);
    bool openMailto(const QByteArray &address, const QUuid &account);  // false: it is none

    // From the drafts
    void showDraft(const outbox::Draft &known);
    void showDraftSaved(const QUuid &draft);
    // What could not be kept, and has no window any more, is opened again.
    void showDraftFailure(const QUuid &draft);
    void showDraftRemoved(const QUuid &draft);
    void showOnServer(const QUuid &draft, const QByteArray &messageId);
    void showChangedElsewhere(const QUuid &draft);
    void openDraft(const outbox::Draft &draft, const std::vector<QByteArray> &attachments);
    void saveWithMessage(const QUuid &draft);
    [[nodiscard]] std::vector<Kept> keptDrafts() const;  // the newest first
    [[nodiscard]] std::vector<Kept> templates() const;   // by their subject
    // What is on the server under this Message-ID is a draft of ours: it is opened. False: it is none.
    [[nodiscard]] bool openKnown(const QByteArray &messageId);
    // Drafts of this account, open or not.
    [[nodiscard]] int draftsOf(const QUuid &account) const;
    // From the outbox
    void showEntry(const outbox::OutboxEntry &entry);
    void showRemoved(const QUuid &mail);
    void showTakenBack(const outbox::QueuedMail &mail);
    void showNotQueued(const QUuid &mail);
    // It is to be written on again: taken out of the outbox once its words are at hand, and not before.
    void takeBack(const QUuid &mail);
    void showNotTakenBack(const QUuid &mail);  // it stays in the outbox
    // Mail that is still here and goes by itself, without what waits for a time that somebody has chosen.
    [[nodiscard]] int unsent() const;
    // Mail that waits for GnuPG: it is in no outbox yet, and stays a draft when its window is closed.
    [[nodiscard]] int beingSealed() const;
    // What is open and could not be kept when that was last tried.
    [[nodiscard]] int unkept() const;
    void closeAll();  // what is written is kept, and what is being attached is waited for a little
    void keepAll();   // the same, and all stays open
    void setSizeLimit(const QUuid &account, qint64 octets) { m_sizeLimits.insert(account, octets); }

Q_SIGNALS:
    void attachWanted(const QUuid &draft, const QByteArray &octets);
    void draftWanted(const outbox::Draft &draft);
    void draftLoadWanted(const QUuid &draft);
    void draftDropWanted(const QUuid &draft);
    void queueWanted(const outbox::QueuedMail &mail);
    void takeBackWanted(const QUuid &mail);
    void undoOffered(const outbox::OutboxEntry &mail);  // it is held, and has just been written
    // What somebody should know of it; it can be written anew (takeBack()) or sent again.
    void told(const QUuid &mail, const QString &sentence, bool canBeEdited);
    void settled(const QUuid &mail);            // nothing more is to be said or undone
    void draftsFound(const QString &sentence);  // of an earlier run
    void draftsChanged();                       // keptDrafts() or templates() may be others now
    void said(const QString &sentence);

private:
    struct Written {
        QPointer<ComposerWindow> window;
        int number = 0;  // of the window: when it is destroyed, it is no ComposerWindow any more
        Beginning beginning = {};
        QSet<QByteArray> attached = {};  // digests that the drafts have
        bool isSaved = false;
        bool isUnkept = false;  // it could not be saved when that was last tried
        bool isOriginSecret = false;
    };
    // On its way to user.db.
    struct Saving {
        compose::Composition composition;
        Beginning beginning;
    };
    struct Sending {
        compose::Composition composition;
        Beginning beginning;
    };
    // Until GnuPG has made what is queued.
    struct Sealing {
        QUuid draft;
        compose::Composition composition;
        QDateTime notBefore;
        compose::Stamp stamp;
    };
    // To encrypt a draft for the server. What could not be is not tried again before it has changed.
    struct Attempt {
        QByteArray composition = {};
        bool hasFailed = false;
    };
    // To be taken back; `loaded` is filled from its draft, where its words are not here any more.
    struct TakingBack {
        QUuid draft = {};
        std::optional<compose::Composition> loaded = {};
        QStringList lost = {};  // files that were not found
    };
    void connectWindow(ComposerWindow *window, const QUuid &draft);
    void save(const QUuid &draft, const compose::Composition &composition, bool onServer);
    void saveTemplate(const compose::Composition &composition);
    void openTemplate(const outbox::Draft &kept, const std::vector<QByteArray> &attachments);
    void send(const QUuid &draft, const compose::Composition &composition, const QDateTime &notBefore);
    void queue(const QUuid &draft, const compose::Composition &composition, const QDateTime &notBefore,
               receipts::OutgoingMail outgoing);
    void seal(const QUuid &draft, const compose::Composition &composition, const QDateTime &notBefore);
    void giveUpSealing(const QUuid &draft);
    [[nodiscard]] bool isSealableForServer(const compose::Composition &composition) const;
    void sealForServer(const outbox::Draft &draft, const compose::Composition &composition);
    void showSealed(const QUuid &id, const crypto::Sealed &sealed);
    void showDraftSealed(const QUuid &draft, const crypto::Sealed &sealed);
    void showNotOnServer(const QUuid &draft, const crypto::Sealed &sealed);
    void drop(const QUuid &draft);
    void openUnkept(const compose::Composition &composition, Beginning beginning);
    void openLoaded(const compose::Composition &composition, const QUuid &draft, const QStringList &lost);
    [[nodiscard]] std::optional<QUuid> takenBackFor(const QUuid &draft) const;
    [[nodiscard]] bool isToBeSent(const QUuid &draft) const;
    [[nodiscard]] compose::Stamp stamp() const;

    Context m_context;
    models::PeopleModel *m_people;
    MailSealer *m_sealer = nullptr;
    QHash<QUuid, Sealing> m_sealings;  // by the mail's id
    QHash<QUuid, outbox::Draft>
        m_sealedDrafts;                // by the draft's: as it was kept last, until its copy is made
    QHash<QUuid, Attempt> m_attempts;  // by the draft's
    QHash<QUuid, Written> m_written;   // by the draft's id
    int m_opened = 0;                  // windows
    QHash<QUuid, Saving> m_saving;     // by the draft's
    QHash<QUuid, Sending> m_sending;   // by the mail's: until it cannot be taken back
    QHash<QUuid, outbox::OutboxEntry> m_outbox;  // by the mail's
    // Drafts that user.db has, open or not.
    struct Draft {
        QUuid account = {};
        Kept words = {};
        QByteArray messageId = {};  // of its copy on the server; empty: none is known
        bool isTemplate = false;
    };
    QHash<QUuid, Draft> m_drafts;
    QHash<QUuid, qint64> m_sizeLimits;      // by the account's
    QHash<QUuid, TakingBack> m_takingBack;  // by the mail's
    // By the draft's: what goes with it, when it is opened again.
    QHash<QUuid, std::vector<journal::ChangeFlags>> m_marks;
    QHash<QUuid, QDateTime> m_times;
};
