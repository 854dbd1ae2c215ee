// SPDX-License-Identifier: GPL-3.0-or-later
// Values of the server in one line, for comparing what a session told.
#include "core/base/overloaded.h"

#include "tests/support/dialogue.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray list(std::span<const QByteArray> words)
{
    QByteArray text("(");
    for (const QByteArray &word : words)
        text += (text.size() > 1 ? " " : "") + word;
    return text + ')';
}

QByteArray describe(const imap::FetchItems &items)
{
    QByteArray text;
    if (items.uid)
        text += " UID " + QByteArray::number(items.uid->value);
    if (items.flags)
        text += " FLAGS " + list(*items.flags);
    if (items.modSeq)
        text += " MODSEQ " + QByteArray::number(items.modSeq->value);
    if (items.size)
        text += " SIZE " + QByteArray::number(*items.size);
    if (items.envelope)
        text += " ENVELOPE " + items.envelope->subject.value_or("NIL"_ba);
    if (items.bodyStructure)
        text += " BODYSTRUCTURE " + items.bodyStructure->type;
    for (const imap::BodySection &section : items.sections)
        text += " BODY[" + section.section + "] " + section.data.value_or("NIL"_ba);
    return text;
}

QByteArray describe(const imap::Condition &condition)
{
    constexpr std::array names{"OK ", "NO ", "BAD ", "BYE ", "PREAUTH "};
    return names.at(static_cast<std::size_t>(condition.kind)) + condition.text.text;
}

}

QByteArray describe(const imap::Untagged &data)
{
    return std::visit(
        overloaded{
            [](const imap::Condition &condition) { return describe(condition); },
            [](const imap::CapabilityData &data_) { return "CAPABILITY " + list(data_.names); },
            [](const imap::Enabled &enabled) { return "ENABLED " + list(enabled.names); },
            [](const imap::ListData &list_) {
                return "LIST " + list(list_.attributes) + ' ' + list_.mailbox;
            },
            [](const imap::StatusData &status) { return "STATUS " + status.mailbox; },
            [](const imap::SearchData &search) {
                return "SEARCH " + QByteArray::number(search.numbers.size());
            },
            [](const imap::ESearchData &search) { return "ESEARCH " + search.tag; },
            [](const imap::FlagsData &flags) { return "FLAGS " + list(flags.flags); },
            [](const imap::Exists &exists) { return "EXISTS " + QByteArray::number(exists.count); },
            [](const imap::Recent &recent) { return "RECENT " + QByteArray::number(recent.count); },
            [](const imap::Expunge &gone) { return "EXPUNGE " + QByteArray::number(gone.message.value); },
            [](const imap::Vanished &gone) { return "VANISHED " + gone.uids.toText(); },
            [](const imap::Fetch &fetch) {
                return "FETCH " + QByteArray::number(fetch.message.value) + describe(fetch.items);
            },
            [](const imap::IdData &id) { return "ID " + QByteArray::number(id.fields.size()); },
            [](const imap::NamespaceData &) { return "NAMESPACE"_ba; },
            [](const imap::SortData &sort) { return "SORT " + QByteArray::number(sort.numbers.size()); },
            [](const imap::ThreadData &threads) {
                return "THREAD " + QByteArray::number(threads.nodes.size());
            },
            [](const imap::QuotaData &quota) { return "QUOTA " + quota.root; },
            [](const imap::QuotaRootData &quota) { return "QUOTAROOT " + quota.mailbox; },
            [](const imap::AclData &acl) { return "ACL " + acl.mailbox; },
            [](const imap::MyRightsData &rights) {
                return "MYRIGHTS " + rights.mailbox + ' ' + rights.rights;
            },
            [](const imap::ListRightsData &rights) { return "LISTRIGHTS " + rights.mailbox; },
            [](const imap::MetadataData &metadata) { return "METADATA " + metadata.mailbox; },
            [](const imap::Unknown &unknown) { return "UNKNOWN " + unknown.name; },
        },
        data);
}

QByteArray describe(const imap::Completion &completion)
{
    constexpr std::array names{"ok", "no", "bad", "lost", "cancelled", "unsupported"};
    QByteArray text = names.at(static_cast<std::size_t>(completion.status));
    const bool unsure = completion.status == imap::Completion::Status::ConnectionLost;
    if (unsure)
        text += completion.mayHaveBeenExecuted ? " perhaps" : " never";
    return completion.text.text.isEmpty() ? text : text + ' ' + completion.text.text;
}
