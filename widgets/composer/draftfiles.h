// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QList>
#include <QStringList>

// The files of a draft, which are kept beside it, once, under their digests.
namespace draftfiles {

[[nodiscard]] std::vector<QByteArray> digestsOf(const compose::Composition &composition);
// In the order of digestsOf().
[[nodiscard]] QList<compose::Attachment *> filesOf(compose::Composition &composition);
// Their octets, in that order; null: they are lost. The names of those that are; they are left out.
[[nodiscard]] QStringList fill(compose::Composition &composition, const std::vector<QByteArray> &octets);

}
