// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/imap/wire/response.h"

// Values of the wire as one line of text, so that a table can say what it expects and a failure can be read.
// Strings stand in single quotes, NIL is "-".
namespace describe {

QByteArray envelope(const imap::Envelope &value);
QByteArray body(const imap::BodyStructure &value);
QByteArray code(const imap::ResponseCode &value);
QByteArray response(const imap::Response &value);
// The responses of a stream, one line each; "error Syntax" and its like for errors. Every transcript goes
// through here: it is also fed one octet at a time and split at every offset, and its values are printed and
// read again; all must come out the same.
QByteArray parsed(QByteArrayView stream);

}
