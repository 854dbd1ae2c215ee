// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/header.h"

#include <QDateTime>
#include <QList>
#include <QString>

// What a receipt says to the person who asked for it, in the languages in which it can. Not through tr():
// these words are for somebody else, whatever language the program speaks here.
namespace receipttexts {

struct Language {
    QString code;  // ISO 639-1
    QString name;  // in itself
};
[[nodiscard]] QList<Language> languages();

// In which of them the sender probably reads: by what the message says of its language (RFC 3282), else by
// the words of its text, of which the beginning will do, else by the country of the sender's address. Empty:
// nothing tells.
[[nodiscard]] QString likelyLanguage(const mime::Header &header, const QString &text,
                                     const QByteArray &senderDomain);
// That, or the user's own, or English.
[[nodiscard]] QString languageFor(const QString &likely);

struct Facts {
    QString subject;  // of the message that was displayed
    QDateTime sent;
    QString recipient;  // an address
};
[[nodiscard]] QString subject(const QString &language, const Facts &facts);
// It says what "displayed" means, since senders take it for more than it is (RFC 8098, 3.2.6.2).
[[nodiscard]] QString text(const QString &language, const Facts &facts);

}
