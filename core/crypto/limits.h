// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

// How much is looked at, handed to GnuPG, and taken back from it. What is beyond a limit is told as TooLarge
// and shown as it came.
namespace crypto::limits {

inline constexpr qsizetype messageOctets = qsizetype{32} * 1024 * 1024;   // of one message, as it came
inline constexpr qsizetype contentOctets = qsizetype{64} * 1024 * 1024;   // decrypted: it may be compressed
inline constexpr qsizetype signatureOctets = qsizetype{1} * 1024 * 1024;  // of a detached signature
inline constexpr int layers = 4;       // encrypted, in it signed, ...: honest mail has two
inline constexpr int parts = 50;       // of one message that are signed or encrypted on their own
inline constexpr int packets = 1000;   // of one OpenPGP message
inline constexpr int berNesting = 24;  // of the elements of a CMS message
inline constexpr int signers = 100;    // counted in one CMS message
inline constexpr std::chrono::seconds byItself{30};  // for one message, without anybody being asked
inline constexpr std::chrono::minutes asked{5};      // somebody may have to look for a card

}
