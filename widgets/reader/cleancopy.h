// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMimeData;
class QString;
class QTextCursor;

// What leaves a message that is shown, by the clipboard or by dragging: the words one sees, and links that
// may be followed. No pictures, no colours, no styles, nothing that is folded or was not shown: whoever
// pastes it sends nothing that he has not seen.
namespace CleanCopy {

[[nodiscard]] QString text(const QTextCursor &selection);
[[nodiscard]] QString html(const QTextCursor &selection);
// Both. The caller owns it.
[[nodiscard]] QMimeData *data(const QTextCursor &selection);

}
