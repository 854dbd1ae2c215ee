// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>

// Every bound on what a server may make us hold or do, in one place, with its reason.
namespace imap::limits {

// SEARCH and SORT answer a mailbox of a million messages with one line of 6.9 MB (measured on Dovecot).
inline constexpr qsizetype lineOctets = qsizetype{16} * 1024 * 1024;
// The largest part anybody fetches in one go; larger ones are fetched in partial chunks.
inline constexpr qsizetype frameOctets = qsizetype{64} * 1024 * 1024;
// A part put together from such chunks: it is held in memory whole, and again while it is decoded. Servers
// take messages of 25 to 150 MB.
inline constexpr qsizetype partOctets = qsizetype{256} * 1024 * 1024;
// Before login nothing but greetings, capabilities and challenges is legal.
inline constexpr qsizetype preAuthFrameOctets = qsizetype{64} * 1024;
// BODYSTRUCTURE and address nesting; real mail stays under 20.
inline constexpr int nesting = 100;
// Parts of one mail; digests and mailing-list archives stay under a thousand. Two octets of a hostile
// BODYSTRUCTURE would else cost some 400 octets of memory.
inline constexpr int bodyParts = 10'000;
// Lists within lists of a THREAD response; a real mailbox's thread branches within branches a few dozen
// times.
inline constexpr std::size_t threadNesting = 1'000;
// Flags, addresses, parameters, capabilities in one list.
inline constexpr std::size_t listElements = 100'000;
// A COPYUID that claims more is not expanded to pairs; no server copies that many messages in one command.
inline constexpr quint64 copiedMessages = quint64{1} << 20;
// Responses before the login: no server has that much to say; one that has is up to something.
inline constexpr int preAuthResponses = 1000;
// SASL: SCRAM takes two rounds, GSSAPI three, a Kerberos ticket with group data some 12 KiB (RFC 4120).
inline constexpr int saslRounds = 8;
inline constexpr qsizetype saslChallengeOctets = qsizetype{16} * 1024;
// Responses until a tagged one comes: twice the messages of the largest mailboxes that are used.
inline constexpr int responsesPerCommand = 10'000'000;
// Of these, words ("* OK still here") and what cannot be read: one a second for a day.
inline constexpr int wordsPerCommand = 100'000;
// Fewer octets than these within the time a command may be silent are silence: a line of two octets a second
// carries no mail, and one octet now and then would keep us waiting for ever.
inline constexpr qsizetype progressOctets = 256;
// Messages found, sorted or threaded in one answer: those of the largest mailbox anybody has, and some more.
inline constexpr std::size_t foundMessages = 10'000'000;
// Ranges of them: half as many, when every second UID is left.
inline constexpr std::size_t foundRanges = foundMessages / 2;
// FETCH responses kept as the echo of a STORE: some for each message it names, and for news in between.
inline constexpr quint64 echoesPerMessage = 4, echoesBesides = 16;
inline constexpr quint64 echoedMessages = 1'000'000;
// Messages of a mailbox whose server has no UIDs, so that numbers must be kept for each: more than any server
// of that age could hold.
inline constexpr quint32 numberedMessages = 1'000'000;
// Mailboxes of one account: more than anybody can look at; what a server lists beyond is not kept.
inline constexpr std::size_t mailboxes = 100'000;
// Different [ALERT] texts of one connection: a flood is not news.
inline constexpr qsizetype alerts = 100;
// Command lines (RFC 2683, 3.2.1.5 says 1000; every server in use takes 8000, RFC 9051 says 8192).
inline constexpr qsizetype commandLineOctets = 8000;
// To servers before IMAP4, some of which read a line of 8 k into a smaller buffer ("Command line too long").
inline constexpr qsizetype oldCommandLineOctets = 1000;

}
