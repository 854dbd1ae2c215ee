// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/compose/identity.h"
#include "core/mime/header.h"

#include <QDateTime>

// What a mail begins with that is made of another one. Pure; nothing of a message gets into an answer but
// what is said here, and of its text only what was on show.
namespace compose {

// A message as it was read.
struct Original {
    QUuid account{};
    mime::Header header{};
    QString text{};       // on show, LF; of a decrypted message that alone which was seen to be so
    QString selection{};  // what is marked in it; then only that is quoted
    std::vector<Attachment> files{};  // to go along when it is forwarded within the text
    QByteArray octets{};              // the whole message, for Redirect and when it goes as a file
};

enum class ReplyTo { Sender, All, List };

// Who would be written to. Sender: Reply-To, else From; the list's own address in Reply-To does not count,
// since for that there is List, and what is of another domain than the author's stands there by its address
// alone. All: Mail-Followup-To of a mail from a list, else the sender, To and Cc. Own
// addresses are left out unless nobody would be left. What one has written oneself goes to whom it went.
struct Correspondents {
    std::vector<mime::Mailbox> to{}, cc{};
};
[[nodiscard]] Correspondents correspondents(const mime::Header &header, ReplyTo whom,
                                            const std::vector<Identity> &identities);

// Does Reply-To have a piece that is no address, so that an answer may not go to all for whom it is wanted?
[[nodiscard]] bool losesReplyTo(const mime::Header &header);

// `introduction` stands above what is quoted, in the user's words ("On … wrote:").
[[nodiscard]] Composition replyTo(const Original &original, ReplyTo whom,
                                  const std::vector<Identity> &identities, const QString &introduction);
// Within the text, unquoted, below `introduction` (who wrote it, when, to whom), with its files.
[[nodiscard]] Composition forwardOf(const Original &original, const std::vector<Identity> &identities,
                                    const QString &introduction);
// As a file of its own, untouched. `name` without an extension; it may be any text.
[[nodiscard]] Composition forwardAttached(const std::vector<Original> &originals,
                                          const std::vector<Identity> &identities);
// RFC 5322, 3.6.6.
[[nodiscard]] Composition redirectOf(const Original &original, const std::vector<Identity> &identities);
// A new mail with the same words, recipients and files.
[[nodiscard]] Composition editAsNew(const Original &original, const std::vector<Identity> &identities);
// A draft that another program has left: what it answers and how urgent it is stays.
[[nodiscard]] Composition draftOf(const Original &original, const std::vector<Identity> &identities);
// An empty mail, with the signature.
[[nodiscard]] Composition newMail(const Identity &identity);

// RFC 5322, 3.6.4; of a long conversation the first message and the last ones, so that the field stays
// short.
[[nodiscard]] QByteArrayList referencesFor(const mime::Header &header);

}
