// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/receiptworld.h"

#include "core/receipts/ownaddress.h"
#include "core/receipts/report.h"
#include "core/receipts/request.h"

void openInbox(World &world, const ReceiptFixture &fixture)
{
    const bool modSeqs = fixture.capabilities.contains("CONDSTORE");
    QByteArray fields = "{" + QByteArray::number(fixture.header.size()) + "}\r\n" + fixture.header;
    world.goOnline(fixture.capabilities);
    QByteArray script = R"(
        C: a2 SELECT INBOX (CONDSTORE)
        S: * 1 EXISTS
        S: * OK [PERMANENTFLAGS (@flags@)] kept
        S: * OK [UIDVALIDITY 7] valid
        S: * OK [UIDNEXT 43] next
        S: * OK [HIGHESTMODSEQ 61] highest
        S: a2 OK [@access@] selected
        C: a3 UID FETCH 1:* (UID FLAGS)
        S: * 1 FETCH (UID 42 FLAGS (@set@))
        S: a3 OK done
        C: a4 UID FETCH 42 (@items@)
        S: * 1 FETCH (UID 42 FLAGS (@set@) INTERNALDATE " 1-Jan-2026 10:00:00 +0000" RFC822.SIZE @size@ BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" @octets@ 1) BODY[HEADER.FIELDS (DATE)] "@header@")
        S: a4 OK done
    )";
    if (fixture.kept)
        script.truncate(script.indexOf("C: a4"));
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    if (fixture.kept && modSeqs && folder && folder->inStepWith.value > 0) {  // something has happened since
        const quint64 since = folder->inStepWith.value;
        script.replace("HIGHESTMODSEQ 61", "HIGHESTMODSEQ " + QByteArray::number(since + 1))
            .replace("1:* (UID FLAGS)", "1:* (UID FLAGS) (CHANGEDSINCE " + QByteArray::number(since) + ')');
    }
    if (!modSeqs) {
        script.replace("        S: * OK [HIGHESTMODSEQ 61] highest\n", "");
        script.replace(" (CONDSTORE)\n", "\n")
            .replace("a2 ", "a1 ")
            .replace("a3 ", "a2 ")
            .replace("a4 ", "a3 ");
    }
    script.replace("@access@", fixture.access);
    script.replace("@octets@", QByteArray::number(fixture.textOctets));
    script.replace("@size@", QByteArray::number(fixture.octets));
    script.replace("@flags@", fixture.permanentFlags).replace("@set@", fixture.flags);
    script.replace("@items@", QByteArray(imap::sync::summaryItems))
        .replace("\"@header@\"", fields.replace("\r\n", "␍␊"));
    world.playOn(script.constData());
}

receipts::Decision decision(World &world, receipts::Decision::Kind kind, const ReceiptFixture &fixture)
{
    const auto header = mime::Header::parse(fixture.header);
    const QByteArray own =
        receipts::ownAddressFor(header, {world.account().address.toUtf8()}, world.account().id);
    const auto request = receipts::readRequest(header, own, {});
    receipts::Decision decision;
    decision.kind = kind;
    if (!request)
        return decision;
    decision.key = request->key;
    decision.fingerprint = request->fingerprint;
    decision.account = world.account().id;
    decision.target = {world.account().id,  "INBOX", imap::UidValidity{7}, imap::Uid{42}, request->messageId,
                       request->fingerprint};
    receipts::ReportOptions options;
    options.from = {QStringLiteral("Me"), "me", "home.example"};
    options.subject = QStringLiteral("Read: Offer");
    options.humanText = QStringLiteral("Your message was displayed. This is no proof that it was read.");
    options.date = world.clock().now();
    options.messageIdRandom = "0123456789abcdef";
    decision.report = receipts::buildReport(*request, options);
    return decision;
}

std::vector<quint32> stored(World &world)
{
    std::vector<quint32> uids;
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    for (const store::FlagsSeen &seen : world.reader().knownFlags(folder->id))
        uids.push_back(seen.uid.value);
    return uids;
}

store::CopyId copyOf(World &world, imap::Uid uid)
{
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    return world.reader().find(folder->id, uid).value_or(store::CopyId{});
}
