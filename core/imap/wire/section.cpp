// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/section.h"

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/knownwords.h"

#include <algorithm>
#include <vector>

namespace imap {

namespace {

// header-list = "(" header-fld-name *(SP header-fld-name) ")"; header-fld-name = astring     (RFC 3501, 9)
QByteArray canonicalHeaderList(Cursor &in)
{
    std::vector<QByteArray> names;
    in.acceptSpaces();
    while (!in.atEnd() && !in.isNext(')')) {
        names.push_back(in.astring().keptUpper());
        in.acceptSpaces();
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    QByteArray list("(");
    for (const QByteArray &name : names)
        list.append(list.size() > 1 ? " " : "").append(name);
    return list.append(')');
}

}

// section = "[" [section-spec] "]"                                                           (RFC 3501, 9)
QByteArray canonicalSection(QByteArrayView section)
{
    const qsizetype open = section.indexOf('(');
    if (open < 0)
        return keptUpper(section.trimmed());
    Cursor in(section.sliced(open + 1));
    const QByteArray list = canonicalHeaderList(in);
    return keptUpper(section.first(open).trimmed()) + ' ' + list;
}

}
