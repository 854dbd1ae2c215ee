// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

// What was looked for lately, the newest first. It tells much about its user: it is kept only while that is
// wanted, and goes whole when it is not.
class SearchHistory
{
public:
    static constexpr qsizetype most = 50;

    void add(const QString &text);  // once, whatever was there
    void clear() { m_texts.clear(); }
    [[nodiscard]] const QStringList &texts() const noexcept { return m_texts; }
    [[nodiscard]] bool isKept() const noexcept { return m_isKept; }
    void keep(bool wanted);  // false: forgets what there is

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

private:
    QStringList m_texts;
    bool m_isKept = true;
};
