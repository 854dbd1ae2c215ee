// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/partdownload.h"
#include "core/imap/sync/convert.h"
#include "core/imap/sync/operationtask.h"
#include "core/mime/header.h"
#include "core/receipts/fieldsyntax.h"

#include <algorithm>
#include <deque>

namespace imap::sync {

namespace {

// RFC 3501, 2.3.2: what the session or a removal alone is about is not taken along.
bool staysBehind(const QByteArray &flag)
{
    return flag.compare("\\Recent", Qt::CaseInsensitive) == 0
        || flag.compare("\\Deleted", Qt::CaseInsensitive) == 0;
}

// The first half of a way to another account: messages are fetched whole, with flags and date, and told one
// by one. The next one is fetched when it is on record that this one was told, so that a later run begins
// behind it. What is gone by now is left out.
class ExportTask final : public OperationTask
{
public:
    ExportTask(journal::TransferMessages transfer, Context context)
        : OperationTask(std::move(context)), m_transfer(std::move(transfer)), m_told(this->context().known)
    {}

    void start() override
    {
        withMailbox(m_transfer.targets.mailbox, [this] {
            if (m_transfer.move && isReadOnly()) {
                fail("the mailbox is read-only");
                return;
            }
            search(left(), TargetSearch::Trust::Nothing, [this](const TargetSearch &found) {
                if (!found.ambiguous().empty()) {
                    fail("it is not clear any more which message this is");
                    return;
                }
                for (const auto &[uid, index] : found.there())
                    m_queue.push_back({uid, m_left.messages[index]});
                next();
            });
        });
    }

    // Nothing is changed by reading.
    [[nodiscard]] bool mayHaveChanged() const override { return false; }

private:
    // Those that were not told in an earlier run.
    const journal::Targets &left()
    {
        m_left = m_transfer.targets;
        std::erase_if(m_left.messages, [this](const journal::Targets::Message &message) {
            return std::ranges::any_of(m_told.places, [&](const journal::Outcome::Place &place) {
                return place.from.value != 0 && place.from == message.uid;
            });
        });
        return m_left;
    }

    void next()
    {
        if (m_queue.empty()) {
            done(m_told);
            return;
        }
        m_now = {};
        UidSet uid;
        uid.add(m_queue.front().uid);
        auto *command = session()->run(std::make_unique<FetchCommand>(uid, "UID FLAGS INTERNALDATE"));
        command->shareFlags();
        connect(command, &FetchCommand::fetched, this, [this](const Fetch &fetch) { m_now = fetch.items; });
        connect(command, &Command::finished, this, [this](const Completion &completion) {
            if (isInterrupted(completion))
                return;
            if (!m_now.uid || !m_now.flags) {  // somebody was faster (RFC 2180, 4.1)
                m_queue.pop_front();
                next();
                return;
            }
            download();
        });
    }

    void download()
    {
        // Not as far as RFC822.SIZE: some servers tell too little.
        auto *download = new PartDownload(*session(), {m_queue.front().uid, {}}, {}, this);
        connect(download, &PartDownload::finished, this, [this, download](const Completion &completion) {
            download->deleteLater();
            if (isInterrupted(completion))
                return;
            if (!completion.ok())
                fail(completion.text.text);
            else if (!download->text().isWhole || !isMeant(download->text().octets))
                fail("the server has not handed out the message");
            else
                tell(download->text().octets);
        });
        download->start();
    }

    // Some servers have words of their own in the place of what is gone (RFC 2180, 4.1.3).
    [[nodiscard]] bool isMeant(const QByteArray &message) const
    {
        const QByteArray &wanted = m_queue.front().message.messageId;
        const auto header = mime::Header::parse(message);
        const auto field = header.first("Message-ID");
        return !message.isEmpty()
            && (wanted.isEmpty() || (field && receipts::messageId(*field) == '<' + wanted + '>'));
    }

    void tell(const QByteArray &message)
    {
        const Found found = m_queue.front();
        m_queue.pop_front();
        journal::AppendMessage append;
        append.account = m_transfer.toAccount;
        append.mailbox = m_transfer.to;
        if (m_now.internalDate)
            append.internalDate = m_now.internalDate->toQDateTime();
        append.messageId = found.message.messageId;
        append.message = message;
        append.fingerprint = found.message.fingerprint;
        std::ranges::remove_copy_if(*m_now.flags, std::back_inserter(append.flags), staysBehind);
        const journal::Targets &targets = m_transfer.targets;
        if (m_transfer.move) {
            append.source =
                journal::Target{targets.account, targets.mailbox,         session()->selected()->uidValidity,
                                found.uid,       found.message.messageId, found.message.fingerprint};
        }
        m_told.places.push_back({found.message.uid, {}});
        exportFirst(append, m_told, [this] { next(); });
    }

    struct Found {
        Uid uid;
        journal::Targets::Message message;
    };
    journal::TransferMessages m_transfer;
    journal::Outcome m_told;
    journal::Targets m_left;
    std::deque<Found> m_queue;
    FetchItems m_now;
};

}

std::unique_ptr<OperationTask> makeExportTask(const journal::TransferMessages &transfer,
                                              OperationTask::Context context)
{
    return std::make_unique<ExportTask>(transfer, std::move(context));
}

}
