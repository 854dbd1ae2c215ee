// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <optional>

namespace mime {

// What a person would call a file.
enum class FileKind {
    Unknown,
    Text,
    Document,
    Picture,
    Audio,
    Video,
    Archive,
    Message,
    Calendar,
    Contact,
    Page,       // HTML, and drawings that may hold scripts (SVG)
    Program,    // anything that is run, or leads to something that is
    Container,  // Outlook's winmail.dat: files of its own inside
};

// Why a file is saved only and never handed to another program. The worst first.
enum class FileRisk {
    Program,    // it is run: by the system, by an interpreter, by an installer
    Shortcut,   // it names what is to be run or asked for: a launcher, a link, a connection
    Disk,       // it is mounted, and what is on it has lost the mark of where it came from
    Macros,     // a document that may bring programs along
    Page,       // it is shown with the rights of a local file, and may run scripts and tell that it was read
    Disguised,  // its octets are something else than its name says
};

// What a file is, judged by its name, by what the message calls it, and by its octets, of which each may lie:
// the worst of the three counts. Pure and total; linear in `octets`.
struct FileAssessment {
    FileKind kind = FileKind::Unknown;
    std::optional<FileRisk> risk;
    QString extension;  // the one that counts: the last, lower case, without its dot
    bool hidesItsType =
        false;  // the name is made to look like another: "a.pdf.exe", blanks, reordered letters
    bool isOpenable() const { return !risk; }
};

struct FileEvidence {
    QStringView name;            // as it would be on the disk
    QStringView sentName;        // as it was sent, with all that was taken away for the disk
    QByteArrayView mediaType{};  // "application/pdf", lower case
    QByteArrayView octets{};     // decoded; the beginning is enough for a first judgement; empty: not here
};
[[nodiscard]] FileAssessment assessFile(const FileEvidence &evidence);

// The extension that counts: of "a.txt.EXE. " it is "exe". Empty: none.
[[nodiscard]] QString fileExtension(QStringView name);

}
