// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace mime {

// Keep: the blank at the end of a flowed line is part of the text. Remove: it was added (RFC 3676, 4.1, for
// scripts without blanks between words).
enum class DelSp { Keep, Remove };

// format=flowed lines (ended by LF) joined to paragraphs; quote marks are put back as "> " and ">> " (RFC
// 3676, 4).
[[nodiscard]] QString unflowed(QStringView text, DelSp delSp);

}
