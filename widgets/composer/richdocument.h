// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/richtext.h"

class QTextCursor;
class QTextDocument;
class QString;

// Formatted text between an editor's document and the value that mail is made of: what the value does not
// know is lost, so that nothing goes that could not be seen or undone.
namespace richdocument {

// At the cursor, in the place of what is chosen.
void insert(const compose::RichText &text, QTextCursor cursor);
[[nodiscard]] compose::RichText read(const QTextDocument &document);
// HTML from elsewhere: cleaned, its styles resolved, its colours, sizes, tables and pictures gone.
[[nodiscard]] compose::RichText fromHtml(const QString &foreign);
// The paragraph in which the cursor is, one step deeper or less deep in quotation.
void changeQuote(QTextCursor cursor, int step);

}
