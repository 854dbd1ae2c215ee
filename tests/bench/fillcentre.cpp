// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fillcentre.h"

#include "core/accounts/accountstore.h"
#include "core/receipts/ledger.h"
#include "core/receipts/recipienthistory.h"
#include "core/receipts/sentmail.h"
#include "core/store/profile.h"
#include "core/store/reader.h"
#include "core/store/reportrows.h"
#include "core/store/writer.h"

#include <QDir>
#include <QTimeZone>

#include <cstdio>

namespace fillcentre {

using namespace Qt::StringLiterals;

namespace {

const QByteArray reports = "Reports";
constexpr imap::UidValidity validity{7};

QDateTime start()
{
    return {QDate(2025, 1, 1), QTime(8, 0), Qt::UTC};
}

QByteArray person(int number)
{
    return "p" + QByteArray::number(number);
}

QByteArray mailId(int mail)
{
    return "<m" + QByteArray::number(mail) + "@home.example>";
}

class Filler
{
public:
    Filler(store::Writer &cache, const store::Database &user, store::Reader reader, const QUuid &account,
           const Counts &counts)
        : m_cache(cache), m_user(user), m_reader(std::move(reader)), m_account(account), m_counts(counts)
    {}

    bool run()
    {
        m_cache.apply(store::FoldersListed{m_account,
                                           {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Inbox},
                                            {"Sent", u"Sent"_s, '/', store::FolderRole::Sent},
                                            {reports, QString::fromLatin1(reports), '/'}}});
        store::MailboxState state;
        state.uidValidity = validity;
        state.permanentFlags = QByteArrayList{"\\*"};
        state.anyKeyword = true;
        for (const QByteArray &mailbox : {QByteArray("INBOX"), reports})
            m_cache.apply(store::MailboxOpened{m_account, mailbox, state});
        addMessages("INBOX", m_counts.requests, true);
        addMessages(reports, m_counts.mails * m_counts.recipients, false);
        return addSentMail() && addReports() && addDecisions();
    }

private:
    void addMessages(const QByteArray &mailbox, int count, bool asks)
    {
        constexpr int atOnce = 1000;
        for (int first = 0; first < count; first += atOnce) {
            store::MessagesFetched fetched{m_account, mailbox, validity, {}};
            for (int i = first; i < qMin(count, first + atOnce); ++i)
                fetched.messages.push_back(message(i, asks));
            m_cache.apply(fetched);
        }
    }
    static store::FetchedMessage message(int number, bool asks)
    {
        store::FetchedMessage made;
        made.uid = {static_cast<quint32>(number + 1)};
        made.subject = u"Berth plan, part %1"_s.arg(number);
        made.fromAddress = person(number) + "@harbour.example";
        made.from = QString::fromLatin1(made.fromAddress);
        made.to = u"me@home.example"_s;
        made.date = made.internalDate = start().addSecs(number * qint64{60});
        made.octets = 1200;
        made.asksForReceipt = asks;
        made.messageId = QByteArray::number(number) + (asks ? "@harbour.example" : "@reports.example");
        made.receiptKey = asks ? made.messageId : QByteArray();
        return made;
    }

    bool addSentMail()
    {
        for (int i = 0; i < m_counts.mails; ++i) {
            receipts::SentMail mail;
            mail.account = m_account;
            mail.subject = u"Minutes of meeting %1"_s.arg(i);
            mail.message = {mailId(i), {}, {}, true, false, start().addSecs(i * qint64{300})};
            for (int to = 0; to < m_counts.recipients; ++to)
                mail.message.recipients.push_back({{}, person(to), "harbour.example"});
            if (!receipts::rememberSent(m_user, mail))
                return false;
        }
        return true;
    }
    bool addReports()
    {
        const auto folder = m_reader.folder(m_account, reports);
        return folder && m_cache.maintain([&](store::Statements &statements, store::ChangeSet &) {
            for (int i = 0; i < m_counts.mails * m_counts.recipients; ++i) {
                if (const auto copy = m_reader.find(folder->id, {static_cast<quint32>(i + 1)}))
                    store::writeReport(statements, m_account, report(i, *copy), {});
            }
        });
    }
    store::ReportRow report(int number, store::CopyId copy) const
    {
        using receipts::RecipientState;
        const int mail = number / m_counts.recipients, to = number % m_counts.recipients;
        const RecipientState state = number % 7 == 0 ? RecipientState::Declined : RecipientState::Displayed;
        const QDateTime at = start().addSecs(mail * qint64{300} + 3600);
        const QByteArray recipient = person(to) + "@harbour.example";
        return {QByteArray::number(number),
                copy,
                1,
                at,
                "<r" + QByteArray::number(number) + "@harbour.example>",
                recipient,
                {{mailId(mail),
                  recipient,
                  static_cast<int>(state),
                  static_cast<int>(receipts::Confidence::Certain),
                  at,
                  {}}}};
    }
    bool addDecisions()
    {
        const receipts::Ledger ledger(m_user);
        for (int i = 0; i < m_counts.decisions; ++i) {
            receipts::LedgerRecord record;
            record.key = {"decided" + QByteArray::number(i)};
            record.state = receipts::LedgerState::Denied;
            record.updated = start().addSecs(i * qint64{60});
            record.account = m_account;
            if (!ledger.write(record))
                return false;
        }
        return true;
    }

    store::Writer &m_cache;
    const store::Database &m_user;
    store::Reader m_reader;
    QUuid m_account;
    Counts m_counts;
};

bool complain(const char *what)
{
    std::fprintf(stderr, "bench_centre: %s\n", what);
    return false;
}

}

bool fill(const QString &profile, const Counts &counts)
{
    QDir(profile).removeRecursively();
    const auto paths = store::ProfilePaths::in(profile);
    accounts::Account account;
    account.id = QUuid(u"6f1d2c3a-8b57-4e0e-9a41-d3f0c5b7a211"_s);
    account.name = u"Bench"_s;
    account.address = u"me@home.example"_s;
    account.imap.endpoint = account.smtp.endpoint = {u"127.0.0.1"_s, 1, net::Security::ImplicitTls, {}};
    account.imap.user = account.smtp.user = u"me"_s;
    account.passwordSource = accounts::PasswordSource::Command;
    account.passwordCommand = u"echo secret"_s;
    if (!paths.prepare() || !accounts::saveAccount(paths.accountsFile(), account))
        return complain("the profile could not be made");
    auto cache = store::openCache(paths.cacheDatabase());
    auto user = store::openUser(paths.userDatabase());
    if (!cache || !user || !user->database.execute("PRAGMA synchronous = OFF"))
        return complain("the databases could not be opened");
    store::Writer writer(std::move(cache->database));
    auto reader = store::Reader::open(paths.cacheDatabase());
    if (!reader)
        return complain("cache.db could not be read");
    return Filler(writer, user->database, std::move(*reader), account.id, counts).run()
        || complain("the rows could not be written");
}

}
