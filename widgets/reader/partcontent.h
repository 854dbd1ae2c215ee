// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/partsections.h"
#include "core/store/rows.h"

// Adds the octets of `part` and of all in it to `content`, under their sections, as a server would give them;
// of an embedded message the whole. They are copies: a slice would keep the whole message alive. Of a number
// that two share (mime::partAt) the first counts.
void addSections(const mime::ParsedPart &part, store::MessageContent &content);
