// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/desktop.h"

#include <QMimeData>
#include <QStringList>
#include <QUrl>

// Other programs of the desktop: what they would be given is written down.
class FakeDesktop final : public Desktop
{
public:
    [[nodiscard]] bool open(const QString &path) override
    {
        opened += path;
        return hasProgram;
    }
    void drag(QWidget * /*source*/, std::unique_ptr<QMimeData> data) override
    {
        for (const QUrl &url : data->urls())
            dragged += url.toLocalFile();
    }

    bool hasProgram = true;
    QStringList opened, dragged;  // paths
};
