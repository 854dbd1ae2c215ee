// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/contentfetcher.h"

#include "core/imap/session/commands/fetch.h"

namespace imap::sync {

QByteArray contentItems(bool header, const QByteArrayList &sections)
{
    QByteArray items = "UID FLAGS";
    if (header)
        items += " BODY.PEEK[HEADER]";
    for (const QByteArray &section : sections)
        items += " BODY.PEEK[" + section + ']';
    return items;
}

ContentFetcher::ContentFetcher(Wanted wanted, std::shared_ptr<Lease> lease, QObject *parent)
    : QObject(parent), m_wanted(std::move(wanted)), m_lease(std::move(lease))
{
    m_content.account = m_wanted.account;
    m_content.mailbox = m_wanted.mailbox;
    m_content.validity = m_wanted.validity;
    m_content.uid = m_wanted.uid;
}

void ContentFetcher::start()
{
    Session *session = m_lease->session();
    if (!session->selected() || session->selected()->uidValidity != m_wanted.validity) {
        Q_EMIT failed(Error{Error::Kind::NotFound, "the mailbox was renumbered"});
        deleteLater();
        return;
    }
    auto *command = session->run(std::make_unique<FetchCommand>(
        UidSet::single(m_wanted.uid), contentItems(m_wanted.header, m_wanted.sections)));
    connect(command, &FetchCommand::fetched, this, &ContentFetcher::take);
    connect(command, &Command::finished, this, &ContentFetcher::end);
}

// One message may be answered by several FETCH responses, in any order (I4-152).
void ContentFetcher::take(const Fetch &fetch)
{
    for (const BodySection &section : fetch.items.sections) {
        if (!section.data) {
            m_hollow = true;  // NIL: the message is going away, this is not its text (RFC 2180, 4.1.3)
            continue;
        }
        if (section.section == "HEADER") {
            m_hollow = m_hollow || (section.data->trimmed().isEmpty() && m_wanted.octets > 0);
            m_content.header = *section.data;
        } else if (m_wanted.sections.contains(section.section)) {
            m_content.sections.emplace_back(section.section, *section.data);
        }
    }
}

void ContentFetcher::end(const Completion &completion)
{
    m_lease.reset();
    deleteLater();
    const bool complete = (!m_wanted.header || m_content.header)
        && m_content.sections.size() == static_cast<std::size_t>(m_wanted.sections.size());
    if (completion.status == Completion::Status::ConnectionLost) {
        Q_EMIT failed(Error{Error::Kind::ConnectionLost, completion.text.text});
    } else if (!completion.ok()) {
        Q_EMIT failed(Error{Error::Kind::Refused, completion.text.text});
    } else if (m_hollow || completion.text.has(code::Atom::Kind::ExpungeIssued) || !complete) {
        Q_EMIT failed(Error{Error::Kind::NotFound, "the server no longer has the message's text"});
    } else {
        Q_EMIT finished(m_content);
    }
}

}
