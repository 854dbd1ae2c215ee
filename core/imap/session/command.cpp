// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/command.h"

namespace imap {

void Command::finish(const Completion &completion)
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT finished(completion);
}

}
