// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/races/arrived.h"

#include <QRegularExpression>

namespace races {

using namespace Qt::StringLiterals;

QHash<QByteArray, QByteArrayList> receiptsIn(live::Servers &mail, const QString &user, const QString &mailbox)
{
    QHash<QByteArray, QByteArrayList> found;
    const QByteArray all =
        mail.doveadm({u"-f"_s, u"pager"_s, u"fetch"_s, u"-u"_s, user, u"text"_s, u"mailbox"_s, mailbox});
    static const QRegularExpression field(u"^Message-ID: <([^>]*)>|^Original-Message-ID: <([^>]*)>"_s,
                                          QRegularExpression::MultilineOption
                                              | QRegularExpression::CaseInsensitiveOption);
    auto matches = field.globalMatch(QString::fromLatin1(all));
    QByteArray its;
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.capturedLength(1) > 0)
            its = match.captured(1).toLatin1();
        else
            found[match.captured(2).toLatin1()].append(its);
    }
    return found;
}

}
