// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/world.h"

// Pieces of scripts for a World whose INBOX is looked at.
inline constexpr char plainServer[] = "IMAP4rev1 UNSELECT";

// The server's answer with all that a row of the list is made of.
[[nodiscard]] QByteArray summary(quint32 number, quint32 uid, const QByteArray &flags = {});
// What SELECT tells; `more`: further lines.
[[nodiscard]] QByteArray selectAnswer(const char *tag, quint32 count, quint32 validity = 7,
                                      const QByteArray &more = {});
[[nodiscard]] QByteArray look(const QList<quint32> &uids);
[[nodiscard]] QByteArray filled(QByteArray script);  // "@items@"
// Online, INBOX with UIDs 10, 20, 30 in the store; the next tag is a4.
void openThree(World &world, const char *capabilities = plainServer);
[[nodiscard]] store::FolderId folderId(World &world, const QByteArray &mailbox = "INBOX");
// "10 20s 30": the UIDs, and which are read.
[[nodiscard]] QByteArray storedFlags(World &world);
