// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/embeddedfiles.h"

#include "core/mime/charset.h"
#include "core/mime/headerfields.h"
#include "core/mime/limits.h"
#include "core/mime/octets.h"
#include "core/mime/transferencoding.h"

#include <optional>
#include <zlib.h>

namespace mime {

namespace {

// "begin" SP mode SP name: the mode is three or four octal digits
std::optional<QString> uuName(QByteArrayView line)
{
    if (!line.startsWith("begin "))
        return std::nullopt;
    QByteArrayView rest = line.sliced(6);
    qsizetype digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '7')
        ++digits;
    if (digits < 3 || digits > 4 || digits == rest.size() || rest[digits] != ' ')
        return std::nullopt;
    return guessedText(strippedView(rest.sliced(digits)));
}

// The first character says how long the line is; blanks at its end may be gone, and one character more is an
// old checksum.
bool isUuLine(QByteArrayView line)
{
    if (line.isEmpty() || line.front() < ' ' || line.front() > '`')
        return false;
    const qsizetype length = uuLineLength(line.front());
    return line.size() <= length + 1 && (line.size() > 1 || length == 1)
        && std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '`'; });
}

// "key=value" of a yEnc line; "name=" is the last one and goes on to the end of the line.
QByteArrayView yencValue(QByteArrayView line, QByteArrayView key)
{
    const qsizetype name = line.indexOf(" name=");
    const QByteArrayView searched = name < 0 ? line : line.first(name);
    for (qsizetype at = searched.indexOf(key); at >= 0; at = searched.indexOf(key, at + 1)) {
        const qsizetype from = at + key.size();
        if (at == 0 || !isBlank(searched[at - 1]) || from >= searched.size() || searched[from] != '=')
            continue;
        const qsizetype end = searched.indexOf(' ', from);
        return searched.sliced(from + 1, (end < 0 ? searched.size() : end) - from - 1);
    }
    return {};
}

qint64 yencNumber(QByteArrayView line, QByteArrayView key, int base = 10)
{
    bool isNumber = false;
    const qint64 number = yencValue(line, key).trimmed().toByteArray().toLongLong(&isNumber, base);
    return isNumber && number >= 0 ? number : -1;
}

int yencCount(QByteArrayView line, QByteArrayView key)
{
    constexpr qint64 most = 100'000;
    return static_cast<int>(std::clamp<qint64>(yencNumber(line, key), 1, most));
}

class FileFinder
{
public:
    explicit FileFinder(QByteArrayView text) : m_text(text), m_lines(text) {}

    std::vector<EmbeddedFile> find()
    {
        while (!m_lines.atEnd() && m_files.size() < static_cast<size_t>(limits::files)) {
            const qsizetype from = place();
            const QByteArrayView line = m_lines.next();
            if (line.startsWith("=ybegin "))
                yenc(line, from);
            else if (const auto name = uuName(line))
                uu(*name, from);
        }
        return std::move(m_files);
    }

private:
    [[nodiscard]] qsizetype place() const { return m_text.size() - m_lines.rest().size(); }

    // Ends at the first line that cannot be one of it, which is looked at again: it may begin the next.
    void uu(const QString &name, qsizetype from)
    {
        EmbeddedFile file;
        file.name = name;
        file.from = from;
        const qsizetype dataFrom = place();
        qsizetype dataTo = dataFrom, count = 0;
        file.to = dataFrom;
        while (!m_lines.atEnd()) {
            const LineReader before = m_lines;
            const QByteArrayView line = m_lines.next();
            if (line == "end") {
                file.isClosed = true;
                file.to = place();
                break;
            }
            if (!isUuLine(line) && !line.isEmpty()) {
                m_lines = before;
                break;
            }
            if (line.isEmpty())
                continue;  // a blank line alone is a line of no octets whose blank was cut off
            ++count;
            dataTo = file.to = place();
        }
        if (count == 0)
            return;
        file.data = m_text.sliced(dataFrom, dataTo - dataFrom);
        m_files.push_back(std::move(file));
    }

    void yenc(QByteArrayView first, qsizetype from)
    {
        EmbeddedFile file;
        file.form = EmbeddedFile::Form::Yenc;
        file.from = from;
        const qsizetype name = first.indexOf(" name=");
        file.name = name < 0 ? QString() : guessedText(strippedView(first.sliced(name + 6)));
        file.size = yencNumber(first, "size");
        file.piece = yencCount(first, "part");
        file.pieces = std::max(file.piece, yencCount(first, "total"));
        qsizetype dataFrom = place();
        qsizetype dataTo = dataFrom;
        while (!m_lines.atEnd() && !file.isClosed) {
            const QByteArrayView line = m_lines.next();
            if (line.startsWith("=ypart ") && dataTo == dataFrom) {
                dataFrom = place();
            } else if (line.startsWith("=yend")) {
                file.isClosed = true;
                file.size = yencNumber(line, "size");
                const QByteArrayView key = file.pieces > 1 ? "pcrc32" : "crc32";
                file.checksum = yencNumber(line, key, 16);
                break;
            }
            dataTo = place();
        }
        file.to = place();
        file.data = m_text.sliced(dataFrom, std::max<qsizetype>(dataTo - dataFrom, 0));
        if (file.size >= 0)  // without it this is no yEnc
            m_files.push_back(std::move(file));
    }

    QByteArrayView m_text;
    LineReader m_lines;
    std::vector<EmbeddedFile> m_files;
};

QByteArray uuOctets(QByteArrayView data)
{
    QByteArray octets;
    octets.reserve(data.size() / 4 * 3);
    for (LineReader lines(data); !lines.atEnd();)
        appendUuLine(lines.next(), octets);
    return octets;
}

// Each octet has 42 added; "=" announces one that would have become NUL, LF, CR or "=", and has 64 more.
QByteArray yencOctets(QByteArrayView data)
{
    QByteArray octets;
    octets.reserve(data.size());
    bool isEscaped = false;
    for (const char c : data) {
        if (isLineEnd(c))
            continue;
        if (c == '=' && !isEscaped) {
            isEscaped = true;
            continue;
        }
        octets += static_cast<char>(c - 42 - (std::exchange(isEscaped, false) ? 64 : 0));
    }
    return octets;
}

qint64 checksumOf(const QByteArray &octets)
{
    return static_cast<qint64>(crc32_z(0, reinterpret_cast<const Bytef *>(octets.constData()),
                                       static_cast<z_size_t>(octets.size())));
}

}

std::vector<EmbeddedFile> embeddedFiles(QByteArrayView text)
{
    return FileFinder(text).find();
}

FileOctets decodedFile(const EmbeddedFile &file)
{
    FileOctets decoded;
    const bool isYenc = file.form == EmbeddedFile::Form::Yenc;
    decoded.octets = isYenc ? yencOctets(file.data) : uuOctets(file.data);
    const bool hasSize = file.size < 0 || file.size == decoded.octets.size();
    const bool hasChecksum = file.checksum < 0 || file.checksum == checksumOf(decoded.octets);
    if (!file.isClosed || !hasSize || !hasChecksum)
        decoded.defects.note(Defect::DamagedFile);
    return decoded;
}

}
