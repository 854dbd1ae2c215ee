// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/operation.h"

#include "core/base/overloaded.h"
#include "core/journal/streaming.h"

#include <QIODevice>

namespace journal {

namespace {

// The octets are in users' databases: a version is never read otherwise than it was written. A new
// alternative gets a new kind; other fields for an old one a new version.
constexpr quint8 currentVersion = 1;
enum class Kind : quint8 { ChangeFlag = 1, AppendMessage = 2 };

constexpr auto streamVersion = QDataStream::Qt_6_4;

ChangeFlag readChangeFlag(QDataStream &in)
{
    ChangeFlag change;
    load(in, change.target);
    in >> change.flag >> change.set;
    return change;
}

AppendMessage readAppend(QDataStream &in)
{
    AppendMessage append;
    bool dated = false;
    qint64 date = 0;
    in >> append.account >> append.mailbox;
    load(in, append.flags);
    in >> dated >> date >> append.messageId >> append.message;
    if (dated)
        append.internalDate = QDateTime::fromMSecsSinceEpoch(date, Qt::UTC);
    return append;
}

}

QUuid accountOf(const Operation &operation)
{
    return std::visit(overloaded{
                          [](const ChangeFlag &change) { return change.target.account; },
                          [](const AppendMessage &append) { return append.account; },
                      },
                      operation);
}

store::Flags effective(store::Flags truth, const Target &message, const std::vector<Entry> &pending)
{
    for (const Entry &entry : pending) {
        const auto *change = std::get_if<ChangeFlag>(&entry.operation);
        if (change != nullptr && entry.isPending() && concerns(entry.operation, message))
            truth = store::withFlag(std::move(truth), change->flag, change->set);
    }
    return truth;
}

// An append makes a message that has no UID yet: it concerns none that is there.
bool concerns(const Operation &operation, const Target &message)
{
    const auto *change = std::get_if<ChangeFlag>(&operation);
    return change != nullptr && change->target.account == message.account
        && change->target.mailbox == message.mailbox && change->target.validity == message.validity
        && change->target.uid == message.uid;
}

QByteArray serialize(const Operation &operation)
{
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    out << currentVersion;
    std::visit(overloaded{
                   [&](const ChangeFlag &change) {
                       out << static_cast<quint8>(Kind::ChangeFlag);
                       save(out, change.target);
                       out << change.flag << change.set;
                   },
                   [&](const AppendMessage &append) {
                       out << static_cast<quint8>(Kind::AppendMessage) << append.account << append.mailbox
                           << append.flags << append.internalDate.isValid()
                           << (append.internalDate.isValid() ? append.internalDate.toMSecsSinceEpoch()
                                                             : qint64{0})
                           << append.messageId << append.message;
                   },
               },
               operation);
    return octets;
}

std::optional<Operation> deserialize(const QByteArray &octets)
{
    QDataStream in(octets);
    in.setVersion(streamVersion);
    quint8 version = 0;
    quint8 kind = 0;
    in >> version >> kind;
    if (in.status() != QDataStream::Ok || version != currentVersion)
        return std::nullopt;

    std::optional<Operation> operation;
    if (kind == static_cast<quint8>(Kind::ChangeFlag))
        operation = readChangeFlag(in);
    else if (kind == static_cast<quint8>(Kind::AppendMessage))
        operation = readAppend(in);
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return operation;
}

}
