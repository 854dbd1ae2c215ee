// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/defects.h"

namespace mime {

std::vector<Defect> Defects::kinds() const
{
    std::vector<Defect> kinds;
    for (int kind = 0; kind <= static_cast<int>(Defect::FileLimit); ++kind) {
        if (has(static_cast<Defect>(kind)))
            kinds.push_back(static_cast<Defect>(kind));
    }
    return kinds;
}

}
