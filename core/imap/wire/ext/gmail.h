// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/fetchitems.h"

// X-GM-EXT-1: Gmail's names of messages and threads, and its labels
// (https://developers.google.com/gmail/imap/imap-extensions).
namespace imap {

void gmailMessage(Cursor &in, FetchItems &items);
void gmailThread(Cursor &in, FetchItems &items);
void gmailLabels(Cursor &in, FetchItems &items);

}
