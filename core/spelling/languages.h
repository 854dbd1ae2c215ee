// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

namespace spelling {

// In which of these languages ("de_DE") a text is written, by the small words that nobody can write without;
// what is quoted does not count. Empty: that cannot be told, as of a few words. Of several for one language
// the first is taken. Pure; looks at the first few thousand letters alone.
[[nodiscard]] QString guessLanguage(QStringView text, const QStringList &languages);

}
