// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/contentunpacker.h"

#include "core/mime/unpacked.h"
#include "widgets/reader/embeddedmessage.h"

namespace {

constexpr qint64 quicklyDone = qint64{512} * 1024;  // octets: a few milliseconds

}

ContentUnpacker::ContentUnpacker(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ContentUnpacker::~ContentUnpacker()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void ContentUnpacker::unpack(const store::MessageContent &content, const Then &then)
{
    giveUp();
    const auto octets = [&content](const QByteArray &section) { return content.section(section); };
    if (mime::octetsToUnpack(content.structure, octets) <= quicklyDone) {
        then(unpackedContent(content));
        return;
    }
    m_pool.start([this, content, then, round = m_round] {
        const store::MessageContent unpacked = unpackedContent(content);
        QMetaObject::invokeMethod(
            this,
            [this, unpacked, then, round] {
                if (round == m_round)
                    then(unpacked);
            },
            Qt::QueuedConnection);
    });
}

void ContentUnpacker::giveUp()
{
    ++m_round;
    m_pool.clear();
}
