// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace net {

// Both directions of a connection that is compressed with raw DEFLATE (RFC 4978; RFC 1951), between the
// transport and whoever speaks on it. What goes out is flushed whole, so that no command waits in a buffer;
// what comes in is handed out in bounded pieces, so that a thousandfold expansion meets the reader's own
// limits before it fills the memory. A stream that expands beyond all reason ends with LimitExceeded.
class Deflate
{
public:
    static constexpr qsizetype pieceOctets = qsizetype{64} * 1024;

    Deflate();
    ~Deflate();
    Deflate(const Deflate &) = delete;
    Deflate &operator=(const Deflate &) = delete;

    [[nodiscard]] QByteArray compress(QByteArrayView octets);
    void feed(QByteArrayView received);
    // The next octets in clear, at most pieceOctets; empty: more must be received. An error is final.
    [[nodiscard]] Result<QByteArray> next();

private:
    struct Streams;
    std::unique_ptr<Streams> m_streams;
    QByteArray m_received;
    qsizetype m_taken = 0;
    qint64 m_octetsIn = 0, m_octetsOut = 0;
    std::optional<Error> m_broken;
};

}
