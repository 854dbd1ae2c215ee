// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/knownwords.h"

#include "core/imap/wire/octets.h"
#include "core/imap/wire/slice.h"

#include <array>
#include <cstring>
#include <string_view>

namespace imap {

namespace {

using namespace std::string_view_literals;

constexpr auto words = std::to_array<std::string_view>({
    // flags
    "\\Seen"sv,
    "\\Answered"sv,
    "\\Flagged"sv,
    "\\Deleted"sv,
    "\\Draft"sv,
    "\\Recent"sv,
    "$MDNSent"sv,
    "$Forwarded"sv,
    "$Junk"sv,
    "$NotJunk"sv,
    "NonJunk"sv,
    "Junk"sv,
    "NotJunk"sv,
    // media types and subtypes
    "TEXT"sv,
    "MULTIPART"sv,
    "APPLICATION"sv,
    "IMAGE"sv,
    "MESSAGE"sv,
    "AUDIO"sv,
    "VIDEO"sv,
    "PLAIN"sv,
    "HTML"sv,
    "ALTERNATIVE"sv,
    "MIXED"sv,
    "RELATED"sv,
    "SIGNED"sv,
    "REPORT"sv,
    "RFC822"sv,
    "DELIVERY-STATUS"sv,
    "DISPOSITION-NOTIFICATION"sv,
    "RFC822-HEADERS"sv,
    "PDF"sv,
    "PNG"sv,
    "JPEG"sv,
    "GIF"sv,
    "OCTET-STREAM"sv,
    "PGP-SIGNATURE"sv,
    "PKCS7-SIGNATURE"sv,
    "X-PKCS7-SIGNATURE"sv,
    "CALENDAR"sv,
    "ZIP"sv,
    "X-PATCH"sv,
    "X-DIFF"sv,
    // encodings
    "7BIT"sv,
    "8BIT"sv,
    "BASE64"sv,
    "QUOTED-PRINTABLE"sv,
    "BINARY"sv,
    // parameters and their frequent values
    "CHARSET"sv,
    "NAME"sv,
    "FILENAME"sv,
    "BOUNDARY"sv,
    "FORMAT"sv,
    "DELSP"sv,
    "REPORT-TYPE"sv,
    "METHOD"sv,
    "PROTOCOL"sv,
    "MICALG"sv,
    "SIZE"sv,
    "TYPE"sv,
    "CREATION-DATE"sv,
    "MODIFICATION-DATE"sv,
    "utf-8"sv,
    "UTF-8"sv,
    "us-ascii"sv,
    "US-ASCII"sv,
    "iso-8859-1"sv,
    "ISO-8859-1"sv,
    "iso-8859-15"sv,
    "windows-1252"sv,
    "Windows-1252"sv,
    "flowed"sv,
    "fixed"sv,
    "yes"sv,
    "no"sv,
    "pgp-sha256"sv,
    "pgp-sha512"sv,
    "application/pgp-signature"sv,
    // dispositions
    "ATTACHMENT"sv,
    "INLINE"sv,
    // hosts of very many addresses, and section names
    "gmail.com"sv,
    "HEADER"sv,
    // list attributes
    "\\HasChildren"sv,
    "\\HasNoChildren"sv,
    "\\Noselect"sv,
    "\\NoInferiors"sv,
    "\\Marked"sv,
    "\\UnMarked"sv,
    "\\Subscribed"sv,
    "\\Sent"sv,
    "\\Drafts"sv,
    "\\Trash"sv,
    "\\Junk"sv,
    "\\Archive"sv,
    "\\All"sv,
    "\\Flagged"sv,
});

constexpr std::size_t longest = 26;
constexpr std::size_t slotCount = 512;

constexpr std::size_t slotOf(const char *octets, std::size_t size)
{
    const auto at = [octets](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(octets[i]));
    };
    return (size * 31 + at(0) * 7 + at(size / 2) * 13 + at(size - 1) * 3) % slotCount;
}

// Open addressing, made by the compiler; 0xff is free.
constexpr std::array<unsigned char, slotCount> makeSlots()
{
    std::array<unsigned char, slotCount> slots{};
    slots.fill(0xff);
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::size_t slot = slotOf(words[i].data(), words[i].size());
        while (slots[slot] != 0xff)
            slot = (slot + 1) % slotCount;
        slots[slot] = static_cast<unsigned char>(i);
    }
    return slots;
}

constexpr auto slotTable = makeSlots();
static_assert(words.size() < 0xff && words.size() < slotCount / 2);

// A word of the table, or "" for no octets; null: another one.
QByteArray knownWord(QByteArrayView octets)
{
    const auto size = static_cast<std::size_t>(octets.size());
    if (size == 0)
        return QByteArray("", 0);
    if (size > longest)
        return {};
    for (std::size_t slot = slotOf(octets.data(), size); slotTable[slot] != 0xff;
         slot = (slot + 1) % slotCount) {
        const std::string_view word = words[slotTable[slot]];
        // The words are literals: they live as long as the program and end in NUL, as QByteArray promises.
        if (word.size() == size && std::memcmp(word.data(), octets.data(), size) == 0)
            return QByteArray::fromRawData(word.data(), octets.size());
    }
    return {};
}

}

QByteArray kept(QByteArrayView octets)
{
    QByteArray word = knownWord(octets);
    return word.isNull() ? octets.toByteArray() : word;
}

QByteArray kept(QByteArrayView octets, const QByteArray &owner)
{
    QByteArray word = knownWord(octets);
    return word.isNull() ? sliceOf(owner, octets) : word;
}

QByteArray keptUpper(QByteArrayView octets)
{
    if (octets.size() > static_cast<qsizetype>(longest))
        return octets.toByteArray().toUpper();
    std::array<char, longest> upper{};
    for (qsizetype i = 0; i < octets.size(); ++i)
        upper[static_cast<std::size_t>(i)] = asciiUpper(octets[i]);
    return kept(QByteArrayView(upper.data(), octets.size()));
}

}
