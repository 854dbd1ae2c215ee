// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/drafts.h"
#include "core/store/statements.h"
#include "core/store/writer.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using journal::AppendMessage;
using journal::RemoveMessages;
using journal::State;
using outbox::Draft;
using outbox::Drafts;

namespace {

const QUuid account = QUuid::createUuidV5(QUuid(), QByteArray("account"));

// The drafts of one run of the program, and a server that holds what the journal has done.
class DraftsWorld
{
public:
    explicit DraftsWorld(FakeClock &time) : clock(time) { start(); }

    void restart()
    {
        drafts.reset();
        journal.reset();
        user.reset();
        start();
        drafts->restore();
    }
    [[nodiscard]] qint64 count(const char *sql) const
    {
        store::Statements statements(user->database);
        qint64 number = -1;
        statements.first(sql, [&](const store::Statement &row) { number = row.integer(0); });
        return number;
    }
    // Does what the journal has, in its order, as a server would; or refuses what is to be saved.
    void work(State end = State::Done)
    {
        clock.advance(journal::Journal::holdFor);
        while (!journal->pending().empty()) {
            const journal::Entry entry = journal->pending().front();
            const auto *append = std::get_if<AppendMessage>(&entry.operation);
            if (const auto *removal = std::get_if<RemoveMessages>(&entry.operation))
                onServer.removeAll(removal->targets.messages.front().messageId);
            else if (append != nullptr && end == State::Done && !onServer.contains(append->messageId))
                onServer.append(append->messageId);
            fewest = std::min(fewest, int(onServer.size()));
            journal->record(entry.id, append != nullptr ? end : State::Done, {});
            clock.advance(journal::Journal::holdFor);
        }
    }
    [[nodiscard]] std::vector<AppendMessage> pendingCopies() const
    {
        std::vector<AppendMessage> found;
        for (const journal::Entry &entry : journal->pending()) {
            if (const auto *append = std::get_if<AppendMessage>(&entry.operation))
                found.push_back(*append);
        }
        return found;
    }

    FakeClock &clock;
    QTemporaryDir folder;
    std::optional<store::UserDatabase> user;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<Drafts> drafts;
    std::vector<Draft> known;
    std::vector<std::pair<Draft, std::vector<QByteArray>>> loaded;
    std::vector<QUuid> wanted, saved, savedOnServer, removed, changed;
    QByteArrayList serverNames;
    bool isOffline = false;
    bool hasFolder = true;  // for drafts
    int failures = 0;
    QByteArrayList onServer;
    int fewest = 1000;

private:
    void start()
    {
        user.emplace(std::move(*store::openUser(folder.path() + u"/user.db"_s)));
        journal = std::make_unique<journal::Journal>(user->database, clock);
        drafts = std::make_unique<Drafts>(
            user->database, *journal, clock, [this](const QUuid &, store::FolderRole role) {
                return hasFolder && role == store::FolderRole::Drafts ? std::optional<QByteArray>("Drafts")
                                                                      : std::nullopt;
            });
        Drafts *all = drafts.get();
        QObject::connect(all, &Drafts::known, [this](const Draft &draft) { known.push_back(draft); });
        QObject::connect(all, &Drafts::loaded,
                         [this](const Draft &draft, const std::vector<QByteArray> &attachments) {
                             loaded.emplace_back(draft, attachments);
                         });
        QObject::connect(all, &Drafts::saved, [this](const QUuid &id) { saved.push_back(id); });
        QObject::connect(all, &Drafts::messageWanted, [this](const QUuid &id) { wanted.push_back(id); });
        QObject::connect(all, &Drafts::savedOnServer, [this](const QUuid &id, const QByteArray &messageId) {
            savedOnServer.push_back(id);
            serverNames.append(messageId);
        });
        QObject::connect(all, &Drafts::removed, [this](const QUuid &id) { removed.push_back(id); });
        QObject::connect(all, &Drafts::failed, [this] { ++failures; });
        QObject::connect(all, &Drafts::changedElsewhere, [this](const QUuid &id) { changed.push_back(id); });
        QObject::connect(all, &Drafts::lookRequested, all, [this, all](const outbox::LookOrder &order) {
            using outbox::Looked;
            const bool isThere = onServer.contains(order.messageId);
            all->lookEnded(order.mail,
                           isOffline     ? Looked::NobodyKnows
                               : isThere ? Looked::Found
                                         : Looked::NotThere);
        });
    }
};

Draft draft(const QByteArray &text, bool withMessage = false)
{
    Draft made;
    made.id = QUuid::createUuidV5(QUuid(), QByteArray("draft"));
    made.account = account;
    made.composition = text;
    if (withMessage)
        made.message =
            "From: me@example.org\r\nMessage-ID: <fixed@example.org>\r\nSubject: x\r\n\r\n" + text + "\r\n";
    return made;
}

}

class TestDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItAnswersOverARestart()
    {
        FakeClock clock;
        DraftsWorld world(clock);
        Draft mail = draft("Yes");
        const journal::Target original{account, "INBOX", {7}, {3}, "m1@example.org", {}};
        mail.marks = {{journal::Targets::of(original), "\\Answered", true}};
        world.drafts->save(mail);
        world.restart();
        QVERIFY(world.known.back().marks == mail.marks);
        world.drafts->load(mail.id);
        QVERIFY(world.loaded.back().first.marks == mail.marks);
    }

    void whatWasSavedIsThereAfterACrash();
    void attachmentIsStoredOnce();
    void attachmentGoesWithItsLastDraft();
    void serverIsAskedForAfterARest();
    void copyWaitsForAFolder();
    void copyIsADraftThatAsksNobody();
    void olderCopyGoesWhenTheNewerStands();
    void whatHasNotBegunIsReplaced();
    void whatIsUnderWayIsWaitedFor();
    void refusedCopyLeavesTheOlderOne();
    void refusedFirstCopyIsNoNews();
    void crashLeavesOneCopyInTheEnd_data();
    void crashLeavesOneCopyInTheEnd();
    void draftFromTheServerTakesItsPlace();
    void whatSomebodyElseMadeOfItIsKept_data();
    void whatSomebodyElseMadeOfItIsKept();
    void removedDraftIsNowhere_data();
    void removedDraftIsNowhere();
    void secretDraftTakesAwayWhatCanBeRead_data();
    void secretDraftTakesAwayWhatCanBeRead();
    void encryptedCopyStaysUntilTheNextOne();
    void secretDraftFromTheServer_data();
    void secretDraftFromTheServer();
    void templatesOutliveTheirAccount();
};

void TestDrafts::whatWasSavedIsThereAfterACrash()
{
    FakeClock clock;
    DraftsWorld world(clock);
    for (int i = 0; i < 200; ++i) {
        const QByteArray text = "typed " + QByteArray::number(i);
        world.drafts->save(draft(text));
        QCOMPARE(world.saved.size(), std::size_t(i) + 1);
        if (i % 20 != 0)
            continue;
        world.known.clear();
        world.restart();
        QCOMPARE(world.known.size(), 1U);
        QCOMPARE(world.known[0].composition, text);
        QCOMPARE(world.known[0].changed, clock.now());
    }
    QCOMPARE(world.failures, 0);
}

void TestDrafts::attachmentIsStoredOnce()
{
    FakeClock clock;
    DraftsWorld world(clock);
    const QByteArray large(qsizetype{1024} * 1024, 'x');
    Draft one = draft("a");
    one.attachments = {outbox::digestOf("small"), outbox::digestOf(large), outbox::digestOf(large)};
    world.drafts->attach(one.id, "small");
    world.drafts->attach(one.id, large);
    world.drafts->attach(one.id, large);
    world.drafts->save(one);
    QCOMPARE(world.count("SELECT COUNT(*) FROM attachment_octets"), 2);
    const qint64 pages = world.count("SELECT page_count FROM pragma_page_count()");
    const qint64 before = world.count("SELECT total_changes()");
    for (int i = 0; i < 50; ++i) {
        one.composition += 'b';
        world.drafts->save(one);
    }
    QCOMPARE(world.count("SELECT total_changes()") - before, 50);  // the text alone
    QCOMPARE(world.count("SELECT page_count FROM pragma_page_count()"), pages);
    world.restart();
    world.drafts->load(one.id);
    QCOMPARE(world.loaded.size(), 1U);
    QCOMPARE(world.loaded[0].second, (std::vector<QByteArray>{"small", large, large}));
    QCOMPARE(world.loaded[0].first.composition, one.composition);
}

void TestDrafts::attachmentGoesWithItsLastDraft()
{
    FakeClock clock;
    DraftsWorld world(clock);
    Draft one = draft("a");
    Draft other = draft("b");
    other.id = QUuid::createUuid();
    one.attachments = other.attachments = {outbox::digestOf("same")};
    for (const Draft &each : {one, other}) {
        world.drafts->attach(each.id, "same");
        world.drafts->save(each);
    }
    world.drafts->remove(one.id);
    QCOMPARE(world.count("SELECT COUNT(*) FROM attachment_octets"), 1);
    other.attachments.clear();
    world.drafts->save(other);
    QCOMPARE(world.count("SELECT COUNT(*) FROM attachment_octets"), 0);
    world.drafts->load(one.id);
    QCOMPARE(world.failures, 1);
}

void TestDrafts::serverIsAskedForAfterARest()
{
    FakeClock clock;
    DraftsWorld world(clock);
    for (int i = 0; i < 20; ++i) {
        world.drafts->save(draft("typed " + QByteArray::number(i)));
        clock.advance(2s);
    }
    QCOMPARE(world.wanted.size(), 0U);
    clock.advance(Drafts::restFor);
    QCOMPARE(world.wanted.size(), 1U);
    world.drafts->save(draft("typed", true));
    clock.advance(1h);
    QCOMPARE(world.wanted.size(), 1U);
    QVERIFY(world.onServer.isEmpty());
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QCOMPARE(world.savedOnServer.size(), 1U);
}

void TestDrafts::copyWaitsForAFolder()
{
    FakeClock clock;
    DraftsWorld world(clock);
    world.hasFolder = false;
    world.drafts->save(draft("written before the folders were known", true));
    world.drafts->foldersChanged();
    QVERIFY(world.pendingCopies().empty());
    world.hasFolder = true;
    world.drafts->foldersChanged();
    world.drafts->foldersChanged();
    QCOMPARE(world.pendingCopies().size(), 1U);
    world.work();
    QCOMPARE(world.onServer, world.serverNames);
    world.restart();
    QCOMPARE(world.known.front().origin->messageId, world.onServer.front());
}

void TestDrafts::copyIsADraftThatAsksNobody()
{
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("text", true));
    const auto copies = world.pendingCopies();
    QCOMPARE(copies.size(), 1U);
    QCOMPARE(copies[0].mailbox, "Drafts"_ba);
    QCOMPARE(copies[0].flags, (QByteArrayList{"\\Draft", "\\Seen", "$MDNSent"}));
    QCOMPARE(copies[0].message,
             "Message-ID: <" + copies[0].messageId
                 + ">\r\nFrom: me@example.org\r\nSubject: x\r\n\r\ntext\r\n");
    QVERIFY(copies[0].messageId.endsWith("@example.org") && !copies[0].messageId.startsWith("fixed"));
}

void TestDrafts::olderCopyGoesWhenTheNewerStands()
{
    COVERS("REL-38");
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    world.work();
    const QByteArrayList first = world.onServer;
    world.fewest = 1000;
    for (int i = 0; i < 5; ++i) {
        world.drafts->save(draft("more", true));
        world.work();
        QCOMPARE(world.onServer.size(), 1);
    }
    QVERIFY(world.onServer != first);
    QCOMPARE(world.fewest, 1);  // never none
}

void TestDrafts::whatHasNotBegunIsReplaced()
{
    FakeClock clock;
    DraftsWorld world(clock);
    for (int i = 0; i < 10; ++i)
        world.drafts->save(draft("offline " + QByteArray::number(i), true));
    QCOMPARE(world.pendingCopies().size(), 1U);
    QVERIFY(world.pendingCopies()[0].message.endsWith("offline 9\r\n"));
    world.work();
    QCOMPARE(world.onServer.size(), 1);
}

void TestDrafts::whatIsUnderWayIsWaitedFor()
{
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    world.journal->record(world.journal->pending().front().id, State::Started, {});
    world.drafts->save(draft("two", true));
    world.drafts->save(draft("three", true));
    QCOMPARE(world.pendingCopies().size(), 1U);
    QVERIFY(world.pendingCopies()[0].message.endsWith("one\r\n"));
    world.onServer.append(world.pendingCopies()[0].messageId);
    world.journal->record(world.journal->pending().front().id, State::Done, {});
    QCOMPARE(world.pendingCopies().size(), 1U);
    QVERIFY(world.pendingCopies()[0].message.endsWith("three\r\n"));
    world.work();
    QCOMPARE(world.onServer.size(), 1);
}

void TestDrafts::refusedCopyLeavesTheOlderOne()
{
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    world.work();
    const QByteArrayList first = world.onServer;
    world.drafts->save(draft("two", true));
    world.work(State::Failed);
    QCOMPARE(world.onServer, first);
    world.drafts->save(draft("three", true));
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QVERIFY(world.onServer != first);
    QVERIFY(world.changed.empty());
}

// What was never there has been taken away by nobody.
void TestDrafts::refusedFirstCopyIsNoNews()
{
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    world.work(State::Failed);
    world.restart();
    world.drafts->save(draft("two", true));
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QVERIFY(world.changed.empty());
}

void TestDrafts::crashLeavesOneCopyInTheEnd_data()
{
    QTest::addColumn<State>("when");
    QTest::newRow("before it began") << State::New;
    QTest::newRow("under way") << State::Started;
    QTest::newRow("done, and not told") << State::Done;
    QTest::newRow("refused") << State::Failed;
}

void TestDrafts::crashLeavesOneCopyInTheEnd()
{
    QFETCH(State, when);
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    world.work();
    world.drafts->save(draft("two", true));
    const journal::Entry entry = world.journal->pending().front();
    if (when == State::Done) {
        world.drafts.reset();  // dies before it hears of it
        world.onServer.append(std::get<AppendMessage>(entry.operation).messageId);
    }
    if (when != State::New)
        world.journal->record(entry.id, when, {});
    world.restart();
    world.drafts->save(draft("three", true));
    world.work();
    world.drafts->save(draft("four", true));
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QVERIFY(world.fewest > 0);
}

void TestDrafts::draftFromTheServerTakesItsPlace()
{
    FakeClock clock;
    DraftsWorld world(clock);
    world.onServer = {"theirs@example.org"};
    Draft opened = draft("changed", true);
    opened.origin = journal::Target{account, "Drafts", {7}, {42}, "theirs@example.org", "fingerprint"};
    world.drafts->save(opened);
    QCOMPARE(world.pendingCopies()[0].source, opened.origin);
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QVERIFY(!world.onServer.contains("theirs@example.org"));
}

void TestDrafts::whatSomebodyElseMadeOfItIsKept_data()
{
    QTest::addColumn<bool>("isOffline");
    QTest::addColumn<int>("told");
    QTest::newRow("seen") << false << 1;
    QTest::newRow("nobody can look") << true << 0;
}

void TestDrafts::whatSomebodyElseMadeOfItIsKept()
{
    QFETCH(bool, isOffline);
    QFETCH(int, told);
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    world.work();
    world.onServer = {"edited@example.org"};
    world.isOffline = isOffline;
    world.drafts->save(draft("two", true));
    world.work();
    QCOMPARE(int(world.changed.size()), told);
    QCOMPARE(world.onServer.size(), 2);
    QCOMPARE(world.onServer.front(), "edited@example.org"_ba);
    world.drafts->save(draft("three", true));
    world.work();
    QCOMPARE(int(world.changed.size()), told);
    QCOMPARE(world.onServer.size(), 2);
}

void TestDrafts::templatesOutliveTheirAccount()
{
    FakeClock clock;
    DraftsWorld world(clock);
    Draft pattern = draft("Dear all");
    pattern.id = QUuid::createUuid();
    pattern.isTemplate = true;
    world.drafts->save(pattern);
    world.drafts->save(draft("Yes"));
    world.drafts->forgetAccount(account);
    QCOMPARE(world.removed, std::vector<QUuid>{draft({}).id});
    world.restart();
    QCOMPARE(world.known.size(), 1U);
    QCOMPARE(world.known.front().id, pattern.id);
    world.drafts->load(pattern.id);
    QCOMPARE(world.loaded.back().first.composition, "Dear all"_ba);
}

void TestDrafts::removedDraftIsNowhere_data()
{
    QTest::addColumn<State>("when");
    QTest::newRow("not yet on the server") << State::New;
    QTest::newRow("under way") << State::Started;
    QTest::newRow("there") << State::Done;
}

void TestDrafts::removedDraftIsNowhere()
{
    QFETCH(State, when);
    FakeClock clock;
    DraftsWorld world(clock);
    world.drafts->save(draft("one", true));
    if (when == State::Done)
        world.work();
    else if (when == State::Started)
        world.journal->record(world.journal->pending().front().id, when, {});
    world.drafts->remove(draft({}).id);
    QCOMPARE(world.removed.size(), 1U);
    if (when == State::New)
        QVERIFY(world.journal->pending().empty());
    world.work();
    QVERIFY(world.onServer.isEmpty());
    world.known.clear();
    world.restart();
    QVERIFY(world.known.empty());
}

void TestDrafts::secretDraftTakesAwayWhatCanBeRead_data()
{
    removedDraftIsNowhere_data();
    QTest::newRow("waits for a folder") << State::Held;
}

// Encryption is switched on when the text is on its way already: only what is encrypted is there in the end.
void TestDrafts::secretDraftTakesAwayWhatCanBeRead()
{
    QFETCH(State, when);
    FakeClock clock;
    DraftsWorld world(clock);
    world.hasFolder = when != State::Held;
    world.drafts->save(draft("readable", true));
    if (when == State::Done)
        world.work();
    else if (when == State::Started)
        world.journal->record(world.journal->pending().front().id, when, {});
    Draft secret = draft("more");
    secret.isSecret = true;
    world.drafts->save(secret);
    world.hasFolder = true;
    world.drafts->foldersChanged();
    if (when == State::New || when == State::Held)
        QVERIFY(world.journal->pending().empty());
    world.work();
    QVERIFY(world.onServer.isEmpty());
    world.known.clear();
    world.restart();
    QCOMPARE(world.known.size(), 1U);  // here it is
    QCOMPARE(world.known[0].composition, "more"_ba);
    secret.message = draft("encrypted", true).message;
    world.drafts->save(secret);
    QVERIFY(world.pendingCopies().at(0).message.endsWith("encrypted\r\n"));
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QVERIFY(world.changed.empty());
}

void TestDrafts::encryptedCopyStaysUntilTheNextOne()
{
    FakeClock clock;
    DraftsWorld world(clock);
    Draft secret = draft("encrypted", true);
    secret.isSecret = true;
    world.drafts->save(secret);
    world.work();
    world.fewest = 1000;
    world.restart();
    Draft typed = draft("more");
    typed.isSecret = true;
    world.drafts->save(typed);
    QVERIFY(world.journal->pending().empty());
    world.drafts->save(secret);
    world.work();
    QCOMPARE(world.onServer.size(), 1);
    QCOMPARE(world.fewest, 1);
    // Once it was to be read by anybody, it is taken away again.
    world.drafts->save(draft("readable", true));
    world.work();
    world.restart();
    world.drafts->save(typed);
    world.work();
    QVERIFY(world.onServer.isEmpty());
}

void TestDrafts::secretDraftFromTheServer_data()
{
    QTest::addColumn<bool>("isOriginSecret");
    QTest::newRow("others can read it") << false;
    QTest::newRow("encrypted") << true;
}

void TestDrafts::secretDraftFromTheServer()
{
    QFETCH(bool, isOriginSecret);
    FakeClock clock;
    DraftsWorld world(clock);
    world.onServer = {"theirs@example.org"};
    Draft opened = draft("changed");
    opened.origin = journal::Target{account, "Drafts", {7}, {42}, "theirs@example.org", "fingerprint"};
    opened.isSecret = true;
    opened.isOriginSecret = isOriginSecret;
    world.drafts->save(opened);
    world.work();
    QCOMPARE(world.onServer.size(), isOriginSecret ? 1 : 0);
}

POSTHORN_TEST(TestDrafts)
#include "tst_drafts.moc"
