// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/flowed.h"

using namespace Qt::StringLiterals;

namespace mime {

namespace {

struct FlowedLine {
    qsizetype quoteDepth = 0;
    QStringView text;
    bool isFlowed = false;
};

FlowedLine readLine(QStringView line)
{
    FlowedLine read;
    while (!line.isEmpty() && line.front() == u'>') {
        ++read.quoteDepth;
        line = line.sliced(1);
    }
    if (line.startsWith(u' '))
        line = line.sliced(1);  // space-stuffing (4.4)
    read.text = line;
    read.isFlowed = line.endsWith(u' ') && line != u"-- ";  // a signature's line is never flowed (4.3)
    return read;
}

}

QString unflowed(QStringView text, DelSp delSp)
{
    QString out;
    out.reserve(text.size());
    bool isOpen = false;  // the paragraph before goes on
    qsizetype openDepth = 0;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(u'\n');
        const bool hasEnd = end >= 0;
        const FlowedLine line = readLine(hasEnd ? text.first(end) : text);
        text = hasEnd ? text.sliced(end + 1) : QStringView();
        const bool isSignature = line.text == u"-- ";
        // Quote depth that changes, or a signature, ends a paragraph that forgot to (4.5).
        if (isOpen && (line.quoteDepth != openDepth || isSignature)) {
            out += u'\n';
            isOpen = false;
        }
        if (!isOpen && line.quoteDepth > 0)
            out += QString(line.quoteDepth, u'>') + u' ';
        out += line.isFlowed && delSp == DelSp::Remove ? line.text.chopped(1) : line.text;
        isOpen = line.isFlowed && !text.isEmpty();
        openDepth = line.quoteDepth;
        if (!isOpen && hasEnd)
            out += u'\n';
    }
    return out;
}

}
