// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/partsections.h"
#include "core/receipts/reportservice.h"
#include "core/receipts/reporttexts.h"
#include "core/receipts/request.h"

#include "tests/core/receipts/reportmail.h"
#include "tests/core/store/storefixture.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace report_test;
using receipts::Confidence;
using receipts::RecipientState;

namespace {

// Stores as in the program, without a server: what arrives is here, text and all, when it is let in.
class Mail
{
public:
    Mail()
    {
        auto opened = store::openUser(cache.folder.path() + u"/user.db"_s);
        if (!opened)
            qFatal("no user.db");
        user.emplace(std::move(opened->database));
        listFolders();
        start();
    }

    void listFolders()
    {
        using store::FolderRole;
        cache.apply(store::FoldersListed{cache.account,
                                         {{"INBOX", u"INBOX"_s, '/', FolderRole::Inbox, true, true},
                                          {"Sent", u"Sent"_s, '/', FolderRole::Sent, true, true},
                                          {"All", u"All"_s, '/', FolderRole::All, true, true},
                                          {"Old", u"Old"_s, '/', {}, true, true}}});
        for (const QByteArray mailbox : {"INBOX", "Sent", "All", "Old"})
            cache.open(0, 1, 7, mailbox);
    }
    // As if cache.db had been lost: the server tells everything again.
    void loseCache()
    {
        cache.apply(store::AccountRemoved{cache.account});
        listFolders();
        start();
    }

    void start()
    {
        service.reset();
        service = std::make_unique<receipts::ReportService>(
            *user, *cache.writer, std::move(*store::Reader::open(cache.path())), clock);
        service->setAccount({cache.account, {"me@home.example"}, "mx.home.example"});
        QObject::connect(service.get(), &receipts::ReportService::filingWanted, service.get(),
                         [this](const journal::Operation &move) { moves.push_back(move); });
        QObject::connect(service.get(), &receipts::ReportService::sentMailKnown, service.get(),
                         [this](const receipts::SentPage &told) { page = told; });
        service->restore();
        settle();
    }

    // Its row only, as the list brings it.
    store::CopyId list(const QByteArray &octets, const QByteArray &mailbox = "INBOX")
    {
        const mime::ParsedMessage parsed = mime::parseMessage(octets);
        store::FetchedMessage message;
        message.uid = {++uid};
        message.subject = parsed.root.header.text("Subject");
        message.fromAddress = parsed.root.header.first("From").value_or("");
        message.internalDate = received;
        message.octets = octets.size();
        message.structure = mime::serialize(parsed.root.info);
        message.asksForReceipt = receipts::asksForReceipt(parsed.root.header);
        const store::ChangeSet changes = cache.fetch({message}, 7, mailbox);
        settle();
        return changes.folders.at(0).inserted.at(0).id;
    }
    void bring(const QByteArray &octets, const QByteArray &mailbox = "INBOX")
    {
        const mime::ParsedMessage parsed = mime::parseMessage(octets);
        store::ContentFetched content{cache.account, mailbox, {7}, {uid}, {}, {}};
        content.header = octets.left(octets.indexOf("\r\n\r\n") + 4);
        for (const QByteArray &section : receipts::reportSections(parsed.root.info)) {
            if (const auto *part = mime::partAt(parsed.root, section))
                content.sections.emplace_back(section, part->body);
        }
        cache.apply(content);
        settle();
    }
    store::CopyId arrive(const QByteArray &octets, const QByteArray &mailbox = "INBOX")
    {
        const store::CopyId copy = list(octets, mailbox);
        bring(octets, mailbox);
        return copy;
    }

    // "bob@ex.org Displayed 1; carol@ex.org Requested": state, and how many reports, in the order of rows.
    QByteArray matrix(receipts::SentQuery::Which which = receipts::SentQuery::Which::Sent)
    {
        service->tellSent({which, 1, 100, {}});
        QByteArrayList rows;
        for (const receipts::SentRow &row : page.rows) {
            QByteArray text = row.recipient.addrSpec() + ' ' + nameOf(row.history.state);
            if (!row.reports.isEmpty())
                text += ' ' + QByteArray::number(row.reports.size());
            if (row.history.doubtful > 0)
                text += '?';
            rows.append(text);
        }
        return rows.join("; ");
    }
    QByteArray unmatched() { return matrix(receipts::SentQuery::Which::Unmatched); }

    static void settle()
    {
        for (int round = 0; round < 20; ++round)
            QCoreApplication::sendPostedEvents();
    }

    static QByteArray nameOf(RecipientState state)
    {
        static constexpr std::array names{"None",       "Requested", "Submitted", "Delayed",  "Relayed",
                                          "Expanded",   "Delivered", "Failed",    "Reported", "Declined",
                                          "Dispatched", "Processed", "Deleted",   "Displayed"};
        return names.at(static_cast<std::size_t>(state));
    }

    TempStore cache;
    std::optional<store::Database> user;
    std::unique_ptr<receipts::ReportService> service;
    std::vector<journal::Operation> moves;
    receipts::SentPage page;
    FakeClock clock{QDateTime(QDate(2026, 3, 3), QTime(12, 0), Qt::UTC)};
    QDateTime received{QDate(2026, 3, 5), QTime(0, 0), Qt::UTC};  // what comes now
    quint32 uid = 0;
};

}

// What comes back about our own mail, from the store to what is shown.
class ReportServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailInSentThatAsksIsRemembered()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        QCOMPARE(mail.matrix(), "bob@ex.org Requested; carol@ex.org Requested; dora@ex.net Requested"_ba);
        QVERIFY(mail.page.rows.at(0).mail);
        QCOMPARE(mail.page.rows.at(0).subject, u"Numbers"_s);
        QVERIFY(mail.cache.reader->lookups(mail.cache.account, {}, 9).empty());
    }

    void somebodyElsesRequestInSentIsNotOurs()
    {
        Mail mail;
        mail.arrive(ourMail("<x@ex.org>", "me@home.example", "ann@ex.org"), "Sent");
        QCOMPARE(mail.matrix(), QByteArray());
        QVERIFY(mail.cache.reader->lookups(mail.cache.account, {}, 9).empty());
    }

    void oneMailThreeRecipientsAndWhatComesBack()
    {
        COVERS("S35", "MDN-101", "MDN-103");
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.arrive(notification("bob@ex.org",
                                 "disposition : (x) Manual-Action /\r\n mdn-sent-MANUALLY ; Displayed"));
        mail.arrive(notification("carol@ex.org", "Disposition: manual-action/MDN-sent-manually; denied"));
        mail.arrive(notification("dora@ex.net", QByteArray(displayed) + "/x-read-aloud"));
        mail.arrive(notification("bob@ex.org", displayed));                                  // again
        mail.arrive(notification("eve@evil.example", displayed, "<guessed@home.example>"));  // forged
        QCOMPARE(mail.matrix(),
                 "bob@ex.org Displayed 1; carol@ex.org Declined 1; dora@ex.net Displayed 1"_ba);
        QCOMPARE(mail.unmatched(), "eve@evil.example None 1?"_ba);
        QCOMPARE(mail.page.rows.at(0).history.confidence, Confidence::Unmatched);
        QVERIFY(mail.moves.empty());
    }

    void whatWasSubmittedTwiceIsTwoAndWhatComesBackBelongsToOne()
    {
        Mail mail;
        const auto submitted = [&](const QByteArray &envelope, const QByteArray &to, bool asksDisposition) {
            receipts::SentMail sent;
            sent.account = mail.cache.account;
            sent.message = {
                "<m1@home.example>", envelope, mime::parseAddressList(to).mailboxes,
                asksDisposition,     true,     QDateTime(QDate(2026, 3, 3), QTime(9, 0), Qt::UTC)};
            return *receipts::rememberSent(*mail.user, sent);
        };
        QVERIFY(submitted("e1", "bob@ex.org", true));
        QVERIFY(submitted("e2", "carol@ex.org, dora@ex.net", false));
        QVERIFY(!submitted("e2", "carol@ex.org, dora@ex.net", false));
        QCOMPARE(mail.matrix(), "carol@ex.org Submitted; dora@ex.net Submitted; bob@ex.org Submitted"_ba);
        mail.arrive(ourMail(), "Sent");
        mail.arrive(notification("bob@ex.org", displayed));
        QCOMPARE(mail.matrix(), "carol@ex.org Submitted; dora@ex.net Submitted; bob@ex.org Displayed 1"_ba);
    }
    void severalReportsOfOneRecipientAreAllKept()
    {
        COVERS("MDN-102");
        Mail mail;
        mail.arrive(ourMail("<m1@home.example>", "staff@ex.org"), "Sent");
        mail.arrive(notification("staff@ex.org", displayed, "<m1@home.example>", "<1@r>"));
        mail.arrive(notification("staff@ex.org", "Disposition: manual-action/MDN-sent-manually; deleted",
                                 "<m1@home.example>", "<2@r>", "Thu, 5 Mar 2026 08:30:00 +0000"));
        mail.arrive(notification("staff@ex.org", displayed, "<m1@home.example>", "<3@r>"));
        QCOMPARE(mail.matrix(), "staff@ex.org Displayed 3"_ba);
    }

    void theSameReportInTwoFoldersCountsOnce()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.arrive(notification("bob@ex.org", displayed));
        const store::CopyId other = mail.arrive(notification("bob@ex.org", displayed), "Old");
        QVERIFY(mail.matrix().startsWith("bob@ex.org Displayed 1;"));
        QCOMPARE(mail.page.rows.at(0).history.timeline.size(), std::size_t{2});  // asked, displayed
        QVERIFY(mail.cache.reader->report(other));
    }

    void aReportThatComesBeforeItsMailIsFoundAgain()
    {
        Mail mail;
        mail.arrive(notification("bob@ex.org", displayed));
        QCOMPARE(mail.unmatched(), "bob@ex.org None 1?"_ba);
        mail.arrive(ourMail(), "Sent");
        QVERIFY(mail.matrix().startsWith("bob@ex.org Displayed 1;"));
        QCOMPARE(mail.unmatched(), QByteArray());
    }

    void whatWasBrokenOffGoesOnAtTheNextStart()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.service.reset();
        mail.list(notification("bob@ex.org", displayed));
        mail.bring(notification("bob@ex.org", displayed));
        QCOMPARE(mail.cache.reader->lookups(mail.cache.account, {}, 9).size(), std::size_t{1});
        mail.start();
        QVERIFY(mail.matrix().startsWith("bob@ex.org Displayed 1;"));
        QVERIFY(mail.cache.reader->lookups(mail.cache.account, {}, 9).empty());
    }

    void anotherAddressIsLearned()
    {
        Mail mail;
        mail.arrive(ourMail("<m1@home.example>", "bob@ex.org"), "Sent");
        mail.arrive(ourMail("<m2@home.example>", "bob@ex.org, carol@ex.org"), "Sent");
        // Known by its own server to be from there, one tells who answers for whom; the next need not.
        QByteArray first = notification("robert@ex.org", displayed);
        first.replace("Final-Recipient:", "Original-Recipient: rfc822; bob@ex.org\r\nFinal-Recipient:");
        first.replace("Return-Path: <>\r\n",
                      "Authentication-Results: mx.home.example; dmarc=pass header.from=ex.org\r\n");
        mail.arrive(first);
        mail.arrive(notification("robert@ex.org", displayed, "<m2@home.example>", "<r2@ex.org>"));
        QVERIFY2(mail.matrix().contains("bob@ex.org Displayed 1; carol@ex.org Requested"),
                 mail.matrix().constData());
    }

    void pagesFollowOneAnother()
    {
        Mail mail;
        for (int i = 0; i < 5; ++i)
            mail.arrive(ourMail("<m" + QByteArray::number(i) + "@home.example>", "bob@ex.org"), "Sent");
        mail.service->tellSent({receipts::SentQuery::Which::Sent, 4, 3, {}});
        QCOMPARE(mail.page.serial, 4);
        QCOMPARE(mail.page.rows.size(), std::size_t{3});
        QVERIFY(mail.page.next);
        mail.service->tellSent({receipts::SentQuery::Which::Sent, 5, 3, mail.page.next});
        QCOMPARE(mail.page.rows.size(), std::size_t{2});
        QVERIFY(!mail.page.next);
    }

    void believedReportsAreFiledByTheJournal()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.service->fileInto(mail.cache.account, "Old");
        mail.arrive(notification("bob@ex.org", displayed));
        mail.arrive(notification("eve@evil.example", displayed, "<guessed@home.example>"));
        mail.arrive(notification("carol@ex.org", displayed), "Old");
        QCOMPARE(mail.moves.size(), std::size_t{1});
        const auto *move = std::get_if<journal::MoveMessages>(&mail.moves.front());
        QVERIFY(move != nullptr);
        QCOMPARE(move->to, "Old"_ba);
        QCOMPARE(move->targets.mailbox, "INBOX"_ba);
        mail.start();  // the wish stays
        mail.arrive(notification("dora@ex.net", displayed));
        QCOMPARE(mail.moves.size(), std::size_t{2});
    }

    // Whoever has put one back finds it where it was put.
    void aReportIsFiledOnceWhateverBecomesOfTheCache()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.received = mail.clock.now().addSecs(-60);
        mail.arrive(notification("carol@ex.org", displayed));  // before anybody wished it
        mail.service->fileInto(mail.cache.account, "Old");
        mail.received = mail.clock.now().addSecs(60);
        mail.arrive(notification("bob@ex.org", displayed));
        QCOMPARE(mail.moves.size(), std::size_t{1});
        mail.loseCache();
        mail.arrive(ourMail(), "Sent");
        mail.arrive(notification("bob@ex.org", displayed));
        mail.received = mail.clock.now().addSecs(-60);
        mail.arrive(notification("carol@ex.org", displayed));
        QCOMPARE(mail.moves.size(), std::size_t{1});
        QVERIFY(mail.matrix().startsWith("bob@ex.org Displayed 1; carol@ex.org Displayed 1;"));
    }

    void aReportThatCameBeforeItsMailIsFiledWhenThatIsFound()
    {
        Mail mail;
        mail.service->fileInto(mail.cache.account, "Old");
        mail.arrive(notification("bob@ex.org", displayed));
        QVERIFY(mail.moves.empty());
        mail.arrive(ourMail(), "Sent");
        QCOMPARE(mail.moves.size(), std::size_t{1});
        mail.arrive(ourMail("<m1@home.example>", "bob@ex.org, eve@ex.org"), "Sent");  // and not again
        QCOMPARE(mail.moves.size(), std::size_t{1});
    }

    // Where a folder has all mail, it has what we have answered to others.
    void ourOwnReceiptsAreNoReports()
    {
        Mail mail;
        mail.arrive(notification("me@home.example", displayed, "<of-ann@ex.org>"), "All");
        mail.arrive(notification("me@home.example", displayed, "<of-ann@ex.org>", "<other>"));
        QCOMPARE(mail.unmatched(), QByteArray());
        QVERIFY(mail.cache.reader->lookups(mail.cache.account, {}, 9).empty());
        // But whoever writes to himself answers himself, also where the answer is found first.
        mail.arrive(notification("me@home.example", displayed, "<self@home.example>", "<answer>"));
        QCOMPARE(mail.unmatched(), QByteArray());
        mail.arrive(ourMail("<self@home.example>", "me@home.example"), "Sent");
        QCOMPARE(mail.matrix(), "me@home.example Displayed 1"_ba);
    }

    void theServersClockCountsMoreThanTheReports()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.received = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);  // and our mail is of the third
        mail.arrive(notification("bob@ex.org", displayed));
        mail.received = QDateTime(QDate(2026, 3, 6), QTime(0, 0), Qt::UTC);
        mail.arrive(notification("carol@ex.org", displayed, "<m1@home.example>", "<late>",
                                 "Wed, 4 Mar 2099 08:30:00 +0000"));
        QVERIFY(mail.matrix().startsWith("bob@ex.org Displayed 1; carol@ex.org Displayed 1;"));
        QCOMPARE(mail.page.rows.at(0).history.confidence, Confidence::Likely);
        QCOMPARE(mail.page.rows.at(1).history.confidence, Confidence::Certain);
        QCOMPARE(mail.page.rows.at(1).history.timeline.back().at, mail.received);
    }

    void aFloodOfForgedReportsHidesNothing()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        for (int i = 0; i < 300; ++i) {
            const QByteArray number = QByteArray::number(i);
            QByteArray forged = notification("eve" + number + "@evil.example", displayed, "<m1@home.example>",
                                             "<f" + number + ">");
            if (i % 2 == 0)
                forged.replace("Final-Recipient: rfc822; eve" + number + "@evil.example",
                               "Final-Recipient: rfc822; bob@ex.org");
            mail.arrive(forged);
        }
        mail.arrive(notification("carol@ex.org", displayed));
        mail.arrive(notification("bob@ex.org", "Disposition: manual-action/MDN-sent-manually; deleted"));
        mail.matrix();
        QCOMPARE(mail.page.rows.at(1).history.state, RecipientState::Displayed);  // carol
        QCOMPARE(mail.page.rows.at(1).history.confidence, Confidence::Certain);
        QVERIFY(mail.page.rows.at(0).reports.size() <= 11);  // ten that pretend to be of bob's, and bob's
        QVERIFY(mail.page.rows.at(0).surplus >= 140);
        QVERIFY(mail.page.rows.size() <= 3 + 200);
    }

    void anAccountThatIsRemovedTakesItsMailAlong()
    {
        Mail mail;
        mail.arrive(ourMail(), "Sent");
        mail.arrive(notification("bob@ex.org", displayed));
        const auto rows = [&](const store::Database &database, const char *sql) {
            auto query = database.prepare(sql);
            return query && *query->step() ? query->integer(0) : -1;
        };
        constexpr auto aliases = "SELECT count(*) FROM alias", copies = "SELECT count(*) FROM sent_copies";
        QVERIFY(receipts::learn(
            *mail.user, {{{}, "bob", "ex.org"}, {{}, "robert", "ex.net"}}));  // who asked, who answers
        const auto cache = store::Database::open(mail.cache.path(), store::Database::Mode::ReadOnly);
        QCOMPARE(rows(*mail.user, aliases), 1);
        QCOMPARE(rows(*cache, copies), 1);
        mail.service->forgetAccount(mail.cache.account);
        mail.cache.apply(store::AccountRemoved{mail.cache.account});
        QCOMPARE(rows(*mail.user, aliases), 0);
        QCOMPARE(rows(*cache, copies), 0);
        QCOMPARE(mail.matrix(), QByteArray());
        QVERIFY(mail.cache.reader->toldOf("<m1@home.example>").empty());
    }
};

POSTHORN_TEST(ReportServiceTest)
#include "tst_reportservice.moc"
