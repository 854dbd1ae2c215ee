// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/outbox/findmailbox.h"
#include "core/outbox/queuedmail.h"
#include "core/store/database.h"

#include <QDateTime>
#include <QMetaType>
#include <QObject>
#include <QUuid>

#include <memory>
#include <optional>
#include <vector>

namespace outbox {

// What is being written.
struct Draft {
    QUuid id;
    QUuid account;
    QByteArray composition;  // the composer's own octets; nobody else reads them
    // RFC 5322, CRLF, as it is to be in the account's folder for drafts. Empty: it is saved here alone, as
    // with every few words that are typed. The Message-ID is made here, another one with each saving.
    QByteArray message{};
    std::vector<QByteArray> attachments{};  // digests: digestOf() what was given to attach()
    // What it answers or forwards, for when it has been sent (QueuedMail::marks).
    std::vector<journal::ChangeFlags> marks{};
    // Mail is begun with it, again and again: it never goes to the server, and never waits to be written on.
    bool isTemplate = false;
    // It is to be encrypted: nothing of it may lie on the server that others can read. `message` is
    // encrypted, or empty.
    bool isSecret = false;
    bool isOriginSecret = false;  // what `origin` names is encrypted
    QDateTime changed{};          // set by save()
    // The message in the folder for drafts that it was made of: what is saved takes its place. For the first
    // save() of a draft; known() tells the newest copy there by it.
    std::optional<journal::Target> origin{};
};

// SHA-256.
[[nodiscard]] QByteArray digestOf(const QByteArray &octets);

// Drafts in user.db, and their copies in the server's folder for drafts. What save() was given survives
// whatever happens once saved() has told so; attachments are stored once, by what they are, and a save
// writes the text alone. On the server there is one copy of each draft, as soon as what was ordered is done:
// the journal replaces the older one only when the newer one stands (journal::AppendMessage::source).
//
// Lives in the store thread; all calls come as queued signals.
class Drafts : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Drafts)

public:
    static constexpr std::chrono::seconds restFor{30};  // without a save(): time for a copy on the server

    // `user` is user.db; it, the journal and the clock outlive this.
    Drafts(const store::Database &user, journal::Journal &journal, Clock &clock, FindMailbox findMailbox,
           QObject *parent = nullptr);
    ~Drafts() override;

public Q_SLOTS:
    // At start: known() for each draft there is, without its attachments' octets.
    void restore();
    // Durable when saved() comes; failed() otherwise, also where a digest has no octets. With a message it
    // goes to the server, too: on messageWanted(), when the composer is closed, or when the user wants it
    // saved. A draft that is secret takes away what of it can be read there, and what waits to go there.
    void save(const outbox::Draft &draft);
    // Answered by loaded(), or by failed() (NotFound).
    void load(const QUuid &id);
    // Sent or discarded: here and on the server.
    void remove(const QUuid &id);
    // Before the save() that names its digest.
    void attach(const QUuid &draft, const QByteArray &octets);
    // Its drafts go; what is on the server stays there, and templates stay here.
    void forgetAccount(const QUuid &account);
    void lookEnded(const QUuid &draft, outbox::Looked result);  // from the engine, for lookRequested()
    // Folders have been found or have changed: what waits for a folder for drafts goes there now.
    void foldersChanged();

Q_SIGNALS:
    void known(const outbox::Draft &draft);
    void saved(const QUuid &id);
    // In their order; null: it is lost.
    void loaded(const outbox::Draft &draft, const std::vector<QByteArray> &attachments);
    void removed(const QUuid &id);
    void failed(const QUuid &id, const Error &error);  // nothing of what was asked has been done
    // It has changed since it was last saved on the server, and been at rest for a while: whoever has it
    // open save()s it with its message.
    void messageWanted(const QUuid &id);
    void savedOnServer(const QUuid &id, const QByteArray &messageId);  // without brackets
    // Somebody else has changed or removed the copy we had saved: whatever they saved is kept, and ours is
    // kept beside it.
    void changedElsewhere(const QUuid &id);
    void lookRequested(const outbox::LookOrder &order);  // is our copy still there?

private:
    std::unique_ptr<class DraftsPrivate> d;
};

}

Q_DECLARE_METATYPE(outbox::Draft)
