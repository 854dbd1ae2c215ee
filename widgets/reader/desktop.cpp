// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/desktop.h"

#include <QDesktopServices>
#include <QDrag>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

Desktop::~Desktop() = default;

bool SystemDesktop::open(const QString &path)
{
    return QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

// Qt has no other drag than one that waits for its end.
void SystemDesktop::drag(QWidget *source, std::unique_ptr<QMimeData> data)
{
    if (!QGuiApplication::mouseButtons().testFlag(Qt::LeftButton))
        return;  // let go while the file was being made ready
    auto *drag = new QDrag(source);
    drag->setMimeData(data.release());
    drag->exec(Qt::CopyAction);
}
