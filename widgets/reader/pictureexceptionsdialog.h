// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/pictureexceptions.h"

#include <QDialog>

#include <vector>

class QListWidget;
class QPushButton;

// Whose remote pictures are always shown. They come here from the banner above a message; here they can be
// seen and taken away again. It stays open beside the work.
class PictureExceptionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PictureExceptionsDialog(QWidget *parent);

    void setExceptions(const std::vector<store::PictureException> &exceptions);

Q_SIGNALS:
    void dropWanted(const store::PictureException &exception);

private:
    void drop();

    std::vector<store::PictureException> m_exceptions;  // one for each row
    QListWidget *m_list;
    QPushButton *m_drop;
};
