// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/attachedfile.h"

#include "core/mime/filecontent.h"
#include "core/mime/fileextensions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

bool isDropped(QChar c)
{
    const auto category = c.category();
    return category == QChar::Other_Format || category == QChar::Other_Control;
}

// Programs of another system take a name without what follows it.
QString trimmedName(QStringView name)
{
    QString kept;
    for (const QChar c : name) {
        if (!isDropped(c))
            kept += c;
    }
    while (kept.endsWith(u'.') || (!kept.isEmpty() && kept.back().isSpace()))
        kept.chop(1);
    return kept;
}

// Many blanks push an extension out of sight; format characters reorder what is seen or hide in it.
bool deceivesTheEye(QStringView sent)
{
    static constexpr qsizetype manyBlanks = 5;
    qsizetype blanks = 0;
    for (const QChar c : sent) {
        blanks = c.isSpace() || c == QChar(0x2800) || c == QChar(0x3164) ? blanks + 1 : 0;
        const bool isJoiner = c == QChar(0x200C) || c == QChar(0x200D);
        if (blanks >= manyBlanks || (c.category() == QChar::Other_Format && !isJoiner))
            return true;
    }
    return false;
}

// "plan.pdf.exe": the one before the last is one that people know.
bool hasTwoExtensions(const QString &name)
{
    const qsizetype last = name.lastIndexOf(u'.');
    return last > 0 && extensionKind(fileExtension(QStringView(name).first(last))) != FileKind::Unknown;
}

// What may well be true at once.
bool agree(FileKind said, const FileContent &found)
{
    if (said == FileKind::Unknown || found.kind == FileKind::Unknown || said == found.kind)
        return true;
    if (found.isPackage)  // most documents of today are archives, and some of yesterday are file systems
        return said == FileKind::Document || said == FileKind::Archive || said == FileKind::Message
            || said == FileKind::Program;
    const auto isSound = [](FileKind kind) { return kind == FileKind::Audio || kind == FileKind::Video; };
    return isSound(said) && isSound(found.kind);
}

std::optional<FileRisk> worst(std::optional<FileRisk> a, std::optional<FileRisk> b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

FileKind kindOfType(QByteArrayView type)
{
    struct Row {
        const char *prefix;
        FileKind kind;
    };
    static constexpr Row rows[] = {
        {"image/svg", FileKind::Page},
        {"image/", FileKind::Picture},
        {"audio/", FileKind::Audio},
        {"video/", FileKind::Video},
        {"message/", FileKind::Message},
        {"text/calendar", FileKind::Calendar},
        {"text/vcard", FileKind::Contact},
        {"text/x-vcard", FileKind::Contact},
        {"text/directory", FileKind::Contact},
        {"text/html", FileKind::Page},
        {"text/", FileKind::Text},
        {"application/pdf", FileKind::Document},
        {"application/rtf", FileKind::Document},
        {"application/msword", FileKind::Document},
        {"application/vnd.ms-tnef", FileKind::Container},
        {"application/ms-tnef", FileKind::Container},
        {"application/vnd.ms-", FileKind::Document},
        {"application/vnd.oasis", FileKind::Document},
        {"application/vnd.openxml", FileKind::Document},
        {"application/zip", FileKind::Archive},
        {"application/gzip", FileKind::Archive},
        {"application/x-tar", FileKind::Archive},
        {"application/x-7z", FileKind::Archive},
    };
    for (const Row &row : rows) {
        if (type.startsWith(row.prefix))
            return row.kind;
    }
    return FileKind::Unknown;
}

// Types that say what they are, whatever the file is called.
std::optional<FileRisk> riskOfType(QByteArrayView type)
{
    struct Row {
        QByteArrayView type;
        FileRisk risk = FileRisk::Page;
    };
    static constexpr Row rows[] = {
        {"text/html", FileRisk::Page},
        {"application/xhtml+xml", FileRisk::Page},
        {"image/svg+xml", FileRisk::Page},
        {"image/svg", FileRisk::Page},
        {"application/x-shockwave-flash", FileRisk::Page},
        {"application/javascript", FileRisk::Program},
        {"application/x-javascript", FileRisk::Program},
        {"application/ecmascript", FileRisk::Program},
        {"text/javascript", FileRisk::Program},
        {"application/hta", FileRisk::Program},
        {"application/x-msdownload", FileRisk::Program},
        {"application/x-msdos-program", FileRisk::Program},
        {"application/vnd.microsoft.portable-executable", FileRisk::Program},
        {"application/x-executable", FileRisk::Program},
        {"application/x-pie-executable", FileRisk::Program},
        {"application/x-sharedlib", FileRisk::Program},
        {"application/x-elf", FileRisk::Program},
        {"application/x-mach-binary", FileRisk::Program},
        {"application/x-sh", FileRisk::Program},
        {"application/x-shellscript", FileRisk::Program},
        {"text/x-sh", FileRisk::Program},
        {"text/x-shellscript", FileRisk::Program},
        {"application/x-csh", FileRisk::Program},
        {"application/x-perl", FileRisk::Program},
        {"text/x-python", FileRisk::Program},
        {"application/x-python-code", FileRisk::Program},
        {"application/x-php", FileRisk::Program},
        {"application/x-ruby", FileRisk::Program},
        {"application/java-archive", FileRisk::Program},
        {"application/x-java-archive", FileRisk::Program},
        {"application/x-java-jnlp-file", FileRisk::Program},
        {"application/x-msi", FileRisk::Program},
        {"application/vnd.debian.binary-package", FileRisk::Program},
        {"application/x-debian-package", FileRisk::Program},
        {"application/x-rpm", FileRisk::Program},
        {"application/vnd.appimage", FileRisk::Program},
        {"application/vnd.android.package-archive", FileRisk::Program},
        {"application/x-desktop", FileRisk::Shortcut},
        {"application/x-ms-shortcut", FileRisk::Shortcut},
        {"application/x-mswinurl", FileRisk::Shortcut},
        {"application/internet-shortcut", FileRisk::Shortcut},
        {"application/x-iso9660-image", FileRisk::Disk},
        {"application/x-cd-image", FileRisk::Disk},
        {"application/x-apple-diskimage", FileRisk::Disk},
    };
    const auto *found =
        std::find_if(std::begin(rows), std::end(rows), [type](const Row &row) { return row.type == type; });
    if (found != std::end(rows))
        return found->risk;
    return type.contains("macroenabled") ? std::optional(FileRisk::Macros) : std::nullopt;
}

FileKind kindOf(FileKind byName, FileKind byType, const FileContent &content, std::optional<FileRisk> risk)
{
    if (risk == FileRisk::Program || risk == FileRisk::Shortcut || risk == FileRisk::Disk)
        return FileKind::Program;
    if (risk == FileRisk::Page)
        return FileKind::Page;
    if (byType == FileKind::Message || byType == FileKind::Container)
        return byType;  // shown as that, whatever it is called
    if (content.kind != FileKind::Unknown && !content.isPackage)
        return content.kind;
    if (byName != FileKind::Unknown)
        return byName;
    return byType != FileKind::Unknown ? byType : content.kind;
}

}

QString fileExtension(QStringView name)
{
    const QString kept = trimmedName(name);
    const qsizetype dot = kept.lastIndexOf(u'.');
    return dot >= 0 ? kept.sliced(dot + 1).trimmed().toLower() : QString();
}

FileAssessment assessFile(const FileEvidence &evidence)
{
    FileAssessment result;
    result.extension = fileExtension(evidence.name);
    const FileKind byName = extensionKind(result.extension);
    const FileKind byType = kindOfType(evidence.mediaType);
    const FileContent content = fileContent(evidence.octets);
    result.risk = worst(worst(extensionRisk(result.extension), riskOfType(evidence.mediaType)), content.risk);
    // The sent name may end in what a limit has cut off.
    result.risk = worst(result.risk, extensionRisk(fileExtension(evidence.sentName)));
    const bool isOtherMail = byType == FileKind::Message && byName != FileKind::Unknown && byName != byType
        && byName != FileKind::Text;
    if (!agree(byName, content) || isOtherMail)
        result.risk = worst(result.risk, FileRisk::Disguised);
    result.hidesItsType = deceivesTheEye(evidence.sentName) || result.risk == FileRisk::Disguised
        || (result.risk && hasTwoExtensions(trimmedName(evidence.name)));
    result.kind = kindOf(byName, byType, content, result.risk);
    return result;
}

}
