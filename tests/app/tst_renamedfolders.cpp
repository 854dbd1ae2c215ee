// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/modelaccount.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::MoveMessages;

// Folders that others rename, before the list has told: what is to be done there is done there.
class RenamedFoldersTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ModelAccount> m_account;

    journal::Targets first(const QByteArray &mailbox)
    {
        const auto box = m_account->model.find(mailbox);
        const QByteArray id = model::fieldOf(box->messages[0].octets, "Message-ID");
        journal::Targets targets{m_account->account.id, mailbox, {box->uidValidity}, {}};
        targets.add({m_account->account.id,
                     mailbox,
                     {box->uidValidity},
                     {box->messages[0].uid},
                     id.sliced(1, id.size() - 2),
                     {}});
        return targets;
    }
    QByteArrayList contents(const QByteArray &mailbox)
    {
        QByteArrayList ids;
        for (const model::Message &message : m_account->model.find(mailbox)->messages)
            ids.append(message.testId);
        return ids;
    }
    void expectNothingLeft()
    {
        journal::Journal *journal = m_account->room().journal();
        QVERIFY(!m_account->model.find("Work"));
        QVERIFY(journal->pending().empty());
        QVERIFY(journal->failures().empty());
        QCOMPARE(m_account->model.complaints(), QByteArrayList());
    }

private Q_SLOTS:
    void init()
    {
        m_account = std::make_unique<ModelAccount>(
            QByteArrayList{"IMAP4rev1", "UIDPLUS", "MOVE", "UNSELECT", "IDLE", "OBJECTID"});
        m_account->model.create("Work");
        for (const char *mailbox : {"INBOX", "Work"}) {
            for (const char *number : {"1", "2"})
                m_account->model.append(*m_account->model.find(mailbox),
                                        model::makeMessage(QByteArray(mailbox) + number));
        }
        m_account->start();
        m_account->answer();
        m_account->engine->openFolder(m_account->folder("Work"));
        m_account->answer();
        m_account->engine->openFolder(m_account->folder("INBOX"));
        m_account->answer();
    }
    void cleanup() { m_account.reset(); }

    void whatIsMovedThereArrives()
    {
        COVERS("REL-44", "MA-11");
        m_account->model.rename("Work", "Play");
        m_account->room().journal()->append(MoveMessages{first("INBOX"), "Work", MoveMessages::Wish::Move});
        m_account->answer();
        QCOMPARE(contents("Play"), (QByteArrayList{"Work1", "Work2", "INBOX1"}));
        QCOMPARE(contents("INBOX"), QByteArrayList{"INBOX2"});
        expectNothingLeft();
    }
    void whatIsSavedThereArrives()
    {
        COVERS("REL-44", "MA-11");
        m_account->model.rename("Work", "Play");
        m_account->room().journal()->append(
            journal::AppendMessage{m_account->account.id,
                                   "Work",
                                   {},
                                   {},
                                   "x@test.example",
                                   "Message-ID: <x@test.example>\r\nX-Test-Id: x\r\n\r\ntext\r\n"});
        m_account->answer();
        QCOMPARE(contents("Play"), (QByteArrayList{"Work1", "Work2", "x"}));
        expectNothingLeft();
    }
    void whatIsMarkedThereIsMarked()
    {
        COVERS("REL-44");
        m_account->model.rename("Work", "Play");
        journal::Targets targets = first("Play");
        targets.mailbox = "Work";
        m_account->room().journal()->append(journal::ChangeFlags{targets, "\\Flagged", true});
        m_account->answer();
        QVERIFY(m_account->model.find("Play")->messages[0].flags.contains("\\Flagged"));
        expectNothingLeft();
    }
    // Told at once while it is watched; else with the next look at the counts.
    void aWatchedFolderTellsItsNewMailAtOnce()
    {
        QByteArrayList news;
        connect(m_account->engine.get(), &app::Engine::newMail, this,
                [&news](const accounts::NewMail &mail) { news.append(mail.mailbox); });
        const auto arrive = [this](const char *id) {
            m_account->model.append(*m_account->model.find("Work"), model::makeMessage(id));
            m_account->tellNews();
        };
        arrive("Work3");
        QCOMPARE(news, QByteArrayList());
        m_account->room().watchFolder(m_account->account.id, "Work", true);
        m_account->answer();
        news.clear();
        arrive("Work4");
        QCOMPARE(news, QByteArrayList{"Work"});
        m_account->room().watchFolder(m_account->account.id, "Work", false);
        m_account->answer();
        arrive("Work5");
        QCOMPARE(news, QByteArrayList{"Work"});
        QCOMPARE(m_account->mostSelections(), 1);
    }
};

POSTHORN_TEST(RenamedFoldersTest)
#include "tst_renamedfolders.moc"
