// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptcase.h"

#include "widgets/displaytext.h"
#include "widgets/receipts/receipttexts.h"
#include "widgets/safetext.h"

#include <QRandomGenerator>

namespace {

QByteArray randomOctets()
{
    QByteArray octets(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(octets.begin(), octets.end());
    return octets;
}

}

receipts::Decision ReceiptCase::decision(receipts::Decision::Kind kind) const
{
    receipts::Decision made;
    made.kind = kind;
    made.key = request.key;
    made.fingerprint = request.fingerprint;
    made.target = target;
    made.account = account;
    made.condstore = condstore;
    made.askedBy = {request.from.addrSpec(), request.subject};
    return made;
}

receipts::ReportOptions ReceiptCase::reportOptions(const QDateTime &now) const
{
    receipts::ReportOptions options;
    options.from = answerFrom;
    word(options, receipttexts::languageFor(language));
    options.date = now.toLocalTime();
    options.messageIdRandom = randomOctets();
    return options;
}

void ReceiptCase::word(receipts::ReportOptions &options, const QString &inLanguage) const
{
    const receipttexts::Facts facts{DisplayText::subject(request.subject), request.date,
                                    safetext::address(options.from.addrSpec())};
    options.subject = receipttexts::subject(inLanguage, facts);
    options.humanText = receipttexts::text(inLanguage, facts);
}
