// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/person.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QStringList>

// What the mails say. The files in texts/ are prose with a little structure, explained at the head of each.
namespace demo {

// The values of "{slot}", by its name.
using Slots = QMap<QString, QStringList>;

struct Turn {
    QChar speaker;  // a, b, c or o, the owner
    QString text;
};

struct Conversation {
    QString subject;
    QList<Turn> turns;
};

struct MailingList {
    QByteArray id;
    Person address;
    QString prefix;
    QList<Conversation> conversations;
};

struct Language {
    QByteArray code;
    Slots slotValues;
    QList<Conversation> conversations;
};

struct Letter {
    QString subject;
    QMultiMap<QString, QString> fields;  // "from", "header", … as written
    QString text;
};

struct Issue {
    QString subject;
    QStringList lines;  // a heading begins with "* "
};

struct Newsletter {
    Person sender;
    QByteArray colour;
    bool htmlOnly = false;
    QList<Issue> issues;
};

[[nodiscard]] QList<Person> readPeople();
[[nodiscard]] Language readLanguage(const QByteArray &code);
[[nodiscard]] QList<MailingList> readLists(Slots &slotValues);
[[nodiscard]] QList<Letter> readLetters(const QString &file);
[[nodiscard]] QList<Newsletter> readNewsletters(Slots &slotValues);

// The text with "{name}" replaced from the values.
[[nodiscard]] QString filled(QString text, const QHash<QString, QString> &values);

}
