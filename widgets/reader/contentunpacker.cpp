// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/contentunpacker.h"

#include "core/mime/unpacked.h"
#include "widgets/reader/embeddedmessage.h"

namespace {

constexpr qint64 quicklyDone = qint64{512} * 1024;  // octets: a few milliseconds

}

void ContentUnpacker::unpack(const store::MessageContent &content, const Then &then)
{
    m_job.giveUp();
    const auto octets = [&content](const QByteArray &section) { return content.section(section); };
    if (mime::octetsToUnpack(content.structure, octets) <= quicklyDone)
        then(unpackedContent(content));
    else
        m_job.run([content] { return unpackedContent(content); }, then);
}
