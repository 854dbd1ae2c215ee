// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/outbox/queuedmail.h"
#include "core/receipts/asking.h"
#include "core/receipts/report.h"
#include "core/smtp/submission.h"

namespace app {

// A receipt of ours: from the null sender, so that no error about it can come back (RFC 8098, 3), and with no
// report of its delivery either. Only where the user has said so for the account, its own From in its place.
[[nodiscard]] smtp::Envelope envelopeOf(const receipts::Report &report, const accounts::Account &account);
// One of the submissions of a mail of ours.
[[nodiscard]] smtp::Envelope envelopeOf(const receipts::Transaction &transaction);
// What the outbox is to know of its outcome: who was refused, and what the server lacks.
[[nodiscard]] outbox::SubmitResult resultOf(const smtp::Outcome &outcome);

}
