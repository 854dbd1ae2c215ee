// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/reminders.h"

#include "core/compose/message.h"
#include "core/mime/lookalike.h"
#include "core/mime/textlines.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

using Kind = Reminder::Kind;

constexpr int manyRecipients = 15;

void addAddressFindings(std::vector<Reminder> &found, const Composition &mail, const KnownPeople &known)
{
    for (const Recipient &each : recipientsOf(mail)) {
        if (!isUsable(each.mailbox)) {
            found.push_back({.kind = Kind::NotAnAddress, .mailbox = each.mailbox});
            continue;
        }
        const QByteArray address = each.mailbox.addrSpec().toLower();
        if (known.addresses.isEmpty() || known.addresses.contains(address))
            continue;
        const bool isKnownDomain = known.domains.contains(each.mailbox.domain.toLower());
        const QString twin =
            isKnownDomain ? QString() : mime::lookAlikeOf(each.mailbox.domain, known.domains);
        if (!twin.isEmpty())
            found.push_back({.kind = Kind::LooksLike, .mailbox = each.mailbox, .text = twin});
        else if (!known.met.contains(address))
            found.push_back({.kind = Kind::NeverWrittenTo, .mailbox = each.mailbox});
    }
}

void addReplyToFindings(std::vector<Reminder> &found, const Composition &mail)
{
    for (const mime::Mailbox &each : mail.replyTo) {
        if (!isUsable(each))
            found.push_back({.kind = Kind::NotAnAddress, .mailbox = each});
    }
}

bool hasFile(const Composition &mail)
{
    return std::any_of(mail.attachments.begin(), mail.attachments.end(),
                       [](const Attachment &each) { return each.contentId.isEmpty(); });
}

}

QString attachmentWord(QStringView text)
{
    static const QRegularExpression words(
        uR"(\b(?:attached|attachment|attachments|attaching|enclosed|enclosure|anhang|anhänge|anhängen|angehängt\w*|beigefügt\w*|anbei|beiliegend\w*|im\s+anhang)\b)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    for (const mime::TextLine &line : mime::textLines(text)) {
        if (line.isSignature && line.depth == 0)
            break;
        if (line.depth > 0)
            continue;
        const auto match = words.match(text.sliced(line.begin, line.size).toString());
        if (match.hasMatch())
            return match.captured();
    }
    return {};
}

std::vector<Reminder> remindersOf(const Composition &mail, const KnownPeople &known, qint64 sizeLimit)
{
    std::vector<Reminder> found;
    if (recipientsOf(mail).empty())
        found.push_back({.kind = Kind::NoRecipient});
    if (mail.subject.trimmed().isEmpty() && !mail.redirected)
        found.push_back({.kind = Kind::NoSubject});
    const QString word = hasFile(mail) || mail.redirected ? QString() : attachmentWord(mail.text);
    if (!word.isEmpty())
        found.push_back({.kind = Kind::AttachmentMissing, .text = word});
    addAddressFindings(found, mail, known);
    addReplyToFindings(found, mail);
    const auto visible = static_cast<int>(mail.to.size() + mail.cc.size());
    if (visible >= manyRecipients)
        found.push_back({.kind = Kind::ManySeeEachOther, .count = visible});
    if (const qint64 size = sizeOf(mail); sizeLimit > 0 && size > sizeLimit)
        found.push_back({.kind = Kind::TooLarge, .size = size, .limit = sizeLimit});
    std::stable_sort(found.begin(), found.end(),
                     [](const Reminder &a, const Reminder &b) { return a.kind < b.kind; });
    return found;
}

}
