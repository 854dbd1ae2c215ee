// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/extractedparts.h"

#include "core/mime/embeddedfiles.h"
#include "core/mime/limits.h"
#include "core/mime/partdescription.h"
#include "core/mime/tnef.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

class Extractor
{
public:
    explicit Extractor(QByteArray section) : m_section(std::move(section)) {}

    ExtractedParts take() { return std::move(m_found); }

    void tnef(QByteArrayView octets, int depth)
    {
        const Tnef container = parseTnef(octets);
        m_found.defects.note(container.defects);
        if (!container.isTnef && m_found.defects.isEmpty())
            m_found.defects.note(Defect::DamagedFile);
        body(container, depth);
        for (const TnefFile &file : container.files) {
            if (m_found.parts.size() >= static_cast<size_t>(limits::files))
                return m_found.defects.note(Defect::FileLimit);
            if (file.isMessage && depth < limits::fileNesting)
                tnef(file.octets, depth + 1);
            else
                add(file.mediaType, file.name, file.octets).info.contentId = file.contentId;
        }
    }

    void embedded(QByteArrayView text)
    {
        for (const EmbeddedFile &file : embeddedFiles(text)) {
            FileOctets decoded = decodedFile(file);
            m_found.defects.note(decoded.defects);
            ParsedPart &part = add({}, file.name, std::move(decoded.octets));
            part.defects = decoded.defects;
            if (file.pieces > 1)
                part.info.description = QString::number(file.piece) + u'/'
                    + QString::number(file.pieces);  // no words: for any language
        }
    }

private:
    // The text in its richest form that can be shown.
    void body(const Tnef &container, int depth)
    {
        if (!container.html.isEmpty())
            add("text/html", u"message.html"_s, container.html).info.description = container.subject;
        else if (!container.rtf.isEmpty())
            add("application/rtf", u"message.rtf"_s, container.rtf).info.description = container.subject;
        if (container.html.isEmpty() && !container.text.isEmpty()) {
            ParsedPart &part = add("text/plain", u"message.txt"_s, container.text.toUtf8());
            part.info.parameters.emplace_back("charset", u"utf-8"_s);
            part.info.description = container.subject;
        }
        if (depth == 0)  // the outermost container's: those within are files
            m_found.bodies = static_cast<int>(m_found.parts.size());
    }

    ParsedPart &add(const QByteArray &mediaType, const QString &name, QByteArray octets)
    {
        const qsizetype slash = mediaType.indexOf('/');
        const bool isType = slash > 0 && slash + 1 < mediaType.size();
        ParsedPart part;
        part.info.type = isType ? mediaType.first(slash) : "application"_ba;
        part.info.subtype = isType ? mediaType.sliced(slash + 1) : "octet-stream"_ba;
        part.info.encoding = "binary";
        part.info.disposition = "attachment";
        part.info.fileName = name;
        part.info.octets = octets.size();
        part.info.section = m_section + ':' + QByteArray::number(qsizetype(m_found.parts.size()) + 1);
        part.body = std::move(octets);
        return m_found.parts.emplace_back(std::move(part));
    }

    QByteArray m_section;
    ExtractedParts m_found;
};

// The parameters of RFC 2046, 5.2.3.2 to 5.2.3.4 and RFC 2017 in one line.
QString placeOf(const PartInfo &part)
{
    if (QString url = part.parameter("url"); !url.isEmpty())
        return url.remove(u' ');  // RFC 2017 lets it be folded
    if (QString server = part.parameter("server"); !server.isEmpty())
        return server;
    QStringList path{part.parameter("site"), part.parameter("directory"), part.parameter("name")};
    path.removeAll(QString());
    return path.join(u'/');
}

}

bool isTnef(const PartInfo &part)
{
    return part.type == "application"
        && (part.subtype == "ms-tnef" || part.subtype == "vnd.ms-tnef"
            || part.fileName.compare(u"winmail.dat", Qt::CaseInsensitive) == 0);
}

ExtractedParts extractedParts(const PartInfo &part, QByteArrayView octets)
{
    Extractor extractor(part.section);
    if (isTnef(part))
        extractor.tnef(decodeTransfer(octets, part.encoding), 0);
    else if (part.type == "text" && part.subtype != "html")
        extractor.embedded(decodeTransfer(octets, part.encoding));
    return extractor.take();
}

std::optional<ExternalBody> externalBody(const PartInfo &part, QByteArrayView octets)
{
    if (part.type != "message" || part.subtype != "external-body")
        return std::nullopt;
    ExternalBody body;
    body.accessType = part.parameter("access-type").toLatin1().toLower();
    body.where = placeOf(part);
    bool isNumber = false;
    const qint64 size = part.parameter("size").toLongLong(&isNumber);
    body.octets = isNumber && size >= 0 ? size : -1;
    Defects unused;  // of a header that describes nothing that is here
    body.content =
        describedPart(Header::parse(decodeTransfer(octets, part.encoding)), PartContext::Ordinary, unused);
    return body;
}

std::optional<PartialMessage> partialMessage(const PartInfo &part)
{
    if (part.type != "message" || part.subtype != "partial")
        return std::nullopt;
    const int number = part.parameter("number").toInt(), total = part.parameter("total").toInt();
    return PartialMessage{part.parameter("id"), std::max(number, 0), std::max(total, 0)};
}

}
