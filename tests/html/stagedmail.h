// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/htmlrenderer.h"

#include <map>

// The mails of tests/html/mails, for whoever shows them. Their pictures are named as remote ones,
// https://pictures.example.org/WIDTHxHEIGHT/COLOUR/NAME.png, and made here: nothing is ever fetched.
namespace staged {

class Mail
{
public:
    explicit Mail(const QString &path);

    // For our view: the pictures are parts of the message.
    [[nodiscard]] HtmlMessage message() const;
    // For a browser: they are data, and say their names in data-picture.
    [[nodiscard]] QByteArray page() const;

private:
    QString m_source;
    std::map<QString, QByteArray> m_pictures;  // by their names, as PNG
};

// As the window asks for it, so many CSS pixels wide, in black on white and type of 16 pixels.
[[nodiscard]] RenderRequest requestFor(const HtmlMessage &message, double width);

}
