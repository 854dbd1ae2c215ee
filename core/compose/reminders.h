// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QByteArrayList>
#include <QSet>

namespace compose {

// What somebody may have forgotten or not meant, found before a mail goes. Only the first two keep it from
// going; the rest are one question. Pure.
struct Reminder {
    enum class Kind {
        NoRecipient,
        NotAnAddress,  // `mailbox`, as it was typed: a recipient, or where answers are to go
        NoSubject,
        AttachmentMissing,  // the text speaks of one, in `text`'s word
        LooksLike,          // `mailbox`'s domain could be mistaken for `text`
        NeverWrittenTo,     // `mailbox`, from whom nothing has come either
        ManySeeEachOther,   // `count` addresses in To and Cc
        TooLarge,           // about `size` octets, more than `limit`
    };
    Kind kind = Kind::NoRecipient;
    mime::Mailbox mailbox{};
    QString text{};
    int count = 0;
    qint64 size = 0, limit = 0;

    [[nodiscard]] bool isForbidding() const { return kind <= Kind::NotAnAddress; }
    friend bool operator==(const Reminder &, const Reminder &) = default;
};

// What is known when a mail is to go.
struct KnownPeople {
    QSet<QByteArray> addresses{};  // addr-specs, lower case; empty: nothing is known, so nobody is new
    QByteArrayList domains{};      // of people written to before
    // Addr-specs, lower case, of those who have written to us, and of those who are answered: they are no
    // strangers, though their domain may still look like that of somebody else.
    QSet<QByteArray> met{};
};

// `sizeLimit`: what the server said it takes (RFC 1870); 0: nothing is known.
[[nodiscard]] std::vector<Reminder> remindersOf(const Composition &composition, const KnownPeople &known,
                                                qint64 sizeLimit);

// The word of a text that speaks of a file that goes along (German or English), not in what is quoted, nor
// below the signature. Empty: none.
[[nodiscard]] QString attachmentWord(QStringView text);

}
