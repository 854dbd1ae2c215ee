// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/sync/scene.h"

#include "tests/support/modelserver.h"

namespace live {

bool LiveSuite::begin(Scene &scene, QStringView words, int messages, bool isOpen)
{
    if (!scene.other.open())
        return false;
    scene.folder = makeFolder(scene.other, words);
    for (int i = 1; i <= messages; ++i) {
        if (!putNumbered(scene, scene.folder, QByteArray::number(i)))
            return false;
    }
    if (scene.folder.isEmpty() || !select(scene.other, scene.folder))
        return false;
    scene.account = scene.world.addAccount();
    const auto isListed = [&] {
        return scene.world.reader().folder(scene.account, scene.folder).has_value();
    };
    if (!scene.world.waitFor(isListed))
        return false;
    return !isOpen || (scene.world.openFolder(scene.account, scene.folder) && scene.world.waitFor([&] {
        return scene.kept().size() == messages;
    }));
}

bool LiveSuite::flagsAreTold(Scene &scene, const QByteArray &folder)
{
    if (server().kind() != ImapServer::Kind::Mailutils)
        return true;
    LiveWorld &world = scene.world;
    return select(scene.other, "INBOX") && world.settle() && world.openFolder(scene.account, "INBOX")
        && world.settle() && world.openFolder(scene.account, folder);
}

bool LiveSuite::putNumbered(Scene &scene, const QByteArray &folder, const QByteArray &subject)
{
    const QByteArray whole = message(subject, "This is the text of message " + subject + '.',
                                     "Message-ID: <" + subject + "@live.example>\r\n");
    scene.world.know(whole);
    return put(scene.other, folder, whole);
}

bool LiveSuite::expunge(Client &client, const QByteArray &uids)
{
    return client.say("UID STORE " + uids + " +FLAGS.SILENT (\\Deleted)").ok() && client.say("EXPUNGE").ok();
}

QByteArrayList LiveSuite::look(Client &client, const QByteArray &folder)
{
    QByteArrayList found;
    if (!select(client, folder))
        return {"no folder"};
    if (exists(client) == 0)
        return found;
    for (const imap::Fetch &one : fetch(client, "UID FLAGS BODY.PEEK[HEADER]").messages) {
        if (!one.items.uid || !one.items.flags || one.items.sections.empty())
            continue;
        const auto flags = store::flagsFromNames({one.items.flags->begin(), one.items.flags->end()});
        const QByteArray header = one.items.sections.front().data.value_or(QByteArray());
        found.append(
            (QByteArrayList{QByteArray::number(one.items.uid->value), model::fieldOf(header, "Subject")}
             + store::flagNames(flags))
                .join(' '));
    }
    return found;
}

QByteArrayList LiveSuite::lookUntilInStep(Scene &scene, const QByteArray &folder)
{
    QByteArrayList there;
    const int most = server().kind() == ImapServer::Kind::Mailutils ? 3 : 1;
    for (int looks = 1; looks <= most; ++looks) {
        there = look(scene.other, folder);
        if (scene.world.waitLong([&] { return scene.world.kept(scene.account, folder) == there; }))
            break;
        qInfo("look %d at %s: %s", looks, folder.constData(), there.join(", ").constData());
    }
    return there;
}

}
