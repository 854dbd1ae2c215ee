// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/tnef.h"

#include "core/mime/charset.h"
#include "core/mime/compressedrtf.h"
#include "core/mime/limits.h"
#include "core/mime/littleendian.h"
#include "core/mime/mapiproperties.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"

#include <numeric>

namespace mime {

namespace {

constexpr quint64 signature = 0x223e9f78;

// [MS-OXTNEF], 2.1.3.2: the lower half of the attributes' numbers
enum Attribute : quint64 {
    Subject = 0x8004,
    Body = 0x800c,
    AttachmentData = 0x800f,
    AttachmentTitle = 0x8010,
    AttachmentBegins = 0x9002,  // attAttachRendData is the first of each attachment
    MessageProperties = 0x9003,
    AttachmentProperties = 0x9005,
    CodePage = 0x9007,
};

// [MS-OXPROPS]
enum Property : quint32 {
    TextBody = 0x1000,
    CompressedRtf = 0x1009,
    HtmlBody = 0x1013,
    ConversationSubject = 0x0037,
    DataOfAttachment = 0x3701,
    ShortName = 0x3704,
    LongName = 0x3707,
    MediaType = 0x370e,
    ContentId = 0x3712,
};

// An object's data begins with the number of its interface; this is IID_IMessage ([MS-OXTNEF], 2.1.3.4.1).
constexpr QByteArrayView messageInterface("\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46", 16);

QByteArray charsetOfCodePage(quint64 page)
{
    constexpr quint64 utf8 = 65001;
    if (page == utf8)
        return "utf-8";
    const QByteArray name = "windows-" + QByteArray::number(static_cast<qulonglong>(page));
    return page > 0 && isKnownCharset(name) ? name : QByteArray();
}

class TnefReader
{
public:
    explicit TnefReader(QByteArrayView octets) : m_in(octets) {}

    Tnef read()
    {
        m_found.isTnef = m_in.number(4) == signature;
        m_in.number(2);  // a key for references from the message's text, which nobody uses
        while (m_found.isTnef && !m_in.atEnd())
            attribute();
        if (m_found.isTnef && m_in.failed())
            m_found.defects.note(Defect::DamagedFile);
        return std::move(m_found);
    }

private:
    // level(1) id(2) type(2) length(4) data checksum(2)
    void attribute()
    {
        m_in.number(1);
        const quint64 id = m_in.number(2);
        m_in.number(2);
        const QByteArrayView data = m_in.octets(m_in.number(4));
        const quint64 checksum = m_in.number(2);
        if (m_in.failed())
            return;
        const auto sum = std::accumulate(data.begin(), data.end(), quint16{0}, [](quint16 all, char c) {
            return static_cast<quint16>(all + static_cast<unsigned char>(c));
        });
        if (sum != checksum)
            m_found.defects.note(Defect::DamagedFile);  // read all the same
        take(id, data);
    }

    void take(quint64 id, QByteArrayView data)
    {
        switch (id) {
        case CodePage: m_charset = charsetOfCodePage(LittleEndian(data).number(4)); break;
        case Subject: m_found.subject = text(data); break;
        case Body: m_found.text = text(data); break;
        case MessageProperties: messageProperties(data); break;
        case AttachmentBegins: beginFile(); break;
        case AttachmentTitle:
            if (m_file != nullptr && m_file->name.isEmpty())
                m_file->name = text(data);
            break;
        case AttachmentData:
            if (m_file != nullptr)
                m_file->octets = data.toByteArray();
            break;
        case AttachmentProperties:
            if (m_file != nullptr)
                fileProperties(data);
            break;
        default: break;
        }
    }

    void beginFile()
    {
        m_file = nullptr;
        if (m_found.files.size() >= static_cast<size_t>(limits::files)) {
            m_found.defects.note(Defect::FileLimit);
            return;
        }
        m_found.files.emplace_back();
        m_file = &m_found.files.back();
    }

    // Strings end at their first NUL.
    [[nodiscard]] QString text(QByteArrayView data) const
    {
        const qsizetype end = data.indexOf('\0');
        return decodeCharset(end < 0 ? data : data.first(end), m_charset);
    }
    [[nodiscard]] QString text(const MapiProperty &property) const
    {
        return property.type == MapiProperty::Unicode ? unicodeText(property.value) : text(property.value);
    }

    void messageProperties(QByteArrayView data)
    {
        const MapiProperties all = mapiProperties(data);
        m_found.defects.note(all.defects);
        for (const MapiProperty &property : all.properties) {
            if (property.id == TextBody)
                m_found.text = text(property);
            else if (property.id == ConversationSubject && m_found.subject.isEmpty())
                m_found.subject = text(property);
            else if (property.id == HtmlBody)
                m_found.html = property.value.toByteArray();
            else if (property.id == CompressedRtf)
                richText(property.value);
        }
    }

    void richText(QByteArrayView value)
    {
        if (auto rtf = decompressedRtf(value))
            m_found.rtf = std::move(*rtf);
        else
            m_found.defects.note(Defect::DamagedFile);
    }

    void fileProperties(QByteArrayView data)
    {
        const MapiProperties all = mapiProperties(data);
        m_found.defects.note(all.defects);
        bool hasLongName = false;
        for (const MapiProperty &property : all.properties) {
            if (property.id == LongName
                || (property.id == ShortName && !hasLongName && m_file->name.isEmpty()))
                m_file->name = text(property);
            else if (property.id == MediaType)
                m_file->mediaType = text(property).toLatin1().toLower();
            else if (property.id == ContentId)
                m_file->contentId = text(property).toLatin1();
            else if (property.id == DataOfAttachment)
                setData(property);
            hasLongName = hasLongName || property.id == LongName;
        }
    }

    void setData(const MapiProperty &property)
    {
        const bool isObject =
            property.type == MapiProperty::Object && property.value.size() >= messageInterface.size();
        m_file->isMessage = isObject && property.value.startsWith(messageInterface);
        m_file->octets = property.value.sliced(isObject ? messageInterface.size() : 0).toByteArray();
    }

    LittleEndian m_in;
    Tnef m_found;
    TnefFile *m_file = nullptr;  // the one that attributes belong to
    QByteArray m_charset;        // empty: by guess
};

}

Tnef parseTnef(QByteArrayView octets)
{
    return TnefReader(octets).read();
}

}
