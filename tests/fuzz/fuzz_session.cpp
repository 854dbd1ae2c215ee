// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "tests/fuzz/sessiontarget.h"

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const QCoreApplication application(*argc, *argv);  // deleteLater() needs one
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (!fuzz::session(QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))))
        std::abort();
    return 0;
}
