// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/mail.h"

#include "app/demo/encoding.h"

#include <QLocale>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

// What the mailbox's own server adds on arrival.
void addTrace(const Envelope &envelope, std::vector<Header> &headers, Random &random)
{
    for (const QByteArray &path : envelope.returnPaths)
        headers.push_back({"Return-Path"_ba, '<' + path + '>'});
    if (envelope.returnPaths.isEmpty())
        return;
    const QByteArray domain = envelope.from.address.mid(envelope.from.address.lastIndexOf('@') + 1);
    const QByteArray id = QByteArray::number(random.next(), 36).toUpper();
    headers.push_back({"Delivered-To"_ba, owner().address});
    headers.push_back({"Received"_ba,
                       "from mail." + domain + " (mail." + domain + " [192.0.2."
                           + QByteArray::number(random.between(1, 254))
                           + "])\n\tby mx.brightwater.example with ESMTPS id " + id + "\n\tfor <"
                           + owner().address + ">; " + printDate(envelope.date.toUTC())});
}

}

QByteArray printDate(const QDateTime &date)
{
    const int offset = date.offsetFromUtc() / 60;
    const QByteArray zone = (offset < 0 ? "-"_ba : "+"_ba)
        + QByteArray::number(qAbs(offset) / 60 * 100 + qAbs(offset) % 60).rightJustified(4, '0');
    return QLocale::c().toString(date, u"ddd, d MMM yyyy HH:mm:ss "_s).toLatin1() + zone;
}

QByteArray newMessageId(const Person &sender, Random &random)
{
    return QByteArray::number(random.next(), 36) + '.' + QByteArray::number(random.next(), 36)
        + sender.address.mid(sender.address.lastIndexOf('@'));
}

Mail compose(const Envelope &envelope, Part body, Random &random)
{
    Mail mail;
    mail.date = envelope.date;
    auto &headers = mail.headers;
    addTrace(envelope, headers, random);
    headers.push_back({"From"_ba, printPerson(envelope.from, envelope.charset)});
    if (!envelope.to.isEmpty())
        headers.push_back({"To"_ba, printPeople(envelope.to, envelope.charset)});
    if (!envelope.cc.isEmpty())
        headers.push_back({"Cc"_ba, printPeople(envelope.cc, envelope.charset)});
    headers.push_back({"Subject"_ba, headerText(envelope.subject, envelope.charset)});
    headers.push_back({"Date"_ba, printDate(envelope.date)});
    const QByteArray id =
        envelope.messageId.isEmpty() ? newMessageId(envelope.from, random) : envelope.messageId;
    headers.push_back({"Message-ID"_ba, '<' + id + '>'});
    if (!envelope.references.isEmpty()) {
        headers.push_back({"In-Reply-To"_ba, '<' + envelope.references.last() + '>'});
        headers.push_back({"References"_ba, '<' + envelope.references.join(">\n <") + '>'});
    }
    headers.insert(headers.end(), envelope.extra.begin(), envelope.extra.end());
    headers.push_back({"MIME-Version"_ba, "1.0"_ba});
    headers.insert(headers.end(), body.headers.begin(), body.headers.end());
    mail.body = std::move(body);
    return mail;
}

QByteArray Mail::print() const
{
    return printHeaders(headers) + '\n' + printBody(body);
}

}
