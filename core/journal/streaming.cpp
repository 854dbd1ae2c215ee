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

}
