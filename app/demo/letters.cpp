// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/letters.h"

#include "app/demo/encoding.h"
#include "app/demo/files.h"

namespace demo {

using namespace Qt::StringLiterals;

namespace {

QList<Person> peopleFrom(const QString &text)
{
    QList<Person> people;
    for (const QString &one : text.split(u',', Qt::SkipEmptyParts))
        people += personFrom(one);
    return people;
}

// The repeated field in the order it was written (QMultiMap gives the last first).
QStringList all(const Letter &letter, const QString &field)
{
    QStringList values = letter.fields.values(field);
    std::reverse(values.begin(), values.end());
    return values;
}

QByteArrayList returnPathsOf(const Letter &letter, const Person &from, Trace trace)
{
    const QString field = letter.fields.value(u"return-path"_s);
    if (trace == Trace::None || field == u"none")
        return {};
    if (field == u"empty")
        return {QByteArray()};
    if (field.isEmpty())
        return {from.address};
    QByteArrayList paths;
    for (const QString &path : field.split(u','))
        paths += path.trimmed().toUtf8();
    return paths;
}

std::vector<Header> extraHeaders(const Letter &letter)
{
    std::vector<Header> headers;
    for (const QString &line : all(letter, u"header"_s))
        headers.push_back({line.section(u':', 0, 0).toLatin1(), line.section(u':', 1).trimmed().toUtf8()});
    if (const int count = letter.fields.value(u"huge-list"_s).toInt(); count > 0) {
        QByteArrayList addresses;
        for (int i = 1; i <= count; ++i)
            addresses += "winner" + QByteArray::number(i) + "@garden-dreams.example";
        headers.push_back({"Disposition-Notification-To"_ba, addresses.join(",\n ")});
    }
    return headers;
}

// "pdf Site plan.pdf"
Part attachment(const QString &field, const Letter &letter, const QDateTime &date, Random &random)
{
    const QString kind = field.section(u' ', 0, 0);
    const QString name = field.section(u' ', 1);
    if (kind == u"png")
        return filePart("image/png"_ba, name, pngPicture(random, 480, 300));
    if (kind == u"ics") {
        return filePart("text/calendar; method=REQUEST"_ba, name,
                        icsInvitation(letter.subject, date.addDays(3),
                                      personFrom(letter.fields.value(u"from"_s)).address));
    }
    if (kind == u"zip") {
        return filePart("application/zip"_ba, name,
                        zipArchive({{"notes.txt"_ba, "Photos follow.\r\n"_ba},
                                    {"plans/orchard.pdf"_ba, pdfPage({u"Orchard"_s})},
                                    {"photos/pond.png"_ba, pngPicture(random)}}));
    }
    return filePart("application/pdf"_ba, name,
                    pdfPage({letter.subject, QString(),
                             u"Brightwater Landscape, "_s + date.date().toString(Qt::ISODate)}));
}

Part relatedPicture(const QString &text, const QByteArray &charset, Random &random)
{
    const QByteArray id = "picture." + QByteArray::number(random.next(), 36) + "@brightwater.example";
    const QString html = htmlFrom(text) + u"<p><img src=\"cid:"_s + QString::fromLatin1(id)
        + u"\" width=\"480\" height=\"300\" alt=\"The picture of this mail\"></p>"_s;
    Part related = multipart("related; type=\"text/html\""_ba,
                             {textPart(html, charset, TextForm::Html),
                              filePart("image/png"_ba, u"picture.png"_s, pngPicture(random, 480, 300), id)},
                             newBoundary(random));
    return multipart("alternative"_ba, {textPart(text, charset), std::move(related)}, newBoundary(random));
}

// Looks like OpenPGP and opens with no key: the octets mean nothing.
Part encrypted(Random &random)
{
    QByteArray octets;
    for (int i = 0; i < 600; ++i)
        octets += static_cast<char>(random.below(256));
    const QByteArray armour =
        "-----BEGIN PGP MESSAGE-----\n\n" + base64Lines(octets) + "-----END PGP MESSAGE-----\n";
    return multipart("encrypted; protocol=\"application/pgp-encrypted\""_ba,
                     {rawPart("application/pgp-encrypted"_ba, "Version: 1\n"_ba),
                      rawPart("application/octet-stream; name=\"encrypted.asc\""_ba, armour)},
                     newBoundary(random));
}

Part forgedReport(const QString &text, Random &random)
{
    const QByteArray fields = "Reporting-UA: lamp.example; Lamp Mailer 1.0\nFinal-Recipient: "
                              "rfc822;frank@delgado-lighting.example\n"
                              "Original-Message-ID: <question-about-the-fence@brightwater.example>\n"
                              "Disposition: manual-action/MDN-sent-manually; displayed\n"_ba;
    return multipart("report; report-type=disposition-notification"_ba,
                     {textPart(text, "us-ascii"_ba), rawPart("message/disposition-notification"_ba, fields)},
                     newBoundary(random));
}

Part bodyOf(const Letter &letter, const QByteArray &charset, Random &random)
{
    const QString form = letter.fields.value(u"form"_s);
    if (form == u"alternative")
        return alternative(letter.text, charset, random);
    if (form == u"html")
        return textPart(htmlFrom(letter.text), charset, TextForm::Html);
    if (form == u"related")
        return relatedPicture(letter.text, charset, random);
    if (form == u"encrypted")
        return encrypted(random);
    if (form == u"report")
        return forgedReport(letter.text, random);
    if (form == u"partial") {
        return rawPart("message/partial; number=1; total=3; id=\"aerial@openpaths.example\""_ba,
                       "Content-Type: text/plain\n\n" + letter.text.toUtf8() + '\n');
    }
    return textPart(letter.text, charset);
}

}

QByteArray newBoundary(Random &random)
{
    return "=_" + QByteArray::number(random.next(), 36);
}

QString htmlFrom(const QString &text)
{
    QString html = u"<!DOCTYPE html>\n<html><body>\n"_s;
    for (const QString &paragraph : text.split(u"\n\n"_s)) {
        QString escaped = paragraph.toHtmlEscaped();
        html += u"<p>"_s + escaped.replace(u'\n', u"<br>\n"_s) + u"</p>\n"_s;
    }
    return html + u"</body></html>\n"_s;
}

Part alternative(const QString &text, const QByteArray &charset, Random &random)
{
    return multipart("alternative"_ba,
                     {textPart(text, charset), textPart(htmlFrom(text), charset, TextForm::Html)},
                     newBoundary(random));
}

qint64 ageOf(const Letter &letter, qint64 otherwise)
{
    return letter.fields.contains(u"age"_s) ? letter.fields.value(u"age"_s).toLongLong() * 60 : otherwise;
}

Mail mailFrom(const Letter &letter, const QDateTime &date, Trace trace, Random &random)
{
    Envelope envelope;
    envelope.from = personFrom(letter.fields.value(u"from"_s, u"Alice Morgan <alice@brightwater.example>"_s));
    envelope.to =
        letter.fields.contains(u"to"_s) ? peopleFrom(letter.fields.value(u"to"_s)) : QList<Person>{owner()};
    envelope.cc = peopleFrom(letter.fields.value(u"cc"_s));
    envelope.subject = letter.subject;
    envelope.charset = letter.fields.value(u"charset"_s, u"utf-8"_s).toLatin1();
    envelope.date = date;
    envelope.returnPaths = returnPathsOf(letter, envelope.from, trace);
    envelope.extra = extraHeaders(letter);

    Part body = bodyOf(letter, envelope.charset, random);
    if (const QStringList files = all(letter, u"attach"_s); !files.isEmpty()) {
        std::vector<Part> parts{std::move(body)};
        for (const QString &file : files)
            parts.push_back(attachment(file, letter, date, random));
        body = multipart("mixed"_ba, std::move(parts), newBoundary(random));
    }
    Mail mail = compose(envelope, std::move(body), random);
    mail.flags = letter.fields.value(u"flags"_s).toLatin1();
    mail.keywords = letter.fields.value(u"keywords"_s).split(u' ', Qt::SkipEmptyParts);
    mail.folder = letter.fields.value(u"folder"_s, u"INBOX"_s);
    return mail;
}

namespace {

QByteArray headerOf(const Mail &mail, const QByteArray &name)
{
    for (const Header &header : mail.headers) {
        if (header.name == name)
            return header.value;
    }
    return {};
}

QByteArray dispositionFields(const Mail &sent, const Person &reader, Answer answer)
{
    const QByteArray id = answer == Answer::Unmatched ? "<lost-on-another-computer@brightwater.example>"_ba
                                                      : headerOf(sent, "Message-ID"_ba);
    switch (answer) {
    case Answer::Odd:  // comments, folding and case as RFC 8098, 3.1.1 allows
        return "original-message-id: " + id + "\nFINAL-RECIPIENT: RFC822 ; " + reader.address
            + "\ndisposition: (really)\n Manual-Action / mdn-sent-MANUALLY ; Displayed (just now)\n";
    case Answer::Denied:  // RFC 2298 still had it
        return "Reporting-UA: old.example; OldMail 2.1\nFinal-Recipient: rfc822;" + reader.address
            + "\nOriginal-Message-ID: " + id + "\nDisposition: manual-action/MDN-sent-manually; denied\n";
    default: break;
    }
    return "Reporting-UA: Lamp Mailer\nFinal-Recipient: rfc822;" + reader.address
        + "\nOriginal-Message-ID: " + id + "\nDisposition: manual-action/MDN-sent-manually; "
        + (answer == Answer::Deleted ? "deleted" : "displayed") + '\n';
}

}

Mail receiptFor(const Mail &sent, const Person &reader, Answer answer, const QDateTime &date, Random &random)
{
    QString words =
        u"The message you sent was displayed to the person who reads this mailbox. This is no guarantee that "
        "it has been read or understood."_s;
    if (answer == Answer::Deleted)
        words = u"The message you sent was deleted. It may or may not have been read before."_s;
    else if (answer == Answer::Denied)
        words = u"The reader did not wish to confirm the message you sent."_s;
    std::vector<Part> parts{
        textPart(words, "us-ascii"_ba),
        rawPart("message/disposition-notification"_ba, dispositionFields(sent, reader, answer))};
    if (answer == Answer::WithHeaders)
        parts.push_back(rawPart("text/rfc822-headers"_ba, printHeaders(sent.headers)));

    Envelope envelope;
    envelope.from = reader;
    envelope.to = {owner()};
    envelope.date = date;
    envelope.returnPaths = {QByteArray()};  // a report has no sender to bounce to (RFC 8098, 3)
    envelope.references = {headerOf(sent, "Message-ID"_ba).chopped(1).sliced(1)};
    Part body =
        multipart("report; report-type=disposition-notification"_ba, std::move(parts), newBoundary(random));
    Mail mail = compose(envelope, std::move(body), random);
    for (Header &header : mail.headers) {
        if (header.name == "Subject")
            header.value =
                (answer == Answer::Deleted ? "Deleted: "_ba : "Read: "_ba) + headerOf(sent, "Subject"_ba);
    }
    mail.flags = "S"_ba;
    return mail;
}

}
