// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/mailboxscripts.h"

#include "core/imap/sync/convert.h"

QByteArray summary(quint32 number, quint32 uid, const QByteArray &flags)
{
    return "S: * " + QByteArray::number(number) + " FETCH (UID " + QByteArray::number(uid) + " FLAGS ("
        + flags
        + ") INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" \"PLAIN\" "
          "NIL NIL"
          " NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] {15}␍␊Subject: hi␍␊␍␊)\n";
}

QByteArray selectAnswer(const char *tag, quint32 count, quint32 validity, const QByteArray &more)
{
    return "S: * " + QByteArray::number(count) + " EXISTS\nS: * OK [UIDVALIDITY "
        + QByteArray::number(validity) + "] valid\n" + more + "S: " + tag + " OK [READ-WRITE] selected\n";
}

QByteArray look(const QList<quint32> &uids)
{
    QByteArray script;
    for (qsizetype i = 0; i < uids.size(); ++i)
        script += "S: * " + QByteArray::number(i + 1) + " FETCH (UID " + QByteArray::number(uids.at(i))
            + " FLAGS ())\n";
    return script;
}

QByteArray filled(QByteArray script)
{
    return script.replace("@items@", imap::sync::summaryItems);
}

void openThree(World &world, const char *capabilities)
{
    world.goOnline(capabilities);
    world.playOn(("C: a1 SELECT INBOX\n" + selectAnswer("a1", 3) + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
                  + look({10, 20, 30}) + "S: a2 OK\n" + filled("C: a3 UID FETCH 10,20,30 (@items@)\n")
                  + summary(1, 10) + summary(2, 20) + summary(3, 30) + "S: a3 OK done\n")
                     .constData());
}

store::FolderId folderId(World &world, const QByteArray &mailbox)
{
    const auto folder = world.reader().folder(world.account().id, mailbox);
    return folder ? folder->id : store::FolderId{};
}

QByteArray storedFlags(World &world)
{
    QByteArrayList uids;
    for (const store::FlagsSeen &seen : world.reader().knownFlags(folderId(world)))
        uids.append(QByteArray::number(seen.uid.value) + (seen.flags.has(store::Flags::Seen) ? "s" : ""));
    return uids.join(' ');
}
