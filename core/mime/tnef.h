// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/defects.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace mime {

// One file of Outlook's own container, winmail.dat ([MS-OXTNEF]).
struct TnefFile {
    QString name;          // not safe as a path; may be empty
    QByteArray mediaType;  // as told, lower case; empty: not told
    QByteArray contentId;
    QByteArray octets;
    bool isMessage = false;  // `octets` are a container of the same kind: an embedded message
};

struct Tnef {
    bool isTnef = false;  // false: it does not begin like one, and nothing else here is set
    QString subject;
    // The text in the forms it comes in; empty: not in that form.
    QString text;
    QByteArray html, rtf;
    std::vector<TnefFile> files;
    Defects defects;
};

// Total; bounded by limits.h; never takes more memory than a few times the input.
[[nodiscard]] Tnef parseTnef(QByteArrayView octets);

}
