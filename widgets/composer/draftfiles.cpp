// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/draftfiles.h"

#include "widgets/safetext.h"

using compose::Attachment;
using compose::Composition;

namespace draftfiles {

std::vector<QByteArray> digestsOf(const Composition &composition)
{
    std::vector<QByteArray> digests;
    for (const Attachment &each : composition.attachments)
        digests.push_back(each.key);
    if (composition.redirected)
        digests.push_back(composition.redirected->key);
    return digests;
}

// In the order of digestsOf().
QList<Attachment *> filesOf(Composition &composition)
{
    QList<Attachment *> files;
    for (Attachment &each : composition.attachments)
        files.append(&each);
    if (composition.redirected)
        files.append(&*composition.redirected);
    return files;
}

// The octets of a draft's files, in the order of digestsOf(). The names of those that are lost; they are left
// out.
QStringList fill(Composition &composition, const std::vector<QByteArray> &octets)
{
    const auto files = filesOf(composition);
    for (qsizetype i = 0; i < files.size() && i < std::ssize(octets); ++i)
        files[i]->octets = octets[static_cast<std::size_t>(i)];
    QStringList lost;
    for (const Attachment *file : files) {
        if (file->octets.isNull())
            lost += safetext::quoted(file->name);
    }
    std::erase_if(composition.attachments, [](const Attachment &file) { return file.octets.isNull(); });
    if (composition.redirected && composition.redirected->octets.isNull())
        composition.redirected.reset();
    return lost;
}

}
