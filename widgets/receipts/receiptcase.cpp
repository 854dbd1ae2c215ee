// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptcase.h"

#include "widgets/receipts/receiptwords.h"

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
    return made;
}

receipts::ReportOptions ReceiptCase::reportOptions(const QDateTime &now) const
{
    receipts::ReportOptions options;
    options.from = answerFrom;
    options.subject = ReceiptWords::reportSubject(request);
    options.humanText = ReceiptWords::reportText(*this);
    options.date = now.toLocalTime();
    options.messageIdRandom = randomOctets();
    return options;
}
