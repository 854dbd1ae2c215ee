// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QJsonArray>

class QTextDocument;

// What a reader sees of a document that is laid out: its words and pictures in their order, each with its
// place. The script that asks the browser for the same (tests/html/collect.js) uses the same words.
namespace staged {

// {word | picture, x, y, w, h (pixels), color, block}. Items of one block are
// those of one paragraph; a picture is a block of its own.
[[nodiscard]] QJsonArray items(const QTextDocument &document);

// The same items, each with the colour that is behind it on that picture of them.
[[nodiscard]] QJsonArray withGrounds(const QJsonArray &items, const QImage &shot);

}
