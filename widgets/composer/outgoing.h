// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/compose/message.h"
#include "core/receipts/asking.h"

// A mail that was written, for whoever sends it: its octets, and what is wanted of each recipient. `lists`:
// mailing lists that are known.
[[nodiscard]] receipts::OutgoingMail outgoingMail(const compose::Composition &composition,
                                                  const compose::Stamp &stamp,
                                                  const std::vector<mime::Mailbox> &lists);
// What would not be asked as it was wished, and why; without looking at files and text.
[[nodiscard]] std::vector<receipts::AskingWarning> askingWarnings(const compose::Composition &composition,
                                                                  const compose::Stamp &stamp,
                                                                  const std::vector<mime::Mailbox> &lists);
