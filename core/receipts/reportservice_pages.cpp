// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of our own mail, page by page.
#include "core/receipts/addresses.h"
#include "core/receipts/reportservice.h"
#include "core/store/reportrows.h"

#include <QSet>

#include <algorithm>

namespace receipts {

namespace {

mime::Mailbox mailboxOf(const QByteArray &address)
{
    const auto mailboxes = mime::parseAddressList(address).mailboxes;
    return mailboxes.empty() ? mime::Mailbox{{}, address, {}} : mailboxes.front();
}

// Who got the same mail by another submission (asking.h): theirs is told there.
QSet<QByteArray> recipientsElsewhere(const store::Database &user, const SentMail &mail)
{
    QSet<QByteArray> keys;
    if (mail.message.envelopeId.isEmpty())
        return keys;  // found in Sent: there is but one
    if (const auto all = sentFor(user, {{mail.message.messageId}, {}})) {
        for (const SentMessage &message : *all) {
            for (const mime::Mailbox &recipient : message.recipients)
                keys.insert(addressKey(recipient));
        }
    }
    for (const mime::Mailbox &recipient : mail.message.recipients)
        keys.remove(addressKey(recipient));
    return keys;
}

// What reports say of the recipients of one mail.
class RowsOfMail
{
public:
    RowsOfMail(const SentMail &mail, QSet<QByteArray> elsewhere, std::optional<store::CopyId> copy)
        : m_mail(mail), m_elsewhere(std::move(elsewhere)), m_copy(copy)
    {
        for (const mime::Mailbox &recipient : mail.message.recipients)
            row(recipient, true);
    }

    void add(const store::ToldOf &told)
    {
        const auto state = static_cast<RecipientState>(told.match.state);
        if (state == RecipientState::None)
            return;  // words alone: nothing is concluded from them
        const mime::Mailbox recipient = mailboxOf(told.match.recipient);
        if (m_elsewhere.contains(addressKey(recipient)))
            return;
        const std::size_t place = row(recipient, false);
        m_entries[place].push_back(
            {state, told.match.at, static_cast<Confidence>(told.match.confidence), told.report});
        if (told.copy.value != 0)
            m_rows[place].reports.insert(told.report, told.copy);
    }

    void takeInto(std::vector<SentRow> &rows)
    {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_rows[i].history = historyOf(std::move(m_entries[i]));
            rows.push_back(std::move(m_rows[i]));
        }
    }

private:
    std::size_t row(const mime::Mailbox &recipient, bool isRecipient)
    {
        const QByteArray key = addressKey(recipient);
        const auto known = m_places.constFind(key);
        if (known != m_places.cend())
            return *known;
        m_places.insert(key, m_rows.size());
        m_rows.push_back({m_mail.account,
                          m_mail.message.messageId,
                          m_mail.subject,
                          m_mail.message.sentAt,
                          recipient,
                          {},
                          isRecipient,
                          0,
                          m_copy,
                          {}});
        m_entries.emplace_back();
        if (isRecipient && !m_mail.message.envelopeId.isEmpty())  // recorded when our server had taken it
            m_entries.back().push_back(
                {RecipientState::Submitted, m_mail.message.sentAt, Confidence::Certain, {}});
        if (isRecipient && m_mail.message.asksDisposition)
            m_entries.back().push_back(
                {RecipientState::Requested, m_mail.message.sentAt, Confidence::Certain, {}});
        return m_rows.size() - 1;
    }

    const SentMail &m_mail;
    QSet<QByteArray> m_elsewhere;
    std::optional<store::CopyId> m_copy;
    std::vector<SentRow> m_rows;
    std::vector<std::vector<TimelineEntry>> m_entries;
    QHash<QByteArray, std::size_t> m_places;
};

}

void ReportService::tellSent(const receipts::SentQuery &query)
{
    Q_EMIT sentMailKnown(query.which == SentQuery::Which::Sent ? sentPage(query) : unmatchedPage(query));
}

SentPage ReportService::sentPage(const SentQuery &query)
{
    SentPage page{query.serial, {}, std::nullopt};
    const auto mails = sentBefore(m_user, query.limit, query.before);
    if (!mails) {
        Q_EMIT failed(mails.error());
        return page;
    }
    for (const SentMail &mail : *mails) {
        RowsOfMail rows(mail, recipientsElsewhere(m_user, mail), m_reader.sentCopy(mail.message.messageId));
        for (const store::ToldOf &told : m_reader.toldOf(mail.message.messageId))
            rows.add(told);
        rows.takeInto(page.rows);
    }
    m_cache.maintain([&](store::Statements &statements, store::ChangeSet &) {
        for (SentRow &row : page.rows)
            row.surplus = store::surplusOf(statements, row.messageId);
    });
    if (static_cast<int>(mails->size()) == query.limit && !mails->empty()) {
        const SentMail &last = mails->back();
        page.next = SentCursor{last.message.sentAt.toMSecsSinceEpoch(), last.id};
    }
    return page;
}

SentPage ReportService::unmatchedPage(const SentQuery &query) const
{
    SentPage page{query.serial, {}, std::nullopt};
    std::optional<store::UnmatchedCursor> before;
    if (query.before)
        before = store::UnmatchedCursor{query.before->at, query.before->id};
    const auto found = m_reader.unmatchedReports(query.limit, before ? &*before : nullptr);
    for (const store::Unmatched &one : found) {
        for (const store::ReportMatchRow &match : one.report.matches) {
            SentRow row;
            row.recipient = mailboxOf(match.recipient.isEmpty() ? one.report.sender : match.recipient);
            row.isRecipient = false;
            row.sentAt = one.report.at;
            row.history.timeline.push_back({static_cast<RecipientState>(match.state), match.at,
                                            static_cast<Confidence>(match.confidence), one.report.messageId});
            row.history.confidence = static_cast<Confidence>(match.confidence);
            row.history.doubtful = 1;
            if (one.report.copy.value != 0)
                row.reports.insert(one.report.messageId, one.report.copy);
            page.rows.push_back(std::move(row));
        }
    }
    if (static_cast<int>(found.size()) == query.limit && !found.empty())
        page.next = SentCursor{found.back().cursor.at, found.back().cursor.report};
    return page;
}

}
