// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

// Text that somebody else made (a sender, a server), made fit to be shown. The views show it as plain text
// only; these functions take away what could still deceive there: control characters, bidirectional
// overrides, and blanks that push the rest out of sight.
namespace safetext {

// For one line: control characters become U+FFFD, line ends and runs of blanks of any kind one space;
// bidirectional controls and other invisible format characters are dropped, but for the joiners that scripts
// need.
[[nodiscard]] QString line(QStringView text);

// For running text: line ends and tabs stay, blanks are not collapsed.
[[nodiscard]] QString paragraphs(QStringView text);

// The same as line(), and set apart so that its direction cannot reorder our sentence around it (FSI … PDI).
// For the arguments of translated sentences.
[[nodiscard]] QString quoted(QStringView text);
[[nodiscard]] QString quoted(const QByteArray &octets);

// A server's own words: decoded, one line, at most 300 characters.
[[nodiscard]] QString serverWords(const QByteArray &octets);

// An address or other octets for a label.
[[nodiscard]] QString address(const QByteArray &addrSpec);

// A name for a file that is saved from a message: the last component alone, without control, format and
// reserved characters, not hidden, not starting with "-", at most 200 octets with its extension kept. Never
// empty.
[[nodiscard]] QString fileName(QStringView suggested, QStringView fallback);

}
