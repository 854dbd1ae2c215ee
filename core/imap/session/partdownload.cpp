// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/partdownload.h"

#include "core/imap/session/commands/fetch.h"
#include "core/imap/wire/limits.h"

namespace imap {

PartDownload::PartDownload(Session &session, Wanted wanted, PartText soFar, QObject *parent)
    : QObject(parent), m_session(session), m_wanted(std::move(wanted)), m_text(std::move(soFar))
{
    if (!m_text.octets.isEmpty())  // the rest of the same thing
        m_wanted.form = m_text.isDecoded ? Form::Decoded : Form::Encoded;
}

void PartDownload::start()
{
    askForPiece();
}

void PartDownload::askForPiece()
{
    const QByteArray item = m_wanted.form == Form::Decoded ? "BINARY.PEEK[" : "BODY.PEEK[";
    const QByteArray range =
        '<' + QByteArray::number(m_text.octets.size()) + '.' + QByteArray::number(m_wanted.pieceOctets) + '>';
    m_hasCome = false;
    auto *fetch = m_session.run(std::make_unique<FetchCommand>(
        UidSet::single(m_wanted.uid), "UID " + item + m_wanted.section + ']' + range));
    connect(fetch, &FetchCommand::fetched, this, [this](const Fetch &answer) {
        for (const BodySection &piece : answer.items.sections)
            take(piece);
    });
    connect(fetch, &Command::finished, this, &PartDownload::pieceEnded);
}

void PartDownload::take(const BodySection &piece)
{
    if (!piece.data || piece.section != m_wanted.section || m_hasCome || m_text.isWhole)
        return;
    // Decoded so far, and now not any more ([UNKNOWN-CTE]), or the other way round: from the beginning.
    if (piece.isDecoded != m_text.isDecoded && !m_text.octets.isEmpty()) {
        m_text = {};
        m_wanted.form = Form::Encoded;
        m_hasCome = piece.origin.has_value();
        if (m_hasCome)
            return;
    }
    m_text.isDecoded = piece.isDecoded;
    m_wanted.form = piece.isDecoded ? Form::Decoded : Form::Encoded;
    if (!piece.origin) {
        m_text.octets = *piece.data;
        m_text.isWhole = m_hasCome = true;
        return;
    }
    if (*piece.origin != static_cast<quint64>(m_text.octets.size()))
        return;
    m_text.octets += *piece.data;
    m_text.isWhole = static_cast<quint64>(piece.data->size()) < m_wanted.pieceOctets;
    m_hasCome = true;
}

void PartDownload::pieceEnded(const Completion &completion)
{
    if (m_hasCome)
        Q_EMIT progressed(m_text.octets.size());
    const bool isTooMuch = m_text.octets.size() > limits::frameOctets;
    if (completion.ok() && m_hasCome && !m_text.isWhole && !isTooMuch)
        askForPiece();
    else
        Q_EMIT finished(completion);
}

}
