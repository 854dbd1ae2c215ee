// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/journal/operation.h"
#include "core/journal/streaming.h"

#include <QIODevice>

#include <type_traits>

namespace journal {

namespace {

// The octets are in users' databases: a version is never read otherwise than it was written. A new
// alternative gets a new kind; other fields for an old one a new kind as well. Kind 1 was a change of one
// message's flag and is read as one of several.
constexpr quint8 currentVersion = 1;
enum class Kind : quint8 {
    ChangeFlag = 1,
    AppendMessage = 2,
    ChangeFlags = 3,
    MoveMessages = 4,
    CopyMessages = 5,
    RemoveMessages = 6,
    CreateFolder = 7,
    RenameFolder = 8,
    DeleteFolder = 9,
    SubscribeFolder = 10,
    TransferMessages = 11,
    AppendTransferred = 12,  // an AppendMessage from another account
};

constexpr auto streamVersion = QDataStream::Qt_6_4;

void write(QDataStream &out, const ChangeFlags &change)
{
    out << static_cast<quint8>(Kind::ChangeFlags);
    save(out, change.targets);
    out << change.flag << change.set;
}
void write(QDataStream &out, const AppendMessage &append)
{
    const bool dated = append.internalDate.isValid();
    const bool isTransferred = append.source.has_value() || !append.fingerprint.isEmpty();
    const Kind kind = isTransferred ? Kind::AppendTransferred : Kind::AppendMessage;
    out << static_cast<quint8>(kind) << append.account << append.mailbox << append.flags << dated
        << (dated ? append.internalDate.toMSecsSinceEpoch() : qint64{0}) << append.messageId
        << append.message;
    if (!isTransferred)
        return;
    out << append.fingerprint << append.source.has_value();
    if (append.source)
        save(out, *append.source);
}
void write(QDataStream &out, const TransferMessages &transfer)
{
    out << static_cast<quint8>(Kind::TransferMessages);
    save(out, transfer.targets);
    out << transfer.toAccount << transfer.to << transfer.move;
}
void write(QDataStream &out, const MoveMessages &move)
{
    out << static_cast<quint8>(Kind::MoveMessages);
    save(out, move.targets);
    out << move.to << static_cast<quint8>(move.wish);
}
void write(QDataStream &out, const CopyMessages &copy)
{
    out << static_cast<quint8>(Kind::CopyMessages);
    save(out, copy.targets);
    out << copy.to;
}
void write(QDataStream &out, const RemoveMessages &removal)
{
    out << static_cast<quint8>(Kind::RemoveMessages);
    save(out, removal.targets);
}
void write(QDataStream &out, const CreateFolder &folder)
{
    out << static_cast<quint8>(Kind::CreateFolder) << folder.account << folder.mailbox;
}
void write(QDataStream &out, const RenameFolder &folder)
{
    out << static_cast<quint8>(Kind::RenameFolder) << folder.account << folder.mailbox << folder.to
        << folder.delimiter.has_value() << static_cast<qint8>(folder.delimiter.value_or('\0'))
        << folder.isDeletion;
}
void write(QDataStream &out, const DeleteFolder &folder)
{
    out << static_cast<quint8>(Kind::DeleteFolder) << folder.account << folder.mailbox;
}
void write(QDataStream &out, const SubscribeFolder &folder)
{
    out << static_cast<quint8>(Kind::SubscribeFolder) << folder.account << folder.mailbox
        << folder.subscribed;
}

ChangeFlags readChangeFlag(QDataStream &in)
{
    Target target;
    ChangeFlags change;
    load(in, target);
    in >> change.flag >> change.set;
    change.targets = Targets::of(target);
    return change;
}
ChangeFlags readChangeFlags(QDataStream &in)
{
    ChangeFlags change;
    load(in, change.targets);
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
AppendMessage readTransferred(QDataStream &in)
{
    AppendMessage append = readAppend(in);
    bool isMoved = false;
    in >> append.fingerprint >> isMoved;
    if (isMoved)
        load(in, append.source.emplace());
    return append;
}
TransferMessages readTransfer(QDataStream &in)
{
    TransferMessages transfer;
    load(in, transfer.targets);
    in >> transfer.toAccount >> transfer.to >> transfer.move;
    return transfer;
}
std::optional<Operation> readMove(QDataStream &in)
{
    MoveMessages move;
    quint8 wish = 0;
    load(in, move.targets);
    in >> move.to >> wish;
    if (wish > static_cast<quint8>(MoveMessages::Wish::Junk))
        return std::nullopt;
    move.wish = static_cast<MoveMessages::Wish>(wish);
    return move;
}
CopyMessages readCopy(QDataStream &in)
{
    CopyMessages copy;
    load(in, copy.targets);
    in >> copy.to;
    return copy;
}
RemoveMessages readRemoval(QDataStream &in)
{
    RemoveMessages removal;
    load(in, removal.targets);
    return removal;
}
template <typename Folder>
Folder readFolder(QDataStream &in)
{
    Folder folder;
    in >> folder.account >> folder.mailbox;
    if constexpr (std::is_same_v<Folder, SubscribeFolder>)
        in >> folder.subscribed;
    return folder;
}
RenameFolder readRename(QDataStream &in)
{
    RenameFolder folder;
    bool delimited = false;
    qint8 delimiter = 0;
    in >> folder.account >> folder.mailbox >> folder.to >> delimited >> delimiter >> folder.isDeletion;
    if (delimited)
        folder.delimiter = static_cast<char>(delimiter);
    return folder;
}

std::optional<Operation> read(QDataStream &in, quint8 kind)
{
    switch (static_cast<Kind>(kind)) {
    case Kind::ChangeFlag: return readChangeFlag(in);
    case Kind::AppendMessage: return readAppend(in);
    case Kind::ChangeFlags: return readChangeFlags(in);
    case Kind::MoveMessages: return readMove(in);
    case Kind::CopyMessages: return readCopy(in);
    case Kind::RemoveMessages: return readRemoval(in);
    case Kind::CreateFolder: return readFolder<CreateFolder>(in);
    case Kind::RenameFolder: return readRename(in);
    case Kind::DeleteFolder: return readFolder<DeleteFolder>(in);
    case Kind::SubscribeFolder: return readFolder<SubscribeFolder>(in);
    case Kind::TransferMessages: return readTransfer(in);
    case Kind::AppendTransferred: return readTransferred(in);
    }
    return std::nullopt;
}

}

QByteArray serialize(const Operation &operation)
{
    QByteArray octets;
    QDataStream out(&octets, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    out << currentVersion;
    std::visit([&out](const auto &one) { write(out, one); }, operation);
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
    auto operation = read(in, kind);
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return operation;
}

}
