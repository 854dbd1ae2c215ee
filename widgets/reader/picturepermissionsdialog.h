// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/picturepermissions.h"

#include <QDialog>

#include <vector>

class QListWidget;
class QPushButton;

// Whose remote pictures are always shown. They come here from the banner above a message; here they can be
// seen and taken away again. It stays open beside the work.
class PicturePermissionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PicturePermissionsDialog(QWidget *parent);

    void setPermissions(const std::vector<store::PicturePermission> &permissions);

Q_SIGNALS:
    void dropWanted(const store::PicturePermission &permission);

private:
    void drop();

    std::vector<store::PicturePermission> m_permissions;  // one for each row
    QListWidget *m_list;
    QPushButton *m_drop;
};
