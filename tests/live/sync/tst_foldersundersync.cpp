// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/mailboxes.h"

#include "tests/live/sync/scene.h"

using namespace Qt::StringLiterals;
using namespace live;
using accounts::Notice;

// The folder on screen is deleted, renamed or made anew by another client (RFC 2180, 3): BYE, an emptied
// mailbox, or nothing at all.
class LiveFoldersUnderSync : public LiveSuite
{
    Q_OBJECT

private Q_SLOTS:
    void aDeletedFolderIsNeverShownEmptied();
    void aRenamedFolderKeepsWhatIsHereOfIt();
    void aFolderMadeAnewIsAnotherOne();

private:
    [[nodiscard]] static bool isTold(const Scene &scene, Notice::Kind kind)
    {
        return std::ranges::any_of(scene.world.notices(),
                                   [kind](const Notice &notice) { return notice.kind == kind; });
    }
    // Rows that went while their folder stayed.
    static void countRemovals(Scene &scene, int &removals)
    {
        scene.world.onChange = [&removals](const store::ChangeSet &changes) {
            for (const store::FolderChange &change : changes.folders)
                removals += static_cast<int>(change.removed.size()) + (change.emptied ? 1 : 0);
        };
    }
};

void LiveFoldersUnderSync::aDeletedFolderIsNeverShownEmptied()
{
    COVERS("MA-06", "MA-12", "MA-13", "MA-55");
    BEGIN_SCENE(scene, u"todelete", 3, true);
    int removals = 0;
    countRemovals(scene, removals);
    QVERIFY(select(scene.other, "INBOX") && remove(scene.other, scene.folder).ok());
    // Courier and Mailutils let a session go on; for the others it is a ghost for a moment at most.
    const bool goesOn =
        server().kind() == ImapServer::Kind::Courier || server().kind() == ImapServer::Kind::Mailutils;
    (void)scene.world.waitLong(
        [&] { return goesOn ? isTold(scene, Notice::Kind::FolderGhost) : !scene.isThere(scene.folder); });
    TELL(u"a folder deleted under us is"_s,
         !scene.isThere(scene.folder)                   ? u"gone"_s
             : isTold(scene, Notice::Kind::FolderGhost) ? u"still open, and said to be gone"_s
                                                        : u"there"_s,
         {"gone", "gone", "still open, and said to be gone", "still open, and said to be gone"});
    QCOMPARE(removals, 0);
    QVERIFY(scene.world.openFolder(scene.account, "INBOX"));
    QVERIFY(scene.world.waitLong([&] { return !scene.isThere(scene.folder); }));
    QCOMPARE(scene.world.untruths().join("\n"), QByteArray());
}

void LiveFoldersUnderSync::aRenamedFolderKeepsWhatIsHereOfIt()
{
    COVERS("MA-07", "MA-08", "MA-12", "MA-55");
    BEGIN_SCENE(scene, u"torename", 3, true);
    const auto copy = scene.world.find(scene.account, scene.folder, "2");
    QVERIFY(copy.has_value());
    const auto hasText = [&] {
        const auto content = scene.world.reader().content(*copy);
        return content && content->section("1").has_value();
    };
    scene.world.engine().fetchContent(*copy, {"1"});
    QVERIFY(scene.world.waitFor(hasText));
    const auto before = scene.kept();
    int removals = 0;
    countRemovals(scene, removals);
    const QByteArray renamed = scene.folder + "-anew";
    QVERIFY(select(scene.other, "INBOX"));
    QVERIFY(scene.other.run(std::make_unique<imap::RenameCommand>(scene.folder, renamed)).ok());
    if (server().kind()
        == ImapServer::Kind::Courier) {  // gives it another UIDVALIDITY: it is not known again
        QVERIFY(scene.world.waitLong(
            [&] { return scene.isThere(renamed) && isTold(scene, Notice::Kind::FolderGhost); }));
        QCOMPARE(scene.kept(), before);  // until it is left
        QVERIFY(scene.world.openFolder(scene.account, "INBOX"));
        QVERIFY(scene.world.waitLong([&] { return !scene.isThere(scene.folder); }));
        QVERIFY(scene.world.openFolder(scene.account, renamed));
        IS_IN_STEP(scene, renamed);
        return;
    }
    QVERIFY(scene.world.waitLong([&] { return scene.isThere(renamed) && !scene.isThere(scene.folder); }));
    QCOMPARE(scene.world.kept(scene.account, renamed), before);
    QCOMPARE(removals, 0);
    QVERIFY(hasText());  // the same copy, with its text
    IS_IN_STEP(scene, renamed);
    // It is open, and goes on.
    QVERIFY(scene.other.say("UID STORE 2 +FLAGS (\\Flagged)").ok());
    QVERIFY(flagsAreTold(scene, renamed));
    IS_IN_STEP(scene, renamed);
}

void LiveFoldersUnderSync::aFolderMadeAnewIsAnotherOne()
{
    COVERS("MA-05");
    if (server().kind() == ImapServer::Kind::Mailutils)
        QSKIP("a session that has the old one open writes its numbers into the new one: nothing tells them "
              "apart");
    BEGIN_SCENE(scene, u"tomakeanew", 3, true);
    QVERIFY(select(scene.other, "INBOX") && remove(scene.other, scene.folder).ok());
    QVERIFY(scene.other.run(std::make_unique<imap::CreateCommand>(scene.folder)).ok());
    for (const char *subject : {"7", "8", "9"})
        QVERIFY(putNumbered(scene, scene.folder, subject));
    const QByteArrayList made = look(scene.other, scene.folder);
    (void)scene.world.waitLong([&] {
        return scene.world.kept(scene.account, scene.folder) == made
            || isTold(scene, Notice::Kind::FolderDeleted);
    });
    if (isTold(scene, Notice::Kind::FolderDeleted)) {  // looked for in the moment between, and left
        QVERIFY(scene.world.waitLong([&] { return scene.isThere(scene.folder); }));
        QVERIFY(scene.world.openFolder(scene.account, scene.folder));
    }
    IS_IN_STEP(scene, scene.folder);
    QByteArrayList subjects;
    for (const QByteArray &line : scene.kept())
        subjects.append(line.split(' ').value(1));
    QCOMPARE(subjects, (QByteArrayList{"7", "8", "9"}));
}

POSTHORN_TEST(LiveFoldersUnderSync)
#include "tst_foldersundersync.moc"
