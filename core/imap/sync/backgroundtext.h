// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/imap/sync/contentfetcher.h"
#include "core/imap/sync/suspects.h"
#include "core/store/reader.h"

#include <functional>

namespace imap::sync {

// Text of one message that nobody waits for, on whichever connection has time for its mailbox.
struct TextSource {
    QUuid account;
    store::Reader &reader;
    std::function<void(const QByteArray &mailbox, Connection::Use use)> withMailbox;
    Suspects &suspects;
};

[[nodiscard]] QByteArrayList leafSections(const mime::PartInfo &root);  // all that can be fetched

// What is missing of it here: the header, and those of the sections that `choose` names. nullopt: the message
// is gone meanwhile.
using ChooseSections =
    std::function<QByteArrayList(const store::Folder &folder, const mime::PartInfo &structure)>;
[[nodiscard]] std::optional<ContentFetcher::Wanted> missingText(const TextSource &source, store::CopyId copy,
                                                                const ChooseSections &choose);

struct TextHandlers {
    enum class Outcome {
        Fetched,
        Failed,          // the server does not give this one
        MailboxRefused,  // nor anything else that is in there
        LineLost,        // or none could be had
    };
    std::function<bool()> isWanted;  // still; asked before anything is sent
    std::function<void(const store::Update &)> take;
    std::function<void(Outcome)> end;  // unless nobody wants it any more
};
// `owner` is gone when nobody cares.
void bringText(const TextSource &source, const ContentFetcher::Wanted &wanted, QObject *owner,
               const TextHandlers &handlers);

}
