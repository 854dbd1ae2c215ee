// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/random.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

// Small files that real programs open.
namespace demo {

// A landscape of a few hills, different for each state of the generator.
[[nodiscard]] QByteArray pngPicture(Random &random, int width = 240, int height = 150);
// One page with the lines on it (Latin-1).
[[nodiscard]] QByteArray pdfPage(const QStringList &lines);
// An archive of text files, stored.
[[nodiscard]] QByteArray zipArchive(const QList<QPair<QByteArray, QByteArray>> &files);
[[nodiscard]] QByteArray icsInvitation(const QString &summary, const QDateTime &start,
                                       const QByteArray &organizer);

}
