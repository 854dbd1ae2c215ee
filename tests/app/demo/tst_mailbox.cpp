// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/mailbox.h"
#include "app/demo/maildir.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

const QDateTime &endOfTheMailbox()
{
    static const QDateTime now(QDate(2026, 11, 21), QTime(6, 30), Qt::UTC);
    return now;
}

const QList<demo::Mail> &mailbox()
{
    static const QList<demo::Mail> mails = demo::makeMailbox(1, endOfTheMailbox());
    return mails;
}

QByteArrayList valuesOf(const demo::Mail &mail, const QByteArray &name)
{
    QByteArrayList values;
    for (const demo::Header &header : mail.headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            values += header.value;
    }
    return values;
}

QByteArray fingerprint(const QList<demo::Mail> &mails)
{
    QByteArray all;
    for (const demo::Mail &mail : mails)
        all += mail.folder.toUtf8() + mail.flags + mail.keywords.join(u' ').toUtf8() + mail.print();
    return all;
}

// The first line that is no header line, or the name of the trouble; empty when all is well.
QByteArray troubleIn(const QByteArray &printed)
{
    if (printed.contains('\r') || printed.contains('\0'))
        return "CR or NUL"_ba;
    const qsizetype end = printed.indexOf("\n\n");
    if (end < 0 || !printed.endsWith('\n'))
        return "no end of the headers, or of the last line"_ba;
    static const QRegularExpression field(u"^[!-9;-~]+: "_s);
    for (const QByteArray &line : printed.first(end).split('\n')) {
        const bool continuation = line.startsWith(' ') || line.startsWith('\t');
        if (line.size() > 200 || (!continuation && !field.match(QString::fromLatin1(line)).hasMatch()))
            return line;
    }
    for (const QByteArray &line : printed.split('\n')) {
        if (line.size() > 998)
            return "long line: "_ba + line.first(40);
    }
    return {};
}

}

class MailboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameOctets()
    {
        const QByteArray first = fingerprint(demo::makeMailbox(7, endOfTheMailbox()));
        QVERIFY(first == fingerprint(demo::makeMailbox(7, endOfTheMailbox())));
        QVERIFY(first != fingerprint(demo::makeMailbox(8, endOfTheMailbox())));
    }

    void everyMailIsWellFormed()
    {
        for (const demo::Mail &mail : mailbox()) {
            const QByteArray trouble = troubleIn(mail.print());
            QVERIFY2(trouble.isEmpty(), trouble.constData());
            for (const char *name : {"From", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"})
                QCOMPARE(valuesOf(mail, name).size(), 1);
        }
    }

    void noTextWasLeftUnfilled()
    {
        static const QRegularExpression slotInBraces(u"\\{[a-z]+\\}"_s);
        for (const demo::Mail &mail : mailbox()) {
            const QString printed = QString::fromLatin1(mail.print());
            QVERIFY2(!slotInBraces.match(printed).hasMatch(), qPrintable(printed.left(800)));
        }
    }

    void messageIdsAreUniqueAndAnswersReferToThem()
    {
        QSet<QByteArray> ids;
        for (const demo::Mail &mail : mailbox()) {
            const QByteArray id = valuesOf(mail, "Message-ID").first();
            QVERIFY(!ids.contains(id));
            ids.insert(id);
        }
        int answers = 0;
        for (const demo::Mail &mail : mailbox()) {
            for (const QByteArray &answered : valuesOf(mail, "In-Reply-To")) {
                QVERIFY(ids.contains(answered));
                ++answers;
            }
        }
        QVERIFY(answers > 500);
    }

    void thereAreAboutTwoThousandMailsInTheFoldersOfARealMailbox()
    {
        QHash<QString, int> count;
        for (const demo::Mail &mail : mailbox())
            ++count[mail.folder];
        QVERIFY(mailbox().size() > 1900 && mailbox().size() < 2400);
        QVERIFY(count.value(u"INBOX"_s) > 1300 && count.value(u"INBOX"_s) < 1500);
        for (const QString &folder :
             {u"Sent"_s, u"Archive"_s, u"Drafts"_s, u"Junk"_s, u"Trash"_s, u"家族/写真"_s,
              u"Projekte/Größe & Form"_s, u"Projekte/Hafenpark/Pläne"_s})
            QVERIFY2(count.value(folder) > 2, qPrintable(folder));
    }

    void itSpansTenYearsAndEndsNow()
    {
        const QDateTime oldest = mailbox().first().date;
        QVERIFY(oldest < endOfTheMailbox().addYears(-9) && oldest > endOfTheMailbox().addYears(-11));
        for (const demo::Mail &mail : mailbox())
            QVERIFY(mail.date <= endOfTheMailbox());
        QVERIFY(mailbox().last().date > endOfTheMailbox().addSecs(-900));
    }

    void theNewestMailIsAnUnreadRequestForAReceiptThatIsInOrder()
    {
        const demo::Mail &newest = mailbox().last();
        QCOMPARE(newest.folder, u"INBOX"_s);
        QVERIFY(!newest.flags.contains('S'));
        QCOMPARE(valuesOf(newest, "Return-Path"), QByteArrayList{"<tomas.ferreira@brightwater.example>"});
        QVERIFY(valuesOf(newest, "Disposition-Notification-To")
                    .value(0)
                    .endsWith("<tomas.ferreira@brightwater.example>"));
    }

    void theTopOfTheInboxShowsWhatMailCanBe()
    {
        QByteArray charsets;
        int unread = 0, withFiles = 0, seen = 0;
        for (auto mail = mailbox().rbegin(); mail != mailbox().rend() && seen < 30; ++mail) {
            if (mail->folder != u"INBOX")
                continue;
            ++seen;
            unread += mail->flags.contains('S') ? 0 : 1;
            const QByteArray printed = mail->print();
            withFiles += printed.contains("\nContent-Disposition: attachment") ? 1 : 0;
            charsets += printed;
        }
        QVERIFY(unread >= 4 && unread <= 10);
        QVERIFY(withFiles >= 3);
        for (const char *charset :
             {"iso-2022-jp", "windows-1255", "koi8-r", "gb18030", "windows-1256", "iso-8859-15"})
            QVERIFY2(charsets.contains(charset), charset);
    }

    void receiptsAreAskedForInManyWays()
    {
        QSet<QByteArray> ways;
        int asking = 0;
        for (const demo::Mail &mail : mailbox()) {
            if (mail.folder != u"INBOX" || valuesOf(mail, "Disposition-Notification-To").isEmpty())
                continue;
            ++asking;
            for (const char *name : {"List-Id", "Newsgroups", "Auto-Submitted", "Resent-From",
                                     "Authentication-Results", "Disposition-Notification-Options"}) {
                if (!valuesOf(mail, name).isEmpty())
                    ways.insert(name);
            }
            if (mail.flags.contains('D'))
                ways.insert("draft");
            for (const QString &keyword : mail.keywords)
                ways.insert(keyword.toLatin1());
            const QByteArrayList paths = valuesOf(mail, "Return-Path");
            ways.insert(paths.isEmpty()        ? "no return path"
                            : paths.size() > 1 ? "two"
                            : paths[0] == "<>" ? "null"
                                               : "one");
        }
        QVERIFY(asking >= 20);
        QCOMPARE(ways.size(), 6 + 1 + 2 + 4);
    }

    void whatWasSentIsMarkedSoThatNobodyIsAskedAboutIt()
    {
        for (const demo::Mail &mail : mailbox()) {
            if (mail.folder == u"Sent" || mail.folder == u"Drafts")
                QVERIFY(mail.keywords.contains(u"$MDNSent"_s));
        }
    }

    void receiptsForSentMailHaveComeIn()
    {
        QSet<QByteArray> sent;
        int receipts = 0, matched = 0;
        for (const demo::Mail &mail : mailbox()) {
            if (mail.folder == u"Sent")
                sent.insert(valuesOf(mail, "Message-ID").first());
        }
        static const QRegularExpression original(u"Original-Message-ID: (<[^>]+>)"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
        for (const demo::Mail &mail : mailbox()) {
            if (!valuesOf(mail, "Content-Type").first().startsWith("multipart/report"))
                continue;
            ++receipts;
            const auto match = original.match(QString::fromLatin1(mail.print()));
            QVERIFY(match.hasMatch());
            matched += sent.contains(match.captured(1).toLatin1()) ? 1 : 0;
        }
        QVERIFY(receipts >= 10);
        QVERIFY(matched >= 8 && matched < receipts);
    }

    void aMaildirHasEveryMailWithFlagsKeywordsAndDate()
    {
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"maildir"_s);
        QVERIFY(demo::writeMaildir(root, mailbox()));
        qsizetype files = QDir(root + u"/cur"_s).entryList(QDir::Files).size();
        for (const QString &sub :
             QDir(root).entryList({u".*"_s}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot))
            files += QDir(root + u'/' + sub + u"/cur"_s).entryList(QDir::Files).size();
        QCOMPARE(files, mailbox().size());

        const QDir sent(root + u"/.Sent/cur"_s);
        QVERIFY(sent.exists());
        const QFileInfo first = sent.entryInfoList(QDir::Files).value(0);
        QVERIFY(first.fileName().endsWith(u":2,Sa"_s));
        QCOMPARE(first.lastModified().toSecsSinceEpoch(), first.fileName().section(u'.', 0, 0).toLongLong());
        QFile keywords(root + u"/.Sent/dovecot-keywords"_s);
        QVERIFY(keywords.open(QIODevice::ReadOnly));
        QCOMPARE(keywords.readAll(), "0 $MDNSent\n"_ba);
        QVERIFY(QDir(root + u"/.Projekte.Gr&APYA3w-e &- Form/cur"_s).exists());
    }

    void oneNewMailHasNoTraceOfADelivery()
    {
        QVERIFY(demo::kindsOfOne().contains(u"arrival"_s));
        QVERIFY(!demo::makeOne(u"no such kind"_s, 1, endOfTheMailbox()));
        for (const QString &kind : demo::kindsOfOne()) {
            const auto mail = demo::makeOne(kind, 1, endOfTheMailbox());
            QVERIFY(mail.has_value());
            QVERIFY(valuesOf(*mail, "Return-Path").isEmpty());
            QVERIFY(troubleIn(mail->print()).isEmpty());
        }
    }
};

POSTHORN_TEST(MailboxTest)
#include "tst_mailbox.moc"
