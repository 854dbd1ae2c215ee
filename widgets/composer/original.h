// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/answer.h"
#include "core/store/rows.h"

class ReaderPane;

// What an answer is made of: a message as it is displayed.
namespace original {

// `content` as it is displayed (ReadingDesk::shownContent()), `header` as the server has it. Of plain text
// all of it is quoted; of HTML, and of what was decrypted, only what is on screen, so that nothing leaves
// that nobody saw. Files that are not here are left out.
[[nodiscard]] compose::Original of(const store::MessageContent &content, const QByteArray &header,
                                   const QUuid &account, ReaderPane &pane, bool isDecrypted);
// The names of files that are not here: somebody has to be told.
[[nodiscard]] QStringList missingFiles(const store::MessageContent &content);

}
