// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/filecontent.h"

#include "core/mime/octets.h"

#include <algorithm>
#include <array>

namespace mime {

namespace {

using namespace std::string_view_literals;

QByteArrayView view(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

struct Magic {
    qsizetype at;
    std::string_view octets;
    FileKind kind;
    bool runs = false;
};

// clang-format off
constexpr auto magics = std::to_array<Magic>({
    {0, "\x7f" "ELF"sv,          FileKind::Program, true},
    {0, "MZ"sv,                  FileKind::Program, true},
    {0, "#!"sv,                  FileKind::Program, true},
    {0, "\xfe\xed\xfa\xce"sv,    FileKind::Program, true},   // Mach-O in its four forms
    {0, "\xfe\xed\xfa\xcf"sv,    FileKind::Program, true},
    {0, "\xce\xfa\xed\xfe"sv,    FileKind::Program, true},
    {0, "\xcf\xfa\xed\xfe"sv,    FileKind::Program, true},
    {0, "\xca\xfe\xba\xbe"sv,    FileKind::Program, true},   // a class of Java, or Mach-O for several machines
    {0, "dex\n"sv,               FileKind::Program, true},
    {0, "\0asm"sv,               FileKind::Program, true},
    {0, "!<arch>\n"sv,           FileKind::Program, true},   // Debian's packages, and libraries
    {0, "\xed\xab\xee\xdb"sv,    FileKind::Program, true},   // RPM
    {0, "hsqs"sv,                FileKind::Program, true},   // squashfs: a snap
    {0, "MSCF"sv,                FileKind::Archive},
    {0, "%!PS"sv,                FileKind::Program, true},   // PostScript is a programming language
    {0, "\x04%!PS"sv,            FileKind::Program, true},
    {0, "\xc5\xd0\xd3\xc6"sv,    FileKind::Program, true},   // EPS with a preview
    {0, "FWS"sv,                 FileKind::Page, true},
    {0, "CWS"sv,                 FileKind::Page, true},
    {0, "ZWS"sv,                 FileKind::Page, true},
    {0, "ITSF"sv,                FileKind::Program, true},   // CHM
    {0, "%PDF-"sv,               FileKind::Document},
    {0, "{\\rtf"sv,              FileKind::Document},
    {0, "\x1f\x8b"sv,            FileKind::Archive},
    {0, "BZh"sv,                 FileKind::Archive},
    {0, "\xfd" "7zXZ\0"sv,       FileKind::Archive},
    {0, "7z\xbc\xaf\x27\x1c"sv,  FileKind::Archive},
    {0, "Rar!\x1a\x07"sv,        FileKind::Archive},
    {0, "\x28\xb5\x2f\xfd"sv,    FileKind::Archive},
    {257, "ustar"sv,             FileKind::Archive},
    {0, "\x89PNG\r\n\x1a\n"sv,   FileKind::Picture},
    {0, "\xff\xd8\xff"sv,        FileKind::Picture},
    {0, "GIF8"sv,                FileKind::Picture},
    {8, "WEBP"sv,                FileKind::Picture},
    {0, "II*\0"sv,               FileKind::Picture},
    {0, "MM\0*"sv,               FileKind::Picture},
    {4, "ftypheic"sv,            FileKind::Picture},
    {4, "ftypavif"sv,            FileKind::Picture},
    {4, "ftypmif1"sv,            FileKind::Picture},
    {4, "ftyp"sv,                FileKind::Video},
    {0, "\x1a\x45\xdf\xa3"sv,    FileKind::Video},
    {8, "AVI "sv,                FileKind::Video},
    {8, "WAVE"sv,                FileKind::Audio},
    {0, "OggS"sv,                FileKind::Audio},
    {0, "fLaC"sv,                FileKind::Audio},
    {0, "ID3"sv,                 FileKind::Audio},
    {0, "BEGIN:VCALENDAR"sv,     FileKind::Calendar},
    {0, "BEGIN:VCARD"sv,         FileKind::Contact},
});
// clang-format on

bool hasAt(QByteArrayView octets, qsizetype at, QByteArrayView wanted)
{
    return octets.size() >= at + wanted.size() && octets.sliced(at, wanted.size()) == wanted;
}

// Anywhere in it: names within a ZIP stand there as they are.
bool holds(QByteArrayView octets, std::string_view wanted)
{
    return octets.indexOf(view(wanted)) >= 0;
}

bool isAnyIn(QByteArrayView text, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return holds(text, word); });
}

// ZIP holds the documents of today, and programs for several machines.
FileContent inZip(QByteArrayView octets)
{
    if (isAnyIn(octets, {"vbaProject.bin"sv, "vbaData.xml"sv, "xl/macrosheets"sv, "Basic/script-lc.xml"sv}))
        return {FileKind::Document, FileRisk::Macros, true};
    if (isAnyIn(octets, {"AndroidManifest.xml"sv, "META-INF/MANIFEST.MF"sv, "AppxManifest.xml"sv}))
        return {FileKind::Program, FileRisk::Program, true};
    return {FileKind::Archive, std::nullopt, true};
}

// OLE: yesterday's documents, Outlook's messages, and installers. Its names are UTF-16.
FileContent inCompoundFile(QByteArrayView octets)
{
    if (isAnyIn(octets, {"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"sv, "M\0a\0c\0r\0o\0s\0"sv}))
        return {FileKind::Document, FileRisk::Macros, true};
    // The class of Windows Installer's files: {000C1084-…}
    if (holds(octets, "\x84\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"sv))
        return {FileKind::Program, FileRisk::Program, true};
    return {FileKind::Document, std::nullopt, true};
}

QByteArrayView afterBlanks(QByteArrayView text)
{
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    while (!text.isEmpty() && (isBlank(text.front()) || text.front() == '\r' || text.front() == '\n'))
        text = text.sliced(1);
    return text;
}

// Markup is what programs that look for it would take for markup: the first octets decide.
bool isPage(QByteArrayView octets)
{
    constexpr qsizetype looked = 1024;
    const QByteArray text =
        afterBlanks(octets).first(std::min(afterBlanks(octets).size(), looked)).toByteArray().toLower();
    if (!text.startsWith('<'))
        return false;
    return isAnyIn(text,
                   {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<script"sv, "<svg"sv, "<iframe"sv,
                    "xml-stylesheet"sv, "w3.org/1999/xhtml"sv, "w3.org/2000/svg"sv, "<meta"sv});
}

// Launchers and links are texts with a headline.
FileContent inText(QByteArrayView octets)
{
    constexpr qsizetype looked = 4096;
    const QByteArray text = octets.first(std::min(octets.size(), looked)).toByteArray().toLower();
    if (isAnyIn(text, {"[desktop entry]"sv, "[internetshortcut]"sv, "[shell]"sv, "[kde desktop entry]"sv}))
        return {FileKind::Program, FileRisk::Shortcut, false};
    if (isPage(octets))
        return {FileKind::Page, FileRisk::Page, false};
    if (holds(text, "<?php"sv))
        return {FileKind::Program, FileRisk::Program, false};
    if (text.startsWith("mime-version:") && holds(text, "multipart/related"sv))
        return {FileKind::Page, FileRisk::Page, false};  // MHTML
    return {};
}

}

FileContent fileContent(QByteArrayView octets)
{
    constexpr qsizetype isoDescriptor = 0x8001;
    if (octets.startsWith("PK\x03\x04") || octets.startsWith("PK\x05\x06"))
        return inZip(octets);
    if (octets.startsWith(view("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)))
        return inCompoundFile(octets);
    if (octets.startsWith(view("L\0\0\0\x01\x14\x02\0"sv)))
        return {FileKind::Program, FileRisk::Shortcut, false};
    if (hasAt(octets, isoDescriptor, "CD001"))
        return {FileKind::Program, FileRisk::Disk, false};
    const auto *found = std::find_if(magics.begin(), magics.end(), [octets](const Magic &magic) {
        return hasAt(octets, magic.at, view(magic.octets));
    });
    if (found == magics.end())
        return inText(octets);
    if (!found->runs)
        return {found->kind, std::nullopt, false};
    return {found->kind, found->kind == FileKind::Page ? FileRisk::Page : FileRisk::Program, false};
}

}
