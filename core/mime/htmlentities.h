// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace mime {

struct CharacterReference {
    QString text;
    qsizetype size = 0;  // of the reference; 0: there is none
};

// A character reference of HTML ("&eacute;", "&#233;", "&#xe9;") at the start of `text`.
[[nodiscard]] CharacterReference characterReferenceAt(QStringView text);
[[nodiscard]] QString resolvedReferences(QStringView text);

}
