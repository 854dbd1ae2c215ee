// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/files.h"

#include <QStringList>
#include <QtEndian>

#include <array>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

quint32 crc32(const QByteArray &octets)
{
    quint32 crc = 0xffffffffU;
    for (const char c : octets) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

template <typename T>
QByteArray bigEndian(T value)
{
    QByteArray out(sizeof(T), '\0');
    qToBigEndian(value, out.data());
    return out;
}

template <typename T>
QByteArray littleEndian(T value)
{
    QByteArray out(sizeof(T), '\0');
    qToLittleEndian(value, out.data());
    return out;
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(static_cast<quint32>(data.size())) + type + data + bigEndian(crc32(type + data));
}

// The ridge of a hill: a few straight lines, so that no floating point can differ between machines.
std::vector<int> ridge(Random &random, int width, int base, int swing)
{
    std::vector<int> heights;
    int from = base + random.between(-swing, swing);
    while (static_cast<int>(heights.size()) < width) {
        const int length = random.between(20, 60);
        const int to = base + random.between(-swing, swing);
        for (int i = 0; i < length; ++i)
            heights.push_back(from + (to - from) * i / length);
        from = to;
    }
    return heights;
}

}

QByteArray pngPicture(Random &random, int width, int height)
{
    struct Layer {
        std::vector<int> ridge;
        std::array<int, 3> colour;
    };
    std::vector<Layer> layers;
    layers.reserve(4);
    const int tint = random.between(-25, 25);
    for (int i = 0; i < 4; ++i) {
        layers.push_back({ridge(random, width, height * (i + 2) / 6, height / 10),
                          {150 - i * 30 + tint, 175 - i * 22, 150 - i * 26 - tint}});
    }
    QByteArray pixels;
    for (int y = 0; y < height; ++y) {
        pixels += '\0';
        for (int x = 0; x < width; ++x) {
            std::array<int, 3> colour{205 + y / 4, 222 + y / 6, 240};
            for (const Layer &layer : layers) {
                if (y > layer.ridge[static_cast<std::size_t>(x)])
                    colour = layer.colour;
            }
            for (const int channel : colour)
                pixels += static_cast<char>(qBound(0, channel, 255));
        }
    }
    const QByteArray header = bigEndian(static_cast<quint32>(width)) + bigEndian(static_cast<quint32>(height))
        + QByteArray::fromHex("0802000000");  // eight bits, RGB
    return QByteArray::fromHex("89504e470d0a1a0a") + pngChunk("IHDR"_ba, header)
        + pngChunk("IDAT"_ba, qCompress(pixels).sliced(4)) + pngChunk("IEND"_ba, {});
}

QByteArray pdfPage(const QStringList &lines)
{
    QByteArray text = "BT /F1 12 Tf 72 770 Td 16 TL\n"_ba;
    for (const QString &line : lines) {
        QByteArray escaped = line.toLatin1();
        escaped.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        text += '(' + escaped + ") Tj T*\n";
    }
    text += "ET\n";
    const QByteArrayList objects{
        "<< /Type /Catalog /Pages 2 0 R >>"_ba,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"_ba,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>"_ba,
        "<< /Length " + QByteArray::number(text.size()) + " >>\nstream\n" + text + "endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"_ba,
    };
    QByteArray pdf = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"_ba;
    QByteArray table = "0000000000 65535 f \n"_ba;
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects.at(i) + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    return pdf + "xref\n0 " + count + '\n' + table + "trailer\n<< /Size " + count
        + " /Root 1 0 R >>\nstartxref\n" + QByteArray::number(pdf.size()) + "\n%%EOF\n";
}

QByteArray zipArchive(const QList<QPair<QByteArray, QByteArray>> &files)
{
    QByteArray zip, directory;
    for (const auto &[name, content] : files) {
        // version 2.0, no flags, stored, 1 January 2020 at midnight
        const QByteArray common = littleEndian<quint16>(20) + littleEndian<quint16>(0)
            + littleEndian<quint16>(0) + littleEndian<quint16>(0) + littleEndian<quint16>(0x5021)
            + littleEndian(crc32(content)) + littleEndian(static_cast<quint32>(content.size()))
            + littleEndian(static_cast<quint32>(content.size()))
            + littleEndian(static_cast<quint16>(name.size())) + littleEndian<quint16>(0);
        directory += "PK\x01\x02"_ba + littleEndian<quint16>(20) + common + QByteArray(10, '\0')
            + littleEndian(static_cast<quint32>(zip.size())) + name;
        zip += "PK\x03\x04"_ba + common + name + content;
    }
    const auto count = littleEndian(static_cast<quint16>(files.size()));
    return zip + directory + "PK\x05\x06"_ba + QByteArray(4, '\0') + count + count
        + littleEndian(static_cast<quint32>(directory.size()))
        + littleEndian(static_cast<quint32>(zip.size())) + littleEndian<quint16>(0);
}

QByteArray icsInvitation(const QString &summary, const QDateTime &start, const QByteArray &organizer)
{
    const auto stamp = [](const QDateTime &time) {
        return time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'").toLatin1();
    };
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Brightwater//Calendar//EN\r\nMETHOD:REQUEST\r\n"
           "BEGIN:VEVENT\r\nUID:"
        + stamp(start) + '-' + organizer + "\r\nDTSTAMP:" + stamp(start.addDays(-7))
        + "\r\nDTSTART:" + stamp(start) + "\r\nDTEND:" + stamp(start.addSecs(3600))
        + "\r\nSUMMARY:" + summary.toUtf8() + "\r\nORGANIZER:mailto:" + organizer
        + "\r\nATTENDEE:mailto:alice@brightwater.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

}
