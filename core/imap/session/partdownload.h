// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"

namespace imap {

// What has come of one part. A value: it outlives the connection.
struct PartText {
    QByteArray octets{};
    bool isDecoded = false;  // without its transfer encoding (BINARY; RFC 3516)
    bool isWhole = false;
};

// Fetches one part of a message of the selected mailbox in pieces (RFC 3501, 6.4.5: partial), never marking
// it read. Other commands get their turn between two pieces, and a line that drops costs one: what has come
// so far may be given to another download, on another connection, which goes on behind it. It has ended when
// the size told is reached, or else when nothing is behind it; a server that knows no pieces and sends
// everything is taken at its word. The session must outlive it or end by closed(); finished() comes once.
class PartDownload : public QObject
{
    Q_OBJECT

public:
    enum class Form {
        Encoded,  // as it stands in the message
        Decoded,  // by the server, where it can (BINARY) and knows how; PartText::isDecoded tells
    };
    struct Wanted {
        Uid uid;
        QByteArray section;  // "2.1"
        Form form = Form::Encoded;
        quint64 pieceOctets = quint64{64} * 1024;
        qint64 octets = 0;  // of the part, encoded, as the server has told; 0: not known
    };
    PartDownload(Session &session, Wanted wanted, PartText soFar = {}, QObject *parent = nullptr);
    void start();
    // No more pieces are asked for; what has come stays in text(). finished() comes behind the one that is
    // under way.
    void stop() noexcept { m_isStopped = true; }

    // Servers that keep line ends of one octet tell the size with two of them, or the other way round: a
    // sixteenth is more than that makes.
    [[nodiscard]] static bool isFarBelow(qint64 octets, qint64 told) noexcept;

    [[nodiscard]] const PartText &text() const noexcept { return m_text; }
    // Why it never becomes whole, though the line holds. NotFound: the server sends nothing, far less than
    // it told, or words of its own in the text's place. LimitExceeded: over limits::partOctets; when that
    // was told, nothing is asked for, and finished() comes within start().
    [[nodiscard]] const std::optional<Error> &problem() const noexcept { return m_problem; }

Q_SIGNALS:
    void progressed(qint64 octets);  // so many have come
    // OK without text().isWhole: see problem(); without one the server has sent something else, or nothing.
    void finished(const imap::Completion &completion);

private:
    void askForPiece();
    [[nodiscard]] qint64 told() const;
    void take(const BodySection &piece);
    void append(const QByteArray &data, bool isPiece);
    void giveUp();
    void pieceEnded(const Completion &completion);

    Session &m_session;
    Wanted m_wanted;
    PartText m_text;
    std::optional<Error> m_problem;
    bool m_isStopped = false;
    bool m_hasCome = false;  // the piece that was asked for, or more
};

}
