// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/mailserver.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace faults {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 300'000;

QStringList optionsOf(MailServer::Kind kind)
{
    QStringList options{u"--format"_s, u"sdbox"_s, u"--ledger"_s};
    if (kind == MailServer::Kind::WithoutMove)
        options << u"--set"_s << u"imap_capability=IMAP4rev1 IDLE UIDPLUS"_s;
    return options;
}

}

MailServer::MailServer(Kind kind) : m_servers(optionsOf(kind)) {}

// The ledger tells which process serves this connection: that is how its own lines are known.
bool MailServer::connectToIt()
{
    if (!m_line.connectTo(m_servers.imapsPort(), m_servers.caFile()) || !save("hello@test.example"))
        return false;
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        static const QRegularExpression line(u"imap\\(alice\\)<(\\d+)>[^\n]*msgid=<hello@test.example>"_s);
        const auto match = line.match(QString::fromLatin1(ledger()));
        m_process = match.captured(1).toLatin1();
        if (match.hasMatch())
            return true;
        roundTrip();
    }
    return false;
}

QByteArray MailServer::ledger() const
{
    QFile file(QFileInfo(m_servers.caFile()).path() + u"/../log/dovecot-info.log"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool MailServer::save(const QByteArray &messageId, const QByteArray &flags)
{
    const QByteArray message = "Subject: About " + messageId + "\r\nMessage-ID: <" + messageId
        + ">\r\nFrom: a@x\r\nDate: Thu, 1 Jan 2026 12:00:00 +0000\r\n\r\nText of " + messageId + ".\r\n";
    return m_line.command("APPEND INBOX (" + flags + ')', message).contains(" OK ");
}

void MailServer::change(const QByteArray &messageId, const QByteArray &flags)
{
    m_line.command("SELECT INBOX");
    const QByteArray found = m_line.command("UID SEARCH HEADER Message-ID <" + messageId + '>');
    m_line.command("UID STORE " + found.mid(9, found.indexOf('\r') - 9) + " +FLAGS (" + flags + ')');
}

void MailServer::flag(const QByteArray &messageId, const QByteArray &flag)
{
    change(messageId, flag);
    m_line.command("UNSELECT");
}

void MailServer::remove(const QByteArray &messageId)
{
    change(messageId, "\\Deleted");
    m_line.command("CLOSE");
}

void MailServer::tidy()
{
    constexpr int many = 40, few = 12;
    for (const char *mailbox : {"INBOX", "Sent", "Archive", "Trash"}) {
        const QByteArray answer = m_line.command("SELECT " + QByteArray(mailbox));
        static const QRegularExpression exists(u"\\* (\\d+) EXISTS"_s);
        const int count = exists.match(QString::fromLatin1(answer)).captured(1).toInt();
        if (count > many) {
            m_line.command("STORE " + QByteArray::number(few) + ":* +FLAGS.SILENT (\\Deleted)");
            m_line.command("EXPUNGE");
        }
        m_line.command("UNSELECT");
    }
}

Mailboxes MailServer::mailboxes()
{
    Mailboxes found;
    for (const char *mailbox : {"INBOX", "Sent", "Archive", "Trash"}) {
        m_line.command("EXAMINE " + QByteArray(mailbox));
        const QByteArray told = m_line.command("FETCH 1:* (UID FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])");
        static const QRegularExpression line(
            u"UID (\\d+) FLAGS \\(([^)]*)\\) BODY[^\r]*\r\nMessage-ID: <([^>]*)>"_s,
            QRegularExpression::CaseInsensitiveOption);
        auto matches = line.globalMatch(QString::fromLatin1(told));
        while (matches.hasNext()) {
            const auto match = matches.next();
            QByteArrayList flags = match.captured(2).toLower().toLatin1().split(' ');
            flags.removeAll("\\recent");
            flags.removeAll("");
            std::sort(flags.begin(), flags.end());
            found[{mailbox, match.captured(1).toUInt()}] = {match.captured(3).toLatin1(), flags.join(' ')};
        }
    }
    m_line.command("UNSELECT");
    return found;
}

}
