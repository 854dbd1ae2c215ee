// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/streaming.h"

namespace journal {

void save(QDataStream &out, const Target &target)
{
    out << target.account << target.mailbox << target.validity.value << target.uid.value << target.messageId
        << target.fingerprint;
}

void load(QDataStream &in, Target &target)
{
    in >> target.account >> target.mailbox >> target.validity.value >> target.uid.value >> target.messageId
        >> target.fingerprint;
}

void load(QDataStream &in, QByteArrayList &list)
{
    quint32 count = 0;
    in >> count;
    list.clear();
    for (; count > 0 && in.status() == QDataStream::Ok; --count) {
        QByteArray item;
        in >> item;
        if (in.status() == QDataStream::Ok)
            list.append(item);
    }
}

void save(QDataStream &out, const Targets &targets)
{
    out << targets.account << targets.mailbox << targets.validity.value
        << static_cast<quint32>(targets.messages.size());
    for (const Targets::Message &message : targets.messages)
        out << message.uid.value << message.messageId << message.fingerprint;
}

void load(QDataStream &in, Targets &targets)
{
    quint32 count = 0;
    in >> targets.account >> targets.mailbox >> targets.validity.value >> count;
    for (; count > 0 && in.status() == QDataStream::Ok; --count) {
        Target target{targets.account, targets.mailbox, targets.validity, {}, {}, {}};
        in >> target.uid.value >> target.messageId >> target.fingerprint;
        if (in.status() == QDataStream::Ok)
            targets.add(target);
    }
}

}
