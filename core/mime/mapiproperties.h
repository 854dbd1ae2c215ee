// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/defects.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace mime {

// One property of a MAPI object, its first value if it has several.
struct MapiProperty {
    enum Type : quint32 {
        Object = 0x0d,
        String8 = 0x1e,
        Unicode = 0x1f,
        Binary = 0x102
    };               // [MS-OXCDATA], 2.11.1
    quint32 id = 0;  // 0x8000 and above: named, and not looked at here
    quint32 type = 0;
    QByteArrayView value;
};

struct MapiProperties {
    std::vector<MapiProperty> properties;
    Defects defects;
};

// The list of properties inside winmail.dat ([MS-OXTNEF], 2.1.3.4). Views into `octets`. Total.
[[nodiscard]] MapiProperties mapiProperties(QByteArrayView octets);
// A Unicode value: UTF-16, little end first, as far as its NUL.
[[nodiscard]] QString unicodeText(QByteArrayView value);

}
