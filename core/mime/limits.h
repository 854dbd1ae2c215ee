// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// How much of one message is taken apart. Far above what honest mail has, and low enough that no mail can
// cost more than its size: what lies beyond a limit counts as a defect and stays as it is, it is never
// dropped unseen.
namespace mime::limits {

inline constexpr int nesting = 64;  // multipart in multipart, message in message
inline constexpr int parts = 2000;  // of one message, all levels together
inline constexpr int headerFields = 5000;
inline constexpr qsizetype headerOctets = qsizetype{8} * 1024 * 1024;
inline constexpr int files = 200;      // within one part: winmail.dat, uuencode, yEnc
inline constexpr int fileNesting = 8;  // winmail.dat in winmail.dat
inline constexpr qsizetype richTextOctets = qsizetype{32} * 1024 * 1024;  // of compressed RTF, unpacked
inline constexpr int addresses = 20'000;                                  // of one field
inline constexpr int parameters = 500;                                    // of one field
inline constexpr int parameterSection = 99;                               // name*99= (RFC 2231, 3)
inline constexpr qsizetype reportOctets = qsizetype{4} * 1024 * 1024;  // of the fields of one report, encoded
inline constexpr int reportBlocks = 10'000;  // of one delivery report: one for each recipient

}
