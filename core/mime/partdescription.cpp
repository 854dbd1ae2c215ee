// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/partdescription.h"

#include "core/mime/octets.h"

namespace mime {

namespace {

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

void setType(PartInfo &info, const StructuredValue &contentType, PartContext context)
{
    const QByteArray &value = contentType.value;
    const qsizetype slash = value.indexOf('/');
    if (slash > 0 && slash + 1 < value.size()) {
        info.type = value.first(slash);
        info.subtype = value.sliced(slash + 1);
    } else if (value.isEmpty() && context == PartContext::Digest) {
        info.type = "message";  // RFC 2046, 5.1.5
        info.subtype = "rfc822";
    }
    // Anything else is no type, and text/plain as if there were none (RFC 2045, 5.2).
}

}

PartInfo describedPart(const PartFields &fields)
{
    PartInfo info;
    if (!fields.type.isEmpty() && !fields.subtype.isEmpty()) {
        info.type = fields.type.toLower();
        info.subtype = fields.subtype.toLower();
    }
    info.parameters = decodeParameters(fields.parameters);
    if (const QByteArrayView encoding = strippedView(fields.encoding); !encoding.isEmpty())
        info.encoding = encoding.toByteArray().toLower();
    info.disposition = fields.disposition.toLower();
    info.fileName = nameOf(decodeParameters(fields.dispositionParameters), info.parameters);
    info.contentId = bareContentId(fields.contentId);
    info.description = decodedText(fields.description);
    info.octets = fields.octets;
    return info;
}

PartInfo describedPart(const Header &header, PartContext context)
{
    PartInfo info;
    StructuredValue type = parseStructuredValue(header.first("Content-Type").value_or(QByteArray()));
    const StructuredValue disposition =
        parseStructuredValue(header.first("Content-Disposition").value_or(QByteArray()));
    setType(info, type, context);
    info.fileName = nameOf(disposition.parameters, type.parameters);
    info.parameters = std::move(type.parameters);
    info.disposition = disposition.value;
    if (const auto encoding = header.first("Content-Transfer-Encoding"))
        info.encoding = parseStructuredValue(*encoding).value;
    if (info.encoding.isEmpty())
        info.encoding = "7bit";
    info.contentId = bareContentId(header.first("Content-ID").value_or(QByteArray()));
    info.description = header.text("Content-Description");
    return info;
}

}
