// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/mailbox.h"

#include "app/demo/conversations.h"
#include "app/demo/letters.h"

#include <algorithm>
#include <cmath>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int threadsInTheInbox = 800;  // mails, about
constexpr int listMailsInTheInbox = 250;
constexpr int newslettersInTheInbox = 250;
constexpr qint64 day = qint64{24} * 3600;
constexpr qint64 quietTime = 2 * day;  // the newest mails are the letters of newest.txt

class Builder
{
public:
    Builder(quint64 seed, const QDateTime &now)
        : m_random(seed), m_now(now.toUTC()), m_until(m_now.addSecs(-quietTime)), m_correspondence(m_random)
    {}

    QList<Mail> build()
    {
        addLetters();
        addRequests();
        addReceipts();
        fill(threadsInTheInbox, [this] { return m_correspondence.thread(someTime(), m_until, u"INBOX"_s); });
        fill(listMailsInTheInbox,
             [this] { return m_correspondence.listThread(someTime(), m_until, u"INBOX"_s); });
        fill(newslettersInTheInbox, [this] { return QList<Mail>{m_correspondence.newsletter(someTime())}; });
        addFolders();
        leaveSomeUnread();
        std::stable_sort(m_mails.begin(), m_mails.end(),
                         [](const Mail &a, const Mail &b) { return a.date < b.date; });
        return m_mails;
    }

private:
    // More of it lately than long ago.
    QDateTime someTime()
    {
        const qint64 share = m_random.below(1000);
        const qint64 age =
            quietTime + day + share * (qint64{3650} * day / 1000) / 1000 * (200 + share * 4 / 5);
        return m_now.addSecs(-age - m_random.below(static_cast<int>(day)));
    }

    template <typename Make>
    void fill(int count, Make make)
    {
        for (int made = 0; made < count;) {
            const QList<Mail> mails = make();
            for (const Mail &mail : mails)
                made += mail.folder == u"Sent" ? 0 : 1;
            m_mails += mails;
        }
    }

    void addLetters()
    {
        for (const QString &file : {u"newest.txt"_s, u"letters.txt"_s}) {
            for (const Letter &letter : readLetters(file)) {
                const bool travelled = !letter.fields.value(u"folder"_s).startsWith(u"Drafts");
                m_mails += mailFrom(letter, m_now.addSecs(-ageOf(letter)),
                                    travelled ? Trace::Delivered : Trace::None, m_random);
            }
        }
    }

    // One every two days or so, so that they are found between the other mails.
    void addRequests()
    {
        qint64 age = quietTime;
        for (const Letter &letter : readLetters(u"requests.txt"_s)) {
            age += day + m_random.below(static_cast<int>(2 * day));
            m_mails += mailFrom(letter, m_now.addSecs(-age), Trace::Delivered, m_random);
        }
    }

    void addReceipts()
    {
        const QHash<QString, Answer> answers{
            {u"displayed"_s, Answer::Displayed},
            {u"twice"_s, Answer::Displayed},
            {u"deleted"_s, Answer::Deleted},
            {u"denied"_s, Answer::Denied},
            {u"odd"_s, Answer::Odd},
            {u"headers"_s, Answer::WithHeaders},
            {u"unmatched"_s, Answer::Unmatched},
        };
        for (Letter letter : readLetters(u"asked.txt"_s)) {
            letter.fields.insert(u"header"_s,
                                 u"Disposition-Notification-To: Alice Morgan <alice@brightwater.example>"_s);
            const QDateTime date = m_now.addSecs(-ageOf(letter));
            Mail sent = mailFrom(letter, date, Trace::None, m_random);
            sent.folder = u"Sent"_s;
            sent.flags = "S"_ba;
            sent.keywords = {u"$MDNSent"_s};
            m_mails += sent;
            const QString answer = letter.fields.value(u"answer"_s);
            if (!answers.contains(answer))
                continue;
            const Person reader = personFrom(letter.fields.value(u"to"_s));
            const QDateTime read = date.addSecs(letter.fields.value(u"after"_s).toLongLong() * 60);
            m_mails += receiptFor(sent, reader, answers.value(answer), read, m_random);
            if (answer == u"twice")  // from the reader's telephone as well
                m_mails += receiptFor(sent, reader, Answer::Displayed, read.addSecs(7200), m_random);
        }
    }

    void addFolders()
    {
        const QList<QPair<QString, int>> folders{
            {u"Archive"_s, 110},
            {u"Projekte/Größe & Form"_s, 22},
            {u"Projekte/Hafenpark/Pläne"_s, 18},
            {u"Projekte/Hafenpark"_s, 20},
            {u"家族/写真"_s, 9},
            {u"Семья"_s, 8},
            {u"Trash"_s, 30},
        };
        for (const auto &[folder, count] : folders)
            fill(count,
                 [this, &folder = folder] { return m_correspondence.thread(someTime(), m_until, folder); });
        fill(40, [this] { return m_correspondence.listThread(someTime(), m_until, u"Lists/Urban Trees"_s); });
        for (int i = 0; i < 22; ++i) {
            Mail mail = m_correspondence.newsletter(someTime());
            mail.folder = i < 14 ? u"Junk"_s : u"Trash"_s;
            if (i < 14)
                mail.keywords = {u"$Junk"_s};
            m_mails += mail;
        }
    }

    // Of the generated mails of the last weeks a few have not been read yet.
    void leaveSomeUnread()
    {
        for (Mail &mail : m_mails) {
            const qint64 age = mail.date.secsTo(m_now);
            const bool generated = age > quietTime && mail.flags == "S" && mail.keywords.isEmpty();
            if (generated && mail.folder != u"Sent" && m_random.chance(age < 45 * day ? 12 : 1))
                mail.flags.clear();
        }
    }

    Random m_random;
    QDateTime m_now;
    QDateTime m_until;
    Correspondence m_correspondence;
    QList<Mail> m_mails;
};

}

QList<Mail> makeMailbox(quint64 seed, const QDateTime &now)
{
    return Builder(seed, now).build();
}

std::optional<Mail> makeOne(const QString &kind, quint64 seed, const QDateTime &now)
{
    Random random(seed);
    for (const Letter &letter : readLetters(u"arrivals.txt"_s)) {
        if (letter.fields.value(u"kind"_s) == kind)
            return mailFrom(letter, now, Trace::None, random);
    }
    return std::nullopt;
}

QStringList kindsOfOne()
{
    QStringList kinds;
    for (const Letter &letter : readLetters(u"arrivals.txt"_s))
        kinds += letter.fields.value(u"kind"_s);
    return kinds;
}

}
