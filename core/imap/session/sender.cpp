// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/sender.h"

#include "core/base/overloaded.h"
#include "core/imap/session/trafficlog.h"
#include "core/imap/wire/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

namespace {

enum class LiteralForm { Synchronizing, NonSynchronizing };

// RFC 7888, 4 and 5: what the server offers now, not what it offered before TLS or login.
LiteralForm formFor(qsizetype octets, const Capabilities &server)
{
    constexpr qsizetype mostWithLiteralMinus = 4096;
    if (server.literalPlus() || (server.literalMinus() && octets <= mostWithLiteralMinus))
        return LiteralForm::NonSynchronizing;
    return LiteralForm::Synchronizing;
}

struct Flattened {
    QByteArray octets;
    bool isLiteral = false;
    bool isSecret = false;
    bool isBinary = false;
};

Flattened flatten(const CommandText::Segment &segment)
{
    return std::visit(
        overloaded{
            [](const CommandText::Plain &plain) { return Flattened{.octets = plain.octets}; },
            [](const CommandText::Literal &literal) {
                return Flattened{.octets = literal.octets, .isLiteral = true, .isBinary = literal.isBinary};
            },
            [](const CommandText::Confidential &secret) {
                return Flattened{.octets = secret.octets.reveal(), .isSecret = true};
            },
            [](const CommandText::ConfidentialLiteral &secret) {
                return Flattened{.octets = secret.octets.reveal(), .isLiteral = true, .isSecret = true};
            },
        },
        segment);
}

// Collects the pieces of a command: a new one begins where the client must stop, or where the log needs a new
// line.
class PieceList
{
public:
    explicit PieceList(const QByteArray &start) : m_current{start, start} {}

    void add(const Flattened &part, const Capabilities &server)
    {
        if (part.isLiteral) {
            addLiteral(part, server);
            return;
        }
        m_current.octets += part.octets;
        m_current.shown += part.isSecret ? "***"_ba : part.octets;
    }

    std::vector<Sender::Piece> finish()
    {
        m_current.octets += "\r\n";
        m_pieces.push_back(m_current);
        return std::move(m_pieces);
    }

private:
    void addLiteral(const Flattened &part, const Capabilities &server)
    {
        const bool waits = formFor(part.octets.size(), server) == LiteralForm::Synchronizing;
        const QByteArray announcement = (part.isBinary ? "~{"_ba : "{"_ba)
            + QByteArray::number(part.octets.size()) + (waits ? "}"_ba : "+}"_ba);
        m_current.octets += announcement + "\r\n";
        m_current.shown += announcement;
        const QByteArray shown = part.isSecret ? "***"_ba : trafficlog::literal(part.octets);
        if (waits) {
            m_pieces.push_back(std::exchange(m_current, {part.octets, shown}));
            return;
        }
        m_current.octets += part.octets;
        m_current.shown += "\r\n" + shown;
    }

    Sender::Piece m_current;
    std::vector<Sender::Piece> m_pieces;
};

std::vector<Sender::Piece> piecesOf(const QByteArray &start, const CommandText &text,
                                    const Capabilities &server)
{
    PieceList pieces(start);
    for (const CommandText::Segment &segment : text.segments())
        pieces.add(flatten(segment), server);
    return pieces.finish();
}

}

QByteArray Sender::nextTag()
{
    return "a" + QByteArray::number(++m_lastTag);
}

bool Sender::fits(const CommandText &text, qsizetype longestLine)
{
    constexpr qsizetype tagAndSpace = 22;
    qsizetype line = tagAndSpace;
    for (const CommandText::Segment &segment : text.segments()) {
        const Flattened part = flatten(segment);
        line = part.isLiteral ? 0 : line + part.octets.size();
        if (line > longestLine)
            return false;
    }
    return true;
}

void Sender::begin(const QByteArray &tag, const CommandText &text, const Capabilities &server)
{
    Q_ASSERT(!isWaiting());
    m_pieces = piecesOf(tag + ' ', text, server);
    m_next = 0;
    m_waitingTag = tag;
    writeUntilLiteral();
}

void Sender::line(const CommandText &text)
{
    // No literal can stand in such a line, so nothing waits.
    for (const Piece &piece : piecesOf({}, text, {}))
        m_write(piece);
}

void Sender::proceed()
{
    if (isWaiting())
        writeUntilLiteral();
}

void Sender::drop()
{
    m_waitingTag.clear();
    m_pieces.clear();
    m_next = 0;
}

// Each piece but the last ends with an announced literal.
void Sender::writeUntilLiteral()
{
    const Piece piece = std::move(m_pieces[m_next]);
    if (++m_next == m_pieces.size())
        drop();
    m_write(piece);
}

}
