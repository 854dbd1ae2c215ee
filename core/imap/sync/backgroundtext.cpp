// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/backgroundtext.h"

#include <QPointer>

namespace imap::sync {

namespace {

using Outcome = TextHandlers::Outcome;

void addLeaves(const mime::PartInfo &part, QByteArrayList &sections)
{
    const bool isWhole = part.parts.empty() || part.type == "message";  // with all that is in it
    if (isWhole && !part.section.isEmpty())
        sections.append(part.section);
    if (isWhole)
        return;
    for (const mime::PartInfo &child : part.parts)
        addLeaves(child, sections);
}

void fetchBy(std::shared_ptr<Lease> lease, const ContentFetcher::Wanted &wanted, Suspects &suspects,
             QObject *owner, const TextHandlers &handlers)
{
    const Connection *line = lease->connection();
    const int number = suspects.began(line, {wanted.mailbox, wanted.validity}, UidSet::single(wanted.uid));
    auto *fetcher = new ContentFetcher(wanted, std::move(lease), owner);
    QObject::connect(fetcher, &ContentFetcher::finished, owner,
                     [handlers, number, &suspects](const store::Update &update) {
                         suspects.ended(number);
                         handlers.take(update);
                         if (handlers.isWanted())
                             handlers.end(Outcome::Fetched);
                     });
    QObject::connect(fetcher, &ContentFetcher::failed, owner,
                     [handlers, number, &suspects](const Error &why) {
                         const bool isLineLost = why.kind == Error::Kind::ConnectionLost;
                         if (!isLineLost)
                             suspects.ended(number);  // else the line's end tells whether it was this
                         if (handlers.isWanted())
                             handlers.end(isLineLost ? Outcome::LineLost : Outcome::Failed);
                     });
    fetcher->start();
}

}

QByteArrayList leafSections(const mime::PartInfo &root)
{
    QByteArrayList sections;
    addLeaves(root, sections);
    return sections;
}

std::optional<ContentFetcher::Wanted> missingText(const TextSource &source, store::CopyId copy,
                                                  const ChooseSections &choose)
{
    const auto row = source.reader.row(copy);
    const auto content = row ? source.reader.content(copy) : std::nullopt;
    const auto folder = row ? source.reader.folder(row->folder) : std::nullopt;
    if (!content || !folder || !folder->state)
        return std::nullopt;
    ContentFetcher::Wanted wanted{source.account, folder->mailbox,   folder->state->uidValidity,
                                  row->uid,       !content->header,  choose(*folder, content->structure),
                                  row->octets,    content->structure};
    wanted.sections.removeIf(
        [&](const QByteArray &section) { return content->section(section).has_value(); });
    wanted.isUnseen = !row->flags.has(store::Flags::Seen);
    wanted.inPieces = source.suspects.losses({wanted.mailbox, wanted.validity}, wanted.uid) > 0;
    return wanted;
}

void bringText(const TextSource &source, const ContentFetcher::Wanted &wanted, QObject *owner,
               const TextHandlers &handlers)
{
    source.withMailbox(wanted.mailbox,
                       [owner = QPointer(owner), wanted, handlers,
                        &suspects = source.suspects](std::shared_ptr<Lease> lease, const Error &error) {
                           if (owner.isNull() || !handlers.isWanted())
                               return;
                           const bool isRefused =
                               error.kind == Error::Kind::Refused || error.kind == Error::Kind::NotFound;
                           if (lease == nullptr && isRefused)
                               handlers.end(Outcome::MailboxRefused);
                           else if (lease == nullptr || lease->session() == nullptr)
                               handlers.end(Outcome::LineLost);
                           else
                               fetchBy(std::move(lease), wanted, suspects, owner, handlers);
                       });
}

}
