// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include "tests/core/imap/session/oldserver.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// A mailbox of three messages on a server without UIDs. Next: a5
class OfThree : public Dialogue
{
public:
    OfThree()
    {
        oldserver::logIn(*this, oldserver::imap2);
        select(3);
    }
    void store(const QByteArray &uids)
    {
        run<imap::StoreCommand>(*imap::parseUidSet(uids), imap::FlagChange::Add, std::vector{"\\Seen"_ba});
    }
};

}

// What is known of messages that have numbers only, and what is not.
class TestNumbering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Fewer messages without EXPUNGE: which of them are gone is not known.
    void whatIsNoLongerKnownByNumberIsNotTakenForGone()
    {
        COVERS("I2-36");
        OfThree dialogue;
        dialogue.on("poll, then store", [&dialogue] {
            dialogue.run<imap::NoopCommand>();
            dialogue.store("2");
            dialogue.run<imap::CopyCommand>(*imap::parseUidSet("2"), "Kept"_ba);
        });
        dialogue.on("noop", [&dialogue] { dialogue.run<imap::NoopCommand>(); });
        dialogue.on("store", [&dialogue] { dialogue.store("4"); });
        dialogue.play(R"(
            U: poll, then store
            C: a5 NOOP
            S: * 2 EXISTS
            S: a5 OK done
            U: noop
            C: a6 NOOP
            S: * 3 EXISTS
            S: a6 OK done
            U: store
            C: a7 STORE 1 +FLAGS (\Seen)
            S: a7 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 2);
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 3);
    }

    void whatWasExpungedNeedsNoFlags()
    {
        COVERS("I2-36");
        OfThree dialogue;
        dialogue.on("poll, then store", [&dialogue] {
            dialogue.run<imap::NoopCommand>();
            dialogue.store("2");
        });
        dialogue.play(R"(
            U: poll, then store
            C: a5 NOOP
            S: * 2 EXPUNGE
            S: * 2 EXISTS
            S: a5 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 2);
    }
};

POSTHORN_TEST(TestNumbering)
#include "tst_numbering.moc"
