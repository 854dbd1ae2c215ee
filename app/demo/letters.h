// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/mail.h"
#include "app/demo/texts.h"

namespace demo {

enum class Trace {
    Delivered,  // with the headers the receiving server adds
    None,       // they will be added by a real one, or the mail never travelled
};

// A mail from a letter of texts/: its fields say in which form.
[[nodiscard]] Mail mailFrom(const Letter &letter, const QDateTime &date, Trace trace, Random &random);
// "age:" of the letter in seconds, else the given one.
[[nodiscard]] qint64 ageOf(const Letter &letter, qint64 otherwise = 0);

// Plain text as simple HTML.
[[nodiscard]] QString htmlFrom(const QString &text);
[[nodiscard]] Part alternative(const QString &text, const QByteArray &charset, Random &random);
[[nodiscard]] QByteArray newBoundary(Random &random);

// A receipt (RFC 8098) in answer to a mail the owner sent.
enum class Answer { Displayed, Deleted, Denied, Odd, WithHeaders, Unmatched };
[[nodiscard]] Mail receiptFor(const Mail &sent, const Person &reader, Answer answer, const QDateTime &date,
                              Random &random);

}
