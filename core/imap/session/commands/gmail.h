// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/commands/store.h"

namespace imap {

// UID STORE +X-GM-LABELS or -X-GM-LABELS (X-GM-EXT-1): the folders a message of Gmail is in, beside the one
// it is seen in. Labels are mailbox names as the server writes them (modified UTF-7), or its own words
// ("\Inbox",
// "\Starred"). Never the replacing form, which would take it out of every other folder.
class LabelCommand final : public Command
{
public:
    LabelCommand(MessageSet messages, FlagChange change, std::vector<QByteArray> labels,
                 QObject *parent = nullptr)
        : Command(parent), m_messages(std::move(messages)), m_change(change), m_labels(std::move(labels))
    {}
    [[nodiscard]] bool isLegalIn(Phase phase) const override { return phase == Phase::Selected; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    MessageSet m_messages;
    FlagChange m_change;
    std::vector<QByteArray> m_labels;
};

}
