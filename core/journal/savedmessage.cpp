// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/savedmessage.h"

namespace journal {

QByteArrayList flagsOf(SavedAs what)
{
    QByteArrayList flags{"\\Seen", "$MDNSent"};
    if (what == SavedAs::Unfinished)
        flags.prepend("\\Draft");
    return flags;
}

}
