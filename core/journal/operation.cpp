// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/operation.h"

#include "core/base/overloaded.h"

#include <QCryptographicHash>

#include <algorithm>
#include <iterator>

namespace journal {

namespace {

// Those without a UID are told apart by what they say of themselves.
bool comesBefore(const Targets::Message &a, const Targets::Message &b)
{
    return std::tie(a.uid.value, a.messageId, a.fingerprint)
        < std::tie(b.uid.value, b.messageId, b.fingerprint);
}

// Two names of one message need not say the same of it: where there is a UID it counts.
bool isBefore(const Targets::Message &a, const Targets::Message &b)
{
    return a.uid.value != 0 || b.uid.value != 0 ? a.uid.value < b.uid.value : comesBefore(a, b);
}

}

QByteArray fingerprintOf(const QByteArray &fromAddress, const QDateTime &date, const QString &subject,
                         qint64 octets)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &value :
         {fromAddress, QByteArray::number(date.isValid() ? date.toMSecsSinceEpoch() : 0), subject.toUtf8(),
          QByteArray::number(octets)})
        hash.addData(value + '\n');
    return hash.result();
}

Targets Targets::of(const Target &target)
{
    return {target.account,
            target.mailbox,
            target.validity,
            {{target.uid, target.messageId, target.fingerprint}}};
}

void Targets::add(const Target &target)
{
    const Message message{target.uid, target.messageId, target.fingerprint};
    messages.insert(std::upper_bound(messages.begin(), messages.end(), message, isBefore), message);
}

bool Targets::contains(const Target &target) const
{
    return target.uid.value != 0 && account == target.account && validity == target.validity
        && mailbox == target.mailbox
        && std::binary_search(messages.begin(), messages.end(), Message{target.uid, {}, {}}, isBefore);
}

bool Targets::sameMailbox(const Targets &other) const
{
    return account == other.account && mailbox == other.mailbox && validity == other.validity;
}

bool Targets::overlaps(const Targets &other) const
{
    return sameMailbox(other)
        && std::any_of(messages.begin(), messages.end(), [&other](const Message &message) {
               return std::binary_search(other.messages.begin(), other.messages.end(), message, isBefore);
           });
}

bool Targets::includes(const Targets &all) const
{
    return sameMailbox(all)
        && std::includes(messages.begin(), messages.end(), all.messages.begin(), all.messages.end(),
                         isBefore);
}

Targets Targets::without(const Targets &some) const
{
    Targets left{account, mailbox, validity, {}};
    if (!sameMailbox(some))
        return *this;
    std::set_difference(messages.begin(), messages.end(), some.messages.begin(), some.messages.end(),
                        std::back_inserter(left.messages), isBefore);
    return left;
}

const Targets *targetsOf(const Operation &operation)
{
    return std::visit(
        [](const auto &one) -> const Targets * {
            if constexpr (requires { one.targets; })
                return &one.targets;
            else
                return nullptr;
        },
        operation);
}

const QByteArray *destinationOf(const Operation &operation)
{
    if (const auto *move = std::get_if<MoveMessages>(&operation))
        return &move->to;
    const auto *copy = std::get_if<CopyMessages>(&operation);
    return copy == nullptr ? nullptr : &copy->to;
}

QUuid accountOf(const Operation &operation)
{
    return std::visit(
        [](const auto &one) {
            if constexpr (requires { one.targets; })
                return one.targets.account;
            else
                return one.account;
        },
        operation);
}

bool isAbout(const Operation &operation, const QUuid &account)
{
    const auto *transfer = std::get_if<TransferMessages>(&operation);
    return accountOf(operation) == account || (transfer != nullptr && transfer->toAccount == account);
}

QByteArray mailboxOf(const Operation &operation)
{
    return std::visit(
        [](const auto &one) {
            if constexpr (requires { one.targets; })
                return one.targets.mailbox;
            else
                return one.mailbox;
        },
        operation);
}

bool isHeld(const Operation &operation)
{
    return std::holds_alternative<RemoveMessages>(operation)
        || std::holds_alternative<DeleteFolder>(operation);
}

store::Flags effective(store::Flags truth, const Target &message, const std::vector<Entry> &pending)
{
    for (const Entry &entry : pending) {
        const auto *change = std::get_if<ChangeFlags>(&entry.operation);
        if (change != nullptr && entry.isPending() && change->targets.contains(message))
            truth = store::withFlag(std::move(truth), change->flag, change->set);
    }
    return truth;
}

// An append makes a message that has no UID yet: it concerns none that is there.
bool concerns(const Operation &operation, const Target &message)
{
    const Targets *targets = targetsOf(operation);
    return targets != nullptr && targets->contains(message);
}

bool takesAway(const Operation &operation)
{
    const auto *transfer = std::get_if<TransferMessages>(&operation);
    return std::holds_alternative<MoveMessages>(operation)
        || std::holds_alternative<RemoveMessages>(operation) || (transfer != nullptr && transfer->move);
}

}
