// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/incomingreport.h"
#include "core/store/rows.h"

namespace receipts {

// The sections that readReport() needs beside the header, and no more of the message (RFC 3501, 6.4.5): its
// part for programs, and of what came back the header alone. What is too large to be a report's is left out.
[[nodiscard]] QByteArrayList reportSections(const mime::PartInfo &structure);
// nullopt: not all of that is here.
[[nodiscard]] std::optional<IncomingReport> readReport(const store::MessageContent &content,
                                                       const QByteArray &authenticationServer);
// The same for a report wherever it lies, and another for any other: of its Message-ID, its sender and what
// it says, since a Message-ID alone can be forged.
[[nodiscard]] QByteArray reportKey(const store::MessageContent &content);

}
