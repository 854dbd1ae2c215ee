// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/partdescription.h"

#include "core/mime/octets.h"

#include <array>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

// Nearly all parts are made of these words, and there are as many parts as mails: no memory for each.
QByteArray lowerWord(QByteArrayView word)
{
    static const auto known = std::to_array<QByteArray>({""_ba,
                                                         "text"_ba,
                                                         "plain"_ba,
                                                         "html"_ba,
                                                         "multipart"_ba,
                                                         "alternative"_ba,
                                                         "mixed"_ba,
                                                         "related"_ba,
                                                         "application"_ba,
                                                         "image"_ba,
                                                         "pdf"_ba,
                                                         "jpeg"_ba,
                                                         "png"_ba,
                                                         "octet-stream"_ba,
                                                         "7bit"_ba,
                                                         "8bit"_ba,
                                                         "quoted-printable"_ba,
                                                         "base64"_ba,
                                                         "attachment"_ba,
                                                         "inline"_ba});
    const auto *found = std::find_if(known.begin(), known.end(),
                                     [word](const QByteArray &each) { return sameIgnoringCase(each, word); });
    return found != known.end() ? *found : word.toByteArray().toLower();
}

// <id>, with the brackets that some senders forget
QByteArray bareContentId(QByteArrayView raw)
{
    QByteArrayView id = strippedView(raw);
    if (id.startsWith('<') && id.endsWith('>') && id.size() >= 2)
        id = strippedView(id.sliced(1, id.size() - 2));
    return id.toByteArray();
}

QString nameOf(const ParameterList &disposition, const ParameterList &type)
{
    const QString name = parameterValue(disposition, "filename");
    return name.isEmpty() ? parameterValue(type, "name") : name;
}

void setType(PartInfo &info, const StructuredValue &contentType, PartContext context, Defects &defects)
{
    const QByteArray &value = contentType.value;
    const qsizetype slash = value.indexOf('/');
    if (slash > 0 && slash + 1 < value.size()) {
        info.type = value.first(slash);
        info.subtype = value.sliced(slash + 1);
    } else if (value.isEmpty() && context == PartContext::Digest) {
        info.type = "message";  // RFC 2046, 5.1.5
        info.subtype = "rfc822";
    } else if (!value.isEmpty()) {
        // Anything else is no type, and text/plain as if there were none (RFC 2045, 5.2).
        defects.note(Defect::UnreadableType);
    }
}

bool isKnownEncoding(QByteArrayView encoding)
{
    static constexpr std::array<QByteArrayView, 8> known{
        "7bit", "8bit", "binary", "quoted-printable", "base64", "uuencode", "x-uuencode", "x-uue"};
    return std::find(known.begin(), known.end(), encoding) != known.end();
}

// Another program may take the second one for true, and see another message.
void noteRepeatedFields(const Header &header, Defects &defects)
{
    for (const char *name : {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"}) {
        if (header.count(name) > 1)
            defects.note(Defect::RepeatedField);
    }
}

}

PartInfo describedPart(const PartFields &fields)
{
    const bool hasType = !fields.type.isEmpty() && !fields.subtype.isEmpty();
    const QByteArrayView encoding = strippedView(fields.encoding);
    ParameterList parameters = decodeParameters(fields.parameters);
    QString fileName = nameOf(decodeParameters(fields.dispositionParameters), parameters);
    return {.type = hasType ? lowerWord(fields.type) : "text"_ba,
            .subtype = hasType ? lowerWord(fields.subtype) : "plain"_ba,
            .parameters = std::move(parameters),
            .encoding = encoding.isEmpty() ? "7bit"_ba : lowerWord(encoding),
            .disposition = lowerWord(fields.disposition),
            .fileName = std::move(fileName),
            .contentId = bareContentId(fields.contentId),
            .description = decodedText(fields.description),
            .section = {},
            .octets = fields.octets,
            .parts = {}};
}

PartInfo describedPart(const Header &header, PartContext context, Defects &defects)
{
    PartInfo info;
    StructuredValue type = parseStructuredValue(header.first("Content-Type").value_or(QByteArray()));
    const StructuredValue disposition =
        parseStructuredValue(header.first("Content-Disposition").value_or(QByteArray()));
    noteRepeatedFields(header, defects);
    setType(info, type, context, defects);
    info.fileName = nameOf(disposition.parameters, type.parameters);
    info.parameters = std::move(type.parameters);
    info.disposition = disposition.value;
    if (const auto encoding = header.first("Content-Transfer-Encoding"))
        info.encoding = parseStructuredValue(*encoding).value;
    if (info.encoding.isEmpty())
        info.encoding = "7bit";
    if (!isKnownEncoding(info.encoding))
        defects.note(Defect::UnknownEncoding);
    info.contentId = bareContentId(header.first("Content-ID").value_or(QByteArray()));
    info.description = header.text("Content-Description");
    return info;
}

}
