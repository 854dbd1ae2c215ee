// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/imap/imapserver.h"

#include "core/net/ssltransport.h"

#include <QFileInfo>
#include <QMetaEnum>

#include "tests/live/imap/tlsdoor.h"
#include "tests/live/servers.h"

namespace live {

using namespace Qt::StringLiterals;

ImapServer::ImapServer(Kind kind) : m_kind(kind)
{
    if (kind == Kind::Dovecot)
        startDovecot();
    else
        startByScript(kind == Kind::Cyrus         ? u"cyrus"_s
                          : kind == Kind::Courier ? u"courier"_s
                                                  : u"mailutils"_s);
}

ImapServer::~ImapServer()
{
    if (isRunning() && !m_dovecot)
        (void)runScript(u"tests/live/imapservers"_s, {u"stop"_s, m_folder.path()}, m_folder.path());
}

void ImapServer::startDovecot()
{
    m_dovecot = std::make_unique<Servers>(QStringList{u"--extensions"_s});
    m_reason = m_dovecot->reason();
    m_caFile = m_dovecot->caFile();
    m_port = m_dovecot->imapsPort();
}

void ImapServer::startByScript(const QString &name)
{
    const QString unpacked = unpackedServers() + u'/' + name;
    if (!QFileInfo::exists(unpacked + u"/complete"_s)) {
        m_reason = u"no server in "_s + unpacked;
        return;
    }
    const ScriptRun started =
        runScript(u"tests/live/imapservers"_s, {u"start"_s, name, m_folder.path(), u"--servers"_s, unpacked},
                  m_folder.path());
    m_reason = started.complaint;
    if (!started.good)
        return;
    m_caFile = m_folder.filePath(u"ssl/ca.pem"_s);
    if (started.output.startsWith("imaps=")) {
        m_port = started.output.trimmed().mid(6).toUShort();
        return;
    }
    const auto *door = new TlsDoor(m_folder.filePath(u"ssl"_s), scriptPath(u"tests/live/imapservers"_s),
                                   {u"connect"_s, m_folder.path()}, this);
    m_port = door->serverPort();
}

std::unique_ptr<net::Transport> ImapServer::makeTransport(Clock &clock, const Login &login) const
{
    net::Endpoint endpoint{u"localhost"_s, m_port, net::Security::ImplicitTls, m_caFile};
    if (login.showsCertificate)
        endpoint.clientCertificate = QFileInfo(m_caFile).path() + u"/client.pem"_s;
    return net::makeSslTransport(endpoint, {}, clock);
}

}
