// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/texts.h"

#include <QFile>

// Resources of a static library are linked only when they are asked for, from outside of any namespace.
static void linkTexts()
{
    Q_INIT_RESOURCE(demo);
}

namespace demo {

using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const QString &file)
{
    linkTexts();
    QFile source(u":/demo/texts/"_s + file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("a text of the demo is missing: %s", qPrintable(file));
    QStringList lines;
    for (const QString &line : QString::fromUtf8(source.readAll()).split(u'\n')) {
        if (!line.startsWith(u"# ") && line != u"#")
            lines += line;
    }
    return lines;
}

QString trimmedLines(const QStringList &lines)
{
    return lines.join(u'\n').trimmed();
}

// "% name = x | y"
void readSlot(const QString &line, Slots &slotValues)
{
    const QString name = line.mid(1).section(u'=', 0, 0).trimmed();
    for (const QString &value : line.section(u'=', 1).split(u'|'))
        slotValues[name] += value.trimmed();
}

// Collects "== subject", "@speaker" and the lines between them.
class ConversationReader
{
public:
    explicit ConversationReader(QList<Conversation> &into) : m_into(into) {}

    void line(const QString &line)
    {
        if (line.startsWith(u"== ")) {
            finishTurn();
            m_into.append({line.mid(3).trimmed(), {}});
        } else if (line.size() == 2 && line.startsWith(u'@')) {
            finishTurn();
            m_into.last().turns.append({line.at(1), {}});
        } else {
            m_lines += line;
        }
    }
    void finishTurn()
    {
        if (!m_into.isEmpty() && !m_into.last().turns.isEmpty() && m_into.last().turns.last().text.isEmpty())
            m_into.last().turns.last().text = trimmedLines(m_lines);
        m_lines.clear();
    }

private:
    QList<Conversation> &m_into;
    QStringList m_lines;
};

}

QList<Person> readPeople()
{
    QList<Person> people;
    for (const QString &line : linesOf(u"people.txt"_s)) {
        const QStringList columns = line.split(u'|');
        if (columns.size() == 3)
            people.append(
                {columns[1].trimmed(), columns[2].trimmed().toUtf8(), columns[0].trimmed().toLatin1()});
    }
    return people;
}

Language readLanguage(const QByteArray &code)
{
    Language language;
    language.code = code;
    ConversationReader reader(language.conversations);
    for (const QString &line : linesOf(QString::fromLatin1(code) + u".txt"_s)) {
        if (line.startsWith(u"% "))
            readSlot(line, language.slotValues);
        else
            reader.line(line);
    }
    reader.finishTurn();
    return language;
}

QList<MailingList> readLists(Slots &slotValues)
{
    QList<MailingList> lists;
    QStringList block;
    const auto finish = [&] {
        if (lists.isEmpty())
            return;
        ConversationReader reader(lists.last().conversations);
        for (const QString &line : std::as_const(block))
            reader.line(line);
        reader.finishTurn();
    };
    for (const QString &line : linesOf(u"lists.txt"_s)) {
        if (line.startsWith(u"% ")) {
            readSlot(line, slotValues);
        } else if (line.startsWith(u"& ")) {
            finish();
            block.clear();
            const QStringList columns = line.mid(2).split(u'|');
            lists.append({columns.value(0).trimmed().toLatin1(),
                          {columns.value(1).trimmed(), columns.value(2).trimmed().toLatin1(), "en"_ba},
                          columns.value(3).trimmed(),
                          {}});
        } else {
            block += line;
        }
    }
    finish();
    return lists;
}

QList<Letter> readLetters(const QString &file)
{
    QList<Letter> letters;
    QStringList text;
    bool inFields = false;
    const auto finish = [&] {
        if (!letters.isEmpty())
            letters.last().text = trimmedLines(text);
        text.clear();
    };
    const QStringList lines = linesOf(file);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines.at(i);
        while (line.endsWith(u'\\') && i + 1 < lines.size())
            line = line.chopped(1) + u'\n' + lines.at(++i);
        if (line.startsWith(u"== ")) {
            finish();
            letters.append({line.mid(3).trimmed(), {}, {}});
            inFields = true;
        } else if (inFields && line.isEmpty()) {
            inFields = false;
        } else if (inFields) {
            letters.last().fields.insert(line.section(u':', 0, 0), line.section(u':', 1).trimmed());
        } else {
            text += line;
        }
    }
    finish();
    return letters;
}

QList<Newsletter> readNewsletters(Slots &slotValues)
{
    QList<Newsletter> newsletters;
    for (const QString &line : linesOf(u"newsletters.txt"_s)) {
        if (line.startsWith(u"% ")) {
            readSlot(line, slotValues);
        } else if (line.startsWith(u"& ")) {
            const QStringList columns = line.mid(2).split(u'|');
            newsletters.append({{columns.value(0).trimmed(), columns.value(1).trimmed().toLatin1(), "en"_ba},
                                columns.value(2).trimmed().toLatin1(),
                                columns.value(3).trimmed() == u"html",
                                {}});
        } else if (line.startsWith(u"== ")) {
            newsletters.last().issues.append({line.mid(3).trimmed(), {}});
        } else if (!line.isEmpty() && !newsletters.isEmpty()) {
            newsletters.last().issues.last().lines += line;
        }
    }
    return newsletters;
}

QString filled(QString text, const QHash<QString, QString> &values)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        text.replace(u'{' + it.key() + u'}', it.value());
    return text;
}

}
