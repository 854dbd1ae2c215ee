// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/conversations.h"

#include "app/demo/files.h"
#include "app/demo/letters.h"

#include <utility>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

const QString sentFolder = QStringLiteral("Sent");

struct Habit {
    const char *language;
    int share;                // of a hundred conversations
    int offset;               // of their clocks from UTC, in minutes
    QByteArrayList charsets;  // the programs they write with
};

const QList<Habit> &habits()
{
    static const QList<Habit> all{
        {"en", 56, 0, {"utf-8"_ba, "us-ascii"_ba, "iso-8859-1"_ba, "windows-1252"_ba}},
        {"de", 10, 60, {"iso-8859-1"_ba, "utf-8"_ba, "iso-8859-15"_ba, "windows-1252"_ba}},
        {"fr", 8, 60, {"iso-8859-1"_ba, "utf-8"_ba, "windows-1252"_ba}},
        {"es", 5, 60, {"iso-8859-1"_ba, "utf-8"_ba}},
        {"ru", 4, 180, {"koi8-r"_ba, "windows-1251"_ba, "utf-8"_ba}},
        {"ja", 5, 540, {"iso-2022-jp"_ba, "shift_jis"_ba, "euc-jp"_ba, "utf-8"_ba}},
        {"zh", 4, 480, {"gb18030"_ba, "gbk"_ba, "utf-8"_ba}},
        {"ko", 1, 540, {"euc-kr"_ba, "utf-8"_ba}},
        {"ar", 2, 180, {"windows-1256"_ba, "utf-8"_ba}},
        {"he", 2, 120, {"windows-1255"_ba, "utf-8"_ba}},
        {"el", 1, 120, {"iso-8859-7"_ba, "utf-8"_ba}},
        {"pl", 1, 60, {"iso-8859-2"_ba, "utf-8"_ba}},
        {"tr", 1, 180, {"iso-8859-9"_ba, "utf-8"_ba}},
    };
    return all;
}

// People write by day.
QDateTime inWakingHours(QDateTime date, Random &random)
{
    const int hour = date.time().hour();
    if (hour < 7)
        return date.addSecs((8 - hour) * 3600 + random.below(3600));
    if (hour > 21)
        return date.addSecs((32 - hour) * 3600 + random.below(3600));
    return date;
}

QString quote(const QString &text)
{
    QString out;
    for (const QString &line : text.split(u'\n'))
        out += (line.startsWith(u'>') ? u">"_s : u"> "_s) + line + u'\n';
    return out;
}

QString withCapital(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

void addListHeaders(Envelope &envelope, const MailingList &list)
{
    const QByteArray &address = list.address.address;
    envelope.to = {list.address};
    envelope.returnPaths = {"bounces-" + address};
    envelope.extra = {{"List-Id"_ba, list.address.name.toLatin1() + " <" + list.id + '>'},
                      {"List-Post"_ba, "<mailto:" + address + '>'},
                      {"List-Unsubscribe"_ba, "<mailto:leave-" + address + '>'},
                      {"Precedence"_ba, "list"_ba}};
}

bool mentionsAny(const QString &text, const QStringList &words)
{
    for (const QString &word : words) {
        if (text.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// Plain text and HTML, the latter with a picture and a tracking pixel from elsewhere.
QPair<QString, QString> newsletterText(const Newsletter &letter, const Issue &issue,
                                       const QHash<QString, QString> &values, const QString &base)
{
    QString plain = letter.sender.name + u"\n\n"_s;
    QString html =
        u"<!DOCTYPE html>\n<html><body style=\"margin:0;background:#f2f2f0;font-family:sans-serif\">\n"
        "<table width=\"600\" align=\"center\" cellpadding=\"24\" style=\"background:#ffffff\"><tr>"
        "<td style=\"background:"_s
        + QString::fromLatin1(letter.colour) + u";color:#ffffff\"><h1>"_s + letter.sender.name.toHtmlEscaped()
        + u"</h1></td></tr>\n<tr><td><img src=\""_s + base
        + u"/cover.jpg\" width=\"552\" height=\"220\" alt=\"Cover\">\n"_s;
    for (const QString &line : issue.lines) {
        const QString text = filled(line, values);
        if (text.startsWith(u"* ")) {
            plain += u"\n"_s + text.mid(2).toUpper() + u"\n\n"_s;
            html += u"<h2>"_s + text.mid(2).toHtmlEscaped() + u"</h2>\n"_s;
        } else {
            plain += text + u"\n"_s;
            html += u"<p>"_s + text.toHtmlEscaped() + u"</p>\n<p><a href=\""_s + base
                + u"/read\">Read more</a></p>\n"_s;
        }
    }
    html += u"<hr><p style=\"color:#777777\"><small>You get this because you asked for it. <a href=\""_s
        + base + u"/leave\">Leave</a></small></p>\n<img src=\""_s + base
        + u"/seen.gif?who=alice\" width=\"1\" height=\"1\" alt=\"\">\n</td></tr></table></body></html>\n"_s;
    return {plain, html};
}

}

struct Correspondence::Cast {
    QMap<QChar, Person> people;
    QHash<QString, QString> values;
    QByteArray charset;
    int offset = 0;
    const MailingList *list = nullptr;
};

// Where a thread has got to.
struct Correspondence::Scene {
    QString subject;
    QDateTime date;
    QByteArrayList references;
    Person speaker, other;  // other: who spoke before
    QString before;         // and what
};

Correspondence::Correspondence(Random &random)
    : m_random(random), m_people(readPeople()), m_lists(readLists(m_listSlots)),
      m_newsletters(readNewsletters(m_newsSlots))
{
    for (const Habit &habit : habits())
        m_languages += readLanguage(habit.language);
}

QHash<QString, QString> Correspondence::chosen(const Slots &slotValues)
{
    QHash<QString, QString> values;
    for (auto it = slotValues.begin(); it != slotValues.end(); ++it)
        values.insert(it.key(), m_random.pick(it.value()));
    return values;
}

QList<Mail> Correspondence::thread(const QDateTime &start, const QDateTime &until, const QString &folder)
{
    int at = 0;
    for (int lot = m_random.below(100); lot >= habits()[at].share; ++at)
        lot -= habits()[at].share;
    const Language &language = m_languages[at];

    QList<Person> candidates;
    for (const Person &person : std::as_const(m_people)) {
        if (person.language == language.code)
            candidates += person;
    }
    Cast cast;
    cast.values = chosen(language.slotValues);
    for (const QChar role : {u'a', u'b', u'c'}) {
        const int taken = m_random.below(static_cast<int>(candidates.size()));
        cast.people.insert(role, candidates.size() > 1 ? candidates.takeAt(taken) : candidates.first());
        cast.values.insert(QString(role), cast.people[role].firstName());
    }
    cast.people.insert(u'o', owner());
    cast.values.insert(u"o"_s, owner().firstName());
    cast.charset = m_random.pick(habits()[at].charsets);
    cast.offset = habits()[at].offset;
    return perform(m_random.pick(language.conversations), cast, start, until, folder);
}

QList<Mail> Correspondence::listThread(const QDateTime &start, const QDateTime &until, const QString &folder)
{
    const MailingList &list = m_random.pick(m_lists);
    Cast cast;
    cast.values = chosen(m_listSlots);
    QList<Person> candidates = m_people;
    for (const QChar role : {u'a', u'b', u'c'}) {
        cast.people.insert(role, candidates.takeAt(m_random.below(static_cast<int>(candidates.size()))));
        cast.values.insert(QString(role), cast.people[role].firstName());
    }
    cast.charset = "utf-8"_ba;
    cast.list = &list;
    return perform(m_random.pick(list.conversations), cast, start, until, folder);
}

Part Correspondence::bodyFor(const QString &text, const QString &quoted, const Cast &cast, bool byOwner,
                             const QDateTime &date)
{
    const QString whole = quoted.isEmpty() ? text : text + u"\n\n"_s + quoted;
    const bool rich = !byOwner && cast.list == nullptr && m_random.chance(25);
    Part body = rich ? alternative(whole, cast.charset, m_random) : textPart(whole, cast.charset);
    if (cast.list != nullptr || byOwner)
        return body;
    const QString day = date.date().toString(Qt::ISODate);
    std::vector<Part> parts{std::move(body)};
    if (mentionsAny(
            text,
            {u"attached"_s, u"anbei"_s, u"ci-joint"_s, u"adjuntamos"_s, u"添付"_s, u"附件"_s, u"אצרף"_s}))
        parts.push_back(filePart("application/pdf"_ba, u"Document "_s + day + u".pdf"_s,
                                 pdfPage({u"Brightwater Landscape"_s, day})));
    if (mentionsAny(text, {u"pictures"_s, u"写真"_s, u"фотограф"_s, u"תמונות"_s, u"صور"_s, u"사진"_s})
        && m_random.chance(70))
        parts.push_back(filePart("image/png"_ba,
                                 u"Größe "_s + QString::number(m_random.between(1, 99)) + u" – Ansicht.png"_s,
                                 pngPicture(m_random)));
    if (parts.size() == 1)
        return std::move(parts.front());
    return multipart("mixed"_ba, std::move(parts), newBoundary(m_random));
}

Envelope Correspondence::envelopeFor(const Cast &cast, const Scene &scene, const QString &folder)
{
    Envelope envelope;
    envelope.from = scene.speaker;
    envelope.charset = cast.charset;
    envelope.date = scene.date;
    envelope.messageId = newMessageId(scene.speaker, m_random);
    envelope.references = scene.references;
    envelope.subject = (scene.references.isEmpty() ? QString() : u"Re: "_s)
        + (cast.list != nullptr ? cast.list->prefix + u' ' : QString()) + scene.subject;
    if (cast.list != nullptr) {
        addListHeaders(envelope, *cast.list);
    } else if (folder == sentFolder) {
        envelope.to = {scene.other};
    } else {
        envelope.to = {owner()};
        envelope.returnPaths = {scene.speaker.address};
        if (!scene.other.address.isEmpty() && scene.other != owner() && scene.other != scene.speaker)
            envelope.cc = {scene.other};
    }
    return envelope;
}

QList<Mail> Correspondence::perform(const Conversation &conversation, const Cast &cast,
                                    const QDateTime &start, const QDateTime &until, const QString &folder)
{
    QList<Mail> mails;
    Scene scene;
    scene.subject = withCapital(filled(conversation.subject, cast.values));
    scene.date = start;
    for (const Turn &turn : conversation.turns) {
        scene.date = inWakingHours(scene.date.toOffsetFromUtc(cast.offset * 60), m_random);
        if (scene.date >= until)
            break;
        const bool byOwner = turn.speaker == u'o';
        if (byOwner && !mails.isEmpty())
            mails.last().flags += 'R';
        scene.other = std::exchange(scene.speaker, cast.people.value(turn.speaker));

        const Envelope envelope = envelopeFor(cast, scene, byOwner ? sentFolder : folder);
        const QString text = filled(turn.text, cast.values);
        const bool quotes = !scene.before.isEmpty() && m_random.chance(75);
        const QString quoted = quotes ? scene.other.name + u":\n"_s + quote(scene.before) : QString();
        Mail mail = compose(envelope, bodyFor(text, quoted, cast, byOwner, scene.date), m_random);
        mail.folder = byOwner ? sentFolder : folder;
        mail.flags = !byOwner && m_random.chance(3) ? "FS"_ba : "S"_ba;
        if (byOwner)
            mail.keywords = {u"$MDNSent"_s};  // what is sent carries it (RFC 3503, 3.3)
        mails += mail;
        scene.references += envelope.messageId;
        scene.before = text;
        scene.date = scene.date.addSecs(qint64{60} * m_random.between(8, m_random.chance(60) ? 240 : 1900));
    }
    return mails;
}

Mail Correspondence::newsletter(const QDateTime &date)
{
    const Newsletter &letter = m_random.pick(m_newsletters);
    const Issue &issue = m_random.pick(letter.issues);
    const QHash<QString, QString> values = chosen(m_newsSlots);
    const QByteArray domain = letter.sender.address.mid(letter.sender.address.indexOf('@') + 1);
    const QString number = QString::number(m_random.between(100, 999));
    const QString base = u"https://"_s + QString::fromLatin1(domain) + u'/' + number;

    const auto [plain, html] = newsletterText(letter, issue, values, base);
    Envelope envelope;
    envelope.from = letter.sender;
    envelope.to = {owner()};
    envelope.subject = withCapital(filled(issue.subject, values));
    envelope.date = inWakingHours(date, m_random);
    envelope.returnPaths = {"bounce-" + number.toLatin1() + '@' + domain};
    envelope.extra = {{"List-Unsubscribe"_ba, '<' + base.toLatin1() + "/leave>"},
                      {"Precedence"_ba, "bulk"_ba}};
    Part htmlPart = textPart(html, "utf-8"_ba, TextForm::Html);
    Part body = letter.htmlOnly
        ? std::move(htmlPart)
        : multipart("alternative"_ba, {textPart(plain, "utf-8"_ba), std::move(htmlPart)},
                    newBoundary(m_random));
    Mail mail = compose(envelope, std::move(body), m_random);
    mail.flags = m_random.chance(80) ? "S"_ba : ""_ba;
    return mail;
}

}
