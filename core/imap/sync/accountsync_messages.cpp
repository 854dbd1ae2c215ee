// SPDX-License-Identifier: GPL-3.0-or-later
// What is wanted of single messages: texts, searches, claims.
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/accountsync.h"
#include "core/imap/sync/contentfetcher.h"
#include "core/imap/sync/searchcriteria.h"
#include "core/mime/unpacked.h"
#include "core/search/queryparser.h"

#include <QLocale>
#include <QUuid>

#include <algorithm>

namespace imap::sync {

namespace {

// A search that finds every one of so many messages may not have searched.
constexpr std::size_t fewEnoughToAgree = 50;

// What is in the folder and not here is told as well, so that people know that there is more. But a server
// may claim to have found four thousand million messages.
void addUnknown(search::ServerSearchResult &result, const UidSet &found,
                const std::vector<store::FlagsSeen> &known, std::size_t messages)
{
    constexpr std::size_t most = 10'000;
    std::size_t left = messages > known.size() ? std::min(messages - known.size(), most) : 0;
    const auto isKnown = [&known](Uid uid) {
        return std::binary_search(known.begin(), known.end(), store::FlagsSeen{uid, {}, {}},
                                  [](const auto &a, const auto &b) { return a.uid < b.uid; });
    };
    for (const UidRange &range : found.ranges()) {
        for (quint64 uid = range.first.value; uid <= range.last.value && left > 0; ++uid) {
            const Uid each{static_cast<quint32>(uid)};
            if (isKnown(each))
                continue;
            result.uids.push_back(each);
            --left;
        }
    }
    std::sort(result.uids.begin(), result.uids.end());
}
}

void AccountSync::fetchContent(store::CopyId copy, const QByteArrayList &sections)
{
    const auto row = m_reader.row(copy);
    const auto folder = row ? m_reader.folder(row->folder) : std::nullopt;
    const auto content = m_reader.content(copy);
    if (!folder || !content || !folder->state) {
        Q_EMIT contentFailed(copy, Error{Error::Kind::NotFound, {}});
        return;
    }
    ContentFetcher::Wanted wanted{m_account.id, folder->mailbox,   folder->state->uidValidity,
                                  row->uid,     !content->header,  sections,
                                  row->octets,  content->structure};
    if (content->header)
        wanted.textOctets = std::max<qint64>(row->octets - content->header->size(), 0);
    wanted.isUnseen = !row->flags.has(store::Flags::Seen);
    wanted.inPieces = m_suspects.losses({wanted.mailbox, wanted.validity}, wanted.uid) > 0;
    if (sections.isEmpty()) {
        const mime::PartInfo *part = mime::textSource(content->structure);
        if (part != nullptr && !content->section(part->section))
            wanted.sections.append(part->section);
    }
    if (!m_view.isReady()) {  // said at once, and done when online: the reader may still be looking at it
        m_contentLater = {copy, sections};
        Q_EMIT contentFailed(copy, Error{Error::Kind::ConnectionLost, {}});
        return;
    }
    std::erase_if(m_contentFetches, [](const auto &known) { return known.expired(); });
    auto fetch = std::make_shared<ContentFetch>(ContentFetch{copy});
    m_contentFetches.push_back(fetch);
    withMailbox(folder->mailbox, [this, fetch, wanted](std::shared_ptr<Lease> lease, const Error &error) {
        if (fetch->isGivenUp)
            Q_EMIT contentFailed(fetch->copy, Error{Error::Kind::Cancelled, {}});  // others may wait for it
        else if (lease == nullptr || lease->session() == nullptr)
            Q_EMIT contentFailed(fetch->copy, error);
        else
            fetchContent(fetch, wanted, std::move(lease));
    });
}

void AccountSync::fetchContent(const std::shared_ptr<ContentFetch> &fetch,
                               const ContentFetcher::Wanted &wanted, std::shared_ptr<Lease> lease)
{
    const Connection *line = lease->connection();
    const int number = m_suspects.began(line, {wanted.mailbox, wanted.validity}, UidSet::single(wanted.uid));
    auto *fetcher = new ContentFetcher(wanted, std::move(lease), this);
    fetch->fetcher = fetcher;
    connect(fetcher, &ContentFetcher::progressed, this, [this, fetch](qint64 octets, qint64 of) {
        if (!fetch->isGivenUp)
            Q_EMIT contentProgressed(fetch->copy, octets, of);
    });
    connect(fetcher, &ContentFetcher::finished, this, [this, number](const store::Update &update) {
        m_suspects.ended(number);
        Q_EMIT updateReady(update);
    });
    connect(fetcher, &ContentFetcher::failed, this, [this, fetch, number, line](const Error &why) {
        const bool isEnding = line->session() != nullptr && line->session()->phase() == Phase::Closed;
        if (!isEnding)
            m_suspects.ended(number);  // else the line's end tells whether it was this
        Q_EMIT contentFailed(fetch->copy, fetch->isGivenUp ? Error{Error::Kind::Cancelled, {}} : why);
    });
    fetcher->start();
}

void AccountSync::giveUpContent(store::CopyId copy)
{
    if (m_contentLater && m_contentLater->first == copy)
        m_contentLater.reset();
    for (const auto &known : m_contentFetches) {
        const auto fetch = known.lock();
        if (!fetch || fetch->copy != copy)
            continue;
        fetch->isGivenUp = true;
        if (fetch->fetcher)
            fetch->fetcher->giveUp();
    }
}

void AccountSync::search(const search::ServerSearch &search)
{
    const auto folder = m_reader.folder(search.folder);
    const search::Query query = search::parseQuery(search.text).query;
    search::ServerSearchResult result{search.serial, search.folder, {}, std::nullopt};
    cancelSearch();  // nobody waits for the last one any more
    if (!folder || query.isEverything()) {
        result.error = Error{Error::Kind::NotFound, {}};
        Q_EMIT searchFinished(result);
        return;
    }
    if (!m_view.isReady()) {
        result.error = Error{Error::Kind::ConnectionLost, {}};
        Q_EMIT searchFinished(result);
        return;
    }
    const search::FolderFacts facts{
        folder->name, folder->delimiter, folder->role, {m_account.name, m_account.address}};
    withMailbox(folder->mailbox,
                [this, query, facts, result](std::shared_ptr<Lease> lease, const Error &error) mutable {
                    if (lease == nullptr || lease->session() == nullptr) {
                        result.error = error;
                        Q_EMIT searchFinished(result);
                        return;
                    }
                    const auto question = search::serverQuestion(
                        query, facts, searchAbilities(lease->session()->capabilities()),
                        {m_clock.now(), QTimeZone::systemTimeZone(), QLocale().firstDayOfWeek()});
                    ask(question, std::move(lease), std::move(result));
                });
}

void AccountSync::lookFor(const QByteArray &mailbox, const QByteArray &messageId,
                          const std::function<void(std::optional<bool> isThere)> &done)
{
    if (!m_view.isReady()) {
        done(std::nullopt);
        return;
    }
    withMailbox(mailbox,
                [this, mailbox, messageId, done](const std::shared_ptr<Lease> &lease, const Error &) {
                    if (lease == nullptr || lease->session() == nullptr) {
                        done(std::nullopt);
                        return;
                    }
                    const journal::Targets wanted{m_account.id, mailbox, {}, {{Uid{}, messageId, {}}}};
                    auto *search =
                        new TargetSearch(*lease->session(), wanted, TargetSearch::Trust::Nothing, {}, this);
                    connect(search, &TargetSearch::finished, this,
                            [search, lease, done](const Completion &completion) {
                                const bool isThere = !search->there().empty() || !search->ambiguous().empty();
                                search->deleteLater();
                                done(completion.ok() ? std::optional(isThere) : std::nullopt);
                            });
                    search->start();
                });
}

// A server that was asked for everything but the words would find what nobody looks for.
void AccountSync::ask(const search::ServerQuestion &question, std::shared_ptr<Lease> lease,
                      search::ServerSearchResult result)
{
    const bool lacksWords =
        std::any_of(question.notAsked.begin(), question.notAsked.end(), [](const search::NotAsked &one) {
            return std::holds_alternative<search::TextTerm>(one.term);
        });
    const SearchKey key = searchKeyOf(question.criterion);
    if (lacksWords || !key.text().isSendable())
        result.error = Error{Error::Kind::Unsupported, "the words cannot be asked"};
    if (result.error || question.isNothing()) {
        Q_EMIT searchFinished(result);
        return;
    }
    auto *command = lease->session()->run(std::make_unique<SearchCommand>(key));
    m_searching = {command, lease};
    connect(command, &Command::finished, this,
            [this, command, result, lease](const Completion &completion) mutable {
                takeFound(completion, command->found(), std::move(lease), std::move(result));
            });
}

void AccountSync::cancelSearch()
{
    const auto [command, held] = std::exchange(m_searching, {});
    const std::shared_ptr<Lease> lease = held.lock();
    if (command && lease && lease->session() != nullptr)
        lease->session()->cancel(command);
}

void AccountSync::takeFound(const Completion &completion, const UidSet &found, std::shared_ptr<Lease> lease,
                            search::ServerSearchResult result)
{
    if (!completion.ok()) {
        if (!isLineLost(completion))
            noteHabit(ServerQuirk::SearchFails);
        const bool cannotAsk = completion.status == Completion::Status::Unsupported
            || completion.text.as<code::BadCharset>() != nullptr;
        const auto kind = isLineLost(completion) ? Error::Kind::ConnectionLost
            : cannotAsk                          ? Error::Kind::Unsupported
                                                 : Error::Kind::Refused;
        result.error = Error{kind, completion.text.text};
    } else {
        const auto known = m_reader.knownFlags(result.folder);
        for (const store::FlagsSeen &each : known) {
            if (found.contains(each.uid))
                result.uids.push_back(each.uid);
        }
        const bool findsAllKnown = result.uids.size() == known.size();
        addUnknown(result, found, known, m_reader.counts(result.folder).messages);
        if (findsAllKnown && known.size() >= fewEnoughToAgree) {
            probeSearch(std::move(lease), std::move(result));
            return;
        }
    }
    Q_EMIT searchFinished(result);
}

// Every message of a mailing list may well hold its name. A server that finds them all for a word that nobody
// has ever written does not search: what is kept here must do then.
void AccountSync::probeSearch(std::shared_ptr<Lease> lease, search::ServerSearchResult result)
{
    Session *session = lease->session();
    if (session == nullptr) {
        Q_EMIT searchFinished(result);
        return;
    }
    const QString word = QUuid::createUuid().toString(QUuid::Id128);
    auto *command =
        session->run(std::make_unique<SearchCommand>(SearchKey::contains(SearchKey::Field::Text, word)));
    m_searching = {command, lease};
    connect(command, &Command::finished, this,
            [this, command, result, lease](const Completion &completion) mutable {
                lease.reset();
                const UidSet &found = command->found();
                const bool findsAll = std::all_of(result.uids.begin(), result.uids.end(),
                                                  [&found](Uid uid) { return found.contains(uid); });
                if (completion.ok() && findsAll) {
                    noteHabit(ServerQuirk::FindsEverything);
                    result.uids.clear();
                    result.error = Error{Error::Kind::Unsupported, "the server finds everything"};
                }
                Q_EMIT searchFinished(result);
            });
}

void AccountSync::claim(const receipts::ClaimOrder &order)
{
    if (!m_view.isReady()) {
        Q_EMIT claimEnded(order.key, receipts::ClaimEnd::NeverStarted, {});
        return;
    }
    withMailbox(order.target.mailbox, [this, order](std::shared_ptr<Lease> lease, const Error &error) {
        noteDroppedClaim(lease, error);
        const Session *session = lease == nullptr ? nullptr : lease->session();
        if (session != nullptr && session->selected() && session->selected()->readOnly)
            reopenForClaim(order, lease);
        else
            startClaim(order, std::move(lease), error);
    });
}

// Dropped for another folder: taken up once that one is in step.
void AccountSync::noteDroppedClaim(const std::shared_ptr<Lease> &lease, const Error &error)
{
    if (lease == nullptr && error.kind == Error::Kind::Cancelled)
        m_toldOnline = false;
}

// Read-only: because another program had it for itself, or by rights that may have changed since. Asked for
// once more (RFC 3501, 6.3.1); nothing is stored before that is answered.
void AccountSync::reopenForClaim(const receipts::ClaimOrder &order, const std::shared_ptr<Lease> &lease)
{
    const Connection *holder = lease->connection();
    forEachLine([&](Connection &line) {
        if (&line != holder)
            return;
        m_writeOnce.insert(order.target.mailbox);
        line.reselect();
        line.withMailbox(order.target.mailbox,
                         [this, order](std::shared_ptr<Lease> again, const Error &error) {
                             m_writeOnce.remove(order.target.mailbox);
                             noteDroppedClaim(again, error);
                             startClaim(order, std::move(again), error);
                         });
    });
}

void AccountSync::startClaim(const receipts::ClaimOrder &order, std::shared_ptr<Lease> lease,
                             const Error &error)
{
    if (lease == nullptr) {
        const bool gone = error.kind == Error::Kind::NotFound;
        Q_EMIT claimEnded(order.key,
                          gone ? receipts::ClaimEnd::MessageGone : receipts::ClaimEnd::NeverStarted,
                          error.detail);
        return;
    }
    auto *runner = new ClaimRunner(order, std::move(lease), m_clock, this);
    m_claims[order.key.value] = runner;
    connect(runner, &ClaimRunner::intended, this, &AccountSync::claimIntended);
    connect(runner, &ClaimRunner::ended, this,
            [this](const receipts::RequestKey &key, receipts::ClaimEnd end, const QByteArray &text) {
                m_claims.erase(key.value);
                Q_EMIT claimEnded(key, end, text);
            });
    runner->start();
}

void AccountSync::intentRecorded(const receipts::RequestKey &key)
{
    const auto found = m_claims.find(key.value);
    if (found != m_claims.end() && found->second)
        found->second->intentRecorded();
}

void AccountSync::intentFailed(const receipts::RequestKey &key)
{
    const auto found = m_claims.find(key.value);
    if (found != m_claims.end() && found->second)
        found->second->abandon();
}

}
