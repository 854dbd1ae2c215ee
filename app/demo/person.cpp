// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/person.h"

#include "app/demo/encoding.h"

#include <QByteArrayList>

namespace demo {

using namespace Qt::StringLiterals;

QString Person::firstName() const
{
    if (language == "ja" || language == "zh" || language == "ko")
        return name;
    if (name.startsWith(u'"'))  // "Bridges, Karen"
        return name.mid(name.lastIndexOf(u' ') + 1).remove(u'"');
    return name.section(u' ', 0, 0);
}

Person personFrom(const QString &text, const QByteArray &language)
{
    const qsizetype open = text.lastIndexOf(u'<');
    if (open < 0)
        return {QString(), text.trimmed().toUtf8(), language};
    return {text.left(open).trimmed(), text.mid(open + 1).section(u'>', 0, 0).toUtf8(), language};
}

QByteArray printPerson(const Person &person, const QByteArray &charset)
{
    if (person.name.isEmpty())
        return person.address;
    const QByteArray name = displayName(person.name, charset);
    return name + (name.size() + person.address.size() > 60 ? "\n <" : " <") + person.address + '>';
}

QByteArray printPeople(const QList<Person> &people, const QByteArray &charset)
{
    QByteArrayList printed;
    for (const Person &person : people)
        printed += printPerson(person, charset);
    return printed.join(",\n ");
}

Person owner()
{
    return {u"Alice Morgan"_s, "alice@brightwater.example"_ba, "en"_ba};
}

}
