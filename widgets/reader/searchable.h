// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>

// A view whose text can be looked through. Window thread.
class Searchable
{
public:
    Searchable() = default;
    Searchable(const Searchable &) = delete;
    Searchable &operator=(const Searchable &) = delete;
    virtual ~Searchable() = default;

    // QTextBlock::userState() of lines that are ours and not the message's: nothing is found in them.
    static constexpr int ownLine = 1000;

    [[nodiscard]] virtual QTextDocument *searched() = 0;
    [[nodiscard]] virtual QTextCursor chosen() const = 0;  // in it; what follows is found first
    virtual void mark(const QList<QTextEdit::ExtraSelection> &found) = 0;
    virtual void reveal(const QTextCursor &found) = 0;  // chosen, on screen, and unfolded if need be
    virtual void takeFocus() = 0;
};
