// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/ledgerstate.h"

namespace receipts {

bool isTerminal(LedgerState state) noexcept
{
    switch (state) {
    case LedgerState::ClaimUncertain:
    case LedgerState::SendUncertain:
    case LedgerState::SendFailed:
    case LedgerState::Sent:
    case LedgerState::Filed:
    case LedgerState::Denied:
    case LedgerState::DeniedLocal:
    case LedgerState::HandledElsewhere:
    case LedgerState::Blocked: return true;
    case LedgerState::None:
    case LedgerState::Snoozed:
    case LedgerState::Approved:
    case LedgerState::ClaimIntent:
    case LedgerState::Claimed:
    case LedgerState::Sending:
    case LedgerState::Denying: break;
    }
    return false;
}

bool isWaiting(LedgerState state) noexcept
{
    switch (state) {
    case LedgerState::Approved:
    case LedgerState::ClaimIntent:
    case LedgerState::Claimed:
    case LedgerState::Sending:
    case LedgerState::Denying: return true;
    default: return false;
    }
}

}
