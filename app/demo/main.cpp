// SPDX-License-Identifier: GPL-3.0-or-later
// posthorn-demo-mail: writes the demo mailbox, or one mail to standard output.
#include "app/demo/mailbox.h"
#include "app/demo/maildir.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Generates the mails of Posthorn's demo mailbox."_s);
    parser.addHelpOption();
    const QCommandLineOption maildir(u"maildir"_s, u"Write about 2,000 mails into the Maildir DIR."_s,
                                     u"DIR"_s);
    const QCommandLineOption one(
        u"one"_s, u"Print one new mail: "_s + demo::kindsOfOne().join(u", "_s) + u"."_s, u"KIND"_s);
    const QCommandLineOption seed(u"seed"_s, u"The same seed and time give the same mails."_s, u"N"_s,
                                  u"1"_s);
    const QCommandLineOption now(u"now"_s, u"The time the mailbox ends at (ISO 8601)."_s, u"TIME"_s);
    parser.addOptions({maildir, one, seed, now});
    parser.process(application);

    const QDateTime time = parser.isSet(now) ? QDateTime::fromString(parser.value(now), Qt::ISODate)
                                             : QDateTime::currentDateTimeUtc();
    bool seedIsNumber = false;
    const quint64 number = parser.value(seed).toULongLong(&seedIsNumber);
    if (!time.isValid() || !seedIsNumber || parser.isSet(maildir) == parser.isSet(one)) {
        std::fputs("posthorn-demo-mail: give either --maildir or --one, and a time and seed that are such "
                   "(--help)\n",
                   stderr);
        return 2;
    }
    if (parser.isSet(maildir)) {
        const bool written = demo::writeMaildir(parser.value(maildir), demo::makeMailbox(number, time));
        if (!written)
            std::fputs("posthorn-demo-mail: the mailbox could not be written\n", stderr);
        return written ? 0 : 1;
    }
    const auto mail =
        demo::makeOne(parser.value(one), number ^ static_cast<quint64>(time.toMSecsSinceEpoch()), time);
    if (!mail) {
        std::fputs("posthorn-demo-mail: there is no such kind (--help)\n", stderr);
        return 2;
    }
    const QByteArray content = mail->print();
    return std::fwrite(content.constData(), 1, static_cast<std::size_t>(content.size()), stdout)
            == static_cast<std::size_t>(content.size())
        ? 0
        : 1;
}
