// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/partdownload.h"

#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/wire/limits.h"

namespace imap {

bool PartDownload::isFarBelow(qint64 octets, qint64 told) noexcept
{
    return octets < told - told / 16;
}

PartDownload::PartDownload(Session &session, Wanted wanted, PartText soFar, QObject *parent)
    : QObject(parent), m_session(session), m_wanted(std::move(wanted)), m_text(std::move(soFar))
{
    if (!m_text.octets.isEmpty())  // the rest of the same thing
        m_wanted.form = m_text.isDecoded ? Form::Decoded : Form::Encoded;
}

void PartDownload::start()
{
    if (m_wanted.octets > limits::partOctets) {
        m_problem = Error{Error::Kind::LimitExceeded, "the part is larger than any that is fetched"};
        Q_EMIT finished({Completion::Status::Unsupported, {}, false});
        return;
    }
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

// BODYSTRUCTURE tells the size of the encoded form alone.
qint64 PartDownload::told() const
{
    return m_wanted.form == Form::Encoded ? m_wanted.octets : 0;
}

void PartDownload::take(const BodySection &piece)
{
    const bool isUnasked = piece.isDecoded && m_wanted.form == Form::Encoded;
    if (isUnasked || piece.section != m_wanted.section || m_hasCome || m_text.isWhole || m_problem)
        return;
    if (!piece.data) {  // NIL: the message is going away (RFC 2180, 4.1.3)
        giveUp();
        return;
    }
    if (!piece.isDecoded && m_wanted.form == Form::Decoded) {
        m_wanted.form = Form::Encoded;   // for good
        if (!m_text.octets.isEmpty()) {  // decoded until now ([UNKNOWN-CTE]): from the beginning
            m_text = {};
            m_hasCome = piece.origin.has_value();
            if (m_hasCome)
                return;
        }
    }
    if (piece.origin && *piece.origin != static_cast<quint64>(m_text.octets.size()))
        return;
    m_hasCome = true;
    m_text.isDecoded = piece.isDecoded;
    append(*piece.data, piece.origin.has_value());
}

// A short piece is not the last one: servers may send less than they are asked for. Behind the end is "".
void PartDownload::append(const QByteArray &data, bool isPiece)
{
    const bool isMeant = data.size() == told() && (!isPiece || m_text.octets.isEmpty());
    if (const auto invention = inventionIn(data); invention && !isMeant) {
        noteHabit(*invention);
        giveUp();
        return;
    }
    if (isPiece)
        m_text.octets += data;
    else
        m_text.octets = data;
    const qint64 octets = m_text.octets.size();
    if (octets > limits::partOctets) {
        m_problem = Error{Error::Kind::LimitExceeded, "the part does not end"};
        return;
    }
    if (isPiece && !data.isEmpty() && octets != told())
        return;
    if (isPiece ? isFarBelow(octets, told()) : octets == 0 && told() > 0) {
        giveUp();
        return;
    }
    if (told() > 0 && octets != told())
        noteHabit(ServerQuirk::WrongMessageSize);
    m_text.isWhole = true;
}

void PartDownload::giveUp()
{
    m_problem = Error{Error::Kind::NotFound, "the server no longer has the message's text"};
}

void PartDownload::pieceEnded(const Completion &completion)
{
    if (m_hasCome)
        Q_EMIT progressed(m_text.octets.size());
    const bool isGoing = completion.text.has(code::Atom::Kind::ExpungeIssued);
    const bool isWanted = !m_text.isWhole && !m_problem && !m_isStopped;
    if (completion.ok() && m_hasCome && isWanted && !isGoing)
        askForPiece();
    else
        Q_EMIT finished(completion);
}

}
