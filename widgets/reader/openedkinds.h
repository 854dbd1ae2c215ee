// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

// The kinds of attached files that are opened without a question, by their extensions, as the reader wished.
// Kept in a settings file, which is read each time.
class OpenedKinds
{
public:
    explicit OpenedKinds(QString settingsFile) : m_file(std::move(settingsFile)) {}

    [[nodiscard]] QStringList all() const;
    void add(const QString &extension) const;
    void remove(const QString &extension) const;

private:
    void keep(const QStringList &extensions) const;

    QString m_file;
};
