// SPDX-License-Identifier: GPL-3.0-or-later
// bench_parse RUNS: parses 100,000 FETCH responses as a server sends them for a new folder (UID, FLAGS,
// INTERNALDATE, RFC822.SIZE, ENVELOPE, BODYSTRUCTURE) and prints one JSON object a run: megabytes and
// responses per second of processor time, heap allocations a response (all of them, the strings' too), and
// the memory one value holds when it is kept.
#include "core/imap/wire/framer.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/parser.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>

// Every allocation of this program passes here: operator new and Qt's containers use malloc.
extern "C" {
void *__libc_malloc(std::size_t);
void *__libc_realloc(void *, std::size_t);
static thread_local qint64 allocations = 0;
void *malloc(std::size_t size)
{
    ++allocations;
    return __libc_malloc(size);
}
void *realloc(void *at, std::size_t size)
{
    ++allocations;
    return __libc_realloc(at, size);
}
}

namespace {

constexpr int messages = 100'000;
constexpr qsizetype received = 64 * 1024;  // what a socket gives at once

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

QByteArray person(int i)
{
    static const char *const names[] = {"Ada Lovelace", "Grace Hopper", "Alan Turing", "Barbara Liskov",
                                        "=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?="};
    return "(\"" + QByteArray(names[i % 5]) + "\" NIL \"user" + QByteArray::number(i % 977) + "\" \"host"
        + QByteArray::number(i % 31) + ".example.org\")";
}

QByteArray people(int from, int count)
{
    QByteArray list("(");
    for (int i = 0; i < count; ++i)
        list += person(from + i * 7);
    return list + ')';
}

QByteArray textPart(const char *subtype, int i)
{
    return "(\"TEXT\" \"" + QByteArray(subtype) + R"(" ("CHARSET" "utf-8") NIL NIL "QUOTED-PRINTABLE" )"
        + QByteArray::number(800 + i % 9000) + ' ' + QByteArray::number(20 + i % 200) + " NIL NIL NIL NIL)";
}

QByteArray multipart(const QByteArray &parts, const char *subtype, int i)
{
    return '(' + parts + " \"" + subtype + "\" (\"BOUNDARY\" \"----=_Part_" + QByteArray::number(i)
        + "_8127.5540\") NIL NIL NIL)";
}

// Of ten mails five are plain text, three have an HTML alternative, one has an attachment beside it, and one
// is signed.
QByteArray structure(int i)
{
    const QByteArray alternative = multipart(textPart("PLAIN", i) + textPart("HTML", i), "ALTERNATIVE", i);
    switch (i % 10) {
    case 1:
    case 4:
    case 7: return alternative;
    case 2:
        return multipart(alternative + R"(("APPLICATION" "PDF" ("NAME" "report)" + QByteArray::number(i)
                             + R"(.pdf") NIL NIL "BASE64" 182374 NIL ("ATTACHMENT" ("FILENAME" "report)"
                             + QByteArray::number(i) + R"(.pdf")) NIL NIL))",
                         "MIXED", i);
    case 5:
        return '(' + textPart("PLAIN", i)
            + R"(("APPLICATION" "PGP-SIGNATURE" NIL NIL NIL "7BIT" 833 NIL NIL NIL NIL) "SIGNED" ("BOUNDARY" "sgn)"
            + QByteArray::number(i)
            + R"(" "MICALG" "pgp-sha256" "PROTOCOL" "application/pgp-signature") NIL NIL NIL))";
    default: return textPart("PLAIN", i);
    }
}

QByteArray fetch(int i)
{
    const QByteArray number = QByteArray::number(i);
    const QByteArray sender = people(i, 1);
    const QByteArray repliedTo =
        i % 3 == 0 ? "\"<" + QByteArray::number(i - 1) + ".1719@mail.example.org>\"" : "NIL";
    return "* " + number + " FETCH (UID " + QByteArray::number(i + 4000) + " FLAGS ("
        + (i % 4 == 0       ? ""
               : i % 7 == 0 ? "\\Seen \\Answered $Forwarded"
                            : "\\Seen")
        + ") INTERNALDATE \"17-Jul-2024 02:44:25 +0200\" RFC822.SIZE " + QByteArray::number(1200 + i % 90000)
        + " ENVELOPE (\"Wed, 17 Jul 2024 02:44:20 +0200\" \"Re: Minutes of the meeting no. " + number
        + " and what was left open\" " + sender + ' ' + sender + ' ' + sender + ' ' + people(i + 3, 1 + i % 3)
        + ' ' + (i % 5 == 0 ? people(i + 11, 2) : QByteArray("NIL")) + " NIL " + repliedTo + " \"<" + number
        + ".1719@mail.example.org>\") BODYSTRUCTURE " + structure(i) + ")\r\n";
}

struct Outcome {
    double seconds = 0;
    qint64 allocations = 0;
    int values = 0;
};

Outcome parseAll(const QByteArray &stream, std::vector<imap::Response> *keep)
{
    imap::ResponseFramer framer({imap::limits::lineOctets, imap::limits::frameOctets});
    Outcome outcome;
    const qint64 before = allocations;
    const double start = cpuSeconds();
    for (qsizetype at = 0; at < stream.size(); at += received) {
        framer.feed(QByteArrayView(stream).sliced(at, std::min(received, stream.size() - at)));
        for (auto frame = framer.next(); frame && *frame; frame = framer.next()) {
            auto value = imap::parseResponse(**frame);
            const auto *data = value ? std::get_if<imap::Untagged>(&*value) : nullptr;
            const auto *fetched = data != nullptr ? std::get_if<imap::Fetch>(data) : nullptr;
            outcome.values +=
                fetched != nullptr && fetched->items.envelope && fetched->items.bodyStructure ? 1 : 0;
            if (keep != nullptr && value)
                keep->push_back(std::move(*value));
        }
    }
    outcome.seconds = cpuSeconds() - start;
    outcome.allocations = allocations - before;
    return outcome;
}

double bytesPerValue(const QByteArray &stream)
{
    std::vector<imap::Response> kept;
    kept.reserve(messages);
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    parseAll(stream, &kept);
    const std::size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
    return static_cast<double>(after - before) / messages + sizeof(imap::Response);
}

}

int main(int argc, char **argv)
{
    const int runs = argc > 1 ? std::atoi(argv[1]) : 1;
    QByteArray stream;
    for (int i = 1; i <= messages; ++i)
        stream += fetch(i);
    const double bytes = bytesPerValue(stream);
    for (int run = 0; run < runs; ++run) {
        const Outcome outcome = parseAll(stream, nullptr);
        if (outcome.values != messages) {
            std::fputs("bench_parse: not every response was a value\n", stderr);
            return 1;
        }
        std::printf("{\"parse_mb_per_s\":%.1f,\"parse_responses_per_s\":%.0f,\"parse_allocs\":%.3f,"
                    "\"parse_bytes_per_value\":%.0f}\n",
                    static_cast<double>(stream.size()) / 1e6 / outcome.seconds, messages / outcome.seconds,
                    static_cast<double>(outcome.allocations) / messages, bytes);
    }
    return 0;
}
