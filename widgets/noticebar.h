// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/banner.h"

#include <functional>

// What a person should know at once, above all panes and in nobody's way: one sentence after the other, each
// until it is dismissed, answered, or settled by itself.
class NoticeBar : public Banner
{
    Q_OBJECT

public:
    struct Notice {
        QString sentence;
        qint64 about = 0;  // for retract(); 0: nothing settles it
        QString answer = {};
        std::function<void()> act = {};  // that was chosen
    };
    explicit NoticeBar(QWidget *parent = nullptr);

    bool say(const Notice &notice);  // false: it is there already
    void retract(qint64 about);

private:
    void take(int button);
    void showFirst();

    QList<Notice> m_notices;
};
