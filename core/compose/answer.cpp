// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/answer.h"

#include "core/compose/quoting.h"
#include "core/compose/subject.h"
#include "core/mime/authorship.h"
#include "core/mime/fieldsyntax.h"
#include "core/mime/listpost.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

using mime::Mailbox;
using Mailboxes = std::vector<Mailbox>;

constexpr qsizetype mostReferences = 20;
constexpr qsizetype longestReference = 250;
constexpr auto signatureMark = "\n-- \n"_L1;

Mailboxes mailboxesOf(const mime::Header &header, std::initializer_list<const char *> names)
{
    Mailboxes all;
    for (const char *name : names) {
        for (const QByteArray &field : header.all(name)) {
            const auto read = mime::parseAddressList(field).mailboxes;
            all.insert(all.end(), read.begin(), read.end());
        }
    }
    return all;
}

bool contains(const Mailboxes &list, const Mailbox &mailbox)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const Mailbox &each) { return mime::sameAddress(each, mailbox); });
}

Mailboxes without(const Mailboxes &list, const auto &isUnwanted)
{
    Mailboxes rest;
    for (const Mailbox &each : list) {
        if (!contains(rest, each) && !isUnwanted(each) && isUsable(each))
            rest.push_back(each);
    }
    return rest;
}

bool leadsElsewhere(const mime::Header &header)
{
    const auto findings = mime::authorFindings(header, {});
    return std::any_of(findings.begin(), findings.end(), [](const mime::AuthorFinding &finding) {
        return finding.kind == mime::AuthorFinding::Kind::RepliesElsewhere;
    });
}

// The author's name before another one's address would hide where the answer goes.
Mailboxes byAddress(Mailboxes mailboxes)
{
    for (Mailbox &mailbox : mailboxes)
        mailbox.name.clear();
    return mailboxes;
}

// Lists that put themselves into Reply-To would take a private answer into public.
Mailboxes answerAddresses(const mime::Header &header)
{
    const Mailboxes wanted = mailboxesOf(header, {"Reply-To"});
    const Mailboxes lists = mime::listAddresses(header);
    const bool isList = !lists.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const Mailbox &each) {
        return contains(lists, each);
    });
    if (wanted.empty() || isList)
        return mailboxesOf(header, {"From"});
    return leadsElsewhere(header) ? byAddress(wanted) : wanted;
}

bool isFromUs(const mime::Header &header, const std::vector<Identity> &identities)
{
    const Mailboxes authors = mailboxesOf(header, {"From"});
    return !authors.empty() && std::all_of(authors.begin(), authors.end(), [&](const Mailbox &each) {
        return isOwn(each, identities);
    });
}

// Anybody can write Mail-Followup-To, so outside of lists it is not followed.
std::optional<Correspondents> followUp(const mime::Header &header, const auto &isOurs)
{
    const Mailboxes wanted = without(mailboxesOf(header, {"Mail-Followup-To"}), isOurs);
    if (wanted.empty() || mime::listAddresses(header).empty())
        return std::nullopt;
    return Correspondents{wanted, {}};
}

std::vector<Recipient> recipients(const Mailboxes &mailboxes)
{
    std::vector<Recipient> out;
    out.reserve(mailboxes.size());
    for (const Mailbox &mailbox : mailboxes)
        out.push_back({.mailbox = mailbox});
    return out;
}

Composition writtenBy(const Identity *identity, const QUuid &account)
{
    Composition mail;
    mail.account = identity == nullptr ? account : identity->account;
    if (identity == nullptr)
        return mail;
    mail.from = identity->from;
    if (!identity->replyTo.isEmpty())
        mail.replyTo.push_back(identity->replyTo);
    if (!identity->signature.isEmpty())
        mail.text = signatureMark + identity->signature;
    return mail;
}

Composition begun(const Original &original, const std::vector<Identity> &identities)
{
    return writtenBy(identityFor(original.header, identities, original.account), original.account);
}

// The answer is written above the signature, or below what is quoted.
QString withQuotation(const QString &introduction, const QString &quotation, const QString &signature)
{
    if (quotation.isEmpty())
        return signature;
    return introduction + u'\n' + quotation + u'\n' + signature;
}

Attachment wholeMessage(const Original &original)
{
    const QString subject = original.header.text("Subject").trimmed();
    return attachmentOf(original.octets, (subject.isEmpty() ? u"message"_s : subject.left(100)) + ".eml"_L1,
                        "message/rfc822");
}

Priority priorityOf(const mime::Header &header)
{
    const QByteArray importance = header.first("Importance").value_or(QByteArray()).trimmed().toLower();
    if (importance == "high")
        return Priority::High;
    return importance == "low" ? Priority::Low : Priority::Normal;
}

}

bool losesReplyTo(const mime::Header &header)
{
    const auto fields = header.all("Reply-To");
    return std::any_of(fields.begin(), fields.end(),
                       [](const QByteArray &field) { return mime::parseAddressList(field).defects > 0; });
}

Correspondents correspondents(const mime::Header &header, ReplyTo whom,
                              const std::vector<Identity> &identities)
{
    const auto isOurs = [&](const Mailbox &each) { return isOwn(each, identities); };
    const auto isNobody = [](const Mailbox &) { return false; };
    if (whom == ReplyTo::List)
        return {without(mime::listAddresses(header), isNobody), {}};
    if (isFromUs(header, identities)) {
        const bool toAll = whom == ReplyTo::All;
        const Mailboxes to = without(mailboxesOf(header, {"To"}), isNobody);
        return {to,
                toAll ? without(mailboxesOf(header, {"Cc"}),
                                [&](const Mailbox &each) { return contains(to, each) || isOurs(each); })
                      : Mailboxes()};
    }
    const Mailboxes sender = without(answerAddresses(header), isNobody);
    if (whom == ReplyTo::Sender)
        return {sender, {}};
    if (auto wanted = followUp(header, isOurs))
        return *wanted;
    Correspondents all;
    Mailboxes to = sender;
    const Mailboxes others = mailboxesOf(header, {"To"});
    to.insert(to.end(), others.begin(), others.end());
    all.to = without(to, isOurs);
    if (all.to.empty())
        all.to = sender;
    all.cc = without(mailboxesOf(header, {"Cc"}),
                     [&](const Mailbox &each) { return isOurs(each) || contains(all.to, each); });
    return all;
}

QByteArrayList referencesFor(const mime::Header &header)
{
    const QByteArray field = header.first("References").value_or(QByteArray());
    auto ids = mime::messageIds(field);
    if (ids.empty()) {
        ids = mime::messageIds(header.first("In-Reply-To").value_or(QByteArray()));
        if (ids.size() != 1)
            ids.clear();  // several say nothing of their order
    }
    const QByteArray own = mime::messageId(header.first("Message-ID").value_or(QByteArray()));
    if (!own.isEmpty())
        ids.push_back(own);
    QByteArrayList all;
    for (const QByteArray &id : ids) {
        if (id.size() <= longestReference && !all.contains(id))
            all.append(id);
    }
    if (all.size() > mostReferences)
        all = QByteArrayList{all.front()} + all.last(mostReferences - 1);
    return all;
}

Composition newMail(const Identity &identity)
{
    return writtenBy(&identity, identity.account);
}

Composition replyTo(const Original &original, ReplyTo whom, const std::vector<Identity> &identities,
                    const QString &introduction)
{
    Composition mail = begun(original, identities);
    const Correspondents people = correspondents(original.header, whom, identities);
    mail.to = recipients(people.to);
    mail.cc = recipients(people.cc);
    mail.subject = replySubject(original.header.text("Subject"));
    mail.inReplyTo = mime::messageId(original.header.first("Message-ID").value_or(QByteArray()));
    mail.references = referencesFor(original.header);
    const QString &shown = original.selection.isEmpty() ? original.text : original.selection;
    const QString room = u"\n\n"_s;  // for the answer, where somebody writes it above
    mail.text = room + withQuotation(introduction, quoted(shown), mail.text);
    return mail;
}

Composition forwardOf(const Original &original, const std::vector<Identity> &identities,
                      const QString &introduction)
{
    Composition mail = begun(original, identities);
    mail.subject = forwardSubject(original.header.text("Subject"));
    mail.references = referencesFor(original.header);
    const QString &shown = original.selection.isEmpty() ? original.text : original.selection;
    mail.text = mail.text + u"\n\n"_s + introduction + u'\n' + shown;
    mail.attachments = original.files;
    return mail;
}

Composition forwardAttached(const std::vector<Original> &originals, const std::vector<Identity> &identities)
{
    if (originals.empty())
        return {};
    Composition mail = begun(originals.front(), identities);
    mail.subject = forwardSubject(originals.front().header.text("Subject"));
    mail.references = referencesFor(originals.front().header);
    for (const Original &each : originals)
        mail.attachments.push_back(wholeMessage(each));
    return mail;
}

Composition redirectOf(const Original &original, const std::vector<Identity> &identities)
{
    Composition mail = begun(original, identities);
    mail.text.clear();
    mail.replyTo.clear();
    mail.subject = original.header.text("Subject");
    mail.redirected = wholeMessage(original);
    return mail;
}

Composition editAsNew(const Original &original, const std::vector<Identity> &identities)
{
    Composition mail = begun(original, identities);
    const auto isNobody = [](const Mailbox &) { return false; };
    mail.to = recipients(without(mailboxesOf(original.header, {"To"}), isNobody));
    mail.cc = recipients(without(mailboxesOf(original.header, {"Cc"}), isNobody));
    mail.bcc = recipients(without(mailboxesOf(original.header, {"Bcc"}), isNobody));
    mail.subject = original.header.text("Subject");
    mail.text = original.text;
    mail.attachments = original.files;
    return mail;
}

Composition draftOf(const Original &original, const std::vector<Identity> &identities)
{
    Composition mail = editAsNew(original, identities);
    const auto isNobody = [](const Mailbox &) { return false; };
    if (const auto answers = without(mailboxesOf(original.header, {"Reply-To"}), isNobody); !answers.empty())
        mail.replyTo = answers;
    const auto answered = mime::messageIds(original.header.first("In-Reply-To").value_or(QByteArray()));
    mail.inReplyTo = answered.empty() ? QByteArray() : answered.front();
    for (const QByteArray &id : mime::messageIds(original.header.first("References").value_or(QByteArray())))
        mail.references.append(id);
    mail.priority = priorityOf(original.header);
    return mail;
}

}
