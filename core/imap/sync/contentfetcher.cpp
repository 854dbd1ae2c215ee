// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/contentfetcher.h"

#include "core/imap/session/commands/fetch.h"

#include <algorithm>

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

namespace {

// Size of a part as BODYSTRUCTURE told; 0 when it names no such part.
qint64 partOctets(const mime::PartInfo &part, const QByteArray &section)
{
    if (part.section == section && part.parts.empty())
        return part.octets;
    qint64 octets = 0;
    for (const mime::PartInfo &child : part.parts)
        octets = std::max(octets, partOctets(child, section));
    return octets;
}

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
    for (const BodySection &section : fetch.items.sections)
        takeSection(section);
}

void ContentFetcher::takeSection(const BodySection &section)
{
    const bool header = section.section == "HEADER";
    if (!header && !m_wanted.sections.contains(section.section))
        return;
    if (!section.data) {
        m_hollow = true;  // NIL: the message is going away, this is not its text (RFC 2180, 4.1.3)
        return;
    }
    if (header) {
        m_hollow = m_hollow || (section.data->trimmed().isEmpty() && m_wanted.octets > 0);
        m_content.header = *section.data;
        return;
    }
    m_hollow = m_hollow || (section.data->isEmpty() && partOctets(m_wanted.structure, section.section) > 0);
    // Told twice, one section does not stand for another one that is missing.
    const auto told = std::find_if(m_content.sections.begin(), m_content.sections.end(),
                                   [&](const auto &known) { return known.first == section.section; });
    if (told == m_content.sections.end())
        m_content.sections.emplace_back(section.section, *section.data);
    else
        told->second = *section.data;
}

void ContentFetcher::end(const Completion &completion)
{
    m_lease.reset();
    deleteLater();
    const bool complete = (!m_wanted.header || m_content.header)
        && m_content.sections.size() == static_cast<std::size_t>(m_wanted.sections.size());
    if (isLineLost(completion)) {
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
