// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/part.h"
#include "app/demo/person.h"
#include "app/demo/random.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace demo {

// One mail and where it lies.
struct Mail {
    QString folder = QStringLiteral("INBOX");  // levels separated by "/"
    QDateTime date;                            // when it arrived
    QByteArray flags;                          // Maildir letters: D F R S
    QStringList keywords;
    std::vector<Header> headers;
    Part body;

    // Lines end in LF, as in a Maildir.
    [[nodiscard]] QByteArray print() const;
};

// What a sender fills in; the rest of the headers follows from it.
struct Envelope {
    Person from;
    QList<Person> to;
    QList<Person> cc;
    QString subject;
    QByteArray charset = "utf-8";
    QDateTime date;
    QByteArray messageId;        // without the angle brackets; one is made when it is empty
    QByteArrayList references;   // oldest first; the last one is what this mail answers
    QByteArrayList returnPaths;  // as a rule the sender's address; none for mail that never travelled
    std::vector<Header> extra;
};

[[nodiscard]] QByteArray newMessageId(const Person &sender, Random &random);
[[nodiscard]] QByteArray printDate(const QDateTime &date);
[[nodiscard]] Mail compose(const Envelope &envelope, Part body, Random &random);

}
