// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// A profile with many receipts in it, as years of work leave them: one account, whose server is not to be
// reached.
namespace fillcentre {

struct Counts {
    int requests = 0;    // asked of us
    int mails = 0;       // of ours that asked
    int recipients = 0;  // of each, and each has reported
    int decisions = 0;
};
// False: it could not be made, and stderr has why.
[[nodiscard]] bool fill(const QString &profile, const Counts &counts);

}
