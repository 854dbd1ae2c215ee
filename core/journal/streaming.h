// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"

#include <QByteArrayList>
#include <QDataStream>

// Pieces of what journal and ledger keep in user.db. The octets are in users' databases: never another form.
namespace journal {

void save(QDataStream &out, const Target &target);
void load(QDataStream &in, Target &target);
void save(QDataStream &out, const Targets &targets);
void load(QDataStream &in, Targets &targets);
// As QDataStream writes a list, but read without believing its length: a damaged one would be reserved at
// once.
void load(QDataStream &in, QByteArrayList &list);

}
