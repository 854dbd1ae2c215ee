// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/answer.h"
#include "core/store/rows.h"

class ReaderPane;

// What an answer is made of: a message as it is displayed.
namespace original {

// `content` as it is displayed (ReadingDesk::shownContent()), `header` as the server has it. All of its text
// is quoted, HTML as plain text; of what was decrypted only what is on screen, so that nothing leaves that
// nobody saw. Files that are not here are left out.
[[nodiscard]] compose::Original of(const store::MessageContent &content, const QByteArray &header,
                                   const QUuid &account, ReaderPane &pane, bool isDecrypted);
// Whether `made` has all that `content`, as the server has it, holds: plain text and files alone. Formatting,
// pictures within the text, signatures and encryption would be lost in a draft that takes its place.
[[nodiscard]] bool isWholly(const compose::Original &made, const store::MessageContent &content);

}
