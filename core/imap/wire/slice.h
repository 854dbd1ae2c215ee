// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace imap {

// `octets`, which stand in `owner`, as a QByteArray that shares owner's memory instead of copying. It behaves
// like any other, but keeps all of owner alive and is not followed by a NUL.
[[nodiscard]] QByteArray sliceOf(const QByteArray &owner, QByteArrayView octets);

}
