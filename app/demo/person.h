// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace demo {

struct Person {
    QString name;  // may be empty
    QByteArray address;
    QByteArray language;  // "en", "ja", …

    // What friends write: the first name, or the whole where the family name comes first.
    [[nodiscard]] QString firstName() const;
    friend bool operator==(const Person &, const Person &) = default;
};

// "Name <address>" or a bare address.
[[nodiscard]] Person personFrom(const QString &text, const QByteArray &language = "en");
[[nodiscard]] QByteArray printPerson(const Person &person, const QByteArray &charset);
[[nodiscard]] QByteArray printPeople(const QList<Person> &people, const QByteArray &charset);

// Whose mailbox it is.
[[nodiscard]] Person owner();

}
