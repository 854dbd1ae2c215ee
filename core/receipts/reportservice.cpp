// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/reportservice.h"

#include "core/base/logging.h"
#include "core/receipts/addresses.h"
#include "core/receipts/reporttexts.h"
#include "core/store/reportrows.h"

#include <algorithm>

namespace receipts {

namespace {

const ReportAddress *recipientOf(const std::optional<ReportAddress> &original,
                                 const std::optional<ReportAddress> &final)
{
    return original && !original->mailbox.isEmpty() ? &*original : final ? &*final : nullptr;
}

// As the report names them, in the order of its matches.
std::vector<mime::Mailbox> namedRecipients(const IncomingReport &report)
{
    std::vector<mime::Mailbox> named;
    const auto add = [&](const auto &fields) {
        const ReportAddress *address = recipientOf(fields.originalRecipient, fields.finalRecipient);
        named.push_back(address == nullptr ? mime::Mailbox() : address->mailbox);
    };
    if (const auto *disposition = std::get_if<DispositionReport>(&report.content))
        add(*disposition);
    else if (const auto *delivery = std::get_if<DeliveryReport>(&report.content))
        std::for_each(delivery->recipients.begin(), delivery->recipients.end(), add);
    return named;
}

std::vector<mime::Mailbox> answeringAddresses(const IncomingReport &report)
{
    std::vector<mime::Mailbox> answers = namedRecipients(report);
    const auto add = [&](const std::optional<ReportAddress> &address) {
        if (address)
            answers.push_back(address->mailbox);
    };
    if (const auto *disposition = std::get_if<DispositionReport>(&report.content))
        add(disposition->finalRecipient);
    answers.insert(answers.begin(), report.from);
    return answers;
}

QByteArray packed(const std::vector<MatchReason> &reasons)
{
    QByteArray octets;
    for (const MatchReason reason : reasons)
        octets.append(static_cast<char>(reason));
    return octets;
}

// Its own word, which no clock of ours vouches for: never later than it came.
QDateTime timeOf(const IncomingReport &report, const QDateTime &received, const store::MessageRow &row)
{
    if (!report.date.isValid())
        return received.isValid() ? received : row.date;
    return received.isValid() ? std::min(report.date.toUTC(), received) : report.date.toUTC();
}

store::ReportMatchRow wordsAlone(const ReportMatch &match, const MatchInput &input, const mime::Mailbox &from,
                                 const QDateTime &at)
{
    return {match.sent ? input.candidates[*match.sent].messageId : QByteArray(),
            from.addrSpec(),
            static_cast<int>(RecipientState::None),
            static_cast<int>(match.confidence),
            at,
            packed(match.reasons)};
}

std::vector<store::ReportMatchRow> matchRows(const IncomingReport &report, const ReportMatch &match,
                                             const MatchInput &input, const QDateTime &at)
{
    if (match.recipients.empty())
        return {wordsAlone(match, input, report.from, at)};
    const std::vector<mime::Mailbox> named = namedRecipients(report);
    std::vector<store::ReportMatchRow> rows;
    for (std::size_t i = 0; i < match.recipients.size(); ++i) {
        const RecipientMatch &one = match.recipients[i];
        const auto sent = one.sent ? one.sent : match.sent;
        mime::Mailbox recipient = i < named.size() && !named[i].isEmpty() ? named[i] : report.from;
        if (one.sent && one.recipient)
            recipient = input.candidates[*one.sent].recipients[*one.recipient];
        rows.push_back({sent ? input.candidates[*sent].messageId : QByteArray(), recipient.addrSpec(),
                        static_cast<int>(one.state), static_cast<int>(one.confidence), at,
                        packed(one.reasons)});
    }
    return rows;
}

}

ReportService::ReportService(const store::Database &user, store::Writer &cache, store::Reader reader,
                             Clock &clock, QObject *parent)
    : QObject(parent), m_user(user), m_cache(cache), m_reader(std::move(reader)), m_clock(clock)
{
    qRegisterMetaType<receipts::SentQuery>();
    qRegisterMetaType<receipts::SentPage>();
    connect(this, &ReportService::turn, this, &ReportService::workSome, Qt::QueuedConnection);
    connect(&m_cache, &store::Writer::changed, this, &ReportService::heed);
}

ReportService::~ReportService() = default;

void ReportService::setAccount(const Account &account)
{
    m_accounts.insert(account.id, account);
}

void ReportService::restore()
{
    std::vector<store::CopyId> ready;
    m_cache.maintain([&](store::Statements &statements, store::ChangeSet &) {
        store::forgetGoneLookups(statements);
        ready = store::lookupsWithText(statements);
    });
    for (const store::CopyId copy : ready)
        lookAt(copy);
    if (auto folders = reportFolders(m_user))
        m_folders = std::move(*folders);
    tellFolders();
}

void ReportService::heed(const store::ChangeSet &changes)
{
    bool hasNew = false;
    for (const store::FolderChange &folder : changes.folders) {
        hasNew = hasNew || !folder.inserted.empty();
        for (const store::CopyId copy : folder.contentArrived) {
            if (m_reader.lookup(copy))
                lookAt(copy);
        }
    }
    if (hasNew && !m_reader.lookups(changes.account, {}, 1).empty())
        Q_EMIT textsWanted(changes.account);
}

void ReportService::lookAt(store::CopyId copy)
{
    m_due.push_back(copy);
    if (!std::exchange(m_isScheduled, true))
        Q_EMIT turn({});
}

void ReportService::workSome()
{
    m_isScheduled = false;
    for (int i = 0; i < atATime && !m_due.empty(); ++i) {
        const store::CopyId copy = m_due.front();
        m_due.pop_front();
        work(copy);
    }
    if (!m_due.empty() && !std::exchange(m_isScheduled, true))
        Q_EMIT turn({});
}

void ReportService::work(store::CopyId copy)
{
    const auto kind = m_reader.lookup(copy);
    const auto row = kind ? m_reader.row(copy) : std::nullopt;
    const auto folder = row ? m_reader.folder(row->folder) : std::nullopt;
    const auto content = folder ? m_reader.content(copy) : std::nullopt;
    if (!content || !content->header || !m_accounts.contains(folder->account))
        return;
    if (*kind == store::LookupKind::SentMail)
        takeSent(copy, *folder, *row, *content);
    else
        takeReport(copy, *folder, *row, *content);
}

// It was not what it looked like.
void ReportService::drop(store::CopyId copy)
{
    m_cache.maintain(
        [copy](store::Statements &statements, store::ChangeSet &) { store::endLookup(statements, copy); });
}

// --- our own mail

void ReportService::takeSent(store::CopyId copy, const store::Folder &folder, const store::MessageRow &row,
                             const store::MessageContent &content)
{
    auto mail = sentMail(mime::Header::parse(*content.header), m_accounts.value(folder.account).addresses);
    if (!mail) {
        drop(copy);
        return;
    }
    mail->account = folder.account;
    if (!mail->message.sentAt.isValid())
        mail->message.sentAt = row.date;
    if (const auto done = rememberSent(m_user, *mail); !done) {
        Q_EMIT failed(done.error());  // and looked up again at the next start
        return;
    }
    std::vector<store::CopyId> again;
    m_cache.maintain([&](store::Statements &statements, store::ChangeSet &) {
        store::writeSentCopy(statements, mail->message.messageId, copy);
        again = store::lookUpAgain(statements, mail->message.messageId);
        store::endLookup(statements, copy);
    });
    for (const store::CopyId report : again)
        lookAt(report);
    if (!again.empty())
        Q_EMIT textsWanted(folder.account);  // they may have gone since
    Q_EMIT changed();
}

// --- reports

void ReportService::takeReport(store::CopyId copy, const store::Folder &folder, const store::MessageRow &row,
                               const store::MessageContent &content)
{
    const Account account = m_accounts.value(folder.account);
    const auto report = readReport(content, account.authenticationServer);
    if (!report)
        return;  // more of it is to come
    if (!report->isReport()) {
        drop(copy);
        return;
    }
    QByteArrayList names;
    auto found = matched(*report, row, account, names);
    if (!found)
        return;
    found->key = reportKey(content);
    static constexpr store::ReportBounds bounds{.believedFrom = static_cast<int>(Confidence::Likely)};
    const bool isWritten = m_cache.maintain([&](store::Statements &statements, store::ChangeSet &changes) {
        store::writeReport(statements, folder.account, *found, names, bounds);
        changes.account = folder.account;
        store::FolderChange change;  // whoever shows it shows now what it says
        change.folder = folder.id;
        change.contentArrived.push_back(copy);
        changes.folders.push_back(std::move(change));
    });
    if (!isWritten)
        return;
    file(*found, folder, row);
    Q_EMIT changed();
}

QDateTime ReportService::receivedAt(store::CopyId copy)
{
    QDateTime received;
    m_cache.maintain([&](store::Statements &statements, store::ChangeSet &) {
        received = store::receivedAt(statements, copy);
    });
    return received;
}

std::optional<store::ReportRow> ReportService::matched(const IncomingReport &report,
                                                       const store::MessageRow &row, const Account &account,
                                                       QByteArrayList &names)
{
    const MatchKeys keys = matchKeys(report);
    auto candidates = sentFor(m_user, keys);
    if (!candidates) {
        Q_EMIT failed(candidates.error());
        return std::nullopt;
    }
    MatchInput input{std::move(*candidates), {}, receivedAt(row.id)};
    if (const auto aliases = aliasesFor(m_user, answeringAddresses(report), input.candidates))
        input.aliases = *aliases;
    const ReportMatch result = match(report, input);
    for (const RecipientMatch &one : result.recipients) {
        if (one.learned && isBelieved(one.confidence))
            (void)learn(m_user, *one.learned);  // a help for later ones, and no more
    }
    const QDateTime at = timeOf(report, input.received, row);
    store::ReportRow found;
    found.copy = row.id;
    found.kind = static_cast<int>(report.content.index());
    found.at = at;
    found.messageId = report.messageId;
    found.sender = report.from.addrSpec();
    // What we answered to others lies in a folder of all mail, or wherever a copy was put: those are about no
    // mail of ours, unless we wrote to ourselves.
    if (result.sent || !isOneOf(report.from, account.addresses))
        found.matches = matchRows(report, result, input, at);
    if (!result.sent)
        names = QByteArrayList(keys.messageIds.begin(), keys.messageIds.end());
    return found;
}

// --- where they are put

// Once, and what came before the wish stays: user.db knows both, cache.db may be another one tomorrow.
void ReportService::file(const store::ReportRow &report, const store::Folder &folder,
                         const store::MessageRow &row)
{
    const ReportFolder to = m_folders.value(folder.account);
    const bool isBelievable = !report.matches.empty()
        && std::all_of(report.matches.begin(), report.matches.end(), [](const auto &match) {
               return !match.sent.isEmpty() && isBelieved(static_cast<Confidence>(match.confidence));
           });
    if (to.mailbox.isEmpty() || folder.role != store::FolderRole::Inbox || !isBelievable || !folder.state
        || !m_reader.folder(folder.account, to.mailbox))
        return;
    const QDateTime received = receivedAt(row.id);
    if (!received.isValid() || received < to.since)
        return;
    const auto isFirst = noteFiled(m_user, folder.account, report.key, m_clock.now());
    if (!isFirst)
        Q_EMIT failed(isFirst.error());
    if (!isFirst || !*isFirst)
        return;
    journal::MoveMessages move;
    move.targets = journal::Targets::of(
        {folder.account, folder.mailbox, folder.state->uidValidity, row.uid, row.messageId,
         journal::fingerprintOf(row.fromAddress, row.date, row.subject, row.octets)});
    move.to = to.mailbox;
    Q_EMIT filingWanted(move);
}

void ReportService::fileInto(const QUuid &account, const QByteArray &mailbox)
{
    const ReportFolder folder{mailbox, m_clock.now()};
    if (const auto done = putReportsInto(m_user, account, folder); !done)
        Q_EMIT failed(done.error());
    else if (mailbox.isEmpty())
        m_folders.remove(account);
    else
        m_folders.insert(account, folder);
    tellFolders();
}

void ReportService::tellFolders()
{
    QHash<QUuid, QByteArray> mailboxes;
    for (auto folder = m_folders.cbegin(); folder != m_folders.cend(); ++folder)
        mailboxes.insert(folder.key(), folder->mailbox);
    Q_EMIT foldersKnown(mailboxes);
}

void ReportService::forgetAccount(const QUuid &account)
{
    m_accounts.remove(account);
    m_folders.remove(account);
    if (const auto done = forgetSent(m_user, account); !done)
        Q_EMIT failed(done.error());
    Q_EMIT changed();
}

}
