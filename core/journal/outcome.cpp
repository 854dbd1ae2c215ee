// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/outcome.h"

#include "core/base/overloaded.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <map>

namespace journal {

namespace {

constexpr quint8 currentVersion = 3;  // 1 had no UIDNEXT, 2 no marks

std::map<imap::Uid, imap::Uid> byOrigin(const Outcome &outcome)
{
    std::map<imap::Uid, imap::Uid> places;
    for (const Outcome::Place &place : outcome.places)
        places.emplace(place.from, place.to);
    return places;
}

// Those of the messages that have arrived, as they are called there. One without a UID is found by its
// Message-ID, or not at all.
Targets arrived(const Targets &from, const QByteArray &to, const Outcome &outcome)
{
    const auto places = byOrigin(outcome);
    Targets there{from.account, to, outcome.validity, {}};
    const auto unnamed = std::count_if(from.messages.begin(), from.messages.end(),
                                       [](const auto &message) { return message.uid.value == 0; });
    for (const Targets::Message &message : from.messages) {
        const auto place = places.find(message.uid);
        if (place == places.end())
            continue;
        // Of several that had no UID nobody knows whose place it is.
        const imap::Uid uid = message.uid.value == 0 && unnamed > 1 ? imap::Uid{} : place->second;
        if (uid.value != 0 || !message.messageId.isEmpty())
            there.add({from.account, to, outcome.validity, uid, message.messageId, message.fingerprint});
    }
    return there;
}

std::optional<QByteArray> nameAfter(const QByteArray &name, const RenameFolder &folder)
{
    if (name == folder.mailbox)
        return folder.to;
    if (folder.delimiter && name.startsWith(folder.mailbox + *folder.delimiter))
        return folder.to + name.sliced(folder.mailbox.size());
    return std::nullopt;
}

bool rename(QByteArray &name, const RenameFolder &folder)
{
    const auto after = nameAfter(name, folder);
    if (after)
        name = *after;
    return after.has_value();
}

}

std::optional<QByteArray> mailboxToCreate(const Entry &entry)
{
    if (entry.state != State::Failed || !entry.detail.startsWith(mailboxIsMissing))
        return std::nullopt;
    if (const auto *append = std::get_if<AppendMessage>(&entry.operation))
        return append->mailbox;
    const QByteArray *to = destinationOf(entry.operation);
    return to == nullptr ? std::nullopt : std::optional(*to);
}

QByteArray serialize(const Outcome &outcome)
{
    if (outcome == Outcome())
        return {};
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << currentVersion << outcome.validity.value << outcome.areMarkedOnly
        << static_cast<quint32>(outcome.places.size());
    for (const Outcome::Place &place : outcome.places)
        out << place.from.value << place.to.value;
    out << outcome.uidNext.value << static_cast<quint32>(outcome.marked.size());
    for (const imap::Uid uid : outcome.marked)
        out << uid.value;
    return octets;
}

std::optional<Outcome> outcomeOf(const QByteArray &octets)
{
    Outcome outcome;
    if (octets.isEmpty())
        return outcome;
    QDataStream in(octets);
    in.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    quint32 count = 0;
    in >> version >> outcome.validity.value >> outcome.areMarkedOnly >> count;
    for (; count > 0 && in.status() == QDataStream::Ok; --count) {
        Outcome::Place place;
        in >> place.from.value >> place.to.value;
        outcome.places.push_back(place);
    }
    if (version >= 2)
        in >> outcome.uidNext.value;
    if (version >= 3)
        in >> count;
    for (; count > 0 && in.status() == QDataStream::Ok; --count) {
        in >> outcome.marked.emplace_back().value;
    }
    if (in.status() != QDataStream::Ok || !in.atEnd() || version < 1 || version > currentVersion)
        return std::nullopt;
    return outcome;
}

std::optional<Operation> inverse(const Operation &done, const Outcome &outcome)
{
    return std::visit(
        overloaded{
            [](const ChangeFlags &change) -> std::optional<Operation> {
                return ChangeFlags{change.targets, change.flag, !change.set};
            },
            [&](const MoveMessages &move) -> std::optional<Operation> {
                Targets there = arrived(move.targets, move.to, outcome);
                if (there.messages.empty())
                    return std::nullopt;
                return MoveMessages{std::move(there), move.targets.mailbox, MoveMessages::Wish::Move};
            },
            [&](const CopyMessages &copy) -> std::optional<Operation> {
                Targets there = arrived(copy.targets, copy.to, outcome);
                // One that has no UID could be another copy, from before.
                std::erase_if(there.messages, [](const auto &message) { return message.uid.value == 0; });
                if (there.messages.empty())
                    return std::nullopt;
                return RemoveMessages{std::move(there)};
            },
            [](const RenameFolder &folder) -> std::optional<Operation> {
                return RenameFolder{folder.account, folder.to, folder.mailbox, folder.delimiter, false};
            },
            [](const SubscribeFolder &folder) -> std::optional<Operation> {
                return SubscribeFolder{folder.account, folder.mailbox, !folder.subscribed};
            },
            [&](const RemoveMessages &removal) -> std::optional<Operation> {
                if (!outcome.areMarkedOnly)
                    return std::nullopt;  // removed is removed
                return ChangeFlags{removal.targets, "\\Deleted", false};
            },
            // What was saved, or a folder that was made, may be somebody's by now.
            [](const auto &) -> std::optional<Operation> { return std::nullopt; },
        },
        done);
}

std::optional<Operation> followed(const Operation &later, const Operation &done, const Outcome &outcome)
{
    if (const auto *folder = std::get_if<RenameFolder>(&done))
        return renamed(later, *folder);
    const auto *move = std::get_if<MoveMessages>(&done);
    const Targets *targets = targetsOf(later);
    if (move == nullptr || targets == nullptr || !move->targets.includes(*targets))
        return std::nullopt;
    Targets there = arrived(*targets, move->to, outcome);
    if (there.messages.empty())
        return std::nullopt;
    Operation changed = later;
    std::visit(
        [&there](auto &one) {
            if constexpr (requires { one.targets; })
                one.targets = std::move(there);
        },
        changed);
    return changed;
}

std::optional<Operation> renamed(const Operation &operation, const RenameFolder &folder)
{
    Operation changed = operation;
    bool isOther = false;
    const auto follow = [&](const QUuid &account, QByteArray &mailbox) {
        isOther = (account == folder.account && rename(mailbox, folder)) || isOther;
    };
    const QUuid account = accountOf(operation);
    std::visit(overloaded{
                   [&](TransferMessages &transfer) {
                       follow(account, transfer.targets.mailbox);
                       follow(transfer.toAccount, transfer.to);
                   },
                   [&](AppendMessage &append) {
                       follow(account, append.mailbox);
                       if (append.source)
                           follow(append.source->account, append.source->mailbox);
                   },
                   [&](auto &one) {
                       if constexpr (requires { one.targets; })
                           follow(account, one.targets.mailbox);
                       else
                           follow(account, one.mailbox);
                       if constexpr (
                           requires { one.to; } && requires { one.targets; })
                           follow(account, one.to);
                   },
               },
               changed);
    return isOther ? std::optional(changed) : std::nullopt;
}

}
