// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/deflate.h"

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr int rawDeflate = -15;  // no zlib header, the largest window (RFC 4978, 3)
// Protocol text shrinks to a twentieth, a mail of nothing but zeros to a thousandth: so much more than a
// hundredfold is one large mail, and beyond that somebody wants our processor.
constexpr qint64 reasonableRatio = 100;
constexpr qint64 oneLargeMail = qint64{64} * 1024 * 1024;
constexpr int memoryLevel = 8;  // zlib's default

// zlib never writes through its input, but its type says otherwise.
Bytef *octetsOf(QByteArrayView view)
{
    return const_cast<Bytef *>(reinterpret_cast<const Bytef *>(view.data()));
}

}

struct Deflate::Streams {
    z_stream out{}, in{};

    Streams()
    {
        deflateInit2(&out, Z_DEFAULT_COMPRESSION, Z_DEFLATED, rawDeflate, memoryLevel, Z_DEFAULT_STRATEGY);
        inflateInit2(&in, rawDeflate);
    }
    Streams(const Streams &) = delete;
    Streams &operator=(const Streams &) = delete;
    ~Streams()
    {
        deflateEnd(&out);
        inflateEnd(&in);
    }
};

Deflate::Deflate() : m_streams(std::make_unique<Streams>()) {}

Deflate::~Deflate() = default;

QByteArray Deflate::compress(QByteArrayView octets)
{
    z_stream &stream = m_streams->out;
    QByteArray compressed;
    QByteArray piece(pieceOctets, Qt::Uninitialized);
    stream.next_in = octetsOf(octets);
    stream.avail_in = static_cast<uInt>(octets.size());
    do {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        deflate(&stream, Z_SYNC_FLUSH);
        compressed.append(piece.constData(), piece.size() - static_cast<qsizetype>(stream.avail_out));
    } while (stream.avail_out == 0);
    return compressed;
}

void Deflate::feed(QByteArrayView received)
{
    m_received.remove(0, m_taken);
    m_taken = 0;
    m_received.append(received);
    m_octetsIn += received.size();
}

Result<QByteArray> Deflate::next()
{
    if (m_broken)
        return *m_broken;
    z_stream &stream = m_streams->in;
    const QByteArrayView left = QByteArrayView(m_received).sliced(m_taken);
    QByteArray piece(pieceOctets, Qt::Uninitialized);
    stream.next_in = octetsOf(left);
    stream.avail_in = static_cast<uInt>(left.size());
    stream.next_out = reinterpret_cast<Bytef *>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    const int code = inflate(&stream, Z_SYNC_FLUSH);
    m_taken = m_received.size() - static_cast<qsizetype>(stream.avail_in);
    piece.chop(static_cast<qsizetype>(stream.avail_out));
    m_octetsOut += piece.size();
    // Z_BUF_ERROR: nothing to do. A stream that ends is none that goes on (RFC 4978, 3).
    if (code != Z_OK && code != Z_BUF_ERROR)
        m_broken = Error{Error::Kind::Syntax, "compressed data are broken"_ba};
    else if (m_octetsOut > oneLargeMail + reasonableRatio * m_octetsIn)
        m_broken = Error{Error::Kind::LimitExceeded, "compressed data expand too much"_ba};
    if (m_broken && piece.isEmpty())
        return *m_broken;
    return piece;
}

}
