// SPDX-License-Identifier: GPL-3.0-or-later
// bench_mime RUNS: takes 10,000 generated mails apart (200 MB: plain text, alternatives in quoted-printable,
// attachments in base64) and decodes all of their parts. Prints one JSON object a run: messages and megabytes
// per second of processor time; the memory that parsing takes at most beyond the message, and that parsing
// and decoding its parts one after the other take, each as a multiple of the messages' size.
#include "core/mime/part.h"
#include "core/mime/textpart.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>

// Every allocation of this program passes here: operator new and Qt's containers use malloc.
extern "C" {
void *__libc_malloc(std::size_t);
void *__libc_realloc(void *, std::size_t);
void __libc_free(void *);
static bool isCounting = false;
static qint64 held = 0, most = 0;
static void count(void *at, int sign)
{
    if (isCounting && at != nullptr) {
        held += sign * static_cast<qint64>(malloc_usable_size(at));
        most = std::max(most, held);
    }
}
void *malloc(std::size_t size)
{
    void *at = __libc_malloc(size);
    count(at, 1);
    return at;
}
void *realloc(void *at, std::size_t size)
{
    count(at, -1);
    void *moved = __libc_realloc(at, size);
    count(moved, 1);
    return moved;
}
void free(void *at)
{
    count(at, -1);
    __libc_free(at);
}
}

namespace {

constexpr int messages = 10'000;

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Prose of about that many octets; some lines have characters beyond ASCII.
QByteArray prose(int i, int octets)
{
    static const char *const lines[] = {
        "The minutes of the meeting are attached, with what was left open last week.\r\n",
        "Could you look at the second paragraph again? I am not sure about the date.\r\n",
        "Gr\xc3\xbc\xc3\x9f"
        "e aus M\xc3\xbcnchen, und bis n\xc3\xa4"
        "chste Woche.\r\n",
        "\r\n",
        "> what you wrote before is quoted here, as everybody does it, and a bit more\r\n",
    };
    QByteArray text;
    for (int line = i; text.size() < octets; ++line)
        text += lines[line % 5];
    return text;
}

QByteArray header(int i)
{
    const QByteArray number = QByteArray::number(i);
    QByteArray received;
    for (int hop = 0; hop < 4; ++hop)
        received += "Received: from mx" + QByteArray::number(hop)
            + ".example.org (mx.example.org [192.0.2.7])\r\n\tby mail" + QByteArray::number(hop + 1)
            + ".example.com (Postfix) with ESMTPS id 4F7C" + number
            + "\r\n\tfor <ann@example.com>; Wed, 17 Jul 2024 02:44:20 +0200 (CEST)\r\n";
    return "Return-Path: <bob" + number + "@example.org>\r\n" + received
        + "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; "
          "s=mail; h=from:to:subject:date;\r\n\tbh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n\tb="
        + QByteArray(170, 'x') + "\r\nFrom: =?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?= <bob" + number
        + "@example.org>\r\nTo: Ann Example <ann@example.com>, \"Example, Carl\" "
          "<carl@example.com>\r\nSubject: "
          "=?UTF-8?B?UHJvdG9rb2xsIGRlciBTaXR6dW5nIHZvbSBEb25uZXJzdGFnLCBuw6RjaHN0ZSBTY2hyaXR0ZQ==?=\r\nDate: "
          "Wed, 17 Jul "
          "2024 02:44:20 +0200\r\nMessage-ID: <"
        + number
        + ".1719@mail.example.org>\r\nReferences: <1@x.example> <2@x.example>\r\n"
          "MIME-Version: 1.0\r\nX-Mailer: Bench\r\n";
}

QByteArray textPart(const char *subtype, const char *encoding, const QByteArray &text)
{
    return QByteArray("Content-Type: text/") + subtype
        + "; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + text;
}

QByteArray alternative(int i, const QByteArray &boundary)
{
    const QByteArray plain = prose(i, 2500);
    QByteArray html = "<html><head><style>p { margin: 0 }</style></head><body>";
    for (const QByteArray &line : prose(i, 6000).split('\n'))
        html += "<p class=\"text\">" + line.trimmed() + "</p>\r\n";
    return "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n"
        + textPart("plain", "quoted-printable", mime::encodeQuotedPrintable(plain)) + "\r\n--" + boundary
        + "\r\n" + textPart("html", "quoted-printable", mime::encodeQuotedPrintable(html + "</body></html>"))
        + "\r\n--" + boundary + "--\r\n";
}

QByteArray withAttachment(int i)
{
    QByteArray file;
    for (quint32 state = static_cast<quint32>(i); file.size() < 52'000;)
        file += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return "Content-Type: multipart/mixed; boundary=\"=_mixed\"\r\n\r\n--=_mixed\r\n"
        + alternative(i, "=_alt")
        + "\r\n--=_mixed\r\nContent-Type: application/pdf; name=\"report.pdf\"\r\nContent-Transfer-Encoding: "
          "base64\r\nContent-Disposition: attachment; filename*0*=utf-8''Bericht%20f%C3%BCr; "
          "filename*1=.pdf\r\n\r\n"
        + mime::encodeBase64Lines(file) + "\r\n--=_mixed--\r\n";
}

// Of ten mails five are plain text, three have an HTML alternative, and two an attachment beside that.
QByteArray mail(int i)
{
    switch (i % 10) {
    case 1:
    case 4:
    case 7: return header(i) + alternative(i, "----=_Part_" + QByteArray::number(i));
    case 2:
    case 5: return header(i) + withAttachment(i);
    default: return header(i) + textPart("plain", "8bit", prose(i, 2000 + i % 3000));
    }
}

// Something of each part, so that no work can be left out.
qsizetype decoded(const mime::ParsedPart &part)
{
    qsizetype size = 0;
    for (const mime::ParsedPart &inside : part.parts)
        size += decoded(inside);
    if (!part.parts.empty())
        return size;
    return part.info.isText() ? mime::decodedTextPart(part.info, part.body).text.size()
                              : mime::decodeTransfer(part.body, part.info.encoding).size();
}

struct Memory {
    double parsing = 0, decoding = 0;
};

Memory memoryFor(const std::vector<QByteArray> &mails)
{
    double size = 0, parsing = 0, decoding = 0;
    isCounting = true;
    for (const QByteArray &each : mails) {
        held = most = 0;
        const mime::ParsedMessage message = mime::parseMessage(each);
        parsing += static_cast<double>(most);
        if (decoded(message.root) == 0)
            std::fputs("bench_mime: a mail without a text\n", stderr);
        decoding += static_cast<double>(most);
        size += static_cast<double>(each.size());
    }
    isCounting = false;
    return {parsing / size, decoding / size};
}

}

int main(int argc, char **argv)
{
    const int runs = argc > 1 ? std::atoi(argv[1]) : 1;
    std::vector<QByteArray> mails;
    double octets = 0;
    for (int i = 0; i < messages; ++i) {
        mails.push_back(mail(i));
        octets += static_cast<double>(mails.back().size());
    }
    const Memory memory = memoryFor(mails);
    for (int run = 0; run < runs; ++run) {
        const double start = cpuSeconds();
        qsizetype sum = 0;
        for (const QByteArray &each : mails)
            sum += decoded(mime::parseMessage(each).root);
        const double seconds = cpuSeconds() - start;
        std::printf("{\"mime_messages_per_s\":%.0f,\"mime_mb_per_s\":%.1f,\"mime_parse_memory\":%.3f,"
                    "\"mime_decode_memory\":%.3f,\"mime_mb\":%.1f,\"mime_decoded_mb\":%.1f}\n",
                    messages / seconds, octets / 1e6 / seconds, memory.parsing, memory.decoding, octets / 1e6,
                    static_cast<double>(sum) / 1e6);
    }
    return 0;
}
