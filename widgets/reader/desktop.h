// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

class QMimeData;
class QWidget;

// What leaves the program for others of the desktop. An interface, so that tests see what would be handed
// over. Window thread.
class Desktop
{
public:
    Desktop() = default;
    virtual ~Desktop();
    Desktop(const Desktop &) = delete;
    Desktop &operator=(const Desktop &) = delete;

    // By the program that the desktop has for such files; false: it has none. The path is absolute, of a
    // regular file.
    [[nodiscard]] virtual bool open(const QString &path) = 0;
    // While the mouse is held down over `source`.
    virtual void drag(QWidget *source, std::unique_ptr<QMimeData> data) = 0;
};

class SystemDesktop final : public Desktop
{
public:
    [[nodiscard]] bool open(const QString &path) override;
    void drag(QWidget *source, std::unique_ptr<QMimeData> data) override;
};
