// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/imap/realservers.h"
#include "tests/live/sync/liveworld.h"

namespace live {

// The frame of what is tried with the whole engine on each real server: a folder with messages "1", "2" …
// that our account knows, and another client, bare words on a connection of its own.
class LiveSuite : public RealServers
{
    Q_OBJECT

protected:
    struct Scene {
        explicit Scene(const ImapServer &server) : other(server), world(server) {}

        Client other;
        LiveWorld world;
        QUuid account;
        QByteArray folder;

        [[nodiscard]] QByteArrayList kept() const { return world.kept(account, folder); }
        [[nodiscard]] bool isThere(const QByteArray &mailbox) const
        {
            return world.reader().folder(account, mailbox).has_value();
        }
    };
    // The folder has so many messages; `isOpen`: they are all here, and the folder is on screen.
    [[nodiscard]] static bool begin(Scene &scene, QStringView words, int messages, bool isOpen);
    // Mailutils writes flags down when a mailbox is left, and tells nothing of the flags of others to one
    // that is open: there both leave it, and ours comes back.
    [[nodiscard]] static bool flagsAreTold(Scene &scene, const QByteArray &folder);
    [[nodiscard]] static bool putNumbered(Scene &scene, const QByteArray &folder, const QByteArray &subject);
    // The last look, followed by the time that our side may take to see the same. With Mailutils there may be
    // three: while two sessions come into a folder of which a third has just written the flags, one of them
    // may be shown no message at all, for that moment.
    [[nodiscard]] static QByteArrayList lookUntilInStep(Scene &scene, const QByteArray &folder);

public:
    // Of the mailbox that is selected there.
    [[nodiscard]] static bool expunge(Client &client, const QByteArray &uids);
    // What a client that comes anew sees there, in the words of LiveWorld::kept().
    [[nodiscard]] static QByteArrayList look(Client &client, const QByteArray &folder);
};

}

// First statement of a function: leaves it when the server is not there.
#define NEEDS_SERVER()                                                                                       \
    if (!server().isRunning() && !live::areServersRequired())                                                \
        QSKIP("no servers: app/demo/servers and tests/live/imapservers fetch build/servers");                \
    QVERIFY2(server().isRunning(), qPrintable(server().reason()))

#define BEGIN_SCENE(scene, words, messages, isOpen)                                                          \
    NEEDS_SERVER();                                                                                          \
    Scene scene(server());                                                                                   \
    QVERIFY(begin(scene, words, messages, isOpen))

// What is here is what a client that comes anew sees, and never was anything else shown or written.
#define IS_IN_STEP(scene, folder)                                                                            \
    do {                                                                                                     \
        const QByteArrayList there = lookUntilInStep(scene, folder);                                         \
        QCOMPARE(scene.world.kept(scene.account, folder).join(", "), there.join(", "));                      \
        QCOMPARE(scene.world.untruths().join("\n"), QByteArray());                                           \
    } while (false)
