// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/program.h"

#include "core/accounts/accountstore.h"

#include <QFile>
#include <QTest>

namespace live {

using namespace Qt::StringLiterals;

Program::Program(const Servers &servers, const QByteArray &password, const Change &change)
    : m_paths(store::ProfilePaths::in(m_folder.filePath(u"profile"_s)))
{
    m_prepared = static_cast<bool>(m_paths.prepare());
    const QString file = m_folder.filePath(u"password"_s);
    QFile secret(file);
    m_prepared = m_prepared && secret.open(QIODevice::WriteOnly) && secret.write(password + '\n') > 0;
    accounts::Account &account = m_account;
    account.id = QUuid(u"11111111-2222-3333-4444-555555555555"_s);
    account.name = u"Live"_s;
    account.personName = u"Alice"_s;
    account.address = u"alice@example.org"_s;
    account.imap = {
        {u"localhost"_s, servers.imapsPort(), net::Security::ImplicitTls, servers.caFile()}, u"alice"_s, {}};
    account.smtp = {{u"localhost"_s, servers.submissionPort(), net::Security::StartTls, servers.caFile()},
                    u"alice"_s,
                    {}};
    account.passwordSource = accounts::PasswordSource::Command;
    account.passwordCommand = u"cat "_s + file;
    if (change)
        change(account);
    m_prepared = m_prepared && accounts::saveAccount(m_paths.accountsFile(), account);
    m_application = std::make_unique<app::Application>(m_paths, m_clock);
}

bool Program::addBob()
{
    accounts::Account bob = m_account;
    bob.id = QUuid(u"22222222-3333-4444-5555-666666666666"_s);
    bob.name = u"Bob"_s;
    bob.address = u"bob@example.org"_s;
    bob.imap.user = bob.smtp.user = u"bob"_s;
    return static_cast<bool>(accounts::saveAccount(m_paths.accountsFile(), bob));
}

bool Program::start()
{
    m_application->start();
    return m_prepared;
}

QAbstractItemView *Program::list() const
{
    return find<QAbstractItemView>(u"messages"_s);
}

int Program::rows() const
{
    return list() == nullptr || list()->model() == nullptr ? 0 : list()->model()->rowCount();
}

void Program::openNewest() const
{
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Home);
    QTest::keyClick(list(), Qt::Key_Return);
}

QAction *Program::action(const QString &text) const
{
    for (QAction *action : window()->findChildren<QAction *>()) {
        if (QString(action->text()).remove(u'&').remove(u'…') == text)
            return action;
    }
    return nullptr;
}

}
