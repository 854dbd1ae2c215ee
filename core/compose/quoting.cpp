// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/quoting.h"

#include "core/mime/textlines.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace compose {

QString withoutSignature(QStringView text)
{
    QString out;
    bool isFirst = true;
    for (const mime::TextLine &line : mime::textLines(text)) {
        if (line.isSignature)
            continue;
        if (!isFirst && !line.isContinued)
            out += u'\n';
        isFirst = false;
        out += text.sliced(line.begin, line.size);
    }
    return out;
}

QString quoted(QStringView text)
{
    QString body = withoutSignature(text);
    while (!body.isEmpty() && body.back().isSpace())
        body.chop(1);
    if (body.isEmpty())
        return {};
    QString out;
    for (const QStringView line : QStringView(body).split(u'\n')) {
        const bool isQuoted = line.startsWith(u'>');
        out += isQuoted || line.isEmpty() ? u">"_s : u"> "_s;
        out += line;
        out += u'\n';
    }
    return out;
}

}
