// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// How much of one document is looked at. Honest mail stays far below; what lies beyond is left out, and the
// document says so (CleanDocument::isTruncated).
namespace html::limits {

inline constexpr qsizetype octets = qsizetype{2} * 1024 * 1024;  // of the source, in UTF-8
inline constexpr int openElements = 400;                         // while parsing: its cost grows with each
inline constexpr qsizetype treeOctets = qsizetype{96} * 1024 * 1024;  // of the parser's own tree
inline constexpr int depth = 120;  // elements deeper than this are unwrapped
inline constexpr int nodes = 60'000;
inline constexpr int tableDepth = 8;
inline constexpr int span = 60;          // colspan, rowspan
inline constexpr double number = 4'000;  // any length in CSS pixels
inline constexpr qsizetype attributeLength = 4'096;
inline constexpr qsizetype runLength = 400;  // characters without a place to break
inline constexpr qsizetype pictureOctets = qsizetype{512} * 1024;
inline constexpr qsizetype picturesOctets = qsizetype{4} * 1024 * 1024;  // of data: addresses, together
inline constexpr int addresses = 2'000;                                  // links, and pictures
inline constexpr qsizetype styleSheetLength = qsizetype{256} * 1024;
inline constexpr int rules = 4'000;
inline constexpr int declarations = 200;           // of one rule
inline constexpr int cssNesting = 32;              // parentheses and blocks
inline constexpr int variableNesting = 16;         // var() that leads to var()
inline constexpr int selectorParts = 12;           // compounds of one selector
inline constexpr int simpleSelectors = 20;         // of one compound
inline constexpr int matchSteps = 4'000'000;       // of selectors against elements
inline constexpr int classes = 40;                 // of one element
inline constexpr double layoutMilliseconds = 300;  // predicted; a layout cannot be broken off

}
