// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace app {

// Ends the loop of a program that dies of the same mail at each start. A start counts until the program has
// come to rest: it has lived for a while, or has ended as it should. What it was about to open is written
// down before it does.
class CrashGuard
{
public:
    static constexpr int patience = 2;  // starts that came to nothing before the next one is careful

    explicit CrashGuard(QString path);  // a small file in the profile

    void begin();
    [[nodiscard]] bool isCareful() const { return m_failedStarts >= patience; }
    [[nodiscard]] QString culprit() const
    {
        return m_culprit;
    }  // opened last before the start; empty: nothing was
    void note(const QString &what);
    void rest();

private:
    void write(const QString &what) const;

    QString m_path, m_culprit;
    int m_failedStarts = 0;
    bool m_resting = false;
};

}
