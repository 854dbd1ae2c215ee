// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/part.h"

#include <QByteArrayList>

#include <functional>
#include <optional>

namespace mime {

// The part whose octets give the text to read: readablePart(), or for want of one Outlook's container
// (winmail.dat), which may hold one. Null: neither is there. The pointer is into `root`.
[[nodiscard]] const PartInfo *textSource(const PartInfo &root);

// What one FETCH should bring of a message that is opened, so that the text is there after one round trip:
// the text, its HTML form if that is `wantsHtml` and not large, and small containers whose files are to be
// listed.
enum class TextForms { PlainOnly, WithHtml };
[[nodiscard]] QByteArrayList sectionsToRead(const PartInfo &root, TextForms forms);

// Octets of a section, encoded as fetched; nullopt: not here.
using SectionOctets = std::function<std::optional<QByteArray>(const QByteArray &section)>;

// A message as if what its parts hold beside MIME (extractedparts.h) were parts: the files of winmail.dat,
// and those that are written between the lines of the text. The part that held them is a multipart with its
// section and name; a text is left without their lines; a container's own text is the message's text where it
// has no other. A container that is damaged stays, beside what could be read of it.
struct UnpackedMessage {
    PartInfo structure;
    // Of the new parts: sections that no server knows ("2:1"), with what is in them.
    std::vector<std::pair<QByteArray, QByteArray>> sections;
};
// nullopt: there is nothing to unpack, or it is not here. Total and bounded as extractedParts() is.
[[nodiscard]] std::optional<UnpackedMessage> unpacked(const PartInfo &root, const SectionOctets &octets);
// How much unpacked() would have to look through.
[[nodiscard]] qint64 octetsToUnpack(const PartInfo &root, const SectionOctets &octets);

// "2:1" is in "2". Empty: a section that the server knows.
[[nodiscard]] QByteArray holderOf(const QByteArray &section);

}
