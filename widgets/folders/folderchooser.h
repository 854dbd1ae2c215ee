// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

#include <QDialog>
#include <QHash>
#include <QUuid>

#include <vector>

class QLineEdit;
class QListWidget;
class QPushButton;

// Which folder? The folders in the order given, those of accounts that have a name here behind that name,
// none of them chosen at first; a list that gets shorter with every letter; the arrow keys work while one
// types. open() it; chosen() comes at most once.
class FolderChooser : public QDialog
{
    Q_OBJECT

public:
    struct Folders {
        std::vector<store::Folder> list;
        QHash<QUuid, QString> accounts{};
    };
    FolderChooser(const QString &title, const QString &choose, Folders folders, QWidget *parent);

Q_SIGNALS:
    void chosen(const store::Folder &folder);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void choose();

    Folders m_folders;
    QLineEdit *m_filter;
    QListWidget *m_list;
    QPushButton *m_choose;
};
